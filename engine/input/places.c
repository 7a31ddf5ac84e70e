#include "input/places.h"

#include "input/nearest.h"
#include "input/number.h"
#include "input/setting.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- One municipality ---- */

static size_t find_code(rk_arena *arena, const rk_municipality places[], size_t n, const char *word, const char **wrong)
{
    size_t digits = strlen(word);
    int code = digits <= 6 ? atoi(word) : 0;
    if (digits == 6 && rk_check_digit(code / 10) != code % 10) {
        *wrong = rk_arena_text(arena, "\"%s\" is no code: the check digit of %05d is %d", word, code / 10,
                               rk_check_digit(code / 10));
        return n;
    }
    if (digits != 5 && digits != 6) {
        *wrong = digits == 4
                     ? rk_arena_text(arena, "\"%s\" is no code; a code has 5 digits: 0%s", word, word)
                     : rk_arena_text(arena, "\"%s\" is no code; a code has 5 digits, or 6 with its check digit", word);
        return n;
    }
    size_t found = rk_atlas_find_code(places, n, digits == 6 ? code / 10 : code);
    if (found == n) {
        *wrong = rk_arena_text(arena, "no municipality of this scenario has the code %s", word);
    }
    return found;
}

static size_t find_name(rk_arena *arena, const rk_municipality places[], size_t n, const char *word, const char **wrong)
{
    size_t found = n, n_found = 0;
    const char *codes = "";
    rk_nearest nearest = rk_nearest_to(word);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(places[i].name, word) == 0 || strcasecmp(places[i].romaji, word) == 0) {
            found = i;
            codes = rk_arena_text(arena, "%s%s%05d", codes, n_found++ == 0 ? "" : ", ", places[i].code);
        }
        rk_nearest_offer(&nearest, places[i].name);
        rk_nearest_offer(&nearest, places[i].romaji);
    }
    if (n_found > 1) {
        *wrong = rk_arena_text(arena, "several municipalities are called %s; write the code: %s", word, codes);
        return n;
    }
    if (n_found == 0) {
        *wrong = rk_arena_text(arena, "no municipality of this scenario is called \"%s\"%s", word,
                               rk_nearest_hint(arena, &nearest));
    }
    return found;
}

size_t rk_places_find(rk_arena *arena, const rk_municipality places[], size_t n, const char *word, const char **wrong)
{
    *wrong = rk_number_half_width(arena, word);
    if (*wrong != NULL) {
        return n;
    }
    bool is_code = word[0] != '\0' && word[strspn(word, "0123456789")] == '\0';
    return is_code ? find_code(arena, places, n, word, wrong) : find_name(arena, places, n, word, wrong);
}

size_t rk_places_read_one(rk_reader *reader, const char *path, const rk_node *node, const rk_municipality places[],
                          size_t n)
{
    const char *wrong = NULL;
    if (!rk_expect_kind(reader, node, path, RK_NODE_SCALAR, "a code or a name of a municipality")) {
        return n;
    }
    size_t found = rk_places_find(reader->arena, places, n, node->text, &wrong);
    if (wrong != NULL) {
        rk_complain(reader, node, path, "%s", wrong);
    }
    return found;
}

bool rk_places_mark(rk_reader *reader, const char *path, const rk_node *node, const rk_municipality places[], size_t n,
                    bool chosen[])
{
    bool fine = true;
    bool list = node->kind == RK_NODE_SEQUENCE;
    for (const rk_node *item = list ? node->first : node; item != NULL; item = list ? item->next : NULL) {
        size_t found = rk_places_read_one(reader, path, item, places, n);
        if (found < n && chosen[found]) {
            rk_complain(reader, item, path, "%s is given twice", places[found].name);
        }
        fine = fine && found < n && !chosen[found];
        if (found < n) {
            chosen[found] = true;
        }
    }
    return fine;
}

/* ---- Prefectures ---- */

static bool mark_prefecture(rk_reader *reader, const rk_atlas *atlas, const rk_node *node, bool chosen[])
{
    if (!rk_expect_kind(reader, node, "prefecture", RK_NODE_SCALAR, "a code or a name of a prefecture")) {
        return false;
    }
    const char *wrong = rk_number_half_width(reader->arena, node->text);
    if (wrong != NULL) {
        rk_complain(reader, node, "prefecture", "%s", wrong);
        return false;
    }
    size_t found = rk_atlas_find_prefecture(atlas->prefectures, atlas->n_prefectures, node->text);
    if (found < atlas->n_prefectures && !chosen[found]) {
        chosen[found] = true;
        return true;
    }
    if (found < atlas->n_prefectures) {
        rk_complain(reader, node, "prefecture", "this prefecture is given twice");
        return false;
    }
    rk_nearest nearest = rk_nearest_to(node->text);
    for (size_t i = 0; i < atlas->n_prefectures; i++) {
        rk_nearest_offer(&nearest, atlas->prefectures[i].name);
        rk_nearest_offer(&nearest, atlas->prefectures[i].romaji);
    }
    rk_complain(reader, node, "prefecture", "\"%s\" is no prefecture; expected a code 1 to 47, a name or \"all\"%s",
                node->text, rk_nearest_hint(reader->arena, &nearest));
    return false;
}

