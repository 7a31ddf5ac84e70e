/* Spells of a post: somebody comes, goes on leave, returns, leaves. One lane at a time; events are rare. */
#ifndef RK_MODEL_PEOPLE_H
#define RK_MODEL_PEOPLE_H

#include "model/world.h"

/* What a contract type means in this block: hazard of filling a vacancy, months of the first term. */
void rk_contracts_establish(rk_world *world);

/* A person takes up a post in one lane in this month.
 *
 * words  of the address RK_DRAW_SPELL of the new spell: word 1 age, word 2 stay or term, word 3 output after 60
 * clock  exponential of word 0
 */
void rk_person_starts(rk_world *world, size_t post, int lane, const uint32_t words[4], float clock);

/* The person found in a post when the run starts, month 0: has been there for a while. past: uniform for how long. */
void rk_person_found(rk_world *world, size_t post, int lane, const uint32_t words[4], float clock, uint32_t past);

/* The person of a post leaves it for good; the post is vacant, with the fill clock given. */
void rk_person_leaves(rk_world *world, size_t post, int lane, float clock);

/* Sick leave begins, and ends with return. word: uniform for its length. */
void rk_leave_begins(rk_world *world, size_t post, int lane, uint32_t word);
void rk_leave_ends(rk_world *world, size_t post, int lane, float clock, uint32_t relapse_word);

/* A vacancy of a post that opens. */
void rk_post_opens_vacant(rk_world *world, size_t post, int lane, float clock);

/* A post is given up in one lane; whoever is there leaves. */
void rk_post_closes(rk_world *world, size_t post, int lane);

/* Hazard of resignation per month of the person in a post, by age, time in post and contract; before the factors of the
 * month (trend, overload, working alone). MODEL.md section 3. */
float rk_quit_hazard(const rk_world *world, size_t post, int lane);

/* Age-60 output and other yearly changes of the people in post; at 1 April. */
void rk_people_april(rk_world *world);

/* First April at which a person born in that month retires by age, at or after a month; RK_NO_MONTH when past the run. */
int rk_retirement_month(const rk_world *world, int born, int month);

#endif
