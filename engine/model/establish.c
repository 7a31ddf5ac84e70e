/* The start of a block: assumptions become hazards, posts are drawn, people are found in them, work is waiting.
 * MODEL.md section 2. */
#include "base/real.h"
#include "model/events.h"
#include "model/funding.h"
#include "model/people.h"
#include "model/steps.h"

#include <string.h>

/* Who is found in the middle of a stay is found in a long one more often, in proportion to its length: the chance of
 * one of more than k years is the sum of t P(T = t) over t > k, over the mean; with S(k) = P(T > k) that is k S(k) and
 * all S(j) from k on. Nobody is moved on the day of coming, so no stay is shorter than a year. */
static void stays_found(rk_world *world)
{
    double rest[RK_STAY_YEARS_MAX + 1] = {0}, longer[RK_STAY_YEARS_MAX];
    for (int k = RK_STAY_YEARS_MAX - 1; k >= 0; k--) {
        bool always = k < world->stay_at_least || k == 0;
        longer[k] = always ? 1.0 : (double)world->stays_longer[k] / (double)UINT32_MAX;
        rest[k] = rest[k + 1] + longer[k];
    }
    for (int k = 0; k < RK_STAY_YEARS_MAX; k++) {
        world->stays_found[k] = (uint32_t)((k * longer[k] + rest[k]) / rest[0] * (double)UINT32_MAX);
    }
    world->stays_found[RK_STAY_YEARS_MAX - 1] = 0;
}

/* Tables by whole years in post: chance to stay longer, as the word below which a uniform lies; and what is unlearned.
 */
static void stays(rk_world *world)
{
    double scale = rk_value(world, RK_P_ROTATION_SCALE);
    world->stay_at_least = (int)(rk_value(world, RK_P_ROTATION_MINIMUM) + 0.999);
    for (int years = 0; years < RK_STAY_YEARS_MAX; years++) {
        double chance = rk_exp(-rk_pow((years + 0.5) / scale, rk_value(world, RK_P_ROTATION_SHAPE)));
        world->stays_longer[years] = (uint32_t)(chance * (double)UINT32_MAX);
        world->unlearned[years] = rk_exp(-years * RK_MONTHS / rk_value(world, RK_P_LEARNING_MONTHS));
    }
    world->stays_longer[RK_STAY_YEARS_MAX - 1] = 0;
    stays_found(world);
}

static void hazards(rk_world *world)
{
    const rk_parameter age[6] = {RK_P_QUIT_20S,   RK_P_QUIT_30_34, RK_P_QUIT_35_39,
                                 RK_P_QUIT_40_54, RK_P_QUIT_55_59, RK_P_QUIT_60_PLUS};
    const rk_parameter tenure[3] = {RK_P_QUIT_TENURE_0_5, RK_P_QUIT_TENURE_6_15, RK_P_QUIT_TENURE_16_PLUS};
    for (int i = 0; i < 6; i++) {
        for (int k = 0; k < 3; k++) {
            double quit = rk_value(world, age[i]) * rk_value(world, RK_P_QUIT_SKILL) * rk_value(world, tenure[k]);
            world->quit_hazard[i][k] = (float)quit + 0.0f; /* never -0, which is no rate of somebody in post */
        }
    }
    world->quit_external = (float)rk_value(world, RK_P_QUIT_EXTERNAL) + 0.0f;
    if (!rk_on(world, RK_PROCESS_RESIGNATION)) {
        memset(world->quit_hazard, 0, sizeof world->quit_hazard);
        world->quit_external = 0.0f;
    }
    world->stays_full_time = (uint32_t)(rk_value(world, RK_P_RETIREMENT_STAY) * (double)UINT32_MAX);
    world->output60 = (float)rk_value(world, RK_P_RETIREMENT_OUTPUT);
    world->leave_pay_milli = (int32_t)(rk_value(world, RK_P_PAY_LEAVE) * 1000.0 + 0.5);
    world->leave_hazard = (float)rk_value(world, RK_P_LEAVE_RATE);
    world->impatience_daily = (float)(1.0 - rk_exp(-rk_value(world, RK_P_WORK_PATIENCE_DAILY)));
    world->impatience_project = (float)(1.0 - rk_exp(-rk_value(world, RK_P_WORK_PATIENCE_PROJECT)));
    const rk_parameter weight[4] = {RK_P_AGE_20S, RK_P_AGE_30S, RK_P_AGE_40S, RK_P_AGE_50S};
    double sum = 0.0;
    for (int i = 0; i < 4; i++) {
        sum += rk_value(world, weight[i]);
        world->age_limit[i] = sum;
    }
    for (int i = 0; i < 4; i++) {
        world->age_limit[i] /= sum;
        world->age_below[i] = i > 0 ? world->age_limit[i - 1] : 0.0;
        world->age_width_inverse[i] = 1.0 / (world->age_limit[i] - world->age_below[i]);
    }
    stays(world);
    rk_retirements_establish(world);
    rk_leave_lengths_establish(world);
    double ict = 0.0;
    for (size_t place = 0; place < world->n_places; place++) {
        ict += world->place[place].data->ict_employees;
    }
    world->market_private = rk_value(world, RK_P_MARKET_OFFERS) * rk_value(world, RK_P_MARKET_SEEKERS) * ict;
}

