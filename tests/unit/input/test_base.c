/* Scenarios that build on others. */
#include "reading.h"

#include "input/common_keys.h"
#include "input/ramp.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the files of a test hold; the first is opened. */
typedef struct {
    const char *name, *text;
} file;

static void write_files(const file files[], size_t n, bool there)
{
    for (size_t i = 0; i < n; i++) {
        FILE *out = there ? fopen(files[i].name, "w") : NULL;
        assert_true(there == (out != NULL));
        if (there) {
            fputs(files[i].text, out);
            assert_int_equal(fclose(out), 0);
        } else {
            assert_int_equal(unlink(files[i].name), 0);
        }
    }
}

static rk_scenario *open_files(const file files[], size_t n, const char *const settings[], size_t n_settings,
                               rk_mistakes *mistakes)
{
    char folder[] = "/tmp/renkei-base-XXXXXX";
    rk_scenario *scenario = NULL;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkdir("below", 0700), 0);
    write_files(files, n, true);
    (void)!rk_scenario_load(files[0].name, settings, n_settings, test_schemas, 2, mistakes, &scenario);
    write_files(files, n, false);
    assert_int_equal(rmdir("below"), 0);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(folder), 0);
    return scenario;
}

static rk_scenario *opened(const file files[], size_t n, const char *const settings[], size_t n_settings)
{
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = open_files(files, n, settings, n_settings, mistakes);
    assert_string_equal(printed(mistakes), "");
    assert_non_null(scenario);
    rk_mistakes_free(mistakes);
    return scenario;
}

static const char *refused(const file files[], size_t n)
{
    rk_mistakes *mistakes = rk_mistakes_new();
    assert_null(open_files(files, n, NULL, 0, mistakes));
    const char *text = printed(mistakes);
    rk_mistakes_free(mistakes);
    return text;
}

static const char base[] = "renkei: 1\n"
                           "title: 元\n"
                           "prefecture: 38\n"
                           "years: 7\n"
                           "parameters:\n"
                           "  quits: {trend: 5 %/year, solo_multiplier: 2}\n"
                           "  leave.months: 9 months\n"
                           "processes: {rotation: off, leave: off}\n"
                           "models:\n"
                           "  alone: {}\n"
                           "  pool:\n"
                           "    title: 県\n"
                           "    instruments:\n"
                           "      - lend: {number: 5, days: 10 days/month, shares: {prefecture: 0.5, nation: 0.5}}\n"
                           "      - lend: {number: 1}\n"
                           "      - build: {name: office, members: {kinds: town, max_population: 20000}}\n"
                           "  mapped:\n"
                           "    instruments: {lend: {number: 3}}\n";

/* The file on top of that base. */
static rk_scenario *over(const char *text)
{
    const file files[] = {{"top.yaml", text}, {"base.yaml", base}};
    return opened(files, 2, NULL, 0);
}

static const rk_instrument *instrument_of(const rk_scenario *scenario, const char *model, size_t i)
{
    const rk_model *m = &scenario->models[rk_scenario_model_find(scenario, model)];
    assert_true(i < m->n_instruments);
    return &m->instruments[i];
}

static long number_of(const rk_scenario *scenario, const char *model, size_t i)
{
    return instrument_of(scenario, model, i)->settings[RK_N_COMMON_KEYS].count;
}

static rk_scenario_value value_of(const rk_scenario *scenario, const char *key)
{
    for (size_t i = 0; i < rk_scenario_n_values(scenario); i++) {
        if (strcmp(rk_scenario_value_at(scenario, i).key, key) == 0) {
            return rk_scenario_value_at(scenario, i);
        }
    }
    fail_msg("no value %s", key);
    return (rk_scenario_value){0};
}

/* ---- Merging ---- */

static void a_file_with_a_base_alone_is_the_base(void **unused)
{
    (void)unused;
    rk_scenario *s = over("base: base.yaml\n");
    assert_string_equal(rk_scenario_title(s), "元");
    assert_int_equal(rk_scenario_years(s), 7);
    assert_int_equal(rk_scenario_n_models(s), 3);
    assert_int_equal(number_of(s, "pool", 0), 5);
    assert_true(s->parameters[RK_P_QUIT_SOLO].prior.a == 2);
    assert_false(s->process[RK_PROCESS_ROTATION]);
    rk_scenario_close(s);
}

