/* The assumptions of a block: one draw of everything that nobody knows, shared by its replications and by all
 * models.
 *
 * The parameters that matter most have a dimension each of a Sobol sequence (40, all that GSL has); the others, and the
 * numbers of instruments, are drawn independently. Block b takes point b div 32 of randomisation b mod 32: a digital
 * shift by random words of the number's own. So a number's draws depend on its name, the seed and the block alone, and
 * extending a run leaves the first blocks untouched. Numbers that the scenario correlates (scenario->correlations) depend on
 * the draws of those they hang together with too; a place (rk_run_options.places) moves its own number only.
 *
 * Parameters of a posterior (rk_scenario.posterior) come together, as one of its rows: the row is where the block's place
 * of one of them lies, of the first that has a dimension. So the rows of a randomisation are spread evenly over the file,
 * which is sorted by its first column, and errors over randomisations hold as they do for priors.
 */
#ifndef RK_RUN_ASSUMPTIONS_H
#define RK_RUN_ASSUMPTIONS_H

#include "input/scenario.h"
#include "stats/sobol.h"

#include <renkei/unknowns.h>

typedef struct {
    const rk_scenario *scenario;
    uint64_t seed;
    uint32_t *who;  /* [scenario->n_numbers] */
    int *dimension; /* [scenario->n_numbers] of the Sobol points, or -1 */
    const rk_unknowns *unknowns; /* with places, as in rk_run_options; both NULL: everything is drawn */
    const double *places;
    size_t row_number; /* the number whose place chooses the row of scenario->posterior */
    rk_sobol sobol;
    uint32_t last_block; /* that sobol is good for */
} rk_assumptions;

/* For blocks 0 .. last_block. The scenario must outlive it. */
RK_MUST_CHECK rk_status rk_assumptions_open(const rk_scenario *scenario, uint64_t seed, uint32_t last_block,
                                            rk_assumptions *assumptions);
/* For blocks up to this one too. */
RK_MUST_CHECK rk_status rk_assumptions_reach(rk_assumptions *assumptions, uint32_t last_block);

/* The value of a prior, as written, that lies below the others with this chance: clipped; of a sample the row. */
double rk_assumption_at(const rk_prior *prior, double uniform);

/* Whether anything of the scenario is drawn by Sobol points. */
bool rk_assumptions_are_points(const rk_scenario *scenario);

void rk_assumptions_close(rk_assumptions *assumptions);

/* values: [scenario->n_numbers], out, in base units. */
void rk_assumptions_draw(const rk_assumptions *assumptions, uint32_t block, double *values);

#endif
