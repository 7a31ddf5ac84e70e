/* `procurement`: what a purchase saves, from when on, and what it costs (MODEL.md section 13). */
#include "instruments/procurement.h"
#include "pool.h"

enum { PLACES = 5 };
static const size_t two_purchases[] = {0, 0, 0, 0, 1};

static rk_setting *purchase(rk_lab *lab)
{
    rk_setting *set = pool_tool(lab, RK_INSTRUMENT_procurement);
    set[RK_COMMON_MEMBERS].group = two_purchases;
    set[RK_COMMON_MEMBERS].n_groups = 2;
    pool_set(lab, &set[RK_PROCUREMENT_SAVING], 0.12);
    pool_set(lab, &set[RK_PROCUREMENT_MIGRATION_SAVING], 0.2);
    pool_set(lab, &set[RK_PROCUREMENT_VENDOR], 1.3);
    pool_set(lab, &set[RK_PROCUREMENT_SCALE], 0.5);
    pool_set(lab, &set[RK_PROCUREMENT_CONTRACT], 60.0);
    pool_set(lab, &set[RK_PROCUREMENT_COST], 4000003.0);
    return set;
}

static double running(const rk_world *world, size_t place)
{
    return (double)world->lever[RK_LEVER_RUNNING_COST][place].v[7];
}

/* Four members have 1 - 4^-0.5 = half of the effects, one that buys alone none; running cost from the renewal on. */
static void a_purchase_of_four_has_half_of_the_effects(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(PLACES);
    rk_setting *set = purchase(lab);
    set[RK_COMMON_START_DELAY].count = 7;
    rk_world *world = lab_begin(lab, 3, 0);
    const rk_purchases *purchases = world->slot_state[0];
    int renewal[PLACES], n_apart = 0;
    for (size_t place = 0; place < PLACES; place++) {
        renewal[place] = purchases->renewal[place];
        assert_true(renewal[place] >= 7 && renewal[place] < 67);
        n_apart += renewal[place] != renewal[0];
    }
    assert_true(n_apart > 2);
    for (int month = 0; month < 70; month++, world->month++) {
        world->hooks[RK_INSTRUMENT_procurement].month(world, 0);
        lab_month_begins(world);
        for (size_t place = 0; place < PLACES; place++) {
            bool joint = month >= 7 && place < 4;
            lab_close(running(world, place), joint && month >= renewal[place] ? 0.94 : 1.0, 1e-6);
            lab_close((double)world->lever[RK_LEVER_MIGRATION_COST][place].v[7], joint ? 0.9 : 1.0, 1e-6);
            lab_close((double)world->lever[RK_LEVER_VENDOR][place].v[7], joint ? 1.15 : 1.0, 1e-6);
        }
    }
    lab_free(lab);
}

/* Renewals are a fact of the municipality: the same in every model, other in another block, evenly spread. */
static void renewals_are_spread_over_the_contract(void **unused)
{
    (void)unused;
    enum { BLOCKS = 400 };
    rk_lab *lab = pool_lab(PLACES);
    (void)purchase(lab);
    double sum = 0.0, squares = 0.0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        const rk_purchases *purchases = lab_begin(lab, 3, block)->slot_state[0];
        for (size_t place = 0; place < PLACES; place++) {
            sum += purchases->renewal[place];
            squares += (double)purchases->renewal[place] * purchases->renewal[place];
        }
    }
    double n = BLOCKS * PLACES, mean = sum / n, deviation = sqrt((60.0 * 60.0 - 1.0) / 12.0);
    lab_within(mean, 29.5, deviation / sqrt(n), 5.0);
    lab_close(squares / n - mean * mean, deviation * deviation, 0.05);
    lab_free(lab);
}

/* All migrated at a multiple of 2.08; half of 40 % of the rise of 1.08 is avoided. Nothing has risen without. */
static void lock_in_relief_takes_a_part_of_the_rise(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(PLACES);
    rk_setting *set = purchase(lab);
    pool_set(lab, &set[RK_PROCUREMENT_SAVING], 0.0);
    pool_set(lab, &set[RK_PROCUREMENT_LOCK_IN], 0.4);
    pool_set(lab, &set[RK_PROCUREMENT_CONTRACT], 0.0);
    lab_on(lab, RK_PROCESS_STANDARDISATION);
    lab->values[RK_P_STANDARD_BODY_LATE] = 1.0;
    lab->values[RK_P_STANDARD_SHARE_LATE] = 0.5;
    rk_world *world = lab_begin(lab, 3, 0);
    world->hooks[RK_INSTRUMENT_procurement].april(world, 0);
    lab_month_begins(world);
    lab_close(running(world, 0), (1.0 + 0.8 * 0.54) / 1.54, 1e-5); /* half of the systems wait */
    lab_close(running(world, 4), 1.0, 1e-6);
    lab_fill(&world->at.backlog[RK_WORK_STANDARDISATION], 0.0f);
    world->month = 12;
    world->hooks[RK_INSTRUMENT_procurement].april(world, 0);
    lab_month_begins(world);
    lab_close(running(world, 0), (1.0 + 0.8 * 1.08) / 2.08, 1e-5);
    lab_free(lab);
}

static void the_body_that_buys_is_paid_by_residents(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(PLACES);
    rk_setting *set = purchase(lab);
    set[RK_PROCUREMENT_SPLIT].count = 1;
    set[RK_COMMON_OPENS].month = 5;
    set[RK_COMMON_START_DELAY].count = 30; /* paid from opens on */
    lab_on(lab, RK_PROCESS_MONEY);
    rk_world *world = lab_begin(lab, 3, 0);
    lab_years(world, 1);
    int64_t sum = 0, expected = (int64_t)(4000003.0 * 7.0 / 12.0 + 0.5);
    double residents = 0.0;
    for (size_t place = 0; place < 4; place++) {
        sum += world->row[place].money[RK_METRIC_COST_PROCUREMENT - RK_N_COUNTS][2];
        residents += lab->municipality[place].population;
    }
    assert_true(sum == expected);
    double first = (double)world->row[0].money[RK_METRIC_COST_PROCUREMENT - RK_N_COUNTS][2];
    lab_close(first, (double)expected * lab->municipality[0].population / residents, 1e-5);
    assert_true(world->row[4].money[RK_METRIC_COST_PROCUREMENT - RK_N_COUNTS][2] == expected);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_purchase_of_four_has_half_of_the_effects),
        cmocka_unit_test(renewals_are_spread_over_the_contract),
        cmocka_unit_test(lock_in_relief_takes_a_part_of_the_rise),
        cmocka_unit_test(the_body_that_buys_is_paid_by_residents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
