#include "model/people.h"

#include "base/real.h"
#include "model/events.h"

#include <assert.h>
#include <string.h>

/* Age at which retirement is mandatory at the end of the fiscal year (A15). */
static int legal_age(int fiscal_year)
{
    int steps = (fiscal_year - 2021) / 2;
    return fiscal_year < 2023 ? 60 : steps > 5 ? 65 : 60 + steps;
}

void rk_retirements_establish(rk_world *world)
{
    int n_years = world->scenario->n_years, year = 0;
    assert(n_years * RK_MONTHS - RK_SIXTIETH_FIRST <= RK_SIXTIETHS_MAX);
    for (int i = 0; i < n_years * RK_MONTHS - RK_SIXTIETH_FIRST; i++) {
        int sixtieth = RK_SIXTIETH_FIRST + i;
        year = year * RK_MONTHS > sixtieth ? year : sixtieth / RK_MONTHS; /* nobody retires before that year */
        while (year < n_years && 60 + ((year + 1) * RK_MONTHS - 1 - sixtieth) / RK_MONTHS <
                                     legal_age(world->scenario->start_year + year)) {
            year++;
        }
        world->retires_in[i] = year;
    }
    world->retires_in[n_years * RK_MONTHS - RK_SIXTIETH_FIRST] = n_years;
}

float rk_quit_hazard(const rk_world *world, size_t post, int lane)
{
    const rk_posts *posts = &world->posts;
    const rk_post *info = &posts->post[post];
    float own = info->municipality == RK_NOWHERE ? 1.0f : world->place[info->municipality].quit_multiplier;
    if (rk_contract_external(info->contract)) {
        return world->quit_external * own;
    }
    int age = world->month - posts->born[post].v[lane], stay = world->month - posts->since[post].v[lane];
    return world->quit_hazard[rk_age_class(age)][rk_tenure_class(stay)] * own;
}

static float fill_hazard(const rk_world *world, rk_contract contract)
{
    if (!rk_on(world, RK_PROCESS_HIRING)) {
        return 0.0f;
    }
    switch (contract) {
    case RK_CONTRACT_ONE_YEAR:
    case RK_CONTRACT_FIXED_TERM:
    case RK_CONTRACT_SECONDEE:
    case RK_CONTRACT_COMMUNITY:
        return (float)rk_value(world, RK_P_HIRING_CONTRACT);
    case RK_CONTRACT_SIDE_JOB:
    case RK_CONTRACT_ADVISER:
        return (float)rk_value(world, RK_P_HIRING_REMOTE);
    default:
        return 0.0f; /* regular posts are filled in April alone */
    }
}

static int term_months(const rk_world *world, rk_contract contract)
{
    if (!rk_on(world, RK_PROCESS_TERM_END)) {
        return RK_NO_MONTH;
    }
    switch (contract) {
    case RK_CONTRACT_FIXED_TERM:
        return (int)(rk_value(world, RK_P_TERM_FIXED) * RK_MONTHS + 0.5);
    case RK_CONTRACT_SECONDEE:
        return (int)(rk_value(world, RK_P_TERM_SECONDEE) + 0.5);
    case RK_CONTRACT_COMMUNITY:
        return (int)(rk_value(world, RK_P_TERM_COMMUNITY) + 0.5);
    case RK_CONTRACT_ONE_YEAR:
    case RK_CONTRACT_SIDE_JOB:
    case RK_CONTRACT_ADVISER:
        return RK_MONTHS;
    default:
        return RK_NO_MONTH;
    }
}

double rk_pay_year(const rk_world *world, rk_contract contract, bool town)
{
    if (contract == RK_CONTRACT_COMMUNITY) {
        return rk_value(world, RK_P_PAY_COMMUNITY);
    }
    if (rk_contract_external(contract)) {
        return rk_value(world, RK_P_PAY_EXTERNAL);
    }
    return rk_value(world, RK_P_PAY_REGULAR) * (town ? rk_value(world, RK_P_PAY_TOWN) : 1.0);
}

double rk_pay_month(const rk_world *world, rk_contract contract, bool town)
{
    const double days = 20.0;
    return rk_contract_remote(contract)
               ? rk_value(world, RK_P_PAY_DAY) * days
               : rk_pay_year(world, contract, town) * rk_value(world, RK_P_PAY_ON_COST) / RK_MONTHS;
}

