/* Funding rules at work: who takes over which part of an expense. MODEL.md section 10; the rules are input/funding.h's. */
#ifndef RK_MODEL_FUNDING_H
#define RK_MODEL_FUNDING_H

#include "model/steps.h"

/* Bit i: rule i of the scenario. */
typedef uint64_t rk_rule_set;

/* Memory, when the scenario has rules in force; else world->funding stays NULL. */
RK_MUST_CHECK rk_status rk_funding_open(rk_world *world);
void rk_funding_close(rk_world *world);

/* A block begins: no case has had anything yet. */
void rk_funding_establish(rk_world *world);

/* Before the expenses of a fiscal year: which rules hold in it, at which rate and up to which cap. */
void rk_funding_year(rk_world *world);

/* The rules that what each payer bears of an expense meets, one of each group; returns those of all payers. */
rk_rule_set rk_funding_rules(const rk_world *world, const rk_expense *expense, rk_rule_set by_payer[RK_N_PAYERS]);

/* An expense that meets rules. burden: what each payer with rules bears of it by shares. Where no cap is to be shared
 * with other expenses it is funded at once, else when the year is settled. */
void rk_funding_claim(rk_world *world, const rk_expense *expense, const rk_rule_set by_payer[RK_N_PAYERS],
                      int64_t burden[RK_N_PAYERS][RK_LANES]);

/* After all expenses of the year: caps are shared among the claims. Returns RK_ERR_MEMORY when a claim was lost. */
RK_MUST_CHECK rk_status rk_funding_settle(rk_world *world);

#endif
