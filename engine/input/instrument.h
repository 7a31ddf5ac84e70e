/* One instrument of a model: its settings, and what they must not say together. */
#ifndef RK_INPUT_INSTRUMENT_H
#define RK_INPUT_INSTRUMENT_H

#include "input/models.h"

/* Index of the schema that a node's kind names, or n_schemas after adding a mistake. */
size_t rk_instrument_find(rk_reader *reader, rk_schemas schemas, const rk_node *kind, const char *path);

/* Reads the settings of a node under its path. */
void rk_instrument_read(rk_reader *reader, const rk_instrument_schema *schema, const rk_instrument_node *node,
                        const char *path, rk_instrument *instrument);

/* Refuses members that are in two exclusive instruments of a kind at the same time.
 * nodes: [model->n_instruments], where each was written. */
void rk_instrument_check_together(rk_reader *reader, rk_schemas schemas, const rk_model *model,
                                  const rk_instrument_node *const nodes[], const char *path);

#endif
