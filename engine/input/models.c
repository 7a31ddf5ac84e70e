#include "input/models.h"

#include "base/draw.h"
#include "input/instrument.h"
#include "input/nearest.h"
#include "input/setting.h"
#include "input/utf8.h"

#include <limits.h>
#include <string.h>

enum { NAME_BYTES_MAX = 64 };

static const rk_key model_keys[] = {
    {"title", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "title of the model"},
    {"title_en", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "title in English"},
    {"instruments", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "",
     "what the model consists of; none: nobody cooperates"},
};
enum { MODEL_TITLE, MODEL_TITLE_EN, MODEL_INSTRUMENTS, N_MODEL_KEYS };

/* Names are parts of dotted paths, of groups in the results and of lists on the command line. */
static bool check_name(rk_reader *reader, const rk_node *node, const char *path, const char *name)
{
    if (name[0] == '\0' || strlen(name) > NAME_BYTES_MAX || strpbrk(name, " \t\n./=,:\"'") != NULL ||
        rk_utf8_has(name, RK_FULL_WIDTH_SPACE)) {
        rk_complain(reader, node, path,
                    "\"%s\" is no name; a name is one word of at most %d bytes without . / = , : and quotes", name,
                    NAME_BYTES_MAX);
        return false;
    }
    return true;
}

/* ---- The list of instruments, in both of its forms ---- */

static const char *name_of(rk_reader *reader, const rk_instrument_node list[], size_t index)
{
    const rk_node *given = rk_node_find(list[index].settings, "name");
    size_t same = 1;
    if (given != NULL && given->kind == RK_NODE_SCALAR) {
        return given->text;
    }
    for (size_t i = 0; i < index; i++) {
        same +=
            rk_node_find(list[i].settings, "name") == NULL && strcmp(list[i].kind->text, list[index].kind->text) == 0;
    }
    return same == 1 ? list[index].kind->text : rk_arena_text(reader->arena, "%s_%zu", list[index].kind->text, same);
}

static void complain_of_item(rk_reader *reader, const rk_node *item, const char *path)
{
    rk_complain(reader, item, path, "expected one instrument with its settings, such as \"- experts: {number: 5}\"%s",
                item->kind == RK_NODE_MAPPING && item->n > 1 ? "; indent the settings further than its name" : "");
}

size_t rk_models_list(rk_reader *reader, const rk_node *model, const char *path, rk_instrument_node **list)
{
    const rk_node *instruments = rk_node_find(model, "instruments");
    size_t n = 0;
    if (instruments == NULL || rk_node_is_null(instruments)) {
        return 0;
    }
    bool quiet = path == NULL;
    path = quiet ? NULL : rk_path(reader, path, "instruments");
    *list = rk_arena_alloc(reader->arena, instruments->n, sizeof **list);
    if (instruments->kind == RK_NODE_SCALAR && !quiet) {
        (void)rk_expect_kind(reader, instruments, path, RK_NODE_SEQUENCE, "a list of instruments, [] for none");
    }
    for (rk_node *item = instruments->first; item != NULL; item = item->next) {
        bool fine = instruments->kind == RK_NODE_MAPPING || (item->kind == RK_NODE_MAPPING && item->n == 1);
        if (fine) {
            rk_node *settings = instruments->kind == RK_NODE_MAPPING ? item : item->first;
            (*list)[n++] = (rk_instrument_node){.kind = settings->key, .settings = settings};
        } else if (!quiet) {
            complain_of_item(reader, item, path);
        }
    }
    for (size_t i = 0; i < n; i++) {
        (*list)[i].name = name_of(reader, *list, i);
    }
    return n;
}

/* ---- The instruments of a model ---- */

/* As the choice says that its schema names. */
static bool answers_requests(const rk_instrument_schema *schema, const rk_instrument *instrument)
{
    return schema->requests != 0 && (schema->requests >> instrument->settings[schema->answers].count & 1) != 0;
}

