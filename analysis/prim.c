#include "analysis/prim.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PEELS_MAX = 128, HALVES = 32 };
static const double peel_share = 0.05, paste_share = 0.01, mass_at_least = 0.05, chance_at_most = 0.05,
                    again_at_least = 0.5, differs_by_chance = 0.05;

/* A box while it is looked for. */
typedef struct {
    const rk_prim_data *data;
    const bool *used; /* [n] points to look at */
    size_t **order;   /* [n_variables] points inside by value */
    bool *inside;     /* [n] */
    bool half;        /* used is half of the sample */
    size_t n_inside, n_cases, n_used, n_cases_used;
} search;

/* ---- Peeling ---- */

typedef struct {
    size_t variable, n_gone, n_cases_gone;
    bool above; /* what is left is above the limit */
    double limit, density;
} peel;

/* Take at least the share off one side, points of equal value together; n_gone 0 when nothing would be left. */
static peel try_peel(const search *of, size_t variable, bool above)
{
    const size_t *order = of->order[variable];
    const double *x = of->data->x[variable];
    size_t n = of->n_inside, wanted = (size_t)ceil(peel_share * (double)n), gone = 0, cases = 0;
    while (gone < n) {
        size_t point = above ? order[gone] : order[n - 1 - gone];
        if (gone >= wanted && x[point] != x[above ? order[gone - 1] : order[n - gone]]) {
            break;
        }
        cases += of->data->is_case[point];
        gone++;
    }
    if (gone == n) {
        return (peel){.density = -1.0};
    }
    return (peel){.variable = variable,
                  .n_gone = gone,
                  .n_cases_gone = cases,
                  .above = above,
                  .limit = x[above ? order[gone - 1] : order[n - gone]],
                  .density = (double)(of->n_cases - cases) / (double)(n - gone)};
}

static peel best_peel(const search *of)
{
    peel best = {.density = -1.0};
    for (size_t v = 0; v < of->data->n_variables; v++) {
        for (int above = 0; of->order[v] != NULL && above < 2; above++) {
            peel one = try_peel(of, v, above);
            bool better = one.density > best.density ||
                          (one.density == best.density && one.n_gone > 0 && one.n_gone < best.n_gone);
            best = better ? one : best;
        }
    }
    return best;
}

static void apply_peel(search *of, const peel *by)
{
    const size_t *order = of->order[by->variable];
    for (size_t i = 0; i < by->n_gone; i++) {
        of->inside[by->above ? order[i] : order[of->n_inside - 1 - i]] = false;
    }
    for (size_t v = 0; v < of->data->n_variables; v++) {
        size_t kept = 0;
        for (size_t i = 0; of->order[v] != NULL && i < of->n_inside; i++) {
            of->order[v][kept] = of->order[v][i];
            kept += of->inside[of->order[v][i]];
        }
    }
    of->n_inside -= by->n_gone;
    of->n_cases -= by->n_cases_gone;
}

/* How far the share of the cases in the box exceeds the share of all points. */
static double merit(const search *of)
{
    return (double)of->n_cases / (double)of->n_cases_used - (double)of->n_inside / (double)of->n_used;
}

/* Peel down to the least mass; returns how many of the peels make the best box. */
static size_t peel_down(search *of, peel peels[PEELS_MAX])
{
    size_t n = 0, best = 0;
    double highest = merit(of);
    while (n < PEELS_MAX && of->n_cases < of->n_inside) {
        peel next = best_peel(of);
        if (next.density < 0.0 || (double)(of->n_inside - next.n_gone) < mass_at_least * (double)of->n_used) {
            break;
        }
        apply_peel(of, &next);
        peels[n++] = next;
        if (merit(of) > highest) {
            highest = merit(of);
            best = n;
        }
    }
    return best;
}

/* ---- The box as a list of limits ---- */

typedef struct {
    size_t n;
    rk_prim_limit limits[2 * PEELS_MAX];
} limits;

bool rk_prim_inside(const rk_prim_data *data, const rk_prim_limit *of, size_t n_limits, size_t point)
{
    for (size_t i = 0; i < n_limits; i++) {
        double x = data->x[of[i].variable][point];
        if (of[i].above ? x <= of[i].limit : x >= of[i].limit) {
            return false;
        }
    }
    return true;
}

