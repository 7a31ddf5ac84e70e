#include "input/coalitions.h"

#include "base/draw.h"
#include "input/common_keys.h"
#include "input/nearest.h"
#include "input/places.h"
#include "input/select.h"
#include "input/setting.h"

#include <stdlib.h>
#include <string.h>

enum { EXACT_MAX = 9 };

/* clang-format off */
const rk_key rk_coalitions_keys[RK_N_COALITIONS_KEYS] = {
    [RK_COALITIONS_MODEL] = {"model", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, NULL, NULL, "", "", "key of the model whose members may leave"},
    [RK_COALITIONS_MEMBERS] = {"members", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "all", NULL, "", "", "codes or names of those who may leave; the others stay"},
    [RK_COALITIONS_EXACT] = {"exact_up_to", RK_KEY_COUNT, RK_UNIT_NUMBER, 2, EXACT_MAX, "7", NULL, "", "", "so many members at most: every coalition of them is run"},
    [RK_COALITIONS_PAIRS] = {"pairs", RK_KEY_COUNT, RK_UNIT_NUMBER, 1, 200, "4", NULL, "", "", "with more members: pairs of an order of them and its reverse, drawn at random, of which every beginning is run"},
};
/* clang-format on */

typedef struct {
    rk_reader *reader;
    rk_coalitions *out;
    const rk_model *model; /* everybody is in it */
    const rk_node *node;   /* for mistakes about the whole */
    bool *member;          /* [RK_COALITIONS_MAX][n_players] */
    size_t *player;
    size_t *order;
    bool too_many;
} forming;

/* ---- Who may leave ---- */

static bool *members_of(const forming *f)
{
    const rk_scenario *scenario = f->reader->scenario;
    bool *is = rk_arena_alloc(f->reader->arena, scenario->n_municipalities + 1, sizeof *is);
    for (size_t i = 0; i < f->model->n_instruments; i++) {
        const rk_setting *members = &f->model->instruments[i].settings[RK_COMMON_MEMBERS];
        for (size_t m = 0; m < members->n_members; m++) {
            is[members->members[m]] = true;
        }
    }
    return is;
}

/* What `members` names; NULL for all. */
static const bool *named(rk_reader *reader, const rk_node *node)
{
    const rk_scenario *scenario = reader->scenario;
    if (node == NULL || (node->kind == RK_NODE_SCALAR && strcmp(node->text, "all") == 0)) {
        return NULL;
    }
    bool *chosen = rk_arena_alloc(reader->arena, scenario->n_municipalities + 1, sizeof *chosen);
    (void)rk_places_mark(reader, "coalitions.members", node, scenario->municipalities, scenario->n_municipalities,
                         chosen);
    return chosen;
}

static void choose_players(forming *f, const rk_node *node, const bool *chosen)
{
    rk_reader *reader = f->reader;
    const rk_scenario *scenario = reader->scenario;
    const bool *is_member = members_of(f);
    f->player = rk_arena_alloc(reader->arena, scenario->n_municipalities, sizeof *f->player);
    for (size_t i = 0; i < scenario->n_municipalities; i++) {
        if (chosen == NULL ? is_member[i] : chosen[i] && is_member[i]) {
            f->player[f->out->n_players++] = i;
        } else if (chosen != NULL && chosen[i]) {
            rk_complain(reader, node, "coalitions.members", "%s takes no part in the model %s",
                        scenario->municipalities[i].name, f->model->key);
        }
    }
    if (f->out->n_players < 2) {
        rk_complain(reader, f->node, "coalitions", "it takes two members at least to have coalitions; there %s %zu",
                    f->out->n_players == 1 ? "is" : "are", f->out->n_players);
    }
}

/* ---- Which coalitions ---- */

static size_t size_of(const forming *f, const bool *set)
{
    size_t n = 0;
    for (size_t i = 0; i < f->out->n_players; i++) {
        n += set[i];
    }
    return n;
}

/* Add a set of players that is not there yet. One alone is in the baseline. */
static void add_set(forming *f, const bool *set)
{
    size_t n = f->out->n_players;
    bool known = size_of(f, set) < 2;
    for (size_t i = 0; i < f->out->n_models && !known; i++) {
        known = memcmp(&f->member[i * n], set, n) == 0;
    }
    if (known) {
        return;
    }
    if (f->out->n_models == RK_COALITIONS_MAX) {
        f->too_many = true;
        return;
    }
    memcpy(&f->member[f->out->n_models++ * n], set, n);
}

static void add_whole_and_without(forming *f, bool *set)
{
    size_t n = f->out->n_players;
    memset(set, true, n);
    add_set(f, set);
    for (size_t i = 0; i < n; i++) {
        set[i] = false;
        add_set(f, set);
        set[i] = true;
    }
}

static void add_every(forming *f, bool *set)
{
    size_t n = f->out->n_players;
    for (unsigned bits = 1; bits < 1u << n; bits++) {
        for (size_t i = 0; i < n; i++) {
            set[i] = (bits >> i & 1) != 0;
        }
        add_set(f, set);
    }
}

