/* Courses for DX staff: who attends, the time it takes, and what they know after it. MODEL.md section 13. */
#include "instruments/training_impl.h"

/* Nobody gets better than this, a fifth above an expert. */
#define PROFICIENCY_MOST 1.2f

/* The bit of an instrument in rk_posts.attending. */
static int32_t bit_of(const rk_world *world, size_t slot)
{
    return (int32_t)(1u << world->slot_ordinal[slot]);
}

/* Draw a word for everybody in the posts of a municipality, all lanes of a post side by side in the scratch of events.
 * Returns how many posts; their numbers are in events.at. */
static size_t draw_words(rk_world *world, size_t slot, size_t place)
{
    const rk_posts *posts = &world->posts;
    size_t n = 0;
    for (size_t post = 0; post < posts->n; post++) {
        if (posts->post[post].municipality == (int)place) {
            world->events.at[n++] = (uint32_t)post;
        }
    }
    for (size_t i = 0; i < n; i++) {
        RK_FOR_LANES(lane)
        {
            size_t at = i * RK_LANES + (size_t)lane;
            world->events.replication[at] = rk_replication(world, lane);
            world->events.who[at] = posts->who[world->events.at[i]];
            world->events.when[at] = (uint32_t)world->month | (uint32_t)world->slot_ordinal[slot] << 16;
        }
    }
    rk_draw_many(world->seed, n * RK_LANES, world->events.replication, world->events.who, world->events.when,
                 (rk_purpose)world->model->instruments[slot].purpose, world->events.capacity, world->events.words);
    return n;
}

/* The post among so many with the lowest word of somebody present who is not chosen yet, or n. */
static size_t lowest(const rk_world *world, size_t n, int lane, int32_t bit)
{
    size_t found = n;
    for (size_t i = 0; i < n; i++) {
        size_t post = world->events.at[i];
        bool free = world->posts.effort[post].v[lane] > 0.0f && (world->posts.attending[post].v[lane] & bit) == 0;
        const uint32_t *words = world->events.words;
        if (free && (found == n || words[i * RK_LANES + (size_t)lane] < words[found * RK_LANES + (size_t)lane])) {
            found = i;
        }
    }
    return found;
}

static void choose_number(rk_world *world, size_t n, long number, int32_t bit, rk_lanes_int *people)
{
    RK_FOR_LANES(lane)
    {
        for (long k = 0; k < number; k++) {
            size_t i = lowest(world, n, lane, bit);
            if (i == n) {
                break;
            }
            world->posts.attending[world->events.at[i]].v[lane] |= bit;
            people->v[lane]++;
        }
    }
}

static void choose_share(rk_world *world, size_t n, double share, int32_t bit, rk_lanes_int *people)
{
    for (size_t i = 0; i < n; i++) {
        size_t post = world->events.at[i];
        RK_FOR_LANES(lane)
        {
            bool chosen = rk_uniform(world->events.words[i * RK_LANES + (size_t)lane]) < share &&
                          world->posts.effort[post].v[lane] > 0.0f;
            world->posts.attending[post].v[lane] |= chosen ? bit : 0;
            people->v[lane] += chosen;
        }
    }
}

void rk_training_staff_begin(rk_world *world, size_t slot, rk_training_member *member)
{
    long number = rk_slot_count(world, slot, RK_TRAINING_NUMBER);
    size_t n = draw_words(world, slot, member->place);
    if (number > 0) {
        choose_number(world, n, number, bit_of(world, slot), &member->people);
    } else {
        choose_share(world, n, rk_slot_number(world, slot, RK_TRAINING_SHARE), bit_of(world, slot), &member->people);
    }
}

/* Those who are in post and present on the last day have learnt: it adds to what they can do, and to what their job
 * leads them to. */
static void teach(rk_world *world, size_t post, int32_t bit, float gain)
{
    float *proficiency = world->posts.proficiency[post].v, *lift = world->posts.lift[post].v;
    const float *effort = world->posts.effort[post].v, ceiling = world->posts.post[post].ceiling;
    const int32_t *attending = world->posts.attending[post].v;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float room = rk_max(PROFICIENCY_MOST - rk_max(proficiency[lane], ceiling + lift[lane]), 0.0f);
        float there = (attending[lane] & bit) != 0 && effort[lane] > 0.0f ? 1.0f : 0.0f;
        float more = there * rk_min(gain, room);
        proficiency[lane] += more;
        lift[lane] += more;
    }
}

void rk_training_staff_end(rk_world *world, size_t slot, bool taught)
{
    const rk_training *training = rk_training_of(world, slot);
    float gain = (float)rk_slot_number(world, slot, RK_TRAINING_GAIN);
    int32_t bit = bit_of(world, slot);
    for (size_t post = 0; post < world->posts.n; post++) {
        int place = world->posts.post[post].municipality;
        int member = place == RK_NOWHERE ? -1 : training->member_at[place];
        if (member < 0) {
            continue;
        }
        if (taught) {
            teach(world, post, bit, gain * training->member[member].worth);
        }
        RK_FOR_LANES(lane)
        {
            world->posts.attending[post].v[lane] &= ~bit;
        }
    }
}

/* What everybody can do, and those in the course: effort x proficiency. */
static void weigh(const rk_world *world, size_t post, int32_t bit, rk_training_member *member)
{
    const float *proficiency = world->posts.proficiency[post].v, *effort = world->posts.effort[post].v;
    const int32_t *attending = world->posts.attending[post].v;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float can = effort[lane] * proficiency[lane];
        member->able.v[lane] += can;
        member->attending.v[lane] += (attending[lane] & bit) != 0 ? can : 0.0f;
    }
}

void rk_training_staff_levers(rk_world *world, size_t slot)
{
    rk_training *training = rk_training_of(world, slot);
    float part = (float)(rk_slot_number(world, slot, RK_TRAINING_HOURS) / 20.0);
    for (size_t i = 0; i < training->n_members; i++) {
        training->member[i].able = training->member[i].attending = (rk_lanes){{0}};
    }
    for (size_t post = 0; post < world->posts.n; post++) {
        int place = world->posts.post[post].municipality;
        if (place != RK_NOWHERE && training->member_at[place] >= 0) {
            weigh(world, post, bit_of(world, slot), &training->member[training->member_at[place]]);
        }
    }
    for (size_t i = 0; i < training->n_members; i++) {
        const rk_lanes *able = &training->member[i].able, *attending = &training->member[i].attending;
        rk_lanes taken;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            taken.v[lane] = part * attending->v[lane] / rk_max(able->v[lane], 1e-9f);
        }
        rk_lever_add_lanes(world, RK_LEVER_TAKEN, training->member[i].place, &taken);
    }
}