/* The last peel of each side of each variable counts. */
static void collect(const peel *peels, size_t n_peels, limits *out)
{
    out->n = 0;
    for (size_t p = 0; p < n_peels; p++) {
        size_t i = 0;
        while (i < out->n && (out->limits[i].variable != peels[p].variable || out->limits[i].above != peels[p].above)) {
            i++;
        }
        out->n += i == out->n;
        out->limits[i] = (rk_prim_limit){peels[p].variable, peels[p].above, peels[p].limit, 0.0, (double)NAN};
    }
}

typedef struct {
    size_t n, cases;
} count;

/* Points in the box, one of its limits left open (limits->n: none). */
static count count_inside(const search *of, const limits *box, size_t open)
{
    count inside = {0, 0};
    for (size_t i = 0; i < of->data->n; i++) {
        bool in = of->used[i];
        for (size_t k = 0; in && k < box->n; k++) {
            in = k == open || rk_prim_inside(of->data, &box->limits[k], 1, i);
        }
        inside.n += in;
        inside.cases += in && of->data->is_case[i];
    }
    return inside;
}

/* ---- Pasting ---- */

/* Move a limit out to let in a few more points; false when that does not make the box denser. order: room for [n]. */
static bool paste(const search *of, limits *box, size_t which, size_t *order)
{
    rk_prim_limit *limit = &box->limits[which];
    const double *x = of->data->x[limit->variable];
    count now = count_inside(of, box, box->n);
    size_t n_outside = 0, wanted = (size_t)ceil(paste_share * (double)now.n);
    double *value = malloc(of->data->n * sizeof *value), reach = limit->limit;
    if (value == NULL) {
        return false;
    }
    for (size_t i = 0; i < of->data->n; i++) {
        bool others = of->used[i] && !rk_prim_inside(of->data, limit, 1, i);
        for (size_t k = 0; others && k < box->n; k++) {
            others = k == which || rk_prim_inside(of->data, &box->limits[k], 1, i);
        }
        if (others) {
            value[n_outside++] = limit->above ? -x[i] : x[i]; /* nearest first */
        }
    }
    gsl_sort_index(order, value, 1, n_outside);
    size_t let_in = n_outside < wanted ? n_outside : wanted;
    while (let_in > 0 && let_in < n_outside && value[order[let_in]] == value[order[let_in - 1]]) {
        let_in++;
    }
    double next = let_in < n_outside ? value[order[let_in]] : (double)INFINITY;
    free(value);
    if (let_in == 0) {
        return false;
    }
    limit->limit = limit->above ? -next : next;
    count more = count_inside(of, box, box->n);
    bool denser = more.cases * now.n > now.cases * more.n;
    limit->limit = denser ? limit->limit : reach;
    return denser;
}

static void paste_all(const search *of, limits *box, size_t *order)
{
    for (bool pasted = true; pasted;) {
        pasted = false;
        for (size_t i = 0; i < box->n; i++) {
            pasted = paste(of, box, i, order) || pasted;
        }
    }
}

/* ---- Pruning ---- */

static void test_limits(const search *of, limits *box)
{
    count inside = count_inside(of, box, box->n);
    for (size_t i = 0; i < box->n; i++) {
        count open = count_inside(of, box, i);
        double share = open.n > 0 ? (double)open.cases / (double)open.n : 1.0;
        box->limits[i].chance =
            inside.cases == 0 ? 1.0 : gsl_cdf_binomial_Q((unsigned)inside.cases - 1, share, (unsigned)inside.n);
    }
}

/* Give up the limit most likely there by chance, one after the other. */
static void prune(const search *of, limits *box)
{
    for (;;) {
        size_t worst = 0;
        test_limits(of, box);
        for (size_t i = 1; i < box->n; i++) {
            worst = box->limits[i].chance >= box->limits[worst].chance ? i : worst;
        }
        bool endless = box->n > 0 && isinf(box->limits[worst].limit);
        if (box->n == 0 || (box->limits[worst].chance < chance_at_most && box->n <= RK_PRIM_LIMITS_MAX && !endless)) {
            return;
        }
        memmove(&box->limits[worst], &box->limits[worst + 1], (box->n - worst - 1) * sizeof *box->limits);
        box->n--;
    }
}

