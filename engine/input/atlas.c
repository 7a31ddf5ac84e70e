#include "input/atlas.h"

#include "input/csv.h"
#include "input/folder.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- Columns: one table says what is read from where ---- */

typedef enum { TEXT, WHOLE, REAL, SHARE_OR_NONE } column_kind;

typedef struct {
    const char *name;
    column_kind kind;
    size_t offset;
} column;

#define M(member) offsetof(rk_municipality, member)
static const column municipality_columns[] = {
    {"code", WHOLE, M(code)},
    {"name", TEXT, M(name)},
    {"name_kana", TEXT, M(kana)},
    {"name_romaji", TEXT, M(romaji)},
    {"population_2015", REAL, M(population_2015)},
    {"population_2020", REAL, M(population)},
    {"age65plus_share_2020", SHARE_OR_NONE, M(aged_share)},
    {"area_km2", REAL, M(area_km2)},
    {"general_admin_staff_2023", REAL, M(staff)},
    {"fiscal_capability_index_fy2022", REAL, M(fiscal_index)},
    {"ict_employees_2021", REAL, M(ict_employees)},
    {"office_lat", REAL, M(latitude)},
    {"office_lon", REAL, M(longitude)},
};
#undef M

#define P(member) offsetof(rk_prefecture, member)
static const column prefecture_columns[] = {
    {"code", WHOLE, P(code)},
    {"name", TEXT, P(name)},
    {"name_romaji", TEXT, P(romaji)},
};
#undef P

static const char *const kinds[] = {
    [RK_DESIGNATED_CITY] = "designated_city", [RK_CORE_CITY] = "core_city", [RK_CITY] = "city",
    [RK_SPECIAL_WARD] = "special_ward",       [RK_TOWN] = "town",           [RK_VILLAGE] = "village",
};

const char *rk_atlas_kind(rk_municipality_kind kind)
{
    return kinds[kind];
}

static bool read_cell(rk_reader *reader, const rk_table *table, const column *c, const rk_cell *cell, void *record)
{
    void *field = (char *)record + c->offset;
    double value = -1;
    if (c->kind == TEXT) {
        memcpy(field, &cell->text, sizeof cell->text);
        return true;
    }
    bool none = c->kind == SHARE_OR_NONE && cell->text[0] == '\0';
    if (!none && !rk_cell_number(reader, table, cell, c->name, 0, c->kind == SHARE_OR_NONE ? 1 : 1e9, &value)) {
        return false;
    }
    if (c->kind == WHOLE) {
        int whole = (int)value;
        memcpy(field, &whole, sizeof whole);
    } else {
        memcpy(field, &value, sizeof value);
    }
    return true;
}

/* Reads every row of a table into records of size bytes. */
static void *read_records(rk_reader *reader, const rk_table *table, const column columns[], size_t n_columns,
                          size_t size)
{
    char *records = rk_arena_alloc(reader->arena, table->n_rows, size);
    for (size_t i = 0; i < n_columns; i++) {
        size_t place = rk_table_column(table, columns[i].name);
        if (place == table->n_columns) {
            rk_complain_at(reader, table->file, 1, 0, "", "column \"%s\" is missing", columns[i].name);
            return NULL;
        }
        for (size_t row = 0; row < table->n_rows; row++) {
            if (!read_cell(reader, table, &columns[i], rk_table_cell(table, row, place), records + row * size)) {
                return NULL;
            }
        }
    }
    return records;
}

static bool read_table(rk_reader *reader, const char *folder, const char *name, rk_table *table)
{
    rk_source source;
    const char *path = rk_arena_text(reader->arena, "%s/data/%s", folder, name);
    return rk_source_read(reader, path, NULL, "", &source) && rk_csv_parse(reader, &source, table);
}

/* ---- The three tables ---- */

static bool read_prefectures(rk_reader *reader, const char *folder, rk_atlas *atlas)
{
    rk_table table;
    if (!read_table(reader, folder, "prefectures.csv", &table)) {
        return false;
    }
    atlas->n_prefectures = table.n_rows;
    atlas->prefectures =
        read_records(reader, &table, prefecture_columns, sizeof prefecture_columns / sizeof *prefecture_columns,
                     sizeof *atlas->prefectures);
    return atlas->prefectures != NULL;
}

/* Sets what the columns do not say by themselves: kind, prefecture, and that a planner has given nothing yet. */
static bool complete(rk_reader *reader, const rk_table *table, size_t row, rk_atlas *atlas)
{
    rk_municipality *m = &atlas->municipalities[row];
    const rk_cell *kind = rk_table_cell(table, row, rk_table_column(table, "kind"));
    size_t k = 0, p = 0;
    while (k < sizeof kinds / sizeof *kinds && strcmp(kinds[k], kind->text) != 0) {
        k++;
    }
    while (p < atlas->n_prefectures && atlas->prefectures[p].code != m->code / 1000) {
        p++;
    }
    if (k == sizeof kinds / sizeof *kinds || p == atlas->n_prefectures || (row > 0 && m[-1].code >= m->code)) {
        rk_cell_complain(reader, table, kind, "kind", "no known kind or prefecture, or the codes are not in order");
        return false;
    }
    m->kind = (rk_municipality_kind)k;
    m->prefecture = p;
    m->own_posts = m->own_filled = m->own_post_fte = m->own_demand_fte = m->own_quit_multiplier = -1;
    rk_prefecture *prefecture = &atlas->prefectures[p];
    prefecture->first = prefecture->n_municipalities == 0 ? row : prefecture->first;
    prefecture->n_municipalities++;
    return true;
}

