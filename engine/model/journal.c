#include "model/journal.h"

#include <math.h>
#include <stdlib.h>

/* ---- Memory ---- */

rk_status rk_journal_open(const rk_scenario *scenario, size_t place, int lane, rk_journal **out)
{
    size_t n_years = (size_t)scenario->n_years;
    rk_journal *journal = calloc(1, sizeof *journal);
    *out = journal;
    if (journal == NULL) {
        return RK_ERR_MEMORY;
    }
    *journal = (rk_journal){.place = place, .lane = lane};
    journal->month = calloc(n_years * RK_MONTHS, sizeof *journal->month);
    journal->borne = calloc(n_years, sizeof *journal->borne);
    if (journal->month == NULL || journal->borne == NULL) {
        rk_journal_close(journal);
        *out = NULL;
        return RK_ERR_MEMORY;
    }
    return RK_OK;
}

void rk_journal_close(rk_journal *journal)
{
    if (journal == NULL) {
        return;
    }
    free(journal->told_at);
    free(journal->told);
    free(journal->event);
    free(journal->month);
    free(journal->borne);
    free(journal);
}

static void add_event(rk_journal *journal, const rk_event *event)
{
    if (journal->n_events == journal->n_room) {
        size_t room = 2 * journal->n_room + 256;
        rk_event *larger = realloc(journal->event, room * sizeof *larger);
        if (larger == NULL) {
            journal->status = RK_ERR_MEMORY;
            return;
        }
        journal->event = larger;
        journal->n_room = room;
    }
    journal->event[journal->n_events++] = *event;
}

/* ---- Posts ---- */

/* Does an instrument act in both places together, the other by the code of an office's first member? */
static bool same_office(const rk_world *world, const rk_post *post, size_t place)
{
    const rk_setting *members = &world->model->instruments[post->slot].settings[RK_COMMON_MEMBERS];
    size_t own = world->prefecture->first + place, group = SIZE_MAX;
    for (size_t i = 0; i < members->n_members; i++) {
        group = members->members[i] == own ? members->group[i] : group;
    }
    for (size_t i = 0; group != SIZE_MAX && i < members->n_members; i++) {
        if (members->group[i] == group) { /* the first of them gives the posts their name */
            int code = world->scenario->municipalities[members->members[i]].code;
            return post->who >> 12 == rk_who_joint_post(code, 0, 0) >> 12;
        }
    }
    return false;
}

static bool is_member(const rk_world *world, int slot, size_t place)
{
    const rk_setting *members = &world->model->instruments[slot].settings[RK_COMMON_MEMBERS];
    bool found = false;
    for (size_t i = 0; i < members->n_members; i++) {
        found = found || members->members[i] == world->prefecture->first + place;
    }
    return found;
}

/* Posts of the municipality, and of experts whom it shares or who are sent to it alone. */
static bool is_told(const rk_world *world, size_t index, size_t place)
{
    const rk_post *post = &world->posts.post[index];
    if (post->municipality != RK_NOWHERE || post->slot == RK_OWN) {
        return post->municipality == (int)place;
    }
    if (post->home != 0) {
        return post->home == world->place[place].code;
    }
    bool joint = post->who >> 29 == rk_who_joint_post(0, 0, 0) >> 29;
    return joint ? same_office(world, post, place) : is_member(world, post->slot, place);
}

static const char *const contracts[RK_N_CONTRACTS] = {
#define X(id, name) name,
    RK_CONTRACT_LIST(X)
#undef X
};

static const char *const skills[RK_N_SKILLS] = {
#define X(id, name) name,
    RK_SKILL_LIST(X)
#undef X
};

