#include "input/listing.h"

#include "input/atlas.h"
#include "input/folder.h"
#include "input/funding.h"
#include "input/number.h"
#include "input/scenario.h"

#include <renkei/metrics.h>

#include <stdlib.h>
#include <string.h>

typedef struct {
    rk_reader reader;
    const char *filter;
    const rk_instrument_schema *const *schemas;
    size_t n_schemas;
    rk_status status;
    size_t n_columns, n_rows;
    const char *const *columns;
    const char **cells; /* in the arena */
} listing;

static const char **begin_rows(listing *l, const char *const columns[], size_t n_columns, size_t n_rows)
{
    l->columns = columns;
    l->n_columns = n_columns;
    l->n_rows = n_rows;
    l->cells = rk_arena_alloc(l->reader.arena, n_rows * n_columns, sizeof *l->cells);
    return l->cells;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- Places ---- */

static bool read_atlas(listing *l, rk_atlas *atlas)
{
    if (rk_atlas_read(&l->reader, atlas)) {
        return true;
    }
    l->status = RK_ERR_DATA;
    return false;
}

static void list_prefectures(listing *l)
{
    static const char *const columns[] = {"code", "name", "romaji", "municipalities", "population"};
    rk_atlas atlas;
    if (!read_atlas(l, &atlas)) {
        return;
    }
    const char **cell = begin_rows(l, columns, COUNT(columns), atlas.n_prefectures);
    for (size_t i = 0; i < atlas.n_prefectures; i++) {
        const rk_prefecture *p = &atlas.prefectures[i];
        double population = 0;
        for (size_t m = p->first; m < p->first + p->n_municipalities; m++) {
            population += atlas.municipalities[m].population;
        }
        *cell++ = rk_arena_text(l->reader.arena, "%02d", p->code);
        *cell++ = p->name;
        *cell++ = p->romaji;
        *cell++ = rk_arena_text(l->reader.arena, "%zu", p->n_municipalities);
        *cell++ = rk_arena_text(l->reader.arena, "%.0f", population);
    }
}

static void list_municipalities(listing *l)
{
    static const char *const columns[] = {"code",       "name", "kana",     "romaji", "prefecture",   "kind",
                                          "population", "aged", "area_km2", "staff",  "fiscal_index", "ict_employees"};
    rk_atlas atlas;
    if (!read_atlas(l, &atlas)) {
        return;
    }
    size_t first = 0, n = atlas.n_municipalities;
    if (l->filter != NULL) {
        size_t p = rk_atlas_find_prefecture(atlas.prefectures, atlas.n_prefectures, l->filter);
        if (p == atlas.n_prefectures) {
            l->status = RK_ERR_OPTIONS;
            return;
        }
        first = atlas.prefectures[p].first;
        n = atlas.prefectures[p].n_municipalities;
    }
    const char **cell = begin_rows(l, columns, COUNT(columns), n);
    for (size_t i = first; i < first + n; i++) {
        const rk_municipality *m = &atlas.municipalities[i];
        rk_arena *arena = l->reader.arena;
        *cell++ = rk_arena_text(arena, "%05d", m->code);
        *cell++ = m->name;
        *cell++ = m->kana;
        *cell++ = m->romaji;
        *cell++ = atlas.prefectures[m->prefecture].name;
        *cell++ = rk_atlas_kind(m->kind);
        *cell++ = rk_arena_text(arena, "%.0f", m->population);
        *cell++ = rk_arena_text(arena, "%.4f", m->aged_share);
        *cell++ = rk_arena_text(arena, "%.2f", m->area_km2);
        *cell++ = rk_arena_text(arena, "%.0f", m->staff);
        *cell++ = rk_arena_text(arena, "%.2f", m->fiscal_index);
        *cell++ = rk_arena_text(arena, "%.0f", m->ict_employees);
    }
}

/* ---- Scenarios ---- */

static const char *places_of(rk_arena *arena, const rk_scenario *scenario)
{
    enum { ALL_PREFECTURES = 47 };
    const char *names = scenario->prefectures[0].name;
    if (scenario->n_prefectures == ALL_PREFECTURES) {
        return "all";
    }
    for (size_t i = 1; i < scenario->n_prefectures; i++) {
        names = rk_arena_text(arena, "%s, %s", names, scenario->prefectures[i].name);
    }
    return rk_arena_text(arena, "%s", names);
}

static const char *models_of(rk_arena *arena, const rk_scenario *scenario)
{
    const char *keys = "";
    for (size_t i = 0; i < scenario->n_models; i++) {
        keys = rk_arena_text(arena, "%s%s%s", keys, i > 0 ? "," : "", scenario->models[i].key);
    }
    return keys;
}

/* A file with a mistake is named all the same; `renkei check` says what is wrong with it. */
static void list_scenarios(listing *l)
{
    static const char *const columns[] = {"name", "prefecture", "models", "title", "title_en"};
    rk_arena *arena = l->reader.arena;
    const char *const *names;
    size_t n = rk_folder_scenarios(arena, &names);
    const char **cell = begin_rows(l, columns, COUNT(columns), n);
    for (size_t i = 0; i < n; i++) {
        const char *path = rk_arena_text(arena, "%s/%s.yaml", rk_folder_find(arena), names[i]);
        rk_mistakes *mistakes = rk_mistakes_new();
        rk_scenario *scenario = NULL;
        rk_status status = mistakes == NULL
                               ? RK_ERR_MEMORY
                               : rk_scenario_load(path, NULL, 0, l->schemas, l->n_schemas, mistakes, &scenario);
        *cell++ = names[i];
        *cell++ = status == RK_OK ? places_of(arena, scenario) : "";
        *cell++ = status == RK_OK ? models_of(arena, scenario) : "";
        *cell++ = status == RK_OK ? rk_arena_text(arena, "%s", scenario->title) : "";
        *cell++ = status == RK_OK ? rk_arena_text(arena, "%s", scenario->title_en) : "";
        rk_scenario_close(scenario);
        rk_mistakes_free(mistakes);
        if (status == RK_ERR_DATA || status == RK_ERR_MEMORY) {
            l->status = status;
            return;
        }
    }
}

/* ---- Names the engine is built with ---- */

static void list_instruments(listing *l)
{
    static const char *const columns[] = {"name", "title", "title_ja", "help"};
    const char **cell = begin_rows(l, columns, COUNT(columns), l->n_schemas);
    for (size_t i = 0; i < l->n_schemas; i++) {
        *cell++ = l->schemas[i]->name;
        *cell++ = l->schemas[i]->title;
        *cell++ = l->schemas[i]->title_ja;
        *cell++ = l->schemas[i]->help;
    }
}

static void list_metrics(listing *l)
{
    static const char *const columns[] = {"name", "unit", "of", "meaning", "ja"};
    const char **cell = begin_rows(l, columns, COUNT(columns), RK_N_METRICS + RK_N_SPREADS);
    for (int i = 0; i < RK_N_METRICS + RK_N_SPREADS; i++) {
        const rk_metric_info *m = i < RK_N_METRICS ? &rk_metrics[i] : &rk_spreads[i - RK_N_METRICS];
        *cell++ = m->name;
        *cell++ = m->unit;
        *cell++ = i < RK_N_METRICS ? "municipality" : "prefecture";
        *cell++ = m->long_name;
        *cell++ = m->ja;
    }
}

static void list_parameters(listing *l)
{
    static const char *const columns[] = {"name", "unit", "default", "range", "source", "help", "title_ja"};
    const char **cell = begin_rows(l, columns, COUNT(columns), RK_N_PARAMETERS);
    for (int i = 0; i < RK_N_PARAMETERS; i++) {
        const rk_key *key = &rk_parameter_keys[i];
        *cell++ = key->name;
        *cell++ = key->unit_text;
        *cell++ = key->default_text;
        *cell++ = rk_number_range(l->reader.arena, key);
        *cell++ = key->source;
        *cell++ = key->help;
        *cell++ = rk_parameter_title_ja(key->name);
    }
}

/* The rules as their files have them. */
static void list_funding(listing *l)
{
    static const char *const columns[] = {"rule", "default", "rate",   "cap",      "per",   "of",      "by",
                                          "from", "until",   "source", "evidence", "title", "title_ja"};
    rk_reader *reader = &l->reader;
    reader->scenario = rk_arena_alloc(reader->arena, 1, sizeof *reader->scenario);
    rk_funding_read(reader, (rk_schemas){l->schemas, l->n_schemas}, NULL);
    const char **cell = begin_rows(l, columns, COUNT(columns), reader->n_rules);
    for (size_t i = 0; i < reader->n_rules; i++) {
        const rk_scenario_rule *rule = &reader->rules[i];
        const char *const cells[COUNT(columns)] = {
            rule->id, strcmp(rule->state, "off") == 0 ? "off" : "on", rule->rate, rule->cap, rule->per, rule->of,
            rule->by, rule->from, rule->until, rule->source, rule->evidence, rule->title, rule->title_ja};
        memcpy(cell, cells, sizeof cells);
        cell += COUNT(columns);
    }
    l->status = rk_mistakes_count(reader->mistakes) > 0 ? RK_ERR_DATA : RK_OK;
}

static const struct {
    const char *what;
    void (*list)(listing *l);
} lists[] = {
    {"scenarios", list_scenarios},     {"prefectures", list_prefectures}, {"municipalities", list_municipalities},
    {"instruments", list_instruments}, {"metrics", list_metrics},         {"parameters", list_parameters},
    {"funding", list_funding},
};

/* ---- Handing over ---- */

/* One piece of memory with the pointers first and the texts behind them, so that closing is one free. */
static rk_status hand_over(const listing *l, rk_catalogue *catalogue)
{
    size_t n = l->n_rows * l->n_columns, bytes = n * sizeof(char *);
    for (size_t i = 0; i < n; i++) {
        bytes += strlen(l->cells[i]) + 1;
    }
    char **cells = malloc(bytes > 0 ? bytes : 1);
    if (cells == NULL) {
        return RK_ERR_MEMORY;
    }
    char *text = (char *)(cells + n);
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(l->cells[i]) + 1;
        cells[i] = memcpy(text, l->cells[i], length);
        text += length;
    }
    *catalogue = (rk_catalogue){l->n_rows, l->n_columns, l->columns, cells};
    return RK_OK;
}

