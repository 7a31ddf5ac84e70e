/* Games with side payments: who gains how much together, and ways to share it. Gains are against each player alone, who
 * so gains 0.
 */
#ifndef RK_ANALYSIS_GAME_H
#define RK_ANALYSIS_GAME_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t n;            /* players */
    size_t n_sets;       /* coalitions whose gain is known */
    const bool *member;  /* [n_sets][n]; the first is everybody, each player alone is among them */
    size_t n_orders;     /* sampled orders in pairs of reverses; 0: every coalition is known */
    const size_t *order; /* [n_orders][n] */
} rk_game;

/* The coalition of these players; n_sets when its gain is not known. */
size_t rk_game_find(const rk_game *game, const bool *set);

static inline bool rk_game_in(const rk_game *game, size_t set, size_t player)
{
    return game->member[set * game->n + player];
}

/* Shapley values as weights of the coalitions' gains: weight [n][n_sets], value of player i = sum over sets of weight
 * times gain. Over all orders where every coalition is known (Shapley 1953), otherwise over the sampled ones (Castro,
 * Gomez and Tejada, Computers & Operations Research 36 (2009)). Returns false when a coalition that it takes is not
 * known. */
bool rk_shapley_weights(const rk_game *game, double *weight);

/* Standard error of player's value by the sampling of orders, from differences between pairs; 0 where every coalition
 * is known, NaN with one pair. gain: [n_sets]. */
double rk_shapley_sampling_error(const rk_game *game, const double *gain, size_t player);

#endif
