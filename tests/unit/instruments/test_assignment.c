/* How the rules of assignment lay time on members: by need, by survey, by priority, neighbours first, and at most so
 * many municipalities each (MODEL.md section 6). */
#include "pool.h"

static const int rules[] = {RK_ASSIGN_ON_REQUEST, RK_ASSIGN_EQUAL_VISITS, RK_ASSIGN_FIXED,           RK_ASSIGN_BY_NEED,
                            RK_ASSIGN_SURVEY,     RK_ASSIGN_PRIORITY,     RK_ASSIGN_NEIGHBOURS_FIRST};
enum { N_RULES = sizeof rules / sizeof *rules };

/* Nothing but the work that a test leaves waiting, and nobody of the municipalities' own who could do it. */
static rk_lab *quiet_lab(size_t n_places)
{
    rk_lab *lab = pool_lab(n_places);
    lab_on(lab, RK_PROCESS_WORK);
    lab->values[RK_P_STANDARD_BODY_LATE] = 0.0;
    for (size_t i = 0; i < n_places; i++) {
        lab->municipality[i].own_demand_fte = 0.0;
    }
    return lab;
}

static void leave_waiting(rk_world *world, size_t place, rk_workstream w, float person_months)
{
    lab_fill(&world->at.backlog[place * RK_N_WORKSTREAMS + w], person_months);
}

static void one_skill(rk_setting *set, rk_skill skill)
{
    set[RK_EXPERTS_SKILLS].n_choices = 1;
    set[RK_EXPERTS_SKILLS].choices[0] = skill;
}

static double got_of_all(const rk_world *world, int lane)
{
    double sum = 0.0;
    for (size_t place = 0; place < world->n_places; place++) {
        sum += pool_got(world, place, lane);
    }
    return sum;
}

static int served(const rk_world *world, int lane)
{
    int n = 0;
    for (size_t place = 0; place < world->n_places; place++) {
        n += pool_got(world, place, lane) > 0.0;
    }
    return n;
}

/* ---- All rules ---- */

/* Some work waits everywhere, most of it nowhere in particular. */
static void scatter_work(rk_world *world)
{
    for (size_t place = 0; place < world->n_places; place++) {
        for (int w = 0; w < RK_N_ONGOING; w++) {
            RK_FOR_LANES(lane)
            {
                unsigned number = (unsigned)place * 7919u + (unsigned)w * 104729u + (unsigned)lane * 1299709u;
                world->at.backlog[place * RK_N_WORKSTREAMS + (size_t)w].v[lane] = (float)(number % 97u) / 40.0f;
            }
        }
        RK_FOR_LANES(lane)
        {
            world->at.own_capacity[place].v[lane] = (float)((place + (size_t)lane) % 5u) * 0.8f;
            world->at.present[place].v[lane] = (int32_t)((place + (size_t)lane) % 4u);
        }
    }
}

static void shapes_conserve_time(int rule, int n_experts, size_t n_members, double days, int serves)
{
    rk_lab *lab = quiet_lab(n_members + 1);
    rk_setting *set = pool_experts(lab, n_experts, RK_CONTRACT_FIXED_TERM, rule);
    pool_members(set, RK_COMMON_MEMBERS, lab->all, n_members); /* the last municipality is none */
    lab->values[set[RK_EXPERTS_DAYS].index] = days;
    lab->values[set[RK_EXPERTS_REQUESTS].index] = 3.0;
    set[RK_EXPERTS_SERVES].count = serves;
    rk_world *world = lab_begin(lab, 5, 0);
    lab_month_begins(world);
    for (int lane = 0; lane < RK_LANES; lane++) { /* lane k: the first k experts are ill; at last all */
        for (int i = 0; i < n_experts && i < lane; i++) {
            rk_leave_begins(world, (size_t)i, lane, 0x80000000);
        }
    }
    for (int month = 0; month < 15; month++) {
        scatter_work(world);
        pool_month_of_support(world);
        RK_FOR_LANES(lane)
        {
            int there = n_experts > lane ? n_experts - lane : 0;
            double available = there * days / 20.0, given = got_of_all(world, lane);
            assert_true(given <= available * (1.0 + 1e-5) + 1e-6);
            assert_true(given >= 0.0 && pool_got(world, n_members, lane) == 0.0);
            /* But for requests and a home without an expert, somebody who is there serves somebody. */
            assert_true(rule == RK_ASSIGN_ON_REQUEST || (given > 0.05 * available) == (available > 0.0));
            assert_true(served(world, lane) <= there * serves);
        }
    }
    lab_free(lab);
}

