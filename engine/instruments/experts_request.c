/* A pool on request: a queue in continuous time within the month. With constant rates, exponential lengths and experts
 * who stay it is M/M/c (queue: wait) or M/M/c/c (queue: refuse), so Erlang's formulas hold. MODEL.md section 6. */
#include "instruments/experts_impl.h"
#include "model/events.h"
#include "model/journal.h"
#include "model/steps.h"

#include <string.h>

/* A month that does not come. */
#define NEVER 1e30f

static uint32_t who_of(const rk_world *world, const rk_experts *experts, size_t slot, size_t member)
{
    return rk_who_municipality(world->place[experts->member[member]].code, 1 + world->slot_ordinal[slot]);
}

void rk_requests_establish(rk_world *world, rk_experts *experts, size_t slot)
{
    if (experts->set[RK_EXPERTS_ASSIGNMENT].count != RK_ASSIGN_ON_REQUEST) {
        return;
    }
    for (size_t m = 0; m < experts->n_members; m++) {
        rk_first_thresholds(world, who_of(world, experts, slot, m), RK_DRAW_REQUEST, &experts->request_clock[m]);
        experts->n_requests[m] = (rk_lanes_int){{0}};
    }
    for (size_t i = 0; i < experts->n_experts; i++) {
        RK_FOR_LANES(lane)
        {
            experts->free_at[i].v[lane] = 0.0f;
            experts->serving[i].v[lane] = 0;
        }
    }
    memset(experts->n_queue, 0, sizeof experts->n_queue);
    memset(experts->head, 0, sizeof experts->head);
}

/* Into the journal of a municipality, if there is one; until: when it is told. */
static void note(const rk_world *world, const rk_experts *experts, int lane, const rk_request *request,
                 rk_event_kind kind, size_t post, float until)
{
    int slot = 0;
    if (world->journal == NULL) {
        return;
    }
    while (world->model->instruments[slot].settings != experts->set) {
        slot++;
    }
    const rk_request_note told = {.kind = kind,
                                  .place = experts->member[request->member],
                                  .instrument = slot,
                                  .number = experts->n_requests[request->member].v[lane],
                                  .post = post,
                                  .arrival = request->arrival,
                                  .wait = until - request->arrival,
                                  .length = request->length};
    rk_journal_request(world, lane, &told);
}

/* kind: why, RK_EVENT_REQUEST_... */
static void refuse(rk_world *world, const rk_experts *experts, int lane, const rk_request *request, rk_event_kind kind)
{
    note(world, experts, lane, request, kind, RK_NO_POST, rk_max((float)world->month, request->arrival));
    world->at.year[experts->member[request->member]].refused.v[lane]++;
}

static void arrive(rk_world *world, rk_experts *experts, int lane, rk_request request)
{
    if (experts->n_arrived[lane] == RK_QUEUE_MAX) { /* more in one month than may wait */
        refuse(world, experts, lane, &request, RK_EVENT_REQUEST_REFUSED);
        return;
    }
    experts->arrived[lane * RK_QUEUE_MAX + experts->n_arrived[lane]++] = request;
}

/* Many requests of a month by time, those of the same time as they came. */
static void insert_by_time(rk_request *list, int n)
{
    for (int i = 1; i < n; i++) {
        rk_request request = list[i];
        int at = i;
        while (at > 0 && list[at - 1].arrival > request.arrival) {
            list[at] = list[at - 1];
            at--;
        }
        list[at] = request;
    }
}

/* The same of the few that a month mostly has: each goes to the place that it has, the number of those before it,
 * without a branch that nobody can predict. */
static void sort_by_time(rk_request *list, int n)
{
    enum { FEW_ROWS = 3 };
    rk_lanes time[FEW_ROWS];
    rk_request was[FEW_ROWS * RK_LANES];
    if (n > FEW_ROWS * RK_LANES) {
        insert_by_time(list, n);
        return;
    }
    int n_rows = (n + RK_LANES - 1) / RK_LANES;
    for (int i = 0; i < n_rows * RK_LANES; i++) {
        time[i / RK_LANES].v[i % RK_LANES] = i < n ? list[i].arrival : NEVER;
    }
    memcpy(was, list, (size_t)n * sizeof *list);
    for (int i = 0; i < n; i++) {
        rk_lanes own;
        int before = 0;
        RK_FOR_LANES(lane)
        {
            own.v[lane] = was[i].arrival;
        }
        for (int row = 0; row < n_rows; row++) {
            uint32_t earlier = rk_mask_less(&time[row], &own), later = rk_mask_less(&own, &time[row]);
            int first = row * RK_LANES, listed = i - first; /* of those of the same time, whoever was listed before */
            uint32_t ahead = listed <= 0 ? 0 : listed >= RK_LANES ? 0xFFFF : (1u << listed) - 1;
            before += __builtin_popcount(earlier | (~later & ahead));
        }
        list[before] = was[i];
    }
}

