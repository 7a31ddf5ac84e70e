/* What the files of `experts` share. */
#ifndef RK_INSTRUMENTS_EXPERTS_IMPL_H
#define RK_INSTRUMENTS_EXPERTS_IMPL_H

#include "input/ramp.h"
#include "instruments/experts.h"
#include "model/world.h"

/* A request that waits for an expert. Times are in months of the run. */
typedef struct {
    float arrival, length;
    float rank; /* in the queue: the highest is next */
    int32_t member;
} rk_request;

/* Requests that may wait, and room for them and for those that arrive while others leave at the front. */
enum { RK_QUEUE_MAX = 4096, RK_QUEUE_ROOM = 2 * RK_QUEUE_MAX };

/* Requests made in a month, drawn for together; arrays of [capacity], words [4][capacity]. */
typedef struct {
    size_t n, capacity;
    uint32_t *member, *lane, *replication, *who, *when, *words;
    float *next, *length;
} rk_request_draws;

typedef struct {
    const rk_setting *set;      /* settings of the instrument, by RK_EXPERTS_... */
    size_t n_members;
    size_t *member;             /* [n_members] places */
    size_t *posting;            /* [n_members] members in the order they get a posted expert */
    size_t first_post, n_experts; /* n_experts: posts, over the whole run */
    rk_span *span;              /* [n_experts] when each is there */
    float days;                 /* of an expert in a month, this block */
    rk_lanes *familiar;         /* [n_members] 0..1 */
    rk_lanes *given;            /* [n_members] full-time equivalent months given this fiscal year */
    rk_lanes *before;           /* [n_members] support that others have given this month */
    int open_months;            /* of this fiscal year */

    /* On request */
    rk_lanes *request_clock;    /* [n_members] */
    rk_lanes *request_hazard;   /* [n_members] of this month */
    rk_request_draws draws;
    rk_lanes_int *n_requests;   /* [n_members] so far: part of the address */
    rk_lanes *free_at;          /* [n_experts] when the expert has time again */
    float *when;                /* [n_experts] the same for the lane and month in hand */
    rk_lanes_int *serving;      /* [n_experts] member, valid while free_at is ahead */
    rk_lanes_int *served;       /* [n_experts] members served this month */
    rk_request *arrived;        /* [RK_LANES][RK_QUEUE_MAX] of this month, by time */
    rk_request *queue;          /* [RK_LANES][RK_QUEUE_ROOM] waiting from head on, the next one first */
    int n_arrived[RK_LANES], n_queue[RK_LANES], head[RK_LANES];
} rk_experts;

static inline bool rk_expert_is_there(const rk_world *world, const rk_experts *experts, size_t expert, int lane)
{
    return world->posts.state[experts->first_post + expert].v[lane] == RK_IN_POST;
}

/* Somebody who has come this month, and is not the one of last month. */
static inline bool rk_expert_is_new(const rk_world *world, const rk_experts *experts, size_t expert, int lane)
{
    return rk_expert_is_there(world, experts, expert, lane) &&
           world->posts.since[experts->first_post + expert].v[lane] == world->month;
}

static inline double rk_experts_value(const rk_world *world, const rk_experts *experts, int key)
{
    return world->values[experts->set[key].index];
}

/* experts_request.c: requests arrive, wait and are served within the month, in continuous time. */
void rk_requests_establish(rk_world *world, rk_experts *experts, size_t slot);
void rk_requests_month(rk_world *world, rk_experts *experts, size_t slot);

/* experts_bill.c */
void rk_experts_bill(rk_world *world, size_t slot);

#endif
