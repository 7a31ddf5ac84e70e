/* What the files of this room share while a scenario is read: memory, mistakes, and the record that is being filled. */
#ifndef RK_INPUT_READER_H
#define RK_INPUT_READER_H

#include "input/arena.h"
#include "input/node.h"
#include "input/scenario.h"

#include <renkei/funding.h>
#include <renkei/sweep.h>

typedef struct {
    rk_arena *arena;
    rk_mistakes *mistakes;
    rk_scenario *scenario;     /* filled from the top: start and places are known when dates and members are read */
    rk_scenario_value *values; /* what `renkei explain` shows */
    size_t n_values, values_capacity;
    const rk_scenario_rule *rules; /* all that are known */
    size_t n_rules;
    rk_scenario_file *files;
    size_t n_files;
    struct rk_included *included; /* of the files, those that others build on */
    size_t n_included;
    const rk_scenario_file *kept; /* files to be taken as they were, in the order they were read; NULL: from the disk */
    size_t n_kept;
    const rk_sweep *sweep; /* NULL where there is none */
    long span_layer;   /* how far up start or years was written, the higher of both; -1: not understood */
    bool data_missing; /* a mistake is ours: renkei's own tables */
    bool places_known; /* the scenario's prefectures and municipalities are read, without a mistake */
} rk_reader;

/* Notes that a file is the base of another: place is where it is named. Mistakes in it say so from then on, and explain
 * tells its values from the scenario's own. */
void rk_reader_included(rk_reader *reader, const char *path, const rk_node *place);

/* Adds a mistake at a place. */
void rk_complain_at(rk_reader *reader, const char *file, int line, int column, const char *key, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Adds a mistake about what a node says. path: dotted, "" for none. */
void rk_complain(rk_reader *reader, const rk_node *node, const char *path, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* How far up a node was written: 0 for a setting, then the files in the order in which they were read. */
size_t rk_layer(const rk_reader *reader, const rk_node *node);

/* "parent.name", or name alone under "". */
const char *rk_path(rk_reader *reader, const char *parent, const char *name);

/* Notes a value in force for explain. node: what was written, NULL for the key's default. */
void rk_note_value(rk_reader *reader, const char *path, const rk_key *key, const rk_node *node);

#endif