static void no_rule_gives_more_time_than_there_is_nor_to_others_than_members(void **unused)
{
    (void)unused;
    static const struct {
        int n_experts;
        size_t n_members;
        double days;
        int serves;
    } shapes[] = {{1, 1, 20.0, 1741}, {1, 1, 0.0, 1741}, {7, 2, 13.0, 1741}, {3, 11, 4.0, 1741}, {5, 23, 20.0, 2},
                  {20, 9, 7.0, 1},    {4, 11, 20.0, 1},  {2, 23, 31.0, 3},   {0, 5, 20.0, 1741}};
    for (size_t rule = 0; rule < N_RULES; rule++) {
        for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
            shapes_conserve_time(rules[rule], shapes[i].n_experts, shapes[i].n_members, shapes[i].days,
                                 shapes[i].serves);
        }
    }
}

/* Days of the national scheme, a member and year (S37), and a cap that is never reached. */
static void no_member_gets_more_days_than_the_cap(void **unused)
{
    (void)unused;
    static const double caps[] = {3.0, 17.0, 99999.0};
    for (size_t rule = 0; rule < N_RULES; rule++) {
        int n_at_cap[3] = {0};
        for (int i = 0; i < 3; i++) {
            rk_lab *lab = pool_lab(6);
            rk_setting *set = pool_experts(lab, 4, RK_CONTRACT_ADVISER, rules[rule]);
            lab->values[set[RK_EXPERTS_DAYS_CAP].index] = caps[i];
            lab->values[set[RK_EXPERTS_REQUESTS].index] = 0.7;
            lab_on(lab, RK_PROCESS_WORK);
            rk_world *world = lab_begin(lab, 5, 0);
            for (int year = 0; year < 3; year++) {
                rk_simulation_year(world);
                for (size_t place = 0; place < 6; place++) {
                    RK_FOR_LANES(lane)
                    {
                        double days = world->row[place].count[RK_METRIC_SUPPORT][lane] * 0.02;
                        assert_true(days <= caps[i] + 0.01 + 1e-4 * caps[i]); /* support is kept in thousandths */
                        n_at_cap[i] += days >= caps[i] - 0.02;
                    }
                }
            }
            assert_true(world->total[RK_METRIC_SUPPORT][3] > 0);
            lab_free(lab);
        }
        assert_true(n_at_cap[0] > 50 && n_at_cap[1] > 20 && n_at_cap[2] == 0);
    }
}

/* A cap beyond reach is no cap, to the bit. */
static void a_cap_that_is_not_reached_changes_nothing(void **unused)
{
    (void)unused;
    for (size_t rule = 0; rule < N_RULES; rule++) {
        rk_lab *labs[2];
        for (int i = 0; i < 2; i++) {
            labs[i] = pool_lab(6);
            rk_setting *set = pool_experts(labs[i], 4, RK_CONTRACT_FIXED_TERM, rules[rule]);
            labs[i]->values[set[RK_EXPERTS_DAYS_CAP].index] = i == 0 ? RK_DAYS_NO_CAP : 99999.0;
            lab_posts(labs[i], 2, RK_CONTRACT_REGULAR);
            lab_all_on(labs[i]);
            lab_years(lab_begin(labs[i], 5, 0), 3);
        }
        assert_memory_equal(labs[0]->world->row, labs[1]->world->row, 6 * sizeof(rk_row));
        lab_free(labs[0]);
        lab_free(labs[1]);
    }
}

