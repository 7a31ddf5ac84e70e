/* Neighbours first: each expert has a home of members that lie together, and goes further with time left alone.
 * MODEL.md section 6. */
#include "base/memory.h"
#include "input/clusters.h"
#include "instruments/experts_impl.h"
#include "model/steps.h"

#include <stdlib.h>
#include <string.h>

/* ---- Homes ---- */

typedef struct {
    rk_arena *arena;
    const rk_municipality *municipalities;
    size_t *members, *group; /* [n] */
    size_t n, size, n_groups;
} cutting;

static void cut(void *context)
{
    cutting *c = context;
    c->n_groups = rk_clusters_cut(c->arena, c->municipalities, c->members, c->n, c->size, c->group);
}

/* Members of this prefecture, and the groups that the scenario gives them. */
static void groups_given(const rk_world *world, const rk_experts *experts, cutting *c)
{
    const rk_setting *set = &experts->set[RK_COMMON_MEMBERS];
    size_t first = 0;
    for (size_t i = 0; i < set->n_members; i++) {
        if (set->members[i] - world->prefecture->first < world->n_places) {
            size_t group = set->group != NULL ? set->group[i] : 0;
            first = c->n == 0 ? group : first; /* groups are numbered by their first members */
            c->members[c->n] = set->members[i];
            c->group[c->n++] = group - first;
            c->n_groups = group - first + 1 > c->n_groups ? group - first + 1 : c->n_groups;
        }
    }
}

/* Where the scenario gives one group, neighbourhoods: one for each expert, if an expert may serve so many. */
static bool groups_of(const rk_world *world, const rk_experts *experts, cutting *c)
{
    size_t positions = (size_t)experts->set[RK_EXPERTS_NUMBER].count;
    size_t most = (size_t)experts->set[RK_EXPERTS_SERVES].count;
    groups_given(world, experts, c);
    if (c->n_groups != 1 || positions == 0) {
        return true;
    }
    size_t size = (c->n + positions - 1) / positions;
    c->size = size < most ? size : most;
    c->municipalities = world->scenario->municipalities;
    c->arena = rk_arena_new();
    bool done = c->arena != NULL && rk_arena_run(c->arena, cut, c);
    rk_arena_free(c->arena);
    return done;
}

/* Steps over land from the places of a home to all others of the prefecture; n_places where there is no way. */
static void steps_from(const rk_world *world, const rk_experts *experts, const size_t *order, size_t n_home,
                       size_t *steps)
{
    for (size_t place = 0; place < world->n_places; place++) {
        steps[place] = world->n_places;
    }
    for (size_t i = 0; i < n_home; i++) {
        steps[experts->member[order[i]]] = 0;
    }
    bool further = true;
    for (size_t step = 0; further; step++) {
        further = false;
        for (size_t place = 0; place < world->n_places; place++) {
            const rk_municipality *data = &world->scenario->municipalities[world->prefecture->first + place];
            for (size_t k = 0; steps[place] == step && k < data->n_neighbours; k++) {
                size_t next = data->neighbours[k] - world->prefecture->first;
                if (next < world->n_places && steps[next] > step + 1) {
                    steps[next] = step + 1;
                    further = true;
                }
            }
        }
    }
}

/* Members in the order in which one home's experts go to them: home, then by steps. */
static void order_of(const rk_world *world, const rk_experts *experts, const size_t *group, size_t home, size_t *order,
                     size_t *n_home, size_t *steps)
{
    size_t n = 0;
    for (size_t m = 0; m < experts->n_members; m++) {
        if (group[m] == home) {
            order[n++] = m;
        }
    }
    *n_home = n;
    steps_from(world, experts, order, n, steps);
    for (size_t step = 0; step <= world->n_places; step++) {
        for (size_t m = 0; m < experts->n_members; m++) {
            if (group[m] != home && steps[experts->member[m]] == step) {
                order[n++] = m;
            }
        }
    }
}

rk_status rk_homes_open(const rk_world *world, rk_experts *experts)
{
    rk_homes *homes = &experts->homes;
    size_t n = world->n_places, n_experts = experts->n_experts;
    size_t *work = calloc(3 * n + 1, sizeof *work);
    cutting c = {.members = work, .group = work + n};
    bool whole = work != NULL && groups_of(world, experts, &c);
    homes->n = whole ? c.n_groups : 0;
    homes->n_home = calloc(homes->n + 1, sizeof *homes->n_home);
    homes->order = calloc(homes->n * n + 1, sizeof *homes->order);
    homes->left = rk_rows(n_experts);
    homes->visits = rk_rows(n_experts);
    whole = whole && homes->n_home != NULL && homes->order != NULL && homes->left != NULL && homes->visits != NULL;
    for (size_t home = 0; whole && home < homes->n; home++) {
        order_of(world, experts, c.group, home, &homes->order[home * experts->n_members], &homes->n_home[home],
                 work + 2 * n);
    }
    free(work);
    return whole ? RK_OK : RK_ERR_MEMORY;
}

