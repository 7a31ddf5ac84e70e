/* What assumptions are called: people read a name, scenarios and --vary take a key. */
#ifndef RK_ANALYSIS_ASSUMPTION_H
#define RK_ANALYSIS_ASSUMPTION_H

#include "analysis/answer_build.h"

/* Japanese: the name, with_key: with the key behind it, as always where models have the same; what has no name is called
 * by its key, as in English. key: as of rk_key_title_ja. The texts stay with the answer. */
rk_words_pair rk_assumption_words(rk_answer *answer, const char *key, bool with_key);

/* A last column with the key, for machines. */
#define RK_KEY_COLUMN {.id = "key", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true}

#endif