static void what_the_file_says_replaces_what_the_base_says(void **unused)
{
    (void)unused;
    rk_scenario *s = over("base: base.yaml\ntitle: 上\nyears: 3\nseed: 5\nprefecture: [36]\n"
                          "processes: {leave: on}\nmodels: {new: {instruments: [build: {}]}}\n");
    assert_string_equal(rk_scenario_title(s), "上");
    assert_int_equal(rk_scenario_years(s), 3);
    assert_int_equal(s->prefectures[0].code, 36);
    assert_true(!s->process[RK_PROCESS_ROTATION] && s->process[RK_PROCESS_LEAVE]);
    assert_int_equal(rk_scenario_n_models(s), 4);
    assert_string_equal(rk_scenario_model_key(s, 3), "new"); /* behind those of the base */
    rk_scenario_close(s);
}

static void an_english_title_goes_with_the_title_that_it_translates(void **unused)
{
    (void)unused;
    const file files[] = {{"top.yaml", "base: middle.yaml\ntitle: 上\nmodels: {pool: {title: 別}}\n"},
                          {"middle.yaml", "base: base.yaml\ntitle_en: Middle\nmodels: {pool: {title_en: Pool}}\n"},
                          {"base.yaml", base}};
    const char *const settings[] = {"title_en=Set"};
    rk_scenario *s = opened(files, 3, NULL, 0);
    assert_string_equal(s->title_en, "上");
    assert_string_equal(s->models[rk_scenario_model_find(s, "pool")].title_en, "別");
    rk_scenario_close(s);
    s = opened(files, 3, settings, 1);
    assert_string_equal(s->title_en, "Set");
    rk_scenario_close(s);
    s = opened(files + 1, 2, NULL, 0); /* a title further up is translated by it */
    assert_string_equal(s->title_en, "Middle");
    assert_string_equal(s->models[rk_scenario_model_find(s, "pool")].title_en, "Pool");
    rk_scenario_close(s);
}

static void null_takes_away(void **unused)
{
    (void)unused;
    rk_scenario *s =
        over("base: base.yaml\ntitle: null\nyears:\nparameters: {quits.solo_multiplier: null}\nprocesses: ~\n"
             "models: {alone: null, pool: {title: null}}\n");
    assert_string_equal(rk_scenario_title(s), "top");
    assert_int_equal(rk_scenario_years(s), 10);
    assert_string_equal(value_of(s, "parameters.quits.solo_multiplier").origin, "default");
    assert_true(s->parameters[RK_P_QUIT_TREND].prior.a == 5);
    assert_true(s->process[RK_PROCESS_ROTATION]);
    assert_int_equal(rk_scenario_n_models(s), 2);
    assert_string_equal(rk_scenario_model_title(s, 0), "pool");
    rk_scenario_close(s);
}

static void parameters_meet_however_they_are_written(void **unused)
{
    (void)unused;
    rk_scenario *s = over("base: base.yaml\nparameters: {quits.trend: 1 %/year, leave: {months: 4 months}, "
                          "quits: {skill_multiplier: 3}}\n");
    assert_true(s->parameters[RK_P_QUIT_TREND].prior.a == 1);
    assert_true(s->parameters[RK_P_QUIT_SOLO].prior.a == 2);
    assert_true(s->parameters[RK_P_LEAVE_MONTHS].prior.a == 4);
    assert_true(s->parameters[RK_P_QUIT_SKILL].prior.a == 3);
    rk_scenario_close(s);
}

/* ---- Instruments ---- */

static void instruments_of_a_list_are_met_by_their_names(void **unused)
{
    (void)unused;
    rk_scenario *s =
        over("base: base.yaml\nmodels: {pool: {instruments: {lend_2: {number: 8}, office: {opens: 2028-04}, "
             "build: {members: [松山市]}}}}\n");
    assert_int_equal(rk_scenario_n_models(s), 3);
    assert_int_equal(number_of(s, "pool", 0), 5);
    assert_int_equal(number_of(s, "pool", 1), 8);
    assert_int_equal(instrument_of(s, "pool", 2)->settings[RK_COMMON_OPENS].month, 24);
    assert_string_equal(instrument_of(s, "pool", 3)->name, "build"); /* added */
    assert_string_equal(value_of(s, "models.pool.lend.days").value, "10 days/month");
    rk_scenario_close(s);
}

