/* People who take up a post. What the four words of a spell say about each (age, stay, plans, output) is found for many
 * at once, by loops that the compiler turns into vector instructions; then each is seated in its lane. MODEL.md
 * sections 2 and 3. */
#include "model/events.h"
#include "model/journal.h"
#include "model/people.h"

enum { AT_ONCE = 64 };

/* Some people who come this month, side by side. */
typedef struct {
    size_t n;
    bool found; /* at the start, in the middle of a stay, in all lanes of each post; else they begin */
    const uint32_t *at;      /* [n] post and lane, as in events.h */
    const uint32_t *word[4]; /* [n] of the spell */
    const uint32_t *past;    /* [n] uniform for the stay so far, of those found */
    const float *clock;      /* [n] exponential of word 0 */

    /* The post's */
    int32_t external[AT_ONCE], rotates[AT_ONCE], retires[AT_ONCE], regular[AT_ONCE], term[AT_ONCE], fte_milli[AT_ONCE];
    float ceiling[AT_ONCE], multiplier[AT_ONCE];

    /* The person's */
    int32_t age[AT_ONCE], stay[AT_ONCE], since[AT_ONCE], due[AT_ONCE], cause[AT_ONCE], milli[AT_ONCE];
    float proficiency[AT_ONCE], rate[AT_ONCE], output60[AT_ONCE];
} comers;

static void posts_of(const rk_world *world, comers *all)
{
    const rk_posts *posts = &world->posts;
    bool learning = rk_on(world, RK_PROCESS_LEARNING), rotation = rk_on(world, RK_PROCESS_ROTATION);
    bool retirement = rk_on(world, RK_PROCESS_RETIREMENT);
    float novice = learning ? (float)rk_value(world, RK_P_LEARNING_START) : 1.0f;
    float expert = learning ? (float)rk_value(world, RK_P_EXPERT_PROFICIENCY) : 1.0f;
    size_t same = all->found ? RK_LANES : 1; /* how many come to one post, one after another */
    for (size_t first = 0; first < all->n; first += same) {
        const rk_post *post = &posts->post[all->at[first] / RK_LANES];
        bool nowhere = post->municipality == RK_NOWHERE, external = rk_contract_external(post->contract);
        bool regular = post->contract == RK_CONTRACT_REGULAR;
        int32_t term = world->term[post->contract];
        float multiplier = nowhere ? 1.0f : world->place[post->municipality].quit_multiplier;
        for (size_t i = first; i < first + same; i++) {
            all->external[i] = external;
            all->regular[i] = regular;
            all->rotates[i] = regular && rotation;
            all->retires[i] = !external && retirement;
            all->term[i] = term;
            all->fte_milli[i] = post->fte_milli;
            all->ceiling[i] = post->ceiling;
            all->multiplier[i] = multiplier;
            all->proficiency[i] = external ? expert : novice;
        }
    }
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
    for (size_t i = 0; i < all->n; i++) {
        double u = rk_uniform(word[i]);
        double decade = u >= limit_2 ? 3.0 : u >= limit_1 ? 2.0 : u >= limit_0 ? 1.0 : 0.0;
        double from = u >= limit_2 ? below_3 : u >= limit_1 ? below_2 : u >= limit_0 ? below_1 : below_0;
        double width = u >= limit_2 ? inverse_3 : u >= limit_1 ? inverse_2 : u >= limit_0 ? inverse_1 : inverse_0;
        double own = 20.0 + 10.0 * (decade + (u - from) * width), external = outside + 24.0 * (u - 0.5);
        all->age[i] = (int32_t)((all->external[i] ? external : own) * RK_MONTHS);
    }
}

/* Years in post before rotation: P(T > k) = exp(-((k + 1/2) / scale)^shape), of those found as their table says, but
 * never before the minimum. The first years are counted without a branch, since nobody can predict where a search would
 * end. */
