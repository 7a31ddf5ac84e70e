/* Members of an instrument: a choice of the scenario's municipalities, and the groups they act in.
 *
 *   all                                      everybody
 *   [38201, 今治市]                          a list of codes or names
 *   [[38201, 今治市], [西条市, 新居浜市]]    a list of lists: groups
 *   {max_population: 50000, ...}             those that meet every condition of rk_member_keys
 *   {cluster_size: 5, ...}                   and these cut into groups of neighbours, see clusters.h
 *
 * Members are in the order of their codes, groups in the order of their first members, whatever the order of the file.
 */
#ifndef RK_INPUT_MEMBERS_H
#define RK_INPUT_MEMBERS_H

#include "input/reader.h"

enum { RK_N_MEMBER_KEYS = 8 };
extern const rk_key rk_member_keys[RK_N_MEMBER_KEYS];

/* Reads a node into the setting's members and groups. Returns false after adding mistakes. */
bool rk_members_read(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting);

#endif
