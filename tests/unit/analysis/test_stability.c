/* Stability of a file: a scenario whose gains and shares can be computed by hand, and a slow twin of every figure. */
#include "plain.h"

#include <renkei/analysis.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PLAYERS = 3, SETS = 8, YEARS = 3 };

static const char *const places[] = {"Matsuyama Shi", "Imabari Shi", "Toon Shi"};
#define PLACES "[38201, 38202, 38215]"

/* What an office saves on systems is 0.3 x 1.2 x (1 - part of its residents) of each member's cost (exponent 1); it
 * costs 450 million yen a year, laid on its members equally. Nothing else differs. */
static const char office[] =
    "  alone: {title: 単独, title_en: Alone, instruments: []}\n"
    "  office: {title: 共同, title_en: Office, instruments: [joint_office: {pooled: 0, systems_saving: 0.3,"
    " people_saving: 0, migration_saving: 0, vendor_speed: 1, scale_exponent: 1, overhead: 450 million yen/year,"
    " split: equal}]}\n";

static void near(double found, double expected, double by)
{
    if (!(fabs(found - expected) <= by)) {
        fail_msg("%.15g, expected %.15g", found, expected);
    }
}

static size_t row_of(const rk_answer_table *table, const char *rule, size_t player)
{
    return rule != NULL ? plain_row(table, "rule", rule, "municipality", places[player])
                        : plain_row(table, "municipality", places[player], NULL, NULL);
}

/* Shapley values of three players by all six orders; gain by bits. */
static void by_orders(const double gain[SETS], double value[PLAYERS])
{
    static const int orders[6][PLAYERS] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    memset(value, 0, PLAYERS * sizeof *value);
    for (int k = 0; k < 6; k++) {
        unsigned bits = 0;
        for (int i = 0; i < PLAYERS; i++) {
            unsigned with = bits | 1u << orders[k][i];
            value[orders[k][i]] += (gain[with] - gain[bits]) / 6.0;
            bits = with;
        }
    }
}

/* Least sum of gains that leaves no coalition of three wanting: the balanced collections are a pair and one, and half
 * of each pair. */
static double least_sum(const double gain[SETS])
{
    double pairs = (gain[3] + gain[5] + gain[6]) / 2.0;
    return fmax(fmax(fmax(gain[3], gain[5]), fmax(gain[6], pairs)), 0.0);
}

static void gains_and_shares_are_those_computed_by_hand(void **unused)
{
    (void)unused;
    enum { N = 64 };
    rk_reading *reading = ran_open("hand", "38", PLACES,
                                   "processes: {market: off, budget: off}\nparameters: {pay.drift: 0 %/year}\n"
                                   "coalitions: {model: office}\n",
                                   office, N);
    const rk_stability_options options = {.price = 0.0};
    rk_answer *answer = NULL;
    assert_int_equal(rk_stability(reading, &options, &answer), RK_OK);
    double *systems = plain_dataset(reading, "municipal/cost_systems_mean", reading->n_models * YEARS * PLAYERS);
    double cost[PLAYERS] = {0.0}, gain[SETS] = {0.0}, shapley[PLAYERS], extra = 0.0;
    for (size_t i = 0; i < YEARS * PLAYERS; i++) {
        cost[i % PLAYERS] += systems[i] / YEARS; /* the baseline comes first */
    }
    for (unsigned bits = 1; bits < SETS; bits++) {
        double people = 0.0, saved = 0.0;
        for (int i = 0; i < PLAYERS; i++) {
            people += (bits >> i & 1) != 0 ? reading->population[i] : 0.0;
        }
        for (int i = 0; i < PLAYERS; i++) {
            saved += (bits >> i & 1) != 0 ? 0.36 * cost[i] * (1.0 - reading->population[i] / people) : 0.0;
        }
        bool alone = (bits & (bits - 1)) == 0;
        gain[bits] = alone || (bits != SETS - 1 && saved < 4.5e8) ? 0.0 : saved - 4.5e8;
    }
    extra = -gain[SETS - 1];
    assert_true(gain[3] > 0.0 && gain[6] == 0.0 && gain[7] > 0.0); /* both kinds of pairs */
    by_orders(gain, shapley);
    rk_answer_table members = plain_table(answer, "members"), each = plain_table(answer, "by_rule");
    double people = reading->population[0] + reading->population[1] + reading->population[2];
    for (size_t i = 0; i < PLAYERS; i++) {
        double own = 0.36 * cost[i] * (1.0 - reading->population[i] / people) - 1.5e8, by = 1e-6 * cost[i];
        size_t row = row_of(&members, NULL, i);
        near(plain_number(&members, row, "gain"), own, by);
        near(plain_number(&members, row, "extra"), -own, by);
        near(plain_number(&each, row_of(&each, "shapley", i), "gain"), shapley[i], by);
        near(plain_number(&each, row_of(&each, "equal", i), "extra"), extra / 3.0, by);
        near(plain_number(&each, row_of(&each, "population", i), "extra"), extra * reading->population[i] / people, by);
        near(plain_number(&each, row_of(&each, "use", i), "extra"), extra / 3.0, by); /* nobody used support */
    }
    rk_answer_table rules = plain_table(answer, "rules");
    size_t as_it_is = plain_row(&rules, "rule", "as it is", NULL, NULL);
    double third = 0.36 * cost[2] * (1.0 - reading->population[2] / people) - 1.5e8;
    assert_true(third < 0.0 && least_sum(gain) <= gain[7]); /* the smallest pays more than it saves */
    near(plain_number(&rules, as_it_is, "subsidy"), -third, 1e-6 * cost[2]);
    near(plain_number(&rules, as_it_is, "losers"), 1.0, 0.0);
    assert_string_equal(plain_words(&rules, as_it_is, "coalition"), "Toon Shi");
    free(systems);
    rk_answer_free(answer);
    rk_reading_close(reading);
}

