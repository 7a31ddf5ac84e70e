/* `experts`: its state, its posts and what is common to all rules of assignment, which have files of their own.
 * MODEL.md section 6. */
#include "base/memory.h"
#include "base/real.h"
#include "instruments/experts_impl.h"
#include "instruments/hooks.h"
#include "model/people.h"
#include "model/steps.h"

#include <stdlib.h>
#include <string.h>

static rk_experts *state_of(const rk_world *world, size_t slot)
{
    return world->slot_state[slot];
}

static void experts_close(rk_world *world, size_t slot)
{
    rk_experts *experts = state_of(world, slot);
    if (experts != NULL) {
        rk_request_draws *draws = &experts->draws;
        void *arrays[] = {experts->member,
                          experts->posting,
                          experts->familiar,
                          experts->given,
                          experts->before,
                          experts->request_clock,
                          experts->n_requests,
                          experts->free_at,
                          experts->serving,
                          experts->served,
                          experts->arrived,
                          experts->queue,
                          experts->request_hazard,
                          draws->member,
                          draws->lane,
                          draws->replication,
                          draws->who,
                          draws->when,
                          draws->words,
                          draws->next,
                          draws->length,
                          experts->when,
                          experts->span};
        for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
            free(arrays[i]);
        }
        rk_sharing_close(&experts->share);
        rk_homes_close(&experts->homes);
        free(experts);
        world->slot_state[slot] = NULL;
    }
}

/* Members that lie in this prefecture, as places; and the order of posting: fewest staff first. */
static void members_of(const rk_world *world, rk_experts *experts)
{
    const rk_setting *members = &experts->set[RK_COMMON_MEMBERS];
    for (size_t i = 0; i < members->n_members; i++) {
        size_t place = members->members[i] - world->prefecture->first; /* wraps for an earlier prefecture */
        if (place < world->n_places) {
            experts->member[experts->n_members++] = place;
        }
    }
    const rk_municipality *data = &world->scenario->municipalities[world->prefecture->first];
    for (size_t i = 0; i < experts->n_members; i++) {
        size_t at = i;
        while (at > 0 && data[experts->member[experts->posting[at - 1]]].staff > data[experts->member[i]].staff) {
            experts->posting[at] = experts->posting[at - 1];
            at--;
        }
        experts->posting[at] = i;
    }
}

/* Arrays of words for requests, one for each member and lane. */
static bool draws_open(rk_request_draws *draws, size_t n_members)
{
    uint32_t **arrays[] = {&draws->member, &draws->lane, &draws->replication, &draws->who, &draws->when};
    draws->capacity = n_members * RK_LANES;
    bool whole = true;
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        *arrays[i] = rk_rows(n_members);
        whole = whole && *arrays[i] != NULL;
    }
    draws->words = rk_rows(4 * n_members);
    draws->next = rk_rows(n_members);
    draws->length = rk_rows(n_members);
    return whole && draws->words != NULL && draws->next != NULL && draws->length != NULL;
}

static rk_status experts_open(rk_world *world, size_t slot)
{
    rk_experts *experts = calloc(1, sizeof *experts);
    if (experts == NULL) {
        return RK_ERR_MEMORY;
    }
    world->slot_state[slot] = experts;
    experts->set = world->model->instruments[slot].settings;
    experts->n_experts = rk_ramp_spans(&experts->set[RK_EXPERTS_NUMBER], NULL);
    size_t places = world->n_places, n = experts->n_experts;
    experts->member = calloc(places + 1, sizeof *experts->member);
    experts->posting = calloc(places + 1, sizeof *experts->posting);
    experts->arrived = malloc(RK_LANES * RK_QUEUE_MAX * sizeof(rk_request));
    experts->queue = malloc(RK_LANES * RK_QUEUE_ROOM * sizeof(rk_request));
    bool whole =
        experts->member != NULL && experts->posting != NULL && experts->arrived != NULL && experts->queue != NULL;
    rk_lanes **by_place[] = {&experts->familiar, &experts->given, &experts->before, &experts->request_clock,
                             &experts->request_hazard};
    for (size_t i = 0; i < sizeof by_place / sizeof *by_place; i++) {
        *by_place[i] = rk_rows(places);
        whole = whole && *by_place[i] != NULL;
    }
    experts->n_requests = rk_rows(places);
    experts->free_at = rk_rows(n);
    experts->serving = rk_rows(n);
    experts->served = rk_rows(n);
    experts->when = calloc(n + 1, sizeof *experts->when);
    experts->span = calloc(n + 1, sizeof *experts->span);
    whole = whole && experts->n_requests != NULL && experts->free_at != NULL && experts->serving != NULL &&
            experts->served != NULL && experts->when != NULL && experts->span != NULL &&
            draws_open(&experts->draws, places);
    if (!whole) {
        return RK_ERR_MEMORY;
    }
    (void)rk_ramp_spans(&experts->set[RK_EXPERTS_NUMBER], experts->span);
    members_of(world, experts);
    rk_status status = rk_sharing_open(&experts->share, experts->n_members);
    bool homes = experts->set[RK_EXPERTS_ASSIGNMENT].count == RK_ASSIGN_NEIGHBOURS_FIRST && experts->n_members > 0;
    return status == RK_OK && homes ? rk_homes_open(world, experts) : status;
}

