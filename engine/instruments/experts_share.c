/* The time of all experts of an instrument as one, laid on members by weight: what the rules of assignment share.
 * MODEL.md section 6. */
#include "base/memory.h"
#include "instruments/experts_impl.h"
#include "model/steps.h"

#include <stdlib.h>
#include <string.h>

rk_status rk_sharing_open(rk_sharing *share, size_t n_members)
{
    size_t n = n_members + 1;
    share->may = rk_rows(n);
    share->weight = rk_rows(n);
    share->noted = rk_rows(n);
    share->first = rk_rows(n);
    share->desk = rk_rows(n);
    share->room = rk_rows(n);
    share->fit = rk_rows(RK_N_SKILLS * n);
    share->order = malloc(RK_LANES * n * sizeof *share->order);
    bool whole = share->may != NULL && share->weight != NULL && share->noted != NULL && share->first != NULL &&
                 share->desk != NULL && share->room != NULL && share->fit != NULL && share->order != NULL;
    for (size_t i = 0; whole && i < RK_LANES * n_members; i++) {
        share->order[i] = (uint16_t)(i % n_members);
    }
    return whole ? RK_OK : RK_ERR_MEMORY;
}

void rk_sharing_close(rk_sharing *share)
{
    void *arrays[] = {share->room,  share->may,  share->weight, share->noted,
                      share->first, share->desk, share->fit,    share->order};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        free(arrays[i]);
    }
}

void rk_experts_team(const rk_world *world, const rk_experts *experts, rk_team *team)
{
    *team = (rk_team){.skills = 0};
    for (size_t i = 0; i < experts->n_experts; i++) {
        size_t post = experts->first_post + i;
        rk_skill skill = world->posts.post[post].skill;
        const rk_lanes *effort = &world->posts.effort[post], *proficiency = &world->posts.proficiency[post];
        rk_lanes *time = &team->time[skill], *present = &team->present;
        team->skills |= 1u << skill;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            time->v[lane] += effort->v[lane] * proficiency->v[lane];
            present->v[lane] += effort->v[lane] > 0.0f ? 1.0f : 0.0f;
        }
    }
}

float rk_experts_kept(const rk_world *world, float municipalities)
{
    float loss = (float)rk_value(world, RK_P_EXPERT_TRAVEL) * (municipalities - 1.0f);
    return 1.0f - rk_min(rk_max(loss, 0.0f), 0.9f);
}

/* ---- The cap ---- */

void rk_experts_open_year(const rk_world *world, rk_experts *experts)
{
    double cap = rk_experts_value(world, experts, RK_EXPERTS_DAYS_CAP);
    experts->share.capped = cap < RK_DAYS_NO_CAP;
    for (size_t m = 0; m < experts->n_members; m++) {
        RK_FOR_LANES(lane)
        {
            experts->share.room[m].v[lane] = (float)(cap / 20.0);
        }
    }
}

float rk_experts_allow(rk_experts *experts, size_t member, int lane, float time)
{
    const float nothing = 1e-5f; /* what rounding leaves */
    float *room = &experts->share.room[member].v[lane];
    if (!experts->share.capped) {
        return time;
    }
    float allowed = rk_min(time, *room);
    *room = *room - allowed > nothing ? *room - allowed : 0.0f;
    return allowed;
}

void rk_experts_give(rk_world *world, rk_experts *experts, size_t member, rk_skill skill, const rk_lanes *time)
{
    rk_lanes allowed;
    if (experts->share.capped) {
        RK_FOR_LANES(lane)
        {
            allowed.v[lane] = rk_experts_allow(experts, member, lane, time->v[lane]);
        }
        time = &allowed;
    }
    rk_support_give_all(world, experts->member[member], skill, time, &experts->familiar[member]);
}

void rk_experts_give_skills(rk_world *world, rk_experts *experts, size_t member, const rk_team *team)
{
    if (!experts->share.capped) {
        rk_support_give_skills(world, experts->member[member], team->skills, team->time, &experts->familiar[member]);
        return;
    }
    for (unsigned skills = team->skills; skills != 0; skills &= skills - 1) {
        int skill = __builtin_ctz(skills);
        rk_experts_give(world, experts, member, (rk_skill)skill, &team->time[skill]);
    }
}

/* ---- Who is served ---- */

