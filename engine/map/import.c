/* renkei boundary import: from the user's file to the stored ones. */
#include "map/outline.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char problem[1024];

void rk_boundary_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(problem, sizeof problem, format, arguments);
    va_end(arguments);
}

const char *rk_boundary_problem(void)
{
    return problem;
}

/* ---- Mistakes ---- */

/* Line and column of a byte. */
static void find_place(const char *path, long byte, int *line, int *column)
{
    FILE *file = byte >= 0 ? fopen(path, "rb") : NULL;
    *line = *column = 0;
    if (file == NULL) {
        return;
    }
    *line = *column = 1;
    for (int c; byte > 0 && (c = getc_unlocked(file)) != EOF; byte--) {
        bool starts = (c & 0xC0) != 0x80;
        *line += c == '\n';
        *column = c == '\n' ? 1 : *column + starts;
    }
    fclose(file);
}

void rk_import_complain(rk_import *import, long byte, const char *key, const char *format, ...)
{
    enum { PLACES_MAX = 50 }; /* to find the line a file of hundreds of MB may have to be read again */
    int line, column;
    va_list arguments;
    va_start(arguments, format);
    const char *text = rk_arena_text_v(import->reader.arena, format, arguments);
    va_end(arguments);
    bool near = rk_mistakes_count(import->reader.mistakes) < PLACES_MAX;
    find_place(import->options->path, near ? byte : -1, &line, &column);
    rk_complain_at(&import->reader, import->options->path, line, column, key, "%s", text);
}

/* ---- Options ---- */

static bool is_date(int year, int month, int day)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return year >= 1920 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

/* The last run of 8 or 6 digits in the file's name: 20240101, 230101. */
static const char *date_of_name(rk_import *import)
{
    const char *name = strrchr(import->options->path, '/'), *date = NULL;
    name = name != NULL ? name + 1 : import->options->path;
    for (const char *at = name; *at != '\0';) {
        size_t n = strspn(at, "0123456789");
        long digits = n == 8 || n == 6 ? atol(at) : 0;
        int year = (int)(digits / 10000) + (n == 6 ? 2000 : 0), month = (int)(digits / 100 % 100),
            day = (int)(digits % 100);
        if (digits > 0 && is_date(year, month, day)) {
            date = rk_arena_text(import->reader.arena, "%04d-%02d-%02d", year, month, day);
        }
        at += n > 0 ? n : 1;
    }
    return date;
}

static const char *find_date(rk_import *import)
{
    const char *given = import->options->date;
    int year, month, day, end = 0;
    if (given == NULL) {
        const char *date = date_of_name(import);
        if (date == NULL) {
            rk_import_complain(import, -1, "--date",
                               "the day whose boundaries these are is not in the file's name; give "
                               "--date YYYY-MM-DD");
        }
        return date;
    }
    bool fits = strlen(given) == 10 && sscanf(given, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && end == 10;
    if (!fits || !is_date(year, month, day)) {
        rk_complain_at(&import->reader, "--date", 0, 0, "", "%s is no day; expected YYYY-MM-DD", given);
    }
    return given;
}

/* ---- All of it ---- */

static void store(rk_import *import, const char *date)
{
    rk_arcs arcs = {0};
    double detail = import->options->detail_km2 > 0 ? import->options->detail_km2 : 0.1;
    bool changed = false;
    import->status = rk_arcs_find(&import->outlines, &arcs);
    if (import->status == RK_OK) {
        import->status = rk_outlines_dissolve(&import->outlines, &arcs, import->atlas.n_municipalities, &changed);
    }
    if (import->status == RK_OK && changed) {
        rk_arcs_free(&arcs);
        import->status = rk_arcs_find(&import->outlines, &arcs);
    }
    if (import->status == RK_OK) {
        import->status = rk_arcs_weigh(&arcs);
    }
    if (import->status == RK_OK) {
        import->status = rk_arcs_mend(&import->outlines, &arcs, detail, &import->summary->n_islets);
    }
    if (import->status == RK_OK) {
        import->status = rk_boundary_store(import, &arcs, date);
    }
    rk_arcs_free(&arcs);
}

static void work(void *context)
{
    rk_import *import = context;
    if (!rk_atlas_read(&import->reader, &import->atlas)) {
        import->status = RK_ERR_DATA;
        return;
    }
    import->n_parts = rk_arena_alloc(import->reader.arena, import->atlas.n_municipalities, sizeof *import->n_parts);
    const char *date = find_date(import);
    rk_import_read(import);
    bool whole = rk_mistakes_count(import->reader.mistakes) == 0 || import->outlines.n_rings > 0;
    if (import->status == RK_OK && whole) {
        rk_import_check(import);
    }
    if (import->status == RK_OK && rk_mistakes_count(import->reader.mistakes) == 0) {
        store(import, date);
    }
}

rk_status rk_boundary_import(const rk_boundary_options *options, rk_mistakes *mistakes, rk_boundary_summary *summary)
{
    rk_arena *arena = rk_arena_new();
    rk_import import = {.reader = {.arena = arena, .mistakes = mistakes}, .options = options, .summary = summary};
    *summary = (rk_boundary_summary){0};
    problem[0] = '\0';
    if (arena == NULL || !rk_arena_run(arena, work, &import)) {
        import.status = RK_ERR_MEMORY;
    }
    if (import.status == RK_OK && rk_mistakes_count(mistakes) > 0) {
        import.status = RK_ERR_SCENARIO;
    }
    rk_outlines_free(&import.outlines);
    free(import.scratch);
    rk_arena_free(arena);
    return import.status;
}
