/* People who take up a post. What the four words of a spell say about each (age, stay, plans, output) is found for many
 * at once, by loops that the compiler turns into vector instructions; then each is seated in its lane. MODEL.md
 * sections 2 and 3. */
#include "model/events.h"
#include "model/journal.h"
#include "model/people.h"

#include <string.h>

enum { AT_ONCE = 64 };

/* Some people who come this month, side by side. */
typedef struct {
    size_t n, whole;         /* whole: in whole rows of lanes; what the loops find for nobody is never looked at */
    bool found;              /* at the start, in the middle of a stay, in all lanes of each post; else they begin */
    bool hired;              /* they count as hires */
    bool some_regular;       /* somebody's stay may end by rotation */
    const uint32_t *at;      /* [n] post and lane, as in events.h */
    const uint32_t *word[4]; /* [whole] of the spell */
    const uint32_t *past;    /* [whole] uniform for the stay so far, of those found */
    const float *clock;      /* [n] exponential of word 0 */

    /* The post's */
    int32_t contract[AT_ONCE], term[AT_ONCE], fte_milli[AT_ONCE];
    float ceiling[AT_ONCE], multiplier[AT_ONCE];

    /* The person's */
    int32_t age[AT_ONCE], stay[AT_ONCE], since[AT_ONCE], due[AT_ONCE], cause[AT_ONCE], milli[AT_ONCE];
    float proficiency[AT_ONCE], rate[AT_ONCE], output60[AT_ONCE];
} comers;

static void posts_of(const rk_world *world, comers *all)
{
    const rk_post *posts = world->posts.post;
    const rk_place *places = world->place;
    const uint32_t *at = all->at;
    size_t same = all->found ? RK_LANES : 1; /* how many come to one post, one after another */
    all->some_regular = false;
    for (size_t first = 0; first < all->n; first += same) {
        const rk_post *post = &posts[at[first] / RK_LANES];
        int32_t contract = (int32_t)post->contract, term = world->term[contract];
        float multiplier = post->municipality == RK_NOWHERE ? 1.0f : places[post->municipality].quit_multiplier;
        all->some_regular |= contract == RK_CONTRACT_REGULAR;
        for (size_t i = first; i < first + same; i++) {
            all->contract[i] = contract;
            all->term[i] = term;
            all->fte_milli[i] = post->fte_milli;
            all->ceiling[i] = post->ceiling;
            all->multiplier[i] = multiplier;
        }
    }
}

/* As rk_contract_external, without a branch. */
static inline int32_t from_outside(int32_t contract)
{
    return (contract != RK_CONTRACT_REGULAR) & (contract != RK_CONTRACT_SPECIALIST) &
           (contract != RK_CONTRACT_CHAMPION);
}

/* Age in months of somebody who comes: as the mix of DX staff, or around the mean age of external experts. */
static void find_ages(const rk_world *world, comers *all)
{
    const double *limit = world->age_limit, *below = world->age_below, *inverse = world->age_width_inverse;
    const double limit_0 = limit[0], limit_1 = limit[1], limit_2 = limit[2];
    const double below_0 = below[0], below_1 = below[1], below_2 = below[2], below_3 = below[3];
    const double inverse_0 = inverse[0], inverse_1 = inverse[1], inverse_2 = inverse[2], inverse_3 = inverse[3];
    const double outside = rk_value(world, RK_P_HIRING_AGE_EXTERNAL);
    const uint32_t *word = all->word[1];
#pragma omp simd
    for (size_t i = 0; i < all->whole; i++) {
        double u = rk_uniform(word[i]);
        double decade = u >= limit_2 ? 3.0 : u >= limit_1 ? 2.0 : u >= limit_0 ? 1.0 : 0.0;
        double from = u >= limit_2 ? below_3 : u >= limit_1 ? below_2 : u >= limit_0 ? below_1 : below_0;
        double width = u >= limit_2 ? inverse_3 : u >= limit_1 ? inverse_2 : u >= limit_0 ? inverse_1 : inverse_0;
        double own = 20.0 + 10.0 * (decade + (u - from) * width), external = outside + 24.0 * (u - 0.5);
        all->age[i] = (int32_t)((from_outside(all->contract[i]) ? external : own) * RK_MONTHS);
    }
}

/* Years in post before rotation: P(T > k) = exp(-((k + 1/2) / scale)^shape), of those found as their table says, but
 * never before the minimum. The first years are counted without a branch, since nobody can predict where a search would
 * end. */
