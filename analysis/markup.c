#include "analysis/markup.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for n more bytes and the end. */
static bool make_room(rk_markup *text, size_t n)
{
    if (!text->failed && text->n + n + 1 > text->room) {
        size_t room = 2 * (text->n + n) + 1024;
        char *larger = realloc(text->bytes, room);
        text->failed = larger == NULL;
        if (larger != NULL) {
            text->bytes = larger;
            text->room = room;
        }
    }
    return !text->failed;
}

void rk_markup_add(rk_markup *text, const char *bytes, size_t n)
{
    if (make_room(text, n)) {
        memcpy(text->bytes + text->n, bytes, n);
        text->n += n;
        text->bytes[text->n] = '\0';
    }
}

void rk_markup_put(rk_markup *text, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int n = vsnprintf(NULL, 0, format, arguments);
    if (n >= 0 && make_room(text, (size_t)n)) {
        (void)vsnprintf(text->bytes + text->n, (size_t)n + 1, format, again);
        text->n += (size_t)n;
    }
    text->failed = text->failed || n < 0;
    va_end(again);
    va_end(arguments);
}

/* Bytes of the UTF-8 character at c that XML allows, or 0. */
static size_t character_at(const unsigned char *c)
{
    if (c[0] < 0x80) {
        return c[0] >= 0x20 || c[0] == '\t' || c[0] == '\n' || c[0] == '\r' ? 1 : 0;
    }
    size_t n = c[0] >= 0xF0 && c[0] < 0xF5 ? 4 : c[0] >= 0xE0 && c[0] < 0xF0 ? 3 : c[0] >= 0xC2 && c[0] < 0xE0 ? 2 : 0;
    uint32_t code = n > 0 ? c[0] & (0x7Fu >> n) : 0;
    for (size_t i = 1; i < n; i++) {
        if ((c[i] & 0xC0) != 0x80) {
            return 0;
        }
        code = code << 6 | (c[i] & 0x3Fu);
    }
    bool wrong = (n == 3 && code < 0x800) || (n == 4 && (code < 0x10000 || code > 0x10FFFF)) ||
                 (code >= 0xD800 && code <= 0xDFFF) || code == 0xFFFE || code == 0xFFFF;
    return wrong ? 0 : n;
}

static const char *reference(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void rk_markup_escaped(rk_markup *text, const char *words)
{
    while (words != NULL && *words != '\0') {
        const char *known = reference(*words);
        size_t n = character_at((const unsigned char *)words);
        if (known != NULL) {
            rk_markup_add(text, known, strlen(known));
        } else if (n > 0) {
            rk_markup_add(text, words, n);
        } else {
            rk_markup_add(text, "\xEF\xBF\xBD", 3);
        }
        words += n > 0 ? n : 1;
    }
}

rk_status rk_markup_done(rk_markup *text, char **bytes)
{
    bool whole = !text->failed && make_room(text, 0);
    if (whole) {
        text->bytes[text->n] = '\0';
    }
    *bytes = whole ? text->bytes : NULL;
    if (!whole) {
        free(text->bytes);
    }
    *text = (rk_markup){0};
    return whole ? RK_OK : RK_ERR_MEMORY;
}

void rk_markup_free(rk_markup *text)
{
    free(text->bytes);
    *text = (rk_markup){0};
}
