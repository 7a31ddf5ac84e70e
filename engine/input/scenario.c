#include "input/atlas.h"
#include "input/coalitions.h"
#include "input/correlations.h"
#include "input/funding.h"
#include "input/inherit.h"
#include "input/models.h"
#include "input/opened.h"
#include "input/override.h"
#include "input/places.h"
#include "input/planner.h"
#include "input/points.h"
#include "input/posterior.h"
#include "input/setting.h"
#include "input/sweep.h"
#include "input/top.h"
#include "input/values.h"

#include <limits.h>
#include <string.h>

typedef struct {
    rk_reader reader;
    const char *path;
    const char *const *settings;
    size_t n_settings;
    rk_schemas schemas;
    const char **kept_settings;
    bool at_points; /* every point of a sweep is checked, too */
} loading;

/* ---- Top level ---- */

static rk_setting read_top(rk_reader *reader, const rk_node *const found[], int key)
{
    rk_setting setting;
    (void)rk_setting_read(reader, &rk_top_keys[key], rk_top_keys[key].name, found[key], &setting);
    return setting;
}

/* The file's name without folder and ending: what stands in for a title. */
static const char *stem_of(rk_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
    const char *dot = strrchr(name, '.');
    return rk_arena_copy(arena, name, dot == NULL || dot == name ? strlen(name) : (size_t)(dot - name));
}

static void read_start(rk_reader *reader, const rk_node *node)
{
    const rk_key *key = &rk_top_keys[RK_TOP_START];
    const char *text = node == NULL ? key->default_text : node->text;
    int month = 0; /* counted from April of year 0 */
    rk_note_value(reader, key->name, key, node);
    const char *wrong = rk_month_read(reader->arena, text, 0, &month);
    if (wrong == NULL && month % 12 != 0) {
        wrong =
            rk_arena_text(reader->arena, "\"%s\" is no April; a run starts with a fiscal year, such as 2026-04", text);
    }
    if (wrong != NULL) {
        rk_complain(reader, node, key->name, "%s", wrong);
    }
    reader->scenario->start_year = month / 12;
    reader->span_layer = wrong != NULL ? -1 : node == NULL ? LONG_MAX : (long)rk_layer(reader, node);
}

static void read_years(rk_reader *reader, const rk_node *const found[])
{
    rk_setting years = read_top(reader, found, RK_TOP_YEARS);
    reader->scenario->n_years = (int)years.count;
    long layer = years.count == 0 ? -1 : (long)years.layer;
    reader->span_layer = layer < reader->span_layer ? layer : reader->span_layer;
}

/* For keys that are read elsewhere: they are explained in the order of the others. */
static void note_top(rk_reader *reader, const rk_node *const found[], int key)
{
    if (found[key] != NULL || rk_top_keys[key].default_text != NULL) {
        rk_note_value(reader, rk_top_keys[key].name, &rk_top_keys[key], found[key]);
    }
}

static void read_inner(rk_reader *reader, const rk_node *const found[])
{
    long count = (long)read_top(reader, found, RK_TOP_INNER).count, whole = count / RK_INNER_MIN * RK_INNER_MIN;
    if (count != whole) {
        rk_complain(reader, found[RK_TOP_INNER], "inner", "%ld is not a multiple of %d; the next are %ld and %ld",
                    count, RK_INNER_MIN, whole, whole + RK_INNER_MIN);
    }
    reader->scenario->inner = (uint32_t)whole;
}

