/* The ranking of the models by one outcome: a part of compare. */
#ifndef RK_ANALYSIS_RANKING_H
#define RK_ANALYSIS_RANKING_H

#include "analysis/answer_build.h"
#include "analysis/outcome.h"

/* Says which model is best, how sure, what it costs and who pays, and adds the table "ranking"; pairs: also the table
 * "pairs", chances that one model beats another. zone: differences up to it do not matter. At least two models. */
RK_MUST_CHECK rk_status rk_ranking(rk_answer *answer, const rk_reading *reading, const rk_outcome *outcome, double zone,
                                   bool pairs);

#endif