static void read_instruments(rk_reader *reader, rk_schemas schemas, const rk_node *node, const char *path,
                             rk_model *model)
{
    rk_instrument_node *list = NULL;
    size_t n = rk_models_list(reader, node, path, &list);
    if (n > RK_MODEL_INSTRUMENTS_MAX) {
        rk_complain(reader, node, path, "%zu instruments; a model has at most %d", n, RK_MODEL_INSTRUMENTS_MAX);
        n = RK_MODEL_INSTRUMENTS_MAX;
    }
    model->instruments = rk_arena_alloc(reader->arena, n, sizeof *model->instruments);
    const rk_instrument_node **nodes = rk_arena_alloc(reader->arena, n, sizeof *nodes);
    for (size_t i = 0; i < n; i++) {
        const char *own_path = rk_path(reader, path, list[i].name);
        size_t schema = rk_instrument_find(reader, schemas, list[i].kind, own_path);
        bool taken = strcmp(list[i].name, "title") == 0 || strcmp(list[i].name, "title_en") == 0 ||
                     strcmp(list[i].name, "instruments") == 0;
        for (size_t k = 0; k < i; k++) {
            taken = taken || strcmp(list[k].name, list[i].name) == 0;
        }
        if (taken) {
            rk_complain(reader, list[i].kind, own_path, "the name \"%s\" is taken; give the instrument another",
                        list[i].name);
        }
        if (schema < schemas.n_schemas && check_name(reader, list[i].kind, own_path, list[i].name)) {
            nodes[model->n_instruments] = &list[i];
            rk_instrument *instrument = &model->instruments[model->n_instruments++];
            instrument->schema = schema;
            instrument->name = list[i].name;
            instrument->books = schemas.schemas[schema]->books;
            instrument->purpose = rk_purpose_of(schemas.schemas[schema]->name);
            rk_instrument_read(reader, schemas.schemas[schema], &list[i], own_path, instrument);
            instrument->books |= answers_requests(schemas.schemas[schema], instrument) ? RK_COUNTS_REQUESTS : 0;
        }
    }
    rk_instrument_check_together(reader, schemas, model, nodes, path);
}

/* ---- Models ---- */

static void read_model(rk_reader *reader, rk_schemas schemas, const rk_node *node, rk_model *model)
{
    const rk_node *found[N_MODEL_KEYS];
    const char *path = rk_path(reader, "models", node->key->text);
    (void)check_name(reader, node->key, path, node->key->text);
    rk_setting_match(reader, node, node, path, model_keys, N_MODEL_KEYS, found);
    model->key = node->key->text;
    model->title = rk_title_read(reader, rk_path(reader, path, "title"), found[MODEL_TITLE], model->key);
    model->title_en = rk_title_read(reader, rk_path(reader, path, "title_en"), found[MODEL_TITLE_EN], model->title);
    found[MODEL_TITLE_EN] = rk_title_en_of(reader, found[MODEL_TITLE], found[MODEL_TITLE_EN]);
    model->title_en = found[MODEL_TITLE_EN] == NULL ? model->title : model->title_en;
    for (int i = MODEL_TITLE; i <= MODEL_TITLE_EN; i++) {
        if (found[i] != NULL) {
            rk_note_value(reader, rk_path(reader, path, model_keys[i].name), &model_keys[i], found[i]);
        }
    }
    read_instruments(reader, schemas, node, path, model);
}

static size_t find_baseline(rk_reader *reader, const rk_node *node)
{
    const rk_scenario *scenario = reader->scenario;
    if (node == NULL || !rk_expect_kind(reader, node, "baseline", RK_NODE_SCALAR, "the key of a model")) {
        return 0;
    }
    size_t found = rk_scenario_model_find(scenario, node->text);
    if (found < scenario->n_models) {
        return found;
    }
    rk_nearest nearest = rk_nearest_to(node->text);
    for (size_t i = 0; i < scenario->n_models; i++) {
        rk_nearest_offer(&nearest, scenario->models[i].key);
    }
    rk_complain(reader, node, "baseline", "no model has the key \"%s\"%s", node->text,
                rk_nearest_hint(reader->arena, &nearest));
    return 0;
}

void rk_models_read(rk_reader *reader, rk_schemas schemas, const rk_node *node, const rk_node *baseline)
{
    if (!rk_expect_kind(reader, node, "models", RK_NODE_MAPPING, "models by their keys, at least one")) {
        return;
    }
    if (node->n == 0) {
        rk_complain(reader, node, "models", "there is no model; expected at least one");
        return;
    }
    rk_model *models = rk_arena_alloc(reader->arena, node->n, sizeof *models);
    rk_scenario *scenario = reader->scenario;
    for (const rk_node *child = node->first; child != NULL; child = child->next) {
        read_model(reader, schemas, child, &models[scenario->n_models++]);
    }
    scenario->models = models;
    scenario->baseline = find_baseline(reader, baseline);
}
