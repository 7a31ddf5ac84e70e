/* From results.h5 to answers: one function a question. Every figure has its error by blocks (replications of a block
 * share their assumptions), every difference is taken replication by replication.
 *
 * All return RK_ERR_RESULTS_READ with a sentence in rk_reading_problem when the file lacks what they need,
 * RK_ERR_OPTIONS when an option names nothing in the file (the same), RK_ERR_MEMORY. The answer is the caller's to
 * free.
 */
#ifndef RENKEI_ANALYSIS_H
#define RENKEI_ANALYSIS_H

#include <renkei/answer.h>
#include <renkei/reading.h>

/* compare: which model is best, how sure.
 *
 * metrics     names, at most 32; NULL: the ones that planners ask for first
 * by          the metric that ranks the models; NULL: zero_cover_months
 * indifference  differences in `by` smaller than this, in its unit per municipality and year (levels: per municipality;
 *               money: yen a year in all), do not matter
 * pairs       also the chance of every model to beat every other in `by`
 */
typedef struct {
    const char *const *metrics;
    size_t n_metrics;
    const char *by;
    double indifference;
    bool pairs;
} rk_compare_options;

RK_MUST_CHECK rk_status rk_compare(const rk_reading *reading, const rk_compare_options *options, rk_answer **answer);

/* explain: the funding rules that were in force, and what each of them paid by model and fiscal year. */
RK_MUST_CHECK rk_status rk_rules_paid(const rk_reading *reading, rk_answer **answer);

/* winners: which municipalities gain and which lose under a model, in coverage and in what they pay themselves; who is
 * worst off, how unequal it is; by size, aged share, fiscal capability and kind.
 *
 * by     what coverage is measured by: a metric with quantiles per municipality (RK_METRIC_SKETCH) that is no money;
 *        NULL: zero_cover_months
 * model  key of the model whose municipalities are listed; NULL: the one best on average by `by`; "all": every model
 */
typedef struct {
    const char *by, *model;
} rk_winners_options;

RK_MUST_CHECK rk_status rk_winners(const rk_reading *reading, const rk_winners_options *options, rk_answer **answer);

/* risk: what can go wrong: months without cover, when and where, how long, how many municipalities at once; desks of one
 * person; lateness against the deadline.
 *
 * model  key of the model whose municipalities are listed; NULL: every model
 * top    so many municipalities of each model are listed, those most at risk; 0: all
 */
typedef struct {
    const char *model;
    size_t top;
} rk_risk_options;

RK_MUST_CHECK rk_status rk_risk(const rk_reading *reading, const rk_risk_options *options, rk_answer **answer);

/* budget: what each payer, cost item and fiscal year costs, and how sure; of one file, or of files of different
 * prefectures with the same models, seed and replications, added up replication by replication.
 *
 * payer      "municipality", "prefecture", "nation", "joint_office", "other" or "total"; NULL: all of them, and total
 *            where one is needed
 * envelope   yen a fiscal year, or over the whole run when over_run; NAN: none. How often is it exceeded?
 * chance     0..1: which envelope would be exceeded with this chance?
 * discount   0..0.5 a year, of present values at the first fiscal year; NAN: that of the scenario
 * suppress   figures of prefectures with fewer municipalities are left out, and those of the next smallest where they
 *            could be had by subtraction; 0: none
 */
typedef struct {
    const char *payer;
    double envelope, chance, discount;
    bool over_run;
    unsigned suppress;
} rk_budget_options;

RK_MUST_CHECK rk_status rk_budget(const rk_reading *const *readings, size_t n_readings,
                                  const rk_budget_options *options, rk_answer **answer);

/* frontier: what coverage costs, which models are worth it and at which price of coverage.
 *
 * effect  a metric that is no money; NULL: zero_cover_months
 * price   what one unit of it is worth, yen; also shown among others; NAN: none
 */
typedef struct {
    const char *effect;
    double price;
} rk_frontier_options;

RK_MUST_CHECK rk_status rk_frontier(const rk_reading *reading, const rk_frontier_options *options, rk_answer **answer);

/* value: what it would be worth to know the assumptions before choosing a model, all of them and one by one: which survey
 * to commission, and for how much at most.
 *
 * effect  as of frontier
 * price   what one unit of it is worth, yen; NAN: of effects in months, what a month of one own post costs
 */
typedef struct {
    const char *effect;
    double price;
} rk_value_options;

RK_MUST_CHECK rk_status rk_value(const rk_reading *reading, const rk_value_options *options, rk_answer **answer);

/* regret: what choosing a model would have cost against the best model of each future, and under which assumptions the
 * leading model is not the best.
 *
 * by     a metric; NULL: zero_cover_months
 * price  what one unit of it is worth, yen: regret in net benefit; NAN: regret in the metric alone
 */
typedef struct {
    const char *by;
    double price;
} rk_regret_options;

RK_MUST_CHECK rk_status rk_regret(const rk_reading *reading, const rk_regret_options *options, rk_answer **answer);

/* stability: would a member gain by leaving a cooperation model, alone or with others; ways to share what it costs; the
 * least subsidy that keeps all in. Of a file whose models are coalitions (`renkei stability SCENARIO --model KEY`).
 *
 * effect      what coverage is measured by: "zero_cover_months" (NULL) or "unserved_work"
 * price       what one unit of it is worth, yen; 0: only money counts; NAN: what a month of one own post costs
 * all_payers  count the money of all payers as the members' own
 */
typedef struct {
    const char *effect;
    double price;
    bool all_payers;
} rk_stability_options;

RK_MUST_CHECK rk_status rk_stability(const rk_reading *reading, const rk_stability_options *options,
                                     rk_answer **answer);

#endif