/* Number that a Poisson variable takes at this uniform: by adding up its chances. */
static unsigned poisson(double mean, double uniform)
{
    double chance = rk_exp(-mean), sum = chance;
    unsigned k = 0;
    while (uniform > sum && k < RK_POSTS_PER_MUNICIPALITY_MAX / 2) {
        k++;
        chance *= mean / k;
        sum += chance;
    }
    return k;
}

static double staff_of(const rk_municipality *data)
{
    return data->staff < 1.0 ? 1.0 : data->staff;
}

/* Chance of no post at all: its odds fall with size by a power, since nobody is missing where many work (S08-S10). */
static double no_post_chance(const rk_world *world, const rk_municipality *data)
{
    double at_100 = rk_value(world, RK_P_ESTABLISHMENT_ZERO);
    double odds = at_100 * rk_pow(100.0 / staff_of(data), rk_value(world, RK_P_ESTABLISHMENT_ZERO_POWER));
    return odds / (odds + 1.0 - at_100);
}

/* Posts beyond the first expected by the prior; demand follows it too, whatever a planner says of the posts. */
static double poisson_mean(const rk_world *world, const rk_municipality *data)
{
    double exponent = rk_value(world, RK_P_ESTABLISHMENT_EXPONENT);
    return rk_value(world, RK_P_ESTABLISHMENT_SCALE) * rk_pow(staff_of(data), exponent);
}

static void demand_of(const rk_world *world, rk_place *place)
{
    double prior = 1.0 + poisson_mean(world, place->data); /* work comes where there is no post, too */
    bool given = place->data->own_demand_fte >= 0.0;
    place->demand = given ? place->data->own_demand_fte : prior * rk_value(world, RK_P_WORK_LOAD);
    double sum = 0.0;
    for (int w = 0; w < RK_N_ONGOING; w++) {
        sum += rk_value(world, (rk_parameter)(RK_P_WORK_OPERATIONS + w));
    }
    for (int w = 0; w < RK_N_ONGOING; w++) {
        double weight = rk_value(world, (rk_parameter)(RK_P_WORK_OPERATIONS + w));
        place->share[w] = sum > 0.0 ? (float)(weight / sum) : 0.0f;
    }
    double growth = 0.0;
    if (place->data->population > 0.0 && place->data->population_2015 > 0.0) {
        growth = rk_pow(place->data->population / place->data->population_2015, 0.2) - 1.0;
    }
    place->population_growth = growth * rk_value(world, RK_P_WORK_POPULATION);
}

static void systems_of(rk_world *world, rk_place *place, const rk_words *words)
{
    double systems = rk_value(world, RK_P_STANDARD_SYSTEMS);
    bool late = rk_uniform(words->word[2]) < rk_value(world, RK_P_STANDARD_BODY_LATE);
    bool on = rk_on(world, RK_PROCESS_STANDARDISATION);
    place->late_systems = late && on ? systems * rk_value(world, RK_P_STANDARD_SHARE_LATE) : 0.0;
    place->standard_quota_base = (float)(place->late_systems * rk_value(world, RK_P_STANDARD_EFFORT));
    rk_words vendor = rk_draw(world->seed, world->block, rk_who_municipality(place->code, 0), 0, RK_DRAW_VENDOR_GROUP);
    place->vendor = (int)(rk_uniform(vendor.word[0]) * (double)world->n_vendors);
    double people = place->data->population;
    rk_parameter unit = people < 20000.0    ? RK_P_SYSTEMS_COST_SMALL
                        : people < 100000.0 ? RK_P_SYSTEMS_COST_MIDDLE
                                            : RK_P_SYSTEMS_COST_LARGE;
    place->systems_cost = people * rk_value(world, unit);
    bool core = place->data->kind == RK_DESIGNATED_CITY || place->data->kind == RK_CORE_CITY;
    double beyond = rk_value(world, core ? RK_P_MIGRATION_COST_CORE : RK_P_MIGRATION_COST) - 1.0;
    double all = beyond > 0.0 ? place->systems_cost * rk_value(world, RK_P_MIGRATION_CAP) * beyond : 0.0;
    place->migration_cost = systems > 0.0 ? all / systems : 0.0;
}

