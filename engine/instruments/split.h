/* How the cost of an instrument is laid on its members, to the yen: one place for all instruments that share a cost. */
#ifndef RK_INSTRUMENTS_SPLIT_H
#define RK_INSTRUMENTS_SPLIT_H

#include "model/steps.h"

/* Values of a key `split`. */
#define RK_SPLIT_CHOICES "equal|population|use"

enum { RK_SPLIT_EQUAL, RK_SPLIT_POPULATION, RK_SPLIT_USE };

typedef struct {
    size_t slot;            /* the instrument that pays */
    const double *shares;   /* [RK_N_PAYERS] */
    size_t n;               /* members */
    const size_t *place;    /* [n] where they are */
    const rk_lanes *weight; /* [n] the part of each; they add up to 1 in every lane */
} rk_split;

/* The part of each member: the same for all, by residents, or by use; the same for all where nobody has used anything.
 *
 * use     [n], NULL where nothing is used
 * weight  [n], out
 */
void rk_split_weigh(const rk_world *world, long split, size_t n, const size_t *place, const rk_lanes *use,
                    rk_lanes *weight);

/* Book yen of one member, in all lanes.
 *
 * contract      rk_contract of those who are paid, or RK_NO_CONTRACT
 * person_years  of all members together, of which this one has its part; NULL where it pays for no people
 */
void rk_split_spend(rk_world *world, const rk_split *split, size_t member, rk_metric item, int contract,
                    const int64_t yen[RK_LANES], const rk_lanes *person_years);

/* The same for yen of all members together, laid on them by weight; the parts add up to the yen. */
void rk_split_lay(rk_world *world, const rk_split *split, rk_metric item, int contract, const int64_t yen[RK_LANES],
                  const rk_lanes *person_years);

#endif