static void find_stays(const rk_world *world, comers *all)
{
    enum { FIRST = 12 };
    const uint32_t *longer = all->found ? world->stays_found : world->stays_longer, *word = all->word[2];
    int32_t at_least = world->stay_at_least, long_stays = 0;
#pragma omp simd reduction(| : long_stays)
    for (size_t i = 0; i < all->whole; i++) {
        int32_t years = 0;
        for (int k = 0; k < FIRST; k++) {
            years += word[i] < longer[k];
        }
        long_stays |= years == FIRST;
        all->stay[i] = years > at_least ? years : at_least;
    }
    for (size_t i = 0; long_stays && i < all->n; i++) {
        int32_t years = all->stay[i];
        while (years >= FIRST && word[i] < longer[years]) {
            years++;
        }
        all->stay[i] = years;
    }
}

/* The stay so far of those found: a uniform part of the stay planned, in whole years since an April; and what they have
 * learned. */
static void find_pasts(const rk_world *world, comers *all)
{
    enum { SPECIALIST_YEARS = 8 };
    bool learning = rk_on(world, RK_PROCESS_LEARNING);
    float start = (float)rk_value(world, RK_P_LEARNING_START);
    int32_t years[AT_ONCE];
#pragma omp simd
    for (size_t i = 0; i < all->whole; i++) {
        int32_t stay = (all->contract[i] == RK_CONTRACT_REGULAR ? all->stay[i] : SPECIALIST_YEARS) * RK_MONTHS;
        int32_t past = (int32_t)(rk_uniform(all->past[i]) * stay / RK_MONTHS);
        years[i] = from_outside(all->contract[i]) ? 0 : past;
        all->since[i] = -years[i] * RK_MONTHS;
    }
    for (size_t i = 0; i < all->n; i++) {
        float ceiling = all->ceiling[i],
              left = from_outside(all->contract[i]) ? 0.0f : (float)world->unlearned[years[i]];
        all->proficiency[i] = learning ? ceiling + (start - ceiling) * left : 1.0f;
    }
}

static void begin_now(const rk_world *world, comers *all)
{
    bool learning = rk_on(world, RK_PROCESS_LEARNING);
    float novice = learning ? (float)rk_value(world, RK_P_LEARNING_START) : 1.0f;
    float expert = learning ? (float)rk_value(world, RK_P_EXPERT_PROFICIENCY) : 1.0f;
    int32_t month = world->month;
#pragma omp simd
    for (size_t i = 0; i < all->whole; i++) {
        all->since[i] = month;
        all->proficiency[i] = from_outside(all->contract[i]) ? expert : novice;
    }
}

/* As rk_retirement_month, without a branch: every fourth or so retires in the run. */
static void retire(const rk_world *world, comers *all)
{
    const int32_t *retires_in = world->retires_in;
    int32_t month = world->month, now = month / RK_MONTHS, years = world->scenario->n_years;
    int32_t sixty = 60 * RK_MONTHS, past_run = years * RK_MONTHS - RK_SIXTIETH_FIRST, at[AT_ONCE];
#pragma omp simd
    for (size_t i = 0; i < all->whole; i++) {
        int32_t from = month - all->age[i] + sixty - RK_SIXTIETH_FIRST;
        at[i] = from < 0 ? 0 : from < past_run ? from : past_run;
    }
#pragma omp simd
    for (size_t i = 0; i < all->whole; i++) {
        int32_t year = retires_in[at[i]];
        year = year > now ? year : now;
        int32_t ever = !from_outside(all->contract[i]) & (year < years);
        int32_t retirement = ever ? (year + 1) * RK_MONTHS : RK_NO_MONTH;
        bool first = retirement < all->due[i];
        all->due[i] = first ? retirement : all->due[i];
        all->cause[i] = first ? RK_DUE_RETIREMENT : all->cause[i];
    }
}

/* The dated event that will end each stay, the earliest of rotation, retirement and end of term. Rotation is in April,
 * but not on the day of coming. */
