/* Any two instruments in one model: every kind of the registry with every other and with itself, in a small scenario
 * with everything on. A new instrument is among them by being registered. */
#include "input/common_keys.h"
#include "instruments/registry.h"
#include "running.h"
#include "support/conservation.h"

#include <stdio.h>

/* Five municipalities of the east of Tottori, neighbours over land, one of them a core city. */
static const char head[] = "renkei: 1\n"
                           "title: pairs\n"
                           "prefecture: 31\n"
                           "municipalities: [31201, 31302, 31325, 31328, 31329]\n"
                           "years: 4\n"
                           "seed: 31\n"
                           "replications: 48\n"
                           "baseline: alone\n"
                           "models:\n"
                           "  alone: {instruments: []}\n";

static const uint32_t lives[] = {0, 21, 47}; /* replications, of three blocks */
enum { N_LIVES = 3 };

/* ---- The scenario ---- */

/* Something that a key without a default may be. */
static void print_value(FILE *out, const rk_key *key)
{
    double two = key->max < 2.0 ? key->max : key->min > 2.0 ? key->min : 2.0;
    switch (key->kind) {
    case RK_KEY_NUMBER:
    case RK_KEY_COUNT:
    case RK_KEY_RAMP:
        fprintf(out, key->unit == RK_UNIT_SHARE ? "50 %%" : "%g %s", two, key->unit_text);
        break;
    case RK_KEY_DATE:
        fputs("2026-10", out);
        break;
    case RK_KEY_CHOICE:
        fprintf(out, "%.*s", (int)strcspn(key->choices, "|"), key->choices);
        break;
    case RK_KEY_CHOICES:
        fprintf(out, "[%.*s]", (int)strcspn(key->choices, "|"), key->choices);
        break;
    case RK_KEY_SWITCH:
        fputs("on", out);
        break;
    case RK_KEY_SHARES:
        fputs("{municipality: 1}", out);
        break;
    case RK_KEY_MEMBERS:
    case RK_KEY_TEXT:
        fputs("all", out);
        break;
    }
}

static void print_instrument(FILE *out, const char *name, const rk_instrument_schema *schema, const char *common)
{
    fprintf(out, "%s: {name: %s%s", schema->name, name, common);
    for (size_t key = RK_N_COMMON_KEYS; key < schema->n_keys; key++) {
        if (schema->keys[key].default_text == NULL) {
            fprintf(out, ", %s: ", schema->keys[key].name);
            print_value(out, &schema->keys[key]);
        }
    }
    fputs("}", out);
}

/* Each alone, then every pair: the first has its defaults; the second comes late, goes early and is paid by everybody.
 */
static char *all_pairs(size_t *n_models)
{
    static const char dated[] =
        ", opens: 2026-09, start_delay: 2 months, closes: 2028-11, notice: 3 months, "
        "shares: {municipality: 0.31, prefecture: 0.29, nation: 0.2, joint_office: 0.13, other: "
        "0.07}";
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    fputs(head, out);
    *n_models = 1 + RK_N_INSTRUMENTS;
    for (size_t i = 0; i < RK_N_INSTRUMENTS; i++) {
        fprintf(out, "  only_%zu: {instruments: [{", i);
        print_instrument(out, "only", rk_instrument_schemas[i], "");
        fputs("}]}\n", out);
    }
    for (size_t i = 0; i < RK_N_INSTRUMENTS * RK_N_INSTRUMENTS; i++) {
        const rk_instrument_schema *first = rk_instrument_schemas[i / RK_N_INSTRUMENTS];
        const rk_instrument_schema *second = rk_instrument_schemas[i % RK_N_INSTRUMENTS];
        if (first == second && first->exclusive) {
            continue;
        }
        fprintf(out, "  pair_%zu: {instruments: [{", i);
        print_instrument(out, "early", first, "");
        fputs("}, {", out);
        print_instrument(out, "late", second, dated);
        fputs("}]}\n", out);
        (*n_models)++;
    }
    fclose(out);
    return text;
}

static rk_scenario *scenario;
static running_run run_of[N_LIVES]; /* of one replication each */

static int open_pairs(void **unused)
{
    if (running_setup(unused) != 0) {
        return 1;
    }
    size_t n_models;
    char *text = all_pairs(&n_models);
    scenario = running_scenario(text);
    assert_int_equal(rk_scenario_n_models(scenario), n_models);
    free(text);
    for (int i = 0; i < N_LIVES; i++) {
        run_of[i] = running_start_and_finish(scenario, lives[i], 1, 1);
    }
    return 0;
}

static int close_pairs(void **unused)
{
    (void)unused;
    for (int i = 0; i < N_LIVES; i++) {
        running_end(&run_of[i]);
    }
    rk_scenario_close(scenario);
    return 0;
}

/* ---- Claims ---- */

static void check(conservation check_one)
{
    for (int i = 0; i < N_LIVES; i++) {
        conserve(rk_ensemble_tally(run_of[i].ensemble), check_one);
    }
}

static void check_staff(const rk_tally *tally, size_t model, size_t year, size_t column)
{
    if (year > 0) { /* posts open in the first */
        conserve_staff(tally, model, year, column);
    }
}

static void staff_is_kept(void **unused)
{
    (void)unused;
    check(check_staff);
}

static void work_is_kept(void **unused)
{
    (void)unused;
    check(conserve_work);
}

static void payers_add_up_to_the_yen(void **unused)
{
    (void)unused;
    check(conserve_money);
}

static void nothing_is_negative_and_no_share_above_one(void **unused)
{
    (void)unused;
    check(conserve_signs);
}

static void two_threads_give_the_bytes_of_one(void **unused)
{
    (void)unused;
    running_run one = running_start_and_finish(scenario, 0, 48, 1);
    running_run two = running_start_and_finish(scenario, 0, 48, 2);
    running_expect_same_tallies(&one, &two);
    assert_memory_equal(one.rows, two.rows, 48 * running_row_bytes(&one));
    running_end(&one);
    running_end(&two);
}

static void every_instrument_leaves_a_trace(void **unused)
{
    (void)unused;
    const rk_tally *tally = rk_ensemble_tally(run_of[0].ensemble);
    for (size_t model = 1; model <= RK_N_INSTRUMENTS; model++) {
        bool changed = false;
        for (int metric = 0; metric < RK_N_METRICS; metric++) {
            rk_moment with = rk_totals_level(rk_tally_totals(tally), model, (rk_metric)metric);
            changed |= with.sum != rk_totals_level(rk_tally_totals(tally), 0, (rk_metric)metric).sum;
        }
        assert_true(changed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(staff_is_kept),
        cmocka_unit_test(work_is_kept),
        cmocka_unit_test(payers_add_up_to_the_yen),
        cmocka_unit_test(nothing_is_negative_and_no_share_above_one),
        cmocka_unit_test(every_instrument_leaves_a_trace),
        cmocka_unit_test(two_threads_give_the_bytes_of_one),
    };
    return cmocka_run_group_tests(tests, open_pairs, close_pairs);
}