static void tell_of(const rk_world *world, rk_journal *journal, size_t post)
{
    const rk_post *info = &world->posts.post[post];
    int lane = journal->lane, number = 1, state = world->posts.state[post].v[lane];
    for (size_t i = 0; i < journal->n_told; i++) {
        number += journal->told[i].shown.instrument == info->slot;
    }
    journal->told_at[post] = (int)journal->n_told;
    journal->told[journal->n_told++] = (rk_told_post){
        .shown = {.who = info->who,
                  .instrument = info->slot,
                  .number = number,
                  .shared = info->municipality == RK_NOWHERE,
                  .fte = info->fte_milli / 1000.0,
                  .contract = contracts[info->contract],
                  .skill = skills[info->skill]},
    };
    if (state == RK_IN_POST) {
        rk_journal_post(world, post, lane, RK_EVENT_FOUND);
    } else if (state == RK_VACANT) {
        rk_journal_post(world, post, lane, RK_EVENT_VACANCY_FOUND);
    }
}

rk_status rk_journal_begin(rk_world *world)
{
    rk_journal *journal = world->journal;
    size_t n = world->posts.n;
    journal->told_at = calloc(n + 1, sizeof *journal->told_at);
    journal->told = calloc(n + 1, sizeof *journal->told);
    if (journal->told_at == NULL || journal->told == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t post = 0; post < n; post++) {
        journal->told_at[post] = -1;
        if (is_told(world, post, journal->place)) {
            tell_of(world, journal, post);
        }
    }
    return journal->status;
}

/* ---- Events of posts ---- */

static const rk_detail details[RK_N_EVENTS][RK_EVENT_DETAILS] = {
#define X(id, name, metric, a, b, c, d, en, ja) {RK_DETAIL_##a, RK_DETAIL_##b, RK_DETAIL_##c, RK_DETAIL_##d},
    RK_EVENT_LIST(X)
#undef X
};

static double detail_of(const rk_world *world, const rk_told_post *told, size_t post, int lane, rk_detail detail)
{
    const rk_posts *posts = &world->posts;
    int month = world->month, place = posts->post[post].municipality;
    switch (detail) {
    case RK_DETAIL_AGE:
        return (month - posts->born[post].v[lane]) / RK_MONTHS;
    case RK_DETAIL_IN_POST:
        return month - posts->since[post].v[lane];
    case RK_DETAIL_PRESSURE:
        return (double)world->at.exit_factor[place == RK_NOWHERE ? world->n_places : (size_t)place].v[lane];
    case RK_DETAIL_VACANT:
        return month - told->vacant_since;
    case RK_DETAIL_PROFICIENCY:
        return (double)posts->proficiency[post].v[lane];
    case RK_DETAIL_ON_LEAVE:
        return month - told->leave_since;
    case RK_DETAIL_MONTHS: { /* of a renewal: until the stay ends by date */
        int due = rk_person_at(posts, post, lane)->leave_due;
        return due == RK_NO_MONTH ? (double)NAN : due - month;
    }
    default:
        return 0.0;
    }
}

/* What the event makes of the post, as the journal follows it. */
static void follow(const rk_world *world, rk_told_post *told, size_t post, int lane, rk_event_kind kind)
{
    int month = world->month, spell = world->posts.spell[post].v[lane];
    switch (kind) {
    case RK_EVENT_FOUND:
    case RK_EVENT_CAME:
        told->came = spell;
        told->person++;
        break;
    case RK_EVENT_LEAVE_BEGAN:
    case RK_EVENT_RELAPSED:
        told->leave_since = month;
        break;
    case RK_EVENT_VACANCY_FOUND:
    case RK_EVENT_OPENED:
    case RK_EVENT_RESIGNED:
    case RK_EVENT_RETIRED:
    case RK_EVENT_ROTATED:
    case RK_EVENT_TERM_ENDED:
    case RK_EVENT_POST_ENDED:
    case RK_EVENT_LEFT_ON_LEAVE:
        told->vacant_since = month;
        told->vacancy = spell;
        break;
    default:
        break;
    }
}

