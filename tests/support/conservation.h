/* What must add up in every municipality and fiscal year of a single replication: people, work, money. Each fails the
 * test where it does not. The tally is that of a run of one replication.
 */
#ifndef RK_TESTS_CONSERVATION_H
#define RK_TESTS_CONSERVATION_H

#include "stats/tally.h"

typedef void (*conservation)(const rk_tally *tally, size_t model, size_t year, size_t column);

/* Hires less exits are the change in staff, and the months of a year make the year. Posts that open in the first year
 * would be mistaken for those of the start, so it is left out of the first. */
void conserve_staff(const rk_tally *tally, size_t model, size_t year, size_t column);

/* Work that comes less what is done and given up is the change of what waits, from the second year on: systems that are
 * late at the start wait then, and have not arrived. conserve_work_from_start: where standardisation is off. */
void conserve_work(const rk_tally *tally, size_t model, size_t year, size_t column);
void conserve_work_from_start(const rk_tally *tally, size_t model, size_t year, size_t column);

/* Payers, and cost items, add up to all cost, to the yen. */
void conserve_money(const rk_tally *tally, size_t model, size_t year, size_t column);

/* No outcome is negative, and no share above 1. */
void conserve_signs(const rk_tally *tally, size_t model, size_t year, size_t column);

/* Each of these for every model, year and municipality. */
void conserve(const rk_tally *tally, conservation check);

#endif
