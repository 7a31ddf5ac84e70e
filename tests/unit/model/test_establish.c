/* The start of a block: posts, people, demand, systems and vendors (MODEL.md sections 2 and 7). */
#include "support/lab.h"

/* ---- Posts ---- */

/* Chance of no post: odds of 13 % at 100 staff, falling with staff^-1.7. */
static double no_post_chance(double staff)
{
    double odds = 0.13 / 0.87 * pow(staff / 100.0, -1.7);
    return odds / (1.0 + odds);
}

/* 0 posts with that chance, else 1 + Poisson(scale x staff^exponent): chance, mean and variance over blocks. */
static void posts_are_none_or_one_and_a_poisson_number(void **unused)
{
    (void)unused;
    enum { PLACES = 20, BLOCKS = 400 };
    rk_lab *lab = lab_new(PLACES);
    lab->values[RK_P_ESTABLISHMENT_ZERO] = 0.13;
    lab->values[RK_P_ESTABLISHMENT_ZERO_POWER] = 1.7;
    double none[PLACES] = {0}, sum[PLACES] = {0}, mean[PLACES];
    for (size_t i = 0; i < PLACES; i++) {
        lab->municipality[i].own_posts = -1.0; /* the prior's */
        mean[i] = 0.054 * pow(lab->municipality[i].staff, 0.78);
    }
    rk_world *world = lab_begin(lab, 3, 0);
    for (uint32_t block = 0; block < BLOCKS; block++) {
        assert_int_equal(rk_simulation_begin(world, 3, block, lab->values, 0, RK_LANES), RK_OK);
        for (size_t i = 0; i < PLACES; i++) {
            none[i] += world->place[i].n_own_posts == 0;
            sum[i] += (double)world->place[i].n_own_posts;
        }
    }
    for (size_t i = 0; i < PLACES; i++) { /* X = B (1 + N): variance by its two moments */
        double m = mean[i], zero = no_post_chance(lab->municipality[i].staff);
        lab_within(none[i], BLOCKS * zero, sqrt(BLOCKS * zero * (1.0 - zero)), 5.0);
        double first = (1.0 - zero) * (1.0 + m), second = (1.0 - zero) * ((1.0 + m) * (1.0 + m) + m);
        lab_within(sum[i] / BLOCKS, first, sqrt((second - first * first) / BLOCKS), 5.0);
    }
    lab_free(lab);
}

/* With certainty at 100 staff nobody has a post; with power 0 the chance is the same at every size. */
static void the_ends_of_the_chance_of_no_post(void **unused)
{
    (void)unused;
    enum { PLACES = 20, BLOCKS = 200 };
    static const double cases[][2] = {{1.0, 2.3}, {0.0, 2.3}, {0.27, 0.0}};
    for (size_t c = 0; c < 3; c++) {
        rk_lab *lab = lab_new(PLACES);
        lab->values[RK_P_ESTABLISHMENT_ZERO] = cases[c][0];
        lab->values[RK_P_ESTABLISHMENT_ZERO_POWER] = cases[c][1];
        double none = 0.0, n = PLACES * BLOCKS, chance = cases[c][0];
        for (size_t i = 0; i < PLACES; i++) {
            lab->municipality[i].own_posts = -1.0;
        }
        rk_world *world = lab_begin(lab, 5, 0);
        for (uint32_t block = 0; block < BLOCKS; block++) {
            assert_int_equal(rk_simulation_begin(world, 5, block, lab->values, 0, RK_LANES), RK_OK);
            for (size_t i = 0; i < PLACES; i++) {
                none += world->place[i].n_own_posts == 0;
            }
        }
        lab_within(none, n * chance, sqrt(n * chance * (1.0 - chance)), 5.0);
        lab_free(lab);
    }
}

/* Order of the world's posts: municipality by municipality. */
static void a_planners_own_figures_override_the_prior(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(3);
    lab->municipality[0].own_posts = 7.0;
    lab->municipality[0].own_filled = 4.0;
    lab->municipality[1].own_posts = 0.0; /* given, and none */
    lab->municipality[2].own_posts = 1.0;
    lab->municipality[2].own_post_fte = 0.37;
    for (uint32_t block = 0; block < 20; block++) {
        rk_world *world = lab_begin(lab, 3, block);
        assert_int_equal(world->posts.n, 8);
        assert_int_equal(world->place[1].n_own_posts, 0);
        RK_FOR_LANES(lane)
        {
            assert_int_equal(world->at.filled[0].v[lane], 4);
            assert_int_equal(world->at.filled[1].v[lane], 0);
            assert_int_equal(world->at.effort_milli[2].v[lane], 370);
        }
        assert_int_equal(world->posts.post[7].municipality, 2);
    }
    lab_free(lab);
}

