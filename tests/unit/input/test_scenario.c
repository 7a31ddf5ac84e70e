#include "reading.h"

#include "input/atlas.h"
#include "input/listing.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

static const char ehime[] = "renkei: 1\nprefecture: 38\nmodels:\n  alone: {}\n";

/* The setting of an instrument by its key's name. */
static const rk_setting *setting_of(const rk_scenario *scenario, size_t model, size_t instrument, const char *key)
{
    const rk_instrument *i = &scenario->models[model].instruments[instrument];
    size_t k = 0;
    while (strcmp(i->settings[k].key->name, key) != 0) {
        k++;
    }
    return &i->settings[k];
}

/* ---- Places ---- */

static void every_prefecture_is_found_by_code_name_and_romaji(void **unused)
{
    (void)unused;
    rk_catalogue all;
    size_t n_places = 0;
    assert_int_equal(rk_listing_open("prefectures", NULL, test_schemas, 2, &all), RK_OK);
    assert_int_equal(all.n_rows, 47);
    for (size_t p = 0; p < all.n_rows; p++) {
        char *const *row = all.cells + p * all.n_columns;
        for (int by = 0; by < 3; by++) { /* code, name, romaji */
            char text[256];
            snprintf(text, sizeof text, "renkei: 1\nprefecture: %s\nmodels: {a: {}}\n", row[by]);
            rk_scenario *scenario = scenario_of(text, NULL, 0);
            assert_int_equal(scenario->prefectures[0].code, p + 1);
            assert_int_equal(scenario->n_municipalities, atoi(row[3]));
            n_places += by == 0 ? scenario->n_municipalities : 0;
            rk_scenario_close(scenario);
        }
    }
    assert_int_equal(n_places, 1741);
    rk_listing_close(&all);
}

static void names_without_their_last_character_and_any_case_will_do(void **unused)
{
    static const char *const words[] = {"愛媛", "ehime", "EHIME", "\"38\"", "[38]"};
    (void)unused;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char text[256];
        snprintf(text, sizeof text, "renkei: 1\nprefecture: %s\nmodels: {a: {}}\n", words[i]);
        rk_scenario *scenario = scenario_of(text, NULL, 0);
        assert_string_equal(scenario->prefectures[0].name, "愛媛県");
        rk_scenario_close(scenario);
    }
}

static void all_is_the_nation_with_symmetric_neighbours_in_order(void **unused)
{
    (void)unused;
    rk_scenario *s = scenario_of("renkei: 1\nprefecture: all\nmodels: {a: {}}\n", NULL, 0);
    size_t n_ends = 0, n_alone = 0;
    assert_int_equal(s->n_prefectures, 47);
    assert_int_equal(s->n_municipalities, 1741);
    for (size_t i = 0; i < s->n_municipalities; i++) {
        const rk_municipality *m = &s->municipalities[i];
        assert_true(i == 0 || m[-1].code < m->code);
        assert_int_equal(s->prefectures[m->prefecture].code, m->code / 1000);
        assert_true(m->aged_share > 0.1 && m->aged_share < 0.8);
        n_ends += m->n_neighbours;
        n_alone += m->n_neighbours == 0;
        for (size_t k = 0; k < m->n_neighbours; k++) {
            const rk_municipality *other = &s->municipalities[m->neighbours[k]];
            bool back = false;
            assert_true(k == 0 || m->neighbours[k - 1] < m->neighbours[k]);
            for (size_t j = 0; j < other->n_neighbours; j++) {
                back = back || other->neighbours[j] == i;
            }
            assert_true(back);
        }
    }
    assert_int_equal(n_ends, 2 * 4438);
    assert_int_equal(n_alone, 48);
    rk_scenario_close(s);
}

