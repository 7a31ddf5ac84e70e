/* The market of contract posts: fill chances at any time of the year, and competition for the same candidates. */
#include "support/lab.h"

static rk_lab *all_vacant(size_t n_places, int n_posts, rk_contract contract)
{
    rk_lab *lab = lab_new(n_places);
    lab_posts(lab, n_posts, contract);
    for (size_t i = 0; i < n_places; i++) {
        lab->municipality[i].own_filled = 0.0;
    }
    lab_on(lab, RK_PROCESS_HIRING);
    return lab;
}

/* ---- Chances ---- */

static void a_contract_vacancy_is_filled_in_any_month_with_its_chance(void **unused)
{
    (void)unused;
    static const struct {
        rk_contract contract;
        rk_parameter hazard;
    } cases[] = {
        {RK_CONTRACT_ONE_YEAR, RK_P_HIRING_CONTRACT}, {RK_CONTRACT_FIXED_TERM, RK_P_HIRING_CONTRACT},
        {RK_CONTRACT_SECONDEE, RK_P_HIRING_CONTRACT}, {RK_CONTRACT_SIDE_JOB, RK_P_HIRING_REMOTE},
        {RK_CONTRACT_ADVISER, RK_P_HIRING_REMOTE},
    };
    enum { SOME = 500 };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rk_lab *lab = all_vacant(1, SOME, cases[i].contract);
        double chance = -expm1(-lab->values[cases[i].hazard]), left = SOME * RK_LANES;
        rk_world *world = lab_begin(lab, 13, 0);
        for (int month = 0; month < 14; month++) {
            double before = (double)lab_sum(&world->at.filled[0]);
            lab_month_of_people(world);
            double hired = (double)lab_sum(&world->at.filled[0]) - before;
            lab_within(hired, left * chance, sqrt(left * chance * (1.0 - chance)), 5.0);
            left -= hired;
        }
        lab_free(lab);
    }
}

/* ---- Competition ---- */

/* So many on-site vacancies in a lane. */
static void open_vacancies(rk_world *world, int lane, int n)
{
    for (size_t post = 0; post < world->posts.n; post++) {
        world->posts.state[post].v[lane] = (int)post < n ? RK_VACANT : RK_IN_POST;
    }
}

/* (P / (P + V - 1))^alpha, P = offers x seekers x ICT employees of the prefecture; 1 up to one vacancy. */
static void the_factor_is_that_of_cobb_and_douglas(void **unused)
{
    (void)unused;
    static const int vacancies[RK_LANES] = {0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 60, 59, 58, 1, 17, 40};
    rk_lab *lab = all_vacant(3, 20, RK_CONTRACT_FIXED_TERM);
    lab_on(lab, RK_PROCESS_MARKET);
    lab->municipality[1].ict_employees = 1234.0;
    lab->values[RK_P_MARKET_ELASTICITY] = 0.37;
    rk_world *world = lab_begin(lab, 1, 0);
    double private = 1.6 * 0.002 * (83.0 + 1234.0 + 97.0);
    RK_FOR_LANES(lane)
    {
        open_vacancies(world, lane, vacancies[lane]);
    }
    rk_market_month(world);
    RK_FOR_LANES(lane)
    {
        int v = vacancies[lane];
        double expected = v <= 1 ? 1.0 : pow(private / (private + v - 1), 0.37);
        lab_close((double)world->market_factor.v[lane], expected, 1e-6);
    }
    lab_free(lab);
}

/* A vacancy that draws two and a half times as many takes as much of the market. */
static void vacancies_compete_by_their_pull(void **unused)
{
    (void)unused;
    rk_lab *lab = all_vacant(1, 5, RK_CONTRACT_FIXED_TERM);
    lab_on(lab, RK_PROCESS_MARKET);
    lab->values[RK_P_MARKET_ELASTICITY] = 0.37;
    rk_world *world = lab_begin(lab, 1, 0);
    double private = world->market_private;
    world->posts.post[2].pull_more = 1.5f;
    rk_market_month(world);
    lab_close((double)world->market_factor.v[7], pow(private / (private + 5.5), 0.37), 1e-6);
    lab_free(lab);
}

