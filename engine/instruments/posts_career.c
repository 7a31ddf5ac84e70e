/* `posts`: a specialist track, a qualification allowance, and engineers who speak the language of IT and of the
 * sections. MODEL.md section 13. */
#include "instruments/posts_impl.h"

#include "base/memory.h"
#include "base/real.h"
#include "model/people.h"

#include <stdlib.h>
#include <string.h>

/* ---- State ---- */

rk_status rk_career_open(rk_world *world, size_t slot)
{
    rk_status status = rk_slot_alloc(world, slot, sizeof(rk_own_posts));
    if (status != RK_OK) {
        return status;
    }
    rk_own_posts *self = world->slot_state[slot];
    size_t n = world->n_places;
    self->is_member = calloc(n + 1, sizeof *self->is_member);
    self->entitled = rk_rows(n);
    self->engineers = rk_rows(n);
    self->months = rk_rows(n);
    self->stay = rk_rows(n);
    self->gain = rk_rows(n);
    bool whole = self->is_member != NULL && self->entitled != NULL && self->engineers != NULL && self->months != NULL &&
                 self->stay != NULL && self->gain != NULL;
    for (size_t m = 0; whole && m < rk_slot_n_members(world, slot); m++) {
        self->is_member[rk_slot_place(world, slot, m)] = true;
    }
    return whole ? RK_OK : RK_ERR_MEMORY;
}

void rk_career_close(rk_world *world, size_t slot)
{
    rk_own_posts *self = world->slot_state[slot];
    if (self != NULL) {
        void *arrays[] = {self->is_member, self->turned, self->entitled, self->engineers,
                          self->months,    self->stay,   self->gain};
        for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
            free(arrays[i]);
        }
    }
    rk_slot_free(world, slot);
}

/* Own posts come first in the world. */
static size_t n_own_posts(const rk_world *world)
{
    size_t n = 0;
    for (size_t place = 0; place < world->n_places; place++) {
        n += world->place[place].n_own_posts;
    }
    return n;
}

rk_status rk_career_establish(rk_world *world, size_t slot)
{
    rk_own_posts *self = world->slot_state[slot];
    size_t n = n_own_posts(world), row = world->n_places * sizeof(rk_lanes);
    if (n > self->n_turned) {
        bool *larger = realloc(self->turned, 2 * n * sizeof *larger);
        if (larger == NULL) {
            return RK_ERR_MEMORY;
        }
        self->turned = larger;
        self->n_turned = 2 * n;
    }
    if (self->n_turned > 0) { /* or there is nothing to set */
        memset(self->turned, 0, self->n_turned * sizeof *self->turned);
    }
    memset(self->entitled, 0, row);
    memset(self->engineers, 0, row);
    memset(self->months, 0, row);
    for (size_t place = 0; place < world->n_places; place++) {
        self->stay[place] = self->gain[place] = world->one;
    }
    return RK_OK;
}

void rk_career_april(rk_world *world, size_t slot)
{
    rk_own_posts *self = world->slot_state[slot];
    memset(self->months, 0, world->n_places * sizeof *self->months);
}

/* ---- The specialist track ---- */

/* Which posts it turns is no luck of people: one draw a block, so that a larger share turns these and more. */
static void turn(rk_world *world, size_t slot)
{
    rk_own_posts *self = world->slot_state[slot];
    double share = rk_slot_number(world, slot, RK_POSTS_TRACK);
    rk_purpose purpose = (rk_purpose)world->model->instruments[slot].purpose;
    for (size_t post = 0; share > 0.0 && post < n_own_posts(world); post++) {
        const rk_post *info = &world->posts.post[post];
        if (info->contract != RK_CONTRACT_REGULAR || !self->is_member[info->municipality]) {
            continue;
        }
        rk_words words = rk_draw(world->seed, world->block, info->who, 0, purpose);
        if (rk_uniform(words.word[0]) < share) {
            self->turned[post] = true;
            rk_post_leaves_rotation(world, post);
        }
    }
}

static void turn_back(rk_world *world, size_t slot)
{
    const rk_own_posts *self = world->slot_state[slot];
    for (size_t post = 0; post < n_own_posts(world); post++) {
        if (self->turned[post]) {
            rk_post_joins_rotation(world, post);
        }
    }
}

/* ---- Who has the allowance, and engineers at work ---- */

static void count_people(rk_world *world, size_t slot)
{
    rk_own_posts *self = world->slot_state[slot];
    bool all = rk_slot_count(world, slot, RK_POSTS_ALLOWANCE_FOR) == RK_ALLOWANCE_FOR_ALL;
    int32_t longest = (int32_t)(rk_slot_number(world, slot, RK_POSTS_ALLOWANCE_YEARS) * RK_MONTHS + 0.5);
    int32_t month = world->month;
    memset(self->entitled, 0, world->n_places * sizeof *self->entitled);
    memset(self->engineers, 0, world->n_places * sizeof *self->engineers);
    for (size_t post = 0; post < world->posts.n; post++) {
        const rk_post *info = &world->posts.post[post];
        if (info->municipality == RK_NOWHERE || !self->is_member[info->municipality]) {
            continue;
        }
        bool regular = info->contract == RK_CONTRACT_REGULAR;
        int32_t kind = (all && regular) || info->contract == RK_CONTRACT_SPECIALIST;
        int32_t engineer =
            regular && info->slot == (int)slot && (info->who & (2u * RK_ENGINEER_FIRST - 1)) >= RK_ENGINEER_FIRST;
        const rk_lanes_int *state = &world->posts.state[post], *since = &world->posts.since[post];
        rk_lanes_int *entitled = &self->entitled[info->municipality];
        rk_lanes_int *engineers = &self->engineers[info->municipality];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            int32_t there = state->v[lane] == RK_IN_POST;
            entitled->v[lane] += there & kind & (month - since->v[lane] < longest);
            engineers->v[lane] += there & engineer;
        }
    }
}