/* ---- The slow twin ---- */

enum { N_TWIN = 160 };

static const char shared[] =
    "  alone: {title: 単独, title_en: Alone, instruments: []}\n"
    "  shared: {title: 共同, title_en: Shared, instruments: [experts: {number: 2 persons, assignment: by_need,"
    " shares: {municipality: 1}, split: use}]}\n";

typedef struct {
    double *money, *effect, *support; /* [n_models][N_TWIN][PLAYERS] over the horizon */
    double price;
    const double *member;
    size_t unit[N_TWIN];
} twin;

static double burden(const twin *t, size_t model, size_t r, size_t i)
{
    size_t at = (model * N_TWIN + r) * PLAYERS + i;
    return (t->money[at] + t->price * t->effect[at]) / YEARS;
}

static size_t model_of(const twin *t, const rk_reading *reading, unsigned bits)
{
    for (size_t m = 0; m < reading->n_models; m++) {
        unsigned own = 0;
        for (size_t i = 0; i < PLAYERS; i++) {
            own |= t->member[m * PLAYERS + i] == 1.0 ? 1u << i : 0;
        }
        if (own == bits) {
            return m;
        }
    }
    return reading->baseline; /* one alone */
}

static void gain_of(const twin *t, const rk_reading *reading, unsigned bits, double series[N_TWIN])
{
    size_t model = model_of(t, reading, bits);
    double mean = 0.0;
    for (size_t r = 0; r < N_TWIN; r++) {
        series[r] = 0.0;
        for (size_t i = 0; i < PLAYERS; i++) {
            series[r] += (bits >> i & 1) != 0 ? burden(t, 0, r, i) - burden(t, model, r, i) : 0.0;
        }
        mean += series[r] / N_TWIN;
    }
    if (bits != SETS - 1 && mean <= 0.0) {
        memset(series, 0, N_TWIN * sizeof *series);
    }
}

static void check_figure(const rk_answer_table *table, size_t row, const char *column, const twin *t,
                         const double *series, size_t n_units)
{
    char error[64];
    plain_figure of = plain_mean(series, t->unit, N_TWIN, n_units);
    (void)snprintf(error, sizeof error, "%s_error", column);
    near(plain_number(table, row, column), of.mean, 1e-2 + 1e-9 * fabs(of.mean));
    near(plain_number(table, row, error), of.error, 1e-2 + 1e-9 * of.error);
}

static void check_members(const rk_answer *answer, const twin *t, const rk_reading *reading, size_t whole,
                          double current[PLAYERS][N_TWIN])
{
    rk_answer_table members = plain_table(answer, "members");
    for (size_t i = 0; i < PLAYERS; i++) {
        double paid[N_TWIN], lost[N_TWIN], n_lost = 0.0;
        size_t row = row_of(&members, NULL, i);
        for (size_t r = 0; r < N_TWIN; r++) {
            size_t at = r * PLAYERS + i, there = whole * N_TWIN * PLAYERS + at;
            current[i][r] = burden(t, 0, r, i) - burden(t, whole, r, i);
            paid[r] = (t->money[there] - t->money[at]) / YEARS;
            lost[r] = current[i][r] < 0.0;
            n_lost += lost[r];
        }
        check_figure(&members, row, "gain", t, current[i], reading->n_units);
        check_figure(&members, row, "extra", t, paid, reading->n_units);
        near(plain_number(&members, row, "chance_alone_better"), n_lost / N_TWIN, 1e-12);
    }
}

