/* Funding rules: read from files of our own, switched, changed and added to by a scenario (scenarios/FORMAT.md). */
#include "input/funding.h"
#include "reading.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- A folder of rules made here ---- */

static char folder[] = "/tmp/renkei-funding-XXXXXX";

static void write_file(const char *name, const char *text)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/funding/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void remove_file(const char *name)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/funding/%s", folder, name);
    assert_int_equal(unlink(path), 0);
}

static int make_folder(void **unused)
{
    char path[256];
    (void)unused;
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/data", folder);
    assert_int_equal(symlink(RK_SOURCE_DIR "/scenarios/data", path), 0);
    (void)snprintf(path, sizeof path, "%s/funding", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_file("b.yaml", "second: {items: [staff], of: municipality, by: nation, rate: 0.25}\n"
                         "late: {items: [staff], of: municipality, by: nation, rate: 0.5, order: 200}\n"
                         "asleep: {default: off, items: [systems], of: municipality, by: nation, rate: 0.5}\n");
    write_file(
        "a.yaml",
        "first: {title: One, title_ja: 一, source: C1, evidence: b-M, items: [staff, travel], of: municipality,\n"
        "  by: prefecture, rate: {2025-04: 0.5, 2028-04: 30 %}, cap: 2 million yen, per: case,\n"
        "  until: 2031-03, realisation: uniform(0.5, 1), group: g}\n"
        "lent: {items: [travel], instruments: [lend, dig], programmes: [other], members_at_least: 2,\n"
        "  of: [prefecture, nation], by: other, rate: 1, group: g, order: 5}\n");
    write_file("no-rules.txt", "{");
    return setenv("RENKEI_DATA", folder, 1);
}

static int remove_folder(void **unused)
{
    char command[300];
    (void)unused;
    (void)snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

#define HEAD "renkei: 1\nprefecture: 38\nyears: 10\n"
#define ALONE "models: {alone: {instruments: []}}\n"
#define LENT(settings) "models: {alone: {instruments: [lend: {number: 1, " settings "}]}}\n"

/* Names of the rules in force, in order. */
static const char *in_force(const char *text)
{
    static char names[512];
    rk_scenario *scenario = scenario_of(text, NULL, 0);
    names[0] = '\0';
    for (size_t i = 0; i < scenario->n_rules; i++) {
        strcat(names, i > 0 ? " " : "");
        strcat(names, scenario->rules[i].id);
    }
    rk_scenario_close(scenario);
    return names;
}

/* ---- Which rules ---- */

static void rules_come_by_order_then_file_then_line(void **unused)
{
    (void)unused;
    assert_string_equal(in_force(HEAD ALONE), "first second late");
    assert_string_equal(in_force(HEAD "funding: {late: {order: 1}}\n" ALONE), "late first second");
}

static void a_scenario_switches_rules(void **unused)
{
    (void)unused;
    assert_string_equal(in_force(HEAD "funding: none\n" ALONE), "");
    assert_string_equal(in_force(HEAD "funding:\n" ALONE), "first second late");
    assert_string_equal(in_force(HEAD "funding: {second: off, asleep: on}\n" ALONE), "first asleep late");
    assert_string_equal(in_force(HEAD "funding: {all: off, late: on}\n" ALONE), "late");
    assert_string_equal(in_force(HEAD "funding: {all: on}\n" ALONE), "first second late");
    assert_string_equal(in_force(HEAD "processes: {money: off}\n" ALONE), "");
}

static void a_rule_that_is_given_values_is_in_force(void **unused)
{
    (void)unused;
    assert_string_equal(in_force(HEAD "funding: {asleep: {rate: 0.1}}\n" ALONE), "first second asleep late");
    assert_string_equal(in_force(HEAD "funding: {asleep: {rate: 0.1, default: off}}\n" ALONE), "first second late");
    assert_string_equal(in_force(HEAD "funding: {all: off, second: {rate: 0.1}}\n" ALONE), "second");
}

static void a_rule_of_the_scenarios_own_is_one_more(void **unused)
{
    (void)unused;
    assert_string_equal(
        in_force(HEAD "funding: {ours: {items: [staff], of: municipality, by: other, rate: 0.1}}\n" ALONE),
        "first second ours late");
}

/* What nothing meets needs no statistics: the rule is not in force. */
static void a_rule_that_nothing_meets_is_left_out(void **unused)
{
    (void)unused;
    static const char met[] = "lent first second late", unmet[] = "first second late";
    assert_string_equal(in_force(HEAD LENT("programme: other, shares: {prefecture: 1}")), met);
    assert_string_equal(in_force(HEAD LENT("programme: none, shares: {prefecture: 1}")), unmet);
    assert_string_equal(in_force(HEAD LENT("programme: other, shares: {municipality: 1}")), unmet);
    assert_string_equal(in_force(HEAD LENT("programme: other, shares: {nation: 0.1, other: 0.9}")), met);
    assert_string_equal(in_force(HEAD LENT("programme: other, shares: {prefecture: 1}, members: [38201]")), unmet);
    assert_string_equal(
        in_force(HEAD "funding: {lent: {items: [desks]}}\n" LENT("programme: other, shares: {prefecture: 1}")), unmet);
    assert_string_equal(in_force(HEAD "start: 2031-04\n" ALONE), "second late"); /* the first is over */
    assert_string_equal(in_force(HEAD "funding: {second: {from: 2036-04}}\n" ALONE), "first late");
    assert_string_equal(in_force(HEAD "funding: {second: {from: 2036-03}}\n" ALONE), "first second late");
}

/* ---- What is in them ---- */

static void every_key_is_read(void **unused)
{
    (void)unused;
    rk_scenario *scenario = scenario_of(HEAD LENT("programme: other, shares: {prefecture: 1}"), NULL, 0);
    const rk_rule *lent = &scenario->rules[0], *first = &scenario->rules[1];
    assert_int_equal(first->items, RK_BOOKS(STAFF) | RK_BOOKS(TRAVEL));
    assert_int_equal(first->of, 1u << RK_PAYER_MUNICIPALITY);
    assert_int_equal(first->by, RK_PAYER_PREFECTURE);
    assert_int_equal(first->from, INT_MIN);
    assert_int_equal(first->until, 60); /* March 2031 is the last month */
    assert_int_equal(first->n_rates, 2);
    assert_int_equal(first->rate[0].from, -12);
    assert_int_equal(first->rate[1].from, 24);
    assert_true(first->rate[1].number.prior.a * first->rate[1].number.prior.to_base == 0.3);
    assert_int_equal(first->n_caps, 1);
    assert_int_equal(first->cap[0].from, INT_MIN);
    assert_int_equal(first->per, RK_CAP_CASE);
    assert_int_equal(first->years, INT_MAX);
    assert_true(isinf(first->fiscal_index_below));
    assert_int_equal(first->realisation.prior.family, RK_UNIFORM);
    assert_int_equal(first->contracts | first->instruments | first->programmes | first->kinds, 0);
    assert_int_equal(lent->of, 1u << RK_PAYER_PREFECTURE | 1u << RK_PAYER_NATION);
    assert_int_equal(lent->instruments, 1u | RK_NO_INSTRUMENT); /* nobody can dig here */
    assert_int_equal(lent->programmes, 1u << RK_PROGRAMME_OTHER);
    assert_int_equal(lent->members_at_least, 2);
    assert_int_equal(lent->group_number, first->group_number);
    assert_int_equal(scenario->rules[2].group_number, -1);
    assert_true(scenario->rules[2].realisation.prior.family == RK_FIXED &&
                scenario->rules[2].realisation.prior.a == 1.0);
    rk_scenario_close(scenario);
}

static void their_numbers_are_assumptions(void **unused)
{
    (void)unused;
    static const char *const names[] = {
        "funding.first.rate.2025-04", "funding.first.rate.2028-04", "funding.first.cap", "funding.first.realisation",
        "funding.second.rate",        "funding.second.realisation", "funding.late.rate", "funding.late.realisation"};
    rk_scenario *scenario = scenario_of(HEAD ALONE, NULL, 0);
    assert_int_equal(scenario->n_numbers, RK_N_PARAMETERS + 8);
    for (size_t i = 0; i < 8; i++) {
        assert_string_equal(scenario->number_names[RK_N_PARAMETERS + i], names[i]);
    }
    assert_int_equal(scenario->rules[0].rate[1].number.index, RK_N_PARAMETERS + 1);
    assert_int_equal(scenario->rules[2].realisation.index, RK_N_PARAMETERS + 7);
    rk_scenario_close(scenario);
}

static void what_a_scenario_does_not_name_stays(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"funding.first.rate.2029-04=0.1", "funding.second={until: 2027-06}"};
    rk_scenario *scenario = scenario_of(
        HEAD
        "funding:\n  first: {rate: {2024-04: 1}, per: municipality_year, fiscal_index_below: 0.9, years: 3,\n"
        "    kinds: [town, village], contracts: [side_job], instruments: any, except_prefectures: [13, 47]}\n" ALONE,
        settings, 2);
    const rk_rule *first = &scenario->rules[0];
    assert_int_equal(first->n_rates, 2);
    assert_int_equal(first->rate[0].from, -24);
    assert_int_equal(first->rate[1].from, 36);
    assert_int_equal(first->per, RK_CAP_MUNICIPALITY_YEAR);
    assert_int_equal(first->n_caps, 1);
    assert_int_equal(first->until, 60);
    assert_true(first->fiscal_index_below == 0.9);
    assert_int_equal(first->years, 3);
    assert_int_equal(first->kinds, 1u << RK_TOWN | 1u << RK_VILLAGE);
    assert_int_equal(first->contracts, 1u << RK_CONTRACT_SIDE_JOB);
    assert_int_equal(first->instruments, 0);
    assert_true(first->except_prefectures == (UINT64_C(1) << 13 | UINT64_C(1) << 47));
    assert_int_equal(scenario->rules[1].until, 15);
    rk_scenario_close(scenario);
}

/* ---- What is told of them ---- */

static rk_scenario_rule told(const rk_scenario *scenario, const char *id)
{
    size_t i = 0;
    while (strcmp(rk_scenario_rule_at(scenario, i).id, id) != 0) {
        i++;
    }
    return rk_scenario_rule_at(scenario, i);
}

static void every_rule_is_told_with_its_state_and_origin(void **unused)
{
    (void)unused;
    rk_scenario *scenario = scenario_of(HEAD "funding:\n  late: off\n  second: {rate: 0.1}\n" ALONE, NULL, 0);
    assert_int_equal(rk_scenario_n_rules(scenario), 5);
    rk_scenario_rule rule = told(scenario, "first");
    assert_string_equal(rule.state, "in force");
    assert_string_equal(rule.title, "One");
    assert_string_equal(rule.title_ja, "一");
    assert_string_equal(rule.source, "C1");
    assert_string_equal(rule.evidence, "b-M");
    assert_string_equal(rule.rate, "{2025-04: 0.5, 2028-04: 30 %}");
    assert_string_equal(rule.cap, "2 million yen");
    assert_string_equal(rule.per, "case");
    assert_string_equal(rule.from, "2025-04");
    assert_string_equal(rule.until, "2031-03");
    assert_string_equal(rule.origin, "funding/a.yaml:1");
    rule = told(scenario, "second");
    assert_string_equal(rule.rate, "0.1");
    assert_string_equal(rule.cap, "none");
    assert_string_equal(rule.per, "");
    assert_string_equal(rule.from, "ever");
    assert_string_equal(rule.origin, "funding/b.yaml:1, changed by scenario.yaml:6");
    assert_string_equal(told(scenario, "late").state, "off");
    assert_string_equal(told(scenario, "late").origin, "funding/b.yaml:2, changed by scenario.yaml:5");
    assert_string_equal(told(scenario, "asleep").state, "off");
    assert_string_equal(told(scenario, "lent").state, "on, no use");
    rk_scenario_close(scenario);
}

/* A file is kept with the scenario when a rule of it is in force. */
static void files_of_rules_in_force_are_kept(void **unused)
{
    (void)unused;
    rk_scenario *scenario = scenario_of(HEAD ALONE, NULL, 0);
    assert_int_equal(rk_scenario_n_files(scenario), 3);
    assert_string_equal(rk_scenario_file_at(scenario, 1).path, "funding/a.yaml");
    assert_string_equal(rk_scenario_file_at(scenario, 2).path, "funding/b.yaml");
    assert_int_equal(strncmp(rk_scenario_file_at(scenario, 2).text, "second:", 7), 0);
    rk_scenario_close(scenario);
    scenario = scenario_of(HEAD "funding: {first: off}\n" ALONE, NULL, 0);
    assert_int_equal(rk_scenario_n_files(scenario), 2);
    assert_string_equal(rk_scenario_file_at(scenario, 1).path, "funding/b.yaml");
    rk_scenario_close(scenario);
}

/* ---- Files that are wrong, or not there ---- */

static void a_rule_in_two_files_is_a_mistake(void **unused)
{
    (void)unused;
    write_file("c.yaml", "# again\nfirst: {items: [staff], of: municipality, by: nation, rate: 0.25}\n");
    assert_string_equal(mistakes_of(HEAD ALONE, NULL, 0),
                        "funding/c.yaml:2:1: funding.first: this rule is in funding/a.yaml too\n");
    remove_file("c.yaml");
}

static void a_mistake_in_a_file_of_ours_names_it(void **unused)
{
    (void)unused;
    write_file("c.yaml", "third: {items: [staff], of: municipality, by: nation, rate: 2}\nfourth: half\n");
    const char *mistakes = mistakes_of(HEAD ALONE, NULL, 0);
    assert_non_null(
        strstr(mistakes, "funding/c.yaml:1:61: funding.third.rate: 2 is out of range; allowed is 0 to 1\n"));
    assert_non_null(strstr(mistakes, "funding/c.yaml:2:9: funding.fourth: expected keys with values"));
    write_file("c.yaml", "- third\n");
    assert_non_null(
        strstr(mistakes_of(HEAD ALONE, NULL, 0), "funding/c.yaml:1:1: funding: expected rules by their names"));
    remove_file("c.yaml");
}

static void more_rules_than_a_set_holds_are_a_mistake(void **unused)
{
    (void)unused;
    char text[16 * 1024] = HEAD "funding:\n";
    for (int i = 0; i < RK_RULES_MAX - 2; i++) { /* and three of the files */
        char rule[160];
        (void)snprintf(rule, sizeof rule, "  r%d: {items: [staff], of: municipality, by: other, rate: 0.1}\n", i);
        strcat(text, rule);
    }
    strcat(text, ALONE);
    assert_non_null(strstr(mistakes_of(text, NULL, 0), "more than 64 rules are in force"));
}

static void without_files_there_are_no_rules(void **unused)
{
    char path[256], away[256];
    (void)unused;
    (void)snprintf(path, sizeof path, "%s/funding", folder);
    (void)snprintf(away, sizeof away, "%s/away", folder);
    assert_int_equal(rename(path, away), 0);
    assert_string_equal(in_force(HEAD ALONE), "");
    assert_string_equal(
        in_force(HEAD "funding: {ours: {items: [staff], of: municipality, by: other, rate: 0.1}}\n" ALONE), "ours");
    assert_int_equal(rename(away, path), 0);
}

/* The words of `items` are the cost items, in the order of their bits. */
static void items_are_those_of_the_metrics(void **unused)
{
    (void)unused;
    const char *at = rk_rule_keys[RK_RULE_ITEMS].choices;
    for (int item = 0; item < RK_N_ITEMS; item++) {
        const char *name = rk_metrics[RK_METRIC_COST_STAFF + item].name + strlen("cost_");
        assert_int_equal(strncmp(at, name, strlen(name)), 0);
        at += strlen(name);
        assert_int_equal(*at, item + 1 < RK_N_ITEMS ? '|' : '\0');
        at++;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_come_by_order_then_file_then_line),
        cmocka_unit_test(a_scenario_switches_rules),
        cmocka_unit_test(a_rule_that_is_given_values_is_in_force),
        cmocka_unit_test(a_rule_of_the_scenarios_own_is_one_more),
        cmocka_unit_test(a_rule_that_nothing_meets_is_left_out),
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(their_numbers_are_assumptions),
        cmocka_unit_test(what_a_scenario_does_not_name_stays),
        cmocka_unit_test(every_rule_is_told_with_its_state_and_origin),
        cmocka_unit_test(files_of_rules_in_force_are_kept),
        cmocka_unit_test(a_rule_in_two_files_is_a_mistake),
        cmocka_unit_test(a_mistake_in_a_file_of_ours_names_it),
        cmocka_unit_test(more_rules_than_a_set_holds_are_a_mistake),
        cmocka_unit_test(without_files_there_are_no_rules),
        cmocka_unit_test(items_are_those_of_the_metrics),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
