/* Models: named lists of instruments. */
#ifndef RK_INPUT_MODELS_H
#define RK_INPUT_MODELS_H

#include "input/reader.h"

typedef struct {
    const rk_instrument_schema *const *schemas;
    size_t n_schemas;
} rk_schemas;

/* Reads `models:` into the scenario, and `baseline:`, which may be NULL: the first model. */
void rk_models_read(rk_reader *reader, rk_schemas schemas, const rk_node *models, const rk_node *baseline);

/* The settings of the instruments of a model node, in order, each under the name it is addressed by: its own `name:`,
 * or that of its kind, from the second of a kind on with _2, _3. */
typedef struct {
    const rk_node *kind; /* the key node: "experts" */
    rk_node *settings;   /* what stands behind it */
    const char *name;
} rk_instrument_node;

/* Returns their number after adding mistakes about the list's form, none when path is NULL. *list is in the arena. */
size_t rk_models_list(rk_reader *reader, const rk_node *model, const char *path, rk_instrument_node **list);

#endif
