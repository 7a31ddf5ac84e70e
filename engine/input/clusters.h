/* Neighbourhoods: municipalities cut into groups of about the same number that hang together over land. */
#ifndef RK_INPUT_CLUSTERS_H
#define RK_INPUT_CLUSTERS_H

#include "input/arena.h"
#include "input/scenario.h"

/* Cut the members of each prefecture into connected groups of about size, and return how many groups there are.
 *
 * places   of the scenario, with their land neighbours
 * members  [n] indexes into places, ascending
 * group    out [n]: groups are numbered by their first member
 *
 * Two members are joined when they touch on land. A part of a prefecture that the sea cuts off, of one member or fewer
 * than size / 2, is joined to the rest where an office is nearest to another. No group has more than 2 size members;
 * one has fewer than size / 2 only where every group it touches would grow over 2 size with it, or where it is all of
 * its prefecture. The result depends on the members and on nothing else: not on other prefectures, nor on the order in
 * which anything was written.
 */
size_t rk_clusters_cut(rk_arena *arena, const rk_municipality places[], const size_t members[], size_t n, size_t size,
                       size_t group[]);

#endif
