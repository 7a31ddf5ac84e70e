/* What the tests of instruments share: instruments in a lab, with settings as their keys' defaults but nothing drawn.
 */
#ifndef RK_TESTS_POOL_H
#define RK_TESTS_POOL_H

#include "instruments/experts_impl.h"
#include "instruments/hooks.h"
#include "instruments/joint_office_impl.h"
#include "instruments/posts.h"
#include "support/lab.h"

/* A lab whose hooks are those of the instruments; municipalities have no posts of their own. */
rk_lab *pool_lab(size_t n_places);

/* Experts for all municipalities from the start, full time, staffed, paid by the prefecture, split equally; support on.
 * Pool on request: 0.2 requests a month, half a month each, the queue waits 3 months, need first. */
rk_setting *pool_experts(rk_lab *lab, int number, rk_contract contract, int assignment);

/* Posts for all municipalities from the start, full time, staffed, paid by the municipality. */
rk_setting *pool_posts(rk_lab *lab, int number, rk_contract contract);

/* An instrument of any kind for all municipalities, one group, from the start, paid by the municipality; every number
 * and count of its own is 0 until the test sets it. */
rk_setting *pool_tool(rk_lab *lab, size_t kind);
void pool_set(rk_lab *lab, const rk_setting *setting, double value);

/* Offices for all municipalities from the start, in these groups (by place; NULL: one office): no pooled time, no joint
 * posts, nothing saved, no overhead; what a test is about it switches on. Paid by the municipalities, split equally. */
rk_setting *pool_offices(rk_lab *lab, const size_t *group, size_t n_groups);

/* Members: so many places, by index in the scenario, ascending. They must outlive the lab. */
void pool_members(rk_setting *set, int key, const size_t *members, size_t n);

/* State of the experts of an instrument. */
rk_experts *pool_state(const rk_world *world, size_t slot);

/* One month of support alone: nobody comes or goes. Month moves on. */
void pool_month_of_support(rk_world *world);

/* No member ever asks by itself: tests script each request. */
void pool_nobody_asks(rk_world *world, size_t slot);

/* A member asks at this time of this month in one lane: after so much of the month has gone. */
void pool_asks(rk_world *world, size_t slot, size_t member, int lane, float part_of_month);

/* Full-time equivalents that a member has got in this month. */
double pool_got(const rk_world *world, size_t place, int lane);

#endif