static void find_stays(const rk_world *world, comers *all)
{
    enum { FIRST = 8 };
    const uint32_t *longer = all->found ? world->stays_found : world->stays_longer, *word = all->word[2];
    int32_t at_least = world->stay_at_least;
#pragma omp simd
    for (size_t i = 0; i < all->n; i++) {
        int32_t years = 0;
        for (int k = 0; k < FIRST; k++) {
            years += word[i] < longer[k];
        }
        all->stay[i] = years;
    }
    for (size_t i = 0; i < all->n; i++) {
        int32_t years = all->stay[i];
        while (years >= FIRST && word[i] < longer[years]) {
            years++;
        }
        all->stay[i] = years > at_least ? years : at_least;
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
    for (size_t i = 0; i < all->n; i++) {
        int32_t stay = (all->regular[i] ? all->stay[i] : SPECIALIST_YEARS) * RK_MONTHS;
        int32_t past = (int32_t)(rk_uniform(all->past[i]) * stay / RK_MONTHS);
        years[i] = all->external[i] ? 0 : past;
        all->since[i] = -years[i] * RK_MONTHS;
    }
    for (size_t i = 0; i < all->n; i++) {
        float ceiling = all->ceiling[i], left = all->external[i] ? 0.0f : (float)world->unlearned[years[i]];
        all->proficiency[i] = learning ? ceiling + (start - ceiling) * left : 1.0f;
    }
}

static void begin_now(const rk_world *world, comers *all)
{
    for (size_t i = 0; i < all->n; i++) {
        all->since[i] = world->month;
    }
}

/* The dated event that will end each stay, the earliest of rotation, retirement and end of term. Rotation is in April,
 * but not on the day of coming. */
static void plan_ends(const rk_world *world, comers *all)
{
    int32_t month = world->month, next_april = (month / RK_MONTHS + 1) * RK_MONTHS;
    int32_t april = (month + RK_MONTHS - 1) / RK_MONTHS * RK_MONTHS, found = all->found;
    int32_t sixty = 60 * RK_MONTHS, last = world->scenario->n_years * RK_MONTHS;
#pragma omp simd
    for (size_t i = 0; i < all->n; i++) {
        int32_t moves = (found ? all->since[i] : april) + RK_MONTHS * all->stay[i];
        moves = moves > month ? moves : next_april;
        int32_t due = all->rotates[i] ? moves : RK_NO_MONTH, cause = all->rotates[i] ? RK_DUE_ROTATION : RK_DUE_NOTHING;
        bool term = all->term[i] != RK_NO_MONTH;
        all->due[i] = term ? all->since[i] + all->term[i] : due;
        all->cause[i] = term ? RK_DUE_TERM : cause;
    }
    /* As rk_retirement_month, without a branch: every fourth or so retires in the run. */
    const int32_t *retires_in = world->retires_in;
    int32_t now = month / RK_MONTHS, years = world->scenario->n_years, most = last - 1 - RK_SIXTIETH_FIRST;
#pragma omp simd
    for (size_t i = 0; i < all->n; i++) {
        int32_t from = month - all->age[i] + sixty - RK_SIXTIETH_FIRST, at = from < 0 ? 0 : from < most ? from : most;
        int32_t year = retires_in[at];
        year = from > most ? years : year > now ? year : now;
        int32_t retirement = all->retires[i] && year < years ? (year + 1) * RK_MONTHS : RK_NO_MONTH;
        bool first = retirement < all->due[i];
        all->due[i] = first ? retirement : all->due[i];
        all->cause[i] = first ? RK_DUE_RETIREMENT : all->cause[i];
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
    for (size_t i = 0; i < all->n; i++) {
        int32_t age = all->age[i], stay = month - all->since[i];
        float own = hazard[rk_age_class(age) * 3 + rk_tenure_class(stay)];
        all->rate[i] = (all->external[i] ? external : own) * all->multiplier[i];
        all->output60[i] = word[i] < full ? 1.0f : output60;
    }
#pragma omp simd
    for (size_t i = 0; i < all->n; i++) {
        int32_t less = (int32_t)((float)all->fte_milli[i] * all->output60[i] + 0.5f);
        all->milli[i] = all->age[i] >= 60 * RK_MONTHS ? less : all->fte_milli[i];
    }
}

static void take_seats(rk_world *world, const comers *all)
{
    rk_posts *posts = &world->posts;
    for (size_t i = 0; i < all->n; i++) {
        size_t post = all->at[i] / RK_LANES;
        int lane = (int)(all->at[i] % RK_LANES);
        const rk_post *info = &posts->post[post];
        posts->state[post].v[lane] = RK_IN_POST;
        posts->clock[post].v[lane] = all->clock[i];
        posts->rate[post].v[lane] = all->rate[i];
        posts->since[post].v[lane] = all->since[i];
        posts->born[post].v[lane] = world->month - all->age[i];
        posts->proficiency[post].v[lane] = all->proficiency[i];
        posts->effort[post].v[lane] = (float)all->milli[i] * 0.001f;
        rk_person *person = rk_person_at(posts, post, lane);
        person->leave_due = all->due[i];
        person->leave_cause = (int16_t)all->cause[i];
        person->output60 = all->output60[i];
        rk_set_due(posts, post, lane, all->due[i], all->cause[i]);
        if (world->teaches) {
            posts->lift[post].v[lane] = 0.0f;
            posts->attending[post].v[lane] = 0;
        }
        if (info->municipality != RK_NOWHERE) {
            world->at.filled[info->municipality].v[lane]++;
            world->at.present[info->municipality].v[lane]++;
            world->at.effort_milli[info->municipality].v[lane] += all->milli[i];
        }
        if (info->slot == RK_OWN) {
            world->at.pay_rate[info->municipality][lane] += info->pay_month;
        }
    }
}

/* Those found come to all lanes of a post: whole rows change. first: of the 16 in all. */
static void take_row(rk_world *world, const comers *all, size_t first)
{
    rk_posts *posts = &world->posts;
    size_t post = all->at[first] / RK_LANES;
    const rk_post *info = &posts->post[post];
    rk_lanes *clock = &posts->clock[post], *rate = &posts->rate[post];
    rk_lanes *proficiency = &posts->proficiency[post], *effort = &posts->effort[post];
    rk_lanes_int *state = &posts->state[post], *since = &posts->since[post], *born = &posts->born[post];
    rk_lanes_int *due = &posts->due[post];
    int32_t month = world->month, next = posts->next_due[post];
#pragma omp simd reduction(min : next)
    for (size_t lane = 0; lane < RK_LANES; lane++) {
        size_t i = first + lane;
        state->v[lane] = RK_IN_POST;
        clock->v[lane] = all->clock[i];
        rate->v[lane] = all->rate[i];
        since->v[lane] = all->since[i];
        born->v[lane] = month - all->age[i];
        proficiency->v[lane] = all->proficiency[i];
        effort->v[lane] = (float)all->milli[i] * 0.001f;
        due->v[lane] = all->due[i];
        next = all->due[i] < next ? all->due[i] : next;
    }
    posts->next_due[post] = next;
    rk_person *person = rk_person_at(posts, post, 0);
    for (size_t lane = 0; lane < RK_LANES; lane++) {
        size_t i = first + lane;
        person[lane].leave_due = all->due[i];
        person[lane].leave_cause = person[lane].cause = (int16_t)all->cause[i];
        person[lane].output60 = all->output60[i];
    }
    if (world->teaches) {
        posts->lift[post] = (rk_lanes){{0}};
        posts->attending[post] = (rk_lanes_int){{0}};
    }
    for (size_t lane = 0; info->municipality != RK_NOWHERE && lane < RK_LANES; lane++) {
        world->at.filled[info->municipality].v[lane]++;
        world->at.present[info->municipality].v[lane]++;
        world->at.effort_milli[info->municipality].v[lane] += all->milli[first + lane];
    }
    for (size_t lane = 0; info->slot == RK_OWN && lane < RK_LANES; lane++) {
        world->at.pay_rate[info->municipality][lane] += info->pay_month;
    }
}

static void come(rk_world *world, comers *all)
{
    posts_of(world, all);
    find_ages(world, all);
    find_stays(world, all);
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
        }
    } else {
        take_seats(world, all);
    }
}

static void come_for_events(rk_world *world, size_t first, size_t end, bool found)
{
    comers all = {.found = found};
    for (size_t at = first; at < end; at += all.n) {
        all.n = end - at < AT_ONCE ? end - at : AT_ONCE;
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
    for (size_t event = first; event < end; event++) {
        int place = world->posts.post[rk_events_post(world, event)].municipality;
        if (place != RK_NOWHERE) {
            world->at.year[place].hires.v[rk_events_lane(world, event)]++;
        }
    }
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
    uint32_t at = (uint32_t)(post * RK_LANES + (size_t)lane);
    comers one = {.n = 1, .at = &at, .word = {&words[0], &words[1], &words[2], &words[3]}, .clock = &clock};
    come(world, &one);
}