/* What work brings and risks, for the loops of a month. */
static void rates_of(const rk_world *world, rk_place *place)
{
    float all = place->standard_quota_base, security = (float)place->demand * place->share[RK_WORK_SECURITY];
    float scope = (float)(place->demand * place->share[RK_WORK_PROCEDURES] * rk_value(world, RK_P_SERVICE_EFFORT));
    place->systems_per_work = all > 0.0f ? (float)place->late_systems / all : 0.0f;
    place->online_per_work = scope > 0.0f && rk_on(world, RK_PROCESS_SERVICE) ? 1.0f / scope : 0.0f;
    place->error_rate = place->systems_per_work * (float)rk_value(world, RK_P_INCIDENT_MIGRATION);
    place->strain = security > 0.0f ? (float)rk_value(world, RK_P_INCIDENT_BACKLOG) / security : 0.0f;
}

static rk_status own_posts(rk_world *world, rk_place *place, size_t index, const rk_words *words)
{
    const rk_municipality *data = place->data;
    bool given = data->own_posts >= 0.0;
    bool zero = rk_uniform(words->word[0]) < no_post_chance(world, data);
    unsigned drawn = zero ? 0 : 1 + poisson(poisson_mean(world, data), rk_uniform(words->word[1]));
    unsigned n = given ? (unsigned)(data->own_posts + 0.5) : drawn;
    n = n < RK_POSTS_PER_MUNICIPALITY_MAX ? n : RK_POSTS_PER_MUNICIPALITY_MAX - 1;
    double fte = data->own_post_fte >= 0.0 ? data->own_post_fte
                 : n == 1 && !given        ? rk_value(world, RK_P_ESTABLISHMENT_SINGLE_FTE)
                                           : 1.0;
    double pay = rk_value(world, RK_P_PAY_REGULAR) * (place->town ? rk_value(world, RK_P_PAY_TOWN) : 1.0);
    double cost = pay * rk_value(world, RK_P_PAY_ON_COST) * fte / RK_MONTHS;
    for (unsigned i = 0; i < n; i++) {
        rk_post post = {
            .municipality = (int)index,
            .slot = RK_OWN,
            .contract = (rk_contract)world->scenario->own_contract,
            .skill = RK_SKILL_GENERALIST,
            .fte_milli = (int32_t)(fte * 1000.0 + 0.5),
            .who = rk_who_own_post(place->code, i),
            .opens = 0,
            .closes = RK_NO_MONTH,
            .ceiling = (float)rk_value(world, RK_P_LEARNING_CEILING),
            .pay_month = (int64_t)(cost + 0.5),
        };
        rk_words kind = rk_draw(world->seed, world->block, post.who, 0, RK_DRAW_POST_KIND);
        bool exempt = rk_uniform(kind.word[0]) < rk_value(world, RK_P_ESTABLISHMENT_SPECIALIST);
        if (rk_contract_external(post.contract)) {
            post.ceiling = (float)rk_value(world, RK_P_EXPERT_PROFICIENCY);
        }
        if (post.contract == RK_CONTRACT_REGULAR && exempt) {
            post.contract = RK_CONTRACT_SPECIALIST;
        }
        double filled =
            data->own_filled >= 0.0 ? (i < data->own_filled ? 1.0 : 0.0) : rk_value(world, RK_P_ESTABLISHMENT_FILLED);
        post.staffed = rk_uniform(kind.word[1]) < filled;
        rk_status status = rk_world_add_post(world, &post);
        if (status != RK_OK) {
            return status;
        }
    }
    place->n_own_posts = n;
    return RK_OK;
}