static void check_rules(const rk_answer *answer, const twin *t, const rk_reading *reading, size_t whole)
{
    double use[PLAYERS] = {0.0}, all = 0.0, mean[SETS] = {0.0}, series[N_TWIN], value[PLAYERS], shared_extra = 0.0;
    rk_answer_table each = plain_table(answer, "by_rule");
    for (unsigned bits = 1; bits < SETS; bits++) {
        gain_of(t, reading, bits, series);
        for (size_t r = 0; r < N_TWIN; r++) {
            mean[bits] += series[r] / N_TWIN;
        }
    }
    for (size_t r = 0; r < N_TWIN; r++) {
        for (size_t i = 0; i < PLAYERS; i++) {
            size_t at = r * PLAYERS + i, there = whole * N_TWIN * PLAYERS + at;
            use[i] += t->support[there];
            all += t->support[there];
            shared_extra += (t->money[there] - t->money[at]) / YEARS / N_TWIN;
        }
    }
    by_orders(mean, value);
    for (size_t i = 0; i < PLAYERS; i++) {
        size_t row = row_of(&each, "use", i);
        near(plain_number(&each, row, "extra"), shared_extra * use[i] / all, 1e-2);
        near(plain_number(&each, row_of(&each, "shapley", i), "gain"), value[i], 1e-2);
        near(plain_number(&each, row_of(&each, "equal", i), "extra"), shared_extra / PLAYERS, 1e-2);
    }
    rk_answer_table shares = plain_table(answer, "shares");
    double stable = 0.0, worth = 0.0;
    for (size_t i = 0; i < PLAYERS; i++) {
        stable += plain_number(&shares, row_of(&shares, NULL, i), "stable");
        worth += plain_number(&each, row_of(&each, "equal", i), "extra") +
                 plain_number(&each, row_of(&each, "equal", i), "gain");
    }
    near(worth - stable, fmax(mean[SETS - 1], least_sum(mean)), 1e-2); /* what they gain in all, subsidy included */
}

static void check_worst(const rk_answer *answer, const twin *t, const rk_reading *reading,
                        double current[PLAYERS][N_TWIN])
{
    rk_answer_table rules = plain_table(answer, "rules");
    double most = -INFINITY, worst[N_TWIN], series[N_TWIN];
    for (unsigned bits = 1; bits < SETS - 1; bits++) {
        double mean = 0.0;
        gain_of(t, reading, bits, series);
        for (size_t r = 0; r < N_TWIN; r++) {
            for (size_t i = 0; i < PLAYERS; i++) {
                series[r] -= (bits >> i & 1) != 0 ? current[i][r] : 0.0;
            }
            mean += series[r] / N_TWIN;
        }
        if (mean > most) {
            most = mean;
            memcpy(worst, series, sizeof worst);
        }
    }
    check_figure(&rules, plain_row(&rules, "rule", "as it is", NULL, NULL), "excess", t, worst, reading->n_units);
}

static void every_figure_is_that_of_a_slow_twin(void **unused)
{
    (void)unused;
    rk_reading *reading = ran_open("twin", "38", "[38201, 38202, 38215, 38386]",
                                   "coalitions: {model: shared, members: " PLACES "}\n", shared, N_TWIN);
    size_t n = reading->n_models * N_TWIN * PLAYERS;
    double *member = plain_dataset(reading, "coalitions/member", reading->n_models * PLAYERS);
    twin t = {.money = plain_dataset(reading, "coalitions/cost_total", n),
              .effect = plain_dataset(reading, "coalitions/unserved_work", n),
              .support = plain_dataset(reading, "coalitions/support", n),
              .price = 2.5e6,
              .member = member};
    assert_int_equal(reading->n_models, 5);
    for (size_t r = 0; r < N_TWIN; r++) {
        t.unit[r] = r / 16; /* fewer blocks than randomisations */
    }
    const rk_stability_options options = {.effect = "unserved_work", .price = 2.5e6, .all_payers = true};
    rk_answer *answer = NULL;
    assert_int_equal(rk_stability(reading, &options, &answer), RK_OK);
    double current[PLAYERS][N_TWIN];
    size_t whole = model_of(&t, reading, SETS - 1);
    check_members(answer, &t, reading, whole, current);
    check_rules(answer, &t, reading, whole);
    check_worst(answer, &t, reading, current);
    rk_answer_free(answer);
    free(member);
    free(t.money);
    free(t.effect);
    free(t.support);
    rk_reading_close(reading);
}