/* ---- What is counted ---- */

/* Two experts of 14 days for four of five municipalities: time offered, used or not, and time of acquaintances. */
static void time_offered_and_familiar_support_are_counted(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(5);
    rk_setting *set = pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS);
    lab->values[set[RK_EXPERTS_DAYS].index] = 14.0;
    pool_members(set, RK_COMMON_MEMBERS, lab->all, 4);
    rk_world *world = lab_begin(lab, 5, 0);
    double known = 0.0, given = 0.0;
    for (int month = 0; month < 5; month++) {
        double familiar = (double)pool_state(world, 0)->familiar[2].v[9];
        pool_month_of_support(world);
        known += pool_got(world, 2, 9) * familiar;
        given += pool_got(world, 2, 9);
    }
    const rk_year_sums *year = &world->at.year[2];
    lab_close((double)year->expert_time.v[9], 5 * 1.4 / 4, 1e-6);
    lab_close((double)year->support.v[9], given, 1e-6);
    lab_close((double)year->support_familiar.v[9], known, 1e-6);
    assert_true(known > 0.1 * given && known < 0.9 * given);
    assert_true(world->at.year[4].expert_time.v[9] == 0.0f);
    lab_free(lab);
}

/* The same need everywhere, work of every kind: then all rules that go by need go round equally, skill by skill. */
static void equal_needs_are_equal_visits(void **unused)
{
    (void)unused;
    static const int by[] = {RK_ASSIGN_BY_NEED, RK_ASSIGN_SURVEY, RK_ASSIGN_PRIORITY};
    for (size_t i = 0; i < 3; i++) {
        for (int waits = 0; waits < 2; waits++) { /* and where nobody needs anything */
            rk_lab *one = quiet_lab(9), *other = quiet_lab(9);
            (void)pool_experts(one, 4, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS);
            (void)pool_experts(other, 4, RK_CONTRACT_FIXED_TERM, by[i]);
            rk_world *equal = lab_begin(one, 5, 0), *need = lab_begin(other, 5, 0);
            for (size_t place = 0; place < 9; place++) {
                for (int w = 0; w < RK_N_ONGOING; w++) {
                    leave_waiting(need, place, (rk_workstream)w, (float)waits * 0.3f * (float)(w + 1));
                }
            }
            pool_month_of_support(equal);
            pool_month_of_support(need);
            for (size_t cell = 0; cell < 9 * RK_N_SKILLS; cell++) {
                RK_FOR_LANES(lane)
                {
                    double expected = (double)equal->at.support[cell].v[lane];
                    lab_close((double)need->at.support[cell].v[lane], expected, 2e-5);
                }
            }
            lab_free(one);
            lab_free(other);
        }
    }
}

/* ---- By need ---- */

/* Work waiting 5, 2, 1 and 3; own people can do 1, 2, 3 and 0 of it: needs are 4, 0, 0 and 3. */
static void days_go_where_own_people_cannot_do_the_work(void **unused)
{
    (void)unused;
    static const float waiting[] = {5, 2, 1, 3}, own[] = {1, 2, 3, 0}, expected[] = {4, 0, 0, 3};
    rk_lab *lab = quiet_lab(4);
    one_skill(pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_BY_NEED), RK_SKILL_GENERALIST);
    rk_world *world = lab_begin(lab, 5, 0);
    for (size_t place = 0; place < 4; place++) {
        leave_waiting(world, place, RK_WORK_OPERATIONS, waiting[place]);
        lab_fill(&world->at.own_capacity[place], own[place]);
    }
    pool_month_of_support(world);
    for (size_t place = 0; place < 4; place++) { /* two of two experts, two members: no travel */
        lab_close(pool_got(world, place, 9), 2.0 * (double)expected[place] / 7.0, 1e-5);
    }
    lab_free(lab);
}

