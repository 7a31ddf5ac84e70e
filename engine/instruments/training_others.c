/* Courses for people who are no DX staff: promoters in user sections, and leaders. MODEL.md section 13. */
#include "instruments/sections.h"
#include "instruments/training_impl.h"

/* ---- Promoters: as many as the course has made, fewer with every 1 April ---- */

static double staff_of(const rk_world *world, const rk_training_member *member)
{
    return world->place[member->place].data->staff;
}

/* People of a member in a course: so many, or by share; never more than there are. */
unsigned rk_training_class(const rk_world *world, size_t slot, const rk_training_member *member)
{
    long number = rk_slot_count(world, slot, RK_TRAINING_NUMBER);
    double staff = staff_of(world, member), share = rk_slot_number(world, slot, RK_TRAINING_SHARE) * staff;
    double people = number > 0 ? (double)number : share;
    return (unsigned)((people < staff ? people : staff) + 0.5);
}

static void set_promoters(rk_world *world, size_t slot, rk_training_member *member, const rk_lanes_int *now)
{
    double pace = rk_slot_number(world, slot, RK_TRAINING_ADOPTION);
    rk_lanes_int *champions = &world->at.champions[member->place];
    RK_FOR_LANES(lane)
    {
        champions->v[lane] += now->v[lane] - member->promoters.v[lane];
        member->adoption.v[lane] = (float)(1.0 + pace * rk_sections_reached(now->v[lane], member->sections));
    }
    member->promoters = *now;
}

void rk_training_promoters_end(rk_world *world, size_t slot, rk_training_member *member)
{
    double chance = rk_slot_number(world, slot, RK_TRAINING_PROMOTERS) * (double)member->worth;
    unsigned people = rk_training_class(world, slot, member), staff = (unsigned)(staff_of(world, member) + 0.5);
    rk_lanes_int now;
    RK_FOR_LANES(lane)
    {
        rk_words words = rk_slot_draw(world, slot, member->place, lane, (uint32_t)world->month);
        unsigned all = (unsigned)member->promoters.v[lane] + rk_binomial(people, chance, words.word[0]);
        now.v[lane] = (int32_t)(all < staff ? all : staff);
    }
    set_promoters(world, slot, member, &now);
}

void rk_training_promoters_april(rk_world *world, size_t slot, rk_training_member *member)
{
    double stays = rk_slot_number(world, slot, RK_TRAINING_PROMOTER_STAYS);
    rk_lanes_int now;
    RK_FOR_LANES(lane)
    {
        rk_words words = rk_slot_draw(world, slot, member->place, lane, (uint32_t)world->month);
        now.v[lane] = (int32_t)rk_binomial((unsigned)member->promoters.v[lane], stays, words.word[1]);
    }
    set_promoters(world, slot, member, &now);
}

void rk_training_promoters_leave(rk_world *world, rk_training_member *member)
{
    RK_FOR_LANES(lane)
    {
        world->at.champions[member->place].v[lane] -= member->promoters.v[lane];
        member->promoters.v[lane] = 0;
    }
}

void rk_training_promoters_levers(rk_world *world, size_t slot, const rk_training_member *member)
{
    float each = (float)(rk_slot_number(world, slot, RK_TRAINING_PROMOTER_TIME) *
                         rk_slot_number(world, slot, RK_TRAINING_PROMOTER_SKILL));
    rk_lanes extra;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        extra.v[lane] = each * (float)member->promoters.v[lane];
    }
    rk_lever_add_lanes(world, RK_LEVER_EXTRA, member->place, &extra);
    rk_lever_multiply_lanes(world, RK_LEVER_ADOPTION, member->place, &member->adoption);
}

/* ---- Leaders: those who came back it for a time ---- */

void rk_training_leaders_begin(rk_world *world, size_t slot, rk_training_member *member)
{
    double attend = rk_slot_number(world, slot, RK_TRAINING_ATTEND);
    long number = rk_slot_count(world, slot, RK_TRAINING_NUMBER);
    member->came = 0;
    RK_FOR_LANES(lane)
    {
        rk_words words = rk_slot_draw(world, slot, member->place, lane, (uint32_t)world->month);
        bool comes = rk_uniform(words.word[0]) < attend;
        member->came |= (uint32_t)comes << lane;
        member->people.v[lane] += comes ? (int32_t)(number > 0 ? number : 1) : 0;
    }
}

void rk_training_leaders_end(rk_world *world, size_t slot, rk_training_member *member)
{
    int until = world->month + (int)(rk_slot_number(world, slot, RK_TRAINING_LASTS) + 0.5);
    RK_FOR_LANES(lane)
    {
        if ((member->came >> lane & 1) != 0) {
            member->until.v[lane] = until;
        }
    }
}

bool rk_training_leaders_forget(const rk_world *world, const rk_training_member *member)
{
    return rk_mask_int_equal(&member->until, world->month) != 0;
}

void rk_training_leaders_levers(rk_world *world, size_t slot, const rk_training_member *member)
{
    float pace = (float)rk_slot_number(world, slot, RK_TRAINING_ADOPTION) * member->worth;
    float more = ((float)rk_slot_number(world, slot, RK_TRAINING_EFFECTIVENESS) - 1.0f) * member->worth;
    rk_lanes adoption, projects;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float backs = member->until.v[lane] > world->month ? 1.0f : 0.0f;
        adoption.v[lane] = 1.0f + backs * pace;
        projects.v[lane] = 1.0f + backs * more;
    }
    rk_lever_multiply_lanes(world, RK_LEVER_ADOPTION, member->place, &adoption);
    rk_lever_multiply_lanes(world, RK_LEVER_PROJECTS, member->place, &projects);
}
