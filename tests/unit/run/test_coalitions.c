/* Coalitions on the luck of the models they come from, and what is kept of each player. */
#include "running.h"

#include "input/coalitions.h"

#define SCENARIO(coalitions)                                                                                           \
    "renkei: 1\ntitle: small\nprefecture: [16, 31]\nyears: 2\nreplications: 40\nbaseline: alone\n"                     \
    "processes: {market: off}\n" coalitions "models:\n"                                                                \
    "  other: {instruments: [experts: {number: 1}]}\n"                                                                 \
    "  alone: {instruments: []}\n"                                                                                     \
    "  pool: {instruments: [experts: {number: 3, members: {prefectures: [31]}, shares: {municipality: 1},"             \
    " assignment: equal_visits}]}\n"

static const int64_t *row_of(const running_run *run, const rk_shape *shape, uint32_t index, size_t model, size_t group)
{
    return running_row(run, index) + (model * shape->n_groups + group) * run->n_values;
}

static void the_whole_is_the_model_itself_and_players_add_up_to_their_prefecture(void **unused)
{
    (void)unused;
    rk_scenario *plain = running_scenario(SCENARIO(""));
    rk_scenario *scenario = running_scenario(SCENARIO("coalitions: {model: pool, pairs: 1}\n"));
    const rk_coalitions *of = scenario->coalitions;
    running_run before = running_start_and_finish(plain, 0, 40, 2), run = running_start_and_finish(scenario, 0, 40, 2);
    const rk_shape *shape = rk_tally_shape(rk_ensemble_tally(run.ensemble));
    const rk_shape *shape_before = rk_tally_shape(rk_ensemble_tally(before.ensemble));
    assert_int_equal(of->n_players, 19);
    for (uint32_t i = 0; i < 40; i++) {
        for (size_t group = 0; group < 2; group++) {
            size_t n_bytes = before.n_values * sizeof(int64_t);
            assert_memory_equal(row_of(&run, shape, i, 0, group), row_of(&before, shape_before, i, 1, group), n_bytes);
            assert_memory_equal(row_of(&run, shape, i, 1, group), row_of(&before, shape_before, i, 2, group), n_bytes);
        }
        for (size_t m = 0; m < RK_N_PLAYER_METRICS; m++) {
            const int64_t *row = row_of(&run, shape, i, 1, 1);
            int64_t sum = 0;
            for (size_t p = 0; p < of->n_players; p++) {
                sum += row[rk_replicates_player(shape, m) + p];
            }
            assert_int_equal(sum, row[rk_replicates_column(shape, rk_player_metrics[m], shape->n_years)]);
        }
    }
    running_end(&before);
    running_end(&run);
    rk_scenario_close(plain);
    rk_scenario_close(scenario);
}

/* Without a labour market in common nobody feels what others do. */
static void who_leaves_lives_as_in_the_baseline(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(SCENARIO("coalitions: {model: pool, pairs: 1}\n"));
    const rk_coalitions *of = scenario->coalitions;
    running_run run = running_start_and_finish(scenario, 3, 30, 1);
    const rk_shape *shape = rk_tally_shape(rk_ensemble_tally(run.ensemble));
    size_t n_out = 0, n_served = 0;
    for (size_t model = 1; model < of->n_models; model++) {
        for (size_t p = 0; p < of->n_players; p++) {
            bool in = of->member[model * of->n_players + p];
            n_out += !in;
            for (uint32_t i = 0; i < 30; i++) {
                const int64_t *row = row_of(&run, shape, i, model, 1), *base = row_of(&run, shape, i, 0, 1);
                for (size_t m = 0; !in && m < RK_N_PLAYER_METRICS; m++) {
                    size_t column = rk_replicates_player(shape, m) + p;
                    assert_int_equal(row[column], base[column]);
                }
                n_served += in && row[rk_replicates_player(shape, 1) + p] > 0; /* support */
            }
        }
    }
    assert_true(n_out > 0 && n_served > 0);
    running_end(&run);
    rk_scenario_close(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_is_the_model_itself_and_players_add_up_to_their_prefecture),
        cmocka_unit_test(who_leaves_lives_as_in_the_baseline),
    };
    return cmocka_run_group_tests(tests, running_setup, NULL);
}
