/* Mappings of a scenario file against tables of keys: what is known, what is missing, and each value by its kind. */
#ifndef RK_INPUT_SETTING_H
#define RK_INPUT_SETTING_H

#include "input/reader.h"

/* Finds the value of every key of a table in a mapping; reports unknown keys and required ones that are missing.
 *
 * mapping  may be NULL or null: no key is given. Something else is a mistake.
 * place    for what is missing
 * found    out [n_keys]: NULL where not given
 */
void rk_setting_match(rk_reader *reader, const rk_node *mapping, const rk_node *place, const char *path,
                      const rk_key keys[], size_t n_keys, const rk_node *found[]);

/* Reads one value by its key's kind, the default when node is NULL, and notes it for explain. path: the key's own.
 * After a mistake the setting holds the key and zeros. Returns whether there was none. */
bool rk_setting_read(rk_reader *reader, const rk_key *key, const char *path, const rk_node *node, rk_setting *setting);

/* Reads what a node says into a setting that holds its key and zeros, without a note for explain. */
bool rk_setting_value(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting);

/* A title: one line of text. otherwise: what stands in where it is not given, is null or no title. */
const char *rk_title_read(rk_reader *reader, const char *path, const rk_node *node, const char *otherwise);

/* title_en, or NULL where title was written on top of it: then it translates another title. Either may be NULL. */
const rk_node *rk_title_en_of(const rk_reader *reader, const rk_node *title, const rk_node *title_en);

/* Reports a node of another kind than expected; what: "a mapping of key: value". A null node is no mapping either. */
bool rk_expect_kind(rk_reader *reader, const rk_node *node, const char *path, rk_node_kind kind, const char *what);

/* Index of a word of "a|b|c"; the number of words when it is none. */
size_t rk_choice_find(const char *choices, const char *word, size_t n_bytes);

/* A month "2027-04" as months since April of start_year. Returns NULL or what is wrong. */
const char *rk_month_read(rk_arena *arena, const char *text, int start_year, int *month);

#endif
