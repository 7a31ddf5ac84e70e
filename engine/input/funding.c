#include "input/funding.h"

#include "input/common_keys.h"
#include "input/folder.h"
#include "input/nearest.h"
#include "input/setting.h"
#include "input/source.h"
#include "input/yaml.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* The rules that are known so far, in the order they were read. */
typedef struct {
    rk_reader *reader;
    rk_schemas schemas;
    rk_rule_draft *draft;
    size_t n;
    rk_source *source; /* files of ours that were read */
    size_t n_sources;
} rule_list;

static rk_rule_draft *find(const rule_list *list, const char *id)
{
    size_t i = 0;
    while (i < list->n && strcmp(list->draft[i].id, id) != 0) {
        i++;
    }
    return i < list->n ? &list->draft[i] : NULL;
}

static rk_rule_draft *add(rule_list *list, const char *id)
{
    list->draft = rk_arena_grow(list->reader->arena, list->draft, list->n, list->n + 1, sizeof *list->draft);
    list->draft[list->n] = (rk_rule_draft){.id = id};
    return &list->draft[list->n++];
}

/* ---- Our own files ---- */

static void read_file(rule_list *list, const char *folder, const char *name)
{
    rk_reader *reader = list->reader;
    rk_source source;
    const char *shown = rk_arena_text(reader->arena, "funding/%s", name);
    if (!rk_source_read(reader, rk_arena_text(reader->arena, "%s/%s", folder, shown), NULL, "funding", &source)) {
        return;
    }
    source.path = shown; /* the same wherever renkei lies */
    list->source = rk_arena_grow(reader->arena, list->source, list->n_sources, list->n_sources + 1, sizeof source);
    list->source[list->n_sources++] = source;
    const rk_node *root = rk_yaml_parse(reader, shown, true, source.text, source.n_bytes);
    if (root == NULL || !rk_expect_kind(reader, root, "funding", RK_NODE_MAPPING, "rules by their names")) {
        return;
    }
    for (const rk_node *child = root->first; child != NULL; child = child->next) {
        const rk_rule_draft *first = find(list, child->key->text);
        if (first != NULL) {
            rk_complain(reader, child->key, rk_path(reader, "funding", first->id), "this rule is in %s too",
                        first->file->file);
        } else {
            add(list, child->key->text)->file = child;
        }
    }
}

static int is_yaml(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot != NULL && dot != entry->d_name && strcmp(dot, ".yaml") == 0;
}

/* Files in the order of their names' bytes: the order of the folder is the file system's. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void read_files(rule_list *list)
{
    struct dirent **names = NULL;
    const char *folder = rk_folder_find(list->reader->arena);
    const char *own = folder == NULL ? NULL : rk_arena_text(list->reader->arena, "%s/funding", folder);
    int n = own == NULL ? 0 : scandir(own, &names, is_yaml, by_name);
    const char **copy = rk_arena_alloc(list->reader->arena, n > 0 ? (size_t)n : 1, sizeof *copy);
    for (int i = 0; i < n; i++) {
        copy[i] = rk_arena_copy(list->reader->arena, names[i]->d_name, strlen(names[i]->d_name));
        free(names[i]);
    }
    free(names);
    for (int i = 0; i < n; i++) {
        read_file(list, folder, copy[i]);
    }
}

/* ---- The scenario's own words ---- */

static void read_change(rule_list *list, const rk_node *child)
{
    const char *id = child->key->text, *path = rk_path(list->reader, "funding", id);
    rk_rule_draft *known = find(list, id);
    if (known != NULL) {
        known->scenario = child;
        return;
    }
    if (rk_node_find(child, rk_rule_keys[RK_RULE_ITEMS].name) != NULL) {
        add(list, id)->scenario = child;
        return;
    }
    rk_nearest nearest = rk_nearest_to(id);
    rk_nearest_offer(&nearest, "all");
    for (size_t i = 0; i < list->n; i++) {
        rk_nearest_offer(&nearest, list->draft[i].id);
    }
    rk_complain(list->reader, child->key, path, "no such rule%s; a rule of your own needs items, of, by and rate",
                rk_nearest_hint(list->reader->arena, &nearest));
}

/* Returns whether rules that the scenario does not name are in force as their files say. */
static bool read_changes(rule_list *list, const rk_node *node)
{
    static const rk_key all = {"all", RK_KEY_SWITCH, RK_UNIT_NUMBER, 0, 0, "on", NULL, "", "", ""};
    rk_setting setting = {.key = &all, .count = 1};
    if (node == NULL || rk_node_is_null(node)) {
        return true;
    }
    if (node->kind == RK_NODE_SCALAR && strcmp(node->text, "none") == 0) {
        return false;
    }
    if (rk_expect_kind(list->reader, node, "funding", RK_NODE_MAPPING, "none, or rules by their names")) {
        for (const rk_node *child = node->first; child != NULL; child = child->next) {
            if (strcmp(child->key->text, all.name) == 0) {
                (void)rk_setting_value(list->reader, "funding.all", child, &setting);
            } else {
                read_change(list, child);
            }
        }
    }
    return setting.count != 0;
}

/* ---- Which rules something in the scenario meets ---- */