static float pull_more(const rk_world *world, const rk_experts *experts, rk_contract contract)
{
    static const rk_parameter of_employer[] = {[RK_EMPLOYER_PREFECTURE] = RK_P_MARKET_PREFECTURE,
                                               [RK_EMPLOYER_JOINT_OFFICE] = RK_P_MARKET_JOINT_OFFICE,
                                               [RK_EMPLOYER_NATION] = RK_P_MARKET_NATION};
    long employer = experts->set[RK_EXPERTS_EMPLOYER].count;
    double pull = employer != RK_EMPLOYER_MUNICIPALITY ? rk_value(world, of_employer[employer]) : 1.0;
    return rk_pull_more(world, contract, pull, rk_experts_value(world, experts, RK_EXPERTS_PAY));
}

/* One draw for a prefecture and block, whatever the instrument: what holds one pool up holds up all. */
static bool is_ready(const rk_world *world, const rk_experts *experts, size_t slot)
{
    rk_purpose purpose = (rk_purpose)world->model->instruments[slot].purpose;
    rk_words words = rk_draw(world->seed, world->block, rk_who_expert(world->prefecture->code, 0, 0), 0, purpose);
    return rk_uniform(words.word[0]) < rk_experts_value(world, experts, RK_EXPERTS_READY);
}

/* Code of the municipality that an expert is posted to; 0 where experts serve several. */
static int home_of(const rk_world *world, const rk_experts *experts, size_t expert)
{
    bool posted = experts->set[RK_EXPERTS_ASSIGNMENT].count == RK_ASSIGN_FIXED;
    return posted ? world->place[experts->member[rk_experts_posted_to(experts, expert)]].code : 0;
}

static rk_status experts_establish(rk_world *world, size_t slot)
{
    rk_experts *experts = state_of(world, slot);
    const rk_setting *set = experts->set;
    rk_contract contract = (rk_contract)set[RK_EXPERTS_CONTRACT].count;
    double premium = rk_experts_value(world, experts, RK_EXPERTS_PAY);
    double pay = rk_pay_year(world, contract, false) * rk_value(world, RK_P_PAY_ON_COST) * premium;
    bool external = rk_contract_external(contract);
    experts->ready = is_ready(world, experts, slot);
    experts->days = (float)rk_experts_value(world, experts, RK_EXPERTS_DAYS);
    experts->first_post = world->posts.n;
    for (size_t i = 0; experts->n_members > 0 && experts->ready && i < experts->n_experts; i++) {
        const rk_span *span = &experts->span[i];
        int opens = set[RK_COMMON_OPENS].month, closes = rk_end_month(set);
        rk_post post = {
            .municipality = RK_NOWHERE,
            .home = home_of(world, experts, i),
            .slot = (int)slot,
            .contract = contract,
            .skill =
                (rk_skill)set[RK_EXPERTS_SKILLS].choices[span->position % (size_t)set[RK_EXPERTS_SKILLS].n_choices],
            .fte_milli = (int32_t)(experts->days / 20.0f * 1000.0f + 0.5f),
            .who = rk_who_expert(world->prefecture->code, world->slot_ordinal[slot], (unsigned)i),
            .opens = span->from > opens ? span->from : opens,
            .closes = span->until < closes ? span->until : closes,
            .staffed = set[RK_EXPERTS_STAFFED].count != 0,
            .unpaid = premium <= 0.0,
            .pull_more = pull_more(world, experts, contract),
            .ceiling = (float)rk_value(world, external ? RK_P_EXPERT_PROFICIENCY : RK_P_LEARNING_CEILING),
            .pay_month = rk_contract_remote(contract) ? 0 : (int64_t)(pay * experts->days / 20.0 / RK_MONTHS + 0.5),
        };
        rk_status status = rk_world_add_post(world, &post);
        if (status != RK_OK) {
            return status;
        }
    }
    memset(experts->familiar, 0, experts->n_members * sizeof *experts->familiar);
    memset(experts->given, 0, experts->n_members * sizeof *experts->given);
    memset(experts->share.turn, 0, sizeof experts->share.turn);
    experts->open_months = 0;
    rk_experts_open_year(world, experts);
    rk_requests_establish(world, experts, slot);
    return RK_OK;
}

static void experts_april(rk_world *world, size_t slot)
{
    rk_experts *experts = state_of(world, slot);
    memset(experts->given, 0, experts->n_members * sizeof *experts->given);
    experts->open_months = 0;
    rk_experts_open_year(world, experts);
}

