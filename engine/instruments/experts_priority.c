/* Desks with nobody first, then those of one person, then by need. MODEL.md section 6. */
#include "instruments/experts_impl.h"
#include "model/steps.h"

enum { DESK_NOBODY, DESK_SOLO, DESK_OTHER, N_DESKS };

static void look_at_desks(const rk_world *world, rk_experts *experts)
{
    for (size_t m = 0; m < experts->n_members; m++) {
        size_t place = experts->member[m];
        const rk_lanes_int *present = &world->at.present[place], *posted = &world->at.posted[place];
        rk_lanes_int *desk = &experts->share.desk[m];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            int32_t people = present->v[lane] + posted->v[lane];
            desk->v[lane] = people < DESK_OTHER ? people : DESK_OTHER;
        }
    }
}

/* Where not all can be served: by desk, then by need, which stays far below the step between desks. */
static void choose(rk_experts *experts, const rk_team *team, const rk_lanes *need)
{
    const float step = 1e4f;
    rk_lanes *rank = experts->share.weight;
    for (size_t m = 0; m < experts->n_members; m++) {
        const rk_lanes_int *desk = &experts->share.desk[m];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            rank[m].v[lane] = need[m].v[lane] + step * (float)(DESK_OTHER - desk->v[lane]);
        }
    }
    rk_experts_choose(experts, team, rank);
}

/* The days that count as cover, to one desk with nobody after the other, the smallest first. */
static void cover(const rk_world *world, rk_experts *experts, rk_lanes *left)
{
    const float a_little_more = 1.00001f; /* that no rounding makes it less than enough */
    float enough = (float)(rk_value(world, RK_P_COVER_SUPPORT) / 20.0) * a_little_more;
    rk_sharing *share = &experts->share;
    for (size_t k = 0; k < experts->n_members; k++) {
        size_t m = experts->posting[k];
        const rk_lanes_int *desk = &share->desk[m];
        rk_lanes *first = &share->first[m], *weight = &share->weight[m];
        const rk_lanes *may = &share->may[m];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float open = desk->v[lane] == DESK_NOBODY ? may->v[lane] : 0.0f;
            float time = rk_min(left->v[lane], enough) * open;
            left->v[lane] -= time;
            first->v[lane] = weight->v[lane] = time;
        }
    }
}

/* What a member of one kind of desk needs beyond what it has been given. */
static void lacking(const rk_experts *experts, size_t m, int32_t kind, const rk_lanes *need, rk_lanes *lacks)
{
    const rk_sharing *share = &experts->share;
    const rk_lanes *may = &share->may[m], *weight = &share->weight[m];
    const rk_lanes_int *desk = &share->desk[m];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float open = desk->v[lane] == kind ? may->v[lane] : 0.0f;
        lacks->v[lane] = rk_max(need[m].v[lane] - weight->v[lane], 0.0f) * open;
    }
}

/* To all of one kind what they lack, or the same part of it where there is too little time. */
static void fill(rk_experts *experts, int32_t kind, const rk_lanes *need, rk_lanes *left)
{
    rk_lanes sum = {{0}}, part, lacks;
    for (size_t m = 0; m < experts->n_members; m++) {
        lacking(experts, m, kind, need, &lacks);
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            sum.v[lane] += lacks.v[lane];
        }
    }
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float given = rk_min(sum.v[lane], left->v[lane]);
        part.v[lane] = sum.v[lane] > 0.0f ? given / sum.v[lane] : 0.0f;
        left->v[lane] -= given;
    }
    for (size_t m = 0; m < experts->n_members; m++) {
        rk_lanes *weight = &experts->share.weight[m];
        lacking(experts, m, kind, need, &lacks);
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            weight->v[lane] += lacks.v[lane] * part.v[lane];
        }
    }
}

/* Time that nobody needs goes round equally. */
static void go_round(rk_experts *experts, const rk_lanes *left)
{
    rk_sharing *share = &experts->share;
    rk_lanes n = {{0}};
    for (size_t m = 0; m < experts->n_members; m++) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            n.v[lane] += share->may[m].v[lane];
        }
    }
    for (size_t m = 0; m < experts->n_members; m++) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            share->weight[m].v[lane] += left->v[lane] / rk_max(n.v[lane], 1.0f) * share->may[m].v[lane];
        }
    }
}

static void all_time(const rk_team *team, rk_lanes *sum)
{
    *sum = (rk_lanes){{0}};
    for (int skill = 0; skill < RK_N_SKILLS; skill++) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            sum->v[lane] += team->time[skill].v[lane];
        }
    }
}

/* Time for each member: weight; the part of it that is cover: first. */
static void allot(const rk_world *world, rk_experts *experts, const rk_team *team, const rk_lanes *need)
{
    rk_lanes left;
    all_time(team, &left);
    cover(world, experts, &left);
    for (int32_t kind = 0; kind < N_DESKS; kind++) {
        fill(experts, kind, need, &left);
    }
    go_round(experts, &left);
}

/* Cover comes from all skills alike, so that no desk has less of it because a skill fits others better. */
static void lay_cover(rk_world *world, rk_experts *experts, rk_team *team)
{
    rk_sharing *share = &experts->share;
    rk_lanes all, covering = {{0}}, part;
    all_time(team, &all);
    for (size_t m = 0; m < experts->n_members; m++) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            covering.v[lane] += share->first[m].v[lane];
            share->weight[m].v[lane] = rk_max(share->weight[m].v[lane] - share->first[m].v[lane], 0.0f);
        }
    }
    for (int skill = 0; skill < RK_N_SKILLS; skill++) {
        rk_lanes *time = &team->time[skill];
        if ((team->skills >> skill & 1) == 0) {
            continue;
        }
        for (size_t m = 0; m < experts->n_members; m++) {
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                part.v[lane] = share->first[m].v[lane] * (time->v[lane] / rk_max(all.v[lane], 1e-9f));
            }
            rk_experts_give(world, experts, m, (rk_skill)skill, &part);
        }
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            time->v[lane] *= rk_max(1.0f - covering.v[lane] / rk_max(all.v[lane], 1e-9f), 0.0f);
        }
    }
}

/* Who is visited decides how much time travel takes, and the time who is visited: with less time they are no more, so
 * that travel is not taken for too little. */
void rk_priority_month(rk_world *world, rk_experts *experts)
{
    rk_team team;
    rk_lanes *need = experts->share.noted;
    rk_experts_team(world, experts, &team);
    rk_experts_look(world, experts, team.skills, need);
    look_at_desks(world, experts);
    choose(experts, &team, need);
    allot(world, experts, &team, need);
    rk_experts_travel(world, experts, &team);
    allot(world, experts, &team, need);
    lay_cover(world, experts, &team);
    rk_experts_lay(world, experts, &team);
}