/* One post of the prior works a part of its time on DX; a planner's one post all of it. */
static void a_single_post_of_the_prior_works_a_share_of_its_time(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(2);
    lab->values[RK_P_ESTABLISHMENT_ZERO] = 0.0;
    lab->values[RK_P_ESTABLISHMENT_SCALE] = 0.0; /* 1 + Poisson(0) */
    lab->values[RK_P_ESTABLISHMENT_SINGLE_FTE] = 0.53;
    lab->municipality[0].own_posts = -1.0;
    lab->municipality[0].own_post_fte = -1.0;
    lab->municipality[1].own_post_fte = -1.0;
    rk_world *world = lab_begin(lab, 1, 0);
    assert_int_equal(world->posts.post[0].fte_milli, 530);
    assert_int_equal(world->posts.post[1].fte_milli, 1000);
    lab_free(lab);
}

static void posts_are_filled_and_specialists_with_their_chances(void **unused)
{
    (void)unused;
    enum { POSTS = 4000 };
    const double filled = 0.83, specialist = 0.27;
    rk_lab *lab = lab_new(1);
    lab_posts(lab, POSTS, RK_CONTRACT_REGULAR);
    lab->values[RK_P_ESTABLISHMENT_FILLED] = filled;
    lab->values[RK_P_ESTABLISHMENT_SPECIALIST] = specialist;
    rk_world *world = lab_begin(lab, 1, 7);
    double exempt = 0.0;
    for (size_t post = 0; post < POSTS; post++) {
        exempt += world->posts.post[post].contract == RK_CONTRACT_SPECIALIST;
    }
    lab_within(exempt, POSTS * specialist, sqrt(POSTS * specialist * (1.0 - specialist)), 5.0);
    lab_within(world->at.filled[0].v[0], POSTS * filled, sqrt(POSTS * filled * (1.0 - filled)), 5.0);
    for (int lane = 1; lane < RK_LANES; lane++) { /* posts are the block's, not the lane's */
        assert_int_equal(world->at.filled[0].v[lane], world->at.filled[0].v[0]);
    }
    lab_free(lab);
}

/* MODEL.md section 5: contract staff have the ceiling of experts, whoever employs them. */
static void contract_staff_in_own_posts_have_the_ceiling_of_experts(void **unused)
{
    (void)unused;
    static const rk_contract contracts[] = {RK_CONTRACT_FIXED_TERM, RK_CONTRACT_ONE_YEAR, RK_CONTRACT_SIDE_JOB};
    for (size_t i = 0; i < sizeof contracts / sizeof contracts[0]; i++) {
        rk_lab *lab = lab_new(1);
        lab_posts(lab, 1, contracts[i]);
        lab_on(lab, RK_PROCESS_LEARNING);
        rk_world *world = lab_begin(lab, 1, 0);
        assert_true(world->posts.post[0].ceiling == (float)lab->values[RK_P_EXPERT_PROFICIENCY]);
        assert_true(world->posts.proficiency[0].v[0] == (float)lab->values[RK_P_EXPERT_PROFICIENCY]);
        lab_free(lab);
    }
}

/* ---- Work ---- */

static void demand_follows_the_prior_or_the_planner_and_grows(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(2);
    lab->municipality[0].population_2015 = 14000.0;
    lab->municipality[1].own_demand_fte = 3.7;
    lab->values[RK_P_WORK_TREND] = 0.03;
    rk_world *world = lab_begin(lab, 1, 0);
    double prior = 0.6 * (1.0 + 0.054 * pow(97.0, 0.78));
    double growth = 0.4 * (pow(12345.0 / 14000.0, 0.2) - 1.0);
    lab_close(world->place[0].demand, prior, 1e-12);
    lab_close(world->place[1].demand, 3.7, 1e-12);
    for (int year = 0; year < 9; year++) {
        world->month = 12 * year;
        lab_month_begins(world);
        lab_close((double)world->place[0].demand_now, prior * pow(1.03, year) * pow(1.0 + growth, year), 1e-6);
        lab_close((double)world->place[1].demand_now, 3.7 * pow(1.03, year), 1e-6);
    }
    double shares = 0.0;
    for (int w = 0; w < RK_N_ONGOING; w++) {
        shares += (double)world->place[0].share[w];
    }
    lab_close(shares, 1.0, 1e-6);
    lab_close((double)world->place[0].share[RK_WORK_SECURITY], 0.13, 1e-6);
    lab_free(lab);
}

