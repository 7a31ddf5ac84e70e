/* `recruitment`: candidates of a list are spread over the open posts of the members and make them faster to fill;
 * rounds, remote work and pay draw others. MODEL.md section 13. */
#include "instruments/recruitment.h"

#include "base/memory.h"
#include "base/real.h"
#include "instruments/hooks.h"
#include "instruments/slot.h"
#include "instruments/split.h"
#include "model/steps.h"

#include <stdlib.h>
#include <string.h>

/* Of S01. */
#define MUNICIPALITIES_OF_THE_NATION 1741.0

/* ---- State ---- */

static void recruitment_close(rk_world *world, size_t slot)
{
    rk_recruitment *self = world->slot_state[slot];
    if (self != NULL) {
        void *arrays[] = {self->place, self->member_of, self->hires, self->pay, self->weight};
        for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
            free(arrays[i]);
        }
    }
    rk_slot_free(world, slot);
}

static rk_status recruitment_open(rk_world *world, size_t slot)
{
    rk_status status = rk_slot_alloc(world, slot, sizeof(rk_recruitment));
    if (status != RK_OK) {
        return status;
    }
    rk_recruitment *self = world->slot_state[slot];
    size_t n = self->n_members = rk_slot_n_members(world, slot);
    self->place = calloc(n + 1, sizeof *self->place);
    self->member_of = calloc(world->n_places + 1, sizeof *self->member_of);
    self->hires = rk_lines(n + 1, sizeof *self->hires);
    self->pay = rk_lines(n + 1, sizeof *self->pay);
    self->weight = rk_lines(n + 1, sizeof *self->weight);
    if (self->place == NULL || self->member_of == NULL || self->hires == NULL || self->pay == NULL ||
        self->weight == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t place = 0; place < world->n_places; place++) {
        self->member_of[place] = n;
    }
    for (size_t m = 0; m < n; m++) {
        self->place[m] = rk_slot_place(world, slot, m);
        self->member_of[self->place[m]] = m;
    }
    return RK_OK;
}

static void clear_year(rk_recruitment *self)
{
    memset(self->hires, 0, self->n_members * sizeof *self->hires);
    memset(self->pay, 0, self->n_members * sizeof *self->pay);
}

/* People are on the list for a year, until the next intake. */
static rk_status recruitment_establish(rk_world *world, size_t slot)
{
    rk_recruitment *self = world->slot_state[slot];
    bool national = rk_slot_count(world, slot, RK_RECRUITMENT_SCOPE) == RK_SCOPE_NATION;
    double all = (double)rk_slot_setting(world, slot, RK_COMMON_MEMBERS)->n_members;
    double here = (double)self->n_members / (national ? MUNICIPALITIES_OF_THE_NATION : all);
    double accept = 1.0 - rk_slot_number(world, slot, RK_RECRUITMENT_DECLINE);
    self->candidates = self->n_members == 0 ? 0.0
                                            : rk_slot_number(world, slot, RK_RECRUITMENT_APPLICANTS) * RK_MONTHS *
                                                  rk_slot_number(world, slot, RK_RECRUITMENT_LISTED) * accept * here;
    self->drawn = world->one;
    memset(&self->vacancies, 0, sizeof self->vacancies);
    clear_year(self);
    return RK_OK;
}

static void recruitment_april(rk_world *world, size_t slot)
{
    clear_year(world->slot_state[slot]);
}

/* ---- Candidates ---- */

static bool on_site(rk_contract contract)
{
    return rk_contract_external(contract) && !rk_contract_remote(contract);
}

/* Open posts at the end of last month that candidates apply for. */
static void count_vacancies(const rk_world *world, const rk_recruitment *self, bool shared, rk_lanes_int *vacancies)
{
    memset(vacancies, 0, sizeof *vacancies);
    for (size_t post = 0; post < world->posts.n; post++) {
        const rk_post *info = &world->posts.post[post];
        bool theirs = info->municipality == RK_NOWHERE ? shared : self->member_of[info->municipality] < self->n_members;
        if (theirs && on_site(info->contract)) {
            const rk_lanes_int *state = &world->posts.state[post];
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                vacancies->v[lane] += state->v[lane] == RK_VACANT;
            }
        }
    }
}

/* Matching with the market's elasticity: 1 / market.offers people seek each position anyway, and here so many more. */
static void recruitment_month(rk_world *world, size_t slot)
{
    rk_recruitment *self = world->slot_state[slot];
    rk_lanes_int now;
    if (!rk_in_effect(world, slot) || self->candidates <= 0.0) {
        return;
    }
    count_vacancies(world, self, rk_slot_count(world, slot, RK_RECRUITMENT_SHARED) != 0, &now);
    if (memcmp(&now, &self->vacancies, sizeof now) == 0) {
        return;
    }
    self->vacancies = now;
    double offers = rk_value(world, RK_P_MARKET_OFFERS), alpha = rk_value(world, RK_P_MARKET_ELASTICITY);
    RK_FOR_LANES(lane)
    {
        double each = now.v[lane] > 0 ? self->candidates / now.v[lane] : 0.0;
        self->drawn.v[lane] = (float)rk_pow(1.0 + offers * each, alpha);
    }
    rk_levers_change(world);
}

/* ---- Levers ---- */

