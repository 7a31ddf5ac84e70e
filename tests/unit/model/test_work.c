/* A month of work against a plain twin that follows MODEL.md section 7 line by line, and scripted months on the edges.
 */
#include "model/skills.h"
#include "support/lab.h"

enum { OPS = RK_WORK_OPERATIONS, SEC = RK_WORK_SECURITY, STD = RK_WORK_STANDARDISATION, RES = RK_WORK_RESIDENTS };
enum { PRO = RK_WORK_PROCEDURES, AUT = RK_WORK_AUTOMATION, DAT = RK_WORK_DATA };

/* Order in which own people take work. */
static const int own_order[RK_N_WORKSTREAMS] = {OPS, SEC, STD, RES, PRO, AUT, DAT};

/* One municipality that is late with its systems, with experts there or not; month 0, nothing done yet. */
static rk_world *a_desk(rk_lab *lab)
{
    lab_on(lab, RK_PROCESS_WORK);
    lab_on(lab, RK_PROCESS_STANDARDISATION);
    lab->values[RK_P_STANDARD_BODY_LATE] = 1.0;
    lab->municipality[0].own_demand_fte = 1.7;
    (void)lab_instrument(lab, 0); /* none of its hooks does anything; experts' time is scripted */
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    return world;
}

static rk_lanes *backlog_of(rk_world *world)
{
    return world->at.backlog;
}

/* ---- The twin: one lane, in double precision ---- */

typedef struct {
    double backlog[RK_N_WORKSTREAMS], own, support[RK_N_SKILLS], quota, emergency; /* in */
    bool stopped;
    double arrived, done, given_up, overload; /* out */
} plain_month;

static double take(double *capacity, double effect, double open)
{
    double done = fmin(*capacity * effect, open);
    *capacity -= done / effect;
    return done;
}

static void experts_first(plain_month *m, double *may_migrate)
{
    for (int skill = 0; skill < RK_N_SKILLS; skill++) {
        double capacity = m->support[skill];
        for (int i = 0; i < RK_N_WORKSTREAMS; i++) {
            int w = (int)rk_skill_order[skill][i];
            double done = take(&capacity, (double)rk_skill_effect[skill][w], w == STD ? *may_migrate : m->backlog[w]);
            m->backlog[w] -= done;
            *may_migrate -= w == STD ? done : 0.0;
            m->done += done;
        }
    }
}

static void live_plainly(const rk_lab *lab, plain_month *m)
{
    const double demand = 1.7, effort = 1.1, systems = 19.3, late = 19.3 * 0.3;
    static const double weights[RK_N_ONGOING] = {35, 12, 8, 7, 13, 25};
    double capacity_of_month = m->own;
    m->arrived = demand + m->emergency + demand * 0.35 * 0.16 * (m->backlog[STD] / effort) / systems;
    m->done = m->given_up = 0.0;
    for (int w = 0; w < RK_N_ONGOING; w++) {
        m->backlog[w] += demand * weights[w] / 100.0;
    }
    m->backlog[OPS] += m->arrived - demand;
    double may_migrate = m->stopped ? 0.0 : fmin(m->backlog[STD], late * effort * m->quota);
    experts_first(m, &may_migrate);
    double own = m->own, waiting = 0.0;
    for (int i = 0; i < RK_N_WORKSTREAMS; i++) {
        int w = own_order[i];
        double done = take(&own, 1.0, w == STD ? may_migrate : m->backlog[w]);
        bool daily = w == OPS || w == RES;
        m->backlog[w] -= done;
        double up = w == STD ? 0.0
                             : m->backlog[w] *
                                   -expm1(-lab->values[daily ? RK_P_WORK_PATIENCE_DAILY : RK_P_WORK_PATIENCE_PROJECT]);
        m->backlog[w] -= up;
        m->done += done;
        m->given_up += up;
        waiting += w == STD ? 0.0 : m->backlog[w];
    }
    for (int skill = 0; skill < RK_N_SKILLS; skill++) {
        capacity_of_month += m->support[skill];
    }
    m->overload = fmin(fmax(waiting / (capacity_of_month * 3.0) - 1.0, 0.0), 2.0);
}

/* ---- Engine against twin ---- */

static double some(uint64_t *state, double most)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return most * (double)(*state >> 33) * 0x1p-31;
}