typedef struct {
    uint32_t word;
    size_t player;
} place_in_order;

static int by_word(const void *a, const void *b)
{
    const place_in_order *one = a, *other = b;
    int by = (one->word > other->word) - (one->word < other->word);
    return by != 0 ? by : (one->player > other->player) - (one->player < other->player);
}

/* Every player draws a number; the least comes first. The second of a pair is the reverse of the first. */
static void draw_pair(forming *f, size_t pair)
{
    const rk_scenario *scenario = f->reader->scenario;
    size_t n = f->out->n_players;
    place_in_order *places = rk_arena_alloc(f->reader->arena, n, sizeof *places);
    for (size_t i = 0; i < n; i++) {
        uint32_t who = rk_who_municipality(scenario->municipalities[f->player[i]].code, 0);
        places[i] = (place_in_order){rk_draw(scenario->seed, (uint32_t)pair, who, 0, RK_DRAW_COALITION).word[0], i};
    }
    qsort(places, n, sizeof *places, by_word);
    size_t *order = &f->order[2 * pair * n];
    for (size_t i = 0; i < n; i++) {
        order[i] = order[2 * n - 1 - i] = places[i].player;
    }
}

static void add_sampled(forming *f, size_t n_pairs, bool *set)
{
    size_t n = f->out->n_players;
    f->out->n_orders = 2 * n_pairs;
    f->order = rk_arena_alloc(f->reader->arena, 2 * n_pairs * n, sizeof *f->order);
    for (size_t pair = 0; pair < n_pairs; pair++) {
        draw_pair(f, pair);
    }
    for (size_t order = 0; order < f->out->n_orders; order++) {
        memset(set, false, n);
        for (size_t i = 0; i < n; i++) {
            set[f->order[order * n + i]] = true;
            add_set(f, set);
        }
    }
}

static void choose_sets(forming *f, size_t exact, size_t n_pairs)
{
    rk_arena *arena = f->reader->arena;
    size_t n = f->out->n_players;
    bool *set = rk_arena_alloc(arena, n, sizeof *set);
    f->member = rk_arena_alloc(arena, RK_COALITIONS_MAX * n, sizeof *f->member);
    f->out->n_models = 1; /* nobody: the baseline */
    add_whole_and_without(f, set);
    if (n <= exact) {
        add_every(f, set);
    } else {
        add_sampled(f, n_pairs, set);
    }
    if (f->too_many) {
        rk_complain(f->reader, f->node, "coalitions", "more than %d coalitions; name fewer members or pairs",
                    RK_COALITIONS_MAX);
    }
}

/* ---- The models ---- */

static void keep_in(const forming *f, const bool *set, rk_setting *members)
{
    rk_arena *arena = f->reader->arena;
    size_t n = 0, n_groups = 0;
    size_t *kept = rk_arena_alloc(arena, members->n_members, sizeof *kept);
    size_t *group = rk_arena_alloc(arena, members->n_members, sizeof *group);
    size_t *number = rk_arena_alloc(arena, members->n_groups, sizeof *number); /* 0: not numbered yet */
    for (size_t i = 0; i < members->n_members; i++) {
        size_t p = 0;
        while (p < f->out->n_players && f->player[p] != members->members[i]) {
            p++;
        }
        if (p < f->out->n_players && !set[p]) {
            continue;
        }
        size_t *own = &number[members->group[i]];
        *own = *own == 0 ? ++n_groups : *own;
        group[n] = *own - 1;
        kept[n++] = members->members[i];
    }
    members->members = kept;
    members->group = group;
    members->n_members = n;
    members->n_groups = n_groups;
}

static const char *listed(const forming *f, const bool *set, bool english)
{
    enum { NAMES = 3 };
    const rk_scenario *scenario = f->reader->scenario;
    rk_arena *arena = f->reader->arena;
    size_t n = size_of(f, set), shown = 0;
    const char *text = "";
    for (size_t i = 0; i < f->out->n_players && shown < NAMES; i++) {
        const rk_municipality *place = &scenario->municipalities[f->player[i]];
        const char *name = english && place->romaji != NULL ? place->romaji : place->name;
        if (set[i]) {
            text = rk_arena_text(arena, "%s%s%s", text, shown == 0 ? "" : english ? ", " : "・", name);
            shown++;
        }
    }
    return n > shown ? rk_arena_text(arena, english ? "%s and %zu more" : "%sほか%zu団体", text, n - shown) : text;
}

static void name_model(const forming *f, size_t index, const bool *set, rk_model *model)
{
    rk_arena *arena = f->reader->arena;
    size_t n = f->out->n_players, left = 0;
    while (left < n && set[left]) {
        left++;
    }
    const char *key = model->key, *title = model->title, *title_en = model->title_en;
    if (size_of(f, set) == n - 1) {
        const rk_municipality *place = &f->reader->scenario->municipalities[f->player[left]];
        model->key = rk_arena_text(arena, "%s-%05d", key, place->code);
        model->title = rk_arena_text(arena, "%s、%s以外", title, place->name);
        model->title_en =
            rk_arena_text(arena, "%s without %s", title_en, place->romaji != NULL ? place->romaji : place->name);
    } else {
        model->key = rk_arena_text(arena, "%s-c%zu", key, index);
        model->title = rk_arena_text(arena, "%s：%s", title, listed(f, set, false));
        model->title_en = rk_arena_text(arena, "%s: %s", title_en, listed(f, set, true));
    }
}

