/* Years with every process on: after the people of each month and after each year, what is counted is what is there. */
#include "support/lab.h"

/* An instrument of the test's own: posts of every contract, some of them dated, an expert who belongs nowhere, expert
 * time for some, and a look at the whole state in the middle of every month, after exits and hires. */
enum { PLACES = 6, OWN = 5, YEARS = 9 };

static const struct {
    rk_contract contract;
    int place, opens, closes;
    bool staffed;
} added[] = {
    {RK_CONTRACT_FIXED_TERM, 0, 0, RK_NO_MONTH, true},
    {RK_CONTRACT_ONE_YEAR, 0, 7, 61, true},
    {RK_CONTRACT_SECONDEE, 1, 12, RK_NO_MONTH, false},
    {RK_CONTRACT_SIDE_JOB, 2, 3, 50, false},
    {RK_CONTRACT_ADVISER, 2, 0, RK_NO_MONTH, true},
    {RK_CONTRACT_REGULAR, 3, 17, RK_NO_MONTH, true},
    {RK_CONTRACT_SPECIALIST, 3, 24, 96, false},
    {RK_CONTRACT_CHAMPION, 4, 0, RK_NO_MONTH, false},
    {RK_CONTRACT_FIXED_TERM, RK_NOWHERE, 0, RK_NO_MONTH, true},
};
enum { N_ADDED = sizeof added / sizeof added[0] };

static rk_status add_posts(rk_world *world, size_t slot)
{
    for (size_t i = 0; i < N_ADDED; i++) {
        rk_post post = {.municipality = added[i].place,
                        .slot = (int)slot,
                        .contract = added[i].contract,
                        .skill = RK_SKILL_DATA,
                        .fte_milli = 333 + 101 * (int)i,
                        .who = rk_who_added_post(39000, 3, (unsigned)i),
                        .opens = added[i].opens,
                        .closes = added[i].closes,
                        .staffed = added[i].staffed,
                        .ceiling = 0.97f,
                        .pay_month = 500009};
        if (rk_world_add_post(world, &post) != RK_OK) {
            return RK_ERR_MEMORY;
        }
    }
    return RK_OK;
}

static void give_time(rk_world *world, size_t slot)
{
    (void)slot;
    for (int lane = 0; lane < RK_LANES; lane += 2) {
        rk_support_give(world, 1, RK_SKILL_SECURITY, lane, 0.31f, 0.5f);
        world->at.posted[5].v[lane] += world->month % 3 == 0;
    }
}

/* ---- In the middle of a month ---- */

static void one_spell_is_in_order(const rk_world *world, size_t post, int lane)
{
    const rk_posts *posts = &world->posts;
    int state = posts->state[post].v[lane], due = posts->due[post].v[lane];
    bool somebody = state == RK_IN_POST || state == RK_ON_LEAVE;
    /* What ran out has been dealt with; or, where a term was renewed in the same month, will be in the next. */
    bool renewed = state == RK_IN_POST && posts->cause[post].v[lane] == RK_DUE_TERM;
    assert_true(posts->clock[post].v[lane] >= 0.0f || renewed);
    assert_true(due > world->month);
    assert_true(posts->next_due[post] <= due);
    assert_true(somebody || due == RK_NO_MONTH);
    assert_true((posts->effort[post].v[lane] > 0.0f) == (state == RK_IN_POST));
    assert_true(somebody ? *lab_since(world, post, lane) <= world->month : true);
    assert_true((signbit(posts->rate[post].v[lane]) == 0) == (state == RK_IN_POST));
    assert_true(state == RK_IN_POST || state == RK_VACANT || posts->rate[post].v[lane] == 0.0f);
    bool open = posts->post[post].opens <= world->month && world->month < posts->post[post].closes;
    assert_int_equal(state == RK_CLOSED, !open);
    float proficiency = posts->proficiency[post].v[lane];
    assert_true(proficiency >= 0.0f && proficiency <= 1.2f);
}

typedef struct {
    int filled, present, on_leave, milli, posts;
    double pay;
} head_count;