static void late_bodies_have_the_late_share_of_systems_to_migrate(void **unused)
{
    (void)unused;
    enum { BLOCKS = 300, PLACES = 10 };
    const double late = 0.52;
    rk_lab *lab = lab_new(PLACES);
    lab_on(lab, RK_PROCESS_STANDARDISATION);
    double bodies = 0.0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 5, block);
        for (size_t i = 0; i < PLACES; i++) {
            bool is_late = world->place[i].late_systems > 0.0;
            float waiting = world->at.backlog[i * RK_N_WORKSTREAMS + RK_WORK_STANDARDISATION].v[3];
            lab_close(world->place[i].late_systems, is_late ? 19.3 * 0.3 : 0.0, 1e-12);
            lab_close((double)waiting, is_late ? 19.3 * 0.3 * 1.1 : 0.0, 1e-6);
            bodies += is_late;
        }
    }
    const double n = BLOCKS * PLACES;
    lab_within(bodies, n * late, sqrt(n * late * (1.0 - late)), 5.0);
    lab_free(lab);
}

/* Delay in years, triangular on 0.5, mode, 5: the quota is 1 / (12 years). Mean (0.5 + mode + 5) / 3. */
static void vendors_are_late_by_the_triangular_delay_and_groups_are_all_used(void **unused)
{
    (void)unused;
    enum { BLOCKS = 500 };
    rk_lab *lab = lab_new(12);
    lab_on(lab, RK_PROCESS_STANDARDISATION);
    lab->values[RK_P_VENDOR_GROUPS] = 5.0;
    lab->values[RK_P_VENDOR_DELAY] = 1.9;
    double sum = 0.0, n = BLOCKS * 5.0 * RK_LANES, groups[5] = {0};
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 5, block);
        assert_int_equal(world->n_vendors, 5);
        for (size_t vendor = 0; vendor < 5; vendor++) {
            RK_FOR_LANES(lane)
            {
                double years = 1.0 / (12.0 * (double)world->vendor_quota[vendor].v[lane]);
                assert_true(years > 0.5 - 1e-6 && years < 5.0 + 1e-5);
                sum += years;
            }
        }
        for (size_t i = 0; i < 12; i++) {
            groups[world->place[i].vendor] += 1.0;
        }
    }
    double a = 0.5, b = 5.0, c = 1.9, variance = (a * a + b * b + c * c - a * b - a * c - b * c) / 18.0;
    lab_within(sum / n, (a + b + c) / 3.0, sqrt(variance / n), 5.0);
    for (int vendor = 0; vendor < 5; vendor++) {
        lab_within(groups[vendor], 12.0 * BLOCKS / 5.0, sqrt(12.0 * BLOCKS * 0.2 * 0.8), 5.0);
    }
    lab_free(lab);
}

static void systems_cost_by_the_size_of_the_municipality(void **unused)
{
    (void)unused;
    static const double people[] = {19999.0, 20000.0, 99999.0, 100000.0}, unit[] = {11700.0, 5500.0, 5500.0, 3100.0};
    rk_lab *lab = lab_new(4);
    for (size_t i = 0; i < 4; i++) {
        lab->municipality[i].population = people[i];
    }
    rk_world *world = lab_begin(lab, 1, 0);
    for (size_t i = 0; i < 4; i++) {
        lab_close(world->place[i].systems_cost, people[i] * unit[i], 1e-12);
    }
    lab_free(lab);
}

/* No cross-talk: what is drawn for a municipality does not depend on the others of the scenario. */
static void a_neighbour_more_changes_nothing_here(void **unused)
{
    (void)unused;
    rk_lab *alone = lab_new(3), *more = lab_new(9);
    lab_posts(alone, 4, RK_CONTRACT_REGULAR);
    lab_posts(more, 4, RK_CONTRACT_REGULAR);
    lab_all_on(alone);
    lab_all_on(more);
    lab_years(lab_begin(alone, 8, 2), 4);
    lab_years(lab_begin(more, 8, 2), 4);
    for (size_t i = 0; i < 3; i++) {
        assert_memory_equal(&alone->world->row[i], &more->world->row[i], sizeof(rk_row));
    }
    lab_free(alone);
    lab_free(more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(posts_are_none_or_one_and_a_poisson_number),
        cmocka_unit_test(the_ends_of_the_chance_of_no_post),
        cmocka_unit_test(a_planners_own_figures_override_the_prior),
        cmocka_unit_test(a_single_post_of_the_prior_works_a_share_of_its_time),
        cmocka_unit_test(posts_are_filled_and_specialists_with_their_chances),
        cmocka_unit_test(contract_staff_in_own_posts_have_the_ceiling_of_experts),
        cmocka_unit_test(demand_follows_the_prior_or_the_planner_and_grows),
        cmocka_unit_test(late_bodies_have_the_late_share_of_systems_to_migrate),
        cmocka_unit_test(vendors_are_late_by_the_triangular_delay_and_groups_are_all_used),
        cmocka_unit_test(systems_cost_by_the_size_of_the_municipality),
        cmocka_unit_test(a_neighbour_more_changes_nothing_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
