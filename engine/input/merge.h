/* Laying what a file says on top of its base. */
#ifndef RK_INPUT_MERGE_H
#define RK_INPUT_MERGE_H

#include "input/models.h"

/* Changes base into what holds when over is laid on top of it; over is used up.
 *
 * Mappings merge key by key; texts and lists replace; null takes away what is inherited, and is a mistake where there
 * is nothing. Parameters meet by their dotted names, however they are written. Instruments given as a mapping meet
 * those of the base by the names they are addressed by, or are added; given as a list they replace all. The value of an
 * instrument's key is one thing, so that members, payers and ramps replace. */
void rk_merge(rk_reader *reader, rk_schemas schemas, rk_node *base, rk_node *over);

#endif