static void where_nobody_lived_the_aged_share_is_that_of_the_prefecture(void **unused)
{
    (void)unused;
    rk_scenario *s = scenario_of("renkei: 1\nprefecture: 福島県\nmunicipalities: [双葉町]\nmodels: {a: {}}\n", NULL, 0);
    assert_int_equal(s->municipalities[0].code, 7546);
    assert_true(s->municipalities[0].population == 0);
    assert_true(fabs(s->municipalities[0].aged_share - 0.317) <
                0.005); /* census 2020: 31.7 % of those whose age is known */
    rk_scenario_close(s);
}

static void every_check_digit_of_the_table_is_ours(void **unused)
{
    (void)unused;
    char path[] = RK_SOURCE_DIR "/scenarios/data/municipalities.csv", line[1024];
    FILE *file = fopen(path, "r");
    int code, code6, n = 0;
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "%d,%d", &code, &code6) == 2) {
            assert_int_equal(code * 10 + rk_check_digit(code), code6);
            n++;
        }
    }
    fclose(file);
    assert_int_equal(n, 1741);
}

static void municipalities_may_be_chosen_by_code_name_and_romaji(void **unused)
{
    (void)unused;
    rk_scenario *s = scenario_of("renkei: 1\nprefecture: [38, 36]\n"
                                 "municipalities: [382019, 38202, 宇和島市, yawatahama shi, 36201]\nmodels: {a: {}}\n",
                                 NULL, 0);
    static const int codes[] = {36201, 38201, 38202, 38203, 38204};
    assert_int_equal(s->n_municipalities, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(s->municipalities[i].code, codes[i]);
    }
    assert_int_equal(s->prefectures[1].first, 1);
    assert_int_equal(s->prefectures[1].n_municipalities, 4);
    rk_scenario_close(s);
}

/* ---- Values ---- */

static void what_is_not_written_has_its_default(void **unused)
{
    (void)unused;
    rk_scenario *s = scenario_of(ehime, NULL, 0);
    assert_string_equal(rk_scenario_title(s), "scenario");
    assert_int_equal(rk_scenario_years(s), 10);
    assert_int_equal(rk_scenario_replications(s), 1000);
    assert_int_equal(rk_scenario_seed(s), 1);
    assert_int_equal(rk_scenario_start_year(s), 2026);
    assert_int_equal(s->own_contract, RK_CONTRACT_REGULAR);
    assert_int_equal(rk_scenario_baseline(s), 0);
    assert_string_equal(rk_scenario_model_title(s, 0), "alone");
    for (size_t i = 0; i < RK_N_PROCESSES; i++) {
        assert_true(s->process[i]);
    }
    assert_true(s->municipalities[0].own_posts < 0 && s->municipalities[0].own_quit_multiplier < 0);
    rk_scenario_close(s);
}

static void every_kind_of_setting_is_read(void **unused)
{
    (void)unused;
    rk_scenario *s =
        scenario_of("renkei: 1\nprefecture: 38\nstart: 2027-04\nmodels:\n  m:\n    title: 題\n    instruments:\n"
                    "      - lend:\n          number: 5 人\n          days: uniform(2, 4) days/month\n"
                    "          opens: 2027-03\n          closes: 2030-10\n          rule: refuse\n"
                    "          skills: [security, data, security]\n          staffed: off\n"
                    "          shares: {都道府県: 50 %, municipality: 0.5}\n"
                    "          members: {max_population: 10_000}\n",
                    NULL, 0);
    assert_int_equal(setting_of(s, 0, 0, "number")->count, 5);
    assert_int_equal(setting_of(s, 0, 0, "days")->prior.family, RK_UNIFORM);
    assert_int_equal(setting_of(s, 0, 0, "opens")->month, -1);
    assert_int_equal(setting_of(s, 0, 0, "closes")->month, 42);
    assert_int_equal(setting_of(s, 0, 0, "rule")->count, 1);
    assert_int_equal(s->models[0].instruments[0].books, RK_BOOKS(EXPERTS) | RK_BOOKS(TRAVEL) | RK_COUNTS_REQUESTS);
    const rk_setting *skills = setting_of(s, 0, 0, "skills");
    assert_int_equal(skills->n_choices, 3);
    assert_int_equal(skills->choices[0], RK_SKILL_SECURITY);
    assert_int_equal(skills->choice_set, 1u << RK_SKILL_SECURITY | 1u << RK_SKILL_DATA);
    assert_int_equal(setting_of(s, 0, 0, "staffed")->count, 0);
    assert_true(setting_of(s, 0, 0, "shares")->shares[RK_PAYER_PREFECTURE] == 0.5);
    const rk_setting *members = setting_of(s, 0, 0, "members");
    assert_int_equal(members->n_members, 5);
    for (size_t i = 0; i < members->n_members; i++) {
        assert_true(s->municipalities[members->members[i]].population <= 10000);
    }
    rk_scenario_close(s);
}