/* A request that was made this month: its clock has run below zero by -clock / hazard of the month, that long ago. */
static void request_is_made(rk_world *world, rk_experts *experts, size_t m, int lane, float hazard, float next, float length)
{
    float *clock = &experts->request_clock[m].v[lane];
    float mean = (float)rk_experts_value(world, experts, RK_EXPERTS_REQUEST_DAYS) / experts->days;
    float arrival = (float)(world->month + 1) + *clock / hazard;
    const rk_request request = {arrival, mean * length, 0.0f, (int32_t)m};
    note(world, experts, lane, &request, RK_EVENT_REQUEST, RK_NO_POST, arrival);
    arrive(world, experts, lane, request);
    world->at.year[experts->member[m]].requests.v[lane]++;
    *clock += next;
}

/* List a request that is made this month, for the draws of all of them together. */
static void list_request(rk_world *world, rk_experts *experts, size_t slot, size_t m, int lane)
{
    rk_request_draws *draws = &experts->draws;
    size_t n = draws->n++;
    draws->member[n] = (uint32_t)m;
    draws->lane[n] = (uint32_t)lane;
    draws->replication[n] = rk_replication(world, lane);
    draws->who[n] = who_of(world, experts, slot, m);
    draws->when[n] = (uint32_t)++experts->n_requests[m].v[lane];
}

/* Word 0 is the time to the member's next request, word 1 the length of this one. Who asks again within the month is
 * listed for the next round. */
static void make_requests(rk_world *world, rk_experts *experts, size_t slot)
{
    rk_request_draws *draws = &experts->draws;
    while (draws->n > 0) {
        size_t n = draws->n, stride = draws->capacity;
        rk_draw_many(world->seed, n, draws->replication, draws->who, draws->when, RK_DRAW_REQUEST, stride, draws->words);
        rk_exponential_many(n, draws->words, draws->next);
        rk_exponential_many(n, draws->words + stride, draws->length);
        draws->n = 0;
        for (size_t i = 0; i < n; i++) {
            size_t m = draws->member[i];
            int lane = (int)draws->lane[i];
            float next = draws->next[i], length = draws->length[i];
            request_is_made(world, experts, m, lane, experts->request_hazard[m].v[lane], next, length);
            if (experts->request_clock[m].v[lane] < 0.0f) {
                list_request(world, experts, slot, m, lane); /* at most at the place of one already read */
            }
        }
    }
}

static void find_requests(rk_world *world, rk_experts *experts, size_t slot)
{
    float rate = (float)rk_experts_value(world, experts, RK_EXPERTS_REQUESTS);
    float need = (float)rk_experts_value(world, experts, RK_EXPERTS_REQUEST_NEED);
    memset(experts->n_arrived, 0, sizeof experts->n_arrived);
    experts->draws.n = 0;
    for (size_t m = 0; m < experts->n_members; m++) {
        const rk_lanes *overload = &world->at.overload[experts->member[m]];
        rk_lanes *clock = &experts->request_clock[m], *hazard = &experts->request_hazard[m];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float now = rate * (1.0f + need * overload->v[lane]);
            hazard->v[lane] = now;
            clock->v[lane] -= now;
        }
        for (uint32_t asks = rk_mask_negative(clock); asks != 0; asks &= asks - 1) {
            list_request(world, experts, slot, m, __builtin_ctz(asks));
        }
    }
    make_requests(world, experts, slot);
}

/* Book the part of a visit that lies in this month; each further municipality of the month costs travel time. */
static void book(rk_world *world, rk_experts *experts, size_t expert, int lane, float from, float until)
{
    float month = (float)world->month, end = rk_min(until, month + 1.0f), begin = rk_max(from, month);
    if (end <= begin) {
        return;
    }
    size_t member = (size_t)experts->serving[expert].v[lane], post = experts->first_post + expert;
    float before = (float)experts->served[expert].v[lane]++;
    float kept = 1.0f - rk_min((float)rk_value(world, RK_P_EXPERT_TRAVEL) * before, 0.9f);
    float time = (end - begin) * kept * experts->days / 20.0f * world->posts.proficiency[post].v[lane];
    rk_support_give(world, experts->member[member], world->posts.post[post].skill, lane,
                    rk_experts_allow(experts, member, lane, time), experts->familiar[member].v[lane]);
}

