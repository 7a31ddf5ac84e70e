/* Model against published fact: numbers read off results files, judged by one rule, written as a page and as a table.
 *
 * `reality.sh` makes the runs and calls tool_reality; the facts are rows of the project's list of facts (S04, A05,
 * ...).
 */
#ifndef RK_VERIFY_REALITY_H
#define RK_VERIFY_REALITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { REALITY_BLOCK = 16 }; /* replications that share their assumptions: the sampling unit of an error */

/* ---- Reading ---- */

/* Results files of one folder, NAME.h5 each. */
typedef struct reality_runs reality_runs;

/* A dataset in its units; belongs to the runs. */
typedef struct {
    double *value;
    size_t n, dims[4]; /* product and extents; extents that there are not are 1 */
} reality_table;

reality_runs *reality_open(const char *folder);
void reality_close(reality_runs *runs);

/* A whole dataset of a run. Ends the program with a word when it is not there. */
const reality_table *reality_read(reality_runs *runs, const char *run, const char *dataset);

/* ---- Numbers ---- */

/* Mean over replications with its Monte Carlo standard error by blocks, and the range that holds the central 95 % of
 * replications: what luck and assumptions together leave open. Without replications error is NaN. */
typedef struct {
    double mean, error, low, high;
} reality_value;

/* Of one number a replication; the order of values changes. */
reality_value reality_value_of(double *values, size_t n);

/* ---- Facts ---- */

/* A published figure and how the model's is found. */
typedef struct {
    const char *fact, *what, *unit;
    double published;     /* NaN: not published */
    double low, high;     /* a model mean in this range is a hit */
    const char *limits;   /* why the range is as wide as it is */
    const char *measured; /* how the model's number is read off the runs */
    const char *miss;     /* what it means that the model does not meet it; empty where it does */
    reality_value (*measure)(reality_runs *runs, int which);
    int which; /* for measures that serve several rows */
} reality_fact;

typedef enum { REALITY_HIT, REALITY_IN_RANGE, REALITY_MISS, REALITY_UNKNOWN } reality_verdict;

/* The rule: hit when the model's mean lies within the fact's own uncertainty; in range when the published value lies in
 * the model's 95 % range; a miss otherwise. */
reality_verdict reality_judge(const reality_fact *fact, const reality_value *model);
const char *reality_verdict_name(reality_verdict verdict);

extern const reality_fact reality_facts[];
extern const size_t reality_n_facts;

/* Facts that no outcome answers to, each with the reason. */
typedef struct {
    const char *facts, *reason;
} reality_silence;

extern const reality_silence reality_silences[];
extern const size_t reality_n_silences;

/* ---- Writing ---- */

/* values[i] is the model's number of reality_facts[i]. */
void reality_write_page(FILE *file, reality_runs *runs, const reality_value values[]);
void reality_write_csv(FILE *file, const reality_value values[]);

#endif
