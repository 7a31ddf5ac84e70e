/* Visits of the same time to every member, and experts who are posted to one. MODEL.md section 6. */
#include "instruments/experts_impl.h"
#include "model/steps.h"

/* Everybody is visited every month. */
static void visit_all(rk_world *world, rk_experts *experts, rk_team *team)
{
    float members = (float)experts->n_members;
    rk_lanes part;
    RK_FOR_LANES(lane)
    {
        float each = team->present.v[lane] > 0.0f ? members / team->present.v[lane] : 1.0f;
        part.v[lane] = rk_experts_kept(world, rk_max(each, 1.0f)) / members;
    }
    for (int skill = 0; skill < RK_N_SKILLS; skill++) {
        RK_FOR_LANES(lane)
        {
            team->time[skill].v[lane] *= part.v[lane];
        }
    }
    for (size_t m = 0; m < experts->n_members; m++) {
        rk_experts_give_skills(world, experts, m, team);
    }
}

/* As many as the experts may serve, in turn from the smallest desk on, month after month. */
static void visit_in_turn(rk_world *world, rk_experts *experts, rk_team *team)
{
    rk_sharing *share = &experts->share;
    size_t n = experts->n_members;
    for (size_t m = 0; m < n; m++) {
        share->weight[m] = (rk_lanes){{0}};
        for (int skill = 0; skill < RK_N_SKILLS; skill++) {
            share->fit[m * RK_N_SKILLS + (size_t)skill] = world->one;
        }
    }
    RK_FOR_LANES(lane)
    {
        size_t most = rk_experts_may_serve(experts, team, lane);
        for (size_t k = 0; k < most; k++) {
            share->weight[experts->posting[(share->turn[lane] + k) % n]].v[lane] = 1.0f;
        }
        share->turn[lane] = (share->turn[lane] + most) % n;
    }
    rk_experts_travel(world, experts, team);
    rk_experts_lay(world, experts, team);
}

void rk_equal_visits_month(rk_world *world, rk_experts *experts)
{
    rk_team team;
    rk_experts_team(world, experts, &team);
    if ((size_t)experts->set[RK_EXPERTS_SERVES].count >= experts->n_members) {
        visit_all(world, experts, &team);
    } else {
        visit_in_turn(world, experts, &team);
    }
}

size_t rk_experts_posted_to(const rk_experts *experts, size_t expert)
{
    return experts->posting[rk_expert_position(experts, expert) % experts->n_members];
}

void rk_fixed_posting_month(rk_world *world, rk_experts *experts)
{
    for (size_t i = 0; i < experts->n_experts; i++) {
        size_t post = experts->first_post + i, member = rk_experts_posted_to(experts, i);
        rk_lanes time;
        RK_FOR_LANES(lane)
        {
            float effort = world->posts.effort[post].v[lane];
            time.v[lane] = effort * world->posts.proficiency[post].v[lane];
            world->at.posted[experts->member[member]].v[lane] += effort > 0.0f;
        }
        rk_experts_give(world, experts, member, world->posts.post[post].skill, &time);
    }
}