/* As many visits in this month as an expert may make; the next one is for next month. */
static bool has_served_enough(const rk_experts *experts, size_t expert, int lane)
{
    return experts->served[expert].v[lane] >= (int32_t)experts->set[RK_EXPERTS_SERVES].count;
}

/* Since when, or from when, each expert has time, in one lane; those who are not there never. */
static void look_at_experts(const rk_world *world, rk_experts *experts, int lane)
{
    float next = (float)(world->month + 1);
    for (size_t i = 0; i < experts->n_experts; i++) {
        float from = experts->free_at[i].v[lane];
        from = has_served_enough(experts, i, lane) ? rk_max(from, next) : from;
        experts->when[i] = rk_expert_is_there(world, experts, i, lane) ? from : NEVER;
    }
}

/* The expert who has time first, the first of equals. */
static size_t first_free(const rk_experts *experts)
{
    size_t best = 0;
    float earliest = experts->when[0];
    for (size_t i = 1; i < experts->n_experts; i++) {
        if (experts->when[i] < earliest) {
            earliest = experts->when[i];
            best = i;
        }
    }
    return best;
}

/* May the member still get time this fiscal year? */
static bool has_room(const rk_experts *experts, int lane, const rk_request *request)
{
    return !experts->share.capped || experts->share.room[request->member].v[lane] > 0.0f;
}

/* Months of an expert that a request takes: those asked for, or as many as the cap leaves. */
static float length_of(const rk_experts *experts, int lane, const rk_request *request)
{
    if (!experts->share.capped) {
        return request->length;
    }
    float room = experts->share.room[request->member].v[lane], pace = experts->days / 20.0f;
    return rk_min(request->length, room / rk_max(pace, 1e-6f));
}

static void serve(rk_world *world, rk_experts *experts, size_t expert, int lane, const rk_request *request, float start)
{
    float end = start + length_of(experts, lane, request);
    experts->serving[expert].v[lane] = request->member;
    experts->free_at[expert].v[lane] = end;
    world->at.year[experts->member[request->member]].wait.v[lane] += start - request->arrival;
    note(world, experts, lane, request, RK_EVENT_REQUEST_SERVED, experts->first_post + expert, start);
    book(world, experts, expert, lane, start, end);
    experts->when[expert] = has_served_enough(experts, expert, lane) ? rk_max(end, (float)(world->month + 1)) : end;
}

/* What decides who is next: the member's overload of last month, or the time of asking. */
static float rank_of(const rk_world *world, const rk_experts *experts, int lane, const rk_request *request)
{
    bool by_need = experts->set[RK_EXPERTS_PRIORITY].count == RK_PRIORITY_NEED;
    return by_need ? world->at.overload[experts->member[request->member]].v[lane] : -request->arrival;
}

static bool goes_before(const rk_request *one, const rk_request *other)
{
    return one->rank > other->rank || (one->rank == other->rank && one->arrival < other->arrival);
}

/* The requests that wait in a lane, the next one first. */
static rk_request *queue_of(const rk_experts *experts, int lane)
{
    return &experts->queue[lane * RK_QUEUE_ROOM + experts->head[lane]];
}

/* Put a request into its place among the first n of a queue; most belong behind all others. */
static void insert(rk_request *queue, int n, rk_request request)
{
    while (n > 0 && goes_before(&request, &queue[n - 1])) {
        queue[n] = queue[n - 1];
        n--;
    }
    queue[n] = request;
}

/* A new month: the queue moves to the front of its room. Need has changed while requests waited, their order a little. */
static void look_again(const rk_world *world, rk_experts *experts, int lane)
{
    const rk_request *old = queue_of(experts, lane);
    experts->head[lane] = 0;
    rk_request *queue = queue_of(experts, lane);
    for (int i = 0; i < experts->n_queue[lane]; i++) {
        rk_request request = old[i];
        request.rank = rank_of(world, experts, lane, &request);
        insert(queue, i, request);
    }
}

