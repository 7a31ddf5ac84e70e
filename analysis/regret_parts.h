/* The two parts of `renkei regret`: regret itself, and the assumptions under which a model wins or loses. */
#ifndef RK_ANALYSIS_REGRET_PARTS_H
#define RK_ANALYSIS_REGRET_PARTS_H

#include "analysis/answer_build.h"
#include "analysis/drawn.h"

typedef struct {
    const rk_reading *reading;
    rk_answer *answer;
    double **gain; /* [n_models] of [n_replications]: more is better */
    size_t leader; /* best on average */
} rk_regret_work;

/* Scenario discovery for every model: of the leader when it is not the best, of others when they are. */
RK_MUST_CHECK rk_status rk_regret_discover(const rk_regret_work *work);

#endif
