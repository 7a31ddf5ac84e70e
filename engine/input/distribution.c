/* Numbers with their unit, and distributions of what nobody knows. */
#include "input/number.h"

#include "base/real.h"

#include <math.h>
#include <string.h>

double rk_prior_to_base(const rk_prior *prior, double written)
{
    double value = written * prior->to_base;
    return prior->chance_months > 0 ? -rk_log(1.0 - value) / prior->chance_months : value;
}

/* ---- The families ---- */

static const char *both_positive(const double p[3])
{
    return p[0] > 0 && p[1] > 0 ? NULL : "both must be above 0";
}

static const char *spread_positive(const double p[3])
{
    return p[1] > 0 ? NULL : "the standard deviation must be above 0";
}

static const char *in_order(const double p[3])
{
    return p[0] <= p[1] && p[1] <= p[2] && p[0] < p[2] ? NULL : "the order is lowest, most likely, highest";
}

static const char *low_below_high(const double p[3])
{
    return p[0] < p[1] ? NULL : "the lowest must be below the highest";
}

static const char *mean_positive(const double p[3])
{
    return p[0] > 0 ? NULL : "the mean must be above 0";
}

typedef struct {
    const char *name;
    rk_family family;
    int n;
    const char *usage;
    const char *(*check)(const double p[3]);
} family_row;

static const family_row families[] = {
    {"beta", RK_BETA, 2, "beta(alpha, beta)", both_positive},
    {"gamma", RK_GAMMA, 2, "gamma(shape, scale)", both_positive},
    {"lognormal", RK_LOGNORMAL, 2, "lognormal(median, sigma)", both_positive},
    {"normal", RK_NORMAL, 2, "normal(mean, standard deviation)", spread_positive},
    {"triangular", RK_TRIANGULAR, 3, "triangular(lowest, most likely, highest)", in_order},
    {"uniform", RK_UNIFORM, 2, "uniform(lowest, highest)", low_below_high},
    {"poisson", RK_POISSON, 1, "poisson(mean)", mean_positive},
    {"weibull", RK_WEIBULL, 2, "weibull(shape, scale)", both_positive},
};

enum { N_FAMILIES = sizeof families / sizeof families[0] };

static const char *all_families(rk_arena *arena)
{
    const char *all = "a number";
    for (int i = 0; i < N_FAMILIES; i++) {
        all = rk_arena_text(arena, "%s%s%s", all, i + 1 < N_FAMILIES ? ", " : " or ", families[i].name);
    }
    return all;
}

/* A value in the middle of the distribution: where it is, so should most of its mass be. */
static double centre(const rk_prior *prior)
{
    switch (prior->family) {
    case RK_BETA:
        return prior->a / (prior->a + prior->b);
    case RK_GAMMA:
        return prior->a * prior->b;
    case RK_WEIBULL:
        return prior->b * pow(log(2), 1 / prior->a);
    default: /* a median or a mean comes first */
        return prior->a;
    }
}

static bool has_ends(const rk_prior *prior)
{
    return prior->family == RK_FIXED || prior->family == RK_UNIFORM || prior->family == RK_TRIANGULAR;
}

/* ---- Reading ---- */

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " ");
}

/* Reads "(1, 2, 3)" at text, at most three numbers. Returns the end, or NULL. */
static const char *scan_list(const char *at, double values[3], int *n)
{
    *n = 0;
    at = skip_blanks(at);
    if (*at != '(') {
        return NULL;
    }
    do {
        at = *n < 3 ? rk_number_scan(skip_blanks(at + 1), &values[*n]) : NULL;
        if (at == NULL) {
            return NULL;
        }
        at = skip_blanks(at);
        ++*n;
    } while (*at == ',');
    return *at == ')' ? at + 1 : NULL;
}

/* Takes "clip(low, high)" out of the text behind a distribution; what is left is the unit. */
static const char *take_clip(char *rest, rk_prior *prior)
{
    char *clip = strstr(rest, "clip");
    if (clip == NULL) {
        return NULL;
    }
    double ends[3];
    int n;
    const char *behind = scan_list(clip + strlen("clip"), ends, &n);
    bool at_an_end = skip_blanks(rest) == clip || (behind != NULL && *skip_blanks(behind) == '\0');
    if (behind == NULL || n != 2 || ends[0] >= ends[1] || !at_an_end) {
        return "the clip is written clip(lowest, highest), the lowest below the highest";
    }
    prior->low = ends[0];
    prior->high = ends[1];
    memmove(clip, behind, strlen(behind) + 1);
    return NULL;
}

