/* Looks at a run of a library scenario that ask for more than the direction of a total: places, years, tails. Each
 * fails the test when what the scenario exists for is not there. */
#ifndef RK_ORACLE_LIBRARY_H
#define RK_ORACLE_LIBRARY_H

#include "oracle.h"

/* Index of the municipality of that name. */
size_t library_place(const oracle_run *run, const char *name);

/* Mean of an outcome of a municipality over replications, in the metric's unit. slot: a year, or n_years for the
 * horizon of those metrics that the tally keeps for it. */
double library_mean(const oracle_run *run, const char *model, rk_metric metric, size_t place, size_t slot);

/* z of what a model has more than the baseline there: mean over its standard error by blocks; 0 where both are 0. */
double library_z(const oracle_run *run, const char *model, rk_metric metric, size_t place, size_t slot);

void library_ehime_grant_is_for_one_year(const oracle_run *run);
void library_oita_grant_and_subsidy(const oracle_run *run);
void library_pool_serves_all(const oracle_run *run);              /* fukushima: 59 of 59 */
void library_structure_serves_by_its_date(const oracle_run *run); /* nagasaki: not before the end of FY2025 */
void library_hiroshima_posts_to_fifteen(const oracle_run *run);
void library_govtech_grows(const oracle_run *run);
void library_small_ones_save_more(const oracle_run *run);            /* neighbours */
void library_lateness_is_common(const oracle_run *run);              /* standardisation */
void library_desks_reach_the_aged_everywhere(const oracle_run *run); /* access */
void library_lagging_workstream_catches_up(const oracle_run *run);   /* kobe */
void library_nation_has_five_hundred(const oracle_run *run);

#endif
