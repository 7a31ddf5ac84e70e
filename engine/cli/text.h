/* Text for people beyond renkei/text.h: counts, durations, sizes, distances. */
#ifndef RK_CLI_TEXT_H
#define RK_CLI_TEXT_H

#include <renkei/text.h>

#include <stdint.h>

/* Insertions, deletions, replacements and swaps of neighbours between two texts, by bytes. */
size_t rk_text_distance(const char *a, const char *b);

/* "1,000" */
void rk_text_count(char out[RK_TEXT_SIZE], uint64_t value);

/* "0.83 s", "2.5 s", "12 s", "3 min 20 s", "2 h 5 min" */
void rk_text_duration(char out[RK_TEXT_SIZE], double seconds);

/* "640 kB", "3.2 MB" */
void rk_text_bytes(char out[RK_TEXT_SIZE], double bytes);

/* Whole number of a command-line option; false unless all of text is one within low .. high. */
bool rk_text_whole(const char *text, uint64_t low, uint64_t high, uint64_t *value);

#endif
