/* The calendar: 1 April, dated openings and closings of posts. MODEL.md section 2. */
#include "base/real.h"
#include "model/events.h"
#include "model/journal.h"
#include "model/people.h"
#include "model/steps.h"

#include <string.h>

static double compound(double growth, int years)
{
    double factor = 1.0;
    for (int i = 0; i < years; i++) {
        factor *= 1.0 + growth;
    }
    for (int i = 0; i > years; i--) {
        factor /= 1.0 + growth;
    }
    return factor;
}

/* Growth from the fiscal year that a published rate is of to the year that the world is in. */
static double growth_since(const rk_world *world, rk_parameter base_year, rk_parameter growth)
{
    int base = (int)(rk_value(world, base_year) + 0.5);
    return compound(rk_value(world, growth), world->scenario->start_year + world->year - base);
}

static void new_fiscal_year(rk_world *world)
{
    world->quit_trend_now = (float)growth_since(world, RK_P_QUIT_BASE_YEAR, RK_P_QUIT_TREND);
    world->wage_now = compound(rk_value(world, RK_P_PAY_DRIFT), world->year);
    float leave = world->leave_hazard * (float)growth_since(world, RK_P_LEAVE_BASE_YEAR, RK_P_LEAVE_TREND);
    world->leave_now = rk_on(world, RK_PROCESS_LEAVE) ? leave : 0.0f;
    rk_market_april(world); /* looks at the year that has ended */
    memset(world->at.year, 0, world->n_places * sizeof *world->at.year);
    memset(world->at.running_factor, 0, world->n_places * sizeof *world->at.running_factor);
    if (world->model->n_instruments > 0) {
        memset(world->posts.paid_months, 0, world->posts.n * sizeof *world->posts.paid_months);
    }
    double trend = compound(rk_value(world, RK_P_WORK_TREND), world->year);
    for (size_t i = 0; i < world->n_places; i++) {
        rk_place *place = &world->place[i];
        place->demand_now = (float)(place->demand * trend * compound(place->population_growth, world->year));
    }
    if (world->month > 0) {
        rk_people_april(world);
    }
}

static void close_post(rk_world *world, size_t post)
{
    RK_FOR_LANES(lane)
    {
        int state = world->posts.state[post].v[lane];
        if (state == RK_IN_POST || state == RK_ON_LEAVE) {
            int place = world->posts.post[post].municipality;
            if (place != RK_NOWHERE) {
                world->at.year[place].term_ends.v[lane]++;
            }
            rk_note_post(world, post, lane, RK_EVENT_POST_ENDED);
        } else if (state == RK_VACANT) {
            rk_note_post(world, post, lane, RK_EVENT_CLOSED);
        }
        rk_post_closes(world, post, lane);
    }
}

/* Posts that open this month: filled on the day, or vacant with a clock of their own. */
static void open_posts(rk_world *world)
{
    rk_events_clear(world);
    for (size_t post = 0; post < world->posts.n; post++) {
        if (world->posts.post[post].opens == world->month && world->month > 0) {
            rk_events_add_row(world, post);
        }
    }
    rk_events_draw(world);
    for (size_t event = 0; event < world->events.n; event++) {
        size_t post = rk_events_post(world, event);
        int lane = rk_events_lane(world, event);
        uint32_t words[4];
        rk_events_words(world, event, words);
        if (world->posts.post[post].staffed) {
            int place = world->posts.post[post].municipality;
            if (place != RK_NOWHERE) {
                world->at.year[place].hires.v[lane]++;
            }
            rk_person_starts(world, post, lane, words, world->events.threshold[event]);
            rk_note_post(world, post, lane, RK_EVENT_CAME);
        } else {
            rk_post_opens_vacant(world, post, lane, world->events.threshold[event]);
            rk_note_post(world, post, lane, RK_EVENT_OPENED);
        }
    }
}

static void count_open_posts(rk_world *world)
{
    for (size_t place = 0; place < world->n_places; place++) {
        world->place[place].n_posts_open = 0;
    }
    for (size_t i = 0; i < world->posts.n; i++) {
        const rk_post *post = &world->posts.post[i];
        if (post->municipality != RK_NOWHERE && post->opens <= world->month && world->month < post->closes) {
            world->place[post->municipality].n_posts_open++;
        }
    }
}

/* Posts that open or close; then the next month in which any does. */
static void dated_posts(rk_world *world)
{
    bool opens = false;
    int next = RK_NO_MONTH;
    for (size_t post = 0; post < world->posts.n; post++) {
        int opening = world->posts.post[post].opens, closing = world->posts.post[post].closes;
        opens |= opening == world->month;
        if (closing == world->month) {
            close_post(world, post);
        }
        next = opening > world->month && opening < next ? opening : next;
        next = closing > world->month && closing < next ? closing : next;
    }
    if (opens) {
        open_posts(world);
    }
    count_open_posts(world);
    world->next_dated_post = next;
}

void rk_calendar_month(rk_world *world)
{
    bool april = world->month % RK_MONTHS == 0;
    if (april) {
        world->year = world->month / RK_MONTHS;
        new_fiscal_year(world);
    }
    if (world->month == world->next_dated_post) {
        dated_posts(world);
    }
}