static head_count count_heads(const rk_world *world, size_t place, int lane, double on_leave_pay)
{
    head_count heads = {0};
    for (size_t post = 0; post < world->posts.n; post++) {
        const rk_post *info = &world->posts.post[post];
        if (info->municipality != (int)place) {
            continue;
        }
        int state = world->posts.state[post].v[lane];
        double pay = info->slot == RK_OWN ? (double)info->pay_month : 0.0;
        heads.filled += state == RK_IN_POST || state == RK_ON_LEAVE;
        heads.present += state == RK_IN_POST;
        heads.on_leave += state == RK_ON_LEAVE;
        heads.posts += state != RK_CLOSED;
        heads.milli += (int)lrint((double)world->posts.effort[post].v[lane] * 1000.0);
        heads.pay += state == RK_IN_POST ? pay : state == RK_ON_LEAVE ? pay * on_leave_pay : 0.0;
    }
    return heads;
}

static long n_looks;

static void look(rk_world *world, size_t slot)
{
    (void)slot;
    const rk_places_state *at = &world->at;
    double on_leave_pay = rk_value(world, RK_P_PAY_LEAVE);
    for (size_t post = 0; post < world->posts.n; post++) {
        RK_FOR_LANES(lane)
        {
            one_spell_is_in_order(world, post, lane);
        }
    }
    for (size_t place = 0; place < world->n_places; place++) {
        RK_FOR_LANES(lane)
        {
            head_count heads = count_heads(world, place, lane, on_leave_pay);
            assert_int_equal(at->filled[place].v[lane], heads.filled);
            assert_int_equal(at->present[place].v[lane], heads.present);
            assert_int_equal(at->on_leave[place].v[lane], heads.on_leave);
            assert_int_equal(at->effort_milli[place].v[lane], heads.milli);
            assert_int_equal(world->place[place].n_posts_open, heads.posts);
            double apart =
                (double)at->pay_rate[place][lane] - heads.pay; /* leave is cut to whole yen, person by person */
            assert_true(heads.on_leave == 0 ? apart == 0.0 : fabs(apart) <= heads.on_leave);
            assert_true(at->knowhow[place].v[lane] >= 0.0f && at->knowhow[place].v[lane] <= 1.0f + 1e-6f);
            assert_true(at->own_capacity[place].v[lane] >= 0.0f);
        }
    }
    n_looks++;
}

/* ---- After a year ---- */

typedef struct {
    int filled[PLACES][RK_LANES];
    double backlog[PLACES][RK_LANES];
} stocks;

static void take_stock(const rk_world *world, stocks *stock)
{
    for (size_t place = 0; place < PLACES; place++) {
        RK_FOR_LANES(lane)
        {
            stock->filled[place][lane] = world->at.filled[place].v[lane];
            stock->backlog[place][lane] = 0.0;
            for (size_t w = 0; w < RK_N_WORKSTREAMS; w++) {
                stock->backlog[place][lane] += (double)world->at.backlog[place * RK_N_WORKSTREAMS + w].v[lane];
            }
        }
    }
}

static void people_and_work_are_conserved(const rk_world *world, const stocks *before, const stocks *after)
{
    for (size_t place = 0; place < PLACES; place++) {
        const rk_year_sums *year = &world->at.year[place];
        RK_FOR_LANES(lane)
        {
            int gone = year->resignations.v[lane] + year->retirements.v[lane] + year->rotations.v[lane] +
                       year->term_ends.v[lane] + year->leave_exits.v[lane];
            assert_int_equal(after->filled[place][lane], before->filled[place][lane] + year->hires.v[lane] - gone);
            double more = (double)year->demand.v[lane] - (double)year->done.v[lane] - (double)year->given_up.v[lane];
            double expected = before->backlog[place][lane] + more;
            assert_true(fabs(after->backlog[place][lane] - expected) < 1e-3 * (1.0 + expected));
        }
    }
}