static void what_will_come_this_month_counts_as_need(void **unused)
{
    (void)unused;
    rk_lab *lab = quiet_lab(2);
    one_skill(pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_BY_NEED), RK_SKILL_GENERALIST);
    lab->municipality[0].own_demand_fte = 0.9;
    lab->municipality[1].own_demand_fte = 0.3;
    rk_world *world = lab_begin(lab, 5, 0);
    lab_month_begins(world);
    pool_month_of_support(world);
    lab_close(pool_got(world, 0, 2), 1.5, 1e-5);
    lab_close(pool_got(world, 1, 2), 0.5, 1e-5);
    lab_free(lab);
}

/* Migration counts as far as the vendor goes, and not while it stands still. */
static void work_that_waits_for_the_vendor_is_no_need(void **unused)
{
    (void)unused;
    rk_lab *lab = quiet_lab(3);
    one_skill(pool_experts(lab, 3, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_BY_NEED), RK_SKILL_GENERALIST);
    lab_on(lab, RK_PROCESS_STANDARDISATION);
    lab->values[RK_P_STANDARD_BODY_LATE] = 1.0;
    rk_world *world = lab_begin(lab, 5, 0);
    for (size_t place = 0; place < 3; place++) {
        leave_waiting(world, place, RK_WORK_OPERATIONS, 0.1f);
    }
    lab_fill_int(&world->at.stopped_until[2], 5);
    pool_month_of_support(world);
    RK_FOR_LANES(lane)
    {
        double goes[3] = {0.1, 0.1, 0.1}, sum = 0.3;
        for (size_t place = 0; place < 2; place++) {
            double quota = (double)world->vendor_quota[world->place[place].vendor].v[lane];
            goes[place] += quota * (double)world->place[place].standard_quota_base;
            sum += goes[place] - 0.1;
        }
        for (size_t place = 0; place < 3; place++) {
            lab_close(pool_got(world, place, lane), 3.0 * goes[place] / sum, 1e-4);
        }
    }
    lab_free(lab);
}

/* Two desks with the same need, one of security work, one of data: each expert goes where the skill fits by its effect,
 * 1 against 0.4. */
static void a_skill_goes_where_its_work_is(void **unused)
{
    (void)unused;
    static const int by[] = {RK_ASSIGN_BY_NEED, RK_ASSIGN_SURVEY, RK_ASSIGN_PRIORITY};
    static const int skills[] = {RK_SKILL_SECURITY, RK_SKILL_DATA};
    for (size_t i = 0; i < 3; i++) {
        rk_lab *lab = quiet_lab(2);
        rk_setting *set = pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, by[i]);
        set[RK_EXPERTS_SKILLS].n_choices = 2;
        memcpy(set[RK_EXPERTS_SKILLS].choices, skills, sizeof skills);
        lab->values[RK_P_EXPERT_STRANGER] = 1.0;
        rk_world *world = lab_begin(lab, 5, 0);
        leave_waiting(world, 0, RK_WORK_SECURITY, 3.0f);
        leave_waiting(world, 1, RK_WORK_DATA, 3.0f);
        lab_fill_int(&world->at.present[0], 2);
        lab_fill_int(&world->at.present[1], 2);
        pool_month_of_support(world);
        lab_close((double)world->at.support[RK_SKILL_SECURITY].v[3], 1.0 / 1.4, 1e-5);
        lab_close((double)world->at.support[RK_SKILL_DATA].v[3], 0.4 / 1.4, 1e-5);
        lab_close((double)world->at.support[RK_N_SKILLS + RK_SKILL_SECURITY].v[3], 0.4 / 1.4, 1e-5);
        lab_close((double)world->at.support[RK_N_SKILLS + RK_SKILL_DATA].v[3], 1.0 / 1.4, 1e-5);
        lab_free(lab);
    }
}

/* ---- By survey ---- */