static void script_lane(rk_world *world, int lane, plain_month *m, uint64_t *state)
{
    for (int w = 0; w < RK_N_WORKSTREAMS; w++) {
        m->backlog[w] = some(state, 1.0) < 0.2 ? 0.0 : some(state, w == STD ? 19.3 * 0.3 * 1.1 : 2.0);
        backlog_of(world)[w].v[lane] = (float)m->backlog[w];
    }
    for (int skill = 0; skill < RK_N_SKILLS; skill++) {
        m->support[skill] = some(state, 1.0) < 0.6 ? 0.0 : some(state, 0.9);
        rk_support_give(world, 0, (rk_skill)skill, lane, (float)m->support[skill], 1.0f);
    }
    m->own = some(state, 1.0) < 0.1 ? 0.0 : some(state, 3.0);
    m->emergency = some(state, 1.0) < 0.7 ? 0.0 : 1.3;
    m->stopped = some(state, 1.0) < 0.3;
    m->quota = (double)world->vendor_quota[world->place[0].vendor].v[lane];
    world->at.own_capacity[0].v[lane] = (float)m->own;
    world->at.emergency[0].v[lane] = (float)m->emergency;
    world->at.stopped_until[0].v[lane] = m->stopped ? world->month + 1 : world->month;
}

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-5 * (1.0 + fabs(b));
}

static void a_month_of_work_is_that_of_the_plain_twin(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = a_desk(lab);
    uint64_t state = 4;
    for (int trial = 0; trial < 1000; trial++) {
        plain_month months[RK_LANES];
        rk_support_clear(world);
        memset(world->at.year, 0, sizeof *world->at.year);
        RK_FOR_LANES(lane)
        {
            script_lane(world, lane, &months[lane], &state);
        }
        rk_work_month(world);
        RK_FOR_LANES(lane)
        {
            plain_month *m = &months[lane];
            live_plainly(lab, m);
            for (int w = 0; w < RK_N_WORKSTREAMS; w++) {
                assert_true(near((double)backlog_of(world)[w].v[lane], m->backlog[w]));
            }
            assert_true(near((double)world->at.year[0].demand.v[lane], m->arrived));
            assert_true(near((double)world->at.year[0].done.v[lane], m->done));
            assert_true(near((double)world->at.year[0].given_up.v[lane], m->given_up));
            bool never = m->own == 0.0 && world->at.support_fte[0].v[lane] == 0.0f;
            assert_true(never ||
                        fabs((double)world->at.overload[0].v[lane] - m->overload) < 1e-3 * (1.0 + m->overload));
        }
    }
    lab_free(lab);
}

/* ---- Tables of skills ---- */

static void a_skill_takes_every_workstream_once_the_best_first_then_by_priority(void **unused)
{
    (void)unused;
    for (int skill = 0; skill < RK_N_SKILLS; skill++) {
        unsigned seen = 0;
        for (int i = 0; i < RK_N_WORKSTREAMS; i++) {
            seen |= 1u << rk_skill_order[skill][i];
        }
        assert_int_equal(seen, (1u << RK_N_WORKSTREAMS) - 1);
        for (int i = 1; i < RK_N_WORKSTREAMS; i++) {
            rk_workstream one = rk_skill_order[skill][i - 1], next = rk_skill_order[skill][i];
            float effect = rk_skill_effect[skill][one], next_effect = rk_skill_effect[skill][next];
            int rank = 0, next_rank = 0;
            for (int k = 0; k < RK_N_WORKSTREAMS; k++) {
                rank = own_order[k] == (int)one ? k : rank;
                next_rank = own_order[k] == (int)next ? k : next_rank;
            }
            assert_true(effect > next_effect || (effect == next_effect && rank < next_rank));
            assert_true(next_effect > 0.0f && effect <= 1.0f);
        }
    }
}

/* ---- Scripted months ---- */

/* So much capacity in all lanes, and 1 person-month waiting in each workstream before the month's demand. */
static rk_world *desk_with_capacity(rk_lab *lab, float capacity)
{
    rk_world *world = a_desk(lab);
    lab_fill(&world->at.own_capacity[0], capacity);
    for (int w = 0; w < RK_N_WORKSTREAMS; w++) {
        lab_fill(&backlog_of(world)[w], 1.0f);
    }
    return world;
}

static void own_people_take_work_in_their_order_until_the_month_is_over(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = desk_with_capacity(lab, 0.0f);
    rk_lanes quota = world->vendor_quota[world->place[0].vendor];
    double sum = 0.0;
    for (int i = 0; i < RK_N_WORKSTREAMS; i++) { /* enough for the first i workstreams, and a half of the next */
        int w = own_order[i], lane = 2 * i;
        double std = fmin(1.0, 19.3 * 0.3 * 1.1 * (double)quota.v[lane]); /* a vendor of each lane */
        double parallel = 1.7 * 0.35 * 0.16 / 1.1 / 19.3;
        double arrived = w == STD ? 0.0 : 1.7 * (double)world->place[0].share[w] + (w == OPS ? parallel : 0.0);
        double open = w == STD ? std : 1.0 + arrived;
        double before = sum;
        for (int k = 0; k < i; k++) { /* the vendor's part differs between lanes */
            before += own_order[k] == STD ? std : 0.0;
        }
        world->at.own_capacity[0].v[lane] = (float)(before + open / 2.0);
        sum += w == STD ? 0.0 : open;
    }
    rk_work_month(world);
    for (int i = 0; i < RK_N_WORKSTREAMS; i++) {
        int lane = 2 * i;
        for (int k = 0; k < RK_N_WORKSTREAMS; k++) {
            float left = backlog_of(world)[own_order[k]].v[lane];
            assert_true(own_order[k] == STD || (k < i ? left < 1e-5f : left > 0.25f));
        }
    }
    lab_free(lab);
}

