/* Columns of a text on a terminal. wcwidth() knows them only in a UTF-8 locale, and a table must align in all. */
#include <renkei/text.h>

#include <stdint.h>

typedef struct {
    uint32_t first, last;
} range;

/* East Asian Width W and F of Unicode, blocks that are wide throughout taken whole (UAX #11). */
static const range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1B000, 0x1B2FF},
    {0x1F200, 0x1F2FF}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

/* Marks that sit on the letter before them, kana voicing and variation selectors included. */
static const range combining[] = {
    {0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x200B, 0x200F}, {0x20D0, 0x20FF},   {0x302A, 0x302F},
    {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool within(const range *ranges, size_t n, uint32_t point)
{
    for (size_t i = 0; i < n; i++) {
        if (point >= ranges[i].first && point <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* The code point at *text, which moves past it; a byte that starts none stands for itself. */
static uint32_t next_point(const unsigned char **text)
{
    const unsigned char *s = *text;
    int more = s[0] >= 0xF0 ? 3 : s[0] >= 0xE0 ? 2 : s[0] >= 0xC0 ? 1 : 0;
    uint32_t point = more == 0 ? s[0] : s[0] & (0x3Fu >> more);
    for (int i = 1; i <= more; i++) {
        if ((s[i] & 0xC0u) != 0x80u) {
            *text = s + 1;
            return s[0];
        }
        point = point << 6 | (s[i] & 0x3Fu);
    }
    *text = s + 1 + more;
    return point;
}

size_t rk_text_width(const char *text)
{
    size_t width = 0;
    const unsigned char *s = (const unsigned char *)text;
    while (*s != '\0') {
        uint32_t point = next_point(&s);
        if (!within(combining, COUNT(combining), point)) {
            width += within(wide, COUNT(wide), point) ? 2 : 1;
        }
    }
    return width;
}
