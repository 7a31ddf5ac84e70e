#include "input/setting.h"

#include "input/members.h"
#include "input/nearest.h"
#include "input/number.h"
#include "input/ramp.h"
#include "input/traps.h"
#include "input/utf8.h"
#include "input/yaml.h"

#include <limits.h>
#include <math.h>
#include <string.h>

bool rk_expect_kind(rk_reader *reader, const rk_node *node, const char *path, rk_node_kind kind, const char *what)
{
    if (node->kind == kind) {
        return true;
    }
    const char *trap = kind == RK_NODE_MAPPING && node->kind == RK_NODE_SCALAR ? rk_traps_behind_key(node->text) : NULL;
    if (trap != NULL) {
        rk_complain(reader, node, path, "%s", trap);
    } else {
        rk_complain(reader, node, path, "expected %s", what);
    }
    return false;
}

const char *rk_title_read(rk_reader *reader, const char *path, const rk_node *node, const char *otherwise)
{
    if (node == NULL || rk_node_is_null(node) || !rk_expect_kind(reader, node, path, RK_NODE_SCALAR, "a text")) {
        return otherwise;
    }
    if (strpbrk(node->text, "\t\n") != NULL) {
        rk_complain(reader, node, path, "a tab or a line break in a title; write it in one line");
        return otherwise;
    }
    return node->text;
}

const rk_node *rk_title_en_of(const rk_reader *reader, const rk_node *title, const rk_node *title_en)
{
    bool on_top = title != NULL && title_en != NULL && rk_layer(reader, title) < rk_layer(reader, title_en);
    return on_top ? NULL : title_en;
}

/* ---- Which keys are given ---- */

/* "; expected one of a, b, c": all names where they are few. */
static const char *few_names(rk_reader *reader, const rk_key keys[], size_t n_keys)
{
    enum { FEW = 12 };
    const char *text = "";
    for (size_t i = 0; n_keys <= FEW && i < n_keys; i++) {
        text = rk_arena_text(reader->arena, "%s%s%s", text, i == 0 ? "; expected one of " : ", ", keys[i].name);
    }
    return text;
}

static void complain_of_unknown(rk_reader *reader, const rk_node *key, const char *path, const rk_key keys[],
                                size_t n_keys)
{
    const char *half = rk_utf8_half_width(reader->arena, key->text);
    if (half != key->text && half[0] == ' ') {
        rk_complain(reader, key, path, "a full-width space in the indentation; indent with half-width spaces");
        return;
    }
    if (half != key->text) {
        rk_complain(reader, key, path, "full-width characters in a key; write \"%s\"", half);
        return;
    }
    rk_nearest nearest = rk_nearest_to(key->text);
    for (size_t i = 0; i < n_keys; i++) {
        rk_nearest_offer(&nearest, keys[i].name);
    }
    const char *hint = rk_nearest_hint(reader->arena, &nearest);
    rk_complain(reader, key, path, "no such key%s", hint[0] != '\0' ? hint : few_names(reader, keys, n_keys));
}

void rk_setting_match(rk_reader *reader, const rk_node *mapping, const rk_node *place, const char *path,
                      const rk_key keys[], size_t n_keys, const rk_node *found[])
{
    bool given = mapping != NULL && !rk_node_is_null(mapping);
    memset(found, 0, n_keys * sizeof *found);
    if (given && !rk_expect_kind(reader, mapping, path, RK_NODE_MAPPING, "keys with values, one a line")) {
        return;
    }
    for (const rk_node *child = given ? mapping->first : NULL; child != NULL; child = child->next) {
        size_t i = 0;
        while (i < n_keys && strcmp(keys[i].name, child->key->text) != 0) {
            i++;
        }
        if (i < n_keys) {
            found[i] = child;
        } else {
            complain_of_unknown(reader, child->key, rk_path(reader, path, child->key->text), keys, n_keys);
        }
    }
    for (size_t i = 0; i < n_keys; i++) {
        if (found[i] == NULL && keys[i].default_text == NULL) {
            rk_complain(reader, place, rk_path(reader, path, keys[i].name), "this key is missing: %s", keys[i].help);
        }
    }
}

/* ---- Words ---- */