/* ---- One sample ---- */

static void close_search(search *of)
{
    for (size_t v = 0; of->order != NULL && v < of->data->n_variables; v++) {
        free(of->order[v]);
    }
    free(of->order);
    free(of->inside);
}

/* Largest distance between the distributions of cases and others; order: all points by value. */
static double distance(const search *of, size_t variable, const size_t *order)
{
    const rk_prim_data *data = of->data;
    double n_cases = (double)of->n_cases, n_others = (double)(of->n_inside - of->n_cases), apart = 0.0, most = 0.0;
    for (size_t i = 0; i < data->n; i++) {
        size_t point = order[i];
        if (of->used[point]) {
            apart += data->is_case[point] ? 1.0 / n_cases : -1.0 / n_others;
        }
        bool last = i + 1 == data->n || data->x[variable][order[i + 1]] > data->x[variable][point];
        most = last ? fmax(most, fabs(apart)) : most;
    }
    return most;
}

/* Kolmogorov and Smirnov's test, by the tail of its limiting distribution; of all variables at once in the whole
 * sample. */
static bool differs(const search *of, size_t variable, const size_t *order)
{
    double n_cases = (double)of->n_cases, n_others = (double)(of->n_inside - of->n_cases);
    double chance = differs_by_chance / (of->half ? 1.0 : (double)of->data->n_variables);
    return distance(of, variable, order) > sqrt(-0.5 * log(chance / 2.0) * (n_cases + n_others) / (n_cases * n_others));
}

static rk_status open_search(const rk_prim_data *data, const bool *used, bool half, size_t *const *sorted, search *of)
{
    *of = (search){.data = data, .used = used, .half = half};
    of->order = calloc(data->n_variables, sizeof *of->order);
    of->inside = calloc(data->n, sizeof *of->inside);
    bool whole = of->order != NULL && of->inside != NULL;
    for (size_t i = 0; whole && i < data->n; i++) {
        of->inside[i] = used[i];
        of->n_inside += used[i];
        of->n_cases += used[i] && data->is_case[i];
    }
    bool both = of->n_cases > 0 && of->n_cases < of->n_inside;
    for (size_t v = 0; whole && both && v < data->n_variables; v++) {
        if (!differs(of, v, sorted[v])) {
            continue;
        }
        of->order[v] = malloc(data->n * sizeof **of->order);
        whole = of->order[v] != NULL;
        for (size_t i = 0, kept = 0; whole && i < data->n; i++) {
            of->order[v][kept] = sorted[v][i];
            kept += used[sorted[v][i]];
        }
    }
    of->n_used = of->n_inside;
    of->n_cases_used = of->n_cases;
    return whole ? RK_OK : RK_ERR_MEMORY;
}

static rk_status find(const rk_prim_data *data, const bool *used, bool half, size_t *const *sorted, limits *box)
{
    search of;
    peel peels[PEELS_MAX];
    rk_status status = open_search(data, used, half, sorted, &of);
    size_t *order = malloc(data->n * sizeof *order);
    status = status == RK_OK && order == NULL ? RK_ERR_MEMORY : status;
    box->n = 0;
    if (status == RK_OK && of.n_cases > 0 && of.n_cases < of.n_used) {
        collect(peels, peel_down(&of, peels), box);
        if (!half) {
            prune(&of, box);
            paste_all(&of, box, order);
            prune(&of, box);
        }
    }
    free(order);
    close_search(&of);
    return status;
}

/* ---- Half samples ---- */

static bool odd(unsigned bits)
{
    return __builtin_popcount(bits) % 2 == 1;
}

typedef struct {
    double density, coverage;
    size_t n_density, n_coverage;
} tested;

/* How a box does on the points it was not found in. */
static void try_on_rest(const rk_prim_data *data, const bool *used, const limits *box, tested *of)
{
    count inside = {0, 0};
    size_t cases = 0;
    for (size_t i = 0; i < data->n; i++) {
        bool in = !used[i] && rk_prim_inside(data, box->limits, box->n, i);
        inside.n += in;
        inside.cases += in && data->is_case[i];
        cases += !used[i] && data->is_case[i];
    }
    if (inside.n > 0) {
        of->density += (double)inside.cases / (double)inside.n;
        of->n_density++;
    }
    if (cases > 0) {
        of->coverage += (double)inside.cases / (double)cases;
        of->n_coverage++;
    }
}

