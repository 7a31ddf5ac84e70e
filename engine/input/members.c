#include "input/members.h"

#include "input/atlas.h"
#include "input/clusters.h"
#include "input/nearest.h"
#include "input/places.h"
#include "input/setting.h"

#include <string.h>

const rk_key rk_member_keys[RK_N_MEMBER_KEYS] = {
    {"min_population", RK_KEY_COUNT, RK_UNIT_PERSONS, 0, 1e8, "", NULL, "persons", "", "fewest residents"},
    {"max_population", RK_KEY_COUNT, RK_UNIT_PERSONS, 0, 1e8, "", NULL, "persons", "", "most residents"},
    {"kinds", RK_KEY_CHOICES, RK_UNIT_NUMBER, 0, 0, "", "designated_city|core_city|city|special_ward|town|village", "",
     "", "kinds of municipalities"},
    {"prefectures", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "codes or names of prefectures"},
    {"except", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "codes or names of those left out"},
    {"neighbours_of", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "",
     "a municipality, with those of its prefecture that can be reached over land"},
    {"steps", RK_KEY_COUNT, RK_UNIT_NUMBER, 1, 100, "1", NULL, "", "", "in so many steps from neighbour to neighbour"},
    {"cluster_size", RK_KEY_COUNT, RK_UNIT_NUMBER, 2, 2000, "", NULL, "", "",
     "cut into groups of about so many neighbours"},
};
enum { MIN, MAX, KINDS, PREFECTURES, EXCEPT, NEIGHBOURS_OF, STEPS, CLUSTER_SIZE };

/* Members while they are chosen. */
typedef struct {
    rk_reader *reader;
    const char *path;
    const rk_node *found[RK_N_MEMBER_KEYS];
    size_t n; /* municipalities of the scenario */
    const rk_municipality *places;
    bool *chosen;  /* [n] */
    size_t *group; /* [n] of a place, while grouped */
    bool grouped;
    size_t n_numbers; /* groups or prefectures, whichever are more */
} choice;

static const char *key_path(const choice *c, int key)
{
    return rk_path(c->reader, c->path, rk_member_keys[key].name);
}

/* The value of a condition; its key's zeros when it is not given. */
static bool read_condition(choice *c, int key, rk_setting *setting)
{
    *setting = (rk_setting){.key = &rk_member_keys[key]};
    return c->found[key] == NULL || rk_setting_value(c->reader, key_path(c, key), c->found[key], setting);
}

/* ---- Conditions: each takes away who does not meet it ---- */

static void keep_by_size(choice *c)
{
    rk_setting min, max;
    bool fine = read_condition(c, MIN, &min);
    fine = read_condition(c, MAX, &max) && fine;
    if (c->found[MAX] == NULL) {
        max.count = (long)rk_member_keys[MAX].max;
    }
    if (fine && min.count > max.count) {
        rk_complain(c->reader, c->found[MIN], key_path(c, MIN), "%s is above max_population, %s", c->found[MIN]->text,
                    c->found[MAX]->text);
    }
    for (size_t i = 0; i < c->n; i++) {
        double population = c->places[i].population;
        c->chosen[i] = c->chosen[i] && population >= (double)min.count && population <= (double)max.count;
    }
}

static void keep_by_kind(choice *c)
{
    rk_setting kinds;
    bool fine = read_condition(c, KINDS, &kinds);
    for (size_t i = 0; c->found[KINDS] != NULL && fine && i < c->n; i++) {
        c->chosen[i] = c->chosen[i] && (kinds.choice_set >> c->places[i].kind & 1) != 0;
    }
}

static size_t find_prefecture(choice *c, const rk_node *node)
{
    const rk_scenario *scenario = c->reader->scenario;
    size_t n = scenario->n_prefectures;
    if (!rk_expect_kind(c->reader, node, key_path(c, PREFECTURES), RK_NODE_SCALAR,
                        "a code or a name of a prefecture")) {
        return n;
    }
    size_t found = rk_atlas_find_prefecture(scenario->prefectures, n, node->text);
    if (found == n && c->reader->places_known) {
        rk_nearest nearest = rk_nearest_to(node->text);
        for (size_t i = 0; i < n; i++) {
            rk_nearest_offer(&nearest, scenario->prefectures[i].name);
            rk_nearest_offer(&nearest, scenario->prefectures[i].romaji);
        }
        rk_complain(c->reader, node, key_path(c, PREFECTURES), "\"%s\" is no prefecture of this scenario%s", node->text,
                    rk_nearest_hint(c->reader->arena, &nearest));
    }
    return found;
}

static void keep_by_prefecture(choice *c)
{
    const rk_node *node = c->found[PREFECTURES];
    if (node == NULL) {
        return;
    }
    bool list = node->kind == RK_NODE_SEQUENCE;
    bool *kept = rk_arena_alloc(c->reader->arena, c->reader->scenario->n_prefectures + 1, sizeof *kept);
    for (const rk_node *item = list ? node->first : node; item != NULL; item = list ? item->next : NULL) {
        kept[find_prefecture(c, item)] = true; /* the last is for unknown ones */
    }
    for (size_t i = 0; i < c->n; i++) {
        c->chosen[i] = c->chosen[i] && kept[c->places[i].prefecture];
    }
}

