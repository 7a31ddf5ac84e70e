/* Leaving models out of an opened scenario. */
#include "input/select.h"

#include "input/mistakes.h"
#include "input/nearest.h"
#include "input/opened.h"
#include "input/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool add_mistake(rk_mistakes *mistakes, const rk_scenario *scenario, const char *word)
{
    rk_nearest nearest = rk_nearest_to(word);
    for (size_t i = 0; i < scenario->n_models; i++) {
        rk_nearest_offer(&nearest, scenario->models[i].key);
    }
    char text[256];
    snprintf(text, sizeof text, "there is no model '%.64s' in the scenario%s%.64s%s", word,
             nearest.name != NULL ? "; did you mean '" : "", nearest.name != NULL ? nearest.name : "",
             nearest.name != NULL ? "'?" : "");
    return rk_mistakes_add(mistakes, (rk_mistake){.file = "--models", .key = "", .text = text});
}

/* Marks the models that the list names; unknown words become mistakes. Returns false when memory is out. */
static bool mark(const rk_scenario *scenario, char *list, bool *keep, rk_mistakes *mistakes)
{
    char *rest = list;
    for (char *word = strsep(&rest, ","); word != NULL; word = strsep(&rest, ",")) {
        word += strspn(word, " ");
        word[strcspn(word, " ")] = '\0';
        size_t model = rk_scenario_model_find(scenario, word);
        if (model < scenario->n_models) {
            keep[model] = true;
        } else if (!add_mistake(mistakes, scenario, word)) {
            return false;
        }
    }
    return true;
}

/* Does the key belong to the model: "models.pool.experts.number" to "pool"? */
static bool belongs(const char *key, const char *model)
{
    static const char group[] = "models.";
    size_t n = strlen(model);
    return strncmp(key, group, sizeof group - 1) == 0 && strncmp(key + sizeof group - 1, model, n) == 0 &&
           key[sizeof group - 1 + n] == '.';
}

size_t rk_select_drop_values(rk_scenario_value *values, size_t n, const char *model)
{
    size_t n_kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (!belongs(values[i].key, model)) {
            values[n_kept++] = values[i];
        }
    }
    return n_kept;
}

/* A value of a model that is not there is not in force. The arrays here and below are the scenario's own; they are
 * const for those who read it, and nobody does yet. */
static void drop_values(rk_scenario *scenario, const char *model)
{
    rk_opened *opened = scenario->impl;
    opened->n_values = rk_select_drop_values((rk_scenario_value *)(uintptr_t)opened->values, opened->n_values, model);
}

static void drop_others(rk_scenario *scenario, const bool *keep)
{
    rk_model *models = (rk_model *)(uintptr_t)scenario->models;
    size_t n = 0, baseline = 0;
    for (size_t i = 0; i < scenario->n_models; i++) {
        if (keep[i]) {
            baseline = i == scenario->baseline ? n : baseline;
            models[n++] = models[i];
        } else {
            drop_values(scenario, models[i].key);
        }
    }
    scenario->n_models = n;
    scenario->baseline = baseline;
}

static bool all_kept(const rk_scenario *scenario, const bool *keep)
{
    size_t n = 0;
    for (size_t i = 0; i < scenario->n_models; i++) {
        n += keep[i];
    }
    return n == scenario->n_models;
}

rk_status rk_scenario_keep_models(rk_scenario *scenario, const char *comma_list, rk_mistakes *mistakes)
{
    rk_status status = RK_ERR_MEMORY;
    size_t n_before = rk_mistakes_count(mistakes);
    char *list = strdup(comma_list);
    bool *keep = calloc(scenario->n_models, sizeof *keep);
    if (list == NULL || keep == NULL || !mark(scenario, list, keep, mistakes)) {
        goto out;
    }
    status = RK_ERR_SCENARIO;
    if (rk_mistakes_count(mistakes) > n_before) {
        goto out;
    }
    keep[scenario->baseline] = true;
    if (scenario->coalitions != NULL && !all_kept(scenario, keep)) {
        bool said = rk_mistakes_add(mistakes, (rk_mistake){.file = "--models",
                                                           .key = "",
                                                           .text = "coalitions belong together; their list is made by "
                                                                   "coalitions.members"});
        status = said ? RK_ERR_SCENARIO : RK_ERR_MEMORY;
        goto out;
    }
    drop_others(scenario, keep);
    status = RK_OK;
out:
    free(keep);
    free(list);
    return status;
}