size_t rk_choice_find(const char *choices, const char *word, size_t n_bytes)
{
    size_t index = 0;
    for (const char *at = choices; at != NULL; at = strchr(at, '|'), index++) {
        at += *at == '|';
        if (strcspn(at, "|") == n_bytes && strncmp(at, word, n_bytes) == 0) {
            return index;
        }
    }
    return index;
}

static bool is_half_width(rk_reader *reader, const char *path, const rk_node *node)
{
    const char *wrong = rk_number_half_width(reader->arena, node->text);
    if (wrong != NULL) {
        rk_complain(reader, node, path, "%s", wrong);
    }
    return wrong == NULL;
}

static bool read_word(rk_reader *reader, const rk_key *key, const char *path, const rk_node *node, int *index)
{
    if (!rk_expect_kind(reader, node, path, RK_NODE_SCALAR, "one word") || !is_half_width(reader, path, node)) {
        return false;
    }
    size_t n = rk_choice_find(key->choices, "|", 1); /* no word is a bar: their number */
    size_t found = rk_choice_find(key->choices, node->text, strlen(node->text));
    if (found < n) {
        *index = (int)found;
        return true;
    }
    rk_nearest nearest = rk_nearest_to(node->text);
    const char *all = "";
    for (const char *at = key->choices; at != NULL; at = strchr(at, '|')) {
        at += *at == '|';
        const char *word = rk_arena_copy(reader->arena, at, strcspn(at, "|"));
        rk_nearest_offer(&nearest, word);
        all = rk_arena_text(reader->arena, "%s%s%s", all, all[0] == '\0' ? "" : ", ", word);
    }
    rk_complain(reader, node, path, "\"%s\" is not among %s%s", node->text, all,
                rk_nearest_hint(reader->arena, &nearest));
    return false;
}

static bool read_choice(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting)
{
    int index = 0;
    bool fine = read_word(reader, setting->key, path, node, &index);
    setting->count = index;
    return fine;
}

static bool read_choices(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting)
{
    const int most = (int)(sizeof setting->choices / sizeof setting->choices[0]);
    bool fine = true;
    const rk_node *word = node->kind == RK_NODE_SEQUENCE ? node->first : node;
    if (word == NULL || rk_node_is_null(word) || node->n > (size_t)most) {
        rk_complain(reader, node, path, "expected a list of 1 to %d words, such as [data, security]", most);
        return false;
    }
    for (; word != NULL; word = node->kind == RK_NODE_SEQUENCE ? word->next : NULL) {
        int index;
        if (read_word(reader, setting->key, path, word, &index)) {
            setting->choices[setting->n_choices++] = index;
            setting->choice_set |= 1u << index;
        } else {
            fine = false;
        }
    }
    return fine;
}

static bool read_switch(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting)
{
    const char *text = node->kind == RK_NODE_SCALAR ? node->text : "";
    bool on = strcmp(text, "on") == 0 || strcmp(text, "true") == 0;
    if (!on && strcmp(text, "off") != 0 && strcmp(text, "false") != 0) {
        if (is_half_width(reader, path, node)) {
            rk_complain(reader, node, path, "expected on or off");
        }
        return false;
    }
    setting->count = on;
    return true;
}

/* ---- Dates ---- */

static bool two_digits(const char *text, int *value)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') {
        return false;
    }
    *value = (text[0] - '0') * 10 + text[1] - '0';
    return true;
}

const char *rk_month_read(rk_arena *arena, const char *text, int start_year, int *month)
{
    int century, year, of_year;
    const char *wrong = rk_number_half_width(arena, text);
    if (wrong != NULL) {
        return wrong;
    }
    if (strlen(text) != 7 || text[4] != '-' || !two_digits(text, &century) || !two_digits(text + 2, &year) ||
        !two_digits(text + 5, &of_year)) {
        return rk_arena_text(arena, "\"%s\" is no month; write year and month such as 2027-04", text);
    }
    year += century * 100;
    if (of_year < 1 || of_year > 12 || year < 1900 || year > 2200) {
        return rk_arena_text(arena, "\"%s\" is no month; allowed are 1900-01 to 2200-12, months 01 to 12", text);
    }
    *month = (year - start_year) * 12 + of_year - 4;
    return NULL;
}

