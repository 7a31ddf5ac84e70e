/* Characters of UTF-8 text, and the full-width letters that a Japanese keyboard leaves in numbers. */
#ifndef RK_INPUT_UTF8_H
#define RK_INPUT_UTF8_H

#include "input/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RK_FULL_WIDTH_SPACE = 0x3000, RK_FULL_WIDTH_COLON = 0xFF1A };

/* The character at text, which ends before end. Returns its number of bytes, 0 when it is not UTF-8. */
size_t rk_utf8_next(const char *text, const char *end, uint32_t *character);

/* Number of characters of valid text. */
size_t rk_utf8_length(const char *text);

bool rk_utf8_has(const char *text, uint32_t character);

/* The first character that is no writing: a control but tab and line feed, a separator of lines, one that turns the
 * direction of what follows; 0 when there is none. It would hide or forge what a terminal or a report shows. */
uint32_t rk_utf8_control(const char *text);

/* The text with a replacement character for each of these; the text itself when it has none. */
const char *rk_utf8_shown(rk_arena *arena, const char *text);

/* The text with full-width letters, digits, signs and spaces (U+FF01..U+FF5E, U+3000) written half-width; the text
 * itself when it has none. */
const char *rk_utf8_half_width(rk_arena *arena, const char *text);

#endif
