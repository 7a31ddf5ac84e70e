/* What nobody knows: the assumptions of a scenario that are distributions, each of them once. Models that use the same
 * instrument share what is unknown about it. The axes of sensitivity: a place 0 < u < 1 in each distribution (0.5 is the
 * median) is a future's assumptions, rk_run_options.places.
 */
#ifndef RENKEI_UNKNOWNS_H
#define RENKEI_UNKNOWNS_H

#include <renkei/scenario.h>

typedef struct rk_unknowns rk_unknowns;

/* Returns RK_ERR_MEMORY. The scenario must outlive the list. */
RK_MUST_CHECK rk_status rk_unknowns_open(const rk_scenario *scenario, rk_unknowns **unknowns);
void rk_unknowns_close(rk_unknowns *unknowns); /* takes NULL */

size_t rk_unknowns_count(const rk_unknowns *unknowns);

/* "parameters.quits.trend"; of an instrument the first model's, "models.pool.experts.travel_loss". */
const char *rk_unknowns_name(const rk_unknowns *unknowns, size_t index);

/* Of the assumption at that place, as a value of a scenario file with its unit: "7.3 %/year" says what 0.9 of
 * triangular(0, 6, 10) %/year is. Four digits. */
void rk_unknowns_value(const rk_unknowns *unknowns, size_t index, double place, char text[64]);

/* The same as a number in the unit that the key is documented in. */
double rk_unknowns_amount(const rk_unknowns *unknowns, size_t index, double place, const char **unit);

/* The distribution of this name, also without "parameters." and of any model that shares it; SIZE_MAX when there is none. */
size_t rk_unknowns_find(const rk_unknowns *unknowns, const char *name);

/* Whether the scenario correlates it with another one. A place moves it by itself all the same. */
bool rk_unknowns_is_correlated(const rk_unknowns *unknowns, size_t index);

/* Of the scenario's number (rk_scenario.numbers), SIZE_MAX when it is known. */
size_t rk_unknowns_of_number(const rk_unknowns *unknowns, size_t number);

#endif
