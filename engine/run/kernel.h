/* The table of functions by which a run reaches the model: built once per instruction set, chosen when the run starts. */
#ifndef RK_RUN_KERNEL_H
#define RK_RUN_KERNEL_H

#include "model/simulation.h"
#include "stats/tally.h"

typedef struct {
    const char *name; /* "baseline", "v3", "v4" */
    rk_status (*open)(const rk_scenario *scenario, size_t prefecture, size_t model, rk_world **world);
    void (*close)(rk_world *world);
    rk_status (*begin)(rk_world *world, uint64_t seed, uint32_t stride, const double *values, int first_lane, int n_lanes);
    rk_status (*year)(rk_world *world);
    void (*horizon)(rk_world *world);
    void (*fold)(rk_tally *tally, size_t model, size_t slot, size_t group, const rk_row *rows, const rk_row *baseline,
                 int first_lane, int n_lanes); /* rk_tally_fold, the hot part of statistics */
} rk_kernel;

extern const rk_kernel rk_kernel_baseline;
#ifndef RK_ONLY_BASELINE
extern const rk_kernel rk_kernel_v3;
extern const rk_kernel rk_kernel_v4;
#endif

/* The widest kernel that this processor can run, or the one that RENKEI_ISA names; NULL when it names none of them or
 * more than the processor has. */
const rk_kernel *rk_kernel_choose(void);

#endif
