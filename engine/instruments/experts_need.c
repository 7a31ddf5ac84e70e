/* Days by need: of this month, or of the last survey. MODEL.md section 6. */
#include "base/real.h"
#include "instruments/experts_impl.h"
#include "instruments/slot.h"
#include "model/steps.h"

#include <string.h>

/* What every member needs, and how the skills of the team fit. */
void rk_experts_look(const rk_world *world, rk_experts *experts, unsigned skills, rk_lanes *need)
{
    for (size_t m = 0; m < experts->n_members; m++) {
        rk_need_month(world, experts->member[m], skills, &need[m], &experts->share.fit[m * RK_N_SKILLS]);
        const rk_lanes *room = &experts->share.room[m];
        for (int lane = 0; experts->share.capped && lane < RK_LANES; lane++) {
            need[m].v[lane] = rk_min(need[m].v[lane], room->v[lane]);
        }
    }
}

static void share_by_weight(rk_world *world, rk_experts *experts, rk_team *team)
{
    rk_experts_choose(experts, team, experts->share.weight);
    rk_experts_weigh(experts);
    rk_experts_travel(world, experts, team);
    rk_experts_lay(world, experts, team);
}

void rk_by_need_month(rk_world *world, rk_experts *experts)
{
    rk_team team;
    rk_experts_team(world, experts, &team);
    rk_experts_look(world, experts, team.skills, experts->share.weight);
    share_by_weight(world, experts, &team);
}

/* What a survey says of a member's need: off by a factor with this sigma of its logarithm. */
static void measure(const rk_world *world, const rk_experts *experts, size_t slot, size_t m, rk_lanes *need)
{
    double sigma = rk_experts_value(world, experts, RK_EXPERTS_SURVEY_ERROR);
    for (int lane = 0; sigma > 0.0 && lane < RK_LANES; lane++) {
        rk_words words = rk_slot_draw(world, slot, experts->member[m], lane, (uint32_t)world->month);
        need->v[lane] *= (float)rk_exp(sigma * rk_normal_quantile(rk_uniform(words.word[0])));
    }
}

void rk_survey_month(rk_world *world, rk_experts *experts, size_t slot)
{
    const rk_setting *set = experts->set;
    int first = rk_months_later(rk_effect_month(set), set[RK_EXPERTS_SURVEY_MONTHS].count);
    rk_team team;
    if (world->month < first) {
        return; /* they go round and ask */
    }
    rk_experts_team(world, experts, &team);
    if (world->month == first || world->month % RK_MONTHS == 0) {
        rk_experts_look(world, experts, team.skills, experts->share.noted);
        for (size_t m = 0; m < experts->n_members; m++) {
            measure(world, experts, slot, m, &experts->share.noted[m]);
        }
    }
    memcpy(experts->share.weight, experts->share.noted, experts->n_members * sizeof(rk_lanes));
    share_by_weight(world, experts, &team);
}