void rk_homes_close(rk_homes *homes)
{
    void *arrays[] = {homes->n_home, homes->order, homes->left, homes->visits};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        free(arrays[i]);
    }
}

size_t rk_home_of(const rk_experts *experts, size_t expert, const size_t **order, size_t *n_home)
{
    const rk_homes *homes = &experts->homes;
    size_t home = rk_expert_position(experts, expert) % homes->n;
    size_t most = (size_t)experts->set[RK_EXPERTS_SERVES].count;
    *order = &homes->order[home * experts->n_members];
    *n_home = homes->n_home[home] < most ? homes->n_home[home] : most;
    return home;
}

/* ---- A month ---- */

static void give_some(rk_world *world, rk_experts *experts, size_t expert, size_t member, const rk_lanes *time)
{
    rk_skill skill = world->posts.post[experts->first_post + expert].skill;
    if (rk_mask_positive(time) != 0) {
        rk_experts_give(world, experts, member, skill, time);
    }
}

/* Home by need, as far as time goes; how many are visited there, and what time is left. */
static void serve_home(rk_world *world, rk_experts *experts, size_t expert, rk_lanes *need)
{
    const size_t *order;
    size_t n_home, post = experts->first_post + expert;
    (void)rk_home_of(experts, expert, &order, &n_home);
    const rk_lanes *effort = &world->posts.effort[post], *proficiency = &world->posts.proficiency[post];
    rk_lanes *left = &experts->homes.left[expert], *visits = &experts->homes.visits[expert];
    rk_lanes sum = {{0}}, part, time;
    *visits = (rk_lanes){{0}};
    for (size_t k = 0; k < n_home; k++) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            sum.v[lane] += need[order[k]].v[lane];
            visits->v[lane] += need[order[k]].v[lane] > 0.0f ? 1.0f : 0.0f;
        }
    }
    RK_FOR_LANES(lane)
    {
        visits->v[lane] = sum.v[lane] > 0.0f ? visits->v[lane] : (float)n_home;
        float all = effort->v[lane] * proficiency->v[lane] * rk_experts_kept(world, visits->v[lane]);
        float given = rk_min(sum.v[lane], all);
        part.v[lane] = sum.v[lane] > 0.0f ? given / sum.v[lane] : 0.0f;
        left->v[lane] = all - given;
    }
    for (size_t k = 0; k < n_home; k++) {
        rk_lanes *lacks = &need[order[k]];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            time.v[lane] = lacks->v[lane] * part.v[lane];
            lacks->v[lane] -= time.v[lane];
        }
        give_some(world, experts, expert, order[k], &time);
    }
}

/* The others, the nearest first, each for what it still needs; each costs travel. */
static void go_further(rk_world *world, rk_experts *experts, size_t expert, rk_lanes *need)
{
    const size_t *order;
    size_t n_home, post = experts->first_post + expert;
    (void)rk_home_of(experts, expert, &order, &n_home);
    const rk_lanes *effort = &world->posts.effort[post], *proficiency = &world->posts.proficiency[post];
    rk_lanes *left = &experts->homes.left[expert], *visits = &experts->homes.visits[expert], time;
    float travel = (float)rk_value(world, RK_P_EXPERT_TRAVEL), most = (float)experts->set[RK_EXPERTS_SERVES].count;
    for (size_t k = n_home; k < experts->n_members && rk_mask_positive(left) != 0; k++) {
        rk_lanes *lacks = &need[order[k]];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float on_the_way = travel * effort->v[lane] * proficiency->v[lane];
            float there = rk_min(left->v[lane] - on_the_way, lacks->v[lane]);
            bool goes = there > 0.0f && visits->v[lane] < most;
            time.v[lane] = goes ? there : 0.0f;
            left->v[lane] -= goes ? there + on_the_way : 0.0f;
            visits->v[lane] += goes ? 1.0f : 0.0f;
            lacks->v[lane] -= time.v[lane];
        }
        give_some(world, experts, expert, order[k], &time);
    }
}

/* What nobody needs is spent at home, on all alike. */
static void stay_at_home(rk_world *world, rk_experts *experts, size_t expert)
{
    const size_t *order;
    size_t n_home;
    (void)rk_home_of(experts, expert, &order, &n_home);
    rk_lanes time;
    RK_FOR_LANES(lane)
    {
        time.v[lane] = experts->homes.left[expert].v[lane] / (float)n_home;
    }
    for (size_t k = 0; k < n_home; k++) {
        give_some(world, experts, expert, order[k], &time);
    }
}

void rk_neighbours_month(rk_world *world, rk_experts *experts)
{
    rk_lanes *need = experts->share.noted;
    rk_experts_look(world, experts, 0, need);
    for (size_t i = 0; i < experts->n_experts; i++) {
        serve_home(world, experts, i, need);
    }
    for (size_t i = 0; i < experts->n_experts; i++) {
        go_further(world, experts, i, need);
    }
    for (size_t i = 0; i < experts->n_experts; i++) {
        stay_at_home(world, experts, i);
    }
}
