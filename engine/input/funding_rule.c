/* One funding rule: its keys from a file of ours, and what the scenario says instead. */
#include "input/funding.h"

#include "input/setting.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* What is being read: every key's node, NULL where it is not given. */
typedef struct {
    rk_reader *reader;
    rk_schemas schemas;
    const char *path, *home; /* home: the file of ours that has the rule, or "" */
    const rk_node *found[RK_N_RULE_KEYS];
} rule_reader;

static const char *path_of(rule_reader *r, int key)
{
    return rk_path(r->reader, r->path, rk_rule_keys[key].name);
}

/* ---- The file's keys and the scenario's ---- */

static void copy_children(rk_reader *reader, const rk_node *from, const rk_node *but, rk_node *to)
{
    for (const rk_node *child = from->first; child != NULL; child = child->next) {
        if (rk_node_find(but, child->key->text) == NULL) {
            rk_node_append(to, child->key, rk_arena_grow(reader->arena, child, 1, 1, sizeof *child));
        }
    }
}

static const rk_node *keys_together(rk_reader *reader, const rk_rule_draft *draft)
{
    const rk_node *changes = draft->scenario;
    if (changes == NULL || changes->kind != RK_NODE_MAPPING) {
        return draft->file;
    }
    rk_node *both = rk_node_new(reader->arena, RK_NODE_MAPPING, changes->file, changes->line, changes->column);
    copy_children(reader, changes, NULL, both);
    if (draft->file != NULL && draft->file->kind == RK_NODE_MAPPING) {
        copy_children(reader, draft->file, changes, both);
    }
    return both;
}

/* "any", "never" and their like are the same as nothing. */
static void drop_defaults(rule_reader *r)
{
    static const int keys[] = {RK_RULE_FROM,  RK_RULE_UNTIL,        RK_RULE_CONTRACTS, RK_RULE_INSTRUMENTS,
                               RK_RULE_KINDS, RK_RULE_FISCAL_INDEX, RK_RULE_EXCEPT,    RK_RULE_PROGRAMMES,
                               RK_RULE_CAP,   RK_RULE_YEARS};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const rk_node *node = r->found[keys[i]];
        bool same =
            node != NULL && node->kind == RK_NODE_SCALAR && strcmp(node->text, rk_rule_keys[keys[i]].default_text) == 0;
        r->found[keys[i]] = same ? NULL : node;
    }
}

/* ---- Values ---- */

static rk_setting value_of(rule_reader *r, int key)
{
    rk_setting setting = {.key = &rk_rule_keys[key]};
    if (r->found[key] != NULL) {
        (void)rk_setting_value(r->reader, rk_path(r->reader, r->path, setting.key->name), r->found[key], &setting);
    }
    return setting;
}

/* Kinds of instruments are those that the reader was given. A file of ours may name others, which nothing meets. */
static unsigned instruments_of(rule_reader *r)
{
    const rk_node *node = r->found[RK_RULE_INSTRUMENTS];
    rk_key own = rk_rule_keys[RK_RULE_INSTRUMENTS];
    unsigned set = 0;
    own.kind = RK_KEY_CHOICES;
    own.choices = "";
    for (size_t i = 0; i < r->schemas.n_schemas; i++) {
        own.choices =
            rk_arena_text(r->reader->arena, "%s%s%s", own.choices, i == 0 ? "" : "|", r->schemas.schemas[i]->name);
    }
    if (node == NULL) {
        return 0;
    }
    if (strcmp(node->file, r->home) != 0) {
        rk_setting setting = {.key = &own};
        (void)rk_setting_value(r->reader, rk_path(r->reader, r->path, own.name), node, &setting);
        return setting.choice_set;
    }
    bool list = node->kind == RK_NODE_SEQUENCE;
    for (const rk_node *word = list ? node->first : node; word != NULL; word = list ? word->next : NULL) {
        size_t n = r->schemas.n_schemas, found = rk_choice_find(own.choices, word->text, strlen(word->text));
        set |= found < n ? 1u << found : RK_NO_INSTRUMENT;
    }
    return set;
}

static const char *text_of(rule_reader *r, int key)
{
    const rk_node *node = r->found[key];
    const char *path = path_of(r, key);
    return node != NULL && rk_expect_kind(r->reader, node, path, RK_NODE_SCALAR, "a text")
               ? node->text
               : rk_rule_keys[key].default_text;
}

