#include "reality_measures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Replications of the nation ---- */

/* Of the whole run, or of what a longer run has beyond a shorter one with the same start and seed: the same lives. */
static double *horizon(reality_runs *runs, const char *run, const char *shorter, const char *metric, size_t *n)
{
    char dataset[128];
    (void)snprintf(dataset, sizeof dataset, "/national/%s_horizon", metric);
    const reality_table *whole = reality_read(runs, run, dataset);
    const reality_table *part = shorter != NULL ? reality_read(runs, shorter, dataset) : NULL;
    double *values = malloc(whole->n * sizeof *values);
    if (values == NULL || (part != NULL && part->n != whole->n)) {
        fprintf(stderr, "reality: run %s does not go on from a shorter one\n", run);
        exit(EXIT_FAILURE);
    }
    for (size_t i = 0; i < whole->n; i++) {
        values[i] = whole->value[i] - (part != NULL ? part->value[i] : 0.0);
    }
    *n = whole->n;
    return values;
}

/* One quantity over another in each replication, times a factor. Takes both. */
static reality_value ratio(double *above, double *below, size_t n, double factor)
{
    for (size_t i = 0; i < n; i++) {
        above[i] *= factor / below[i];
    }
    reality_value value = reality_value_of(above, n);
    free(above);
    free(below);
    return value;
}

/* Every replication gets the sum of its block, where a single one may have nothing to divide by. */
static void sum_blocks(double *values, size_t n)
{
    enum { A_BLOCK = 16 };
    for (size_t first = 0; first < n; first += A_BLOCK) {
        size_t end = first + A_BLOCK < n ? first + A_BLOCK : n;
        double sum = 0.0;
        for (size_t i = first; i < end; i++) {
            sum += values[i];
        }
        for (size_t i = first; i < end; i++) {
            values[i] = sum;
        }
    }
}

/* Takes the values. */
static reality_value scaled(double *values, size_t n, double factor)
{
    for (size_t i = 0; i < n; i++) {
        values[i] *= factor;
    }
    reality_value value = reality_value_of(values, n);
    free(values);
    return value;
}

/* Takes the second. */
static void add(double *to, double *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to[i] += values[i];
    }
    free(values);
}

/* Events per person and year of a run's horizon, in percent. */
static reality_value percent_a_year(reality_runs *runs, const char *run, const char *shorter, const char *events)
{
    size_t n;
    double *above = horizon(runs, run, shorter, events, &n);
    return ratio(above, horizon(runs, run, shorter, "filled_post_months", &n), n, 1200.0);
}

static double sum(const double *values, size_t n)
{
    double total = 0.0;
    for (size_t i = 0; i < n; i++) {
        total += values[i];
    }
    return total;
}

/* ---- Municipality by municipality ---- */

static size_t n_municipalities(reality_runs *runs)
{
    return reality_read(runs, "start", "/population")->n;
}

static bool of_size(double people, int size)
{
    return size == REALITY_ALL_SIZES || (size == REALITY_UNDER_20K && people < 20000.0) ||
           (size == REALITY_100K_TO_200K && people >= 100000.0 && people < 200000.0);
}

/* ---- Posts at the start ---- */

reality_value reality_mean_staff(reality_runs *runs, int unused)
{
    (void)unused;
    size_t n;
    double *filled = horizon(runs, "start", NULL, "filled_post_months", &n);
    return scaled(filled, n, 1.0 / 12.0 / (double)n_municipalities(runs));
}

reality_value reality_none(reality_runs *runs, int unused)
{
    (void)unused;
    size_t n;
    double *none = horizon(runs, "start", NULL, "nobody_months", &n);
    return scaled(none, n, 1.0 / 12.0);
}

reality_value reality_at_most_one(reality_runs *runs, int unused)
{
    (void)unused;
    size_t n;
    double *none = horizon(runs, "start", NULL, "nobody_months", &n);
    add(none, horizon(runs, "start", NULL, "solo_months", &n), n);
    return scaled(none, n, 1.0 / 12.0);
}

/* Municipalities are drawn apart from each other here, so their chances give the range. */
reality_value reality_at_most_one_by_size(reality_runs *runs, int large)
{
    const reality_table *none = reality_read(runs, "start", "/municipal/nobody_months_mean");
    const reality_table *solo = reality_read(runs, "start", "/municipal/solo_months_mean");
    const reality_table *people = reality_read(runs, "start", "/population");
    double mean = 0.0, variance = 0.0;
    for (size_t i = 0; i < people->n; i++) {
        double chance = (none->value[i] + solo->value[i]) / 12.0;
        bool counts = (people->value[i] > 50000.0) == (large != 0);
        mean += counts ? chance : 0.0;
        variance += counts ? chance * (1.0 - chance) : 0.0;
    }
    double half = 1.96 * sqrt(variance);
    return (reality_value){.mean = mean, .error = (double)NAN, .low = fmax(mean - half, 0.0), .high = mean + half};
}

