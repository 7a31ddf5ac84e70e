#include <renkei/search.h>

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

enum { VALUES_MAX = 100000 };

/* ---- Evidence ---- */

/* a, sums over n replications; less b, if any, over n_b. */
static double mean_of(const double *a, uint32_t n, const double *b, uint32_t n_b, double *error)
{
    double sum = 0.0, square = 0.0, per_unit = (double)n / RK_SEARCH_UNITS;
    double as_many = b != NULL ? (double)n / (double)n_b : 0.0;
    for (size_t i = 0; i < RK_SEARCH_UNITS; i++) {
        double x = (a[i] - (b != NULL ? b[i] * as_many : 0.0)) / per_unit;
        sum += x;
        square += x * x;
    }
    double mean = sum / RK_SEARCH_UNITS, variance = (square - sum * mean) / (RK_SEARCH_UNITS - 1);
    *error = sqrt(fmax(variance, 0.0) / RK_SEARCH_UNITS);
    return mean;
}

double rk_evidence_margin(const rk_evidence *evidence, double *error)
{
    if (evidence->n == 0) {
        return *error = (double)NAN;
    }
    return mean_of(evidence->margin, evidence->n, NULL, 0, error);
}

/* What one costs more than the other; rounds that were not finished leave one with more replications. */
static double cost_beyond(const rk_evidence *one, const rk_evidence *other, double *error)
{
    return mean_of(one->cost, one->n, other->cost, other->n, error);
}

/* That the expectation is above 0, from an estimate. Without any spread the estimate is sure. */
static double chance_above(double mean, double error)
{
    return error > 0.0 ? gsl_cdf_tdist_P(mean / error, RK_SEARCH_UNITS - 1) : mean > 0.0;
}

static bool is_decided(const rk_evidence *evidence, double errors)
{
    double error, mean = rk_evidence_margin(evidence, &error);
    return evidence->n > 0 && fabs(mean) >= errors * error;
}

static bool meets(const rk_evidence *evidence)
{
    double error;
    return rk_evidence_margin(evidence, &error) <= 0.0;
}

/* ---- The smallest value ---- */

rk_status rk_bisection_open(long low, long high, uint32_t first, uint32_t most, rk_bisection *bisection)
{
    *bisection = (rk_bisection){.low = low, .high = high, .first = first, .most = most, .below = low, .above = high};
    if (low >= high || high - low >= VALUES_MAX || most < first) {
        return RK_ERR_OPTIONS;
    }
    bisection->evidence = calloc((size_t)(high - low + 1), sizeof *bisection->evidence);
    return bisection->evidence != NULL ? RK_OK : RK_ERR_MEMORY;
}

void rk_bisection_close(rk_bisection *bisection)
{
    free(bisection->evidence);
    bisection->evidence = NULL;
}

static const rk_evidence *at(const rk_bisection *bisection, long value)
{
    return &bisection->evidence[value - bisection->low];
}

rk_evidence *rk_bisection_evidence(rk_bisection *bisection, long value)
{
    return &bisection->evidence[value - bisection->low];
}

/* Is more of this value wanted, up to a doubling? */
static bool ask(const rk_bisection *bisection, long value, uint32_t *first, uint32_t *n)
{
    uint32_t seen = at(bisection, value)->n, next = seen == 0 ? bisection->first : 2 * seen;
    next = next > bisection->most ? bisection->most / bisection->first * bisection->first : next;
    *first = seen;
    *n = next > seen ? next - seen : 0;
    return *n > 0;
}

/* That the smallest value that meets the goal is not within least .. value. */
static double chance_other(const rk_bisection *bisection, long least, long value)
{
    double error, mean = rk_evidence_margin(at(bisection, value), &error), chance = chance_above(mean, error);
    if (least > bisection->low) {
        mean = rk_evidence_margin(at(bisection, least - 1), &error);
        chance += 1.0 - chance_above(mean, error);
    }
    return fmin(chance, 1.0);
}

/* The end of the one of two neighbours that is less sure. */
static bool ask_neighbours(const rk_bisection *bisection, long *value, uint32_t *first, uint32_t *n)
{
    double error_below, error_above;
    double below = rk_evidence_margin(at(bisection, bisection->below), &error_below);
    double above = rk_evidence_margin(at(bisection, bisection->above), &error_above);
    bool lower_first = fabs(below) * error_above < fabs(above) * error_below;
    if (chance_other(bisection, bisection->above, bisection->above) < 0.01) {
        return false;
    }
    *value = lower_first ? bisection->below : bisection->above;
    if (ask(bisection, *value, first, n)) {
        return true;
    }
    *value = lower_first ? bisection->above : bisection->below;
    return ask(bisection, *value, first, n);
}

bool rk_bisection_next(rk_bisection *b, long *value, uint32_t *first, uint32_t *n)
{
    const long ends[] = {b->low, b->high};
    for (size_t i = 0; i < 2; i++) {
        *value = ends[i];
        if (!is_decided(at(b, ends[i]), 3.0) && ask(b, ends[i], first, n)) {
            return true;
        }
    }
    if (meets(at(b, b->low)) || !meets(at(b, b->high))) {
        return false;
    }
    for (;;) {
        /* A sign that turned with more evidence opens the interval again, towards the ends. */
        while (b->below > b->low && meets(at(b, b->below))) {
            b->above = b->below--;
        }
        while (b->above < b->high && at(b, b->above)->n > 0 && !meets(at(b, b->above))) {
            b->below = b->above++;
        }
        long look = b->above - b->below > 1   ? b->below + (b->above - b->below) / 2
                    : at(b, b->below)->n == 0 ? b->below
                                              : b->above;
        *value = look;
        if (!is_decided(at(b, look), 3.0) && ask(b, look, first, n)) {
            return true;
        }
        if (b->above - b->below == 1) {
            return ask_neighbours(b, value, first, n);
        }
        *(meets(at(b, look)) ? &b->above : &b->below) = look;
    }
}