static void instruments_are_taken_away_and_added_in_both_forms(void **unused)
{
    (void)unused;
    rk_scenario *s = over("base: base.yaml\nmodels: {pool: {instruments: {lend: null, office: null}}, "
                          "mapped: {instruments: {lend: null, build: {}}}}\n");
    const rk_model *pool = &s->models[1], *mapped = &s->models[2];
    assert_int_equal(pool->n_instruments, 1);
    assert_int_equal(number_of(s, "pool", 0), 1);
    assert_string_equal(pool->instruments[0].name, "lend"); /* now the first of its kind */
    assert_int_equal(mapped->n_instruments, 1);
    assert_string_equal(mapped->instruments[0].name, "build");
    rk_scenario_close(s);
    s = over("base: base.yaml\nmodels: {alone: {instruments: {lend: {number: 2}}}, pool: {instruments: null}, mapped: "
             "{instruments: [build: {}]}}\n");
    assert_int_equal(number_of(s, "alone", 0), 2);
    assert_int_equal(s->models[1].n_instruments, 0);
    assert_string_equal(instrument_of(s, "mapped", 0)->name, "build"); /* a list replaces */
    rk_scenario_close(s);
}

/* Were shares merged, these would sum to 2; members would meet the conditions of both files. */
static void the_value_of_an_instruments_key_is_replaced_in_whole(void **unused)
{
    (void)unused;
    rk_scenario *s = over("base: base.yaml\nmodels: {pool: {instruments: {lend: {shares: {municipality: 1}, number: "
                          "{2027-04: 2}}, office: {members: {kinds: core_city}, closes: 2030-04}}}}\n");
    const rk_setting *lend = instrument_of(s, "pool", 0)->settings, *office = instrument_of(s, "pool", 2)->settings;
    assert_true(lend[RK_COMMON_SHARES].shares[RK_PAYER_MUNICIPALITY] == 1);
    assert_int_equal(rk_ramp_at(&lend[RK_N_COMMON_KEYS], 11), 0);
    assert_int_equal(office[RK_COMMON_MEMBERS].n_members, 1);
    assert_int_equal(s->municipalities[office[RK_COMMON_MEMBERS].members[0]].code, 38201);
    rk_scenario_close(s);
}

/* ---- Files ---- */

static void a_base_may_have_a_base_and_paths_start_from_their_own_file(void **unused)
{
    (void)unused;
    const file files[] = {
        {"top.yaml", "base: below/middle.yaml\nyears: 2\nmodels: {pool: {instruments: {lend: {number: 6}}}}\n"},
        {"below/middle.yaml", "base: ../base.yaml\nyears: 9\nseed: 4\ndata: {municipalities: ours.csv}\n"
                              "models: {pool: {instruments: {lend: {number: 7}, lend_2: {number: 2}}}}\n"},
        {"base.yaml", base},
        {"below/ours.csv", "code,posts\n38201,9\n"},
    };
    const char *set[] = {"seed=11", "models.pool.lend_2.days=3 days/month"};
    rk_scenario *s = opened(files, 4, set, 2);
    assert_int_equal(rk_scenario_years(s), 2);
    assert_int_equal(rk_scenario_seed(s), 11);
    assert_int_equal(number_of(s, "pool", 0), 6);
    assert_int_equal(number_of(s, "pool", 1), 2);
    assert_true(s->municipalities[0].own_posts == 9);
    static const struct {
        const char *key, *origin;
    } origins[] = {
        {"base", "top.yaml:1"},
        {"years", "top.yaml:2"},
        {"title", "base below/../base.yaml:2"},
        {"seed", "--set"},
        {"data.municipalities", "base below/middle.yaml:4"},
        {"models.pool.lend.number", "top.yaml:3"},
        {"models.pool.lend.days", "base below/../base.yaml:14"},
        {"models.pool.lend_2.number", "base below/middle.yaml:5"},
        {"models.pool.lend_2.days", "--set"},
        {"models.pool.lend_2.shares", "default"},
        {"parameters.quits.trend", "base below/../base.yaml:6"},
    };
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
        assert_string_equal(value_of(s, origins[i].key).origin, origins[i].origin);
    }
    static const char *const kept[] = {"top.yaml", "below/middle.yaml", "below/../base.yaml", "below/ours.csv"};
    assert_int_equal(rk_scenario_n_files(s), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(rk_scenario_file_at(s, i).path, kept[i]);
        assert_string_equal(rk_scenario_file_at(s, i).text, files[i].text);
    }
    rk_scenario_close(s);
}