/* What says how long, how often and with which luck. */
static void read_run(rk_reader *reader, const char *path, const rk_node *const found[])
{
    rk_scenario *scenario = reader->scenario;
    (void)read_top(reader, found, RK_TOP_RENKEI);
    if (found[RK_TOP_BASE] != NULL) {
        rk_note_value(reader, "base", &rk_top_keys[RK_TOP_BASE], found[RK_TOP_BASE]);
    }
    const rk_node *title_en = rk_title_en_of(reader, found[RK_TOP_TITLE], found[RK_TOP_TITLE_EN]);
    rk_note_value(reader, "title", &rk_top_keys[RK_TOP_TITLE], found[RK_TOP_TITLE]);
    rk_note_value(reader, "title_en", &rk_top_keys[RK_TOP_TITLE_EN], title_en);
    scenario->title = rk_title_read(reader, "title", found[RK_TOP_TITLE], stem_of(reader->arena, path));
    scenario->title_en = rk_title_read(reader, "title_en", found[RK_TOP_TITLE_EN], scenario->title);
    scenario->title_en = title_en == NULL ? scenario->title : scenario->title_en;
    note_top(reader, found, RK_TOP_PREFECTURE);
    note_top(reader, found, RK_TOP_MUNICIPALITIES);
    read_start(reader, found[RK_TOP_START]);
    read_years(reader, found);
    scenario->n_replications = (uint32_t)read_top(reader, found, RK_TOP_REPLICATIONS).count;
    read_inner(reader, found);
    scenario->seed = (uint64_t)read_top(reader, found, RK_TOP_SEED).count;
    note_top(reader, found, RK_TOP_BASELINE);
    scenario->own_contract = (int)read_top(reader, found, RK_TOP_CONTRACT).count;
}

static void read_root(loading *l, const rk_node *root)
{
    rk_reader *reader = &l->reader;
    rk_atlas atlas;
    const rk_node *found[RK_N_TOP_KEYS], *given[RK_N_PARAMETERS];
    rk_setting_match(reader, root, root, "", rk_top_keys, RK_N_TOP_KEYS, found);
    read_run(reader, l->path, found);
    if (rk_atlas_read(reader, &atlas)) {
        rk_places_read(reader, &atlas, found[RK_TOP_PREFECTURE], found[RK_TOP_MUNICIPALITIES]);
    }
    if (found[RK_TOP_DATA] != NULL) {
        rk_planner_read(reader, found[RK_TOP_DATA], l->path);
    }
    rk_processes_read(reader, found[RK_TOP_PROCESSES]);
    rk_parameters_read(reader, found[RK_TOP_PARAMETERS], given);
    note_top(reader, found, RK_TOP_POSTERIOR);
    rk_posterior_read(reader, found[RK_TOP_POSTERIOR], given, l->path);
    size_t known = rk_mistakes_count(reader->mistakes);
    if (found[RK_TOP_MODELS] != NULL) {
        rk_models_read(reader, l->schemas, found[RK_TOP_MODELS], found[RK_TOP_BASELINE]);
    }
    rk_funding_read(reader, l->schemas, found[RK_TOP_FUNDING]);
    rk_numbers_index(reader);
    rk_correlations_read(reader, found[RK_TOP_CORRELATIONS], known);
    rk_sweep_read(reader, l->schemas, found[RK_TOP_SWEEP]);
    rk_coalitions_read(reader, found[RK_TOP_COALITIONS]);
}

/* ---- Loading ---- */

/* Of renkei's own files those on the disk are read: they must be what they were. */
static void check_kept(rk_reader *reader)
{
    bool same = reader->n_kept == 0 || reader->n_files == reader->n_kept;
    for (size_t i = 0; same && i < reader->n_kept; i++) {
        const rk_scenario_file *now = &reader->files[i], *then = &reader->kept[i];
        same = strcmp(now->path, then->path) == 0 && now->n_bytes == then->n_bytes &&
               memcmp(now->text, then->text, now->n_bytes) == 0;
    }
    if (!same) {
        rk_complain_at(reader, reader->kept[0].path, 0, 0, "", "renkei's own files are no longer those of the run");
    }
}