static bool has(unsigned set, size_t bit)
{
    return set == 0 || (bit < 32 && (set >> bit & 1) != 0);
}

static bool pays(const rk_rule *rule, const double shares[RK_N_PAYERS])
{
    bool any = false;
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        any = any || ((rule->of >> payer & 1) != 0 && shares[payer] > 0.0);
    }
    return any;
}

/* An instrument that says which contract it pays. Others may pay any. */
static bool pays_contract(const rk_rule *rule, const rk_instrument *instrument)
{
    for (size_t i = RK_N_COMMON_KEYS; rule->contracts != 0 && i < RK_INSTRUMENT_KEYS_MAX; i++) {
        const rk_setting *setting = &instrument->settings[i];
        if (setting->key != NULL && setting->key->kind == RK_KEY_CHOICE &&
            strcmp(setting->key->name, "contract") == 0) {
            return has(rule->contracts, (size_t)setting->count);
        }
    }
    return true;
}

static bool meets(const rk_rule *rule, const rk_instrument *instrument)
{
    const rk_setting *settings = instrument->settings;
    return (rule->items & instrument->books) != 0 && has(rule->instruments, instrument->schema) &&
           has(rule->programmes, (size_t)settings[RK_COMMON_PROGRAMME].count) && pays_contract(rule, instrument) &&
           pays(rule, settings[RK_COMMON_SHARES].shares) &&
           settings[RK_COMMON_MEMBERS].n_members >= rule->members_at_least;
}

static bool is_met(const rk_scenario *scenario, const rk_rule *rule)
{
    bool met = rule->instruments == 0 && rule->programmes == 0 && rule->members_at_least <= 1 &&
               (rule->of >> RK_PAYER_MUNICIPALITY & 1) != 0 && (rule->items & RK_OWN_ITEMS) != 0;
    for (size_t m = 0; m < scenario->n_models; m++) {
        for (size_t i = 0; i < scenario->models[m].n_instruments; i++) {
            met = met || meets(rule, &scenario->models[m].instruments[i]);
        }
    }
    return met && rule->from < scenario->n_years * 12 && rule->until > 0;
}

static int by_order(const void *a, const void *b)
{
    const rk_rule_draft *left = a, *right = b;
    if (left->rule.order != right->rule.order) {
        return left->rule.order < right->rule.order ? -1 : 1;
    }
    return left->place < right->place ? -1 : left->place > right->place;
}

/* Groups are numbered by their first rule in force. */
static void number_groups(rk_rule *rules, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        rules[i].group_number = rules[i].group[0] == '\0' ? -1 : (int)i;
        for (size_t k = 0; k < i && rules[i].group_number == (int)i; k++) {
            rules[i].group_number = strcmp(rules[k].group, rules[i].group) == 0 ? rules[k].group_number : (int)i;
        }
    }
}

/* A file is part of the scenario when a rule of it is in force. */
static void keep_sources(const rule_list *list)
{
    for (size_t i = 0; i < list->n_sources; i++) {
        bool used = false;
        for (size_t k = 0; k < list->n; k++) {
            const rk_rule_draft *draft = &list->draft[k];
            used = used || (draft->used && draft->file != NULL && strcmp(draft->file->file, list->source[i].path) == 0);
        }
        if (used) {
            rk_source_keep(list->reader, &list->source[i]);
        }
    }
}

static void hand_over(rule_list *list)
{
    rk_reader *reader = list->reader;
    rk_rule *rules = rk_arena_alloc(reader->arena, RK_RULES_MAX, sizeof *rules);
    rk_scenario_rule *about = rk_arena_alloc(reader->arena, list->n, sizeof *about);
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        rk_rule_draft *draft = &list->draft[i];
        bool use = draft->used =
            draft->on && reader->scenario->process[RK_PROCESS_MONEY] && is_met(reader->scenario, &draft->rule);
        draft->about.state = !draft->on ? "off" : use ? "in force" : "on, no use";
        about[i] = draft->about;
        if (use && n == RK_RULES_MAX) {
            rk_complain(reader, draft->file != NULL ? draft->file->key : draft->scenario->key, "funding",
                        "more than %d rules are in force", RK_RULES_MAX);
            break;
        }
        if (use) {
            rk_rule_note(reader, draft);
            rules[n++] = draft->rule;
        }
    }
    keep_sources(list);
    number_groups(rules, n);
    reader->scenario->rules = rules;
    reader->scenario->n_rules = n;
    reader->rules = about;
    reader->n_rules = list->n;
}

void rk_funding_read(rk_reader *reader, rk_schemas schemas, const rk_node *funding)
{
    rule_list list = {.reader = reader, .schemas = schemas};
    read_files(&list);
    bool as_ever = read_changes(&list, funding);
    for (size_t i = 0; i < list.n; i++) {
        list.draft[i].place = i;
        rk_rule_read(reader, schemas, &list.draft[i]);
        list.draft[i].on = list.draft[i].on && (as_ever || list.draft[i].scenario != NULL);
    }
    if (list.n > 0) {
        qsort(list.draft, list.n, sizeof *list.draft, by_order);
    }
    hand_over(&list);
}
