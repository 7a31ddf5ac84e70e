/* Every scenario of the library moves what it exists to move: the file that users run, fewer years, replication by
 * replication against the model that it is compared with.
 *
 * A direction counts when it is 4 standard errors over blocks away from nothing. If an instrument did nothing, a claim
 * would pass by chance in fewer than 1 of 5,000 seeds (Student's t with 29 degrees of freedom or more; the nation has
 * 12 blocks of 16: 1 of 900). All are far enough on their side to hold with other seeds as well: SEED=7
 * build/release/tests/oracle/test_library tries one. */
#include "library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    const char *with, *without; /* keys of models */
    rk_metric metric;           /* over the horizon, all municipalities together */
    int sign;                   /* 1: with has more, -1: with has less */
} claim;

typedef struct {
    const char *scenario, *years;
    uint32_t n_replications;
    claim claims[12];                    /* ends with a NULL */
    void (*look)(const oracle_run *run); /* what a line cannot say; NULL for nothing */
} entry;

#define M(id) RK_METRIC_##id

/* clang-format off */
static entry library[] = {
    {"ehime", "years=6", 1280,
     {{"pool", "alone", M(ZERO_COVER_MONTHS), -1},
      {"pool", "alone", M(UNSERVED_WORK), -1},
      {"pool", "alone", M(PAID_PREFECTURE), +1},
      {"shared", "alone", M(UNSERVED_WORK), -1},
      {"shared", "pool", M(PAID_PREFECTURE), -1},
      {"divide", "shared", M(REACHED_65), +1},
      {"divide", "shared", M(UNSERVED_WORK), -1}},
     library_ehime_grant_is_for_one_year},
    {"fukushima", "years=6", 640,
     {{"advisers", "alone", M(UNSERVED_WORK), -1},
      {"advisers", "alone", M(PAID_PREFECTURE), +1},
      {"advisers", "alone", M(PAID_NATION), +1},
      {"programme", "advisers", M(ADOPTION), +1},
      {"programme", "advisers", M(PROFICIENCY), +1},
      {"programme", "advisers", M(PROCEDURES_ONLINE), +1},
      {"programme", "advisers", M(TIME_TAKEN), +1}},
     library_pool_serves_all},
    {"nagasaki", "years=8", 1280,
     {{"exchange", "alone", M(RESIGNATIONS), -1},
      {"exchange", "alone", M(TIME_TAKEN), +1},
      {"structure", "exchange", M(ZERO_COVER_MONTHS), -1},
      {"structure", "exchange", M(UNSERVED_WORK), -1}},
     library_structure_serves_by_its_date},
    {"kamisato", "years=6", 640,
     {{"pilot", "alone", M(CHAMPIONS), +1},
      {"pilot", "alone", M(ADOPTION), +1},
      {"pilot", "alone", M(UNSERVED_WORK), -1},
      {"pilot", "alone", M(PAID_NATION), +1}, /* special allocation tax for the adviser */
      {"all", "pilot", M(ADOPTION), +1},
      {"all", "pilot", M(UNSERVED_WORK), -1}},
     NULL},
    {"funagata", "years=6", 1920,
     {{"pilot", "alone", M(CHAMPIONS), +1},
      {"pilot", "alone", M(ADOPTION), +1},
      {"pilot", "alone", M(CAPACITY), +1},
      {"pilot", "alone", M(SOLO_MONTHS), -1},
      {"pilot", "alone", M(UNSERVED_WORK), -1},
      {"all", "pilot", M(ADOPTION), +1}},
     NULL},
    {"awara", "years=6", 640,
     {{"pilot", "alone", M(CHAMPIONS), +1},
      {"pilot", "alone", M(ADOPTION), +1},
      {"pilot", "alone", M(CAPACITY), +1},
      {"pilot", "alone", M(PAID_NATION), +1}, /* the secondee */
      {"all", "pilot", M(CHAMPIONS), +1},
      {"all", "pilot", M(CAPACITY), +1}},
     NULL},
    {"miyakonojo", "years=6", 1280,
     {{"pilot", "alone", M(ADOPTION), +1},
      {"pilot", "alone", M(WORK_DONE), +1},
      {"pilot", "alone", M(UNSERVED_WORK), -1},
      {"pilot", "alone", M(PAID_NATION), +1},
      {"all", "pilot", M(ADOPTION), +1},
      {"all", "pilot", M(PROCEDURES_ONLINE), +1}},
     NULL},
    {"nishiaizu", "years=6", 1920,
     {{"pilot", "alone", M(ADOPTION), +1},
      {"pilot", "alone", M(CAPACITY), +1},
      {"pilot", "alone", M(SOLO_MONTHS), -1},
      {"pilot", "alone", M(UNSERVED_WORK), -1},
      {"pilot", "alone", M(PAID_NATION), +1},
      {"all", "pilot", M(ZERO_COVER_MONTHS), -1}},
     NULL},
    {"sakata", "years=6", 640,
     {{"pilot", "alone", M(ADOPTION), +1},
      {"pilot", "alone", M(CAPACITY), +1},
      {"pilot", "alone", M(PROFICIENCY), +1},
      {"pilot", "alone", M(UNSERVED_WORK), -1},
      {"pilot", "alone", M(PAID_NATION), +1},
      {"all", "pilot", M(CAPACITY), +1}},
     NULL},
    {"oita", "years=6", 640,
     {{"programme", "alone", M(ADOPTION), +1},
      {"programme", "alone", M(PROFICIENCY), +1},
      {"programme", "while_granted", M(UNSERVED_WORK), -1},
      {"programme", "while_granted", M(PAID_PREFECTURE), +1},
      {"engineers", "alone", M(UNSERVED_WORK), -1},
      {"subsidised", "engineers", M(PAID_MUNICIPALITY), -1},
      {"subsidised", "engineers", M(PAID_NATION), -1}, /* special allocation tax sees less cost */
      {"subsidised", "alone", M(PAID_PREFECTURE), +1}},
     library_oita_grant_and_subsidy},
    {"yokohama", "years=6", 1280,
     {{"pilot", "alone", M(CAPACITY), +1},
      {"pilot", "alone", M(TERM_ENDS), +1},
      {"pilot", "alone", M(HIRES), +1},
      {"pilot", "alone", M(UNSERVED_WORK), -1},
      {"all", "pilot", M(ZERO_COVER_MONTHS), -1}},
     NULL},
    {"kobe", "years=6", 640,
     {{"pilot", "alone", M(TIME_TAKEN), +1},
      {"pilot", "alone", M(BACKLOG_DATA), -1},
      {"all", "pilot", M(BACKLOG_DATA), -1}},
     library_lagging_workstream_catches_up},
    {"tarumizu", "years=6", 640,
     {{"pilot", "alone", M(TIME_TAKEN), +1}, /* while the course runs */
      {"pilot", "alone", M(PROFICIENCY), +1},
      {"pilot", "alone", M(CHAMPIONS), +1},
      {"pilot", "alone", M(ADOPTION), +1},
      {"pilot", "alone", M(CAPACITY), +1},
      {"pilot", "alone", M(PAID_NATION), +1},
      {"all", "pilot", M(CAPACITY), +1}},
     NULL},
    {"matching", "years=8", 640,
     {{"list", "alone", M(VACANCY_MONTHS), -1},
      {"list", "alone", M(PAID_NATION), +1},
      {"list_ten", "list", M(VACANCY_MONTHS), -1},
      {"list_ten", "list", M(CAPACITY), +1},
      {"remote", "list", M(VACANCY_MONTHS), -1},
      {"shared", "list", M(SUPPORT), +1}},
     NULL},
    {"neighbours", "years=6", 640,
     {{"offices", "alone", M(COST_SYSTEMS), -1},
      {"offices", "alone", M(ZERO_COVER_MONTHS), -1},
      {"offices", "alone", M(COST_JOINT_OFFICE), +1},
      {"joint_posts", "offices", M(UNSERVED_WORK), -1}},
     library_small_ones_save_more},
    {"standardisation", "years=10", 1280,
     {{"procurement", "alone", M(LATENESS), -1},
      {"procurement", "alone", M(COST_SYSTEMS), -1},
      {"experts", "alone", M(UNSERVED_WORK), -1},
      {"experts", "alone", M(LATENESS), -1},
      {"both", "experts", M(LATENESS), -1},
      {"both", "procurement", M(LATENESS), -1},
      {"both", "procurement", M(UNSERVED_WORK), -1}},
     library_lateness_is_common},
    {"access", "years=5", 640,
     {{"desks", "alone", M(REACHED_65), +1},
      {"desks", "alone", M(REACHED), +1},
      {"desks", "alone", M(DEMAND), -1}, /* questions that staff need not answer */
      {"partners", "alone", M(REACHED_65), +1},
      {"dense", "desks", M(REACHED_65), +1},
      {"dense", "desks", M(COST_DESKS), +1}},
     library_desks_reach_the_aged_everywhere},
    {"hiroshima", "years=6", 1920,
     {{"posted", "alone", M(NOBODY_MONTHS), -1},
      {"posted", "alone", M(SOLO_MONTHS), -1},
      {"posted", "alone", M(UNSERVED_WORK), -1},
      {"pooled", "alone", M(UNSERVED_WORK), -1},
      {"posted", "pooled", M(NOBODY_MONTHS), -1}},
     library_hiroshima_posts_to_fifteen},
    {"govtech", "years=6", 480,
     {{"pool", "alone", M(UNSERVED_WORK), -1},
      {"purchase", "alone", M(COST_SYSTEMS), -1},
      {"govtech", "pool", M(COST_SYSTEMS), -1},
      {"govtech", "purchase", M(UNSERVED_WORK), -1}},
     library_govtech_grows},
    {"national", "years=3", 192,
     {{"pool", "alone", M(ZERO_COVER_MONTHS), -1},
      {"pool", "alone", M(UNSERVED_WORK), -1},
      {"pool", "alone", M(PAID_PREFECTURE), +1},
      {"pool", "alone", M(PAID_NATION), +1}},
     library_nation_has_five_hundred},
};
/* clang-format on */
enum { ENTRIES = sizeof library / sizeof *library };

