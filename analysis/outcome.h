/* Outcomes as people compare them: of a mean municipality, a year or as it is at the end; money of all municipalities,
 * a year; shares in per cent. Their short names and units stand in one table in outcome.c. */
#ifndef RK_ANALYSIS_OUTCOME_H
#define RK_ANALYSIS_OUTCOME_H

#include "analysis/answer_build.h"
#include "analysis/reading.h"

#include <renkei/metrics.h>

typedef struct {
    const char *name;
    rk_words_pair title, unit; /* "zero cover", "months/year" */
    double factor;             /* from a replication's sum over municipalities and years to the shown unit */
    bool money, more_is_better;
} rk_outcome;

/* What is known of a metric of this run; false with a problem when there is none of that name. */
bool rk_outcome_find(const rk_reading *reading, const char *name, rk_outcome *outcome);

/* The same without a run. */
rk_outcome rk_outcome_of(rk_metric metric, size_t n_municipalities, size_t n_years);

/* A value of it for a sentence, with its unit and the digits that an error allows: "0.046月/年", "0.046 months/year",
 * "+1.32億円". signed_: also "+". */
rk_words_pair rk_answer_amount(rk_answer *answer, const rk_outcome *outcome, double value, double error, bool signed_);

/* Says that no error is known with one sampling unit; nothing with more. inner: replications of a block. Returns whether
 * it did. */
bool rk_answer_say_few(rk_answer *answer, size_t n_units, size_t inner);

/* An interval of it: "-0.177～-0.092", "-0.177 to -0.092"; of money with the unit. */
rk_words_pair rk_answer_range(rk_answer *answer, const rk_outcome *outcome, double low, double high, double error);

/* Its value in every replication, in the shown unit: [n_replications], the caller's to free. */
RK_MUST_CHECK rk_status rk_outcome_read(const rk_reading *reading, const rk_outcome *outcome, size_t model,
                                        double **values);

/* The same of all models: [n_models] arrays; free with rk_outcome_free. */
RK_MUST_CHECK rk_status rk_outcome_read_all(const rk_reading *reading, const rk_outcome *outcome, double ***values);
void rk_outcome_free(const rk_reading *reading, double **values);

#endif
