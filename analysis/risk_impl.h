/* The parts of risk: per model (risk.c), when (risk_when.c), where (risk_where.c), how many at once (risk_joint.c).
 * Each says its sentence and adds its tables. */
#ifndef RK_ANALYSIS_RISK_IMPL_H
#define RK_ANALYSIS_RISK_IMPL_H

#include "analysis/answer_build.h"
#include "analysis/reading.h"

#include <renkei/analysis.h>

typedef struct {
    const rk_reading *reading;
    rk_answer *answer;
    size_t listed; /* model whose municipalities are listed, or n_models: all */
    size_t top;
} rk_risk_work;

/* Two cells: key and title. */
void rk_risk_add_model(const rk_risk_work *on, size_t model);

RK_MUST_CHECK rk_status rk_risk_when(const rk_risk_work *on);
RK_MUST_CHECK rk_status rk_risk_where(const rk_risk_work *on);
RK_MUST_CHECK rk_status rk_risk_joint(const rk_risk_work *on);

#endif
