/* Text that grows: pages and figures. Memory that is out is remembered and told at the end. */
#ifndef RK_ANALYSIS_TEXT_H
#define RK_ANALYSIS_TEXT_H

#include <renkei/status.h>

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *bytes; /* ends in '\0', or NULL */
    size_t n, room;
    bool failed;
} rk_text;

void rk_text_put(rk_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void rk_text_add(rk_text *text, const char *bytes, size_t n);

/* For HTML and SVG, in text and in attributes: & < > " ' as references; what XML forbids, and bytes that are no UTF-8,
 * as U+FFFD. */
void rk_text_escaped(rk_text *text, const char *words);

/* The bytes, the caller's to free; RK_ERR_MEMORY and NULL where something could not be kept. The text is empty then. */
RK_MUST_CHECK rk_status rk_text_done(rk_text *text, char **bytes);
void rk_text_free(rk_text *text);

#endif