static void a_survey_comes_first_and_holds_until_april(void **unused)
{
    (void)unused;
    rk_lab *lab = quiet_lab(2);
    rk_setting *set = pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_SURVEY);
    one_skill(set, RK_SKILL_GENERALIST);
    set[RK_COMMON_OPENS].month = 1;
    set[RK_COMMON_START_DELAY].count = 1;
    set[RK_EXPERTS_SURVEY_MONTHS].count = 3;
    rk_world *world = lab_begin(lab, 5, 0);
    for (int month = 0; month < 26; month++) {
        float part = 0.1f + 0.03f * (float)month; /* the first member's part of all need */
        leave_waiting(world, 0, RK_WORK_DATA, 4.0f * part);
        leave_waiting(world, 1, RK_WORK_DATA, 4.0f * (1.0f - part));
        lab_month_begins(world);
        pool_month_of_support(world);
        int asked = month < 12 ? 5 : month / 12 * 12;
        double expected = month < 5 ? 0.0 : 2.0 * (0.1 + 0.03 * asked);
        lab_close(pool_got(world, 0, 11), expected, 1e-4);
        lab_close(got_of_all(world, 11), month < 5 ? 0.0 : 2.0, 1e-5);
    }
    lab_free(lab);
}

/* The logarithm of measured against true need has the sigma given, in every lane anew; a member's survey is the same
 * whoever else is asked. */
static void a_survey_is_off_by_its_error(void **unused)
{
    (void)unused;
    enum { BLOCKS = 40, PLACES = 24 };
    rk_lab *lab = quiet_lab(PLACES);
    rk_setting *set = pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_SURVEY);
    lab->values[set[RK_EXPERTS_SURVEY_ERROR].index] = 0.4;
    double sum = 0.0, squares = 0.0, n = BLOCKS * PLACES * RK_LANES;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 5, block);
        for (size_t place = 0; place < PLACES; place++) {
            leave_waiting(world, place, RK_WORK_DATA, 2.5f);
        }
        pool_month_of_support(world);
        for (size_t m = 0; m < PLACES; m++) {
            RK_FOR_LANES(lane)
            {
                double off = log((double)pool_state(world, 0)->share.noted[m].v[lane] / 2.5);
                sum += off;
                squares += off * off;
            }
        }
    }
    lab_within(sum / n, 0.0, 0.4 / sqrt(n), 5.0);
    lab_within(squares / n, 0.16, 0.16 * sqrt(2.0 / n), 5.0);
    float before = pool_state(lab->world, 0)->share.noted[23].v[5];
    pool_members(set, RK_COMMON_MEMBERS, lab->all + 23, 1);
    rk_world *world = lab_begin(lab, 5, BLOCKS - 1);
    leave_waiting(world, 23, RK_WORK_DATA, 2.5f);
    pool_month_of_support(world);
    assert_true(pool_state(world, 0)->share.noted[0].v[5] == before);
    lab_free(lab);
}

/* ---- By priority ---- */

/* Eight desks; 1, 4 and 6 have nobody, 0 and 5 one person. Staff grows with the place, so the smallest is the first. */
static const int people[8] = {1, 0, 3, 2, 0, 1, 0, 7};

static rk_world *desks(rk_lab *lab, int n_experts, double days, float need)
{
    rk_setting *set = pool_experts(lab, n_experts, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_PRIORITY);
    lab->values[set[RK_EXPERTS_DAYS].index] = days;
    lab->values[RK_P_EXPERT_TRAVEL] = 0.0;
    rk_world *world = lab_begin(lab, 5, 0);
    for (size_t place = 0; place < 8; place++) {
        lab_fill_int(&world->at.present[place], people[place]);
        leave_waiting(world, place, RK_WORK_OPERATIONS, need);
    }
    return world;
}

/* Nine days: four each for places 1 and 4, which count as cover, the last for 6, and nothing for anybody else. */
static void desks_with_nobody_get_cover_one_after_the_other(void **unused)
{
    (void)unused;
    rk_lab *lab = quiet_lab(8);
    rk_world *world = desks(lab, 3, 3.0, 5.0f);
    pool_month_of_support(world);
    world->month = 0;
    rk_cover_month(world);
    rk_cover_counted(world);
    lab_close(pool_got(world, 1, 6), 0.2, 1e-4);
    lab_close(pool_got(world, 4, 6), 0.2, 1e-4);
    lab_close(pool_got(world, 6, 6), 0.05, 1e-3);
    assert_int_equal(served(world, 6), 3);
    assert_int_equal(world->at.year[1].zero_cover.v[6] + world->at.year[4].zero_cover.v[6], 0);
    assert_int_equal(world->at.year[6].zero_cover.v[6], 1);
    lab_free(lab);
}