/* Members among whom a new expert is a stranger, and the part of familiarity that is not the predecessor's: a posted
 * expert's is all of one member's, one of several at a home the same part of it, one of a team of all. */
static const size_t *strangers(const rk_world *world, const rk_experts *experts, size_t expert, size_t *posted,
                               size_t *n, float *kept)
{
    long assignment = experts->set[RK_EXPERTS_ASSIGNMENT].count;
    long number = rk_ramp_at(&experts->set[RK_EXPERTS_NUMBER], world->month);
    const size_t *members = NULL;
    *n = experts->n_members;
    if (assignment == RK_ASSIGN_FIXED) {
        *posted = rk_experts_posted_to(experts, expert);
        members = posted;
        *n = 1;
        number = 1;
    } else if (assignment == RK_ASSIGN_NEIGHBOURS_FIRST) {
        size_t home = rk_home_of(experts, expert, &members, n), n_homes = experts->homes.n;
        number = (number + (long)n_homes - 1 - (long)home) / (long)n_homes;
    }
    *kept = number > 1 ? 1.0f - 1.0f / (float)number : 0.0f;
    return members;
}

/* A new expert does not know the members yet: the part of familiarity that the predecessor held is gone. */
static void forget(rk_world *world, rk_experts *experts)
{
    for (size_t i = 0; world->month > 0 && i < experts->n_experts; i++) {
        uint32_t come = rk_mask_int_equal(&world->posts.since[experts->first_post + i], world->month);
        for (; come != 0; come &= come - 1) {
            int lane = __builtin_ctz(come);
            if (!rk_expert_is_new(world, experts, i, lane)) {
                continue;
            }
            size_t posted, n;
            float kept;
            const size_t *members = strangers(world, experts, i, &posted, &n, &kept);
            for (size_t k = 0; k < n; k++) {
                experts->familiar[members != NULL ? members[k] : k].v[lane] *= kept;
            }
        }
    }
}

/* Familiarity builds in months with support; what was given is kept for the bill by use. */
static void get_to_know(rk_world *world, rk_experts *experts)
{
    float step = 1.0f / rk_max((float)rk_value(world, RK_P_EXPERT_FAMILIAR), 1.0f);
    for (size_t m = 0; m < experts->n_members; m++) {
        const rk_lanes *now = &world->at.support_fte[experts->member[m]], *before = &experts->before[m];
        rk_lanes *familiar = &experts->familiar[m], *given = &experts->given[m];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float added = now->v[lane] - before->v[lane];
            familiar->v[lane] += added > 0.0f ? step * (1.0f - familiar->v[lane]) : 0.0f;
            given->v[lane] += added;
        }
    }
}

/* The time of those who are there. */
static void offer(rk_world *world, const rk_experts *experts)
{
    rk_lanes all = {{0}};
    for (size_t i = 0; i < experts->n_experts; i++) {
        const rk_lanes *effort = &world->posts.effort[experts->first_post + i];
        const rk_lanes *proficiency = &world->posts.proficiency[experts->first_post + i];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            all.v[lane] += effort->v[lane] * proficiency->v[lane];
        }
    }
    rk_support_offer(world, experts->n_members, experts->member, &all);
}

static void assign(rk_world *world, rk_experts *experts, size_t slot)
{
    switch (experts->set[RK_EXPERTS_ASSIGNMENT].count) {
    case RK_ASSIGN_ON_REQUEST:
        rk_requests_month(world, experts, slot);
        break;
    case RK_ASSIGN_EQUAL_VISITS:
        rk_equal_visits_month(world, experts);
        break;
    case RK_ASSIGN_FIXED:
        rk_fixed_posting_month(world, experts);
        break;
    case RK_ASSIGN_BY_NEED:
        rk_by_need_month(world, experts);
        break;
    case RK_ASSIGN_SURVEY:
        rk_survey_month(world, experts, slot);
        break;
    case RK_ASSIGN_PRIORITY:
        rk_priority_month(world, experts);
        break;
    default:
        rk_neighbours_month(world, experts);
        break;
    }
}

static void experts_support(rk_world *world, size_t slot)
{
    rk_experts *experts = state_of(world, slot);
    if (experts->n_members == 0 || !experts->ready || !rk_is_open(experts->set, world->month)) {
        return;
    }
    experts->open_months++;
    if (experts->n_experts == 0 || !rk_is_in_effect(experts->set, world->month)) {
        return;
    }
    for (size_t m = 0; m < experts->n_members; m++) {
        experts->before[m] = world->at.support_fte[experts->member[m]];
    }
    forget(world, experts);
    offer(world, experts);
    assign(world, experts, slot);
    get_to_know(world, experts);
}

const rk_hooks rk_experts_hooks = {
    .open = experts_open,
    .close = experts_close,
    .establish = experts_establish,
    .april = experts_april,
    .support = experts_support,
    .bill = rk_experts_bill,
};
