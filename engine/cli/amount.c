#include "cli/amount.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *text;
    double scale;
} spelling;

static const spelling money[] = {
    {"", 1},          {"yen", 1},  {"円", 1},     {"thousand yen", 1e3}, {"千円", 1e3},   {"man", 1e4},
    {"man yen", 1e4}, {"万", 1e4}, {"万円", 1e4}, {"million yen", 1e6},  {"百万円", 1e6}, {"oku", 1e8},
    {"oku yen", 1e8}, {"億", 1e8}, {"億円", 1e8}, {"billion yen", 1e9},  {"十億円", 1e9}, {NULL, 0}};
static const spelling share[] = {{"", 1}, {"%", 0.01}, {"%/year", 0.01}, {"/year", 1}, {"パーセント", 0.01}, {NULL, 0}};

/* A plain number with "_" between digits; returns where it ends, or NULL. */
static const char *number(const char *text, double *value)
{
    char plain[64];
    size_t n = 0;
    for (; n + 1 < sizeof plain && (isdigit((unsigned char)*text) || *text == '.' || *text == '_'); text++) {
        if (*text == '_') {
            if (n == 0 || !isdigit((unsigned char)text[-1]) || !isdigit((unsigned char)text[1])) {
                return NULL;
            }
            continue;
        }
        plain[n++] = *text;
    }
    plain[n] = '\0';
    char *end = plain;
    *value = strtod(plain, &end);
    return n > 0 && end == plain + n && isfinite(*value) ? text : NULL;
}

static bool read(const char *text, const spelling *units, double *value)
{
    const char *unit = number(text + strspn(text, " "), value);
    if (unit == NULL) {
        return false;
    }
    unit += strspn(unit, " ");
    while (units->text != NULL && strcmp(units->text, unit) != 0) {
        units++;
    }
    *value *= units->scale;
    return units->text != NULL;
}

bool rk_amount_yen(const char *text, double *yen)
{
    return read(text, money, yen);
}

bool rk_amount_share(const char *text, double *value)
{
    return read(text, share, value);
}