static bool mark_prefectures(rk_reader *reader, const rk_atlas *atlas, const rk_node *node, bool chosen[])
{
    bool fine = true;
    if (node->kind == RK_NODE_SCALAR && strcmp(node->text, "all") == 0) {
        memset(chosen, true, atlas->n_prefectures * sizeof *chosen);
        return true;
    }
    if (node->kind != RK_NODE_SEQUENCE) {
        return mark_prefecture(reader, atlas, node, chosen);
    }
    if (node->n == 0) {
        rk_complain(reader, node, "prefecture", "an empty list; expected at least one prefecture");
    }
    for (const rk_node *item = node->first; item != NULL; item = item->next) {
        fine = mark_prefecture(reader, atlas, item, chosen) && fine;
    }
    return fine && node->n > 0;
}

/* ---- The region ---- */

/* Copies the chosen places; new_index [atlas->n_municipalities] says where each went. */
static void copy_places(rk_reader *reader, const rk_atlas *atlas, const bool prefecture[], const bool chosen[],
                        size_t new_index[], rk_municipality **copied)
{
    rk_scenario *scenario = reader->scenario;
    rk_prefecture *prefectures = rk_arena_alloc(reader->arena, atlas->n_prefectures, sizeof *prefectures);
    rk_municipality *places = rk_arena_alloc(reader->arena, atlas->n_municipalities, sizeof *places);
    size_t n = 0;
    for (size_t p = 0; p < atlas->n_prefectures; p++) {
        const rk_prefecture *from = &atlas->prefectures[p];
        if (!prefecture[p]) {
            continue;
        }
        rk_prefecture *to = &prefectures[scenario->n_prefectures];
        *to = *from;
        to->first = n;
        for (size_t i = from->first; i < from->first + from->n_municipalities; i++) {
            if (chosen[i]) {
                new_index[i] = n;
                places[n] = atlas->municipalities[i];
                places[n++].prefecture = scenario->n_prefectures;
            }
        }
        to->n_municipalities = n - to->first;
        scenario->n_prefectures++;
    }
    scenario->prefectures = prefectures;
    scenario->municipalities = places;
    scenario->n_municipalities = n;
    *copied = places;
}

static void link_neighbours(rk_arena *arena, const rk_atlas *atlas, const bool chosen[], const size_t new_index[],
                            rk_municipality places[], size_t n)
{
    size_t **lists = rk_arena_alloc(arena, n, sizeof *lists);
    /* Count, then write. The pairs are in order, so the lists come out in order. */
    for (int fill = 0; fill < 2; fill++) {
        for (size_t i = 0; i < n; i++) {
            lists[i] = fill ? rk_arena_alloc(arena, places[i].n_neighbours, sizeof **lists) : NULL;
            places[i].neighbours = lists[i];
            places[i].n_neighbours = 0;
        }
        for (size_t k = 0; k < atlas->n_pairs; k++) {
            if (!chosen[atlas->pairs[k][0]] || !chosen[atlas->pairs[k][1]]) {
                continue;
            }
            for (int end = 0; end < 2; end++) {
                size_t here = new_index[atlas->pairs[k][end]], there = new_index[atlas->pairs[k][1 - end]];
                if (fill) {
                    lists[here][places[here].n_neighbours] = there;
                }
                places[here].n_neighbours++;
            }
        }
    }
}

/* Without a list, all of the prefectures; with one, those listed, and some of every prefecture. */
static bool mark_municipalities(rk_reader *reader, const rk_atlas *atlas, const rk_node *node, const bool prefecture[],
                                bool chosen[])
{
    rk_municipality *candidates = rk_arena_alloc(reader->arena, atlas->n_municipalities, sizeof *candidates);
    size_t *origin = rk_arena_alloc(reader->arena, atlas->n_municipalities, sizeof *origin), n = 0;
    for (size_t i = 0; i < atlas->n_municipalities; i++) {
        if (prefecture[atlas->municipalities[i].prefecture]) {
            candidates[n] = atlas->municipalities[i];
            origin[n++] = i;
        }
    }
    bool *listed = rk_arena_alloc(reader->arena, n, sizeof *listed);
    bool all =
        node == NULL || rk_node_is_null(node) || (node->kind == RK_NODE_SCALAR && strcmp(node->text, "all") == 0);
    if (!all && !rk_places_mark(reader, "municipalities", node, candidates, n, listed)) {
        return false;
    }
    size_t *left = rk_arena_alloc(reader->arena, atlas->n_prefectures, sizeof *left);
    for (size_t i = 0; i < n; i++) {
        chosen[origin[i]] = all || listed[i];
        left[candidates[i].prefecture] += all || listed[i];
    }
    for (size_t p = 0; p < atlas->n_prefectures; p++) {
        if (prefecture[p] && left[p] == 0 && node != NULL) {
            rk_complain(reader, node, "municipalities", "none of %s is listed", atlas->prefectures[p].name);
            return false;
        }
    }
    return true;
}

void rk_places_read(rk_reader *reader, const rk_atlas *atlas, const rk_node *prefecture, const rk_node *municipalities)
{
    bool *in_prefecture = rk_arena_alloc(reader->arena, atlas->n_prefectures, sizeof *in_prefecture);
    bool *chosen = rk_arena_alloc(reader->arena, atlas->n_municipalities, sizeof *chosen);
    size_t *new_index = rk_arena_alloc(reader->arena, atlas->n_municipalities, sizeof *new_index);
    rk_municipality *places;
    if (prefecture == NULL || !mark_prefectures(reader, atlas, prefecture, in_prefecture) ||
        !mark_municipalities(reader, atlas, municipalities, in_prefecture, chosen)) {
        return;
    }
    copy_places(reader, atlas, in_prefecture, chosen, new_index, &places);
    link_neighbours(reader->arena, atlas, chosen, new_index, places, reader->scenario->n_municipalities);
    reader->places_known = true;
}