float rk_pull_more(const rk_world *world, rk_contract contract, double employer, double pay_premium)
{
    double name = rk_contract_remote(contract) ? 1.0 : employer;
    double pay = pay_premium > 0.0 ? rk_pow(pay_premium, rk_value(world, RK_P_MARKET_PAY)) : 1.0;
    return rk_contract_external(contract) || contract == RK_CONTRACT_SPECIALIST ? (float)(name * pay - 1.0) : 0.0f;
}

void rk_contracts_establish(rk_world *world)
{
    for (int contract = 0; contract < RK_N_CONTRACTS; contract++) {
        world->fill_hazard[contract] = fill_hazard(world, (rk_contract)contract);
        world->term[contract] = term_months(world, (rk_contract)contract);
    }
}

static int retirement_of(const rk_world *world, size_t post, int lane)
{
    bool own = !rk_contract_external(world->posts.post[post].contract);
    bool on = own && rk_on(world, RK_PROCESS_RETIREMENT);
    return on ? rk_retirement_month(world, world->posts.born[post].v[lane], world->month) : RK_NO_MONTH;
}

static void work_begins(rk_world *world, size_t post, int lane)
{
    rk_posts *posts = &world->posts;
    const rk_post *info = &posts->post[post];
    bool old = world->month - posts->born[post].v[lane] >= 60 * RK_MONTHS;
    int32_t milli = info->fte_milli;
    if (old) {
        milli = (int32_t)((float)milli * rk_person_at(posts, post, lane)->output60 + 0.5f);
    }
    posts->effort[post].v[lane] = (float)milli * 0.001f;
    if (info->municipality != RK_NOWHERE) {
        world->at.present[info->municipality].v[lane]++;
        world->at.effort_milli[info->municipality].v[lane] += milli;
    }
}

static void work_ends(rk_world *world, size_t post, int lane)
{
    rk_posts *posts = &world->posts;
    const rk_post *info = &posts->post[post];
    if (info->municipality != RK_NOWHERE) {
        world->at.present[info->municipality].v[lane]--;
        world->at.effort_milli[info->municipality].v[lane] -= (int32_t)(posts->effort[post].v[lane] * 1000.0f + 0.5f);
    }
    posts->effort[post].v[lane] = 0.0f;
}

/* Pay of own posts is kept as a rate per municipality; an instrument's posts count their paid months. */
static void pay_changes(rk_world *world, size_t post, int lane, int64_t yen)
{
    const rk_post *info = &world->posts.post[post];
    if (info->slot == RK_OWN) {
        world->at.pay_rate[info->municipality][lane] += yen;
    }
}

static int64_t leave_pay(const rk_world *world, size_t post)
{
    return world->posts.post[post].pay_month * world->leave_pay_milli / 1000;
}

float rk_vacancy_rate(const rk_world *world, size_t post)
{
    const rk_post *info = &world->posts.post[post];
    return -(world->fill_hazard[info->contract] * (1.0f + info->pull_more));
}

void rk_post_opens_vacant(rk_world *world, size_t post, int lane, float clock)
{
    rk_posts *posts = &world->posts;
    posts->state[post].v[lane] = RK_VACANT;
    posts->since[post].v[lane] = world->month;
    posts->clock[post].v[lane] = clock;
    posts->rate[post].v[lane] = rk_vacancy_rate(world, post);
    posts->due[post].v[lane] = RK_NO_MONTH;
}

void rk_person_leaves(rk_world *world, size_t post, int lane, float clock)
{
    rk_posts *posts = &world->posts;
    const rk_post *info = &posts->post[post];
    if (posts->state[post].v[lane] == RK_ON_LEAVE) {
        pay_changes(world, post, lane, -leave_pay(world, post));
        if (info->municipality != RK_NOWHERE) {
            world->at.on_leave[info->municipality].v[lane]--;
        }
    } else {
        pay_changes(world, post, lane, -info->pay_month);
        work_ends(world, post, lane);
    }
    if (info->municipality != RK_NOWHERE) {
        world->at.filled[info->municipality].v[lane]--;
    }
    rk_post_opens_vacant(world, post, lane, clock);
}

