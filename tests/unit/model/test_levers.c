/* Levers: neutral unless pulled, and each does what its line in the list says (MODEL.md section 12). */
#include "support/lab.h"

#include "input/common_keys.h"

/* An instrument that pulls one lever by one number at one place. */
static struct {
    rk_lever lever;
    size_t place;
    float factor, part;
    int calls;
} tool;

static void pull(rk_world *world, size_t slot)
{
    (void)slot;
    tool.calls++;
    rk_lever_multiply(world, tool.lever, tool.place, tool.factor);
    rk_lever_add(world, tool.lever, tool.place, tool.part);
}

/* Two alike towns, the tool at the second, in effect in months [from, until). */
static rk_lab *two_towns(rk_lever lever, float factor, float part, int from, int until)
{
    rk_lab *lab = lab_new(2);
    lab_posts(lab, 2, RK_CONTRACT_SPECIALIST);
    lab->hooks[0].levers = pull;
    rk_instrument *instrument = lab_instrument(lab, 0);
    instrument->settings[RK_COMMON_OPENS].month = from;
    instrument->settings[RK_COMMON_CLOSES].month = until;
    tool.lever = lever;
    tool.place = 1;
    tool.factor = factor;
    tool.part = part;
    tool.calls = 0;
    return lab;
}

static void levers_are_pulled_from_the_first_month_to_the_last(void **unused)
{
    (void)unused;
    rk_lab *lab = two_towns(RK_LEVER_QUITS, 0.7f, 0.0f, 3, 17);
    rk_world *world = lab_begin(lab, 1, 0);
    for (int month = 0; month < 24; month++) {
        lab_month_begins(world);
        float expected = month >= 3 && month < 17 ? 0.7f : 1.0f;
        assert_true(world->lever[RK_LEVER_QUITS][0].v[5] == 1.0f);
        assert_true(world->lever[RK_LEVER_QUITS][1].v[5] == expected);
        assert_true(world->lever[RK_LEVER_EXTRA][1].v[5] == 0.0f);
        for (size_t place = 0; place <= world->n_places; place++) {
            bool pulled = place == 1 && month >= 3 && month < 17;
            assert_true(rk_lever_of(world, RK_LEVER_QUITS, place)->v[9] == (pulled ? 0.7f : 1.0f));
            assert_true(rk_lever_of(world, RK_LEVER_TAKEN, place)->v[9] == 0.0f);
        }
        world->month++;
    }
    assert_int_equal(tool.calls, 1); /* once, for nothing changed in between */
    lab_free(lab);
}

static void who_says_so_is_asked_again(void **unused)
{
    (void)unused;
    rk_lab *lab = two_towns(RK_LEVER_EXTRA, 1.0f, 0.25f, 0, INT_MAX);
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    tool.part = 0.5f;
    world->month++;
    lab_month_begins(world);
    assert_true(world->lever[RK_LEVER_EXTRA][1].v[15] == 0.25f);
    rk_levers_change(world);
    world->month++;
    lab_month_begins(world);
    assert_true(world->lever[RK_LEVER_EXTRA][1].v[15] == 0.5f); /* set anew, not added up */
    lab_free(lab);
}

static void resignation_and_its_solo_part(void **unused)
{
    (void)unused;
    rk_lab *lab = two_towns(RK_LEVER_QUITS_SOLO, 0.4f, 0.0f, 0, INT_MAX);
    lab_on(lab, RK_PROCESS_OVERLOAD);
    rk_world *world = lab_begin(lab, 1, 0);
    rk_person_leaves(world, 2, 7, 1.0f); /* one of two in the second town, in one lane */
    rk_person_leaves(world, 0, 7, 1.0f);
    lab_month_begins(world);
    double ratio = (double)(world->at.exit_factor[1].v[7] / world->at.exit_factor[0].v[7]);
    lab_close(ratio, 0.4, 1e-6);
    assert_true(world->at.exit_factor[1].v[6] == world->at.exit_factor[0].v[6]);
    lab_free(lab);
}

