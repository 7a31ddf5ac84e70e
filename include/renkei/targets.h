/* Published aggregates of past years that a run can be held against: a CSV file, one figure a row.
 *
 * Columns, by their names in the first row; further columns are mistakes:
 *
 * fiscal_year   1990 to 2100: the year that the figure is of, or in which its day lies
 * metric        a name of RK_TARGET_LIST
 * value         a plain number in `unit`, within what the metric can be (RK_TARGET_LIST): counts of municipalities go up to as
 *               many as Japan has, with the scope "scenario" to as many as the scenario has
 * unit          that of the metric
 * scope         who is counted: "all municipalities" (of Japan), the metric's own scope in RK_TARGET_LIST, or "scenario" for
 *               figures of just the municipalities that the scenario simulates
 * error         standard error of the figure in `unit`, no larger than the value can be; empty: of its rounding, the unit
 *               of the last digit over sqrt(12)
 * fact, note    a row of the facts and words for the reader; may be left out, as may `error`
 */
#ifndef RENKEI_TARGETS_H
#define RENKEI_TARGETS_H

#include <renkei/ensemble.h>

/* What the published figures are of, and what of the model answers to them: X(id, name, unit, scope, low, high,
 * outcome, Japanese). low, high: what a figure and a prediction can be, in the unit; for staff and experts far above what is
 * published (8,908 and 10,203 DX staff, S06 and S02), so that it catches another unit and binds nothing else (J). All are
 * means over the months of a fiscal year, since the model counts months. outcome: what it is in the model, ""
 * when no outcome answers to it. */
/* clang-format off */
#define RK_TARGET_LIST(X) \
    X(STAFF, "dx_staff_total", "persons", "all municipalities", 0, 1e6, "filled posts, mean of the months", "DX職員数") \
    X(NOBODY, "municipalities_zero", "municipalities", "all municipalities", 0, 1741, "municipalities without staff present, mean of the months", "DX職員のいない市町村数") \
    X(AT_MOST_ONE, "municipalities_at_most_one", "municipalities", "all municipalities", 0, 1741, "municipalities with nobody or one person present, mean of the months", "DX職員1人以下の市町村数") \
    X(QUITS, "quit_rate", "per year", "general administration, all ages", 0, 1, "resignations a person and year", "離職率") \
    X(ABSENCE, "mental_health_absence_rate", "per year", "offices of mayors and governors", 0, 1, "sick leaves begun a person and year", "休職発生率") \
    X(LONG_LEAVE, "long_sick_leave_rate", "per year", "all causes", 0, 1, "", "長期病休率") \
    X(EXTERNAL, "municipalities_with_external_talent", "municipalities", "all municipalities", 0, 1741, "", "外部人材を置く市町村数") \
    X(EXTERNAL_PERSONS, "external_talent_persons", "persons", "all municipalities", 0, 1e5, "", "外部人材数") \
    X(CIO_ASSISTANTS, "external_cio_assistants", "persons", "all municipalities", 0, 1e5, "", "外部CIO補佐官数") \
    X(TRAINING, "municipalities_training", "share", "all municipalities", 0, 1, "", "研修を行う市町村の割合") \
    X(LATE_BODIES, "municipalities_late_systems", "share of bodies", "all bodies", 0, 1, "", "移行の遅れる団体の割合") \
    X(LATE_SYSTEMS, "systems_late", "share of systems", "all systems", 0, 1, "", "移行の遅れるシステムの割合")
/* clang-format on */

typedef enum {
#define X(id, name, unit, scope, low, high, outcome, ja) RK_TARGET_##id,
    RK_TARGET_LIST(X)
#undef X
    RK_N_TARGET_METRICS
} rk_target_metric;

typedef struct {
    const char *name, *unit, *scope;
    double low, high;
    const char *outcome, *ja;
} rk_target_info;

extern const rk_target_info rk_target_metrics[RK_N_TARGET_METRICS];

/* Whether a scenario predicts a target, or why it does not. */
typedef enum {
    RK_TARGET_PREDICTED,
    RK_TARGET_NO_OUTCOME, /* no outcome of the model answers to the metric */
    RK_TARGET_OTHER_YEAR, /* the run has not this fiscal year */
    RK_TARGET_OTHER_SCOPE, /* who is counted cannot be told apart in the model */
    RK_TARGET_NOT_ALL     /* of all municipalities of Japan, which the scenario does not simulate */
} rk_target_state;

enum { RK_MUNICIPALITIES_OF_JAPAN = 1741, RK_TARGETS_MAX = 64 };

typedef struct {
    int fiscal_year;
    rk_target_metric metric;
    double value, error; /* in the metric's unit; error above 0 */
    double low, high;    /* what it can be */
    const char *scope, *fact, *note;
    int line;
    rk_target_state state;
} rk_target;

typedef struct rk_targets rk_targets;

/* Read a file of targets for a scenario. Returns RK_ERR_SCENARIO with all mistakes, RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_targets_open(const char *path, const rk_scenario *scenario, rk_mistakes *mistakes,
                                        rk_targets **targets);
void rk_targets_close(rk_targets *targets); /* takes NULL */

size_t rk_targets_count(const rk_targets *targets); /* at most RK_TARGETS_MAX, in the order of the file */
const rk_target *rk_targets_at(const rk_targets *targets, size_t index);
rk_scenario_file rk_targets_file(const rk_targets *targets); /* with its text, for provenance */

/* What the model says of a target that the scenario predicts, in each replication of the last batch, in the target's
 * unit. values, spare: room for as many as have been finished since the advance before; returns their number. */
size_t rk_target_values(const rk_ensemble *ensemble, const rk_scenario *scenario, size_t model, const rk_target *target,
                        double *values, double *spare);

#endif
