/* Outcomes of a year and of the horizon: totals, levels, spreads, against plain sums over the rows. */
#include "support/lab.h"

enum { PLACES = 7, YEARS = 6 };

static rk_lab *everything(void)
{
    rk_lab *lab = lab_new(PLACES);
    lab_posts(lab, 1, RK_CONTRACT_REGULAR);
    lab->municipality[3].own_posts = 0.0; /* nobody, ever */
    lab->municipality[5].own_posts = 6.0;
    lab_all_on(lab);
    lab->scenario.n_years = YEARS;
    lab->values[RK_P_QUIT_20S] = 0.02;
    lab->values[RK_P_QUIT_40_54] = 0.02;
    lab->values[RK_P_LEAVE_RATE] = 0.01;
    lab->values[RK_P_STANDARD_DEADLINE] = 2027.0;
    lab->values[RK_P_INCIDENT_SECURITY] = 0.1;
    return lab;
}

static int64_t value_of(const rk_row *row, size_t metric, int lane)
{
    return metric < RK_N_COUNTS ? row->count[metric][lane] : row->money[metric - RK_N_COUNTS][lane];
}

/* ---- Totals ---- */

static void totals_are_sums_of_rows(const rk_world *world)
{
    for (size_t m = 0; m < RK_N_METRICS; m++) {
        RK_FOR_LANES(lane)
        {
            int64_t sum = 0;
            for (size_t place = 0; place < world->n_places; place++) {
                sum += value_of(&world->row[place], m, lane);
            }
            assert_true(world->total[m][lane] == sum);
        }
    }
}

static void totals_of_a_year_are_sums_over_municipalities(void **unused)
{
    (void)unused;
    rk_lab *lab = everything();
    rk_world *world = lab_begin(lab, 4, 0);
    for (int year = 0; year < YEARS; year++) {
        rk_simulation_year(world);
        totals_are_sums_of_rows(world);
    }
    lab_free(lab);
}

/* What a process that is off leaves at zero is left out of sums; were it not zero, it would be missed here. */
static void totals_hold_with_any_process_off(void **unused)
{
    (void)unused;
    for (int off = 0; off < RK_N_PROCESSES; off++) {
        rk_lab *lab = everything();
        lab->scenario.process[off] = false;
        rk_world *world = lab_begin(lab, 4, 1);
        for (int year = 0; year < 3; year++) {
            rk_simulation_year(world);
            totals_are_sums_of_rows(world);
        }
        lab_free(lab);
    }
    for (int on = 0; on < RK_N_PROCESSES; on++) {
        rk_lab *lab = everything();
        memset(lab->scenario.process, 0, sizeof lab->scenario.process);
        lab->scenario.process[on] = true;
        rk_world *world = lab_begin(lab, 4, 1);
        rk_simulation_year(world);
        totals_are_sums_of_rows(world);
        lab_free(lab);
    }
}

/* ---- Horizon ---- */

static void over_the_horizon_levels_are_the_last_years_and_all_else_adds_up(void **unused)
{
    (void)unused;
    static int64_t sum[RK_N_METRICS][RK_LANES], by_place[PLACES][RK_N_METRICS][RK_LANES];
    memset(sum, 0, sizeof sum);
    memset(by_place, 0, sizeof by_place);
    rk_lab *lab = everything();
    rk_world *world = lab_begin(lab, 4, 2);
    for (int year = 0; year < YEARS; year++) {
        rk_simulation_year(world);
        for (size_t m = 0; m < RK_N_METRICS; m++) {
            bool level = (rk_metrics[m].flags & RK_METRIC_LEVEL) != 0;
            RK_FOR_LANES(lane)
            {
                sum[m][lane] = (level ? 0 : sum[m][lane]) + world->total[m][lane];
                for (size_t place = 0; place < PLACES; place++) {
                    int64_t *mine = &by_place[place][m][lane];
                    *mine = (level ? 0 : *mine) + value_of(&world->row[place], m, lane);
                }
            }
        }
    }
    rk_simulation_horizon(world);
    for (size_t m = 0; m < RK_N_METRICS; m++) {
        if ((rk_metrics[m].flags & RK_METRIC_HORIZON) != 0) {
            continue;
        }
        RK_FOR_LANES(lane)
        {
            assert_true(world->horizon_total[m][lane] == sum[m][lane]);
            for (size_t place = 0; (rk_metrics[m].flags & RK_METRIC_SKETCH) != 0 && place < PLACES; place++) {
                assert_true(value_of(&world->horizon[place], m, lane) == by_place[place][m][lane]);
            }
        }
    }
    lab_free(lab);
}

