#include "input/number.h"

#include "input/utf8.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 64 };

typedef struct {
    char text[DIGITS_MAX + 1]; /* without "_", as strtod and strtol take it */
    size_t n;
    bool whole; /* no point, no exponent */
    bool fits;
} literal;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void keep(literal *number, char c)
{
    if (number->n == DIGITS_MAX) {
        number->fits = false;
        return;
    }
    number->text[number->n++] = c;
    number->text[number->n] = '\0';
}

static const char *scan_digits(const char *at, literal *number)
{
    while (is_digit(*at) || (*at == '_' && is_digit(at[-1]) && is_digit(at[1]))) {
        if (*at != '_') {
            keep(number, *at);
        }
        at++;
    }
    return at;
}

static const char *scan_literal(const char *at, literal *number)
{
    *number = (literal){.whole = true, .fits = true};
    if (*at == '-' || *at == '+') {
        keep(number, *at++);
    }
    if (!is_digit(*at) && !(*at == '.' && is_digit(at[1]))) {
        return NULL;
    }
    at = scan_digits(at, number);
    if (*at == '.' && is_digit(at[1])) {
        number->whole = false;
        keep(number, *localeconv()->decimal_point); /* the host program may have set a locale, and strtod obeys it */
        at = scan_digits(at + 1, number);
    }
    size_t sign = at[0] != '\0' && (at[1] == '-' || at[1] == '+');
    if ((*at == 'e' || *at == 'E') && is_digit(at[1 + sign])) {
        number->whole = false;
        keep(number, 'e');
        if (sign > 0) {
            keep(number, at[1]);
        }
        at = scan_digits(at + 1 + sign, number);
    }
    return number->fits ? at : NULL;
}

const char *rk_number_scan(const char *text, double *value)
{
    literal number;
    const char *end = scan_literal(text, &number);
    if (end == NULL) {
        return NULL;
    }
    *value = strtod(number.text, NULL);
    return isfinite(*value) ? end : NULL;
}

const char *rk_number_half_width(rk_arena *arena, const char *text)
{
    const char *half = rk_utf8_half_width(arena, text);
    return half == text ? NULL : rk_arena_text(arena, "full-width characters; write \"%s\"", half);
}

/* Of a whole number; the default may be a word, or a distribution. */
static const char *an_example(const rk_key *key)
{
    const char *text = key->default_text;
    return text != NULL && text[0] != '\0' && text[strspn(text, "0123456789")] == '\0' ? text : "1";
}

const char *rk_number_unit(rk_arena *arena, const rk_key *key, const char *text, rk_unit_scale *unit)
{
    text += strspn(text, " ");
    if (rk_unit_read(arena, key->unit, text, unit)) {
        return NULL;
    }
    bool count = key->kind == RK_KEY_COUNT && key->unit == RK_UNIT_NUMBER;
    const char *expected = !count ? rk_unit_expected(arena, key->unit)
                                  : rk_arena_text(arena, "a whole number alone, such as %s", an_example(key));
    if (text[0] == '\0') {
        return rk_arena_text(arena, "the unit is missing; expected %s", expected);
    }
    if (text[0] == ',' && is_digit(text[1])) {
        return "a comma within a number; write 1000 or 1_000";
    }
    const char *other = rk_unit_recognise(arena, text);
    return other != NULL ? rk_arena_text(arena, "\"%s\" is %s; expected %s", text, other, expected)
                         : rk_arena_text(arena, "\"%s\" is no known unit; expected %s", text, expected);
}

rk_unit_scale rk_number_documented(rk_arena *arena, const rk_key *key)
{
    rk_unit_scale documented;
    if (!rk_unit_read(arena, key->unit, key->unit_text, &documented)) {
        documented = (rk_unit_scale){1, 0}; /* a word for the reader, "fiscal year" */
    }
    return documented;
}

const char *rk_number_range(rk_arena *arena, const rk_key *key)
{
    double scale = rk_number_documented(arena, key).scale;
    return rk_arena_text(arena, "%.10g to %.10g%s%s", key->min / scale, key->max / scale,
                         key->unit_text[0] == '\0' ? "" : " ", key->unit_text);
}

const char *rk_count_read(rk_arena *arena, const rk_key *key, const char *text, long *count)
{
    literal number;
    rk_unit_scale unit;
    const char *wrong = rk_number_half_width(arena, text);
    const char *end = wrong == NULL ? scan_literal(text, &number) : NULL;
    if (end == NULL) {
        return wrong != NULL ? wrong
                             : rk_arena_text(arena, "\"%s\" is no whole number; allowed is %s", text,
                                             rk_number_range(arena, key));
    }
    wrong = rk_number_unit(arena, key, end, &unit);
    if (wrong != NULL) {
        return wrong;
    }
    double value = strtod(number.text, NULL) * unit.scale;
    if (value < key->min || value > key->max) {
        return rk_arena_text(arena, "%s is out of range; allowed is %s", text, rk_number_range(arena, key));
    }
    if (value != floor(value)) {
        return rk_arena_text(arena, "%s is no whole number; allowed is %s", text, rk_number_range(arena, key));
    }
    if (number.whole && unit.scale == 1) {
        *count = strtol(number.text, NULL, 10); /* at the very end of its range it stays there */
    } else if (value < 9e18) {
        *count = (long)value;
    } else {
        return rk_arena_text(arena, "%s is too large to be read; allowed is %s", text, rk_number_range(arena, key));
    }
    return NULL;
}