static void a_name_is_that_of_a_file_beside_or_of_a_scenario_of_renkeis(void **unused)
{
    (void)unused;
    const file own[] = {{"ehime.yaml", "base: ehime.base\n"}, {"ehime.base", base}};
    rk_scenario *s = opened(own, 2, NULL, 0);
    assert_string_equal(rk_scenario_title(s), "元");
    rk_scenario_close(s);
    const file library[] = {{"ehime.yaml",
                             "base: ehime\nmodels: {pool: null, visits: null, shared: null, divide: null, "
                             "posted: null, mine: {}}\n"}};
    s = opened(library, 1, NULL, 0);
    assert_int_equal(rk_scenario_n_models(s), 2);
    assert_string_equal(rk_scenario_model_key(s, 0), "alone");
    assert_int_equal(rk_scenario_n_files(s), 2);
    rk_scenario_close(s);
}

static void eight_files_stand_on_each_other_and_nine_do_not(void **unused)
{
    (void)unused;
    static const char *const names[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
    static const char *const below[] = {"base: '2'\n", "base: '3'\n", "base: '4'\n", "base: '5'\n",
                                        "base: '6'\n", "base: '7'\n", "base: '8'\n", "base: '9'\n"};
    file files[9];
    for (size_t i = 0; i < 9; i++) {
        files[i] = (file){names[i], i < 8 ? below[i] : base};
    }
    assert_non_null(strstr(refused(files, 9), "8:1:7: base: more than 8 files on top of each other"));
    rk_scenario *s = opened(files + 1, 8, NULL, 0);
    assert_int_equal(rk_scenario_n_files(s), 8);
    rk_scenario_close(s);
}

static void a_circle_is_found_by_what_a_file_is_and_not_by_its_name(void **unused)
{
    (void)unused;
    const file files[] = {{"top.yaml", "base: below/../next.yaml\n"}, {"next.yaml", "base: ./below/.././top.yaml\n"}};
    assert_string_equal(refused(files, 2), "below/../next.yaml:1:7: base: files build on each other in a circle: "
                                           "top.yaml -> below/../next.yaml -> top.yaml (base of top.yaml:1)\n");
}

/* A key that the base gives may lose its use by what the file says; a key that the file gives may not. */
static void what_lost_its_use_by_a_change_is_no_mistake(void **unused)
{
    (void)unused;
    static const char stone[] =
        "renkei: 1\nprefecture: 38\nmodels: {m: {instruments: [build: {way: stone, depth: 4}]}}\n";
    const file changed[] = {{"top.yaml", "base: b\nmodels: {m: {instruments: {build: {way: wood}}}}\n"}, {"b", stone}};
    rk_scenario_close(opened(changed, 2, NULL, 0));
    static const char wood[] = "renkei: 1\nprefecture: 38\nmodels: {m: {instruments: [build: {way: wood}]}}\n";
    const file useless[] = {{"top.yaml", "base: b\nmodels: {m: {instruments: {build: {depth: 4}}}}\n"}, {"b", wood}};
    assert_string_equal(refused(useless, 2),
                        "top.yaml:2:43: models.m.build.depth: it is of use with way stone or steel "
                        "only; way is wood\n");
}

/* ---- Opening again ---- */

static rk_scenario *reopened(const rk_scenario *first, bool gone, rk_mistakes *mistakes)
{
    size_t n = rk_scenario_n_files(first), n_settings = rk_scenario_n_settings(first);
    rk_scenario_file *files = calloc(n + 1, sizeof *files);
    const char **settings = calloc(n_settings + 1, sizeof *settings);
    rk_scenario *again = NULL;
    for (size_t i = 0; i < n; i++) {
        files[i] = rk_scenario_file_at(first, i);
    }
    files[n] = (rk_scenario_file){"funding/gone.yaml", "x", 1}; /* a rule that was in force, and is not now */
    n += gone;
    for (size_t i = 0; i < n_settings; i++) {
        settings[i] = rk_scenario_setting_at(first, i);
    }
    (void)!rk_scenario_load_kept(files, n, settings, n_settings, test_schemas, 2, mistakes, &again);
    free(files);
    free(settings);
    return again;
}

static const file kept_files[] = {
    {"top.yaml", "\xEF\xBB\xBF"
                 "base: below/middle.yaml\nyears: 3\ndata: {municipalities: own.csv}\n"},
    {"below/middle.yaml", "base: lowest.yaml\nseed: 5\n"},
    {"below/lowest.yaml", "renkei: 1\ntitle: 下\nprefecture: 38\nprocesses: {money: on}\n"
                          "models: {alone: {instruments: []}, pool: {instruments: [lend: {number: 2}]}}\n"},
    {"own.csv", "code,posts,filled\n38201,7,6\n"},
};
static const char *const kept_settings[] = {"years=4", "models.pool.lend.number=3", "years=2"};

static void a_scenario_opens_again_when_its_files_are_gone(void **unused)
{
    (void)unused;
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *first = opened(kept_files, 4, kept_settings, 3);
    rk_scenario *again = reopened(first, false, mistakes);
    assert_string_equal(printed(mistakes), "");
    assert_non_null(again);
    assert_int_equal(rk_scenario_years(again), 2);
    assert_int_equal(rk_scenario_seed(again), 5);
    assert_true(again->municipalities[0].own_posts == 7);
    assert_int_equal(rk_scenario_n_files(again), rk_scenario_n_files(first));
    assert_int_equal(rk_scenario_n_values(again), rk_scenario_n_values(first));
    for (size_t i = 0; i < rk_scenario_n_values(first); i++) {
        rk_scenario_value a = rk_scenario_value_at(first, i), b = rk_scenario_value_at(again, i);
        assert_string_equal(a.key, b.key);
        assert_string_equal(a.value, b.value);
        assert_string_equal(a.origin, b.origin);
    }
    rk_scenario_close(again);
    rk_scenario_close(first);
    rk_mistakes_free(mistakes);
}

static void files_of_renkei_that_have_changed_are_refused(void **unused)
{
    (void)unused;
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *first = opened(kept_files, 4, NULL, 0);
    assert_null(reopened(first, true, mistakes));
    assert_non_null(strstr(printed(mistakes), "renkei's own files are no longer those of the run"));
    rk_scenario_close(first);
    rk_mistakes_free(mistakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_with_a_base_alone_is_the_base),
        cmocka_unit_test(what_the_file_says_replaces_what_the_base_says),
        cmocka_unit_test(an_english_title_goes_with_the_title_that_it_translates),
        cmocka_unit_test(null_takes_away),
        cmocka_unit_test(parameters_meet_however_they_are_written),
        cmocka_unit_test(instruments_of_a_list_are_met_by_their_names),
        cmocka_unit_test(instruments_are_taken_away_and_added_in_both_forms),
        cmocka_unit_test(the_value_of_an_instruments_key_is_replaced_in_whole),
        cmocka_unit_test(a_base_may_have_a_base_and_paths_start_from_their_own_file),
        cmocka_unit_test(a_name_is_that_of_a_file_beside_or_of_a_scenario_of_renkeis),
        cmocka_unit_test(eight_files_stand_on_each_other_and_nine_do_not),
        cmocka_unit_test(a_circle_is_found_by_what_a_file_is_and_not_by_its_name),
        cmocka_unit_test(what_lost_its_use_by_a_change_is_no_mistake),
        cmocka_unit_test(a_scenario_opens_again_when_its_files_are_gone),
        cmocka_unit_test(files_of_renkei_that_have_changed_are_refused),
    };
    return cmocka_run_group_tests(tests, tables_setup, NULL);
}
