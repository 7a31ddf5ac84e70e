/* Municipalities in classes: by size, share of aged, fiscal capability, kind. */
#ifndef RK_ANALYSIS_GROUPS_H
#define RK_ANALYSIS_GROUPS_H

#include "analysis/reading.h"

#include <renkei/answer.h>

enum { RK_CLASSES_MAX = 6, RK_GROUPINGS_MAX = 4 };

typedef struct {
    const char *id;
    rk_words_pair title;
    size_t n_classes;
    const rk_words_pair *class_title; /* [n_classes] */
    unsigned char *class_of;          /* [n_municipalities] */
    size_t n_of[RK_CLASSES_MAX];      /* municipalities of each class */
} rk_grouping;

typedef struct {
    size_t n;
    rk_grouping grouping[RK_GROUPINGS_MAX];
    bool incomplete; /* the file lacks what some of them need: it was written before they were kept */
} rk_groups;

RK_MUST_CHECK rk_status rk_groups_of(const rk_reading *reading, rk_groups *groups);
void rk_groups_free(rk_groups *groups);

#endif