static void regular_and_remote_vacancies_do_not_compete(void **unused)
{
    (void)unused;
    static const rk_contract contracts[] = {RK_CONTRACT_REGULAR, RK_CONTRACT_SPECIALIST, RK_CONTRACT_SIDE_JOB,
                                            RK_CONTRACT_ADVISER, RK_CONTRACT_CHAMPION};
    for (size_t i = 0; i < sizeof contracts / sizeof contracts[0]; i++) {
        rk_lab *lab = all_vacant(1, 50, contracts[i]);
        lab_on(lab, RK_PROCESS_MARKET);
        rk_world *world = lab_begin(lab, 1, 0);
        rk_market_month(world);
        assert_true(world->market_factor.v[3] == 1.0f);
        lab_free(lab);
    }
}

static void without_the_process_nobody_competes(void **unused)
{
    (void)unused;
    rk_lab *lab = all_vacant(1, 50, RK_CONTRACT_FIXED_TERM);
    rk_world *world = lab_begin(lab, 1, 0);
    rk_market_month(world);
    assert_true(world->market_factor.v[15] == 1.0f);
    lab_free(lab);
}

/* Vacant side jobs of an instrument beside the municipality's own one-year posts. */
enum { POSTS = 600 };

static rk_status add_side_jobs(rk_world *world, size_t slot)
{
    for (unsigned i = 0; i < POSTS; i++) {
        rk_post post = {.slot = (int)slot,
                        .contract = RK_CONTRACT_SIDE_JOB,
                        .fte_milli = 200,
                        .who = rk_who_added_post(LAB_FIRST_CODE, 0, i % 256) + (i / 256 << 8),
                        .closes = RK_NO_MONTH};
        if (rk_world_add_post(world, &post) != RK_OK) {
            return RK_ERR_MEMORY;
        }
    }
    return RK_OK;
}

/* The factor multiplies the hazard of on-site vacancies alone; the vacancies counted are those of last month. */
static void a_crowded_market_fills_fewer_on_site_vacancies_and_as_many_remote_ones(void **unused)
{
    (void)unused;
    rk_lab *lab = all_vacant(1, POSTS, RK_CONTRACT_ONE_YEAR);
    lab->hooks[0] = (rk_hooks){.establish = add_side_jobs};
    (void)lab_instrument(lab, 0);
    lab_on(lab, RK_PROCESS_MARKET);
    lab->municipality[0].ict_employees = 200000.0; /* P = 640 */
    rk_world *world = lab_begin(lab, 17, 0);
    lab_month_of_people(world);
    double on_site = 0.0, remote = 0.0, n = POSTS * RK_LANES;
    for (size_t post = 0; post < POSTS; post++) {
        RK_FOR_LANES(lane)
        {
            on_site += world->posts.state[post].v[lane] == RK_IN_POST;
            remote += world->posts.state[POSTS + post].v[lane] == RK_IN_POST;
        }
    }
    double chance = -expm1(-sqrt(640.0 / (640.0 + POSTS - 1)) * lab->values[RK_P_HIRING_CONTRACT]);
    lab_within(on_site, n * chance, sqrt(n * chance * (1.0 - chance)), 5.0);
    chance = -expm1(-lab->values[RK_P_HIRING_REMOTE]);
    lab_within(remote, n * chance, sqrt(n * chance * (1.0 - chance)), 5.0);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_contract_vacancy_is_filled_in_any_month_with_its_chance),
        cmocka_unit_test(the_factor_is_that_of_cobb_and_douglas),
        cmocka_unit_test(vacancies_compete_by_their_pull),
        cmocka_unit_test(regular_and_remote_vacancies_do_not_compete),
        cmocka_unit_test(without_the_process_nobody_competes),
        cmocka_unit_test(a_crowded_market_fills_fewer_on_site_vacancies_and_as_many_remote_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
