/* The model's number of each fact, read off the runs of reality.sh. `which` picks a row where a measure serves several.
 */
#ifndef RK_VERIFY_REALITY_MEASURES_H
#define RK_VERIFY_REALITY_MEASURES_H

#include "reality.h"

/* Posts at the start: run `start`. */
reality_value reality_mean_staff(reality_runs *runs, int unused);
reality_value reality_none(reality_runs *runs, int unused);
reality_value reality_at_most_one(reality_runs *runs, int unused);
reality_value reality_at_most_one_by_size(reality_runs *runs, int large);
reality_value reality_share_of_staff(reality_runs *runs, int unused);
reality_value reality_mean_pay(reality_runs *runs, int unused);

/* What becomes of them: runs `nation1`, `nation2`, `nation3`, `nation9`. */
reality_value reality_staff_growth(reality_runs *runs, int unused);
reality_value reality_at_most_one_later(reality_runs *runs, int years);
reality_value reality_retirements_after_odd_years(reality_runs *runs, int unused);

/* People who go, or are away. */
enum { REALITY_ALL_STAFF, REALITY_ALL_CALM, REALITY_DIGITAL };
reality_value reality_quits(reality_runs *runs, int which);
reality_value reality_quits_after_nine_years(reality_runs *runs, int unused);
reality_value reality_leave_starts(reality_runs *runs, int unused);
reality_value reality_away_in_a_year(reality_runs *runs, int unused);
reality_value reality_stay(reality_runs *runs, int unused);
reality_value reality_vacancy(reality_runs *runs, int unused);

/* Systems: runs `late`, `bodies`, `before`, `after`. */
reality_value reality_late_bodies(reality_runs *runs, int unused);
reality_value reality_late_systems(reality_runs *runs, int unused);
reality_value reality_late_per_late_body(reality_runs *runs, int unused);
reality_value reality_running_cost_ratio(reality_runs *runs, int unused);
enum { REALITY_ALL_SIZES, REALITY_UNDER_20K, REALITY_100K_TO_200K };
reality_value reality_cost_per_resident(reality_runs *runs, int size);

/* Experts that a pool needs: run `pool`; which = 2 x load (1, 5, 10, 50) + (0: delay chance at most 0.2, 1: 0.1). */
reality_value reality_experts_needed(reality_runs *runs, int which);

#endif
