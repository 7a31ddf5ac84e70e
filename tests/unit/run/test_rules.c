/* The rules that renkei brings along: complete, of instruments that there are, and within their sources. */
#include "instruments/registry.h"

#include <renkei/catalogue.h>
#include <renkei/funding.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int set_data(void **unused)
{
    (void)unused;
    return setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1);
}

static size_t column(const rk_catalogue *catalogue, const char *name)
{
    size_t i = 0;
    while (strcmp(catalogue->columns[i], name) != 0) {
        i++;
        assert_true(i < catalogue->n_columns);
    }
    return i;
}

static void every_rule_says_what_it_is_and_where_it_comes_from(void **unused)
{
    (void)unused;
    static const char *const needed[] = {"title", "title_ja", "source", "evidence"};
    rk_catalogue rules;
    assert_int_equal(rk_catalogue_open("funding", NULL, &rules), RK_OK);
    assert_true(rules.n_rows >= 15);
    for (size_t row = 0; row < rules.n_rows; row++) {
        for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
            assert_true(strlen(rules.cells[row * rules.n_columns + column(&rules, needed[i])]) > 0);
        }
        assert_int_equal(rules.cells[row * rules.n_columns + column(&rules, "source")][0], 'C');
    }
    rk_catalogue_close(&rules);
}

/* A file of ours may name instruments that a build does not have; so the reader does not complain of a slip. */
static void instruments_of_the_rules_are_those_there_are(void **unused)
{
    (void)unused;
    static const char *const files[] = {
        "special_allocation", "ordinary_allocation", "revitalisation", "advisers", "grants", "bond", "prefectural"};
    int n_words = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[512], line[512];
        (void)snprintf(path, sizeof path, "%s/scenarios/funding/%s.yaml", RK_SOURCE_DIR, files[i]);
        FILE *file = fopen(path, "r");
        assert_non_null(file);
        while (fgets(line, sizeof line, file) != NULL) {
            char *list = strstr(line, "  instruments: [");
            if (list == NULL) {
                continue;
            }
            list += strlen("  instruments: [");
            for (char *word = strtok(list, ", ]\n"); word != NULL; word = strtok(NULL, ", ]\n"), n_words++) {
                bool known = false;
                for (size_t k = 0; k < RK_N_INSTRUMENTS; k++) {
                    known = known || strcmp(rk_instrument_schemas[k]->name, word) == 0;
                }
                if (!known) {
                    fail_msg("%s: there is no instrument \"%s\"", path, word);
                }
            }
        }
        fclose(file);
    }
    assert_true(n_words > 5);
}

/* What each scenario text is expected to have in force, beside the rules of its instruments' kind. */
static void check_in_force(const char *instruments, const char *funding, const char *expected)
{
    char path[] = "/tmp/renkei-rules-XXXXXX", found[512] = "";
    int descriptor = mkstemp(path);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    assert_non_null(file);
    fprintf(file, "renkei: 1\nprefecture: 38\n%s\nmodels: {m: {instruments: [%s]}}\n", funding, instruments);
    assert_int_equal(fclose(file), 0);
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = NULL;
    rk_status status = rk_scenario_open(path, NULL, 0, mistakes, &scenario);
    rk_mistakes_print(mistakes, stderr);
    assert_int_equal(status, RK_OK);
    for (size_t i = 0; i < rk_scenario_n_rules(scenario); i++) {
        rk_scenario_rule rule = rk_scenario_rule_at(scenario, i);
        if (strcmp(rule.state, "in force") == 0) {
            strcat(found, found[0] == '\0' ? "" : " ");
            strcat(found, rule.id);
        }
    }
    assert_string_equal(found, expected);
    rk_scenario_close(scenario);
    rk_mistakes_free(mistakes);
    remove(path);
}

static void designations_call_their_rules(void **unused)
{
    (void)unused;
    check_in_force("", "", "");
    check_in_force("experts: {number: 1, shares: {municipality: 1}}", "", "special_external_talent");
    check_in_force("experts: {number: 1}", "", "special_prefectural_talent");
    check_in_force("experts: {number: 1, contract: regular}", "", "ordinary_prefectural_staff");
    check_in_force(
        "experts: {number: 1, contract: secondee, programme: revitalisation_company, shares: {municipality: 1}}", "",
        "revitalisation_company revitalisation_project");
    check_in_force("posts: {number: 1, contract: side_job, programme: revitalisation_side_job}", "",
                   "revitalisation_side_job");
    check_in_force("posts: {number: 1, contract: community}", "",
                   "community_cooperation");
    check_in_force("experts: {number: 1, contract: adviser, programme: national_adviser}", "", "national_adviser");
    check_in_force("experts: {number: 1, programme: digital_grant}", "",
                   "digital_grant_several digital_grant_one special_prefectural_talent");
    check_in_force("procurement: {programme: digital_bond}", "", "digital_bond");
    check_in_force("training: {}", "", "special_training");
    check_in_force("posts: {number: 1, contract: fixed_term, programme: prefectural_subsidy}", "",
                   "special_external_talent");
    check_in_force("posts: {number: 1, contract: fixed_term, programme: prefectural_subsidy}",
                   "funding: {prefectural_subsidy: on}", "prefectural_subsidy special_external_talent");
    check_in_force("posts: {number: 1}", "", ""); /* specialists are no external talent */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_says_what_it_is_and_where_it_comes_from),
        cmocka_unit_test(instruments_of_the_rules_are_those_there_are),
        cmocka_unit_test(designations_call_their_rules),
    };
    return cmocka_run_group_tests(tests, set_data, NULL);
}
