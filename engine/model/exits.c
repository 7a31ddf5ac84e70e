/* Spells end: resignation and sick leave by the clock, rotation, retirement, end of term and return by date, vacancies
 * of contract posts by the market's clock. MODEL.md section 3. */
#include "base/real.h"
#include "model/events.h"
#include "model/journal.h"
#include "model/people.h"
#include "model/steps.h"

#include <math.h>

/* Resignation this month: trend, overload of last month, working alone, and what the model's instruments do about them.
 */
void rk_exit_factors(rk_world *world)
{
    bool april = world->month % RK_MONTHS == 0, overload_on = rk_on(world, RK_PROCESS_OVERLOAD);
    if (!april && !overload_on && !world->has_levers) {
        return;
    }
    float theta = overload_on ? (float)rk_value(world, RK_P_QUIT_LOAD) : 0.0f;
    float solo = overload_on ? (float)rk_value(world, RK_P_QUIT_SOLO) : 1.0f;
    float trend = world->quit_trend_now;
    for (size_t place = 0; place < world->n_places; place++) {
        rk_lanes *factor = &world->at.exit_factor[place];
        const rk_lanes *overload = &world->at.overload[place];
        const rk_lanes *all = rk_lever_of(world, RK_LEVER_QUITS, place),
                       *lonely = rk_lever_of(world, RK_LEVER_QUITS_SOLO, place);
        const rk_lanes_int *present = &world->at.present[place], *posted = &world->at.posted[place];
        rk_lanes load = world->one;
        if (rk_mask_positive(overload) != 0) {
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                load.v[lane] = rk_expf(rk_min(theta * overload->v[lane], 80.0f));
            }
        }
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float alone = present->v[lane] + posted->v[lane] == 1 ? solo * lonely->v[lane] : 1.0f;
            factor->v[lane] = trend * load.v[lane] * alone * all->v[lane];
        }
    }
    RK_FOR_LANES(lane)
    {
        world->at.exit_factor[world->n_places].v[lane] =
            trend * rk_lever_of(world, RK_LEVER_QUITS, world->n_places)->v[lane];
    }
}

/* One month of one post: clocks run. Returns a bit for each lane whose clock has run out. */
static inline uint32_t clocks_run(rk_lanes *restrict clock, const rk_lanes *rate, const rk_lanes *exits,
                                  const rk_lanes *fills, float leave)
{
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) { /* the signs of vacancies are turned already */
        float factor = rk_if_signed(rate->v[lane], fills->v[lane], -exits->v[lane]);
        float more = rk_if_signed(rate->v[lane], 0.0f, leave);
        clock->v[lane] += rate->v[lane] * factor - more;
    }
    return rk_mask_negative(clock);
}

/* Lanes of a post whose date has come; and the month before which none of the others has one. */
static uint32_t dates_come(rk_posts *posts, size_t post, int month)
{
    const rk_lanes_int *due = &posts->due[post];
    int32_t next = RK_NO_MONTH;
#pragma omp simd reduction(min : next)
    for (int lane = 0; lane < RK_LANES; lane++) {
        int32_t later = due->v[lane] > month ? due->v[lane] : RK_NO_MONTH;
        next = later < next ? later : next;
    }
    posts->next_due[post] = next;
    return rk_mask_int_less(due, month + 1);
}

/* A bit for each post and lane whose spell ends, without a branch: nobody can predict them. Vacancies apart. */
static void mark_events(rk_world *world)
{
    rk_posts *posts = &world->posts;
    const rk_lanes *exit_factor = world->at.exit_factor, *fill_factor = world->at.fill_factor;
    uint16_t *marks = world->events.marks, *filled = world->events.fills;
    float leave = world->leave_now;
    for (size_t post = 0; post < posts->n; post++) {
        const rk_lanes *exits = &exit_factor[posts->exits_at[post]], *fills = &fill_factor[posts->fills_at[post]];
        uint32_t vacant = rk_mask_signed(&posts->rate[post]); /* or closed, or on leave: there, no clock runs */
        uint32_t out = clocks_run(&posts->clock[post], &posts->rate[post], exits, fills, leave);
        marks[post] = (uint16_t)(out & ~vacant);
        filled[post] = (uint16_t)(out & vacant);
    }
    const rk_lanes_int *next_due = (const rk_lanes_int *)(const void *)posts->next_due;
    for (size_t row = 0; row * RK_LANES < posts->n; row++) {
        for (uint32_t due = rk_mask_int_less(&next_due[row], world->month + 1); due != 0; due &= due - 1) {
            size_t post = row * RK_LANES + (size_t)__builtin_ctz(due);
            marks[post] |= (uint16_t)dates_come(posts, post, world->month);
        }
    }
}