static rk_status try_halves(const rk_prim_data *data, size_t *const *sorted, bool *used, rk_prim_box *box)
{
    rk_status status = RK_OK;
    size_t again[RK_PRIM_LIMITS_MAX] = {0}, n_halves = 0;
    tested rest = {0};
    for (unsigned half = 1; status == RK_OK && half < HALVES; half++) {
        limits found;
        for (size_t i = 0; i < data->n; i++) {
            used[i] = odd(half & data->fold[i]);
        }
        status = find(data, used, true, sorted, &found);
        for (size_t k = 0; k < box->n_limits; k++) {
            bool there = false;
            for (size_t j = 0; j < found.n; j++) {
                there = there || (found.limits[j].variable == box->limits[k].variable &&
                                  found.limits[j].above == box->limits[k].above);
            }
            again[k] += there;
        }
        try_on_rest(data, used, &found, &rest);
        n_halves++;
    }
    for (size_t k = 0; k < box->n_limits; k++) {
        box->limits[k].again = (double)again[k] / (double)n_halves;
    }
    box->density_tested = rest.n_density > 0 ? rest.density / (double)rest.n_density : (double)NAN;
    box->coverage_tested = rest.n_coverage > 0 ? rest.coverage / (double)rest.n_coverage : (double)NAN;
    return status;
}

static void describe(const rk_prim_data *data, const limits *found, rk_prim_box *box)
{
    *box = (rk_prim_box){.n_limits = found->n, .n = data->n};
    memcpy(box->limits, found->limits, found->n * sizeof *box->limits);
    for (size_t i = 0; i < data->n; i++) {
        bool in = rk_prim_inside(data, box->limits, box->n_limits, i);
        box->n_inside += in;
        box->n_cases += data->is_case[i];
        box->n_cases_inside += in && data->is_case[i];
    }
    box->density = box->n_inside > 0 ? (double)box->n_cases_inside / (double)box->n_inside : (double)NAN;
    box->coverage = box->n_cases > 0 ? (double)box->n_cases_inside / (double)box->n_cases : (double)NAN;
    box->density_tested = box->coverage_tested = (double)NAN;
}

/* Give up limits that half the sample mostly does without; what is left is described anew. */
static void keep_lasting(const rk_prim_data *data, limits *found, rk_prim_box *box)
{
    double density = box->density_tested, coverage = box->coverage_tested;
    found->n = 0;
    for (size_t k = 0; k < box->n_limits; k++) {
        if (box->limits[k].again >= again_at_least) {
            found->limits[found->n++] = box->limits[k];
        }
    }
    if (found->n < box->n_limits) {
        describe(data, found, box);
        box->density_tested = density;
        box->coverage_tested = coverage;
    }
}

rk_status rk_prim(const rk_prim_data *data, rk_prim_box *box)
{
    limits found = {.n = 0};
    bool *used = malloc(data->n * sizeof *used);
    size_t **sorted = calloc(data->n_variables, sizeof *sorted);
    rk_status status = used != NULL && sorted != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t v = 0; status == RK_OK && v < data->n_variables; v++) {
        sorted[v] = malloc(data->n * sizeof **sorted);
        status = sorted[v] != NULL ? RK_OK : RK_ERR_MEMORY;
        if (status == RK_OK) {
            gsl_sort_index(sorted[v], data->x[v], 1, data->n);
        }
    }
    for (size_t i = 0; status == RK_OK && i < data->n; i++) {
        used[i] = true;
    }
    if (status == RK_OK) {
        status = find(data, used, false, sorted, &found);
    }
    if (status == RK_OK) {
        describe(data, &found, box);
    }
    if (status == RK_OK && found.n > 0 && data->n_folds >= 4) {
        status = try_halves(data, sorted, used, box);
        keep_lasting(data, &found, box);
    }
    for (size_t v = 0; sorted != NULL && v < data->n_variables; v++) {
        free(sorted[v]);
    }
    free(sorted);
    free(used);
    return status;
}
