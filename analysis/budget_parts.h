/* The parts of `renkei budget`, a file each; budget.c puts them together. */
#ifndef RK_ANALYSIS_BUDGET_PARTS_H
#define RK_ANALYSIS_BUDGET_PARTS_H

#include "analysis/answer_build.h"
#include "analysis/distribution.h"
#include "analysis/ledger.h"

#include <renkei/analysis.h>

/* Who pays, or what for. */
typedef struct {
    const char *name;             /* "nation", "experts" */
    const char *metric;           /* "paid_nation", "cost_experts" */
    rk_words_pair title, subject; /* "nation", "what the nation pays" */
} rk_budget_line;

enum { RK_N_PAYERS = 6 };
extern const rk_budget_line rk_budget_payers[RK_N_PAYERS]; /* the last is total */

/* The payers that are asked for: indices [first, first + n). */
typedef struct {
    size_t first, n;
} rk_budget_choice;

/* The one to speak of: the payer that is asked for, or the total. */
const rk_budget_line *rk_budget_main(rk_budget_choice choice);

typedef struct {
    const rk_ledger *ledger;
    const rk_budget_options *options;
    rk_budget_choice payers;
    double discount;
    rk_answer *answer;
    double *work, *column; /* [n_replications] each */
} rk_budget_work;

/* A model's title as a cell. */
void rk_budget_model(const rk_budget_work *work, size_t model);

/* "95 % interval 1.2 oku yen to 1.5 oku yen" about a mean, or that no error is known, with one sampling unit only. */
rk_words_pair rk_budget_range(const rk_budget_work *work, double mean, double error, bool signed_);

/* Is there anything other than 0 in it, under any model? */
bool rk_budget_any(const rk_budget_work *work, double *const *values, size_t n_each);

/* Mean over the years of [n_replications][n_years] for every replication, or the sum of present values. */
void rk_budget_average(const rk_budget_work *work, const double *years, double *average);
void rk_budget_present(const rk_budget_work *work, const double *years, double *present);

/* A table whose last columns are a distribution: n_heads columns of text or counts before it. */
void rk_budget_begin(const rk_budget_work *work, const char *id, rk_words_pair title, const rk_answer_column *heads,
                     size_t n_heads, bool difference);

/* Its cells: level, and the paired difference to the baseline (NULL: the table has none). */
void rk_budget_distribution(const rk_budget_work *work, const rk_distribution *level,
                            const rk_figure_by_blocks *difference);

/* [n_prefectures] Which are left out: those with too few municipalities; when that is one only, the next smallest too.
 * The caller frees. NULL when memory is out. */
bool *rk_budget_suppressed(const rk_budget_work *work);

/* Each adds its tables and sentences. */
RK_MUST_CHECK rk_status rk_budget_add_payers(const rk_budget_work *work);
RK_MUST_CHECK rk_status rk_budget_add_items(const rk_budget_work *work);
RK_MUST_CHECK rk_status rk_budget_add_envelope(const rk_budget_work *work);
RK_MUST_CHECK rk_status rk_budget_add_rollup(const rk_budget_work *work);
RK_MUST_CHECK rk_status rk_budget_add_prefectures(const rk_budget_work *work);
RK_MUST_CHECK rk_status rk_budget_add_funding(const rk_budget_work *work);

#endif
