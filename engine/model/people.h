/* Spells of a post: somebody comes, goes on leave, returns, leaves. One lane at a time; events are rare. */
#ifndef RK_MODEL_PEOPLE_H
#define RK_MODEL_PEOPLE_H

#include "model/world.h"

/* Pay of a contract type in this block, yen a year in full time; those who are paid by the day apart. */
double rk_pay_year(const rk_world *world, rk_contract contract, bool town);

/* What a full-time post of it costs a month: pay with on-cost, or the day fee of 20 days. */
double rk_pay_month(const rk_world *world, rk_contract contract, bool town);

/* What a contract type means in this block: hazard of filling a vacancy, months of the first term. */
void rk_contracts_establish(rk_world *world);

/* The people of the month's events first .. end - 1, which are drawn for, take up their posts (comers.c).
 *
 * Words of the address RK_DRAW_SPELL of the new spell: word 0 clock, 1 age, 2 stay or term, 3 output after 60.
 * come: they begin this month and count as hires; found: at the start, all lanes of each post in a row, events.past is
 * uniform for how long they have been there
 */
void rk_people_come(rk_world *world, size_t first, size_t end);
void rk_people_found(rk_world *world, size_t first, size_t end);

/* One person begins in one lane, and nobody counts it. clock: exponential of word 0. */
void rk_person_starts(rk_world *world, size_t post, int lane, const uint32_t words[4], float clock);

/* The person of a post leaves it for good; the post is vacant, with the fill clock given. */
void rk_person_leaves(rk_world *world, size_t post, int lane, float clock);

/* How long leaves are in this block. */
void rk_leave_lengths_establish(rk_world *world);

/* Sick leave begins, and ends with return. word: uniform for its length. */
void rk_leave_begins(rk_world *world, size_t post, int lane, uint32_t word);
void rk_leave_ends(rk_world *world, size_t post, int lane, float clock, uint32_t relapse_word);

/* Hazard of filling a vacancy of a post, as rk_posts.rate holds it, with its sign turned. */
float rk_vacancy_rate(const rk_world *world, size_t post);

/* A vacancy of a post that opens. */
void rk_post_opens_vacant(rk_world *world, size_t post, int lane, float clock);

/* A post is given up in one lane; whoever is there leaves. */
void rk_post_closes(rk_world *world, size_t post, int lane);

/* A post is no longer rotated, or is again, from this month on: whoever is there stays until retirement, and who comes
 * later is treated as the contract says. The post is of the kind regular or specialist. */
void rk_post_leaves_rotation(rk_world *world, size_t post);
void rk_post_joins_rotation(rk_world *world, size_t post);

/* Classes of the resignation table, from months: under 30, 30-34, 35-39, 40-54, 55-59, 60 and over; years in post 0-5,
 * 6-15, 16 and over. */
static inline int32_t rk_age_class(int32_t months)
{
    return (months >= 360) + (months >= 420) + (months >= 480) + (months >= 660) + (months >= 720);
}

static inline int32_t rk_tenure_class(int32_t months)
{
    return (months >= 72) + (months >= 192);
}

/* Hazard of resignation per month of the person in a post, by age, time in post and contract; before the factors of the
 * month (trend, overload, working alone). MODEL.md section 3. */
float rk_quit_hazard(const rk_world *world, size_t post, int lane);

/* By how much a vacancy draws more people than others of its contract type: by the employer's name, on site alone, and by
 * pay against that of the contract type. Posts that are filled by rotation draw nobody. */
float rk_pull_more(const rk_world *world, rk_contract contract, double employer, double pay_premium);

/* Age-60 output and other yearly changes of the people in post; at 1 April. */
void rk_people_april(rk_world *world);

/* When people retire in this run, by birth. */
void rk_retirements_establish(rk_world *world);

/* First April at which a person born in that month retires by age, at or after a month; RK_NO_MONTH when past the run. */
static inline int rk_retirement_month(const rk_world *world, int born, int month)
{
    int last = world->scenario->n_years, sixtieth = born + 60 * RK_MONTHS;
    int at = sixtieth > RK_SIXTIETH_FIRST ? sixtieth - RK_SIXTIETH_FIRST : 0;
    if (sixtieth >= last * RK_MONTHS) {
        return RK_NO_MONTH;
    }
    int year = world->retires_in[at], now = month / RK_MONTHS;
    year = year > now ? year : now;
    return year < last ? (year + 1) * RK_MONTHS : RK_NO_MONTH;
}

#endif