/* A leaver's part of the local know-how goes. */
static void lose_knowhow(rk_world *world, size_t post, int lane)
{
    if (world->posts.post[post].municipality != RK_NOWHERE && rk_on(world, RK_PROCESS_KNOWHOW)) {
        rk_knowhow_goes(world, post, 1u << lane);
        rk_note_loss(world, post, lane, world->posts.lost[post].v[lane]);
    }
}

/* A stay ends: somebody may have planned for it, which the round of April asks. */
static void set_planned(rk_world *world, size_t post, int lane, bool planned)
{
    uint16_t *unplanned = &world->posts.unplanned[post], bit = (uint16_t)(1u << lane);
    *unplanned = (uint16_t)(planned ? *unplanned & ~bit : *unplanned | bit);
}

/* Somebody who has resigned, or did not come back from leave, is replaced at a cost. */
static void book_replacement(rk_world *world, size_t post, int lane)
{
    const rk_post *info = &world->posts.post[post];
    if (info->slot == RK_OWN) {
        world->at.year[info->municipality].replacement[lane] += info->pay_month;
    }
}

static void count_exit(rk_world *world, size_t post, int lane, size_t counter_offset, rk_event_kind kind)
{
    rk_note_post(world, post, lane, kind);
    int place = world->posts.post[post].municipality;
    if (place != RK_NOWHERE) {
        rk_lanes_int *counter = (rk_lanes_int *)((char *)&world->at.year[place] + counter_offset);
        counter->v[lane]++;
    }
}