static void dates_that_are_not_given_never_come(void **unused)
{
    (void)unused;
    rk_scenario *s =
        scenario_of("renkei: 1\nprefecture: 38\nmodels: {m: {instruments: {lend: {number: 1}}}}\n", NULL, 0);
    assert_int_equal(setting_of(s, 0, 0, "opens")->month, 0);
    assert_int_equal(setting_of(s, 0, 0, "closes")->month, INT_MAX);
    assert_int_equal(setting_of(s, 0, 0, "members")->n_members, 20);
    assert_int_equal(s->models[0].instruments[0].books, RK_BOOKS(EXPERTS) | RK_BOOKS(TRAVEL));
    rk_scenario_close(s);
}

static void parameters_may_be_nested_or_dotted(void **unused)
{
    (void)unused;
    rk_scenario *s =
        scenario_of("renkei: 1\nprefecture: 38\nmodels: {a: {}}\nparameters:\n  quits:\n    trend: 1 %/year\n"
                    "  quits.solo_multiplier: 3\n  leave: {months: 9 months}\n",
                    NULL, 0);
    assert_true(s->parameters[RK_P_QUIT_TREND].prior.a == 1);
    assert_true(s->parameters[RK_P_QUIT_SOLO].prior.a == 3);
    assert_true(s->parameters[RK_P_LEAVE_MONTHS].prior.a == 9);
    rk_scenario_close(s);
}

static void numbers_are_indexed_parameters_first_then_instruments_in_order(void **unused)
{
    (void)unused;
    rk_scenario *s = scenario_of("renkei: 1\nprefecture: 38\nmodels:\n  a: {instruments: [build: {}, build: {opens: never}]}\n"
                                 "  b: {instruments: {lend: {number: 1}, build: {name: 事務所}}}\n",
                                 NULL, 0);
    static const char *const names[] = {"models.a.build.cost", "models.a.build_2.cost", "models.b.lend.days",
                                        "models.b.事務所.cost"};
    assert_int_equal(s->n_numbers, RK_N_PARAMETERS + 4);
    for (size_t i = 0; i < s->n_numbers; i++) {
        assert_int_equal(s->numbers[i]->index, i);
        assert_int_equal(s->numbers[i]->key->kind, RK_KEY_NUMBER);
    }
    assert_string_equal(s->number_names[RK_P_QUIT_TREND], "parameters.quits.trend");
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(s->number_names[RK_N_PARAMETERS + i], names[i]);
    }
    rk_scenario_close(s);
}

static void names_and_titles_may_be_in_any_script(void **unused)
{
    (void)unused;
    static const char *const names[] = {"単独", "نموذج", "Ελλάς", "모델", "ça-va_2", "मॉडल"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "renkei: 1\nprefecture: 38\nmodels: {%s: {title: \"%s 　%s\", instruments: [build: {name: %s}]}}\n",
                 names[i], names[i], names[i], names[i]);
        rk_scenario *s = scenario_of(text, NULL, 0);
        assert_string_equal(rk_scenario_model_key(s, 0), names[i]);
        assert_string_equal(s->models[0].instruments[0].name, names[i]);
        rk_scenario_close(s);
    }
}

/* ---- A planner's own figures ---- */