static void a_vendor_limits_migration_and_an_incident_stops_it(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = a_desk(lab);
    const double all = 19.3 * 0.3 * 1.1;
    for (int month = 0; month < 70; month++) {
        world->month = month;
        lab_fill(&world->at.own_capacity[0], 50.0f); /* more than all work there is */
        for (int lane = 8; lane < RK_LANES; lane++) {
            world->at.stopped_until[0].v[lane] = 4; /* months 0 to 3 stand still */
        }
        rk_work_month(world);
        RK_FOR_LANES(lane)
        {
            double years = 1.0 / (12.0 * (double)world->vendor_quota[world->place[0].vendor].v[lane]);
            int worked = lane < 8 ? month + 1 : month < 4 ? 0 : month - 3;
            double left = fmax(1.0 - worked / (12.0 * years), 0.0) * all;
            assert_true(fabs((double)backlog_of(world)[STD].v[lane] - left) < 1e-4);
            int completed = world->at.completed[0].v[lane];
            assert_true(completed == RK_NO_MONTH ? left > 1e-4 * all - 1e-4 : completed <= month && left < 1e-3);
        }
    }
    lab_free(lab);
}

/* Overload = waiting / (capacity x planning months) - 1, from 0 up to its cap; the demand of a month has been given up
 * in part. */
static void overload_is_work_waiting_over_capacity(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab->values[RK_P_OVERLOAD_CAP] = 1.3;
    lab->values[RK_P_WORK_PLANNING] = 0.7;
    rk_world *world = desk_with_capacity(lab, 0.0f);
    for (int lane = 0; lane < RK_LANES; lane++) {
        world->at.own_capacity[0].v[lane] = 0.23f * (float)lane;
    }
    rk_work_month(world);
    int overloaded = 0;
    for (int lane = 0; lane < RK_LANES; lane++) {
        double waiting = 0.0, capacity = 0.23 * lane;
        for (int w = 0; w < RK_N_ONGOING; w++) {
            waiting += (double)backlog_of(world)[w].v[lane];
        }
        double expected = capacity > 0.0 ? fmin(fmax(waiting / (capacity * 0.7) - 1.0, 0.0), 1.3) : 1.3;
        assert_true(fabs((double)world->at.overload[0].v[lane] - expected) < 1e-5);
        assert_int_equal(world->at.year[0].overload.v[lane], expected > 0.0);
        overloaded += expected > 0.0 && expected < 1.3;
    }
    assert_true(overloaded > 3); /* the formula itself has been met, not its ends alone */
    lab_free(lab);
}

static void nobody_and_no_work_is_no_overload(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab->municipality[0].own_demand_fte = 0.0;
    lab_on(lab, RK_PROCESS_WORK);
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    rk_work_month(world);
    RK_FOR_LANES(lane)
    {
        assert_true(world->at.overload[0].v[lane] == 0.0f);
        assert_true(world->at.year[0].demand.v[lane] == 0.0f);
    }
    lab_free(lab);
}

/* With nobody there, work piles up to demand over the part given up: arrivals a (1 - u) / u after the month. */
static void waiting_work_settles_where_as_much_is_given_up_as_comes(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab_on(lab, RK_PROCESS_WORK);
    lab->municipality[0].own_demand_fte = 1.7;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    for (int month = 0; month < 400; month++) {
        rk_work_month(world);
    }
    for (int w = 0; w < RK_N_ONGOING; w++) {
        bool daily = w == OPS || w == RES;
        double up = -expm1(-(daily ? 0.51 : 0.041)), comes = 1.7 * (double)world->place[0].share[w];
        lab_close((double)backlog_of(world)[w].v[5], comes * (1.0 - up) / up, 1e-4);
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_month_of_work_is_that_of_the_plain_twin),
        cmocka_unit_test(a_skill_takes_every_workstream_once_the_best_first_then_by_priority),
        cmocka_unit_test(own_people_take_work_in_their_order_until_the_month_is_over),
        cmocka_unit_test(a_vendor_limits_migration_and_an_incident_stops_it),
        cmocka_unit_test(overload_is_work_waiting_over_capacity),
        cmocka_unit_test(nobody_and_no_work_is_no_overload),
        cmocka_unit_test(waiting_work_settles_where_as_much_is_given_up_as_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
