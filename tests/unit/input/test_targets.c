/* Published figures: what is read, what a scenario predicts of it, and every mistake with its place. */
#include "reading.h"

#include <renkei/targets.h>

#include <math.h>
#include <stdio.h>
#include <unistd.h>

static const char nation[] = "renkei: 1\nprefecture: all\nstart: 2022-04\nyears: 3\nmodels: {alone: {}}\n";
static const char ehime[] = "renkei: 1\nprefecture: 38\nstart: 2022-04\nyears: 3\nmodels: {alone: {}}\n";

static rk_status open_text(const char *text, const rk_scenario *scenario, rk_mistakes *mistakes, rk_targets **targets)
{
    FILE *file = fopen("targets.csv", "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    rk_status status = rk_targets_open("targets.csv", scenario, mistakes, targets);
    assert_int_equal(unlink("targets.csv"), 0);
    return status;
}

static rk_targets *targets_of(const char *text, const rk_scenario *scenario)
{
    rk_targets *targets;
    rk_mistakes *mistakes = rk_mistakes_new();
    assert_int_equal(open_text(text, scenario, mistakes, &targets), RK_OK);
    assert_int_equal(rk_mistakes_count(mistakes), 0);
    rk_mistakes_free(mistakes);
    return targets;
}

static void expect_mistakes(const char *text, const char *expected)
{
    rk_scenario *scenario = scenario_of(ehime, NULL, 0);
    rk_targets *targets;
    rk_mistakes *mistakes = rk_mistakes_new();
    assert_int_equal(open_text(text, scenario, mistakes, &targets), RK_ERR_SCENARIO);
    assert_null(targets);
    assert_string_equal(printed(mistakes), expected);
    rk_mistakes_free(mistakes);
    rk_scenario_close(scenario);
}

static void figures_are_read_with_the_error_of_their_rounding(void **unused)
{
    (void)unused;
    rk_scenario *scenario = scenario_of(nation, NULL, 0);
    rk_targets *targets = targets_of("fiscal_year,metric,value,unit,scope,error,fact,note\n"
                                     "2022,dx_staff_total,8908,persons,all municipalities,,S06,derived\n"
                                     "2023,quit_rate,0.014,per year,\"general administration, all ages\",,A05,\n"
                                     "2024,quit_rate,1.4e-2,per year,\"general administration, all ages\",,,\n"
                                     "2024,municipalities_zero,37,municipalities,all municipalities,2.5,,\n",
                                     scenario);
    assert_int_equal(rk_targets_count(targets), 4);
    const rk_target *staff = rk_targets_at(targets, 0), *quits = rk_targets_at(targets, 1);
    assert_true(staff->fiscal_year == 2022 && staff->value == 8908.0 && staff->metric == RK_TARGET_STAFF);
    assert_string_equal(staff->fact, "S06");
    assert_string_equal(staff->note, "derived");
    assert_int_equal(staff->line, 2);
    assert_true(fabs(staff->error - 0.288675) < 1e-6); /* 1 / sqrt(12) */
    assert_true(fabs(quits->error - 0.000288675) < 1e-9);
    assert_true(fabs(rk_targets_at(targets, 2)->error - 0.000288675) < 1e-9);
    assert_true(rk_targets_at(targets, 3)->error == 2.5);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(rk_targets_at(targets, i)->state, RK_TARGET_PREDICTED);
    }
    rk_targets_close(targets);
    rk_scenario_close(scenario);
}