static bool is_of_vacancy(rk_event_kind kind)
{
    return kind == RK_EVENT_VACANCY_FOUND || kind == RK_EVENT_OPENED || kind == RK_EVENT_ROUND_FAILED ||
           kind == RK_EVENT_CLOSED;
}

void rk_journal_post(const rk_world *world, size_t post, int lane, rk_event_kind kind)
{
    rk_journal *journal = world->journal;
    if (lane != journal->lane || journal->told_at[post] < 0) {
        return;
    }
    rk_told_post *told = &journal->told[journal->told_at[post]];
    rk_event event = {
        .kind = kind, .month = world->month, .post = journal->told_at[post], .who = told->shown.who, .instrument = -1};
    for (int i = 0; i < RK_EVENT_DETAILS; i++) {
        event.detail[i] = detail_of(world, told, post, lane, details[kind][i]);
    }
    follow(world, told, post, lane, kind);
    event.spell = is_of_vacancy(kind) ? told->vacancy : told->came;
    event.person = is_of_vacancy(kind) ? 0 : told->person;
    add_event(journal, &event);
}

void rk_journal_loss(const rk_world *world, size_t post, int lane, float loss)
{
    rk_journal *journal = world->journal;
    rk_event *last = journal->n_events > 0 ? &journal->event[journal->n_events - 1] : NULL;
    if (lane != journal->lane || last == NULL || last->post < 0 || last->post != journal->told_at[post]) {
        return;
    }
    for (int i = 0; i < RK_EVENT_DETAILS; i++) {
        if (details[last->kind][i] == RK_DETAIL_KNOWHOW) {
            last->detail[i] = (double)loss;
        }
    }
}

/* A vacancy of today that nobody planned for has no round yet. */
void rk_journal_round(const rk_world *world, size_t post, uint32_t hired)
{
    int lane = world->journal->lane;
    const rk_posts *posts = &world->posts;
    bool unplanned = posts->unplanned[post] >> lane & 1;
    bool meets = posts->since[post].v[lane] < world->month || !unplanned;
    if (posts->state[post].v[lane] == RK_VACANT && meets && (hired >> lane & 1) == 0) {
        rk_journal_post(world, post, lane, RK_EVENT_ROUND_FAILED);
    }
}

/* ---- Events of the municipality, months, money ---- */

void rk_journal_place(const rk_world *world, size_t place, int lane, const rk_event *event)
{
    rk_journal *journal = world->journal;
    if (lane == journal->lane && place == journal->place) {
        rk_event noted = *event;
        noted.month = world->month;
        noted.post = -1;
        add_event(journal, &noted);
    }
}

/* The number of the request that was made then. */
static int number_of_request(const rk_journal *journal, const rk_request_note *note)
{
    enum { ARRIVAL = 1 }; /* its place among the details of all events of requests */
    for (size_t i = journal->n_events; i > 0; i--) {
        const rk_event *event = &journal->event[i - 1];
        if (event->kind == RK_EVENT_REQUEST && event->instrument == note->instrument &&
            event->detail[ARRIVAL] == (double)note->arrival) {
            return event->number;
        }
    }
    return 0;
}

void rk_journal_request(const rk_world *world, int lane, const rk_request_note *note)
{
    rk_journal *journal = world->journal;
    if (lane != journal->lane || note->place != journal->place) {
        return;
    }
    bool made = note->kind == RK_EVENT_REQUEST;
    rk_event event = {.kind = note->kind,
                      .month = world->month,
                      .post = note->post == RK_NO_POST ? -1 : journal->told_at[note->post],
                      .number = made ? note->number : number_of_request(journal, note),
                      .instrument = note->instrument};
    if (event.post >= 0) {
        const rk_told_post *told = &journal->told[event.post];
        event.who = told->shown.who;
        event.spell = told->came;
        event.person = told->person;
    }
    for (int i = 0; i < RK_EVENT_DETAILS; i++) {
        rk_detail detail = details[note->kind][i];
        event.detail[i] = detail == RK_DETAIL_WAIT      ? (double)note->wait
                          : detail == RK_DETAIL_LENGTH  ? (double)note->length
                          : detail == RK_DETAIL_ARRIVAL ? (double)note->arrival
                                                        : 0.0;
    }
    add_event(journal, &event);
}

