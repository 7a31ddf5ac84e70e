#include "analysis/efficient.h"

#include <stdbool.h>

static bool dominates(const double *cost, const double *effect, size_t one, size_t other)
{
    bool no_worse = cost[one] <= cost[other] && effect[one] >= effect[other];
    bool better = cost[one] < cost[other] || effect[one] > effect[other];
    return no_worse && (better || one < other);
}

/* The next on the frontier: most effect for each further yen. n when there is none with more effect. */
static size_t next_of(size_t n, const double *cost, const double *effect, const rk_efficiency *status, size_t from)
{
    size_t best = n;
    for (size_t i = 0; i < n; i++) {
        if (status[i] == RK_DOMINATED || effect[i] <= effect[from]) {
            continue;
        }
        double steep = best == n ? 1.0
                                 : (cost[i] - cost[from]) * (effect[best] - effect[from]) -
                                       (cost[best] - cost[from]) * (effect[i] - effect[from]);
        if (best == n || steep < 0.0 || (steep == 0.0 && effect[i] < effect[best])) {
            best = i;
        }
    }
    return best;
}

void rk_efficient(size_t n, const double *cost, const double *effect, rk_efficiency *status, size_t *against)
{
    size_t first = n;
    for (size_t i = 0; i < n; i++) {
        status[i] = RK_EXTENDEDLY_DOMINATED;
        against[i] = i;
        for (size_t j = 0; j < n && status[i] != RK_DOMINATED; j++) {
            if (j != i && dominates(cost, effect, j, i)) {
                status[i] = RK_DOMINATED;
                against[i] = j;
            }
        }
        if (status[i] != RK_DOMINATED && (first == n || cost[i] < cost[first])) {
            first = i;
        }
    }
    for (size_t at = first, next; at < n; at = next) {
        status[at] = RK_EFFICIENT;
        next = next_of(n, cost, effect, status, at);
        for (size_t i = 0; next < n && i < n; i++) {
            bool between = status[i] == RK_EXTENDEDLY_DOMINATED && effect[i] > effect[at] && effect[i] < effect[next];
            against[i] = between || i == next ? (between ? next : at) : against[i];
        }
    }
}
