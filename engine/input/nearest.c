#include "input/nearest.h"

#include "input/utf8.h"

#include <string.h>

/* Characters of a name, lower case. Returns their number, or RK_NEAREST_CHARACTERS + 1 for a longer name. */
static size_t characters_of(const char *text, uint32_t characters[RK_NEAREST_CHARACTERS])
{
    const char *end = text + strlen(text);
    size_t n = 0;
    uint32_t c;
    for (size_t bytes; (bytes = rk_utf8_next(text, end, &c)) > 0; text += bytes) {
        if (n == RK_NEAREST_CHARACTERS) {
            return n + 1;
        }
        characters[n++] = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
    }
    return n;
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

size_t rk_distance(const char *a, const char *b)
{
    uint32_t s[RK_NEAREST_CHARACTERS], t[RK_NEAREST_CHARACTERS];
    size_t rows[3][RK_NEAREST_CHARACTERS + 1]; /* the row in work and the two above */
    size_t n = characters_of(a, s), m = characters_of(b, t);
    if (n > RK_NEAREST_CHARACTERS || m > RK_NEAREST_CHARACTERS) {
        return RK_NEAREST_CHARACTERS;
    }
    for (size_t j = 0; j <= m; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + (s[i - 1] != t[j - 1]));
            if (i > 1 && j > 1 && s[i - 1] == t[j - 2] && s[i - 2] == t[j - 1] && above2[j - 2] + 1 < row[j]) {
                row[j] = above2[j - 2] + 1;
            }
        }
    }
    return rows[n % 3][m];
}

rk_nearest rk_nearest_to(const char *unknown)
{
    /* One letter in three may be wrong: further away, a suggestion misleads more often than it helps. */
    size_t length = rk_utf8_length(unknown);
    size_t farthest = length < 3 ? 1 : length / 3;
    return (rk_nearest){.unknown = unknown, .distance = (farthest > 4 ? 4 : farthest) + 1};
}

void rk_nearest_offer(rk_nearest *nearest, const char *name)
{
    size_t distance = rk_distance(nearest->unknown, name);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->name = name;
    }
}

const char *rk_nearest_hint(rk_arena *arena, const rk_nearest *nearest)
{
    return nearest->name == NULL ? "" : rk_arena_text(arena, "; the nearest is \"%s\"", nearest->name);
}