static rk_status places(rk_world *world)
{
    double vendors = rk_value(world, RK_P_VENDOR_GROUPS);
    world->n_vendors = vendors < 1.0 ? 1 : (size_t)(vendors + 0.5);
    for (size_t i = 0; i < world->n_places; i++) {
        rk_place *place = &world->place[i];
        const rk_municipality *data = &world->scenario->municipalities[world->prefecture->first + i];
        *place = (rk_place){.data = data, .code = data->code};
        place->town = data->kind == RK_TOWN || data->kind == RK_VILLAGE;
        place->quit_multiplier = data->own_quit_multiplier > 0.0    ? (float)data->own_quit_multiplier
                                 : data->own_quit_multiplier == 0.0 ? 0.0f
                                                                    : 1.0f;
        rk_words words =
            rk_draw(world->seed, world->block, rk_who_municipality(data->code, 0), 0, RK_DRAW_ESTABLISHMENT);
        demand_of(world, place);
        systems_of(world, place, &words);
        rates_of(world, place);
        rk_status status = own_posts(world, place, i, &words);
        if (status != RK_OK) {
            return status;
        }
    }
    return RK_OK;
}

static void clear_post(rk_world *world, size_t post)
{
    rk_posts *posts = &world->posts;
    rk_lanes *rate = &posts->rate[post];
    rk_lanes_int *state = &posts->state[post], *due = &posts->due[post], *spell = &posts->spell[post];
    posts->next_due[post] = RK_NO_MONTH;
    posts->unplanned[post] = 0;
    posts->effort[post] = posts->clock[post] = posts->proficiency[post] = posts->lost[post] = (rk_lanes){{0}};
    memset(rk_person_at(posts, post, 0), 0, RK_LANES * sizeof(rk_person));
    posts->cause[post] = posts->leave_cause[post] = (rk_lanes_byte){{RK_DUE_NOTHING}}; /* 0, in all lanes */
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        state->v[lane] = RK_CLOSED;
        due->v[lane] = RK_NO_MONTH;
        spell->v[lane] = -1;
        rate->v[lane] = -0.0f;
    }
    if (world->teaches) {
        posts->lift[post] = (rk_lanes){{0}};
        posts->attending[post] = (rk_lanes_int){{0}};
    }
}

static bool alike(const rk_post *one, const rk_post *other)
{
    return one->municipality == other->municipality &&
           rk_contract_external(one->contract) == rk_contract_external(other->contract) &&
           rk_contract_remote(one->contract) == rk_contract_remote(other->contract) &&
           !(one->ceiling < other->ceiling) && !(one->ceiling > other->ceiling);
}

/* The rows of factors of every post. */
static void find_rows(rk_world *world)
{
    rk_posts *posts = &world->posts;
    for (size_t post = 0; post < posts->n; post++) {
        int place = posts->post[post].municipality;
        posts->exits_at[post] = place == RK_NOWHERE ? (uint32_t)world->n_places : (uint32_t)place;
        posts->fills_at[post] = 2 * posts->exits_at[post] + rk_contract_remote(posts->post[post].contract);
    }
}

/* Posts that the month's loops can treat alike lie side by side; and whether any hires in the market. */
static void find_runs(rk_world *world)
{
    rk_posts *posts = &world->posts;
    size_t first = 0;
    world->market_posts = world->local_market = false;
    posts->n_runs = 0;
    for (size_t post = 1; post <= posts->n; post++) {
        const rk_post *info = &posts->post[first];
        if (post < posts->n && alike(&posts->post[post], info)) {
            continue;
        }
        bool external = rk_contract_external(info->contract), remote = rk_contract_remote(info->contract);
        posts->run[posts->n_runs++] =
            (rk_run){(uint32_t)first, (uint32_t)post, info->municipality, info->ceiling, external, remote};
        world->market_posts |= external;
        world->local_market |= external && !remote;
        first = post;
    }
}

/* How long the people found have been there: words of an address of their own. Nobody asks where all come from outside.
 */
static void draw_past(rk_world *world)
{
    size_t n = world->events.n;
    if (rk_contract_external((rk_contract)world->scenario->own_contract)) {
        return;
    }
    rk_events_draw_words(world, RK_DRAW_START);
    memcpy(world->events.past, world->events.words, n * sizeof *world->events.past);
}

/* The first spell of posts that are open, staffed or not. */
static void open_posts(rk_world *world, bool staffed)
{
    for (size_t post = 0; post < world->posts.n; post++) {
        const rk_post *info = &world->posts.post[post];
        if (info->opens <= 0 && info->staffed == staffed) {
            rk_events_add_row(world, post);
        }
    }
}

