/* How far a run is, on stderr: one line drawn over and over on a terminal, a plain line every 10 seconds elsewhere; for
 * machines a JSON object a line every second. */
#ifndef RK_CLI_PROGRESS_H
#define RK_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint32_t n_replications;
    double municipality_years; /* simulated by one replication: municipalities x years x models */
    const char *what;          /* that n_replications counts */
    uint32_t n_taken;          /* of those that are finished: from before, not of this rate */
    bool quiet, terminal, utf8;
    bool json;             /* false at the start */
    double started, shown; /* seconds of the monotonic clock */
} rk_progress;

/* Seconds on a clock that nobody sets. */
double rk_progress_clock(void);

rk_progress rk_progress_start(uint32_t n_replications, double municipality_years, bool quiet);
void rk_progress_show(rk_progress *progress, uint32_t finished);
void rk_progress_end(rk_progress *progress); /* clears the line of a terminal */

#endif
