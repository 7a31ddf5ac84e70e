#include "ran.h"

#include <renkei/results.h>

#include <gsl/gsl_cdf.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char folder[] = "/tmp/renkei-analysis-XXXXXX";
static bool made;

const char *ran_folder(void)
{
    if (!made) {
        assert_non_null(mkdtemp(folder));
        made = true;
    }
    return folder;
}

int ran_clean(void **unused)
{
    char command[128];
    (void)unused;
    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return made ? system(command) : 0;
}

char *ran_path(const char *name)
{
    char *path = NULL;
    assert_true(asprintf(&path, "%s/%s.h5", ran_folder(), name) > 0);
    return path;
}

static const char usual[] =
    "  alone: {title: 単独, title_en: Alone, instruments: []}\n"
    "  pool: {title: プール, title_en: Pool, instruments: [experts: {number: 2 persons, assignment: on_request,"
    " shares: {prefecture: 0.5, nation: 0.5}}]}\n"
    "  posts: {title: 増員, title_en: Posts, instruments: [experts: {number: 3 persons, assignment: fixed,"
    " shares: {municipality: 1}}]}\n";

static rk_scenario *open_scenario(const char *text)
{
    char path[64];
    (void)snprintf(path, sizeof path, "%s/scenario.yaml", ran_folder());
    assert_int_equal(setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1), 0);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = NULL;
    rk_status status = rk_scenario_open(path, NULL, 0, mistakes, &scenario);
    rk_mistakes_print(mistakes, stderr);
    assert_int_equal(status, RK_OK);
    rk_mistakes_free(mistakes);
    return scenario;
}

static void run(const rk_scenario *scenario, const char *path)
{
    rk_run_options options = rk_run_options_of(scenario);
    rk_ensemble *ensemble = NULL;
    rk_results *results = NULL;
    assert_int_equal(rk_ensemble_open(scenario, &options, &ensemble), RK_OK);
    assert_int_equal(rk_results_create(path, scenario, &options, "test", &results), RK_OK);
    while (!rk_ensemble_done(ensemble)) {
        assert_int_equal(rk_ensemble_advance(ensemble), RK_OK);
        assert_int_equal(rk_results_append(results, rk_ensemble_batch(ensemble)), RK_OK);
    }
    assert_int_equal(rk_results_finish(results, rk_ensemble_tally(ensemble), rk_ensemble_finished(ensemble)), RK_OK);
    rk_ensemble_close(ensemble);
}

rk_reading *ran_open(const char *name, const char *prefectures, const char *municipalities, const char *head,
                     const char *models, unsigned n_replications)
{
    char *text = NULL, *path = ran_path(name);
    rk_reading *reading = NULL;
    assert_true(asprintf(&text,
                         "renkei: 1\ntitle: 例\nprefecture: %s\nmunicipalities: %s\nyears: 3\n"
                         "replications: %u\n%sbaseline: alone\nmodels:\n%s",
                         prefectures, municipalities, n_replications, head, models != NULL ? models : usual) > 0);
    rk_scenario *scenario = open_scenario(text);
    run(scenario, path);
    rk_scenario_close(scenario);
    rk_status status = rk_reading_open(path, &reading);
    assert_string_equal(rk_reading_problem(), "");
    assert_int_equal(status, RK_OK);
    free(text);
    free(path);
    return reading;
}

/* ---- Answers ---- */

static rk_answer_table table_of(const rk_answer *answer, const char *id)
{
    for (size_t i = 0; i < rk_answer_n_tables(answer); i++) {
        rk_answer_table table = rk_answer_table_at(answer, i);
        if (strcmp(table.id, id) == 0) {
            return table;
        }
    }
    fail_msg("there is no table %s", id);
    return rk_answer_table_at(answer, 0);
}

static size_t column_of(const rk_answer_table *table, const char *id)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        if (strcmp(table->columns[i].id, id) == 0) {
            return i;
        }
    }
    fail_msg("table %s has no column %s", table->id, id);
    return 0;
}