static void prefectures_of(rule_reader *r, rk_rule *rule)
{
    const rk_node *node = r->found[RK_RULE_EXCEPT];
    static const rk_key code = {"code", RK_KEY_COUNT, RK_UNIT_NUMBER, 1, 47, NULL, NULL, "", "", ""};
    const char *path = path_of(r, RK_RULE_EXCEPT);
    if (node == NULL || !rk_expect_kind(r->reader, node, path, RK_NODE_SEQUENCE, "a list of codes, such as [13]")) {
        return;
    }
    for (const rk_node *child = node->first; child != NULL; child = child->next) {
        rk_setting setting = {.key = &code};
        if (rk_setting_value(r->reader, path, child, &setting)) {
            rule->except_prefectures |= UINT64_C(1) << setting.count;
        }
    }
}

/* ---- Dates and steps ---- */

static bool month_of(rule_reader *r, const char *path, const rk_node *node, int *month)
{
    const char *wrong = rk_month_read(r->reader->arena, node->text, r->reader->scenario->start_year, month);
    if (wrong != NULL) {
        rk_complain(r->reader, node, path, "%s", wrong);
    }
    return wrong == NULL;
}

static void date_of(rule_reader *r, int key, int later, int *month)
{
    const rk_node *node = r->found[key];
    const char *path = path_of(r, key);
    if (node != NULL && rk_expect_kind(r->reader, node, path, RK_NODE_SCALAR, "a month such as 2027-04") &&
        month_of(r, path, node, month)) {
        *month += later;
    }
}

/* A number, or {month: number, ...} with ascending months. Returns the number of steps. */
static size_t steps_of(rule_reader *r, int key, rk_rule_step **steps)
{
    const rk_node *node = r->found[key];
    const char *path = path_of(r, key);
    size_t n = 0;
    if (node == NULL) {
        return 0;
    }
    bool stepped = node->kind == RK_NODE_MAPPING;
    *steps = rk_arena_alloc(r->reader->arena, stepped ? node->n + 1 : 1, sizeof **steps);
    for (const rk_node *child = stepped ? node->first : node; child != NULL; child = stepped ? child->next : NULL) {
        rk_rule_step step = {.from = INT_MIN, .number = {.key = &rk_rule_keys[key]}};
        const char *own_path = stepped ? rk_path(r->reader, path, child->key->text) : path;
        bool fine = !stepped || month_of(r, own_path, child->key, &step.from);
        if (fine && n > 0 && step.from <= (*steps)[n - 1].from) {
            rk_complain(r->reader, child->key, own_path,
                        "%s does not come after %s; steps are in the order of their months", child->key->text,
                        child->previous->key->text);
            fine = false;
        }
        if (rk_setting_value(r->reader, own_path, child, &step.number) && fine) {
            (*steps)[n++] = step;
        }
    }
    return n;
}

/* Of two keys that contradict each other, the one that the scenario changed; else the first. */
static int culprit(const rule_reader *r, int first, int second)
{
    const rk_node *a = r->found[first], *b = r->found[second];
    return b != NULL && strcmp(a->file, r->home) == 0 && strcmp(b->file, r->home) != 0 ? second : first;
}

static void check_steps(rule_reader *r, const rk_rule *rule, int key, const rk_rule_step *steps, size_t n)
{
    const rk_node *from = r->found[RK_RULE_FROM], *until = r->found[RK_RULE_UNTIL];
    if (n > 0 && steps[0].from > rule->from && from != NULL) {
        int told = culprit(r, key, RK_RULE_FROM);
        rk_complain(r->reader, r->found[told], path_of(r, told),
                    "nothing is said of the time from %s, the first month, to the first step of %s", from->text,
                    rk_rule_keys[key].name);
    } else if (n > 0 && steps[n - 1].from >= rule->until && until != NULL) {
        int told = culprit(r, key, RK_RULE_UNTIL);
        rk_complain(r->reader, r->found[told], path_of(r, told), "the last step of %s begins after %s, the last month",
                    rk_rule_keys[key].name, until->text);
    }
}

static void check_dates(rule_reader *r, const rk_rule *rule)
{
    const rk_node *until = r->found[RK_RULE_UNTIL], *from = r->found[RK_RULE_FROM];
    if (rule->until <= rule->from && until != NULL && from != NULL) {
        int told = culprit(r, RK_RULE_UNTIL, RK_RULE_FROM);
        rk_complain(r->reader, r->found[told], path_of(r, told), "%s, the last month, is before %s, the first",
                    until->text, from->text);
        return;
    }
    check_steps(r, rule, RK_RULE_RATE, rule->rate, rule->n_rates);
    check_steps(r, rule, RK_RULE_CAP, rule->cap, rule->n_caps);
}