static void plan_ends(const rk_world *world, comers *all)
{
    int32_t month = world->month, next_april = (month / RK_MONTHS + 1) * RK_MONTHS;
    int32_t april = (month + RK_MONTHS - 1) / RK_MONTHS * RK_MONTHS, found = all->found;
    int32_t rotation = rk_on(world, RK_PROCESS_ROTATION);
#pragma omp simd
    for (size_t i = 0; i < all->whole; i++) {
        int32_t moves = (found ? all->since[i] : april) + RK_MONTHS * all->stay[i];
        moves = moves > month ? moves : next_april;
        int32_t rotates = rotation & (all->contract[i] == RK_CONTRACT_REGULAR);
        int32_t due = rotates ? moves : RK_NO_MONTH, cause = rotates ? RK_DUE_ROTATION : RK_DUE_NOTHING;
        bool term = all->term[i] != RK_NO_MONTH;
        all->due[i] = term ? all->since[i] + all->term[i] : due;
        all->cause[i] = term ? RK_DUE_TERM : cause;
    }
    if (rk_on(world, RK_PROCESS_RETIREMENT)) {
        retire(world, all);
    }
}

/* Hazard of resignation, and output: less from 60 on, for some. */
static void find_rates(const rk_world *world, comers *all)
{
    const float *hazard = &world->quit_hazard[0][0];
    float external = world->quit_external, output60 = world->output60;
    uint32_t full = world->stays_full_time;
    const uint32_t *word = all->word[3];
    int32_t month = world->month;
#pragma omp simd
    for (size_t i = 0; i < all->whole; i++) {
        int32_t age = all->age[i], stay = month - all->since[i];
        float own = hazard[rk_age_class(age) * 3 + rk_tenure_class(stay)];
        all->rate[i] = (from_outside(all->contract[i]) ? external : own) * all->multiplier[i];
        all->output60[i] = word[i] < full ? 1.0f : output60;
    }
#pragma omp simd
    for (size_t i = 0; i < all->whole; i++) {
        int32_t less = (int32_t)((float)all->fte_milli[i] * all->output60[i] + 0.5f);
        all->milli[i] = all->age[i] >= 60 * RK_MONTHS ? less : all->fte_milli[i];
    }
}

/* Into the rows of the posts. */
static void take_seats(rk_world *world, const comers *all)
{
    rk_posts *posts = &world->posts;
    float *clock = posts->clock->v, *rate = posts->rate->v, *proficiency = posts->proficiency->v;
    float *effort = posts->effort->v;
    int32_t *state = posts->state->v, *since = posts->since->v, *born = posts->born->v, *due = posts->due->v;
    int32_t month = world->month;
    for (size_t i = 0; i < all->n; i++) {
        size_t at = all->at[i];
        state[at] = RK_IN_POST;
        clock[at] = all->clock[i];
        rate[at] = all->rate[i];
        since[at] = all->since[i];
        born[at] = month - all->age[i];
        proficiency[at] = all->proficiency[i];
        effort[at] = (float)all->milli[i] * 0.001f;
        due[at] = all->due[i];
    }
    for (size_t i = 0; world->teaches && i < all->n; i++) {
        posts->lift->v[all->at[i]] = 0.0f;
        posts->attending->v[all->at[i]] = 0;
    }
}

/* Into the records of events, and the counts of the municipality. */
static void sign_on(rk_world *world, const comers *all)
{
    const rk_post *posts = world->posts.post;
    rk_person *people = world->posts.person;
    uint8_t *cause = world->posts.cause->v, *leave_cause = world->posts.leave_cause->v;
    int32_t *next_due = world->posts.next_due, hired = all->hired;
    rk_places_state *at = &world->at;
    for (size_t i = 0; i < all->n; i++) {
        size_t post = all->at[i] / RK_LANES, lane = all->at[i] % RK_LANES;
        const rk_post *info = &posts[post];
        int32_t due = all->due[i];
        people[all->at[i]] = (rk_person){due, all->output60[i]};
        leave_cause[all->at[i]] = cause[all->at[i]] = (uint8_t)all->cause[i];
        next_due[post] = due < next_due[post] ? due : next_due[post];
        if (info->municipality != RK_NOWHERE) {
            size_t place = (size_t)info->municipality;
            at->filled[place].v[lane]++;
            at->present[place].v[lane]++;
            at->effort_milli[place].v[lane] += all->milli[i];
            at->year[place].hires.v[lane] += hired;
            if (info->slot == RK_OWN) {
                at->pay_rate[place][lane] += info->pay_month;
            }
        }
    }
}