/* Needs of 0.5: three of nobody, two of one person, then three others. With 2.0 months of time the first two kinds are
 * served in full but for one half of the second. */
static void then_solo_desks_then_the_others(void **unused)
{
    (void)unused;
    static const double nobody[] = {0.5, 0.5, 0.5}, solo[] = {0.25, 0.5, 0.5}, others[] = {0.0, 0.25, 0.5};
    static const int n_experts[] = {2, 5, 8}; /* 2.0, then 3.25 with others at one half, then more than all need */
    static const double days[] = {20.0, 13.0, 20.0};
    for (int i = 0; i < 3; i++) {
        rk_lab *lab = quiet_lab(8);
        rk_world *world = desks(lab, n_experts[i], days[i], 0.5f);
        pool_month_of_support(world);
        double time = n_experts[i] * days[i] / 20.0;
        double round = i == 2 ? (time - 4.0) / 8.0 : 0.0; /* what nobody needs goes round equally */
        for (size_t place = 0; place < 8; place++) {
            double of_kind = people[place] == 0 ? nobody[i] : people[place] == 1 ? solo[i] : others[i];
            lab_close(pool_got(world, place, 12), of_kind + round, 2e-4);
        }
        lab_free(lab);
    }
}

/* An expert posted by another instrument is somebody. */
static void a_desk_with_a_posted_expert_is_not_empty(void **unused)
{
    (void)unused;
    rk_lab *lab = quiet_lab(2);
    rk_setting *posted = pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_FIXED); /* to place 0 */
    pool_members(posted, RK_COMMON_MEMBERS, lab->all, 1);
    rk_setting *set = pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_PRIORITY);
    lab->values[set[RK_EXPERTS_DAYS].index] = 4.0;
    rk_world *world = lab_begin(lab, 5, 0);
    leave_waiting(world, 0, RK_WORK_OPERATIONS, 9.0f);
    pool_month_of_support(world);
    lab_close(pool_got(world, 0, 8), 1.0, 1e-6);
    lab_close(pool_got(world, 1, 8), 0.2, 1e-5);
    lab_free(lab);
}

/* ---- At most so many municipalities ---- */

/* Needs 1 to 7, two experts for two each: the four largest are served. */
static void those_with_the_largest_need_are_served(void **unused)
{
    (void)unused;
    static const float need[] = {4, 1, 7, 2, 6, 3, 5};
    rk_lab *lab = quiet_lab(7);
    rk_setting *set = pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_BY_NEED);
    one_skill(set, RK_SKILL_GENERALIST);
    set[RK_EXPERTS_SERVES].count = 2;
    rk_world *world = lab_begin(lab, 5, 0);
    for (int month = 0; month < 2; month++) { /* and once more when need has changed */
        for (size_t place = 0; place < 7; place++) {
            leave_waiting(world, (place + (size_t)month) % 7, RK_WORK_OPERATIONS, need[place]);
        }
        pool_month_of_support(world);
        for (size_t place = 0; place < 7; place++) {
            double mine = (double)need[place], part = mine > 3.0 ? mine / 22.0 : 0.0;
            lab_close(pool_got(world, (place + (size_t)month) % 7, 14), 2.0 * 0.95 * part, 1e-5);
        }
    }
    lab_free(lab);
}