/* Instruments stay in their places, without members if need be: their number is part of the addresses of draws. */
static rk_model copy_for(const forming *f, size_t index, const bool *set)
{
    rk_model copy = *f->model;
    if (size_of(f, set) == f->out->n_players) {
        return copy;
    }
    copy.instruments = rk_arena_alloc(f->reader->arena, copy.n_instruments, sizeof *copy.instruments);
    for (size_t i = 0; i < copy.n_instruments; i++) {
        copy.instruments[i] = f->model->instruments[i];
        keep_in(f, set, &copy.instruments[i].settings[RK_COMMON_MEMBERS]);
    }
    name_model(f, index, set, &copy);
    return copy;
}

static void replace_models(forming *f)
{
    rk_reader *reader = f->reader;
    rk_scenario *scenario = reader->scenario;
    size_t n = f->out->n_models, n_players = f->out->n_players;
    rk_model *models = rk_arena_alloc(reader->arena, n, sizeof *models);
    for (size_t i = 0; i < scenario->n_models; i++) {
        if (i != scenario->baseline && &scenario->models[i] != f->model) {
            reader->n_values = rk_select_drop_values(reader->values, reader->n_values, scenario->models[i].key);
        }
    }
    models[0] = scenario->models[scenario->baseline];
    for (size_t i = 1; i < n; i++) {
        models[i] = copy_for(f, i, &f->member[i * n_players]);
    }
    f->out->model = f->model->key;
    f->out->player = f->player;
    f->out->member = f->member;
    f->out->order = f->order;
    scenario->models = models;
    scenario->n_models = n;
    scenario->baseline = 0;
    scenario->coalitions = f->out;
}

static const rk_model *find_model(rk_reader *reader, const rk_node *node)
{
    const rk_scenario *scenario = reader->scenario;
    if (!rk_expect_kind(reader, node, "coalitions.model", RK_NODE_SCALAR, "the key of a model")) {
        return NULL;
    }
    size_t found = rk_scenario_model_find(scenario, node->text);
    if (found == scenario->n_models) {
        rk_nearest nearest = rk_nearest_to(node->text);
        for (size_t i = 0; i < scenario->n_models; i++) {
            rk_nearest_offer(&nearest, scenario->models[i].key);
        }
        rk_complain(reader, node, "coalitions.model", "no model has the key \"%s\"%s", node->text,
                    rk_nearest_hint(reader->arena, &nearest));
        return NULL;
    }
    if (found == scenario->baseline) {
        rk_complain(reader, node, "coalitions.model", "\"%s\" is the baseline; nobody can leave it", node->text);
        return NULL;
    }
    return &scenario->models[found];
}

void rk_coalitions_read(rk_reader *reader, const rk_node *node)
{
    const rk_node *found[RK_N_COALITIONS_KEYS];
    rk_setting settings[RK_N_COALITIONS_KEYS];
    if (node == NULL || rk_node_is_null(node)) {
        return;
    }
    size_t known = rk_mistakes_count(reader->mistakes);
    rk_setting_match(reader, node, node, "coalitions", rk_coalitions_keys, RK_N_COALITIONS_KEYS, found);
    for (int i = RK_COALITIONS_MODEL; i <= RK_COALITIONS_MEMBERS; i++) {
        if (found[i] != NULL || rk_coalitions_keys[i].default_text != NULL) {
            rk_note_value(reader, rk_path(reader, "coalitions", rk_coalitions_keys[i].name), &rk_coalitions_keys[i],
                          found[i]);
        }
    }
    for (int i = RK_COALITIONS_EXACT; i < RK_N_COALITIONS_KEYS; i++) {
        (void)rk_setting_read(reader, &rk_coalitions_keys[i], rk_path(reader, "coalitions", rk_coalitions_keys[i].name),
                              found[i], &settings[i]);
    }
    forming f = {.reader = reader, .node = node, .out = rk_arena_alloc(reader->arena, 1, sizeof *f.out)};
    f.model = found[RK_COALITIONS_MODEL] != NULL ? find_model(reader, found[RK_COALITIONS_MODEL]) : NULL;
    if (!reader->places_known) {
        return;
    }
    const bool *chosen = named(reader, found[RK_COALITIONS_MEMBERS]);
    if (f.model != NULL) {
        choose_players(&f, found[RK_COALITIONS_MEMBERS], chosen);
    }
    if (rk_mistakes_count(reader->mistakes) == known) {
        choose_sets(&f, (size_t)settings[RK_COALITIONS_EXACT].count, (size_t)settings[RK_COALITIONS_PAIRS].count);
    }
    if (rk_mistakes_count(reader->mistakes) == known) {
        replace_models(&f);
    }
}