/* Resignation of one who has the allowance, relative. */
static float stays(const rk_world *world, size_t slot, size_t place)
{
    double pay = rk_value(world, RK_P_PAY_REGULAR) * (world->place[place].town ? rk_value(world, RK_P_PAY_TOWN) : 1.0);
    double more = rk_slot_number(world, slot, RK_POSTS_ALLOWANCE) / (pay < 1.0 ? 1.0 : pay);
    return (float)rk_pow(1.0 + more, -rk_slot_number(world, slot, RK_POSTS_QUIT_ELASTICITY));
}

/* The factors of a place by those who are there at the start of the month. Returns whether they have changed. */
static bool weigh(rk_world *world, size_t slot, size_t place)
{
    rk_own_posts *self = world->slot_state[slot];
    float certified = (float)rk_slot_number(world, slot, RK_POSTS_CERTIFIED);
    float less = certified * (1.0f - stays(world, slot, place));
    float each = (float)rk_slot_number(world, slot, RK_POSTS_INTERPRETER);
    const rk_lanes_int *filled = &world->at.filled[place], *entitled = &self->entitled[place];
    const rk_lanes_int *engineers = &self->engineers[place];
    rk_lanes stay, gain;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float part = (float)entitled->v[lane] / rk_max((float)filled->v[lane], 1.0f);
        stay.v[lane] = 1.0f - part * less;
        gain.v[lane] = 1.0f + each * (float)engineers->v[lane];
    }
    bool changed =
        memcmp(&stay, &self->stay[place], sizeof stay) != 0 || memcmp(&gain, &self->gain[place], sizeof gain) != 0;
    self->stay[place] = stay;
    self->gain[place] = gain;
    return changed;
}

static bool counts_people(const rk_world *world, size_t slot)
{
    return rk_in_effect(world, slot) && (rk_slot_number(world, slot, RK_POSTS_ALLOWANCE) > 0.0 ||
                                         rk_slot_count(world, slot, RK_POSTS_ENGINEERS) > 0);
}

void rk_career_month(rk_world *world, size_t slot)
{
    const rk_own_posts *self = world->slot_state[slot];
    const rk_setting *set = world->model->instruments[slot].settings;
    int effect = rk_effect_month(set) > 0 ? rk_effect_month(set) : 0;
    if (world->month == effect && rk_in_effect(world, slot)) {
        turn(world, slot);
    } else if (world->month == rk_end_month(set)) {
        turn_back(world, slot);
    }
    if (!counts_people(world, slot)) {
        return;
    }
    count_people(world, slot);
    bool changed = false;
    for (size_t place = 0; place < world->n_places; place++) {
        changed = (self->is_member[place] && weigh(world, slot, place)) || changed;
    }
    if (changed) {
        rk_levers_change(world);
    }
}

void rk_career_levers(rk_world *world, size_t slot)
{
    const rk_own_posts *self = world->slot_state[slot];
    for (size_t place = 0; counts_people(world, slot) && place < world->n_places; place++) {
        if (self->is_member[place]) {
            rk_lever_multiply_lanes(world, RK_LEVER_QUITS, place, &self->stay[place]);
            rk_lever_multiply_lanes(world, RK_LEVER_PROJECTS, place, &self->gain[place]);
        }
    }
}

/* ---- The bill ---- */

/* The allowance is paid to those who are there once the month's exits and hires are over. */
void rk_career_work(rk_world *world, size_t slot)
{
    rk_own_posts *self = world->slot_state[slot];
    if (!rk_in_effect(world, slot) || !(rk_slot_number(world, slot, RK_POSTS_ALLOWANCE) > 0.0)) {
        return;
    }
    count_people(world, slot);
    for (size_t place = 0; place < world->n_places; place++) {
        RK_FOR_LANES(lane)
        {
            self->months[place].v[lane] += self->entitled[place].v[lane];
        }
    }
}

void rk_career_bill(rk_world *world, size_t slot)
{
    const rk_own_posts *self = world->slot_state[slot];
    double month = rk_slot_number(world, slot, RK_POSTS_ALLOWANCE) * rk_slot_number(world, slot, RK_POSTS_CERTIFIED) *
                   rk_value(world, RK_P_PAY_ON_COST) / RK_MONTHS;
    for (size_t place = 0; month > 0.0 && place < world->n_places; place++) {
        int64_t yen[RK_LANES];
        RK_FOR_LANES(lane)
        {
            yen[lane] = (int64_t)(month * (double)self->months[place].v[lane] + 0.5);
        }
        if (self->is_member[place]) {
            rk_slot_spend_lanes(world, slot, place, RK_METRIC_COST_STAFF, yen);
        }
    }
}