/* Three of seven a month: after seven months everybody has been visited three times. */
static void equal_visits_go_in_turn(void **unused)
{
    (void)unused;
    rk_lab *lab = quiet_lab(7);
    rk_setting *set = pool_experts(lab, 3, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS);
    set[RK_EXPERTS_SERVES].count = 1;
    rk_world *world = lab_begin(lab, 5, 0);
    double sum[7] = {0};
    for (int month = 0; month < 7; month++) {
        pool_month_of_support(world);
        assert_int_equal(served(world, 1), 3);
        for (size_t place = 0; place < 7; place++) {
            sum[place] += pool_got(world, place, 1);
        }
    }
    for (size_t place = 0; place < 7; place++) {
        lab_close(sum[place], 3.0, 1e-4);
    }
    lab_free(lab);
}

/* One each: nobody travels, as nobody who is posted does. */
static void one_municipality_each_takes_no_travel(void **unused)
{
    (void)unused;
    for (size_t rule = 1; rule < N_RULES; rule++) {
        rk_lab *lab = quiet_lab(11);
        rk_setting *set = pool_experts(lab, 6, RK_CONTRACT_FIXED_TERM, rules[rule]);
        set[RK_EXPERTS_SERVES].count = 1;
        rk_world *world = lab_begin(lab, 5, 0);
        scatter_work(world);
        pool_month_of_support(world);
        lab_close(got_of_all(world, 4), 6.0, 1e-5);
        lab_free(lab);
    }
}

/* ---- Neighbours first ---- */

/* Municipalities in a row: each is the neighbour of the next. */
static const size_t row[12][2] = {{1, 1}, {0, 2}, {1, 3}, {2, 4},  {3, 5},  {4, 6},
                                  {5, 7}, {6, 8}, {7, 9}, {8, 10}, {9, 11}, {10, 10}};

static rk_lab *row_of(size_t n)
{
    rk_lab *lab = quiet_lab(n);
    for (size_t i = 0; i < n; i++) {
        lab->municipality[i].neighbours = row[i];
        lab->municipality[i].n_neighbours = i == 0 || i == n - 1 ? 1 : 2;
        lab->municipality[i].longitude = 0.1 * (double)i;
    }
    return lab;
}

static void homes_hang_together_and_go_on_by_steps(void **unused)
{
    (void)unused;
    rk_lab *lab = row_of(12);
    (void)pool_experts(lab, 4, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_NEIGHBOURS_FIRST);
    const rk_experts *experts = pool_state(lab_begin(lab, 5, 0), 0);
    assert_true(experts->homes.n >= 2);
    bool at_home[12] = {false};
    for (size_t home = 0; home < experts->homes.n; home++) {
        const size_t *order;
        size_t n_home, low = 12, high = 0;
        assert_int_equal(rk_home_of(experts, home, &order, &n_home), home);
        for (size_t k = 0; k < n_home; k++) {
            assert_false(at_home[order[k]]);
            at_home[order[k]] = true;
            low = order[k] < low ? order[k] : low;
            high = order[k] > high ? order[k] : high;
        }
        assert_int_equal(high - low + 1, n_home); /* in a row: connected */
        size_t before = 0;
        for (size_t k = n_home; k < 12; k++) {
            size_t steps = order[k] < low ? low - order[k] : order[k] - high;
            assert_true(steps >= before);
            before = steps;
        }
    }
    for (size_t m = 0; m < 12; m++) {
        assert_true(at_home[m]);
    }
    lab_free(lab);
}

/* Two groups as the scenario gives them, one expert each; 0..2 need less than the first expert has, 3..5 more than the
 * second. The first goes on to 3, the nearest, at the price of the way. */