void rk_post_closes(rk_world *world, size_t post, int lane)
{
    rk_posts *posts = &world->posts;
    if (posts->state[post].v[lane] == RK_IN_POST || posts->state[post].v[lane] == RK_ON_LEAVE) {
        rk_person_leaves(world, post, lane, 0.0f);
    }
    posts->state[post].v[lane] = RK_CLOSED;
    posts->rate[post].v[lane] = -0.0f;
    posts->due[post].v[lane] = RK_NO_MONTH;
}

static int leave_length(const rk_world *world, uint32_t word)
{
    double months = world->leave_median * rk_exp(world->leave_sigma * rk_normal_quantile(rk_uniform(word)));
    return months < 1.0 ? 1 : months > RK_LEAVE_LONGEST ? RK_LEAVE_LONGEST : (int)(months + 0.5);
}

void rk_leave_lengths_establish(rk_world *world)
{
    double median = rk_value(world, RK_P_LEAVE_MONTHS), sigma = rk_value(world, RK_P_LEAVE_SIGMA);
    if (world->leave_length[0] > 0 && median == world->leave_median && sigma == world->leave_sigma) {
        return; /* as in the last block */
    }
    world->leave_median = median;
    world->leave_sigma = sigma;
    for (uint32_t i = 0; i <= RK_LEAVE_STEPS; i++) {
        uint32_t word = i < RK_LEAVE_STEPS ? i << (32 - RK_LEAVE_BITS) : UINT32_MAX;
        world->leave_length[i] = (uint8_t)leave_length(world, word);
    }
}

/* Higher words give longer leaves, so that only those between two lengths need the distribution. */
static int leave_months(const rk_world *world, uint32_t word)
{
    const uint8_t *around = &world->leave_length[word >> (32 - RK_LEAVE_BITS)];
    return around[0] == around[1] ? around[0] : leave_length(world, word);
}

void rk_leave_begins(rk_world *world, size_t post, int lane, uint32_t word)
{
    rk_posts *posts = &world->posts;
    const rk_post *info = &posts->post[post];
    int end = world->month + leave_months(world, word);
    int stay_end = rk_person_at(posts, post, lane)->leave_due, cause = posts->leave_cause[post].v[lane];
    if (cause == RK_DUE_ROTATION) { /* waits for the return; retirement does not */
        stay_end = retirement_of(world, post, lane);
        cause = RK_DUE_RETIREMENT;
    }
    bool stay_ends_first = stay_end <= end;
    work_ends(world, post, lane);
    pay_changes(world, post, lane, leave_pay(world, post) - info->pay_month);
    posts->state[post].v[lane] = RK_ON_LEAVE;
    posts->clock[post].v[lane] = RK_CLOCK_STANDS;
    posts->rate[post].v[lane] = -0.0f;
    rk_set_due(posts, post, lane, stay_ends_first ? stay_end : end, stay_ends_first ? cause : RK_DUE_RETURN);
    if (info->municipality != RK_NOWHERE) {
        world->at.on_leave[info->municipality].v[lane]++;
    }
}

void rk_leave_ends(rk_world *world, size_t post, int lane, float clock, uint32_t relapse_word)
{
    enum { RELAPSE_MONTHS = 24 };
    rk_posts *posts = &world->posts;
    const rk_post *info = &posts->post[post];
    if (info->municipality != RK_NOWHERE) {
        world->at.on_leave[info->municipality].v[lane]--;
    }
    pay_changes(world, post, lane, info->pay_month - leave_pay(world, post));
    posts->state[post].v[lane] = RK_IN_POST;
    posts->clock[post].v[lane] = clock;
    posts->rate[post].v[lane] = rk_quit_hazard(world, post, lane);
    rk_person *person = rk_person_at(posts, post, lane);
    int next_april = (world->month / RK_MONTHS + 1) * RK_MONTHS;
    if (person->leave_due <= world->month) { /* a rotation that leave has put off */
        bool retires = retirement_of(world, post, lane) <= next_april;
        person->leave_due = next_april;
        posts->leave_cause[post].v[lane] = retires ? RK_DUE_RETIREMENT : RK_DUE_ROTATION;
    }
    int due = person->leave_due, cause = posts->leave_cause[post].v[lane];
    double u = rk_uniform(relapse_word), chance = rk_value(world, RK_P_LEAVE_RELAPSE);
    if (u < chance) { /* the same word gives the month: uniform within two years */
        int relapse = world->month + 1 + (int)(u / chance * RELAPSE_MONTHS);
        if (relapse < due) {
            due = relapse;
            cause = RK_DUE_RELAPSE;
        }
    }
    rk_set_due(posts, post, lane, due, cause);
    work_begins(world, post, lane);
}

