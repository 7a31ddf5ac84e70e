#include "input/values.h"

#include "input/funding.h"
#include "input/nearest.h"
#include "input/setting.h"

#include <string.h>

/* ---- Parameters: nested mappings, dotted names, or both ---- */

static size_t find_parameter(const char *name)
{
    size_t i = 0;
    while (i < RK_N_PARAMETERS && strcmp(rk_parameter_keys[i].name, name) != 0) {
        i++;
    }
    return i;
}

static bool is_group(const char *name)
{
    size_t n = strlen(name), i = 0;
    while (i < RK_N_PARAMETERS &&
           !(strncmp(rk_parameter_keys[i].name, name, n) == 0 && rk_parameter_keys[i].name[n] == '.')) {
        i++;
    }
    return i < RK_N_PARAMETERS;
}

static void complain_of_parameter(rk_reader *reader, const rk_node *key, const char *name)
{
    rk_nearest nearest = rk_nearest_to(name);
    for (size_t i = 0; i < RK_N_PARAMETERS; i++) {
        rk_nearest_offer(&nearest, rk_parameter_keys[i].name);
    }
    rk_complain(reader, key, rk_path(reader, "parameters", name), "no such parameter%s",
                rk_nearest_hint(reader->arena, &nearest));
}

static void collect_parameters(rk_reader *reader, const rk_node *mapping, const char *group,
                               const rk_node *found[RK_N_PARAMETERS])
{
    for (const rk_node *child = mapping->first; child != NULL; child = child->next) {
        const char *name = rk_path(reader, group, child->key->text);
        size_t i = find_parameter(name);
        if (i < RK_N_PARAMETERS && found[i] != NULL) {
            rk_complain(reader, child->key, rk_path(reader, "parameters", name),
                        "this parameter is given twice; first in line %d", found[i]->line);
        } else if (i < RK_N_PARAMETERS) {
            found[i] = child;
        } else if (is_group(name) && child->kind == RK_NODE_MAPPING) {
            collect_parameters(reader, child, name, found);
        } else if (is_group(name)) {
            (void)rk_expect_kind(reader, child, rk_path(reader, "parameters", name), RK_NODE_MAPPING,
                                 "parameters with values, one a line");
        } else {
            complain_of_parameter(reader, child->key, name);
        }
    }
}

void rk_parameters_read(rk_reader *reader, const rk_node *node, const rk_node *given[])
{
    memset(given, 0, RK_N_PARAMETERS * sizeof *given);
    if (node != NULL && !rk_node_is_null(node) &&
        rk_expect_kind(reader, node, "parameters", RK_NODE_MAPPING, "parameters with values, one a line")) {
        collect_parameters(reader, node, "", given);
    }
    for (size_t i = 0; i < RK_N_PARAMETERS; i++) {
        (void)rk_setting_read(reader, &rk_parameter_keys[i], rk_path(reader, "parameters", rk_parameter_keys[i].name),
                              given[i], &reader->scenario->parameters[i]);
    }
}

void rk_processes_read(rk_reader *reader, const rk_node *node)
{
    const rk_node *found[RK_N_PROCESSES];
    rk_setting_match(reader, node, node, "processes", rk_process_keys, RK_N_PROCESSES, found);
    for (size_t i = 0; i < RK_N_PROCESSES; i++) {
        rk_setting setting;
        (void)rk_setting_read(reader, &rk_process_keys[i], rk_path(reader, "processes", rk_process_keys[i].name),
                              found[i], &setting);
        reader->scenario->process[i] = setting.count != 0;
    }
}

/* ---- The vector of assumptions ---- */

/* Of an instrument: the name without the model. What the nation has to give is short for all rules together (C21):
 * their realisations are as high or low as each other. */
const char *rk_assumption_name(const char *name)
{
    static const char models[] = "models.", funding[] = "funding.", realisation[] = ".realisation";
    size_t n = strlen(name), end = sizeof realisation - 1;
    if (strncmp(name, funding, sizeof funding - 1) == 0 && n > end && strcmp(name + n - end, realisation) == 0) {
        return "funding.realisation";
    }
    if (strncmp(name, models, sizeof models - 1) != 0) {
        return name;
    }
    const char *dot = strrchr(name, '.');
    while (dot > name && dot[-1] != '.') {
        dot--;
    }
    return dot;
}

static size_t list_rule_numbers(rk_reader *reader, size_t n, const rk_setting **list, const char **names)
{
    rk_rule *rules = (rk_rule *)(uintptr_t)reader->scenario->rules; /* the reader's own still */
    for (size_t rule = 0; rule < reader->scenario->n_rules; rule++) {
        const char *name;
        rk_setting *setting;
        for (size_t i = 0; (setting = rk_rule_number(reader, &rules[rule], i, &name)) != NULL; i++, n++) {
            if (list != NULL) {
                setting->index = n;
                list[n] = setting;
                names[n] = name;
            }
        }
    }
    return n;
}

/* Numbers of parameters first, then those of instruments and of funding rules; with list NULL they are only counted. */
static size_t list_numbers(rk_reader *reader, const rk_setting **list, const char **names)
{
    rk_scenario *scenario = reader->scenario;
    size_t n = 0;
    for (; n < RK_N_PARAMETERS && list != NULL; n++) {
        scenario->parameters[n].index = n;
        list[n] = &scenario->parameters[n];
        names[n] = rk_path(reader, "parameters", rk_parameter_keys[n].name);
    }
    n = RK_N_PARAMETERS;
    for (size_t m = 0; m < scenario->n_models; m++) {
        const rk_model *model = &scenario->models[m];
        for (size_t i = 0; i < model->n_instruments; i++) {
            for (size_t k = 0; k < RK_INSTRUMENT_KEYS_MAX; k++) {
                rk_setting *setting = &model->instruments[i].settings[k];
                if (setting->key == NULL || setting->key->kind != RK_KEY_NUMBER) {
                    continue;
                }
                if (list != NULL) {
                    setting->index = n;
                    list[n] = setting;
                    names[n] = rk_arena_text(reader->arena, "models.%s.%s.%s", model->key, model->instruments[i].name,
                                             setting->key->name);
                }
                n++;
            }
        }
    }
    return list_rule_numbers(reader, n, list, names);
}

void rk_numbers_index(rk_reader *reader)
{
    size_t n = list_numbers(reader, NULL, NULL);
    const rk_setting **list = rk_arena_alloc(reader->arena, n, sizeof *list);
    const char **names = rk_arena_alloc(reader->arena, n, sizeof *names);
    (void)list_numbers(reader, list, names);
    reader->scenario->numbers = list;
    reader->scenario->number_names = names;
    reader->scenario->n_numbers = n;
}