static void a_figure_that_is_not_predicted_says_why(void **unused)
{
    (void)unused;
    static const struct {
        const char *row;
        rk_target_state of_nation, of_ehime;
    } rows[] = {
        {"2023,dx_staff_total,10203,persons,all municipalities", RK_TARGET_PREDICTED, RK_TARGET_NOT_ALL},
        {"2023,dx_staff_total,70,persons,scenario", RK_TARGET_PREDICTED, RK_TARGET_PREDICTED},
        {"2021,dx_staff_total,70,persons,scenario", RK_TARGET_OTHER_YEAR, RK_TARGET_OTHER_YEAR},
        {"2025,dx_staff_total,70,persons,scenario", RK_TARGET_OTHER_YEAR, RK_TARGET_OTHER_YEAR},
        {"2022,municipalities_at_most_one,292,municipalities,population up to 50000", RK_TARGET_OTHER_SCOPE,
         RK_TARGET_OTHER_SCOPE},
        {"2022,mental_health_absence_rate,0.02,per year,offices of mayors and governors", RK_TARGET_PREDICTED,
         RK_TARGET_PREDICTED},
        {"2022,long_sick_leave_rate,0.0325,per year,all causes", RK_TARGET_NO_OUTCOME, RK_TARGET_NO_OUTCOME},
    };
    rk_scenario *of_nation = scenario_of(nation, NULL, 0), *of_ehime = scenario_of(ehime, NULL, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[256];
        snprintf(text, sizeof text, "fiscal_year,metric,value,unit,scope\n%s\n", rows[i].row);
        rk_targets *one = targets_of(text, of_nation), *other = targets_of(text, of_ehime);
        assert_int_equal(rk_targets_at(one, 0)->state, rows[i].of_nation);
        assert_int_equal(rk_targets_at(other, 0)->state, rows[i].of_ehime);
        rk_targets_close(one);
        rk_targets_close(other);
    }
    rk_scenario_close(of_nation);
    rk_scenario_close(of_ehime);
}

static void every_mistake_is_told_with_its_place(void **unused)
{
    (void)unused;
    expect_mistakes("fiscal_year,metric,value,unit,scope,error\n"
                    "2022,dx_staf_total,8908,persons,all municipalities,\n"
                    "2022.5,dx_staff_total,8908,municipalities,all municipalities,0\n"
                    "1822,quit_rate,-1,per year,,x\n"
                    "2023,quit_rate,0.01,per year,scenario,\n"
                    "2023,quit_rate,0.02,per year,scenario,\n",
                    "targets.csv:2:6: metric: there is no published figure \"dx_staf_total\"; the nearest is "
                    "\"dx_staff_total\"\n"
                    "targets.csv:3:1: fiscal_year: 2022.5 is no whole number\n"
                    "targets.csv:3:28: unit: \"municipalities\" is not the unit of dx_staff_total; expected persons\n"
                    "targets.csv:3:62: error: 0 is out of range; allowed is 1e-12 to 1000000\n"
                    "targets.csv:4:1: fiscal_year: 1822 is out of range; allowed is 1990 to 2100\n"
                    "targets.csv:4:16: value: -1 is out of range; allowed is 0 to 1\n"
                    "targets.csv:4:28: scope: who is counted? For example \"all municipalities\", or \"scenario\"\n"
                    "targets.csv:4:29: error: \"x\" is no plain number\n"
                    "targets.csv:6:6: metric: this figure of FY2023 is in line 5 already\n");
    expect_mistakes("fiscal_year,metrik,value,scope,value\n",
                    "targets.csv:1: metric: this column is missing\n"
                    "targets.csv:1: unit: this column is missing\n"
                    "targets.csv:1:13: metrik: no such column; the nearest is \"metric\"\n"
                    "targets.csv:1:32: value: this column is given twice\n");
    expect_mistakes("", "targets.csv: the file is empty; the first row names the columns\n");
    expect_mistakes("fiscal_year,metric,value,unit,scope\n",
                    "targets.csv:1: no figures follow the names of the columns\n");
}

static void a_row_of_too_few_cells_hides_no_other_mistake(void **unused)
{
    (void)unused;
    expect_mistakes("fiscal_year,metric,value,unit,scope,error\n"
                    "2022,quit_rate\n"
                    "2023,quit_rate,1.5,per year,scenario,\n"
                    "2024,quit_rate,0.5,per year,scenario,,\n",
                    "targets.csv:2: cells in this row: 2, in the header: 6\n"
                    "targets.csv:3:16: value: 1.5 is out of range; allowed is 0 to 1\n"
                    "targets.csv:4: cells in this row: 7, in the header: 6\n");
    expect_mistakes("fiscal_year,metric,value,unit,scope\n2022\n",
                    "targets.csv:2: cells in this row: 1, in the header: 5\n");
    expect_mistakes("fiscal_year,metrik,value,unit,scope\n2022\n",
                    "targets.csv:1: metric: this column is missing\n"
                    "targets.csv:1:13: metrik: no such column; the nearest is \"metric\"\n"
                    "targets.csv:2: cells in this row: 1, in the header: 5\n");
}