/* Hazards of resignation of a municipality's own people, or of nowhere's, as in rk_quit_hazard. */
static void quits_of(const rk_world *world, int place, float quits[6][3])
{
    float own = place == RK_NOWHERE ? 1.0f : world->place[place].quit_multiplier;
    for (int age_class = 0; age_class < 6; age_class++) {
        for (int tenure = 0; tenure < 3; tenure++) {
            quits[age_class][tenure] = world->quit_hazard[age_class][tenure] * own;
        }
    }
}

/* The classes of rk_age_class. */
static inline float of_age(int32_t months, float quits[6][3], int tenure)
{
    float quit = quits[0][tenure];
    quit = months >= 360 ? quits[1][tenure] : quit;
    quit = months >= 420 ? quits[2][tenure] : quit;
    quit = months >= 480 ? quits[3][tenure] : quit;
    quit = months >= 660 ? quits[4][tenure] : quit;
    return months >= 720 ? quits[5][tenure] : quit;
}

/* Hazard of resignation of a regular or specialist post in all lanes, as rk_quit_hazard; picked by comparing, since few
 * processors are fast at looking up lane by lane. Returns a bit for each lane in which somebody in post turns 60. */
static uint32_t april_of(rk_world *world, size_t post, float quits[6][3])
{
    const rk_lanes_int *born = &world->posts.born[post], *since = &world->posts.since[post];
    rk_lanes *rate = &world->posts.rate[post], now;
    rk_lanes_int turning;
    int32_t month = world->month;
    uint32_t in_post = ~rk_mask_signed(rate);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        int32_t age = month - born->v[lane], tenure = rk_tenure_class(month - since->v[lane]);
        float young = of_age(age, quits, 0), middle = of_age(age, quits, 1), old = of_age(age, quits, 2);
        float quit = tenure == 0 ? young : middle;
        quit = tenure == 2 ? old : quit;
        now.v[lane] = quit;
        turning.v[lane] = (age >= 720) & (age < 732);
    }
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        rate->v[lane] = rk_if_signed(rate->v[lane], rate->v[lane], now.v[lane]);
    }
    return in_post & rk_mask_int_equal(&turning, 1);
}

void rk_people_april(rk_world *world)
{
    rk_posts *posts = &world->posts;
    uint16_t *turning = world->events.marks;
    rk_events_clear(world);
    for (const rk_run *run = posts->run; run < &posts->run[posts->n_runs]; run++) {
        if (run->external) {
            memset(&turning[run->first], 0, (run->end - run->first) * sizeof *turning);
            continue;
        }
        float quits[6][3];
        quits_of(world, run->municipality, quits);
        for (size_t post = run->first; post < run->end; post++) {
            turning[post] = (uint16_t)april_of(world, post, quits);
        }
    }
    rk_events_add_marked(world, turning);
    for (size_t event = 0; event < world->events.n; event++) {
        size_t post = rk_events_post(world, event);
        int lane = rk_events_lane(world, event);
        work_ends(world, post, lane);
        work_begins(world, post, lane);
    }
}

/* The runs of posts need no change: months are the same for both kinds. */
void rk_post_leaves_rotation(rk_world *world, size_t post)
{
    rk_posts *posts = &world->posts;
    posts->post[post].contract = RK_CONTRACT_SPECIALIST;
    RK_FOR_LANES(lane)
    {
        int state = posts->state[post].v[lane];
        rk_person *person = rk_person_at(posts, post, lane);
        if ((state != RK_IN_POST && state != RK_ON_LEAVE) || posts->leave_cause[post].v[lane] != RK_DUE_ROTATION) {
            continue;
        }
        person->leave_due = retirement_of(world, post, lane);
        posts->leave_cause[post].v[lane] = RK_DUE_RETIREMENT;
        if (state == RK_IN_POST && posts->cause[post].v[lane] == RK_DUE_ROTATION) {
            rk_set_due(posts, post, lane, person->leave_due, RK_DUE_RETIREMENT);
        }
    }
}

void rk_post_joins_rotation(rk_world *world, size_t post)
{
    world->posts.post[post].contract = RK_CONTRACT_REGULAR;
}