static rk_replay_month month_of(const rk_world *world, const rk_journal *journal)
{
    size_t place = journal->place;
    int lane = journal->lane, month = world->month;
    const rk_places_state *at = &world->at;
    const rk_year_sums *year = &at->year[place];
    int n = at->present[place].v[lane] + at->posted[place].v[lane];
    bool surge = month < world->national_until.v[lane] || month < at->disaster_until[place].v[lane];
    return (rk_replay_month){
        .posts = (int)world->place[place].n_posts_open,
        .filled = at->filled[place].v[lane],
        .on_leave = at->on_leave[place].v[lane],
        .present = at->present[place].v[lane],
        .posted = at->posted[place].v[lane],
        .champions = at->champions[place].v[lane],
        .zero_cover = at->gap[place].v[lane] > 0,
        .solo = n == 1,
        .surge = surge && rk_on(world, RK_PROCESS_SURGE) && rk_on(world, RK_PROCESS_WORK),
        .fte = at->effort_milli[place].v[lane] / 1000.0,
        .support_days = 20.0 * (double)at->support_fte[place].v[lane],
        .capacity = (double)at->own_capacity[place].v[lane],
        .demand = (double)(year->demand.v[lane] - journal->demand),
        .done = (double)(year->done.v[lane] - journal->done),
        .given_up = (double)(year->given_up.v[lane] - journal->given_up),
        .overload = (double)at->overload[place].v[lane],
        .knowhow = (double)at->knowhow[place].v[lane],
        .online = (double)at->online[place].v[lane],
        .adoption = (double)at->adoption[place].v[lane],
    };
}

void rk_journal_month(rk_world *world)
{
    rk_journal *journal = world->journal;
    size_t place = journal->place;
    int lane = journal->lane;
    const rk_year_sums *year = &world->at.year[place];
    const rk_lanes *waiting = &world->at.backlog[place * RK_N_WORKSTREAMS];
    if (world->month % RK_MONTHS == 0) {
        journal->demand = journal->done = journal->given_up = 0.0f;
    }
    rk_replay_month month = month_of(world, journal);
    for (int w = 0; w < RK_N_WORKSTREAMS && rk_on(world, RK_PROCESS_WORK); w++) {
        month.backlog += (double)waiting[w].v[lane];
    }
    month.standardisation_left = (double)waiting[RK_WORK_STANDARDISATION].v[lane];
    journal->month[journal->n_months++] = month;
    journal->demand = year->demand.v[lane];
    journal->done = year->done.v[lane];
    journal->given_up = year->given_up.v[lane];
    if (world->at.completed[place].v[lane] == world->month && world->place[place].standard_quota_base > 0.0f) {
        rk_note_place(world, place, lane, (rk_event){.kind = RK_EVENT_MIGRATED, .instrument = -1});
    }
}

void rk_journal_spend(rk_world *world, const rk_expense *expense, int64_t burden[RK_N_PAYERS][RK_LANES])
{
    rk_journal *journal = world->journal;
    if (expense->place != journal->place) {
        return;
    }
    int64_t left = expense->yen[journal->lane];
    int64_t *borne = journal->borne[world->year][expense->item - RK_METRIC_COST_STAFF];
    int largest = 0;
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        largest = expense->shares[payer] > expense->shares[largest] ? payer : largest;
    }
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        int64_t yen = payer != largest && expense->shares[payer] > 0.0 ? burden[payer][journal->lane] : 0;
        borne[payer] += yen;
        left -= yen;
    }
    borne[largest] += left;
}