/* Part of the on-site posts is filled as remote ones are. */
static float remote_offers(const rk_world *world, size_t slot)
{
    float part = (float)rk_slot_number(world, slot, RK_RECRUITMENT_REMOTE_OFFERS);
    float here = world->fill_hazard[RK_CONTRACT_FIXED_TERM], away = world->fill_hazard[RK_CONTRACT_SIDE_JOB];
    return here > 0.0f ? 1.0f + part * (away / here - 1.0f) : 1.0f;
}

static void recruitment_levers(rk_world *world, size_t slot)
{
    const rk_recruitment *self = world->slot_state[slot];
    double premium = rk_slot_number(world, slot, RK_RECRUITMENT_PAY);
    float pay = (float)rk_pow(premium, rk_value(world, RK_P_MARKET_PAY));
    float round = (float)rk_slot_number(world, slot, RK_RECRUITMENT_EXAMINATION);
    float here = (float)rk_slot_number(world, slot, RK_RECRUITMENT_ONSITE) * remote_offers(world, slot);
    float away = (float)rk_slot_number(world, slot, RK_RECRUITMENT_REMOTE);
    for (size_t m = 0; m < self->n_members; m++) {
        rk_lever_multiply(world, RK_LEVER_PULL_OPEN, self->place[m], round * pay);
        rk_lever_multiply(world, RK_LEVER_PULL_ONSITE, self->place[m], here * pay);
        rk_lever_multiply_lanes(world, RK_LEVER_PULL_ONSITE, self->place[m], &self->drawn);
        rk_lever_multiply(world, RK_LEVER_PULL_REMOTE, self->place[m], away * pay);
    }
    if (rk_slot_count(world, slot, RK_RECRUITMENT_SHARED) != 0 && self->n_members > 0) {
        rk_lever_multiply(world, RK_LEVER_PULL_ONSITE, world->n_places, here);
        rk_lever_multiply_lanes(world, RK_LEVER_PULL_ONSITE, world->n_places, &self->drawn);
        rk_lever_multiply(world, RK_LEVER_PULL_REMOTE, world->n_places, away);
    }
}

/* ---- The bill ---- */

/* Who has come through it this month, and what those who came get in a month. People found at the start did not. */
static void recruitment_work(rk_world *world, size_t slot)
{
    rk_recruitment *self = world->slot_state[slot];
    int effect = rk_effect_month(world->model->instruments[slot].settings), first = effect > 1 ? effect : 1;
    if (!rk_in_effect(world, slot) || world->month == 0) {
        return;
    }
    for (size_t post = 0; post < world->posts.n; post++) {
        const rk_post *info = &world->posts.post[post];
        size_t m = info->municipality == RK_NOWHERE ? self->n_members : self->member_of[info->municipality];
        bool open = info->contract == RK_CONTRACT_SPECIALIST || rk_contract_external(info->contract);
        if (m == self->n_members || !open) {
            continue;
        }
        int64_t pay = info->pay_month, leave = info->pay_month * world->leave_pay_milli / 1000, *sum = self->pay[m];
        const rk_lanes_int *state = &world->posts.state[post], *since = &world->posts.since[post];
        rk_lanes_int *hires = &self->hires[m];
        int32_t month = world->month;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            int32_t works = state->v[lane] == RK_IN_POST, came = since->v[lane] >= first;
            hires->v[lane] += works & (since->v[lane] == month);
            sum[lane] += came & works ? pay : came & (state->v[lane] == RK_ON_LEAVE) ? leave : 0;
        }
    }
}

static void recruitment_bill(rk_world *world, size_t slot)
{
    rk_recruitment *self = world->slot_state[slot];
    double more = (rk_slot_number(world, slot, RK_RECRUITMENT_PAY) - 1.0) * world->wage_now;
    double hire = rk_slot_number(world, slot, RK_RECRUITMENT_COST_HIRE);
    double cost = rk_slot_number(world, slot, RK_RECRUITMENT_COST) * rk_slot_months_paid(world, slot) / RK_MONTHS;
    const rk_split bill = {slot, rk_slot_setting(world, slot, RK_COMMON_SHARES)->shares, self->n_members, self->place,
                           self->weight};
    int64_t yen[RK_LANES];
    RK_FOR_LANES(lane)
    {
        yen[lane] = (int64_t)(cost + 0.5);
    }
    rk_split_weigh(world, rk_slot_count(world, slot, RK_RECRUITMENT_SPLIT), bill.n, bill.place, NULL, self->weight);
    rk_split_lay(world, &bill, RK_METRIC_COST_RECRUITMENT, RK_NO_CONTRACT, yen, NULL);
    for (size_t m = 0; m < self->n_members; m++) {
        int64_t pay[RK_LANES];
        RK_FOR_LANES(lane)
        {
            yen[lane] = (int64_t)((double)self->hires[m].v[lane] * hire + 0.5);
            pay[lane] = (int64_t)((double)self->pay[m][lane] * more + 0.5);
        }
        rk_slot_spend_lanes(world, slot, self->place[m], RK_METRIC_COST_RECRUITMENT, yen);
        rk_slot_spend_lanes(world, slot, self->place[m], RK_METRIC_COST_STAFF, pay);
    }
}

const rk_hooks rk_recruitment_hooks = {
    .open = recruitment_open,
    .close = recruitment_close,
    .establish = recruitment_establish,
    .april = recruitment_april,
    .month = recruitment_month,
    .levers = recruitment_levers,
    .work = recruitment_work,
    .bill = recruitment_bill,
};