static bool holds(const oracle_run *run, const claim *c)
{
    oracle_mean effect = oracle_effect(run, c->with, c->without, c->metric);
    bool right = c->sign * effect.mean > (oracle_is_quick() ? 4 * effect.error : 0);
    printf("# %s against %s: %s %+.6g +- %.3g, z %.1f%s\n", c->with, c->without, rk_metrics[c->metric].name,
           effect.mean, effect.error, effect.mean / effect.error, right ? "" : " WRONG");
    fflush(stdout);
    return right;
}

/* A value of an instrument that a pilot and all must have alike: not who takes part, and how many people that takes. */
static bool must_agree(const char *rest)
{
    const char *last = strrchr(rest, '.');
    return last != NULL && strcmp(last, ".members") != 0 && strcmp(last, ".number") != 0;
}

/* What all municipalities do is what the pilot does. */
static void expect_all_like_pilot(const rk_scenario *scenario)
{
    static const char pilot[] = "models.pilot.", all[] = "models.all.";
    size_t n_values = rk_scenario_n_values(scenario), same = 0;
    for (size_t i = 0; i < n_values; i++) {
        rk_scenario_value one = rk_scenario_value_at(scenario, i);
        if (strncmp(one.key, pilot, sizeof pilot - 1) != 0 || !must_agree(one.key + sizeof pilot - 1)) {
            continue;
        }
        for (size_t j = 0; j < n_values; j++) {
            rk_scenario_value other = rk_scenario_value_at(scenario, j);
            if (strncmp(other.key, all, sizeof all - 1) == 0 &&
                strcmp(other.key + sizeof all - 1, one.key + sizeof pilot - 1) == 0) {
                assert_string_equal(one.value, other.value);
                same++;
            }
        }
    }
    assert_true(same > 0);
}

static void moves_what_it_exists_to_move(void **state)
{
    const entry *e = *state;
    size_t wrong = 0;
    char file[64], seed[64];
    const char *given = getenv("SEED");
    assert_true(snprintf(file, sizeof file, "scenarios/%s.yaml", e->scenario) < (int)sizeof file);
    assert_true(snprintf(seed, sizeof seed, "seed=%s", given != NULL ? given : "1") < (int)sizeof seed);
    const char *const settings[] = {e->years, seed, NULL};
    oracle_run run = oracle_live(file, settings, oracle_is_quick() ? e->n_replications : 64);
    for (const claim *c = e->claims; c->with != NULL; c++) {
        wrong += !holds(&run, c);
    }
    assert_int_equal(wrong, 0);
    if (e->look != NULL) {
        e->look(&run);
    }
    if (rk_scenario_model_find(run.scenario, "pilot") < run.shape->n_models) {
        expect_all_like_pilot(run.scenario);
    }
    oracle_end(&run);
}

int main(void)
{
    struct CMUnitTest tests[ENTRIES];
    for (size_t i = 0; i < ENTRIES; i++) {
        tests[i] = (struct CMUnitTest){library[i].scenario, moves_what_it_exists_to_move, NULL, NULL, &library[i]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
