/* What assumptions are called: people read a name, scenarios and --vary take a key. */
#ifndef RK_ANALYSIS_ASSUMPTION_H
#define RK_ANALYSIS_ASSUMPTION_H

#include "analysis/answer_build.h"

/* Japanese: the name of a parameter, with_key: with its key behind it; what has no name is called by its key, as in English.
 * key: "quits.trend", with "parameters." or without. The texts stay with the answer. */
rk_words_pair rk_assumption_words(rk_answer *answer, const char *key, bool with_key);

/* A last column with the key, for machines. */
#define RK_KEY_COLUMN {.id = "key", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true}

#endif