static bool read_date(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting)
{
    if (!rk_expect_kind(reader, node, path, RK_NODE_SCALAR, "a month such as 2027-04")) {
        return false;
    }
    const char *wrong = NULL;
    if (strcmp(node->text, RK_DATE_NEVER) == 0) {
        setting->month = INT_MAX;
    } else if (strcmp(node->text, RK_DATE_START) == 0) {
        setting->month = 0;
    } else {
        wrong = rk_month_read(reader->arena, node->text, reader->scenario->start_year, &setting->month);
    }
    if (wrong != NULL) {
        rk_complain(reader, node, path, "%s", wrong);
    }
    return wrong == NULL;
}

/* ---- Numbers ---- */

static bool read_number(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting)
{
    if (!rk_expect_kind(reader, node, path, RK_NODE_SCALAR, "a number on one line")) {
        return false;
    }
    const char *wrong = setting->key->kind == RK_KEY_COUNT
                            ? rk_count_read(reader->arena, setting->key, node->text, &setting->count)
                            : rk_prior_read(reader->arena, setting->key, node->text, &setting->prior);
    if (wrong != NULL) {
        rk_complain(reader, node, path, "%s", wrong);
    }
    return wrong == NULL;
}

/* ---- Who pays ---- */

static const rk_key payer_keys[2 * RK_N_PAYERS] = {
#define X(id, name, ja)                                                                                                \
    {name, RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, "0", NULL, "", "", ""},                                                 \
        {ja, RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, "0", NULL, "", "", ""},
    RK_PAYER_LIST(X)
#undef X
};

static bool read_shares(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting)
{
    const rk_node *found[2 * RK_N_PAYERS];
    size_t known = rk_mistakes_count(reader->mistakes);
    double sum = 0;
    if (!rk_expect_kind(reader, node, path, RK_NODE_MAPPING,
                        "payers and shares, such as {prefecture: 0.5, municipality: 0.5}")) {
        return false;
    }
    rk_setting_match(reader, node, node, path, payer_keys, 2 * RK_N_PAYERS, found);
    for (size_t i = 0; i < 2 * RK_N_PAYERS; i++) {
        rk_setting share = {.key = &payer_keys[i]};
        if (found[i] == NULL || !read_number(reader, rk_path(reader, path, payer_keys[i].name), found[i], &share)) {
            continue;
        }
        if (share.prior.family != RK_FIXED) {
            rk_complain(reader, found[i], rk_path(reader, path, payer_keys[i].name),
                        "a share here is a number, not a distribution");
        }
        setting->shares[i / 2] += rk_prior_to_base(&share.prior, share.prior.a);
        sum += rk_prior_to_base(&share.prior, share.prior.a);
    }
    if (rk_mistakes_count(reader->mistakes) == known && fabs(sum - 1) > 1e-6) {
        rk_complain(reader, node, path, "the shares sum to %.6g, expected 1", sum);
    }
    return rk_mistakes_count(reader->mistakes) == known;
}

/* ---- All kinds ---- */

bool rk_setting_value(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting)
{
    setting->layer = rk_layer(reader, node);
    switch (setting->key->kind) {
    case RK_KEY_NUMBER:
    case RK_KEY_COUNT:
        return read_number(reader, path, node, setting);
    case RK_KEY_RAMP:
        return rk_ramp_read(reader, path, node, setting);
    case RK_KEY_DATE:
        return read_date(reader, path, node, setting);
    case RK_KEY_CHOICE:
        return read_choice(reader, path, node, setting);
    case RK_KEY_CHOICES:
        return read_choices(reader, path, node, setting);
    case RK_KEY_SWITCH:
        return read_switch(reader, path, node, setting);
    case RK_KEY_SHARES:
        return read_shares(reader, path, node, setting);
    case RK_KEY_MEMBERS:
        return rk_members_read(reader, path, node, setting);
    case RK_KEY_TEXT:
        return rk_expect_kind(reader, node, path, RK_NODE_SCALAR, "a text");
    }
    return false;
}

bool rk_setting_read(rk_reader *reader, const rk_key *key, const char *path, const rk_node *node, rk_setting *setting)
{
    *setting = (rk_setting){.key = key};
    if (node == NULL && key->default_text == NULL) {
        return false; /* reported as missing */
    }
    const rk_node *value = node;
    rk_note_value(reader, path, key, node);
    if (node == NULL && key->kind != RK_KEY_TEXT) {
        value = rk_yaml_parse(reader, "default", false, key->default_text, strlen(key->default_text));
    }
    return value != NULL && rk_setting_value(reader, path, value, setting);
}
