#include "input/ramp.h"

#include "input/number.h"
#include "input/setting.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static bool read_count(rk_reader *reader, const rk_key *key, const char *path, const rk_node *node, long *count)
{
    if (!rk_expect_kind(reader, node, path, RK_NODE_SCALAR, "a whole number, or months and numbers such as {2027-04: 2}")) {
        return false;
    }
    const char *wrong = rk_count_read(reader->arena, key, node->text, count);
    if (wrong != NULL) {
        rk_complain(reader, node, path, "%s", wrong);
    }
    return wrong == NULL;
}

/* Puts a step into its place. Returns false when its month is there already. */
static bool insert(rk_step steps[], size_t *n, rk_step step)
{
    size_t at = *n;
    while (at > 0 && steps[at - 1].month > step.month) {
        at--;
    }
    if (at > 0 && steps[at - 1].month == step.month) {
        return false;
    }
    memmove(&steps[at + 1], &steps[at], (*n - at) * sizeof *steps);
    steps[at] = step;
    ++*n;
    return true;
}

static bool read_steps(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting)
{
    rk_step *steps = rk_arena_alloc(reader->arena, node->n, sizeof *steps);
    bool fine = node->n > 0;
    if (!fine) {
        rk_complain(reader, node, path, "there is no month; expected months and numbers, such as {2027-04: 2}");
    }
    for (const rk_node *child = node->first; child != NULL; child = child->next) {
        const char *own = rk_path(reader, path, child->key->text);
        rk_step step = {0, 0};
        const char *wrong =
            strcmp(child->key->text, RK_DATE_START) == 0
                ? NULL
                : rk_month_read(reader->arena, child->key->text, reader->scenario->start_year, &step.month);
        if (wrong != NULL) {
            rk_complain(reader, child->key, own, "%s", wrong);
        }
        fine = read_count(reader, setting->key, own, child, &step.count) && wrong == NULL && fine;
        if (wrong == NULL && !insert(steps, &setting->n_steps, step)) {
            rk_complain(reader, child->key, own, "this month is given twice");
            fine = false;
        }
    }
    setting->steps = steps;
    return fine;
}

bool rk_ramp_read(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting)
{
    if (node->kind != RK_NODE_MAPPING) {
        rk_step *always = rk_arena_alloc(reader->arena, 1, sizeof *always);
        always->month = INT_MIN;
        setting->steps = always;
        setting->n_steps = 1;
        bool fine = read_count(reader, setting->key, path, node, &always->count);
        setting->count = always->count;
        return fine;
    }
    bool fine = read_steps(reader, path, node, setting);
    for (size_t i = 0; i < setting->n_steps; i++) {
        setting->count = setting->steps[i].count > setting->count ? setting->steps[i].count : setting->count;
    }
    if (fine && rk_ramp_spans(setting, NULL) > RK_RAMP_SPANS_MAX) {
        rk_complain(reader, node, path, "it rises by more than %d in all", RK_RAMP_SPANS_MAX);
        fine = false;
    }
    return fine;
}

long rk_ramp_at(const rk_setting *setting, int month)
{
    long count = setting->n_steps == 0 ? setting->count : 0;
    for (size_t i = 0; i < setting->n_steps && setting->steps[i].month <= month; i++) {
        count = setting->steps[i].count;
    }
    return count;
}

/* The number falls: each position beyond it ends its last span. */
static void close_beyond(rk_span spans[], size_t n, size_t count, int month)
{
    for (size_t i = 0; i < n; i++) {
        if (spans[i].position >= count && spans[i].until == INT_MAX) {
            spans[i].until = month;
        }
    }
}

size_t rk_ramp_spans(const rk_setting *setting, rk_span spans[])
{
    const rk_step always = {INT_MIN, setting->count};
    const rk_step *steps = setting->n_steps == 0 ? &always : setting->steps;
    size_t n_steps = setting->n_steps == 0 ? 1 : setting->n_steps, n = 0, open = 0;
    for (size_t i = 0; i < n_steps; i++) {
        size_t count = (size_t)steps[i].count;
        if (spans != NULL) {
            close_beyond(spans, n, count, steps[i].month);
        }
        for (size_t position = open; position < count; position++, n++) {
            if (spans != NULL) {
                spans[n] = (rk_span){position, steps[i].month, INT_MAX};
            }
        }
        open = count;
    }
    return n;
}