static void rows_do_not_contradict_themselves(const rk_world *world, int posts_of_the_last)
{
    for (size_t place = 0; place < PLACES; place++) {
        const rk_row *row = &world->row[place];
        RK_FOR_LANES(lane)
        {
#define COUNT(metric) row->count[RK_METRIC_##metric][lane]
#define YEN(metric) row->money[RK_METRIC_##metric - RK_N_COUNTS][lane]
            assert_true(COUNT(ZERO_COVER_MONTHS) <= COUNT(NOBODY_MONTHS));
            assert_true(COUNT(NOBODY_MONTHS) + COUNT(SOLO_MONTHS) <= 12);
            assert_true(COUNT(VACANCY_MONTHS) >= 0 && COUNT(LEAVE_MONTHS) <= COUNT(FILLED_POST_MONTHS));
            assert_true(COUNT(REACHED) <= COUNT(PROCEDURES_ONLINE) && COUNT(REACHED_65) <= COUNT(PROCEDURES_ONLINE));
            assert_true(COUNT(STANDARDISATION_DONE) >= 0 && COUNT(STANDARDISATION_DONE) <= 1000);
            for (int m = 0; m < RK_N_COUNTS; m++) {
                assert_true(row->count[m][lane] >= 0);
            }
            int64_t items = 0;
            for (int item = 0; item < RK_N_ITEMS; item++) {
                items += row->money[item][lane];
            }
            int64_t payers = YEN(PAID_MUNICIPALITY) + YEN(PAID_PREFECTURE) + YEN(PAID_NATION) + YEN(PAID_JOINT_OFFICE) +
                             YEN(PAID_OTHER);
            assert_true(items == YEN(COST_TOTAL) && payers == YEN(COST_TOTAL));
            if (place == PLACES - 1) { /* its own posts alone, so that the number of posts stays */
                assert_int_equal(COUNT(FILLED_POST_MONTHS) + COUNT(VACANCY_MONTHS), 12 * posts_of_the_last);
            }
#undef COUNT
#undef YEN
        }
    }
}

/* ---- Years ---- */

/* Hazards such that everything happens often. */
static rk_lab *busy_lab(void)
{
    static const rk_parameter often[] = {RK_P_QUIT_20S,   RK_P_QUIT_30_34, RK_P_QUIT_35_39,   RK_P_QUIT_40_54,
                                         RK_P_QUIT_55_59, RK_P_LEAVE_RATE, RK_P_QUIT_EXTERNAL};
    rk_lab *lab = lab_new(PLACES);
    lab_posts(lab, OWN, RK_CONTRACT_REGULAR);
    lab_all_on(lab);
    lab->scenario.n_years = YEARS;
    lab->municipality[2].kind = RK_TOWN;
    lab->hooks[0] = (rk_hooks){.establish = add_posts, .support = give_time, .work = look};
    (void)lab_instrument(lab, 0);
    for (size_t i = 0; i < sizeof often / sizeof often[0]; i++) {
        lab->values[often[i]] = 0.013;
    }
    lab->values[RK_P_ESTABLISHMENT_SPECIALIST] = 0.4;
    lab->values[RK_P_ESTABLISHMENT_FILLED] = 0.9;
    lab->values[RK_P_LEAVE_TREND] = 0.05;
    lab->values[RK_P_QUIT_TREND] = 0.06;
    lab->values[RK_P_INCIDENT_SECURITY] = 0.05;
    lab->values[RK_P_WORK_TREND] = 0.02;
    lab->values[RK_P_PAY_DRIFT] = 0.01;
    return lab;
}

static void everything_adds_up_month_by_month_and_year_by_year(void **unused)
{
    (void)unused;
    static stocks before, after;
    rk_lab *lab = busy_lab();
    for (uint32_t block = 0; block < 30; block++) {
        rk_world *world = lab_begin(lab, 99, block);
        n_looks = 0;
        for (int year = 0; year < YEARS; year++) {
            take_stock(world, &before);
            rk_simulation_year(world);
            take_stock(world, &after);
            people_and_work_are_conserved(world, &before, &after);
            rows_do_not_contradict_themselves(world, OWN);
        }
        assert_int_equal(n_looks, 12 * YEARS);
    }
    lab_free(lab);
}

/* Scripted exits are no proof that they happen by themselves. */
static void everything_does_happen_in_those_years(void **unused)
{
    (void)unused;
    static const rk_metric seen[] = {
        RK_METRIC_HIRES,       RK_METRIC_RESIGNATIONS, RK_METRIC_RETIREMENTS,        RK_METRIC_ROTATIONS,
        RK_METRIC_TERM_ENDS,   RK_METRIC_LEAVE_STARTS, RK_METRIC_LEAVE_EXITS,        RK_METRIC_KNOWHOW_LOST,
        RK_METRIC_SUPPORT,     RK_METRIC_SURGE_MONTHS, RK_METRIC_SECURITY_INCIDENTS, RK_METRIC_UNSERVED_WORK,
        RK_METRIC_SOLO_MONTHS,
    };
    rk_lab *lab = busy_lab();
    rk_world *world = lab_begin(lab, 99, 0);
    lab_years(world, YEARS);
    for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++) {
        int64_t sum = 0;
        RK_FOR_LANES(lane)
        {
            sum += world->horizon_total[seen[i]][lane];
        }
        assert_true(sum > 0);
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_adds_up_month_by_month_and_year_by_year),
        cmocka_unit_test(everything_does_happen_in_those_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