static void check_payers(rule_reader *r, const rk_rule *rule)
{
    if ((rule->of >> rule->by & 1) != 0 && r->found[RK_RULE_OF] != NULL && r->found[RK_RULE_BY] != NULL) {
        int told = culprit(r, RK_RULE_BY, RK_RULE_OF);
        rk_complain(r->reader, r->found[told], path_of(r, told),
                    "the payer whose burden is taken over cannot be the one who takes it over");
    }
}

/* ---- The whole rule ---- */

static void read_values(rule_reader *r, rk_rule *rule)
{
    *rule = (rk_rule){.id = rule->id, .from = INT_MIN, .until = INT_MAX, .group_number = -1};
    date_of(r, RK_RULE_FROM, 0, &rule->from);
    date_of(r, RK_RULE_UNTIL, 1, &rule->until);
    rule->items = value_of(r, RK_RULE_ITEMS).choice_set;
    rule->contracts = value_of(r, RK_RULE_CONTRACTS).choice_set;
    rule->instruments = instruments_of(r);
    rule->programmes = value_of(r, RK_RULE_PROGRAMMES).choice_set;
    rule->kinds = value_of(r, RK_RULE_KINDS).choice_set;
    rk_setting below = value_of(r, RK_RULE_FISCAL_INDEX);
    rule->fiscal_index_below = r->found[RK_RULE_FISCAL_INDEX] == NULL ? INFINITY : below.prior.a;
    rule->members_at_least = r->found[RK_RULE_MEMBERS] == NULL ? 1 : (size_t)value_of(r, RK_RULE_MEMBERS).count;
    prefectures_of(r, rule);
    rule->of = value_of(r, RK_RULE_OF).choice_set;
    rule->by = (rk_payer)value_of(r, RK_RULE_BY).count;
    rule->n_rates = steps_of(r, RK_RULE_RATE, &rule->rate);
    rule->n_caps = steps_of(r, RK_RULE_CAP, &rule->cap);
    rule->per = (rk_cap_per)value_of(r, RK_RULE_PER).count;
    rule->years = r->found[RK_RULE_YEARS] == NULL ? INT_MAX : (int)value_of(r, RK_RULE_YEARS).count;
    rule->realisation = value_of(r, RK_RULE_REALISATION);
    rule->order = r->found[RK_RULE_ORDER] == NULL ? 100 : value_of(r, RK_RULE_ORDER).count;
    rule->group = text_of(r, RK_RULE_GROUP);
    if (r->found[RK_RULE_REALISATION] == NULL) {
        rule->realisation.prior =
            (rk_prior){.family = RK_FIXED, .a = 1.0, .low = -INFINITY, .high = INFINITY, .to_base = 1.0};
    }
    if (below.prior.family != RK_FIXED) {
        rk_complain(r->reader, r->found[RK_RULE_FISCAL_INDEX], rk_path(r->reader, r->path, "fiscal_index_below"),
                    "a limit is a number, not a distribution");
    }
    check_dates(r, rule);
    check_payers(r, rule);
}

static const char *word_of(rule_reader *r, int key)
{
    return r->found[key] == NULL ? rk_rule_keys[key].default_text : rk_node_text(r->reader->arena, r->found[key]);
}

static const char *place_of(rk_reader *reader, const rk_node *node)
{
    return node->line == 0 ? node->file : rk_arena_text(reader->arena, "%s:%d", node->file, node->line);
}

static void describe(rule_reader *r, rk_rule_draft *draft)
{
    const rk_node *file = draft->file, *scenario = draft->scenario;
    const char *origin = place_of(r->reader, file != NULL ? file->key : scenario->key);
    if (file != NULL && scenario != NULL) {
        origin = rk_arena_text(r->reader->arena, "%s, changed by %s", origin, place_of(r->reader, scenario->key));
    }
    draft->about = (rk_scenario_rule){
        .id = draft->id,
        .title = text_of(r, RK_RULE_TITLE),
        .title_ja = text_of(r, RK_RULE_TITLE_JA),
        .items = word_of(r, RK_RULE_ITEMS),
        .of = word_of(r, RK_RULE_OF),
        .by = word_of(r, RK_RULE_BY),
        .rate = word_of(r, RK_RULE_RATE),
        .cap = word_of(r, RK_RULE_CAP),
        .per = draft->rule.n_caps == 0 ? "" : word_of(r, RK_RULE_PER),
        .from = r->found[RK_RULE_FROM] == NULL && draft->rule.n_rates > 0 && draft->rule.rate[0].from != INT_MIN
                    ? r->found[RK_RULE_RATE]->first->key->text
                    : word_of(r, RK_RULE_FROM),
        .until = word_of(r, RK_RULE_UNTIL),
        .realisation = word_of(r, RK_RULE_REALISATION),
        .source = text_of(r, RK_RULE_SOURCE),
        .evidence = word_of(r, RK_RULE_EVIDENCE),
        .origin = origin,
    };
}