static const family_row *find_family(const char *text)
{
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    for (int i = 0; i < N_FAMILIES; i++) {
        if (strlen(families[i].name) == n && strncmp(families[i].name, text, n) == 0) {
            return &families[i];
        }
    }
    return NULL;
}

/* Reads the distribution at text; *rest is what stands behind it: a unit. */
static const char *read_distribution(rk_arena *arena, const char *text, rk_prior *prior, const char **rest)
{
    const family_row *row = find_family(text);
    if (row == NULL) {
        return rk_arena_text(arena, "\"%s\" is no number; expected %s", text, all_families(arena));
    }
    double p[3] = {0, 0, 0};
    int n;
    const char *end = scan_list(text + strlen(row->name), p, &n);
    if (end == NULL || n != row->n) {
        return rk_arena_text(arena, "\"%s\" is written %s, plain numbers within and the unit behind", text, row->usage);
    }
    const char *wrong = row->check(p);
    if (wrong != NULL) {
        return rk_arena_text(arena, "%s: %s", row->usage, wrong);
    }
    prior->family = row->family;
    prior->a = p[0];
    prior->b = p[1];
    prior->c = p[2];
    char *behind = rk_arena_copy(arena, end, strlen(end));
    *rest = behind;
    return take_clip(behind, prior);
}

/* ---- The range ---- */

typedef struct {
    const rk_key *key;
    rk_unit_scale unit; /* as written */
    double low, high;   /* the range in the base unit */
} limits;

static bool within(const limits *l, double written)
{
    double natural = written * l->unit.scale;
    if (l->key->unit == RK_UNIT_CHANCE && natural >= 1) {
        return false;
    }
    double base = rk_unit_to_base(l->key->unit, natural, l->unit.months);
    double rounding = 1e-9 * (fabs(l->low) + fabs(l->high));
    return base >= l->low - rounding && base <= l->high + rounding;
}

static double written_of(const limits *l, double base)
{
    return rk_unit_from_base(l->key->unit, base, l->unit.months) / l->unit.scale;
}

/* The first value of the prior that is out of the range, or NaN. */
static double outlier(const limits *l, const rk_prior *prior)
{
    double highest = prior->family == RK_TRIANGULAR ? prior->c : prior->family == RK_UNIFORM ? prior->b : prior->a;
    double low = has_ends(prior) ? fmax(prior->a, prior->low) : centre(prior);
    double high = has_ends(prior) ? fmin(highest, prior->high) : low;
    const double values[] = {low, high, prior->low, prior->high};
    for (int i = 0; i < 4; i++) {
        if (isfinite(values[i]) && !within(l, values[i])) {
            return values[i];
        }
    }
    return (double)NAN;
}

static const char *check_range(rk_arena *arena, const rk_key *key, rk_unit_scale unit, const char *text,
                               rk_prior *prior)
{
    double months = rk_number_documented(arena, key).months;
    limits l = {key, unit, rk_unit_to_base(key->unit, key->min, months), rk_unit_to_base(key->unit, key->max, months)};
    double out = outlier(&l, prior);
    if (!isnan(out)) {
        return prior->family == RK_FIXED
                   ? rk_arena_text(arena, "%s is out of range; allowed is %s", text, rk_number_range(arena, key))
                   : rk_arena_text(arena, "%s reaches %.10g, out of range; allowed is %s", text, out,
                                   rk_number_range(arena, key));
    }
    if (!has_ends(prior)) { /* tails end where the range does */
        prior->low = isfinite(prior->low) ? prior->low : written_of(&l, l.low);
        prior->high = isfinite(prior->high) ? prior->high : written_of(&l, l.high);
    }
    return NULL;
}

const char *rk_prior_read(rk_arena *arena, const rk_key *key, const char *text, rk_prior *prior)
{
    *prior = (rk_prior){.family = RK_FIXED, .low = -INFINITY, .high = INFINITY};
    const char *wrong = rk_number_half_width(arena, text);
    if (wrong != NULL) {
        return wrong;
    }
    const char *rest = rk_number_scan(text, &prior->a);
    if (rest == NULL) {
        wrong = read_distribution(arena, text, prior, &rest);
    }
    rk_unit_scale unit;
    if (wrong == NULL) {
        wrong = rk_number_unit(arena, key, rest, &unit);
    }
    if (wrong != NULL) {
        return wrong;
    }
    if (prior->family == RK_BETA && unit.scale != 1) {
        return "a beta distribution is a share from 0 to 1; leave \"%\" out";
    }
    prior->to_base = key->unit == RK_UNIT_RATE ? unit.scale / unit.months : unit.scale;
    prior->chance_months = key->unit == RK_UNIT_CHANCE ? unit.months : 0;
    return check_range(arena, key, unit, text, prior);
}