/* Nobody comes to an open examination; regular posts are filled from within all the same. */
static void open_examinations_are_for_specialist_posts_alone(void **unused)
{
    (void)unused;
    static const rk_contract contracts[] = {RK_CONTRACT_REGULAR, RK_CONTRACT_SPECIALIST};
    for (int i = 0; i < 2; i++) {
        rk_lab *lab = two_towns(RK_LEVER_PULL_OPEN, 0.0f, 0.0f, 0, INT_MAX);
        lab_posts(lab, 30, contracts[i]);
        lab->municipality[0].own_filled = lab->municipality[1].own_filled = 0.0;
        lab_on(lab, RK_PROCESS_HIRING);
        rk_world *world = lab_begin(lab, 1, 0);
        lab_month_of_people(world);
        assert_true(lab_sum(&world->at.filled[0]) > 100);
        assert_true(contracts[i] == RK_CONTRACT_REGULAR ? lab_sum(&world->at.filled[1]) > 100
                                                        : lab_sum(&world->at.filled[1]) == 0);
        lab_free(lab);
    }
}

/* Outcome of the second town against the first after a year, both alike but for the lever. */
static double ratio_of(rk_lever lever, float factor, float part, rk_metric metric)
{
    rk_lab *lab = two_towns(lever, factor, part, 0, INT_MAX);
    lab_on(lab, RK_PROCESS_WORK);
    lab_on(lab, RK_PROCESS_SERVICE);
    lab_on(lab, RK_PROCESS_ADOPTION);
    lab->values[RK_P_ADOPTION_START] = 0.25;
    lab->values[RK_P_ADOPTION_RESISTANCE] = 0.3;
    lab->values[RK_P_ADOPTION_ALONE] = 0.004;
    lab->municipality[0].own_demand_fte = lab->municipality[1].own_demand_fte = 2.1;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_years(world, 1);
    double ratio = (double)world->row[1].count[metric][3] / (double)world->row[0].count[metric][3];
    lab_free(lab);
    return ratio;
}

static void time_taken_and_extra_hands_change_capacity(void **unused)
{
    (void)unused;
    lab_close(ratio_of(RK_LEVER_TAKEN, 1.0f, 0.25f, RK_METRIC_CAPACITY), 0.75, 1e-3);
    lab_close(ratio_of(RK_LEVER_TAKEN, 1.0f, 3.0f, RK_METRIC_CAPACITY), 0.1, 1e-3); /* never all of it */
    lab_close(ratio_of(RK_LEVER_EXTRA, 1.0f, 0.5f, RK_METRIC_CAPACITY), 2.5 / 2.0, 1e-3);
}

static void fewer_operations_and_less_resident_support_arrive(void **unused)
{
    (void)unused;
    assert_true(ratio_of(RK_LEVER_OPERATIONS, 0.8f, 0.0f, RK_METRIC_DEMAND) < 0.95);
    assert_true(ratio_of(RK_LEVER_RESIDENT_SUPPORT, 0.8f, 0.0f, RK_METRIC_DEMAND) < 0.97);
    assert_true(ratio_of(RK_LEVER_RESIDENT_SUPPORT, 0.0f, 0.0f, RK_METRIC_BACKLOG) < 0.95);
}

static void projects_and_adoption_raise_what_goes_online(void **unused)
{
    (void)unused;
    assert_true(ratio_of(RK_LEVER_PROJECTS, 1.3f, 0.0f, RK_METRIC_BACKLOG_DATA) < 0.95);
    assert_true(ratio_of(RK_LEVER_ADOPTION, 10.0f, 0.0f, RK_METRIC_ADOPTION) > 1.3);
}

/* Who cannot be reached online is reached at a desk with that chance: 1 - (1 - online) (1 - desk). */
static void desks_reach_a_part_of_the_others(void **unused)
{
    (void)unused;
    rk_lab *lab = two_towns(RK_LEVER_REACH_65, 1.0f, 0.4f, 0, INT_MAX);
    lab_on(lab, RK_PROCESS_WORK);
    lab_on(lab, RK_PROCESS_SERVICE);
    rk_world *world = lab_begin(lab, 1, 0);
    lab_years(world, 1);
    double online = world->row[0].count[RK_METRIC_REACHED_65][9] / 1000.0;
    double desk = world->row[1].count[RK_METRIC_REACHED_65][9] / 1000.0;
    lab_close(desk, 1.0 - (1.0 - online) * 0.6, 2e-3);
    lab_free(lab);
}