static void a_figure_that_cannot_be_is_a_mistake(void **unused)
{
    (void)unused;
    expect_mistakes("fiscal_year,metric,value,unit,scope,error\n"
                    "2022,municipalities_zero,1742,municipalities,all municipalities,\n"
                    "2023,municipalities_at_most_one,21,municipalities,scenario,21\n"
                    "2023,quit_rate,1.4,per year,scenario,1.5\n"
                    "2024,dx_staff_total,10203000,persons,all municipalities,\n"
                    "2024,municipalities_training,48,share,all municipalities,\n",
                    "targets.csv:2:26: value: 1742 is out of range; allowed is 0 to 1741\n"
                    "targets.csv:3:33: value: 21 is out of range; allowed is 0 to 20\n"
                    "targets.csv:3:60: error: 21 is out of range; allowed is 1e-12 to 20\n"
                    "targets.csv:4:16: value: 1.4 is out of range; allowed is 0 to 1\n"
                    "targets.csv:4:38: error: 1.5 is out of range; allowed is 1e-12 to 1\n"
                    "targets.csv:5:21: value: 10203000 is out of range; allowed is 0 to 1000000\n"
                    "targets.csv:6:30: value: 48 is out of range; allowed is 0 to 1\n");
}

static void a_file_that_is_not_there_is_a_mistake(void **unused)
{
    (void)unused;
    rk_scenario *scenario = scenario_of(ehime, NULL, 0);
    rk_targets *targets;
    rk_mistakes *mistakes = rk_mistakes_new();
    assert_int_equal(rk_targets_open("nowhere.csv", scenario, mistakes, &targets), RK_ERR_SCENARIO);
    assert_string_equal(printed(mistakes), "nowhere.csv: the file cannot be read: No such file or directory\n");
    rk_mistakes_free(mistakes);
    rk_scenario_close(scenario);
}

/* The project's own table, and that every row of it has a fact. */
static void the_figures_of_the_project_are_without_mistakes(void **unused)
{
    (void)unused;
    rk_scenario *scenario = scenario_of(nation, NULL, 0);
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_targets *targets;
    assert_int_equal(rk_targets_open(RK_SOURCE_DIR "/scenarios/data/targets.csv", scenario, mistakes, &targets), RK_OK);
    assert_true(rk_targets_count(targets) >= 8);
    for (size_t i = 0; i < rk_targets_count(targets); i++) {
        assert_true(rk_targets_at(targets, i)->fact[0] != '\0');
        assert_true(rk_targets_at(targets, i)->state == RK_TARGET_PREDICTED ||
                    rk_targets_at(targets, i)->state == RK_TARGET_OTHER_YEAR);
    }
    rk_targets_close(targets);
    rk_mistakes_free(mistakes);
    rk_scenario_close(scenario);
}

static char folder[] = "/tmp/renkei-targets-XXXXXX";

static int setup(void **unused)
{
    return tables_setup(unused) != 0 || mkdtemp(folder) == NULL || chdir(folder) != 0;
}

static int teardown(void **unused)
{
    (void)unused;
    return chdir("/") != 0 || rmdir(folder) != 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_read_with_the_error_of_their_rounding),
        cmocka_unit_test(a_figure_that_is_not_predicted_says_why),
        cmocka_unit_test(every_mistake_is_told_with_its_place),
        cmocka_unit_test(a_row_of_too_few_cells_hides_no_other_mistake),
        cmocka_unit_test(a_figure_that_cannot_be_is_a_mistake),
        cmocka_unit_test(a_file_that_is_not_there_is_a_mistake),
        cmocka_unit_test(the_figures_of_the_project_are_without_mistakes),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