/* Neighbours among the values that were looked at, of which the lower misses the goal and the upper meets it: those
 * that the search has closed in on, or, where it ended early, the next ones around. The ends are such. */
static void closed_in(const rk_bisection *b, long *misses, long *met)
{
    *met = b->above;
    while (*met < b->high && (at(b, *met)->n == 0 || !meets(at(b, *met)))) {
        ++*met;
    }
    *misses = *met - 1;
    while (*misses > b->low && (at(b, *misses)->n == 0 || meets(at(b, *misses)))) {
        *met = at(b, *misses)->n > 0 ? *misses : *met;
        --*misses;
    }
}

rk_size rk_bisection_size(const rk_bisection *b)
{
    bool always = meets(at(b, b->low)), never = !always && !meets(at(b, b->high));
    rk_size size = {.verdict = always ? RK_SIZE_ALWAYS : never ? RK_SIZE_NEVER : RK_SIZE_FOUND, .monotone = true};
    double error, mean;
    size.value = size.least = always ? b->low : b->high;
    if (!always && !never) {
        closed_in(b, &size.least, &size.value);
        size.least++;
    }
    size.chance_other = never ? 0.0 : chance_other(b, size.least, size.value);
    if (never) {
        mean = rk_evidence_margin(at(b, b->high), &error);
        size.chance_other = 1.0 - chance_above(mean, error);
    }
    for (long value = b->low; value <= b->high; value++) {
        bool sure = is_decided(at(b, value), 3.0), met = sure && meets(at(b, value));
        bool expected = never ? false : value >= size.value;
        size.monotone = size.monotone && (!sure || met == expected);
    }
    return size;
}

/* ---- The cheapest of many ---- */

rk_status rk_screening_open(size_t n_candidates, uint32_t first, uint32_t most, rk_screening *screening)
{
    *screening = (rk_screening){.n_candidates = n_candidates, .n_left = n_candidates, .round = first};
    if (n_candidates < 1 || n_candidates > VALUES_MAX || most < first) {
        return RK_ERR_OPTIONS;
    }
    screening->most = most / first * first;
    screening->n_rounds = 1;
    for (uint32_t n = first; n<screening->most; n = n> screening->most / 2 ? screening->most : 2 * n) {
        screening->n_rounds++;
    }
    screening->evidence = calloc(n_candidates, sizeof *screening->evidence);
    screening->left = calloc(n_candidates, sizeof *screening->left);
    if (screening->evidence == NULL || screening->left == NULL) {
        rk_screening_close(screening);
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < n_candidates; i++) {
        screening->left[i] = true;
    }
    return RK_OK;
}

void rk_screening_close(rk_screening *screening)
{
    free(screening->evidence);
    free(screening->left);
    screening->evidence = NULL;
    screening->left = NULL;
}

static void screen(rk_screening *s)
{
    double error, reach = gsl_cdf_tdist_Qinv(0.05 / (double)(2 * s->n_candidates * s->n_rounds), RK_SEARCH_UNITS - 1);
    size_t cheapest = s->n_candidates; /* of those that surely meet the goal */
    double least = INFINITY;
    for (size_t i = 0; i < s->n_candidates; i++) {
        double mean = s->left[i] ? rk_evidence_margin(&s->evidence[i], &error) : INFINITY;
        if (s->left[i] && mean > reach * error) {
            s->left[i] = false;
            s->n_left--;
        } else if (s->left[i] && mean + reach * error <= 0.0) {
            double cost = mean_of(s->evidence[i].cost, s->evidence[i].n, NULL, 0, &error);
            cheapest = cost < least ? i : cheapest;
            least = cost < least ? cost : least;
        }
    }
    for (size_t i = 0; i < s->n_candidates && cheapest < s->n_candidates; i++) {
        if (s->left[i] && i != cheapest) {
            double more = cost_beyond(&s->evidence[i], &s->evidence[cheapest], &error);
            bool dearer = more > reach * error;
            s->left[i] = !dearer;
            s->n_left -= dearer;
        }
    }
}

bool rk_screening_next(rk_screening *s, size_t *candidate, uint32_t *first, uint32_t *n)
{
    for (;;) {
        for (size_t i = 0; i < s->n_candidates; i++) {
            if (s->left[i] && s->evidence[i].n < s->round) {
                *candidate = i;
                *first = s->evidence[i].n;
                *n = s->round - s->evidence[i].n;
                return true;
            }
        }
        screen(s);
        if (s->n_left <= 1 || s->round >= s->most) {
            return false;
        }
        s->round = s->round > s->most / 2 ? s->most : 2 * s->round;
    }
}

size_t rk_screening_best(const rk_screening *s, double *chance)
{
    size_t best = s->n_candidates;
    double error, least = INFINITY;
    for (size_t i = 0; i < s->n_candidates; i++) {
        double cost = s->left[i] && meets(&s->evidence[i])
                          ? mean_of(s->evidence[i].cost, s->evidence[i].n, NULL, 0, &error)
                          : INFINITY;
        best = cost < least ? i : best;
        least = cost < least ? cost : least;
    }
    *chance = 0.0;
    for (size_t i = 0; best < s->n_candidates && i < s->n_candidates; i++) {
        if (s->left[i]) {
            double margin = rk_evidence_margin(&s->evidence[i], &error), missing = chance_above(margin, error);
            double more = cost_beyond(&s->evidence[i], &s->evidence[best], &error);
            *chance += i == best ? missing : fmin(1.0 - missing, 1.0 - chance_above(more, error));
        }
    }
    *chance = fmin(*chance, 1.0);
    return best;
}
