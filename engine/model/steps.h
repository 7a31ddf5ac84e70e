/* The steps of a month, in their order (model.md section 3, engine/MODEL.md). One process per file. */
#ifndef RK_MODEL_STEPS_H
#define RK_MODEL_STEPS_H

#include "model/world.h"

/* establish.c: place a block at month 0: assumptions into hazards, posts, people, work waiting. */
RK_MUST_CHECK rk_status rk_establish(rk_world *world);

/* calendar.c: 1 April, dated openings and closings. */
void rk_calendar_month(rk_world *world);

/* exits.c: every spell lives through the month; those whose clock runs below zero or whose date has come end. Contract
 * vacancies that are filled are such spells too. */
void rk_spells_month(rk_world *world);

/* turnover.c: rotation and retirement of 1 April, all lanes of a post together.
 *
 * rk_knowhow_goes: the part of the local know-how that leavers of a municipality's post have, whatever makes them leave;
 * a bit for each lane
 * rk_turnover_lanes: a bit for each lane in which somebody leaves so this month
 * rk_turnover: they leave; events: the lanes of the post in which a spell ends, clock: the exponential of each, one
 * after the other
 */
void rk_knowhow_goes(rk_world *world, size_t post, uint32_t leavers);
uint32_t rk_turnover_lanes(const rk_world *world, size_t post);
void rk_turnover(rk_world *world, size_t post, uint32_t leavers, uint32_t events, const float *clock);

/* exits.c: the factors of resignation of the month, once levers are set. */
void rk_exit_factors(rk_world *world);

/* adoption.c: sections of the administration take part, or not. rk_adoption_effect: what own people get done of project
 * work, given how many do. */
void rk_adoption_establish(rk_world *world);
void rk_adoption_month(rk_world *world);
void rk_adoption_effect(const rk_world *world, size_t place, rk_lanes *effect);

/* hiring.c: the April round of regular posts; market.c: the shared market of contract posts, and the budget squeeze of the
 * fiscal year. */
void rk_hiring_april(rk_world *world);
void rk_market_establish(rk_world *world);
void rk_market_april(rk_world *world);
void rk_market_month(rk_world *world);

/* learning.c: proficiency of everybody in post, and the own capacity of every municipality. */
void rk_learning_month(rk_world *world);

/* support.c: time of experts given to a municipality.
 *
 * fte       full-time equivalents of experts of that skill, before the loss for strangers
 * familiar  0..1, how well they know the municipality
 */
void rk_support_clear(rk_world *world);
void rk_support_give(rk_world *world, size_t place, rk_skill skill, int lane, float fte, float familiar);
void rk_support_give_all(rk_world *world, size_t place, rk_skill skill, const rk_lanes *fte, const rk_lanes *familiar);

/* The same of several skills, one after the other; skills: a bit for each. */
void rk_support_give_skills(rk_world *world, size_t place, unsigned skills, const rk_lanes fte[RK_N_SKILLS],
                            const rk_lanes *familiar);

/* The time that experts could give in all to n places this month, used or not. */
void rk_support_offer(rk_world *world, size_t n, const size_t place[], const rk_lanes *fte);
void rk_support_month(rk_world *world);

/* need.c: what support a municipality needs this month, before its work.
 *
 * skills  bit s: fit[s] is wanted
 * need    out: work that waits or comes this month less own capacity, person-months, not below 0
 * fit     out: mean effect of a skill on that work, 0..1; 1 where there is none
 */
void rk_need_month(const rk_world *world, size_t place, unsigned skills, rk_lanes *need, rk_lanes fit[RK_N_SKILLS]);

/* surge.c: national tasks and disasters; rk_surge_load: the part by which ongoing work is more this month. */
void rk_surge_establish(rk_world *world);
void rk_surge_month(rk_world *world);
void rk_surge_load(const rk_world *world, size_t place, rk_lanes *load);

/* work.c: work arrives, is spent capacity on by priority, waits, is given up. */
void rk_work_month(rk_world *world);

/* incidents.c: migration errors and security incidents of a municipality, after its work.
 *
 * migrated  migration work done this month; arrived, capacity: person-months of this month
 */
void rk_incidents_establish(rk_world *world);
void rk_incidents_place(rk_world *world, size_t place, const rk_lanes *migrated, const rk_lanes *arrived,
                        const rk_lanes *capacity);

/* cover.c: who is there this month. */
void rk_cover_month(rk_world *world);

/* What the months of the fiscal year have counted so far, each count for itself; done at the end of the year. */
void rk_cover_counted(rk_world *world);

/* money.c: at the end of a fiscal year, whole yen by item and payer into the rows. */
void rk_money_year(rk_world *world);

/* expense.c: book a cost of a municipality in the year that ends, in all lanes; split by shares, to the yen. */
enum { RK_NO_CONTRACT = -1 };

typedef struct {
    size_t place;
    rk_metric item;                /* RK_METRIC_COST_...; of an instrument, one that its schema books */
    int slot;                      /* the instrument, or RK_OWN */
    int contract;                  /* rk_contract of those who are paid, or RK_NO_CONTRACT */
    const int64_t *yen;            /* [RK_LANES], 0 or more */
    const rk_lanes *person_years;  /* that this pays for; NULL where it pays for no people */
    const double *shares;          /* [RK_N_PAYERS], sum 1 */
} rk_expense;

void rk_spend(rk_world *world, const rk_expense *expense);

/* record.c: the rows of a year; then of the horizon. */
rk_status rk_record_year(rk_world *world); /* RK_ERR_MEMORY: not all that was spent could be funded */
void rk_record_horizon(rk_world *world);

#endif
