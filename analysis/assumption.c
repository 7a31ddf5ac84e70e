#include "analysis/assumption.h"

#include <renkei/catalogue.h>

#include <string.h>

rk_words_pair rk_assumption_words(rk_answer *answer, const char *key, bool with_key)
{
    static const char group[] = "parameters.";
    const char *name = rk_key_title_ja(key);
    bool of_model = strncmp(key, "models.", strlen("models.")) == 0;
    const char *bare = strncmp(key, group, sizeof group - 1) == 0 ? key + sizeof group - 1 : key;
    rk_words_pair words = {name, key};
    if (name == NULL) {
        words.ja = key;
    } else if (with_key || of_model) {
        words.ja = rk_answer_printf(answer, "%s（%s）", name, bare);
    }
    return words;
}
