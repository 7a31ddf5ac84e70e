#include "input/utf8.h"

#include <string.h>

size_t rk_utf8_next(const char *text, const char *end, uint32_t *character)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (text >= end) {
        return 0;
    }
    unsigned char first = (unsigned char)*text;
    size_t n = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (n == 0 || (size_t)(end - text) < n) {
        return 0;
    }
    if (n == 1) {
        *character = first;
        return 1;
    }
    uint32_t c = first & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        unsigned char next = (unsigned char)text[i];
        if ((next & 0xC0) != 0x80) {
            return 0;
        }
        c = c << 6 | (next & 0x3F);
    }
    if (c < smallest[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
        return 0;
    }
    *character = c;
    return n;
}

size_t rk_utf8_length(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        n += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return n;
}

bool rk_utf8_has(const char *text, uint32_t character)
{
    const char *end = text + strlen(text);
    uint32_t c;
    for (size_t n; (n = rk_utf8_next(text, end, &c)) > 0; text += n) {
        if (c == character) {
            return true;
        }
    }
    return false;
}

static char half_width_of(uint32_t character)
{
    if (character == RK_FULL_WIDTH_SPACE) {
        return ' ';
    }
    return character >= 0xFF01 && character <= 0xFF5E ? (char)(character - 0xFF01 + '!') : '\0';
}

const char *rk_utf8_half_width(rk_arena *arena, const char *text)
{
    const char *whole = text, *end = text + strlen(text);
    char *half = rk_arena_copy(arena, text, (size_t)(end - text)), *out = half;
    bool changed = false;
    uint32_t c;
    for (size_t n; (n = rk_utf8_next(text, end, &c)) > 0; text += n) {
        char replacement = half_width_of(c);
        if (replacement != '\0') {
            *out++ = replacement;
            changed = true;
        } else {
            memcpy(out, text, n);
            out += n;
        }
    }
    *out = '\0';
    return changed ? half : whole;
}

static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c <= 0x9F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* The character at text and its number of bytes; what is not UTF-8 goes byte by byte. */
static size_t next_or_byte(const char *text, const char *end, uint32_t *c)
{
    size_t n = rk_utf8_next(text, end, c);
    *c = n == 0 ? '?' : *c;
    return n == 0 ? 1 : n;
}

uint32_t rk_utf8_control(const char *text)
{
    const char *end = text + strlen(text);
    uint32_t c = 0;
    for (size_t n; text < end; text += n) {
        n = next_or_byte(text, end, &c);
        if (is_control(c)) {
            return c;
        }
    }
    return 0;
}

const char *rk_utf8_shown(rk_arena *arena, const char *text)
{
    static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */
    if (rk_utf8_control(text) == 0) {
        return text;
    }
    const char *end = text + strlen(text);
    char *shown = rk_arena_alloc(arena, 3 * (size_t)(end - text) + 1, 1), *out = shown;
    uint32_t c = 0;
    for (size_t n; text < end; text += n) {
        n = next_or_byte(text, end, &c);
        size_t n_out = is_control(c) ? strlen(replacement) : n;
        memcpy(out, is_control(c) ? replacement : text, n_out);
        out += n_out;
    }
    return shown;
}