/* Ehime with a table of this text beside it. */
static rk_scenario *scenario_with_table(const char *table)
{
    char path[] = "/tmp/renkei-table-XXXXXX", text[256];
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, table, strlen(table)), strlen(table));
    assert_int_equal(close(file), 0);
    snprintf(text, sizeof text, "renkei: 1\nprefecture: 38\ndata: {municipalities: %s}\nmodels: {a: {}}\n", path);
    rk_scenario *scenario = scenario_of(text, NULL, 0);
    assert_int_equal(unlink(path), 0);
    return scenario;
}

static void a_table_saved_by_a_spreadsheet_is_read(void **unused)
{
    (void)unused;
    static const char table[] = "\xEF\xBB\xBF"
                                "code,name,posts,filled,post_fte,demand_fte,quit_multiplier,population,"
                                "age65plus_share,general_admin_staff,fiscal_capability_index\r\n"
                                "382027,今治市,7,5,0.5,3.25,1.2,150000,0.36,1100,0.55\r\n"
                                "38201,,12,,,,,,,,\r\n";
    rk_scenario *s = scenario_with_table(table);
    const rk_municipality *matsuyama = &s->municipalities[0], *imabari = &s->municipalities[1];
    assert_true(imabari->own_posts == 7 && imabari->own_filled == 5 && imabari->own_post_fte == 0.5);
    assert_true(imabari->own_demand_fte == 3.25 && imabari->own_quit_multiplier == 1.2);
    assert_true(imabari->population == 150000 && imabari->aged_share == 0.36);
    assert_true(imabari->staff == 1100 && imabari->fiscal_index == 0.55);
    assert_true(matsuyama->own_posts == 12 && matsuyama->own_filled < 0 && matsuyama->own_post_fte < 0);
    assert_true(matsuyama->population == 511192); /* census 2020: an empty cell changes nothing */
    assert_true(s->municipalities[2].own_posts < 0);
    assert_int_equal(rk_scenario_n_files(s), 2);
    rk_scenario_close(s);
}

/* ---- Settings of the command line ---- */

static void settings_replace_what_the_file_says(void **unused)
{
    (void)unused;
    static const char *const settings[] = {
        "years=20",
        "quits.trend=3 %/year",
        "parameters.leave.months=4 months",
        "processes.rotation=off",
        "models.m.lend_2.number=8",
        "models.m.instruments.lend.members=[松山市]",
        "models.m.title=新しい題",
        "models.new={instruments: []}",
        "baseline=new",
    };
    rk_scenario *s =
        scenario_of("renkei: 1\nprefecture: 38\nyears: 5\nparameters: {quits.trend: 1 %/year}\nmodels:\n  m:\n"
                    "    instruments:\n      - lend: {number: 1}\n      - lend: {number: 2}\n",
                    settings, sizeof settings / sizeof *settings);
    assert_int_equal(s->n_years, 20);
    assert_true(s->parameters[RK_P_QUIT_TREND].prior.a == 3);
    assert_true(s->parameters[RK_P_LEAVE_MONTHS].prior.a == 4);
    assert_false(s->process[RK_PROCESS_ROTATION]);
    assert_true(s->process[RK_PROCESS_LEAVE]);
    assert_int_equal(setting_of(s, 0, 0, "number")->count, 1);
    assert_int_equal(setting_of(s, 0, 1, "number")->count, 8);
    assert_int_equal(setting_of(s, 0, 0, "members")->n_members, 1);
    assert_string_equal(rk_scenario_model_title(s, 0), "新しい題");
    assert_int_equal(s->n_models, 2);
    assert_int_equal(s->baseline, 1);
    rk_scenario_close(s);
}

static void a_mistake_in_a_setting_is_reported_with_the_rest(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"years=40"};
    assert_string_equal(mistakes_of("renkei: 1\nprefecture: 38\nyears: 5\nsed: 1\nmodels: {a: {}}\n", settings, 1),
                        "--set: years: 40 is out of range; allowed is 1 to 30\n"
                        "scenario.yaml:4:1: sed: no such key; the nearest is \"seed\"\n");
}