static void sampled_coalitions_say_so(void **unused)
{
    (void)unused;
    rk_reading *reading = ran_open("sampled", "38", "[38201, 38202, 38203, 38204, 38205]",
                                   "coalitions: {model: shared, exact_up_to: 2, pairs: 2}\n", shared, 48);
    const rk_stability_options options = {.price = (double)NAN};
    rk_answer *answer = NULL;
    assert_int_equal(rk_stability(reading, &options, &answer), RK_OK);
    const char *last = rk_answer_sentence(answer, rk_answer_n_sentences(answer) - 1).en;
    assert_non_null(strstr(last, "4 sampled orders"));
    rk_answer_table each = plain_table(answer, "by_rule"), coalitions = plain_table(answer, "coalitions");
    double sum = 0.0;
    for (size_t row = 4 * 5; row < 5 * 5; row++) { /* of Shapley */
        sum += plain_number(&each, row, "gain");
    }
    near(sum, plain_number(&coalitions, 0, "gain"), 1e-2);
    near(plain_number(&coalitions, 0, "n_members"), 5.0, 0.0);
    rk_answer_free(answer);
    rk_reading_close(reading);
}

static void what_cannot_be_asked_is_told(void **unused)
{
    (void)unused;
    rk_reading *reading = ran_open("plain", "38", PLACES, "", NULL, 16);
    rk_stability_options options = {.price = (double)NAN};
    rk_answer *answer = NULL;
    assert_int_equal(rk_stability(reading, &options, &answer), RK_ERR_OPTIONS);
    assert_null(answer);
    assert_non_null(strstr(rk_reading_problem(), "renkei stability SCENARIO --model KEY"));
    rk_reading_close(reading);
    reading = ran_open("again", "38", PLACES, "coalitions: {model: shared}\n", shared, 16);
    options.effect = "solo_months";
    assert_int_equal(rk_stability(reading, &options, &answer), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "solo_months is not kept"));
    options.effect = NULL;
    assert_int_equal(rk_stability(reading, &options, &answer), RK_OK); /* one block: no error */
    rk_answer_table members = plain_table(answer, "members");
    assert_true(isnan(plain_number(&members, 0, "gain_error")));
    assert_string_equal(plain_words(&members, 0, "stands"), "open");
    rk_answer_free(answer);
    rk_reading_close(reading);
}

static void a_missing_dataset_is_named(void **unused)
{
    (void)unused;
    static const char *const needed[] = {"player",  "member",        "order_player",
                                         "support", "unserved_work", "paid_municipality"};
    char *path = ran_path("sampled"); /* of the test above */
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        const rk_stability_options options = {.effect = "unserved_work", .price = 1e6};
        rk_reading *reading = NULL;
        rk_answer *answer = NULL;
        for (int back = 0; back < 2; back++) {
            hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT), group = H5Gopen2(file, "coalitions", H5P_DEFAULT);
            const char *from = back ? "away" : needed[i], *to = back ? needed[i] : "away";
            assert_true(H5Lmove(group, from, group, to, H5P_DEFAULT, H5P_DEFAULT) >= 0);
            H5Gclose(group);
            H5Fclose(file);
            assert_int_equal(rk_reading_open(path, &reading), RK_OK);
            assert_int_equal(rk_stability(reading, &options, &answer), back ? RK_OK : RK_ERR_RESULTS_READ);
            assert_true(back || strstr(rk_reading_problem(), needed[i]) != NULL);
            rk_answer_free(answer);
            rk_reading_close(reading);
        }
    }
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gains_and_shares_are_those_computed_by_hand),
        cmocka_unit_test(every_figure_is_that_of_a_slow_twin),
        cmocka_unit_test(sampled_coalitions_say_so),
        cmocka_unit_test(a_missing_dataset_is_named),
        cmocka_unit_test(what_cannot_be_asked_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, ran_clean);
}
