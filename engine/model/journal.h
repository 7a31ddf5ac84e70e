/* A journal of one municipality in one lane: what happens there is written down where it is counted.
 *
 * A world has one only while a future is told again (renkei/replay.h); in a run world->journal is NULL, and the numbers
 * are the same with and without. Every note sits in a branch that events alone reach.
 */
#ifndef RK_MODEL_JOURNAL_H
#define RK_MODEL_JOURNAL_H

#include "model/steps.h"
#include "model/world.h"

#include <renkei/replay.h>

/* A post that is told of, as the journal follows it. */
typedef struct {
    rk_replay_post shown;
    int came, person;              /* spell in which the person came; how many there have been */
    int vacancy;                   /* spell of the vacancy, while it lasts */
    int vacant_since, leave_since; /* months */
} rk_told_post;

typedef struct rk_journal {
    size_t place;
    int lane;
    rk_status status; /* RK_ERR_MEMORY: not everything could be written down */
    int *told_at;     /* [world->posts.n] place among told, or -1 */
    rk_told_post *told;
    size_t n_told;
    rk_event *event;
    size_t n_events, n_room;
    rk_replay_month *month; /* [n_years * RK_MONTHS] */
    size_t n_months;
    int64_t (*borne)[RK_N_ITEMS][RK_N_PAYERS]; /* [n_years] yen by the shares of instruments */
    float demand, done, given_up;              /* of the year up to last month */
} rk_journal;

/* The compiler keeps what only a journal needs out of the way of a run. */
#define RK_COLD __attribute__((cold))

/* Memory for one municipality and lane of a scenario. */
RK_MUST_CHECK rk_status rk_journal_open(const rk_scenario *scenario, size_t place, int lane, rk_journal **journal);
void rk_journal_close(rk_journal *journal); /* takes NULL */

/* The block is established: which posts are told of, and who is found in them. */
RK_MUST_CHECK rk_status rk_journal_begin(rk_world *world);

/* The state at the end of the month. */
RK_COLD void rk_journal_month(rk_world *world);

/* burden: as rk_spend splits it, set for payers with a share. */
RK_COLD void rk_journal_spend(rk_world *world, const rk_expense *expense, int64_t burden[RK_N_PAYERS][RK_LANES]);

/* What becomes of a request to experts of an instrument. */
typedef struct {
    rk_event_kind kind; /* RK_EVENT_REQUEST... */
    size_t place;
    int instrument;
    int number;                  /* of a request that is made; what comes later is found again by its arrival */
    size_t post;                 /* of the expert who serves, else RK_NO_POST */
    float arrival, wait, length; /* month and part of it, months, months of an expert */
} rk_request_note;

#define RK_NO_POST SIZE_MAX

RK_COLD void rk_journal_request(const rk_world *world, int lane, const rk_request_note *note);

/* What the notes below do when there is a journal. */
RK_COLD void rk_journal_post(const rk_world *world, size_t post, int lane, rk_event_kind kind);
RK_COLD void rk_journal_loss(const rk_world *world, size_t post, int lane, float loss);
RK_COLD void rk_journal_place(const rk_world *world, size_t place, int lane, const rk_event *event);
RK_COLD void rk_journal_round(const rk_world *world, size_t post, uint32_t hired);

/* Something happens to the post or its person, or has just happened to those who come, return or are renewed. */
static inline void rk_note_post(const rk_world *world, size_t post, int lane, rk_event_kind kind)
{
    if (world->journal != NULL) {
        rk_journal_post(world, post, lane, kind);
    }
}

/* The leaver who was noted last takes know-how along. */
static inline void rk_note_loss(const rk_world *world, size_t post, int lane, float loss)
{
    if (world->journal != NULL) {
        rk_journal_loss(world, post, lane, loss);
    }
}

/* Something happens to the municipality: kind, who, number, instrument and details are the caller's. */
static inline void rk_note_place(const rk_world *world, size_t place, int lane, rk_event event)
{
    if (world->journal != NULL) {
        rk_journal_place(world, place, lane, &event);
    }
}

/* A vacancy has met its April round; hired: a bit for each lane in which somebody is found. */
static inline void rk_note_round(const rk_world *world, size_t post, uint32_t hired)
{
    if (world->journal != NULL) {
        rk_journal_round(world, post, hired);
    }
}

#endif