static void what_the_horizon_alone_knows_is_zero_in_the_years(void **unused)
{
    (void)unused;
    rk_lab *lab = everything();
    rk_world *world = lab_begin(lab, 4, 3);
    lab_years(world, YEARS);
    rk_simulation_horizon(world);
    int64_t gaps = 0, late = 0;
    for (size_t place = 0; place < PLACES; place++) {
        RK_FOR_LANES(lane)
        {
            const rk_row *row = &world->horizon[place];
            int longest = row->count[RK_METRIC_LONGEST_GAP][lane];
            assert_int_equal(world->row[place].count[RK_METRIC_LONGEST_GAP][lane], 0);
            assert_int_equal(world->row[place].count[RK_METRIC_HAD_GAP][lane], 0);
            assert_int_equal(world->row[place].count[RK_METRIC_LATENESS][lane], 0);
            assert_int_equal(longest, world->at.longest_gap[place].v[lane]);
            assert_int_equal(row->count[RK_METRIC_HAD_GAP][lane], longest > 0);
            assert_true(longest <= row->count[RK_METRIC_ZERO_COVER_MONTHS][lane]);
            assert_true((longest > 0) == (row->count[RK_METRIC_ZERO_COVER_MONTHS][lane] > 0));
            gaps += longest;
            late += row->count[RK_METRIC_LATENESS][lane];
        }
        assert_int_equal(world->horizon[3].count[RK_METRIC_LONGEST_GAP][place], YEARS * 12); /* nobody, ever */
    }
    int64_t gap_total = 0, late_total = 0;
    RK_FOR_LANES(lane)
    {
        gap_total += world->horizon_total[RK_METRIC_LONGEST_GAP][lane];
        late_total += world->horizon_total[RK_METRIC_LATENESS][lane];
    }
    assert_true(gap_total == gaps && late_total == late && late > 0);
    lab_free(lab);
}

/* From the end of FY2027, month 24 of a run that starts in April 2026. Those still waiting count to the end of the run.
 */
static void lateness_counts_from_the_end_of_the_deadlines_year(void **unused)
{
    (void)unused;
    static const int completed[] = {0, 1, 22, 23, RK_NO_MONTH, 40, 71};
    rk_lab *lab = everything();
    rk_world *world = lab_begin(lab, 4, 3);
    lab_years(world, YEARS);
    for (size_t place = 0; place < PLACES; place++) {
        lab_fill_int(&world->at.completed[place], completed[place]);
    }
    rk_simulation_horizon(world);
    for (size_t place = 0; place < PLACES; place++) {
        int late = world->horizon[place].count[RK_METRIC_LATENESS][8];
        bool waits = completed[place] == RK_NO_MONTH;
        int begun = completed[place] - 24; /* months past the deadline before the month of completion */
        assert_true(waits ? late == 72 - 24 : begun < 0 ? late == 0 : late == begun || late == begun + 1);
        assert_true((late > 0) == (completed[place] > 23));
    }
    lab_free(lab);
}

/* ---- Spreads ---- */

/* Gini by its definition: mean absolute difference of all pairs over twice the mean. */
static double plain_gini(const double x[], size_t n)
{
    double differences = 0.0, sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i];
        for (size_t j = 0; j < n; j++) {
            differences += fabs(x[i] - x[j]);
        }
    }
    return sum > 0.0 ? differences / ((double)n * (double)n) / (2.0 * sum / (double)n) : 0.0;
}

static void spreads_hold(const rk_world *world, const rk_row *rows, int months)
{
    RK_FOR_LANES(lane)
    {
        double covered[PLACES];
        int64_t uncovered = 0, worst = 0;
        for (size_t place = 0; place < PLACES; place++) {
            int64_t zero = rows[place].count[RK_METRIC_ZERO_COVER_MONTHS][lane];
            uncovered += zero > 0;
            worst = zero > worst ? zero : worst;
            covered[place] = (double)(months - zero);
        }
        assert_true(world->spread[RK_SPREAD_UNCOVERED][lane] == uncovered);
        assert_true(world->spread[RK_SPREAD_WORST_GAP][lane] == worst);
        double gini = plain_gini(covered, PLACES) * 10000.0;
        bool horizon = rows == world->horizon;
        assert_true(!horizon || fabs((double)world->spread[RK_SPREAD_GINI][lane] - gini) <= 0.5 + 1e-6);
    }
}

static void spreads_are_those_of_a_plain_recomputation(void **unused)
{
    (void)unused;
    rk_lab *lab = everything();
    rk_world *world = lab_begin(lab, 4, 5);
    for (int year = 0; year < YEARS; year++) {
        rk_simulation_year(world);
        spreads_hold(world, world->row, 12);
    }
    rk_simulation_horizon(world);
    spreads_hold(world, world->horizon, 12 * YEARS);
    lab_free(lab);
}

static void the_gini_coefficient_of_nobody_covered_is_0(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(3);
    lab_posts(lab, 0, RK_CONTRACT_REGULAR);
    lab->scenario.n_years = 1;
    rk_world *world = lab_begin(lab, 4, 5);
    lab_years(world, 1);
    rk_simulation_horizon(world);
    assert_true(world->spread[RK_SPREAD_GINI][0] == 0);
    assert_true(world->spread[RK_SPREAD_UNCOVERED][0] == 3);
    assert_true(world->spread[RK_SPREAD_WORST_GAP][0] == 12);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_of_a_year_are_sums_over_municipalities),
        cmocka_unit_test(totals_hold_with_any_process_off),
        cmocka_unit_test(over_the_horizon_levels_are_the_last_years_and_all_else_adds_up),
        cmocka_unit_test(what_the_horizon_alone_knows_is_zero_in_the_years),
        cmocka_unit_test(lateness_counts_from_the_end_of_the_deadlines_year),
        cmocka_unit_test(spreads_are_those_of_a_plain_recomputation),
        cmocka_unit_test(the_gini_coefficient_of_nobody_covered_is_0),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