static void home_is_served_first_and_others_with_time_left(void **unused)
{
    (void)unused;
    static const size_t groups[6] = {0, 0, 0, 1, 1, 1};
    static const float need[6] = {0.3f, 0.0f, 0.2f, 0.8f, 0.4f, 0.8f};
    rk_lab *lab = row_of(6);
    rk_setting *set = pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_NEIGHBOURS_FIRST);
    set[RK_COMMON_MEMBERS].group = groups;
    set[RK_COMMON_MEMBERS].n_groups = 2;
    rk_world *world = lab_begin(lab, 5, 0);
    for (size_t place = 0; place < 6; place++) {
        leave_waiting(world, place, RK_WORK_OPERATIONS, need[place]);
    }
    pool_month_of_support(world);
    double second = 0.9 / 2.0; /* of each need: two further municipalities cost 5 % each */
    double lacks[3] = {0.8 * (1.0 - second), 0.4 * (1.0 - second), 0.8 * (1.0 - second)};
    double left = 0.95 - 0.5 - 0.05, third = fmin(left, lacks[0]);
    lab_close(pool_got(world, 0, 7), 0.3, 1e-5);
    lab_close(pool_got(world, 1, 7), 0.0, 1e-5);
    lab_close(pool_got(world, 2, 7), 0.2, 1e-5);
    lab_close(pool_got(world, 3, 7), 0.8 * second + third, 1e-5);
    lab_close(pool_got(world, 4, 7), 0.4 * second, 1e-4);
    lab_close(pool_got(world, 5, 7), 0.8 * second, 1e-4);
    lab_free(lab);
}

/* A new expert is a stranger at home alone: of the two whose home it is, one is new. */
static void a_new_expert_is_a_stranger_at_home(void **unused)
{
    (void)unused;
    static const size_t groups[4] = {0, 0, 1, 1};
    static const uint32_t words[4] = {1, 2, 3, 4};
    rk_lab *lab = row_of(4);
    rk_setting *set = pool_experts(lab, 3, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_NEIGHBOURS_FIRST);
    set[RK_COMMON_MEMBERS].group = groups;
    set[RK_COMMON_MEMBERS].n_groups = 2;
    rk_world *world = lab_begin(lab, 5, 0);
    rk_experts *experts = pool_state(world, 0);
    lab->values[RK_P_EXPERT_FAMILIAR] = 1e9;
    for (size_t m = 0; m < 4; m++) {
        lab_fill(&experts->familiar[m], 0.8f);
    }
    pool_month_of_support(world);
    rk_person_leaves(world, 2, 7, 1.0f); /* positions 0 and 2 have the first home */
    rk_person_starts(world, 2, 7, words, 1.0f);
    rk_person_leaves(world, 1, 3, 1.0f);
    rk_person_starts(world, 1, 3, words, 1.0f);
    pool_month_of_support(world);
    for (size_t m = 0; m < 4; m++) {
        lab_close((double)experts->familiar[m].v[7], m < 2 ? 0.4 : 0.8, 1e-6);
        assert_true(fabs((double)experts->familiar[m].v[3] - (m < 2 ? 0.8 : 0.0)) < 1e-6);
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_rule_gives_more_time_than_there_is_nor_to_others_than_members),
        cmocka_unit_test(no_member_gets_more_days_than_the_cap),
        cmocka_unit_test(a_cap_that_is_not_reached_changes_nothing),
        cmocka_unit_test(time_offered_and_familiar_support_are_counted),
        cmocka_unit_test(equal_needs_are_equal_visits),
        cmocka_unit_test(days_go_where_own_people_cannot_do_the_work),
        cmocka_unit_test(what_will_come_this_month_counts_as_need),
        cmocka_unit_test(work_that_waits_for_the_vendor_is_no_need),
        cmocka_unit_test(a_skill_goes_where_its_work_is),
        cmocka_unit_test(a_survey_comes_first_and_holds_until_april),
        cmocka_unit_test(a_survey_is_off_by_its_error),
        cmocka_unit_test(desks_with_nobody_get_cover_one_after_the_other),
        cmocka_unit_test(then_solo_desks_then_the_others),
        cmocka_unit_test(a_desk_with_a_posted_expert_is_not_empty),
        cmocka_unit_test(those_with_the_largest_need_are_served),
        cmocka_unit_test(equal_visits_go_in_turn),
        cmocka_unit_test(one_municipality_each_takes_no_travel),
        cmocka_unit_test(homes_hang_together_and_go_on_by_steps),
        cmocka_unit_test(home_is_served_first_and_others_with_time_left),
        cmocka_unit_test(a_new_expert_is_a_stranger_at_home),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