static bool has_lost_patience(const rk_world *world, const rk_experts *experts, const rk_request *request, float time)
{
    return request->arrival + (float)rk_experts_value(world, experts, RK_EXPERTS_PATIENCE) < time;
}

/* At the end of the month, requests that have waited longer than their patience are given up. */
static void give_up(rk_world *world, rk_experts *experts, int lane)
{
    rk_request *queue = queue_of(experts, lane);
    int kept = 0;
    for (int i = 0; i < experts->n_queue[lane]; i++) {
        if (has_lost_patience(world, experts, &queue[i], (float)(world->month + 1))) {
            refuse(world, experts, lane, &queue[i], RK_EVENT_REQUEST_GIVEN_UP);
        } else {
            queue[kept++] = queue[i];
        }
    }
    experts->n_queue[lane] = kept;
}

static void wait_or_go(rk_world *world, rk_experts *experts, int lane, rk_request request)
{
    bool no_queue = experts->set[RK_EXPERTS_QUEUE].count == RK_QUEUE_REFUSE;
    if (no_queue || experts->n_queue[lane] == RK_QUEUE_MAX) {
        refuse(world, experts, lane, &request, RK_EVENT_REQUEST_REFUSED);
        return;
    }
    world->at.year[experts->member[request.member]].waited.v[lane]++;
    note(world, experts, lane, &request, RK_EVENT_REQUEST_WAITS, RK_NO_POST, request.arrival);
    request.rank = rank_of(world, experts, lane, &request);
    insert(queue_of(experts, lane), experts->n_queue[lane]++, request);
}

/* The expert is free: the next in the queue who still waits. */
static void take_next(rk_world *world, rk_experts *experts, size_t expert, int lane, float time)
{
    while (experts->n_queue[lane] > 0) {
        const rk_request *request = queue_of(experts, lane);
        experts->head[lane]++;
        experts->n_queue[lane]--;
        bool room = has_room(experts, lane, request);
        if (room && !has_lost_patience(world, experts, request, time)) {
            serve(world, experts, expert, lane, request, rk_max(time, request->arrival));
            return;
        }
        refuse(world, experts, lane, request, room ? RK_EVENT_REQUEST_GIVEN_UP : RK_EVENT_REQUEST_CAPPED);
    }
}

/* One lane's month: arrivals and experts who get free, in order of time. */
static void lane_month(rk_world *world, rk_experts *experts, int lane)
{
    rk_request *arrived = &experts->arrived[lane * RK_QUEUE_MAX];
    float begin = (float)world->month, end = begin + 1.0f;
    int next = 0, n = experts->n_arrived[lane];
    sort_by_time(arrived, n);
    look_again(world, experts, lane);
    look_at_experts(world, experts, lane);
    size_t expert = first_free(experts);
    for (;;) {
        float free_at = rk_max(experts->when[expert], begin), arrival = next < n ? arrived[next].arrival : end;
        if (experts->n_queue[lane] > 0 && free_at < end && free_at <= arrival) {
            take_next(world, experts, expert, lane, free_at);
            expert = first_free(experts);
        } else if (next < n && !has_room(experts, lane, &arrived[next])) {
            refuse(world, experts, lane, &arrived[next++], RK_EVENT_REQUEST_CAPPED);
        } else if (next < n && free_at <= arrival) {
            serve(world, experts, expert, lane, &arrived[next++], arrival);
            expert = first_free(experts);
        } else if (next < n) {
            wait_or_go(world, experts, lane, arrived[next++]);
        } else {
            break;
        }
    }
    give_up(world, experts, lane);
}

void rk_requests_month(rk_world *world, rk_experts *experts, size_t slot)
{
    find_requests(world, experts, slot);
    for (size_t i = 0; i < experts->n_experts; i++) {
        RK_FOR_LANES(lane)
        {
            float from = (float)world->month, until = experts->free_at[i].v[lane];
            experts->served[i].v[lane] = 0;
            bool same = rk_expert_is_there(world, experts, i, lane) && !rk_expert_is_new(world, experts, i, lane);
            if (!same && world->month > 0) {
                experts->free_at[i].v[lane] = from; /* what was in hand is dropped; who comes next begins afresh */
            } else if (until > from) {
                book(world, experts, i, lane, from, until);
            }
        }
    }
    RK_FOR_LANES(lane)
    {
        if (experts->n_arrived[lane] > 0 || experts->n_queue[lane] > 0) {
            lane_month(world, experts, lane);
        }
    }
}
