/* A pool on request simulated plainly, event by event, with a generator of its own: for horizons that have not
 * forgotten the empty start, and for what no formula holds for. */
#ifndef RK_ORACLE_QUEUE_H
#define RK_ORACLE_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

enum { QUEUE_YEARS = 6, QUEUE_EXPERTS = 16 };
enum { QUEUE_ASKED, QUEUE_WAITED, QUEUE_REFUSED, QUEUE_WAIT, QUEUE_BUSY, QUEUE_N_SUMS };

typedef struct {
    double rate, length; /* requests a month, mean months of an expert */
    double patience;     /* months */
    double leave, fill;  /* chance of a month that an expert leaves, that a vacancy is filled */
    int experts, years;
    bool refuse; /* who finds all busy is refused */
} queue_case;

/* Mean of the yearly sums and their standard errors, of so many runs. */
void queue_simulate(const queue_case *pool, uint64_t seed, int n_runs, double mean[QUEUE_N_SUMS][QUEUE_YEARS],
                    double error[QUEUE_N_SUMS][QUEUE_YEARS]);

#endif