/* Those found come to all lanes of a post: whole rows change. first: of the 16 in all. */
static void take_row(rk_world *world, const comers *all, size_t first)
{
    rk_posts *posts = &world->posts;
    size_t post = all->at[first] / RK_LANES;
    rk_lanes *effort = &posts->effort[post];
    rk_lanes_int *state = &posts->state[post], *born = &posts->born[post];
    const int32_t *age = &all->age[first], *milli = &all->milli[first], *due = &all->due[first];
    int32_t month = world->month, next = posts->next_due[post];
    memcpy(&posts->clock[post], &all->clock[first], sizeof *posts->clock);
    memcpy(&posts->rate[post], &all->rate[first], sizeof *posts->rate);
    memcpy(&posts->since[post], &all->since[first], sizeof *posts->since);
    memcpy(&posts->proficiency[post], &all->proficiency[first], sizeof *posts->proficiency);
    memcpy(&posts->due[post], due, sizeof *posts->due);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        state->v[lane] = RK_IN_POST;
        born->v[lane] = month - age[lane];
    }
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        effort->v[lane] = (float)milli[lane] * 0.001f;
    }
#pragma omp simd reduction(min : next)
    for (int lane = 0; lane < RK_LANES; lane++) {
        next = due[lane] < next ? due[lane] : next;
    }
    posts->next_due[post] = next;
    if (world->teaches) {
        posts->lift[post] = (rk_lanes){{0}};
        posts->attending[post] = (rk_lanes_int){{0}};
    }
}

/* The same of sign_on. */
static void sign_row_on(rk_world *world, const comers *all, size_t first)
{
    size_t post = all->at[first] / RK_LANES;
    const rk_post *info = &world->posts.post[post];
    rk_person *person = rk_person_at(&world->posts, post, 0);
    rk_lanes_byte cause;
    for (size_t lane = 0; lane < RK_LANES; lane++) {
        person[lane] = (rk_person){all->due[first + lane], all->output60[first + lane]};
        cause.v[lane] = (uint8_t)all->cause[first + lane];
    }
    world->posts.cause[post] = world->posts.leave_cause[post] = cause;
    if (info->municipality == RK_NOWHERE) {
        return;
    }
    rk_places_state *at = &world->at;
    rk_lanes_int *filled = &at->filled[info->municipality], *present = &at->present[info->municipality];
    rk_lanes_int *effort = &at->effort_milli[info->municipality];
    int64_t *pay = at->pay_rate[info->municipality], more = info->slot == RK_OWN ? info->pay_month : 0;
#pragma omp simd
    for (size_t lane = 0; lane < RK_LANES; lane++) {
        filled->v[lane]++;
        present->v[lane]++;
        effort->v[lane] += all->milli[first + lane];
    }
#pragma omp simd
    for (size_t lane = 0; lane < RK_LANES; lane++) {
        pay[lane] += more;
    }
}

static void come(rk_world *world, comers *all)
{
    posts_of(world, all);
    find_ages(world, all);
    if (all->some_regular) {
        find_stays(world, all);
    }
    if (all->found) {
        find_pasts(world, all);
    } else {
        begin_now(world, all);
    }
    plan_ends(world, all);
    find_rates(world, all);
    if (all->found) {
        for (size_t first = 0; first < all->n; first += RK_LANES) {
            take_row(world, all, first);
            sign_row_on(world, all, first);
        }
    } else {
        take_seats(world, all);
        sign_on(world, all);
    }
}

static void come_for_events(rk_world *world, size_t first, size_t end, bool found)
{
    comers all = {.found = found, .hired = !found};
    for (size_t at = first; at < end; at += all.n) {
        all.n = end - at < AT_ONCE ? end - at : AT_ONCE;
        all.whole = (all.n + RK_LANES - 1) / RK_LANES * RK_LANES;
        all.at = &world->events.at[at];
        all.clock = &world->events.threshold[at];
        all.past = &world->events.past[at];
        for (size_t word = 0; word < 4; word++) {
            all.word[word] = &world->events.words[word * world->events.capacity + at];
        }
        come(world, &all);
    }
}

void rk_people_come(rk_world *world, size_t first, size_t end)
{
    come_for_events(world, first, end, false);
    for (size_t event = first; world->journal != NULL && event < end; event++) {
        rk_note_post(world, rk_events_post(world, event), rk_events_lane(world, event), RK_EVENT_CAME);
    }
}

void rk_people_found(rk_world *world, size_t first, size_t end)
{
    come_for_events(world, first, end, true);
}

void rk_person_starts(rk_world *world, size_t post, int lane, const uint32_t words[4], float clock)
{
    uint32_t at = (uint32_t)(post * RK_LANES + (size_t)lane), word[4][RK_LANES] = {{0}};
    comers one = {.n = 1, .whole = RK_LANES, .at = &at, .clock = &clock};
    for (size_t i = 0; i < 4; i++) {
        word[i][0] = words[i];
        one.word[i] = word[i];
    }
    come(world, &one);
}
