/* The members of an instrument in one prefecture, group by group: each group acts as one (an office, a purchase). */
#ifndef RK_INSTRUMENTS_GROUPS_H
#define RK_INSTRUMENTS_GROUPS_H

#include "model/world.h"

typedef struct {
    size_t n_members;
    size_t *place; /* [n_members] group after group, ascending within each */
    size_t n_groups;
    size_t *first; /* [n_groups + 1] group g has the members first[g] .. first[g + 1] - 1 */
} rk_groups;

/* Members that lie in the prefecture of the world. rk_groups_close frees what it took, after a failure too. */
RK_MUST_CHECK rk_status rk_groups_open(const rk_world *world, const rk_setting *members, rk_groups *groups);
void rk_groups_close(rk_groups *groups);

static inline size_t rk_group_size(const rk_groups *groups, size_t group)
{
    return groups->first[group + 1] - groups->first[group];
}

/* What a member can save by running with its group, as a part of what one of six equal ones can: unit cost falls with
 * residents as residents^-exponent (W12), and six is the mean size of the groups whose saving is known (L11: 379 bodies
 * in 62 groups). 0 where the member is alone; the smaller of two members saves more. MODEL.md section 13. */
double rk_group_scale(const rk_world *world, const rk_groups *groups, size_t group, size_t member, double exponent);

#endif
