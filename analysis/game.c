#include "analysis/game.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

size_t rk_game_find(const rk_game *game, const bool *set)
{
    size_t found = 0;
    while (found < game->n_sets && memcmp(&game->member[found * game->n], set, game->n) != 0) {
        found++;
    }
    return found;
}

static size_t size_of(const rk_game *game, size_t set)
{
    size_t n = 0;
    for (size_t i = 0; i < game->n; i++) {
        n += rk_game_in(game, set, i);
    }
    return n;
}

/* A coalition of k of n players has (k - 1)! (n - k)! / n! of what it brings to each of them, and the others lose
 * k! (n - k - 1)! / n!. */
static bool exact_weights(const rk_game *game, double *weight)
{
    enum { PLAYERS_MAX = 20 };
    size_t n = game->n;
    if (n > PLAYERS_MAX || game->n_sets != ((size_t)1 << n) - 1) {
        return false;
    }
    for (size_t set = 0; set < game->n_sets; set++) {
        size_t k = size_of(game, set);
        if (rk_game_find(game, &game->member[set * n]) != set || k == 0) {
            return false;
        }
        double in = exp(lgamma((double)k) + lgamma((double)(n - k) + 1.0) - lgamma((double)n + 1.0));
        double out = in * (double)k / (double)(k < n ? n - k : 1);
        for (size_t i = 0; i < n; i++) {
            weight[i * game->n_sets + set] = rk_game_in(game, set, i) ? in : -out;
        }
    }
    return true;
}

static bool sampled_weights(const rk_game *game, double *weight)
{
    size_t n = game->n;
    bool *set = calloc(n, sizeof *set), known = set != NULL;
    memset(weight, 0, n * game->n_sets * sizeof *weight);
    for (size_t k = 0; k < game->n_orders && known; k++) {
        size_t before = game->n_sets;
        memset(set, false, n);
        for (size_t i = 0; i < n && known; i++) {
            size_t player = game->order[k * n + i];
            set[player] = true;
            size_t now = rk_game_find(game, set);
            known = now < game->n_sets;
            if (known) {
                weight[player * game->n_sets + now] += 1.0 / (double)game->n_orders;
            }
            if (known && before < game->n_sets) {
                weight[player * game->n_sets + before] -= 1.0 / (double)game->n_orders;
            }
            before = now;
        }
    }
    free(set);
    return known;
}

bool rk_shapley_weights(const rk_game *game, double *weight)
{
    return game->n_orders > 0 ? sampled_weights(game, weight) : exact_weights(game, weight);
}

/* What the player brings where it comes in this order. */
static double brought(const rk_game *game, const double *gain, size_t order, size_t player, bool *set)
{
    memset(set, false, game->n);
    const size_t *next = &game->order[order * game->n];
    for (; *next != player; next++) {
        set[*next] = true;
    }
    size_t before = rk_game_find(game, set);
    set[player] = true;
    size_t now = rk_game_find(game, set);
    return gain[now] - (before < game->n_sets ? gain[before] : 0.0);
}

double rk_shapley_sampling_error(const rk_game *game, const double *gain, size_t player)
{
    size_t n_pairs = game->n_orders / 2;
    bool *set = calloc(game->n, sizeof *set);
    double mean = 0.0, square = 0.0;
    if (n_pairs < 2 || set == NULL) {
        free(set);
        return n_pairs == 0 ? 0.0 : (double)NAN;
    }
    for (size_t pair = 0; pair < n_pairs; pair++) {
        double value =
            (brought(game, gain, 2 * pair, player, set) + brought(game, gain, 2 * pair + 1, player, set)) / 2;
        double apart = value - mean; /* Welford */
        mean += apart / (double)(pair + 1);
        square += apart * (value - mean);
    }
    free(set);
    return sqrt(square / (double)(n_pairs - 1) / (double)n_pairs);
}