double ran_number(const rk_answer *answer, const char *table, size_t row, const char *column)
{
    rk_answer_table found = table_of(answer, table);
    assert_true(row < found.n_rows);
    return found.cells[row * found.n_columns + column_of(&found, column)].number;
}

rk_answer_cell ran_cell(const rk_answer *answer, const char *table, const char *column, const char *const *words)
{
    rk_answer_table found = table_of(answer, table);
    for (size_t row = 0; row < found.n_rows; row++) {
        bool fits = true;
        for (size_t i = 0; words[i] != NULL; i += 2) {
            const char *own = found.cells[row * found.n_columns + column_of(&found, words[i])].words.en;
            fits = fits && own != NULL && strcmp(own, words[i + 1]) == 0;
        }
        if (fits) {
            return found.cells[row * found.n_columns + column_of(&found, column)];
        }
    }
    fail_msg("table %s has no row of %s", table, words[1]);
    return found.cells[0];
}

/* ---- By hand ---- */

static char **texts(size_t n, const char *word)
{
    char **all = calloc(n, sizeof *all);
    assert_non_null(all);
    for (size_t i = 0; i < n; i++) {
        assert_true(asprintf(&all[i], "%s%zu", word, i) > 0);
    }
    return all;
}

rk_reading *hand_open(size_t n_models, size_t n_replications, bool by_block)
{
    rk_reading *reading = calloc(1, sizeof *reading);
    assert_non_null(reading);
    size_t n_blocks = (n_replications + RK_INNER_MIN - 1) / RK_INNER_MIN;
    *reading = (rk_reading){.file = -1,
                            .path = strdup("by hand"),
                            .title = strdup("by hand"),
                            .title_en = strdup("by hand"),
                            .n_models = n_models,
                            .n_replications = n_replications,
                            .n_blocks = n_blocks,
                            .inner = RK_INNER_MIN,
                            .n_municipalities = 1,
                            .n_prefectures = 1,
                            .n_years = 1,
                            .by_block = by_block,
                            .model_key = texts(n_models, "model"),
                            .model_title = texts(n_models, "モデル"),
                            .model_title_en = texts(n_models, "Model "),
                            .replication = calloc(n_replications, sizeof *reading->replication),
                            .block_of = calloc(n_replications, sizeof *reading->block_of),
                            .randomisation = calloc(n_replications, 1),
                            .block_size = calloc(n_blocks, sizeof *reading->block_size)};
    for (size_t i = 0; i < n_replications; i++) {
        size_t block = i / RK_INNER_MIN;
        reading->replication[i] = (int64_t)i;
        reading->block_of[i] = block;
        reading->block_size[block] += 1.0;
        reading->randomisation[i] = (unsigned char)(block % RK_RANDOMISATIONS);
    }
    reading->n_units = by_block || n_blocks < RK_RANDOMISATIONS ? n_blocks : RK_RANDOMISATIONS;
    return reading;
}

static void free_texts(char **all, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(all[i]);
    }
    free(all);
}

void hand_close(rk_reading *reading)
{
    free_texts(reading->model_key, reading->n_models);
    free_texts(reading->model_title, reading->n_models);
    free_texts(reading->model_title_en, reading->n_models);
    free(reading->path);
    free(reading->title);
    free(reading->title_en);
    free(reading->replication);
    free(reading->block_of);
    free(reading->randomisation);
    free(reading->block_size);
    free(reading);
}

/* SplitMix64 of Steele, Lea and Flood (2014). */
double hand_uniform(unsigned stream, size_t index)
{
    uint64_t z = ((uint64_t)stream << 40) + (uint64_t)index + 1;
    z *= UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    z ^= z >> 31;
    return ((double)(z >> 11) + 0.5) / 9007199254740992.0;
}

double hand_normal(unsigned stream, size_t index)
{
    return gsl_cdf_ugaussian_Pinv(hand_uniform(stream, index));
}