static void a_mistake_in_the_setting_of_an_option_names_the_option(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"--years years=40", "--vary models.a.lent.number=3", "--vary seed",
                                           "seed=x"};
    assert_string_equal(mistakes_of("renkei: 1\nprefecture: 38\nmodels: {a: {instruments: [lend: {number: 1}]}}\n",
                                    settings, sizeof settings / sizeof *settings),
                        "--set: seed: \"x\" is no whole number; allowed is 0 to 9.223372037e+18\n"
                        "--vary: models.a.lent.number: the model has no instrument \"lent\"; the nearest is \"lend\"\n"
                        "--vary: \"seed\" is written KEY=VALUE, such as years=20\n"
                        "--years: years: 40 is out of range; allowed is 1 to 30\n");
}

/* People choose rows of answers by these names. */
static void every_parameter_has_a_japanese_name_of_its_own(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < RK_N_PARAMETERS; i++) {
        const char *title = rk_parameter_title_ja(rk_parameter_keys[i].name);
        if (title == NULL) {
            fail_msg("%s has no Japanese name; engine/input/parameter_titles.def.h", rk_parameter_keys[i].name);
        }
        for (size_t j = 0; j < i; j++) {
            if (strcmp(title, rk_parameter_title_ja(rk_parameter_keys[j].name)) == 0) {
                fail_msg("%s and %s have the same name", rk_parameter_keys[i].name, rk_parameter_keys[j].name);
            }
        }
    }
    assert_string_equal(rk_parameter_title_ja("parameters.quits.trend"), "離職率の年間の伸び");
    assert_string_equal(rk_parameter_title_ja("prices.discount"), "割引率");
    assert_null(rk_parameter_title_ja("models.pool.experts.travel_loss"));
    assert_null(rk_parameter_title_ja("quits"));
}

/* ---- Explaining ---- */

static rk_scenario_value value_of(const rk_scenario *scenario, const char *key)
{
    for (size_t i = 0; i < rk_scenario_n_values(scenario); i++) {
        rk_scenario_value value = rk_scenario_value_at(scenario, i);
        if (strcmp(value.key, key) == 0) {
            return value;
        }
    }
    fail_msg("no value %s", key);
    return (rk_scenario_value){0};
}

static void settings_of_options_are_kept_without_them(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"--years years=4", "quits.trend=3 %/year"};
    rk_scenario *s = scenario_of("renkei: 1\nprefecture: 38\nmodels: {a: {}}\n", settings, 2);
    assert_string_equal(rk_scenario_setting_at(s, 0), "years=4");
    assert_string_equal(rk_scenario_setting_at(s, 1), "quits.trend=3 %/year");
    assert_string_equal(value_of(s, "years").origin, "--years");
    rk_scenario_close(s);
}

static void every_value_is_explained_with_its_origin(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"quits.trend=3 %/year"};
    rk_scenario *s = scenario_of("renkei: 1\nprefecture: 38\nyears: 5\nmodels:\n  m:\n    instruments:\n"
                                 "      - lend:\n          number: 1\n          shares:\n            nation: 1\n",
                                 settings, 1);
    assert_string_equal(value_of(s, "years").origin, "scenario.yaml:3");
    assert_string_equal(value_of(s, "seed").origin, "default");
    assert_string_equal(value_of(s, "parameters.quits.trend").origin, "--set");
    assert_string_equal(value_of(s, "parameters.quits.trend").value, "3 %/year");
    assert_string_equal(value_of(s, "parameters.leave.rate").value, "beta(22, 978) /year");
    assert_string_equal(value_of(s, "parameters.leave.rate").unit, "%/year");
    assert_string_equal(value_of(s, "parameters.leave.rate").source, "A11 E");
    assert_string_equal(value_of(s, "processes.rotation").value, "on");
    assert_string_equal(value_of(s, "models.m.lend.shares").value, "{nation: 1}");
    assert_string_equal(value_of(s, "models.m.lend.shares").origin, "scenario.yaml:10");
    assert_string_equal(value_of(s, "models.m.lend.days").value, "20 days/month");
    for (size_t i = 0; i < rk_scenario_n_values(s); i++) {
        rk_scenario_value v = rk_scenario_value_at(s, i);
        assert_true(v.key && v.value && v.unit && v.source && v.origin && v.help);
    }
    rk_scenario_close(s);
}

