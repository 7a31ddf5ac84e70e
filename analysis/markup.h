/* Text that grows: pages and figures. Memory that is out is remembered and told at the end. */
#ifndef RK_ANALYSIS_MARKUP_H
#define RK_ANALYSIS_MARKUP_H

#include <renkei/status.h>

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *bytes; /* ends in '\0', or NULL */
    size_t n, room;
    bool failed;
} rk_markup;

void rk_markup_put(rk_markup *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void rk_markup_add(rk_markup *text, const char *bytes, size_t n);

/* For HTML and SVG, in text and in attributes: & < > " ' as references; what XML forbids, and bytes that are no UTF-8,
 * as U+FFFD. */
void rk_markup_escaped(rk_markup *text, const char *words);

/* The bytes, the caller's to free; RK_ERR_MEMORY and NULL where something could not be kept. The text is empty then. */
RK_MUST_CHECK rk_status rk_markup_done(rk_markup *text, char **bytes);
void rk_markup_free(rk_markup *text);

#endif