static void load(void *context)
{
    loading *l = context;
    rk_reader *reader = &l->reader;
    reader->scenario = rk_arena_alloc(reader->arena, 1, sizeof *reader->scenario);
    reader->scenario->impl = rk_arena_alloc(reader->arena, 1, sizeof(rk_opened));
    l->path = reader->n_kept > 0 ? reader->kept[0].path : rk_inherit_find(reader->arena, ".", l->path);
    rk_node *root = rk_inherit_read(reader, l->schemas, l->path);
    if (root == NULL) {
        return;
    }
    for (size_t i = 0; i < l->n_settings; i++) {
        rk_override_apply(reader, root, l->settings[i], rk_top_keys, RK_N_TOP_KEYS);
    }
    read_root(l, root);
    check_kept(reader);
    l->kept_settings = rk_arena_alloc(reader->arena, l->n_settings + 1, sizeof *l->kept_settings);
    for (size_t i = 0; i < l->n_settings; i++) {
        const char *text = rk_override_text(l->settings[i]);
        l->kept_settings[i] = rk_arena_copy(reader->arena, text, strlen(text));
    }
}

/* named: the scenario as the user named it. */
static rk_status check_points(const loading *l, const char *named, bool right, rk_mistakes *mistakes)
{
    rk_points points = {named,      l->settings,     l->n_settings,
                        l->schemas, l->reader.sweep, right ? l->reader.scenario->n_models : SIZE_MAX};
    return l->at_points && l->reader.sweep != NULL ? rk_points_check(&points, mistakes) : RK_OK;
}

static rk_status run_loading(loading l, rk_mistakes *mistakes, rk_scenario **scenario)
{
    rk_status status = RK_ERR_MEMORY;
    const char *named = l.path;
    size_t known = rk_mistakes_count(mistakes);
    rk_arena *arena = rk_arena_new();
    l.reader.arena = arena;
    l.reader.mistakes = mistakes;
    *scenario = NULL;
    if (arena == NULL || !rk_arena_run(arena, load, &l)) {
        goto out;
    }
    status = l.reader.data_missing ? RK_ERR_DATA : RK_OK;
    if (status == RK_OK) {
        status = check_points(&l, named, rk_mistakes_count(mistakes) == known, mistakes);
    }
    if (status == RK_OK && rk_mistakes_count(mistakes) > known) {
        status = RK_ERR_SCENARIO;
    }
out:
    if (status != RK_OK) {
        rk_arena_free(arena);
        return status;
    }
    *(rk_opened *)l.reader.scenario->impl =
        (rk_opened){arena,          l.reader.values,  l.reader.n_values, l.reader.files, l.reader.n_files,
                    l.reader.rules, l.reader.n_rules, l.kept_settings,   l.n_settings,   l.reader.sweep};
    *scenario = l.reader.scenario;
    return RK_OK;
}

rk_status rk_scenario_load(const char *path, const char *const settings[], size_t n_settings,
                           const rk_instrument_schema *const schemas[], size_t n_schemas, rk_mistakes *mistakes,
                           rk_scenario **scenario)
{
    loading l = {.path = path, .settings = settings, .n_settings = n_settings, .schemas = {schemas, n_schemas}};
    return run_loading(l, mistakes, scenario);
}

rk_status rk_scenario_load_sweep(const char *path, const char *const settings[], size_t n_settings,
                                 const rk_instrument_schema *const schemas[], size_t n_schemas, rk_mistakes *mistakes,
                                 rk_scenario **scenario)
{
    loading l = {.path = path,
                 .settings = settings,
                 .n_settings = n_settings,
                 .schemas = {schemas, n_schemas},
                 .at_points = true};
    return run_loading(l, mistakes, scenario);
}

rk_status rk_scenario_load_kept(const rk_scenario_file files[], size_t n_files, const char *const settings[],
                                size_t n_settings, const rk_instrument_schema *const schemas[], size_t n_schemas,
                                rk_mistakes *mistakes, rk_scenario **scenario)
{
    loading l = {.reader = {.kept = files, .n_kept = n_files},
                 .settings = settings,
                 .n_settings = n_settings,
                 .schemas = {schemas, n_schemas}};
    return run_loading(l, mistakes, scenario);
}
