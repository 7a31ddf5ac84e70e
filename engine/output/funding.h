/* /funding of a results file: the rules in force and what each of them paid. */
#ifndef RK_OUTPUT_FUNDING_H
#define RK_OUTPUT_FUNDING_H

#include "output/axes.h"
#include "stats/tally.h"

typedef struct {
    hid_t group;
    rk_axis rule; /* n: 0 when no rule is in force, and there is no group */
} rk_funded;

/* The rules, when the file is made; what they paid, at its end. */
void rk_funded_open(rk_h5 *h5, const rk_scenario *scenario, rk_funded *funded);
void rk_funded_write(rk_h5 *h5, const rk_axes *axes, const rk_tally *tally, rk_funded *funded);

#endif