static void keep_but(choice *c)
{
    bool *out = rk_arena_alloc(c->reader->arena, c->n, sizeof *out);
    if (c->found[EXCEPT] == NULL || !c->reader->places_known) {
        return;
    }
    (void)rk_places_mark(c->reader, key_path(c, EXCEPT), c->found[EXCEPT], c->places, c->n, out);
    for (size_t i = 0; i < c->n; i++) {
        c->chosen[i] = c->chosen[i] && !out[i];
    }
}

/* Marks who is within so many steps over land from a place, without leaving its prefecture. Returns their number. */
static size_t mark_around(const choice *c, size_t centre, long steps, bool near[])
{
    size_t *queue = rk_arena_alloc(c->reader->arena, c->n, sizeof *queue), n = 0, next = 0;
    near[centre] = true;
    queue[n++] = centre;
    for (long step = 0; step < steps; step++) {
        for (size_t end = n; next < end; next++) {
            const rk_municipality *here = &c->places[queue[next]];
            for (size_t k = 0; k < here->n_neighbours; k++) {
                size_t there = here->neighbours[k];
                if (!near[there] && c->places[there].prefecture == here->prefecture) {
                    near[there] = true;
                    queue[n++] = there;
                }
            }
        }
    }
    return n;
}

static void keep_neighbours(choice *c)
{
    const rk_node *node = c->found[NEIGHBOURS_OF];
    const char *path = key_path(c, NEIGHBOURS_OF);
    rk_setting steps;
    bool fine = read_condition(c, STEPS, &steps);
    if (c->found[STEPS] != NULL && node == NULL) {
        rk_complain(c->reader, c->found[STEPS], key_path(c, STEPS), "steps is of use with neighbours_of only");
    }
    size_t centre =
        node == NULL || !c->reader->places_known ? c->n : rk_places_read_one(c->reader, path, node, c->places, c->n);
    if (centre == c->n) {
        return;
    }
    bool *near = rk_arena_alloc(c->reader->arena, c->n, sizeof *near);
    if (mark_around(c, centre, c->found[STEPS] == NULL ? 1 : steps.count, near) == 1 && fine) {
        rk_complain(c->reader, node, path,
                    "%s touches no other municipality of its prefecture in this scenario on land",
                    c->places[centre].name);
    }
    for (size_t i = 0; i < c->n; i++) {
        c->chosen[i] = c->chosen[i] && near[i];
    }
}

/* ---- Groups ---- */

/* Writes the chosen places into the setting; groups by prefecture when the choice has none. */
static void fill(const choice *c, rk_setting *setting)
{
    size_t *members = rk_arena_alloc(c->reader->arena, c->n, sizeof *members);
    size_t *group = rk_arena_alloc(c->reader->arena, c->n, sizeof *group), n = 0;
    size_t *number = rk_arena_alloc(c->reader->arena, c->n_numbers, sizeof *number);
    for (size_t i = 0; i < c->n; i++) {
        if (c->chosen[i]) {
            size_t *own = &number[c->grouped ? c->group[i] : c->places[i].prefecture]; /* 0: not numbered yet */
            *own = *own == 0 ? ++setting->n_groups : *own;
            group[n] = *own - 1;
            members[n++] = i;
        }
    }
    setting->members = members;
    setting->group = group;
    setting->n_members = n;
}

static void cut(choice *c, rk_setting *setting)
{
    rk_setting size;
    if (c->found[CLUSTER_SIZE] != NULL && read_condition(c, CLUSTER_SIZE, &size)) {
        size_t *group = rk_arena_alloc(c->reader->arena, setting->n_members, sizeof *group);
        setting->n_groups = rk_clusters_cut(c->reader->arena, c->places, setting->members, setting->n_members,
                                            (size_t)size.count, group);
        setting->group = group;
    }
}

/* Marks one group of a list of lists. */
static void mark_group(choice *c, const rk_node *node, size_t number)
{
    if (!rk_expect_kind(c->reader, node, c->path, RK_NODE_SEQUENCE,
                        "a group, as the others are: a list of codes or names")) {
        return;
    }
    if (node->n == 0) {
        rk_complain(c->reader, node, c->path, "an empty group; expected codes or names");
    }
    size_t first = c->n;
    for (const rk_node *item = node->first; item != NULL && c->reader->places_known; item = item->next) {
        size_t place = rk_places_read_one(c->reader, c->path, item, c->places, c->n);
        if (place == c->n) {
            continue;
        }
        first = first == c->n ? place : first;
        if (c->chosen[place]) {
            rk_complain(c->reader, item, c->path, "%s is in %s", c->places[place].name,
                        c->group[place] == number ? "this group already" : "another group already");
        } else if (c->places[place].prefecture != c->places[first].prefecture) {
            rk_complain(c->reader, item, c->path, "%s is not in the prefecture of %s; a group lies in one",
                        c->places[place].name, c->places[first].name);
        }
        c->chosen[place] = true;
        c->group[place] = number;
    }
}