/* The people found in posts at the start, each lane has its own; and posts that are vacant. */
static void people(rk_world *world)
{
    const rk_posts *posts = &world->posts;
    rk_events_clear(world);
    for (size_t post = 0; post < posts->n; post++) {
        clear_post(world, post);
    }
    for (size_t post = posts->n; post % RK_LANES != 0; post++) {
        posts->next_due[post] = RK_NO_MONTH;
    }
    open_posts(world, true);
    draw_past(world);
    size_t found = world->events.n;
    open_posts(world, false);
    rk_events_draw(world);
    rk_people_found(world, 0, found);
    for (size_t event = found; event < world->events.n; event++) {
        size_t post = rk_events_post(world, event);
        int lane = rk_events_lane(world, event);
        rk_post_opens_vacant(world, post, lane, world->events.threshold[event]);
    }
}

static void reset_places(rk_world *world)
{
    rk_places_state *at = &world->at;
    size_t bytes = world->n_places * sizeof(rk_lanes);
    void *zeroed[] = {at->running_factor, at->filled,        at->present,         at->on_leave,    at->effort_milli,
                      at->posted,         at->overload,      at->emergency,       at->n_migration, at->n_security,
                      at->n_disaster,     at->stopped_until, at->disaster_until,  at->gap,         at->longest_gap,
                      at->support_fte,    at->own_capacity,  at->proficiency_sum, at->champions};
    for (size_t i = 0; i < sizeof zeroed / sizeof *zeroed; i++) {
        memset(zeroed[i], 0, bytes);
    }
    memset(at->backlog, 0, RK_N_WORKSTREAMS * bytes);
    memset(at->skills_given, 0, world->n_places * sizeof *at->skills_given);
    memset(at->pay_rate, 0, world->n_places * sizeof *at->pay_rate);
    memset(world->horizon, 0, world->n_places * sizeof *world->horizon);
    memset(world->horizon_total, 0, RK_N_METRICS * sizeof *world->horizon_total);
    for (size_t place = 0; place < world->n_places; place++) {
        RK_FOR_LANES(lane)
        {
            at->knowhow[place].v[lane] = at->learning_gain[place].v[lane] = 1.0f;
            at->online[place].v[lane] = (float)rk_value(world, RK_P_SERVICE_ONLINE_START);
            bool late = world->place[place].standard_quota_base > 0.0f;
            at->completed[place].v[lane] = late ? RK_NO_MONTH : 0;
            at->systems_unbooked[place].v[lane] = (float)world->place[place].late_systems;
            at->backlog[place * RK_N_WORKSTREAMS + RK_WORK_STANDARDISATION].v[lane] =
                world->place[place].standard_quota_base;
        }
    }
}

/* Delay of a vendor in years: triangular on 0.5 to 5 (W02), one draw a vendor for all its municipalities. */
static void vendors(rk_world *world)
{
    const double low = 0.5, high = 5.0, mode = rk_value(world, RK_P_VENDOR_DELAY);
    for (size_t vendor = 0; vendor < world->n_vendors; vendor++) {
        RK_FOR_LANES(lane)
        {
            rk_words words = rk_draw(world->seed, rk_replication(world, lane), rk_who_nation(100 + (unsigned)vendor), 0,
                                     RK_DRAW_VENDOR_DELAY);
            double u = rk_uniform(words.word[0]), split = (mode - low) / (high - low);
            double years = u < split ? low + sqrt(u * (high - low) * (mode - low))
                                     : high - sqrt((1.0 - u) * (high - low) * (high - mode));
            world->vendor_quota[vendor].v[lane] = (float)(1.0 / (years * RK_MONTHS));
        }
    }
}

rk_status rk_establish(rk_world *world)
{
    world->month = world->year = world->next_dated_post = 0;
    world->posts.n = 0;
    world->teaches = false;
    rk_status status = places(world);
    world->posts.n_own = world->posts.n;
    for (size_t slot = 0; status == RK_OK && slot < world->model->n_instruments; slot++) {
        const rk_hooks *hooks = &world->hooks[world->model->instruments[slot].schema];
        status = hooks->establish != NULL ? hooks->establish(world, slot) : RK_OK;
    }
    if (status != RK_OK) {
        return status;
    }
    hazards(world);
    rk_contracts_establish(world);
    reset_places(world);
    rk_levers_establish(world);
    rk_adoption_establish(world);
    rk_market_establish(world);
    find_rows(world);
    find_runs(world);
    vendors(world);
    people(world);
    rk_surge_establish(world);
    rk_incidents_establish(world);
    rk_funding_establish(world);
    return RK_OK;
}