/* Where nobody lived at the census, the share of the aged is that of the prefecture. */
static void fill_aged_shares(rk_atlas *atlas)
{
    for (size_t p = 0; p < atlas->n_prefectures; p++) {
        rk_municipality *m = &atlas->municipalities[atlas->prefectures[p].first];
        double aged = 0, people = 0;
        for (size_t i = 0; i < atlas->prefectures[p].n_municipalities; i++) {
            if (m[i].aged_share >= 0) {
                aged += m[i].aged_share * m[i].population;
                people += m[i].population;
            }
        }
        for (size_t i = 0; i < atlas->prefectures[p].n_municipalities; i++) {
            if (m[i].aged_share < 0) {
                m[i].aged_share = people > 0 ? aged / people : 0;
            }
        }
    }
}

static bool read_municipalities(rk_reader *reader, const char *folder, rk_atlas *atlas)
{
    rk_table table;
    if (!read_table(reader, folder, "municipalities.csv", &table)) {
        return false;
    }
    if (rk_table_column(&table, "kind") == table.n_columns) {
        rk_complain_at(reader, table.file, 1, 0, "", "column \"kind\" is missing");
        return false;
    }
    atlas->n_municipalities = table.n_rows;
    atlas->municipalities =
        read_records(reader, &table, municipality_columns, sizeof municipality_columns / sizeof *municipality_columns,
                     sizeof *atlas->municipalities);
    for (size_t row = 0; row < table.n_rows; row++) {
        if (atlas->municipalities == NULL || !complete(reader, &table, row, atlas)) {
            return false;
        }
    }
    fill_aged_shares(atlas);
    return true;
}

static bool read_pairs(rk_reader *reader, const char *folder, rk_atlas *atlas)
{
    static const char *const ends[] = {"code_a", "code_b"};
    rk_table table;
    if (!read_table(reader, folder, "adjacency.csv", &table)) {
        return false;
    }
    atlas->n_pairs = table.n_rows;
    atlas->pairs = rk_arena_alloc(reader->arena, table.n_rows, sizeof *atlas->pairs);
    for (int end = 0; end < 2; end++) {
        size_t place = rk_table_column(&table, ends[end]);
        if (place == table.n_columns) {
            rk_complain_at(reader, table.file, 1, 0, "", "column \"%s\" is missing", ends[end]);
            return false;
        }
        for (size_t row = 0; row < table.n_rows; row++) {
            const rk_cell *cell = rk_table_cell(&table, row, place);
            size_t found = rk_atlas_find_code(atlas->municipalities, atlas->n_municipalities, atoi(cell->text));
            if (found == atlas->n_municipalities) {
                rk_cell_complain(reader, &table, cell, ends[end], "no municipality has the code %s", cell->text);
                return false;
            }
            atlas->pairs[row][end] = found;
        }
    }
    return true;
}

bool rk_atlas_read(rk_reader *reader, rk_atlas *atlas)
{
    *atlas = (rk_atlas){0};
    const char *folder = rk_folder_find(reader->arena);
    if (folder == NULL) {
        const char *named = getenv("RENKEI_DATA");
        rk_complain_at(reader, "data/municipalities.csv", 0, 0, "",
                       "renkei's own tables are not in %s; set RENKEI_DATA to the folder \"scenarios\" of renkei",
                       named != NULL && named[0] != '\0' ? named
                                                         : "share/renkei/scenarios or scenarios above the program");
    } else if (read_prefectures(reader, folder, atlas) && read_municipalities(reader, folder, atlas) &&
               read_pairs(reader, folder, atlas)) {
        return true;
    }
    reader->data_missing = true;
    return false;
}

/* ---- Looking up ---- */

size_t rk_atlas_find_code(const rk_municipality places[], size_t n, int code)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (places[middle].code < code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < n && places[low].code == code ? low : n;
}

/* 愛媛 is 愛媛県 without its last character, which is three bytes long; 北海 alone is no name. */
static bool is_short_name(const char *word, const char *name)
{
    size_t n = strlen(name);
    return n > 3 && strlen(word) == n - 3 && strncmp(word, name, n - 3) == 0 && strcmp(name, "北海道") != 0;
}

size_t rk_atlas_find_prefecture(const rk_prefecture prefectures[], size_t n, const char *word)
{
    size_t digits = strspn(word, "0123456789");
    int code = digits > 0 && digits <= 2 && word[digits] == '\0' ? atoi(word) : -1;
    size_t i = 0;
    for (; i < n; i++) {
        const rk_prefecture *p = &prefectures[i];
        if (p->code == code || strcmp(p->name, word) == 0 || strcasecmp(p->romaji, word) == 0 ||
            is_short_name(word, p->name)) {
            break;
        }
    }
    return i;
}

int rk_check_digit(int code)
{
    int sum = 0;
    for (int weight = 2; weight <= 6; weight++, code /= 10) {
        sum += weight * (code % 10);
    }
    return (11 - sum % 11) % 10;
}
