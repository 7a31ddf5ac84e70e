/* The parts of winners: how many win and how unequal it is (winners.c), by class, each municipality. */
#ifndef RK_ANALYSIS_WINNERS_IMPL_H
#define RK_ANALYSIS_WINNERS_IMPL_H

#include "analysis/answer_build.h"
#include "analysis/standing.h"

typedef struct {
    const rk_reading *reading;
    rk_answer *answer;
    rk_standing standing;
    bool all;     /* list every model but the baseline */
    size_t model; /* or this one */
} rk_winners_work;

static inline bool rk_winners_lists(const rk_winners_work *on, size_t model)
{
    return on->all ? model != on->reading->baseline : model == on->model;
}

/* Two cells: key and title. */
void rk_winners_add_model(const rk_winners_work *on, size_t model);

RK_MUST_CHECK rk_status rk_winners_by_class(const rk_winners_work *on);
RK_MUST_CHECK rk_status rk_winners_each(const rk_winners_work *on);

#endif
