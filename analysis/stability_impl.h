/* The parts of stability: rules of sharing and what they do to members and coalitions (stability_rules.c), the tables
 * (stability_tables.c), the words (stability.c).
 */
#ifndef RK_ANALYSIS_STABILITY_IMPL_H
#define RK_ANALYSIS_STABILITY_IMPL_H

#include "analysis/alliance.h"
#include "analysis/answer_build.h"

/* Ways to lay on the members what they pay together beyond what they would pay each alone. */
typedef enum {
    RK_RULE_CURRENT, /* as the scenario has it */
    RK_RULE_EQUAL,
    RK_RULE_POPULATION,
    RK_RULE_USE,     /* by support received; equal where there is none */
    RK_RULE_SHAPLEY, /* so that everybody's gain is its Shapley value */
    RK_N_RULES
} rk_rule_kind;

extern const rk_words_pair rk_rule_titles[RK_N_RULES];
extern const char *const rk_rule_ids[RK_N_RULES];

typedef struct {
    rk_figure_by_blocks gain;    /* burden alone less burden together, yen a year; of Shapley with sampling error */
    rk_figure_by_blocks payment; /* paid together beyond alone, yen a year; the same error for Shapley */
    rk_figure_by_blocks regret;  /* share of futures in which it would have been better alone */
} rk_share;

typedef struct {
    rk_share *share;             /* [n] */
    size_t worst;                /* the coalition, but everybody, that gains most by going its own way */
    rk_figure_by_blocks excess;  /* what it gains, yen a year; below 0: it loses */
    rk_figure_by_blocks subsidy; /* least to keep all in, these shares held */
    double *subsidies;           /* [n] to whom it goes */
    double *excesses;            /* [n_sets] means */
} rk_rule_result;

typedef struct {
    rk_alliance alliance;
    const char *title[2]; /* of the model */
    rk_rule_result rule[RK_N_RULES];
    rk_figure_by_blocks together; /* everybody's gain, its parts: money, effect */
    rk_figure_by_blocks saved, avoided;
    rk_figure_by_blocks anew;   /* least subsidy when costs are shared anew; below 0: what all could give up */
    double *stable;             /* [n] gains that such a sharing leaves */
    rk_figure_by_blocks *alone; /* [n] what each pays alone, yen a year */
    rk_figure_by_blocks *worth; /* [n] what coverage together is worth beyond alone, yen a year */
} rk_stability_work;

RK_MUST_CHECK rk_status rk_stability_rules(rk_stability_work *work);
void rk_stability_free(rk_stability_work *work);

void rk_stability_add_tables(rk_answer *answer, const rk_stability_work *work);

/* The players of a coalition, "A・B・Cほか3団体"; all: every one of them. */
rk_words_pair rk_stability_named(rk_answer *answer, const rk_alliance *alliance, size_t set, bool all);

/* Does it stay for sure (1), gain by leaving for sure (-1), or is that open (0)? For all members at once. */
int rk_stability_stands(const rk_stability_work *work, const rk_share *share);

#endif
