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

/* The time of all experts present, of a month, as full-time equivalents at an expert's level. */
typedef struct {
    rk_lanes time[RK_N_SKILLS];
    rk_lanes present; /* persons */
    unsigned skills;  /* bit s: somebody has it, or a position for it is open */
} rk_team;

/* How a rule lays a month's time on the members; arrays over [n_members]. */
typedef struct {
    rk_lanes *may;    /* 1: may be served this month, else 0 */
    rk_lanes *weight; /* time in proportion to it */
    rk_lanes *fit;    /* [n_members][RK_N_SKILLS] how well a skill does the work there */
    rk_lanes *noted;  /* need: of this month, or as the last survey found it */
    rk_lanes *first;  /* priority: the part of the weight that makes cover */
    rk_lanes *room;   /* where days_cap holds: time that a member may still get this fiscal year */
    bool capped;
    rk_lanes_int *desk;    /* priority: persons present, 2 for more */
    uint16_t *order;       /* [RK_LANES][n_members] by rank */
    size_t turn[RK_LANES]; /* equal visits in turn: who is next, in the order of posting */
} rk_sharing;

/* Neighbours first: homes of the experts. */
typedef struct {
    size_t n;
    size_t *n_home; /* [n] members of a home */
    size_t *order;  /* [n][n_members] its members, then all others, the nearest first */
    rk_lanes *left; /* [n_experts] time left this month */
    rk_lanes *visits;
} rk_homes;

typedef struct {
    const rk_setting *set; /* settings of the instrument, by RK_EXPERTS_... */
    size_t n_members;
    size_t *member;               /* [n_members] places */
    size_t *posting;              /* [n_members] members in the order they get a posted expert */
    size_t first_post, n_experts; /* n_experts: posts, over the whole run */
    rk_span *span;                /* [n_experts] when each is there */
    bool ready;                   /* the prefecture has got it going in this block */
    float days;                   /* of an expert in a month, this block */
    rk_lanes *familiar;           /* [n_members] 0..1 */
    rk_lanes *given;              /* [n_members] full-time equivalent months given this fiscal year */
    rk_lanes *before;             /* [n_members] support that others have given this month */
    int open_months;              /* of this fiscal year */
    rk_sharing share;
    rk_homes homes;

    /* On request */
    rk_lanes *request_clock;  /* [n_members] */
    rk_lanes *request_hazard; /* [n_members] of this month */
    rk_request_draws draws;
    rk_lanes_int *n_requests; /* [n_members] so far: part of the address */
    rk_lanes *free_at;        /* [n_experts] when the expert has time again */
    float *when;              /* [n_experts] the same for the lane and month in hand */
    rk_lanes_int *serving;    /* [n_experts] member, valid while free_at is ahead */
    rk_lanes_int *served;     /* [n_experts] members served this month */
    rk_request *arrived;      /* [RK_LANES][RK_QUEUE_MAX] of this month */
    rk_request *queue;        /* [RK_LANES][RK_QUEUE_ROOM] waiting from head on, the next one first */
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

/* Experts of one position follow one another. */
static inline size_t rk_expert_position(const rk_experts *experts, size_t expert)
{
    return experts->span[expert].position;
}

/* experts_share.c. A rule looks at its team, says who may be served (choose) and with what weight, takes off the time
 * on the way (travel) and lays the rest on the members (lay). */
RK_MUST_CHECK rk_status rk_sharing_open(rk_sharing *share, size_t n_members);
void rk_sharing_close(rk_sharing *share);
void rk_experts_team(const rk_world *world, const rk_experts *experts, rk_team *team);

/* Part of an expert's time that is left when so many municipalities are served in a month. */
float rk_experts_kept(const rk_world *world, float municipalities);

/* The year begins: all members may get days_cap again. */
void rk_experts_open_year(const rk_world *world, rk_experts *experts);

/* Time to a member, in all lanes, or in one; no more than days_cap leaves. Returns what it gets. */
float rk_experts_allow(rk_experts *experts, size_t member, int lane, float time);
void rk_experts_give(rk_world *world, rk_experts *experts, size_t member, rk_skill skill, const rk_lanes *time);

/* The same of all skills of a team, team->time of each. */
void rk_experts_give_skills(rk_world *world, rk_experts *experts, size_t member, const rk_team *team);

/* Members that the team may serve in one lane; and those of the highest rank that are so many. */
size_t rk_experts_may_serve(const rk_experts *experts, const rk_team *team, int lane);
void rk_experts_choose(rk_experts *experts, const rk_team *team, const rk_lanes *rank);

/* Takes the weights of those who may not be served away; where nobody else has one, all others get the same. */
void rk_experts_weigh(rk_experts *experts);

/* Takes the time on the way off the team's, the members with a weight being visited. */
void rk_experts_travel(const rk_world *world, const rk_experts *experts, rk_team *team);

/* Every skill's time in proportion to weight and fit. */
void rk_experts_lay(rk_world *world, rk_experts *experts, const rk_team *team);

/* experts_visits.c, experts_need.c, experts_priority.c, experts_neighbours.c: a month of a rule */
void rk_equal_visits_month(rk_world *world, rk_experts *experts);
void rk_fixed_posting_month(rk_world *world, rk_experts *experts);
void rk_by_need_month(rk_world *world, rk_experts *experts);
void rk_survey_month(rk_world *world, rk_experts *experts, size_t slot);
void rk_priority_month(rk_world *world, rk_experts *experts);
void rk_neighbours_month(rk_world *world, rk_experts *experts);

/* The member that an expert is posted to. */
size_t rk_experts_posted_to(const rk_experts *experts, size_t expert);

/* need of every member, and the fit of these skills */
void rk_experts_look(const rk_world *world, rk_experts *experts, unsigned skills, rk_lanes *need);

/* The homes of experts, once; the home of one of them with the order in which it goes to members, home first. */
RK_MUST_CHECK rk_status rk_homes_open(const rk_world *world, rk_experts *experts);
void rk_homes_close(rk_homes *homes);
size_t rk_home_of(const rk_experts *experts, size_t expert, const size_t **order, size_t *n_home);

/* experts_request.c: requests arrive, wait and are served within the month, in continuous time. */
void rk_requests_establish(rk_world *world, rk_experts *experts, size_t slot);
void rk_requests_month(rk_world *world, rk_experts *experts, size_t slot);

/* experts_bill.c */
void rk_experts_bill(rk_world *world, size_t slot);

#endif