/* Members of a lane by rank, the highest first, the first of equals; it has changed little since last month. */
static void sort(uint16_t *order, size_t n, const rk_lanes *rank, int lane)
{
    for (size_t i = 1; i < n; i++) {
        uint16_t member = order[i];
        float mine = rank[member].v[lane];
        size_t at = i;
        while (at > 0 && (rank[order[at - 1]].v[lane] < mine ||
                          (rank[order[at - 1]].v[lane] <= mine && order[at - 1] > member))) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = member;
    }
}

size_t rk_experts_may_serve(const rk_experts *experts, const rk_team *team, int lane)
{
    size_t n = experts->n_members, each = (size_t)experts->set[RK_EXPERTS_SERVES].count;
    size_t all = each * (size_t)(team->present.v[lane] + 0.5f);
    return all < n ? all : n;
}

void rk_experts_choose(rk_experts *experts, const rk_team *team, const rk_lanes *rank)
{
    size_t n = experts->n_members;
    rk_sharing *share = &experts->share;
    for (size_t m = 0; m < n; m++) {
        RK_FOR_LANES(lane)
        {
            share->may[m].v[lane] = share->capped && share->room[m].v[lane] <= 0.0f ? 0.0f : 1.0f;
        }
    }
    RK_FOR_LANES(lane)
    {
        size_t most = rk_experts_may_serve(experts, team, lane);
        if (most < n && most > 0) { /* nobody there, nothing to give */
            uint16_t *order = &share->order[(size_t)lane * n];
            sort(order, n, rank, lane);
            for (size_t i = most; i < n; i++) {
                share->may[order[i]].v[lane] = 0.0f;
            }
        }
    }
}

/* ---- How time is laid ---- */

void rk_experts_travel(const rk_world *world, const rk_experts *experts, rk_team *team)
{
    const rk_lanes *weight = experts->share.weight;
    rk_lanes visited = {{0}}, kept;
    for (size_t m = 0; m < experts->n_members; m++) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            visited.v[lane] += weight[m].v[lane] > 0.0f ? 1.0f : 0.0f;
        }
    }
    RK_FOR_LANES(lane)
    {
        float present = team->present.v[lane], each = present > 0.0f ? visited.v[lane] / present : 1.0f;
        kept.v[lane] = rk_experts_kept(world, rk_max(each, 1.0f));
    }
    for (int skill = 0; skill < RK_N_SKILLS; skill++) {
        RK_FOR_LANES(lane)
        {
            team->time[skill].v[lane] *= kept.v[lane];
        }
    }
}

/* Weights of those who may be served; where none of these has one, all of them the same. */
void rk_experts_weigh(rk_experts *experts)
{
    const rk_lanes *may = experts->share.may;
    rk_lanes *weight = experts->share.weight, sum = {{0}};
    for (size_t m = 0; m < experts->n_members; m++) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            weight[m].v[lane] *= may[m].v[lane];
            sum.v[lane] += weight[m].v[lane];
        }
    }
    for (size_t m = 0; m < experts->n_members; m++) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            weight[m].v[lane] = sum.v[lane] > 0.0f ? weight[m].v[lane] : may[m].v[lane];
        }
    }
}

/* One skill: time by weight and by how well the skill fits the work there. */
static void lay_skill(rk_world *world, rk_experts *experts, rk_skill skill, const rk_lanes *time)
{
    const rk_lanes *weight = experts->share.weight, *fit = experts->share.fit + skill;
    rk_lanes sum = {{0}}, per, part;
    for (size_t m = 0; m < experts->n_members; m++) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            sum.v[lane] += weight[m].v[lane] * fit[m * RK_N_SKILLS].v[lane];
        }
    }
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        per.v[lane] = sum.v[lane] > 0.0f ? time->v[lane] / sum.v[lane] : 0.0f;
    }
    for (size_t m = 0; m < experts->n_members; m++) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            part.v[lane] = per.v[lane] * weight[m].v[lane] * fit[m * RK_N_SKILLS].v[lane];
        }
        rk_experts_give(world, experts, m, skill, &part);
    }
}

void rk_experts_lay(rk_world *world, rk_experts *experts, const rk_team *team)
{
    for (int skill = 0; skill < RK_N_SKILLS; skill++) {
        if (team->skills >> skill & 1) {
            lay_skill(world, experts, (rk_skill)skill, &team->time[skill]);
        }
    }
}
