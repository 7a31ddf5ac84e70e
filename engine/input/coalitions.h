/* Coalitions: a cooperation model with some of its members left out, as models of the run beside the baseline. What
 * `renkei stability` asks: would anybody do better without the others?
 *
 * A coalition of one is the baseline, where nobody cooperates. Of few players every coalition is run; of more
 * everybody, everybody but one, and what grows up player by player in sampled orders (Castro, Gomez and Tejada,
 * Computers & Operations Research 36 (2009)), each with its reverse.
 */
#ifndef RK_INPUT_COALITIONS_H
#define RK_INPUT_COALITIONS_H

#include "input/models.h"

enum { RK_COALITIONS_MAX = 1024 }; /* models of such a run */

struct rk_coalitions {
    const char *model;    /* key of the model that everybody is in */
    size_t n_players;     /* those who may leave; other members of the model always stay */
    const size_t *player; /* [n_players] indexes into scenario->municipalities, ascending */
    size_t n_models;      /* of the scenario */
    const bool *member;   /* [n_models][n_players]; nobody in the baseline's row */
    size_t n_orders;      /* 0 where every coalition is there */
    const size_t *order;  /* [n_orders][n_players] which player comes first, second, ...; reverses side by side */
};

/* Reads `coalitions:`, which may be NULL, and puts the coalitions in the place of the scenario's models. All else of
 * the scenario is read, its numbers have their index. */
void rk_coalitions_read(rk_reader *reader, const rk_node *node);

/* The keys below `coalitions:`, for scenarios/FORMAT.md. */
enum { RK_COALITIONS_MODEL, RK_COALITIONS_MEMBERS, RK_COALITIONS_EXACT, RK_COALITIONS_PAIRS, RK_N_COALITIONS_KEYS };
extern const rk_key rk_coalitions_keys[RK_N_COALITIONS_KEYS];

#endif
