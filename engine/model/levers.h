/* Levers: what the instruments of a model change for a municipality, beside the people and the support they add.
 *
 * A lever holds a value for every municipality and lane, and one more row for people who belong to none (shared
 * experts). It is neutral (1 for a factor, 0 for a sum) unless an instrument pulls it. Instruments pull levers in their
 * hook `levers`, which runs for all of them, in the order of the model, in every month in which one begins or ends to
 * have effect, and whenever an instrument says that something has changed (rk_levers_change). What a lever does is in
 * the file of its process; MODEL.md section 12.
 */
#ifndef RK_MODEL_LEVERS_H
#define RK_MODEL_LEVERS_H

#include "base/lanes.h"

#include <stddef.h>

/* X(id, neutral, what it does) */
#define RK_LEVER_LIST(X)                                                                                               \
    X(QUITS, 1, "hazard of resignation")                                                                               \
    X(QUITS_SOLO, 1, "the same where exactly one person is present")                                                   \
    X(PULL_OWN, 1, "hazard of the April round of regular and specialist posts")                                        \
    X(PULL_OPEN, 1, "the same of specialist posts alone, by open examination")                                         \
    X(PULL_ONSITE, 1, "fill hazard of contract posts on site")                                                         \
    X(PULL_REMOTE, 1, "fill hazard of side-job and adviser posts")                                                     \
    X(LEARNING, 1, "speed of learning on the job")                                                                     \
    X(KNOWHOW_LOST, 1, "part of the local know-how that a leaver takes along")                                         \
    X(OPERATIONS, 1, "operations work that arrives")                                                                   \
    X(RESIDENT_SUPPORT, 1, "resident support that arrives")                                                            \
    X(PROJECTS, 1, "what own people get done on procedures, automation and data")                                      \
    X(VENDOR, 1, "speed at which the vendor can migrate")                                                              \
    X(ADOPTION, 1, "pace at which sections take part of their own accord")                                             \
    X(RUNNING_COST, 1, "running cost of systems")                                                                      \
    X(MIGRATION_COST, 1, "cost of migration")                                                                          \
    X(EXTRA, 0, "capacity of people who are no DX staff, person-months a month")                                       \
    X(TAKEN, 0, "part of own capacity taken by courses, reviews and meetings")                                         \
    X(LAGGING, 0, "part of own capacity that goes first to the workstream most behind")                                \
    X(REACH_65, 0, "residents aged 65 and over reached by other ways than online, share")                              \
    X(REACH_UNDER_65, 0, "the same of younger residents")

typedef enum {
#define X(id, neutral, help) RK_LEVER_##id,
    RK_LEVER_LIST(X)
#undef X
        RK_N_LEVERS
} rk_lever;

struct rk_world;

/* Multiply or raise a lever of a municipality in all lanes; place n_places: people who belong nowhere. */
void rk_lever_multiply(struct rk_world *world, rk_lever lever, size_t place, float factor);
void rk_lever_add(struct rk_world *world, rk_lever lever, size_t place, float part);

/* The same lane by lane. */
void rk_lever_multiply_lanes(struct rk_world *world, rk_lever lever, size_t place, const rk_lanes *factor);
void rk_lever_add_lanes(struct rk_world *world, rk_lever lever, size_t place, const rk_lanes *part);

/* Raise a share by this part of what it leaves, lane by lane: two instruments reach those whom either reaches. */
void rk_lever_fill_lanes(struct rk_world *world, rk_lever lever, size_t place, const rk_lanes *part);

/* What the instrument of a slot pulls has changed: all levers are set anew before the month goes on. */
void rk_levers_change(struct rk_world *world);

/* Neutral levers, at the start of a block; then once a month. */
void rk_levers_establish(struct rk_world *world);
void rk_levers_month(struct rk_world *world);

#endif