/* kind: RK_EVENT_... of the journal */
#define COUNT_EXIT(world, post, lane, counter, kind)                                                                   \
    count_exit(world, post, lane, offsetof(rk_year_sums, counter), RK_EVENT_##kind)

/* The end of a term: renewed for another, or over. A fixed-term appointment never passes 5 years (A21). */
static bool renews(rk_world *world, size_t post, int lane, uint32_t word)
{
    rk_posts *posts = &world->posts;
    rk_contract contract = posts->post[post].contract;
    double chance = 0.0;
    int term = RK_MONTHS, longest = RK_NO_MONTH;
    if (contract == RK_CONTRACT_FIXED_TERM) {
        chance = rk_value(world, RK_P_TERM_RENEWAL);
        term = (int)(rk_value(world, RK_P_TERM_FIXED) * RK_MONTHS + 0.5);
        longest = 5 * RK_MONTHS;
    } else if (contract == RK_CONTRACT_COMMUNITY) { /* who stays in the area stays for good (S41) */
        chance = rk_value(world, RK_P_TERM_COMMUNITY_STAY);
        term = RK_NO_MONTH;
    } else if (posts->post[post].unpaid && contract != RK_CONTRACT_SECONDEE) {
        chance = rk_value(world, RK_P_TERM_UNPAID_RENEWAL);
    } else if (contract == RK_CONTRACT_ONE_YEAR) {
        chance = rk_value(world, RK_P_TERM_ONE_YEAR_RENEWAL);
    } else if (rk_contract_remote(contract)) {
        chance = rk_value(world, RK_P_TERM_SIDE_JOB_RENEWAL);
    }
    int left = posts->since[post].v[lane] + longest - world->month;
    if (left <= 0 || rk_uniform(word) >= chance) {
        return false;
    }
    int due = term == RK_NO_MONTH ? RK_NO_MONTH : world->month + (term < left ? term : left);
    rk_person_at(posts, post, lane)->leave_due = due;
    posts->leave_cause[post].v[lane] = RK_DUE_TERM;
    rk_set_due(posts, post, lane, due, RK_DUE_TERM);
    rk_note_post(world, post, lane, RK_EVENT_RENEWED);
    return true;
}

static void stay_ends_by_date(rk_world *world, size_t post, int lane, const uint32_t words[4], float clock)
{
    rk_posts *posts = &world->posts;
    switch (posts->cause[post].v[lane]) {
    case RK_DUE_RELAPSE:
        COUNT_EXIT(world, post, lane, leave_starts, RELAPSED);
        rk_leave_begins(world, post, lane, words[1]);
        return;
    case RK_DUE_TERM:
        if (renews(world, post, lane, words[1])) {
            return;
        }
        COUNT_EXIT(world, post, lane, term_ends, TERM_ENDED);
        break;
    case RK_DUE_RETIREMENT:
        COUNT_EXIT(world, post, lane, retirements, RETIRED);
        break;
    default:
        COUNT_EXIT(world, post, lane, rotations, ROTATED);
        break;
    }
    set_planned(world, post, lane, true);
    lose_knowhow(world, post, lane);
    rk_person_leaves(world, post, lane, clock);
}

/* The clock of somebody in post has run out: sick leave or resignation, in proportion to their hazards. */
static void stay_ends_by_clock(rk_world *world, size_t post, int lane, const uint32_t words[4], float clock)
{
    rk_posts *posts = &world->posts;
    float factor = world->at.exit_factor[posts->exits_at[post]].v[lane];
    float quit = posts->rate[post].v[lane] * factor;
    if ((float)rk_uniform(words[1]) * (quit + world->leave_now) >= quit) {
        COUNT_EXIT(world, post, lane, leave_starts, LEAVE_BEGAN);
        rk_leave_begins(world, post, lane, words[2]);
        return;
    }
    COUNT_EXIT(world, post, lane, resignations, RESIGNED);
    set_planned(world, post, lane, false);
    book_replacement(world, post, lane);
    lose_knowhow(world, post, lane);
    rk_person_leaves(world, post, lane, clock);
}

static void leave_spell_ends(rk_world *world, size_t post, int lane, const uint32_t words[4], float clock)
{
    rk_posts *posts = &world->posts;
    int cause = posts->cause[post].v[lane];
    if (cause == RK_DUE_RETURN && rk_uniform(words[1]) < rk_value(world, RK_P_LEAVE_RETURN)) {
        rk_leave_ends(world, post, lane, clock, words[2]);
        rk_note_post(world, post, lane, RK_EVENT_RETURNED);
        return;
    }
    set_planned(world, post, lane, cause != RK_DUE_RETURN);
    posts->lost[post].v[lane] = 0.0f; /* what somebody on leave knew has been missed already */
    if (cause == RK_DUE_RETURN) {
        COUNT_EXIT(world, post, lane, leave_exits, LEFT_ON_LEAVE);
        book_replacement(world, post, lane);
    } else if (cause == RK_DUE_RETIREMENT) {
        COUNT_EXIT(world, post, lane, retirements, RETIRED);
    } else {
        COUNT_EXIT(world, post, lane, term_ends, TERM_ENDED);
    }
    rk_person_leaves(world, post, lane, clock);
}

static void spell_ends(rk_world *world, size_t post, int lane, const uint32_t words[4], float clock)
{
    if (signbit(world->posts.rate[post].v[lane])) { /* on leave: marks leave vacancies out */
        leave_spell_ends(world, post, lane, words, clock);
    } else if (world->posts.due[post].v[lane] <= world->month) {
        stay_ends_by_date(world, post, lane, words, clock);
    } else {
        stay_ends_by_clock(world, post, lane, words, clock);
    }
}

/* The spells of one post that end, the first of them an event. Returns how many. */
static size_t spells_end(rk_world *world, size_t event)
{
    size_t post = rk_events_post(world, event), n = 0;
    uint32_t marks = world->events.marks[post], together = rk_turnover_lanes(world, post) & marks;
    if (together != 0) {
        rk_turnover(world, post, together, marks, &world->events.threshold[event]);
    }
    for (; marks != 0; marks &= marks - 1, n++) {
        int lane = __builtin_ctz(marks);
        if ((together >> lane & 1) == 0) {
            uint32_t words[4];
            rk_events_words(world, event + n, words);
            spell_ends(world, post, lane, words, world->events.threshold[event + n]);
        }
    }
    return n;
}

void rk_spells_month(rk_world *world)
{
    rk_events_clear(world);
    mark_events(world);
    rk_events_add_marked(world, world->events.marks);
    size_t fills = world->events.n;
    rk_events_add_marked(world, world->events.fills);
    rk_events_draw(world);
    for (size_t event = 0; event < fills;) {
        event += spells_end(world, event);
    }
    rk_people_come(world, fills, world->events.n);
}