typedef struct {
    listing *listing;
    void (*list)(listing *l);
} work;

static void do_work(void *context)
{
    const work *w = context;
    w->list(w->listing);
}

rk_status rk_listing_open(const char *what, const char *filter, const rk_instrument_schema *const schemas[],
                          size_t n_schemas, rk_catalogue *catalogue)
{
    listing l = {.filter = filter, .schemas = schemas, .n_schemas = n_schemas, .status = RK_OK};
    work w = {&l, NULL};
    *catalogue = (rk_catalogue){0};
    for (size_t i = 0; i < COUNT(lists); i++) {
        w.list = strcmp(lists[i].what, what) == 0 ? lists[i].list : w.list;
    }
    if (w.list == NULL) {
        return RK_ERR_OPTIONS;
    }
    l.reader.arena = rk_arena_new();
    l.reader.mistakes = rk_mistakes_new();
    if (l.reader.arena == NULL || l.reader.mistakes == NULL || !rk_arena_run(l.reader.arena, do_work, &w)) {
        l.status = RK_ERR_MEMORY;
    }
    rk_status status = l.status == RK_OK ? hand_over(&l, catalogue) : l.status;
    rk_mistakes_free(l.reader.mistakes);
    rk_arena_free(l.reader.arena);
    return status;
}

void rk_listing_close(rk_catalogue *catalogue)
{
    free(catalogue->cells);
    *catalogue = (rk_catalogue){0};
}
