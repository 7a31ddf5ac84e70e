/* What instruments are built on: members of the prefecture, luck of their own, and the months that are billed. */
#include "pool.h"

#include "instruments/slot.h"

static const size_t some[] = {0, 2, 3, 6};
static const size_t groups[] = {0, 1, 0, 1};

/* Seven towns, the last three of another prefecture; a tool with four members. */
static rk_lab *two_prefectures(rk_setting **set)
{
    rk_lab *lab = pool_lab(7);
    lab->prefecture[0].n_municipalities = 4;
    lab->prefecture[1].first = 4;
    lab->prefecture[1].n_municipalities = 3;
    *set = pool_posts(lab, 0, RK_CONTRACT_SPECIALIST);
    pool_members(*set, RK_COMMON_MEMBERS, some, 4);
    (*set)[RK_COMMON_MEMBERS].group = groups;
    return lab;
}

static void members_are_those_of_the_prefecture(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = two_prefectures(&set);
    rk_world *world = lab_begin_in(lab, 0, 1, 0);
    assert_int_equal(rk_slot_n_members(world, 0), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(rk_slot_place(world, 0, i), some[i]);
        assert_int_equal(rk_slot_group(world, 0, i), groups[i]);
    }
    world = lab_begin_in(lab, 1, 1, 0);
    assert_int_equal(rk_slot_n_members(world, 0), 1);
    assert_int_equal(rk_slot_place(world, 0, 0), 2);
    assert_int_equal(rk_slot_group(world, 0, 0), 1);
    set[RK_COMMON_MEMBERS].n_members = 3;
    assert_int_equal(rk_slot_n_members(world, 0), 0);
    lab_free(lab);
}

static void the_months_billed_are_those_open_in_the_year(void **unused)
{
    (void)unused;
    static const struct {
        int opens, closes;
        long notice;
        int months[3];
    } dates[] = {
        {-40, INT_MAX, 0, {12, 12, 12}}, {7, INT_MAX, 0, {5, 12, 12}}, {-5, 14, 3, {12, 5, 0}},
        {13, 15, 0, {0, 2, 0}},          {36, INT_MAX, 0, {0, 0, 0}},  {12, 24, 0, {0, 12, 0}},
    };
    rk_setting *set;
    rk_lab *lab = two_prefectures(&set);
    set[RK_COMMON_START_DELAY].count = 4; /* is paid */
    rk_world *world = lab_begin(lab, 1, 0);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        set[RK_COMMON_OPENS].month = dates[i].opens;
        set[RK_COMMON_CLOSES].month = dates[i].closes;
        set[RK_COMMON_NOTICE].count = dates[i].notice;
        for (world->year = 0; world->year < 3; world->year++) {
            assert_int_equal(rk_slot_months_paid(world, 0), dates[i].months[world->year]);
        }
    }
    lab_free(lab);
}

/* By place, lane, time, kind, and number within the kind. */
static void every_instrument_has_luck_of_its_own(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = two_prefectures(&set);
    (void)pool_posts(lab, 0, RK_CONTRACT_SPECIALIST);
    (void)pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_FIXED);
    for (size_t slot = 0; slot < 3; slot++) {
        lab->instrument[slot].purpose = rk_purpose_of(slot < 2 ? "posts" : "experts");
    }
    rk_world *world = lab_begin(lab, 1, 3);
    rk_words one = rk_slot_draw(world, 0, 1, 5, 17);
    rk_words again = rk_draw(1, 53, rk_who_municipality(world->place[1].code, 1), 17, rk_purpose_of("posts"));
    assert_memory_equal(&one, &again, sizeof one);
    const rk_words others[] = {rk_slot_draw(world, 1, 1, 5, 17), rk_slot_draw(world, 2, 1, 5, 17),
                               rk_slot_draw(world, 0, 2, 5, 17), rk_slot_draw(world, 0, 1, 6, 17),
                               rk_slot_draw(world, 0, 1, 5, 18)};
    for (size_t i = 0; i < 5; i++) {
        assert_int_not_equal(others[i].word[0], one.word[0]);
    }
    lab_free(lab);
}

static void no_two_kinds_share_a_purpose(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < RK_N_INSTRUMENTS; i++) {
        assert_true((unsigned)rk_purpose_of(rk_instrument_schemas[i]->name) >= 1u << 31);
        for (size_t j = 0; j < i; j++) {
            assert_int_not_equal(rk_purpose_of(rk_instrument_schemas[i]->name),
                                 rk_purpose_of(rk_instrument_schemas[j]->name));
        }
    }
}

static void a_cost_is_booked_on_the_payers_of_the_instrument(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = two_prefectures(&set);
    set[RK_COMMON_SHARES].shares[RK_PAYER_MUNICIPALITY] = 0.25;
    set[RK_COMMON_SHARES].shares[RK_PAYER_OTHER] = 0.75;
    lab_on(lab, RK_PROCESS_MONEY);
    rk_world *world = lab_begin(lab, 1, 0);
    rk_slot_spend(world, 0, 2, RK_METRIC_COST_DESKS, 1003.6);
    const rk_row *row = &world->row[2];
    assert_int_equal(row->money[RK_METRIC_COST_DESKS - RK_N_COUNTS][15], 1004);
    assert_int_equal(row->money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS][15], 251);
    assert_int_equal(row->money[RK_METRIC_PAID_OTHER - RK_N_COUNTS][15], 753);
    assert_int_equal(world->row[1].money[RK_METRIC_COST_DESKS - RK_N_COUNTS][15], 0);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_those_of_the_prefecture),
        cmocka_unit_test(the_months_billed_are_those_open_in_the_year),
        cmocka_unit_test(every_instrument_has_luck_of_its_own),
        cmocka_unit_test(no_two_kinds_share_a_purpose),
        cmocka_unit_test(a_cost_is_booked_on_the_payers_of_the_instrument),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