/* All of the time on what is most behind: no workstream is left far behind while others are done. */
static void a_review_lets_the_lagging_workstream_catch_up(void **unused)
{
    (void)unused;
    double data = ratio_of(RK_LEVER_LAGGING, 1.0f, 0.5f, RK_METRIC_BACKLOG_DATA);
    double operations = ratio_of(RK_LEVER_LAGGING, 1.0f, 0.5f, RK_METRIC_WORK_DONE);
    assert_true(data < 0.9);
    assert_true(operations > 0.9);
}

/* Bass: a' = a + min(1, alone x lead + follow x a) (1 - a), month by month. */
static void adoption_follows_the_recurrence(void **unused)
{
    (void)unused;
    rk_lab *lab = two_towns(RK_LEVER_ADOPTION, 7.0f, 0.0f, 0, INT_MAX);
    lab_on(lab, RK_PROCESS_ADOPTION);
    lab->values[RK_P_ADOPTION_START] = 0.13;
    lab->values[RK_P_ADOPTION_ALONE] = 0.003;
    lab->values[RK_P_ADOPTION_FOLLOW] = 0.02;
    rk_world *world = lab_begin(lab, 1, 0);
    double slow = 0.13, fast = 0.13;
    lab_month_begins(world);
    for (int month = 0; month < 100; month++) {
        rk_adoption_month(world);
        slow += (0.003 + 0.02 * slow) * (1.0 - slow);
        fast += (0.021 + 0.02 * fast) * (1.0 - fast);
        lab_close((double)world->at.adoption[0].v[2], slow, 1e-5);
        lab_close((double)world->at.adoption[1].v[2], fast, 1e-5);
    }
    lab_free(lab);
}

/* 1 / (1 + squeeze x (multiplier - 1) x migrated), the year after. */
static void running_cost_squeezes_the_hiring_of_contract_staff(void **unused)
{
    (void)unused;
    rk_lab *lab = two_towns(RK_LEVER_RUNNING_COST, 0.5f, 0.0f, 0, INT_MAX);
    lab_posts(lab, 1, RK_CONTRACT_FIXED_TERM);
    lab_on(lab, RK_PROCESS_MONEY);
    lab_on(lab, RK_PROCESS_BUDGET);
    lab->values[RK_P_BUDGET_SQUEEZE] = 0.3;
    lab->values[RK_P_SYSTEMS_MULTIPLIER] = 2.2;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    assert_true(lab_fill_factor(world, 0, false)->v[4] == 1.0f);
    lab_begin(lab, 1, 0);
    world = lab->world;
    lab_years(world, 1);
    lab_month_begins(world);
    lab_close((double)lab_fill_factor(world, 0, false)->v[4], 1.0 / (1.0 + 0.3 * 1.2), 1e-6);
    lab_close((double)lab_fill_factor(world, 1, true)->v[4], 1.0 / (1.0 + 0.3 * 1.2 * 0.5), 1e-6);
    assert_true(lab_fill_factor(world, 2, false)->v[4] == 1.0f); /* shared people are not paid from this budget */
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levers_are_pulled_from_the_first_month_to_the_last),
        cmocka_unit_test(who_says_so_is_asked_again),
        cmocka_unit_test(resignation_and_its_solo_part),
        cmocka_unit_test(open_examinations_are_for_specialist_posts_alone),
        cmocka_unit_test(time_taken_and_extra_hands_change_capacity),
        cmocka_unit_test(fewer_operations_and_less_resident_support_arrive),
        cmocka_unit_test(projects_and_adoption_raise_what_goes_online),
        cmocka_unit_test(desks_reach_a_part_of_the_others),
        cmocka_unit_test(a_review_lets_the_lagging_workstream_catch_up),
        cmocka_unit_test(adoption_follows_the_recurrence),
        cmocka_unit_test(running_cost_squeezes_the_hiring_of_contract_staff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
