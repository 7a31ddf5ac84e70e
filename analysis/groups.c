#include "analysis/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Classes by a number: below each bound, and from the last one on. */
typedef struct {
    const char *id, *dataset;
    rk_words_pair title;
    size_t n_classes;
    double bound[RK_CLASSES_MAX - 1];
    rk_words_pair class_title[RK_CLASSES_MAX];
} scale;

static const scale scales[] = {
    {"size",
     "population",
     {"人口規模", "size"},
     5,
     {10000, 30000, 100000, 300000},
     {{"1万人未満", "under 10,000"},
      {"1～3万人", "10,000 to 30,000"},
      {"3～10万人", "30,000 to 100,000"},
      {"10～30万人", "100,000 to 300,000"},
      {"30万人以上", "300,000 and over"}}},
    {"aged",
     "aged_share",
     {"高齢化率", "aged 65 and over"},
     4,
     {0.3, 0.35, 0.4},
     {{"30%未満", "under 30 %"}, {"30～35%", "30 to 35 %"}, {"35～40%", "35 to 40 %"}, {"40%以上", "40 % and over"}}},
    {"fiscal",
     "fiscal_index",
     {"財政力指数", "fiscal index"},
     4,
     {0.3, 0.5, 0.8},
     {{"0.3未満", "under 0.3"}, {"0.3～0.5", "0.3 to 0.5"}, {"0.5～0.8", "0.5 to 0.8"}, {"0.8以上", "0.8 and over"}}},
};
enum { N_SCALES = sizeof scales / sizeof scales[0] };

static const char *const kinds[] = {"designated_city", "core_city", "city", "special_ward", "town", "village"};
static const rk_words_pair kind_titles[] = {
    {"政令市", "designated city"}, {"中核市", "core city"}, {"市", "city"},
    {"特別区", "special ward"},    {"町", "town"},          {"村", "village"},
};
enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

static rk_status open_grouping(const rk_reading *reading, rk_groups *groups, rk_grouping made)
{
    made.class_of = calloc(reading->n_municipalities, 1);
    groups->grouping[groups->n] = made;
    groups->n += made.class_of != NULL;
    return made.class_of != NULL ? RK_OK : RK_ERR_MEMORY;
}

static void count(const rk_reading *reading, rk_grouping *grouping)
{
    for (size_t i = 0; i < reading->n_municipalities; i++) {
        grouping->n_of[grouping->class_of[i]]++;
    }
}

static rk_status by_number(const rk_reading *reading, const scale *by, rk_groups *groups)
{
    double *value = NULL;
    rk_status status = rk_read_numbers(reading, by->dataset, reading->n_municipalities, &value);
    if (status == RK_OK) {
        status =
            open_grouping(reading, groups, (rk_grouping){by->id, by->title, by->n_classes, by->class_title, NULL, {0}});
    }
    if (status == RK_OK) {
        rk_grouping *grouping = &groups->grouping[groups->n - 1];
        for (size_t i = 0; i < reading->n_municipalities; i++) {
            unsigned char class = 0;
            while (class + 1u < by->n_classes && value[i] >= by->bound[class]) {
                class ++;
            }
            grouping->class_of[i] = class;
        }
        count(reading, grouping);
    }
    free(value);
    return status;
}

static rk_status by_kind(const rk_reading *reading, rk_groups *groups)
{
    static const rk_words_pair title = {"区分", "kind"};
    rk_status status = open_grouping(reading, groups, (rk_grouping){"kind", title, N_KINDS, kind_titles, NULL, {0}});
    for (size_t i = 0; status == RK_OK && i < reading->n_municipalities; i++) {
        unsigned char class = 0;
        while (class < N_KINDS && strcmp(kinds[class], reading->kind[i]) != 0) {
            class ++;
        }
        if (class == N_KINDS) {
            rk_reading_fail(reading->path, "the dataset kind has an unknown word");
            status = RK_ERR_RESULTS_READ;
            break;
        }
        groups->grouping[groups->n - 1].class_of[i] = class;
    }
    if (status == RK_OK) {
        count(reading, &groups->grouping[groups->n - 1]);
    }
    return status;
}

rk_status rk_groups_of(const rk_reading *reading, rk_groups *groups)
{
    rk_status status = RK_OK;
    *groups = (rk_groups){.n = 0};
    for (size_t i = 0; status == RK_OK && i < N_SCALES; i++) {
        if (rk_reading_has(reading, scales[i].dataset)) {
            status = by_number(reading, &scales[i], groups);
        } else {
            groups->incomplete = true;
        }
    }
    if (status == RK_OK && reading->kind != NULL) {
        status = by_kind(reading, groups);
    }
    if (status != RK_OK) {
        rk_groups_free(groups);
    }
    return status;
}

void rk_groups_free(rk_groups *groups)
{
    for (size_t i = 0; i < groups->n; i++) {
        free(groups->grouping[i].class_of);
    }
    groups->n = 0;
}