reality_value reality_share_of_staff(reality_runs *runs, int unused)
{
    (void)unused;
    const double general_administration = 692204.0; /* scenarios/data/README.md, 1 April 2023 */
    size_t n;
    double *filled = horizon(runs, "start", NULL, "filled_post_months", &n);
    return scaled(filled, n, 100.0 / 12.0 / general_administration);
}

reality_value reality_mean_pay(reality_runs *runs, int unused)
{
    (void)unused;
    size_t n;
    double *pay = horizon(runs, "pay", NULL, "cost_staff", &n);
    return ratio(pay, horizon(runs, "pay", NULL, "filled_post_months", &n), n, 12e-6);
}

/* ---- What becomes of them ---- */

reality_value reality_staff_growth(reality_runs *runs, int unused)
{
    (void)unused;
    size_t n;
    double *second = horizon(runs, "nation2", "nation1", "filled_post_months", &n);
    double *first = horizon(runs, "nation1", NULL, "filled_post_months", &n);
    reality_value value = ratio(second, first, n, 100.0);
    return (reality_value){value.mean - 100.0, value.error, value.low - 100.0, value.high - 100.0};
}

reality_value reality_at_most_one_later(reality_runs *runs, int years)
{
    const reality_table *none = reality_read(runs, "nation9", "/national/nobody_months");
    const reality_table *solo = reality_read(runs, "nation9", "/national/solo_months");
    size_t n = none->dims[1], n_years = none->dims[2];
    double *values = malloc(n * sizeof *values);
    for (size_t i = 0; i < n; i++) {
        values[i] = (none->value[i * n_years + (size_t)years] + solo->value[i * n_years + (size_t)years]) / 12.0;
    }
    reality_value value = reality_value_of(values, n);
    free(values);
    return value;
}

/* People retire on 1 April after the fiscal year of their last birthday: after FY2023 in FY2024, the second year. */
reality_value reality_retirements_after_odd_years(reality_runs *runs, int unused)
{
    (void)unused;
    const reality_table *all = reality_read(runs, "nation9", "/municipal/retirements_mean");
    size_t n_years = all->dims[1], n = all->dims[2];
    double odd = 0.0, even = 0.0;
    for (size_t year = 1; year < n_years; year++) {
        *(year % 2 == 1 ? &odd : &even) += sum(all->value + year * n, n);
    }
    double share = 100.0 * odd / (odd + even);
    return (reality_value){.mean = share, .error = (double)NAN, .low = share, .high = share};
}

/* ---- People who go, or are away ---- */

reality_value reality_quits(reality_runs *runs, int which)
{
    static const char *const run[] = {"all1", "calm1", "digital1"};
    return percent_a_year(runs, run[which], NULL, "resignations");
}

reality_value reality_quits_after_nine_years(reality_runs *runs, int unused)
{
    (void)unused;
    size_t n;
    double *later = horizon(runs, "all10", "all9", "resignations", &n);
    double *first = horizon(runs, "all1", NULL, "resignations", &n);
    double *staff_later = horizon(runs, "all10", "all9", "filled_post_months", &n);
    double *staff_first = horizon(runs, "all1", NULL, "filled_post_months", &n);
    for (size_t i = 0; i < n; i++) {
        later[i] *= staff_first[i];
        first[i] *= staff_later[i];
    }
    free(staff_later);
    free(staff_first);
    sum_blocks(later, n);
    sum_blocks(first, n);
    return ratio(later, first, n, 1.0);
}

reality_value reality_leave_starts(reality_runs *runs, int unused)
{
    (void)unused;
    return percent_a_year(runs, "digital1", NULL, "leave_starts");
}

/* Leaves that begin in the year, and those that go on from before it: as many as are on leave at a time. */
reality_value reality_away_in_a_year(reality_runs *runs, int unused)
{
    (void)unused;
    size_t n;
    double *away = horizon(runs, "leave3", "leave2", "leave_starts", &n);
    double *before = horizon(runs, "leave3", "leave2", "leave_months", &n);
    for (size_t i = 0; i < n; i++) {
        before[i] /= 12.0;
    }
    add(away, before, n);
    return ratio(away, horizon(runs, "leave3", "leave2", "filled_post_months", &n), n, 1200.0);
}

/* Years in post per move. Nobody moves on the first day, so a run of 9 years has 8 days of moving. */
reality_value reality_stay(reality_runs *runs, int unused)
{
    (void)unused;
    size_t n;
    double *filled = horizon(runs, "stays9", NULL, "filled_post_months", &n);
    return ratio(filled, horizon(runs, "stays9", NULL, "rotations", &n), n, 8.0 / 9.0 / 12.0);
}