static void the_text_of_the_file_is_kept(void **unused)
{
    (void)unused;
    rk_scenario *s = scenario_of(ehime, NULL, 0);
    assert_int_equal(rk_scenario_n_files(s), 1);
    assert_string_equal(rk_scenario_file_at(s, 0).path, "scenario.yaml");
    assert_string_equal(rk_scenario_file_at(s, 0).text, ehime);
    assert_int_equal(rk_scenario_file_at(s, 0).n_bytes, strlen(ehime));
    rk_scenario_close(s);
    rk_scenario_close(NULL);
}

/* ---- Lists ---- */

static void lists_name_what_renkei_knows(void **unused)
{
    static const struct {
        const char *what, *filter;
        rk_status status;
        size_t n_rows;
    } rows[] = {
        {"municipalities", NULL, RK_OK, 1741},   {"municipalities", "38", RK_OK, 20},
        {"municipalities", "福島県", RK_OK, 59}, {"municipalities", "nowhere", RK_ERR_OPTIONS, 0},
        {"instruments", NULL, RK_OK, 2},         {"parameters", NULL, RK_OK, RK_N_PARAMETERS},
        {"funding", NULL, RK_OK, 18},            {"colours", NULL, RK_ERR_OPTIONS, 0},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rk_catalogue catalogue;
        assert_int_equal(rk_listing_open(rows[i].what, rows[i].filter, test_schemas, 2, &catalogue), rows[i].status);
        assert_int_equal(catalogue.n_rows, rows[i].n_rows);
        for (size_t c = 0; c < catalogue.n_rows * catalogue.n_columns; c++) {
            assert_non_null(catalogue.cells[c]);
        }
        rk_listing_close(&catalogue);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_prefecture_is_found_by_code_name_and_romaji),
        cmocka_unit_test(names_without_their_last_character_and_any_case_will_do),
        cmocka_unit_test(all_is_the_nation_with_symmetric_neighbours_in_order),
        cmocka_unit_test(where_nobody_lived_the_aged_share_is_that_of_the_prefecture),
        cmocka_unit_test(every_check_digit_of_the_table_is_ours),
        cmocka_unit_test(municipalities_may_be_chosen_by_code_name_and_romaji),
        cmocka_unit_test(what_is_not_written_has_its_default),
        cmocka_unit_test(every_kind_of_setting_is_read),
        cmocka_unit_test(dates_that_are_not_given_never_come),
        cmocka_unit_test(parameters_may_be_nested_or_dotted),
        cmocka_unit_test(numbers_are_indexed_parameters_first_then_instruments_in_order),
        cmocka_unit_test(names_and_titles_may_be_in_any_script),
        cmocka_unit_test(a_table_saved_by_a_spreadsheet_is_read),
        cmocka_unit_test(settings_replace_what_the_file_says),
        cmocka_unit_test(a_mistake_in_a_setting_is_reported_with_the_rest),
        cmocka_unit_test(a_mistake_in_the_setting_of_an_option_names_the_option),
        cmocka_unit_test(settings_of_options_are_kept_without_them),
        cmocka_unit_test(every_parameter_has_a_japanese_name_of_its_own),
        cmocka_unit_test(every_value_is_explained_with_its_origin),
        cmocka_unit_test(the_text_of_the_file_is_kept),
        cmocka_unit_test(lists_name_what_renkei_knows),
    };
    return cmocka_run_group_tests(tests, tables_setup, NULL);
}