/* ---- What explain shows of a choice by conditions ---- */

static const rk_key chosen_key = {"chosen",
                                  RK_KEY_TEXT,
                                  RK_UNIT_NUMBER,
                                  0,
                                  0,
                                  "",
                                  NULL,
                                  "",
                                  "",
                                  "the municipalities that meet the conditions; with cluster_size, in their groups"};

/* As it would be written in a file: a list of names, or a list of such lists. */
static void note_chosen(const choice *c, const rk_node *node, const rk_setting *setting)
{
    rk_arena *arena = c->reader->arena;
    rk_node *whole = rk_node_new(arena, RK_NODE_SEQUENCE, node->file, node->line, node->column);
    rk_node **lists = rk_arena_alloc(arena, setting->n_groups, sizeof *lists);
    bool grouped = c->found[CLUSTER_SIZE] != NULL;
    for (size_t i = 0; i < setting->n_groups; i++) {
        lists[i] = grouped ? rk_node_new(arena, RK_NODE_SEQUENCE, node->file, node->line, node->column) : whole;
        if (grouped) {
            rk_node_append(whole, NULL, lists[i]);
        }
    }
    for (size_t i = 0; i < setting->n_members; i++) {
        rk_node *name = rk_node_new(arena, RK_NODE_SCALAR, node->file, node->line, node->column);
        name->text = c->places[setting->members[i]].name;
        rk_node_append(lists[setting->group[i]], NULL, name);
    }
    rk_note_value(c->reader, rk_path(c->reader, c->path, chosen_key.name), &chosen_key, whole);
}

/* ---- All forms ---- */

/* A list without groups, or one name. */
static void mark_all(choice *c, const rk_node *node)
{
    if (c->reader->places_known) {
        (void)rk_places_mark(c->reader, c->path, node, c->places, c->n, c->chosen);
    }
}

static void choose_by_list(choice *c, const rk_node *list)
{
    for (const rk_node *item = list->first; item != NULL; item = item->next) {
        c->grouped = c->grouped || item->kind == RK_NODE_SEQUENCE;
    }
    if (!c->grouped) {
        mark_all(c, list);
        return;
    }
    size_t number = 0;
    c->n_numbers = list->n > c->n_numbers ? list->n : c->n_numbers;
    for (const rk_node *item = list->first; item != NULL; item = item->next) {
        mark_group(c, item, number++);
    }
}

static void choose_by_conditions(choice *c, const rk_node *node, rk_setting *setting)
{
    size_t known = rk_mistakes_count(c->reader->mistakes);
    rk_setting_match(c->reader, node, node, c->path, rk_member_keys, RK_N_MEMBER_KEYS, c->found);
    if (node->n == 0) {
        rk_complain(c->reader, node, c->path, "there is no condition, such as max_population: 50000");
    }
    memset(c->chosen, true, c->n * sizeof *c->chosen);
    keep_by_size(c);
    keep_by_kind(c);
    keep_by_prefecture(c);
    keep_but(c);
    keep_neighbours(c);
    fill(c, setting);
    cut(c, setting);
    note_chosen(c, node, setting);
    if (rk_mistakes_count(c->reader->mistakes) == known && setting->n_members == 0 && c->reader->places_known) {
        rk_complain(c->reader, node, c->path, "no municipality of this scenario meets this");
    }
}

bool rk_members_read(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting)
{
    size_t known = rk_mistakes_count(reader->mistakes), n = reader->scenario->n_municipalities;
    choice c = {.reader = reader,
                .path = path,
                .n = n,
                .places = reader->scenario->municipalities,
                .n_numbers = reader->scenario->n_prefectures};
    c.chosen = rk_arena_alloc(reader->arena, n, sizeof *c.chosen);
    c.group = rk_arena_alloc(reader->arena, n, sizeof *c.group);
    if (node->kind == RK_NODE_MAPPING) {
        choose_by_conditions(&c, node, setting);
    } else if (rk_node_is_null(node) || (node->kind == RK_NODE_SEQUENCE && node->n == 0)) {
        rk_complain(reader, node, path, "expected all, a list of codes or names, or conditions such as %s",
                    "{max_population: 50000}");
    } else if (node->kind == RK_NODE_SCALAR && strcmp(node->text, "all") == 0) {
        memset(c.chosen, true, n * sizeof *c.chosen);
        fill(&c, setting);
    } else if (node->kind == RK_NODE_SEQUENCE) {
        choose_by_list(&c, node);
        fill(&c, setting);
    } else {
        mark_all(&c, node);
        fill(&c, setting);
    }
    return rk_mistakes_count(reader->mistakes) == known;
}
