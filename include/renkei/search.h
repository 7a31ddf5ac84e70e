/* Searching for a size or a mix with a noisy simulation: which candidate to simulate next, and when it is enough. Plain
 * state machines; the caller simulates.
 *
 * A goal is a margin, at most 0 in expectation where it is met. Evidence comes in units of luck that are independent of
 * each other and shared by all candidates (common random numbers): sums over replications, RK_SEARCH_UNITS of them.
 */
#ifndef RENKEI_SEARCH_H
#define RENKEI_SEARCH_H

#include <renkei/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RK_SEARCH_UNITS = 32 };

/* What has been seen of a candidate. */
typedef struct {
    uint32_t n; /* replications, equally many in each unit */
    double margin[RK_SEARCH_UNITS], cost[RK_SEARCH_UNITS]; /* sums */
} rk_evidence;

/* Mean of the margin and its standard error over units; NaN before there is evidence. */
double rk_evidence_margin(const rk_evidence *evidence, double *error);

/* ---- The smallest value that meets a goal ---- */

/* Bisection over whole numbers low .. high: both ends, then the middle of what is left. At each value replications are
 * doubled until the margin is three standard errors from 0, or most is reached; the sign then decides. At the end the value
 * and its lower neighbour are simulated further until the chance that another value is the threshold is below 1 %, or
 * most is reached; where a sign turns, the search moves on.
 */
typedef struct {
    long low, high;
    uint32_t first, most;
    rk_evidence *evidence; /* [high - low + 1] */
    long below, above;     /* the threshold is within (below, above] */
} rk_bisection;

typedef enum {
    RK_SIZE_FOUND,
    RK_SIZE_NEVER, /* not even the highest meets the goal */
    RK_SIZE_ALWAYS /* the lowest meets it already */
} rk_size_verdict;

typedef struct {
    rk_size_verdict verdict;
    long value;          /* low or high where the verdict is not FOUND */
    long least;          /* FOUND: the smallest value is within least .. value; less than value where a search ended early,
                            before the values between were looked at */
    double chance_other; /* that the expected margin of value is above 0, or that of least - 1 is not: Student's t over
                            units, added */
    bool monotone;       /* no value below is known to meet the goal, none above to miss it (three standard errors) */
} rk_size;

/* 0 < high - low < 100,000. first: replications of a first look, a block for each unit; most: at least as many. Returns
 * RK_ERR_OPTIONS, RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_bisection_open(long low, long high, uint32_t first, uint32_t most, rk_bisection *bisection);
void rk_bisection_close(rk_bisection *bisection);

/* What to simulate next: n replications of a value, from first on, to be added to rk_bisection_evidence. False when the
 * search is over. */
bool rk_bisection_next(rk_bisection *bisection, long *value, uint32_t *first, uint32_t *n);
rk_evidence *rk_bisection_evidence(rk_bisection *bisection, long value);
rk_size rk_bisection_size(const rk_bisection *bisection);

/* ---- The cheapest of many that meet a goal ---- */

/* Screening in rounds that double the replications of what is left (ranking and selection with a constraint: Andradottir
 * and Kim, Naval Research Logistics 57, 2010; the paired screening is that of Nelson, Swann, Goldsman and Song,
 * Operations Research 49, 2001). A candidate leaves when its margin is surely above 0, or when it surely costs more than
 * one that surely meets the goal, on the same luck. Surely: Student's t over units, 5 % shared by all candidates and
 * rounds (Bonferroni). Ends when one is left, or at most replications.
 */
typedef struct {
    size_t n_candidates, n_left;
    uint32_t round, most; /* replications that every candidate left has, or gets */
    size_t n_rounds;
    rk_evidence *evidence; /* [n_candidates] */
    bool *left;            /* [n_candidates] */
} rk_screening;

/* n_candidates: 1 .. 100,000; first, most: as of rk_bisection_open. */
RK_MUST_CHECK rk_status rk_screening_open(size_t n_candidates, uint32_t first, uint32_t most, rk_screening *screening);
void rk_screening_close(rk_screening *screening);
bool rk_screening_next(rk_screening *screening, size_t *candidate, uint32_t *first, uint32_t *n);

/* The cheapest of those left whose mean margin meets the goal, or n_candidates. chance_other: that it misses the goal, or
 * that one left beside it meets the goal and costs less; added up, at most 1. */
size_t rk_screening_best(const rk_screening *screening, double *chance_other);

#endif