void rk_rule_read(rk_reader *reader, rk_schemas schemas, rk_rule_draft *draft)
{
    rule_reader r = {.reader = reader,
                     .schemas = schemas,
                     .path = rk_path(reader, "funding", draft->id),
                     .home = draft->file != NULL ? draft->file->file : ""};
    const rk_node *keys = keys_together(reader, draft), *scenario = draft->scenario;
    bool switched = scenario != NULL && scenario->kind == RK_NODE_SCALAR;
    draft->rule.id = draft->id;
    rk_setting_match(reader, keys, draft->file != NULL ? draft->file->key : scenario->key, r.path, rk_rule_keys,
                     RK_N_RULE_KEYS, r.found);
    drop_defaults(&r);
    read_values(&r, &draft->rule);
    bool said = r.found[RK_RULE_DEFAULT] != NULL;
    bool values = scenario != NULL && scenario->kind == RK_NODE_MAPPING;
    bool fresh = values && rk_node_find(scenario, rk_rule_keys[RK_RULE_DEFAULT].name) == NULL;
    draft->on = fresh || !said || value_of(&r, RK_RULE_DEFAULT).count != 0;
    if (switched) {
        rk_setting on = {.key = &rk_rule_keys[RK_RULE_DEFAULT]};
        draft->on = rk_setting_value(reader, r.path, scenario, &on) && on.count != 0;
    }
    describe(&r, draft);
}

void rk_rule_note(rk_reader *reader, const rk_rule_draft *draft)
{
    const rk_node *keys = keys_together(reader, draft);
    const char *path = rk_path(reader, "funding", draft->id);
    rk_key whole = {path, RK_KEY_SWITCH, RK_UNIT_NUMBER, 0, 0, "on", NULL, "", draft->about.source, draft->about.title};
    bool switched = draft->scenario != NULL && draft->scenario->kind == RK_NODE_SCALAR;
    rk_note_value(reader, path, &whole, switched ? draft->scenario : NULL);
    static const int noted[] = {RK_RULE_FROM, RK_RULE_UNTIL, RK_RULE_RATE,       RK_RULE_CAP,
                                RK_RULE_PER,  RK_RULE_YEARS, RK_RULE_REALISATION};
    for (size_t i = 0; i < sizeof noted / sizeof *noted; i++) {
        int key = noted[i];
        const rk_node *node = rk_node_find(keys, rk_rule_keys[key].name);
        if (node != NULL) {
            rk_key own = rk_rule_keys[key];
            own.source = draft->about.source;
            rk_note_value(reader, rk_path(reader, path, own.name), &own, node);
        }
    }
}

rk_setting *rk_rule_number(rk_reader *reader, rk_rule *rule, size_t index, const char **name)
{
    const char *path = rk_path(reader, "funding", rule->id);
    for (int list = 0; list < 2; list++) {
        rk_rule_step *steps = list == 0 ? rule->rate : rule->cap;
        size_t n = list == 0 ? rule->n_rates : rule->n_caps;
        if (index < n) {
            int month = steps[index].from, april = reader->scenario->start_year * 12 + 3;
            int calendar = month == INT_MIN ? 0 : april + month;
            *name = rk_path(reader, path, rk_rule_keys[list == 0 ? RK_RULE_RATE : RK_RULE_CAP].name);
            *name = month == INT_MIN
                        ? *name
                        : rk_arena_text(reader->arena, "%s.%04d-%02d", *name, calendar / 12, calendar % 12 + 1);
            return &steps[index].number;
        }
        index -= n;
    }
    *name = rk_path(reader, path, rk_rule_keys[RK_RULE_REALISATION].name);
    return index == 0 ? &rule->realisation : NULL;
}