/* Months vacant per post that somebody has left. */
reality_value reality_vacancy(reality_runs *runs, int unused)
{
    (void)unused;
    size_t n;
    double *vacant = horizon(runs, "gaps20", NULL, "vacancy_months", &n);
    double *left = horizon(runs, "gaps20", NULL, "resignations", &n);
    add(left, horizon(runs, "gaps20", NULL, "leave_exits", &n), n);
    return ratio(vacant, left, n, 1.0);
}

/* ---- Systems ---- */

/* Systems not migrated, as a sum over municipalities of their share. In these runs no capacity is left for migration.
 */
static double *not_migrated(reality_runs *runs, const char *run, size_t *n)
{
    double *left = horizon(runs, run, NULL, "standardisation_done", n), all = (double)n_municipalities(runs);
    for (size_t i = 0; i < *n; i++) {
        left[i] = all - left[i];
    }
    return left;
}

static reality_value share_not_migrated(reality_runs *runs, const char *run)
{
    size_t n;
    double *late = not_migrated(runs, run, &n);
    return scaled(late, n, 100.0 / (double)n_municipalities(runs));
}

reality_value reality_late_bodies(reality_runs *runs, int unused)
{
    (void)unused;
    return share_not_migrated(runs, "bodies"); /* a late body has all systems late there */
}

reality_value reality_late_systems(reality_runs *runs, int unused)
{
    (void)unused;
    return share_not_migrated(runs, "late");
}

reality_value reality_late_per_late_body(reality_runs *runs, int unused)
{
    (void)unused;
    const double systems = 19.3; /* W01, standardisation.systems */
    size_t n;
    double *late = not_migrated(runs, "late", &n);
    return ratio(late, not_migrated(runs, "bodies", &n), n, systems);
}

reality_value reality_running_cost_ratio(reality_runs *runs, int unused)
{
    (void)unused;
    size_t n;
    double *after = horizon(runs, "after", NULL, "cost_systems", &n);
    return ratio(after, horizon(runs, "before", NULL, "cost_systems", &n), n, 1.0);
}

reality_value reality_cost_per_resident(reality_runs *runs, int size)
{
    const reality_table *cost = reality_read(runs, "before", "/municipal/cost_systems_mean");
    const reality_table *people = reality_read(runs, "before", "/population");
    double yen = 0.0, residents = 0.0;
    for (size_t i = 0; i < people->n; i++) {
        yen += of_size(people->value[i], size) ? cost->value[i] : 0.0;
        residents += of_size(people->value[i], size) ? people->value[i] : 0.0;
    }
    double unit = yen / residents;
    return (reality_value){.mean = unit, .error = (double)NAN, .low = unit, .high = unit};
}

/* ---- A pool ---- */

/* Models of pool.yaml in their order: experts for the loads 1, 5, 10 and 50. */
static const struct {
    int load, experts;
} pools[] = {{1, 2},   {1, 3},   {5, 7},   {5, 8},   {5, 9},   {10, 13}, {10, 14},
             {10, 15}, {10, 16}, {50, 57}, {50, 58}, {50, 60}, {50, 61}};

/* Chance that a request waits, over the replications of a model. */
static reality_value delay_chance(reality_runs *runs, size_t model)
{
    const reality_table *waited = reality_read(runs, "pool", "/prefectural/requests_waited_horizon");
    const reality_table *asked = reality_read(runs, "pool", "/prefectural/requests_horizon");
    size_t n = asked->dims[2];
    double *above = malloc(n * sizeof *above), *below = malloc(n * sizeof *below);
    for (size_t i = 0; i < n; i++) {
        above[i] = waited->value[model * n + i];
        below[i] = asked->value[model * n + i];
    }
    return ratio(above, below, n, 1.0);
}

/* The fewest experts simulated with which the chance is low enough; the range is that of Monte Carlo error. */
reality_value reality_experts_needed(reality_runs *runs, int which)
{
    static const int loads[] = {1, 5, 10, 50};
    double limit = which % 2 == 0 ? 0.2 : 0.1;
    reality_value needed = {.mean = (double)NAN, .error = (double)NAN, .low = (double)NAN, .high = (double)NAN};
    for (size_t model = sizeof pools / sizeof *pools; model-- > 0;) {
        if (pools[model].load == loads[which / 2]) {
            reality_value delay = delay_chance(runs, model);
            double half = 1.96 * delay.error;
            needed.mean = delay.mean <= limit ? pools[model].experts : needed.mean;
            needed.low = delay.mean - half <= limit ? pools[model].experts : needed.low;
            needed.high = delay.mean + half <= limit ? pools[model].experts : needed.high;
        }
    }
    return needed;
}
