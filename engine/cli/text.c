#include "cli/text.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MAX = 63 }; /* longer words are cut before they are compared */

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

size_t rk_text_distance(const char *a, const char *b)
{
    size_t n_a = strnlen(a, WORD_MAX), n_b = strnlen(b, WORD_MAX);
    size_t before[WORD_MAX + 1] = {0}, last[WORD_MAX + 1], now[WORD_MAX + 1] = {0};
    for (size_t j = 0; j <= n_b; j++) {
        last[j] = j;
    }
    for (size_t i = 1; i <= n_a; i++) {
        now[0] = i;
        for (size_t j = 1; j <= n_b; j++) {
            now[j] = least(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && before[j - 2] + 1 < now[j]) {
                now[j] = before[j - 2] + 1;
            }
        }
        memcpy(before, last, sizeof before);
        memcpy(last, now, sizeof last);
    }
    return last[n_b];
}

void rk_text_count(char out[RK_TEXT_SIZE], uint64_t value)
{
    rk_text_number(out, (double)value, 0, false);
}

void rk_text_duration(char out[RK_TEXT_SIZE], double seconds)
{
    long whole = lround(seconds);
    if (seconds < 0.995) {
        snprintf(out, RK_TEXT_SIZE, "%.2f s", seconds);
    } else if (seconds < 9.95) {
        snprintf(out, RK_TEXT_SIZE, "%.1f s", seconds);
    } else if (whole < 60) {
        snprintf(out, RK_TEXT_SIZE, "%ld s", whole);
    } else if (whole < 3600) {
        snprintf(out, RK_TEXT_SIZE, "%ld min %ld s", whole / 60, whole % 60);
    } else {
        snprintf(out, RK_TEXT_SIZE, "%ld h %ld min", whole / 3600, whole % 3600 / 60);
    }
}

void rk_text_bytes(char out[RK_TEXT_SIZE], double bytes)
{
    static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    size_t unit = 0;
    while (bytes >= 999.5 && unit < 4) {
        bytes /= 1000;
        unit++;
    }
    snprintf(out, RK_TEXT_SIZE, "%.*f %s", unit > 0 && bytes < 9.95 ? 1 : 0, bytes, units[unit]);
}

bool rk_text_whole(const char *text, uint64_t low, uint64_t high, uint64_t *value)
{
    if (!isdigit((unsigned char)text[0])) {
        return false; /* strtoull would take a space or a minus */
    }
    char *end;
    errno = 0;
    unsigned long long read = strtoull(text, &end, 10);
    *value = read;
    return errno == 0 && *end == '\0' && read >= low && read <= high;
}
