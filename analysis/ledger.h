/* Money of one results file, or of several files of different prefectures as if they were one: the same models by key,
 * added up replication by replication, so that what their futures share stays shared. */
#ifndef RK_ANALYSIS_LEDGER_H
#define RK_ANALYSIS_LEDGER_H

#include "analysis/reading.h"

typedef struct {
    const rk_reading *const *readings;
    size_t n_readings;
    const rk_reading *units; /* whose models, labels and sampling units stand for all */
    size_t *model_of;        /* [n_readings][n_models] that model in this file */
    size_t n_prefectures, n_municipalities;
} rk_ledger;

/* A prefecture of one of the files. */
typedef struct {
    const rk_reading *reading;
    size_t reading_index;
    int prefecture; /* its index there */
    size_t n_municipalities;
} rk_ledger_place;

/* Returns RK_ERR_OPTIONS with a sentence in rk_reading_problem when the files do not fit together: other models, years,
 * replications, seed or price year, or a prefecture that is in two of them. The readings must outlive the ledger. */
RK_MUST_CHECK rk_status rk_ledger_open(const rk_reading *const *readings, size_t n_readings, rk_ledger *ledger);
void rk_ledger_close(rk_ledger *ledger);

/* Of all models, all prefectures of all files together: [n_models] arrays of [n_replications], or of
 * [n_replications][n_years]. Free with rk_free_models(ledger->units, ...). */
RK_MUST_CHECK rk_status rk_ledger_horizon(const rk_ledger *ledger, const char *metric, double ***values);
RK_MUST_CHECK rk_status rk_ledger_years(const rk_ledger *ledger, const char *metric, double ***values);

/* Over the horizon, of one prefecture, models in the order of the first file; the same freeing. */
rk_ledger_place rk_ledger_place_at(const rk_ledger *ledger, size_t index);
RK_MUST_CHECK rk_status rk_ledger_prefecture(const rk_ledger *ledger, const char *metric, rk_ledger_place place,
                                             double ***values);

/* Statistics per municipality, [municipality] of all files one after the other; the caller frees. group, dataset: as of
 * rk_read_municipal; per year it is [n_years][all municipalities]. */
RK_MUST_CHECK rk_status rk_ledger_municipal(const rk_ledger *ledger, const char *group, const char *dataset,
                                            size_t model, double **values);

/* The number that a value in force begins with, as "4" of "4 %/year"; otherwise what is given instead. */
double rk_ledger_number(const rk_ledger *ledger, const char *key, double otherwise);

#endif
