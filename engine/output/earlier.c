/* Results files that are taken up again. Their rows and sums are read with the code that wrote them, so only files of
 * this very build are. */
#include "output/h5_read.h"
#include "output/problem.h"
#include "output/results_impl.h"
#include "output/single.h"
#include "output/sums.h"

#include <renkei/results.h>
#include <renkei/version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT_VERSION = 1, ROWS_MAX = 1024, BATCH_BYTES = 64 << 20 };

struct rk_earlier {
    rk_h5 h5;
    char *path;
    size_t n_files, n_settings, n_models;
    char **file, **text, **setting, **model;
    char *precision;
    rk_run_options options;
    uint32_t finished, inner;
    rk_scenario_file *files;
};

/* ---- Opening ---- */

/* Takes ownership of found. */
static void expect(rk_earlier *earlier, char *found, const char *expected, const char *what)
{
    char text[320];
    if (found == NULL || strcmp(found, expected) != 0) {
        (void)snprintf(text, sizeof text,
                       "it was written by %s %.80s, this is %s; the numbers may differ, so run it anew", what,
                       found != NULL && found[0] != '\0' ? found : "(unknown)", expected);
        rk_h5_damaged(&earlier->h5, text);
    }
    free(found);
}

static void check_kind(rk_earlier *earlier)
{
    rk_h5 *h5 = &earlier->h5;
    char *kind = rk_h5_attribute_text(h5, "/", "renkei_file_type");
    if (kind == NULL || strcmp(kind, "results") != 0) {
        rk_h5_damaged(h5, "it is no results file of `renkei run`");
    } else if (rk_h5_attribute_int(h5, "/", "renkei_format_version") != FORMAT_VERSION) {
        rk_h5_damaged(h5, "it has another format version than this renkei writes; run it anew");
    }
    free(kind);
    expect(earlier, rk_h5_attribute_text(h5, "provenance", "version"), RK_VERSION, "renkei");
    expect(earlier, rk_h5_attribute_text(h5, "provenance", "commit"), rk_version_commit(), "build");
}

static void read_options(rk_earlier *earlier)
{
    rk_h5 *h5 = &earlier->h5;
    char *seed = rk_h5_attribute_text(h5, "provenance", "seed");
    int64_t first = rk_h5_attribute_int(h5, "provenance", "first_replication");
    int64_t of_run = rk_h5_attribute_int(h5, "provenance", "n_replications_of_run");
    int64_t asked = rk_h5_attribute_int(h5, "/", "n_replications_asked");
    int64_t finished = rk_h5_attribute_int(h5, "/", "n_replications");
    int64_t inner = rk_h5_attribute_int(h5, "/", "inner");
    earlier->precision = rk_h5_attribute_text(h5, "provenance", "precision");
    if (seed == NULL || earlier->precision == NULL || first < 0 || finished < 1 || asked < finished ||
        first + asked > UINT32_MAX || of_run < 0 || of_run > UINT32_MAX || inner < RK_INNER_MIN ||
        inner > RK_INNER_MAX || inner % RK_INNER_MIN != 0 ||
        rk_h5_length(h5, "/replication", false) != (size_t)finished) {
        rk_h5_damaged(h5, "its provenance is incomplete: it is damaged, or was written before files could be extended");
    } else {
        earlier->options = (rk_run_options){.seed = strtoull(seed, NULL, 10),
                                            .first_replication = (uint32_t)first,
                                            .n_replications = (uint32_t)asked,
                                            .n_of_run = (uint32_t)of_run,
                                            .precision = earlier->precision};
        earlier->finished = (uint32_t)finished;
        earlier->inner = (uint32_t)inner;
    }
    free(seed);
}

static void read_scenario(rk_earlier *earlier)
{
    rk_h5 *h5 = &earlier->h5;
    earlier->n_files = rk_h5_length(h5, "/provenance/file", false);
    earlier->file = rk_h5_texts(h5, "/provenance/file", earlier->n_files);
    earlier->text = rk_h5_texts(h5, "/provenance/file_text", earlier->n_files);
    earlier->n_models = rk_h5_length(h5, "/model", false);
    earlier->model = rk_h5_texts(h5, "/model", earlier->n_models);
    earlier->n_settings = rk_h5_length(h5, "/provenance/setting", true);
    if (earlier->n_settings > 0) {
        earlier->setting = rk_h5_texts(h5, "/provenance/setting", earlier->n_settings);
    }
    earlier->files = calloc(earlier->n_files + 1, sizeof *earlier->files);
    if (earlier->files == NULL) {
        rk_h5_fail_memory(h5);
    }
    if (!h5->failed && earlier->n_files == 0) {
        rk_h5_damaged(h5, "it does not hold its scenario");
    }
    for (size_t i = 0; i < earlier->n_files && !h5->failed; i++) {
        earlier->files[i] = (rk_scenario_file){earlier->file[i], earlier->text[i], strlen(earlier->text[i])};
    }
}

rk_status rk_earlier_open(const char *path, rk_earlier **out)
{
    rk_problem_clear();
    *out = NULL;
    rk_earlier *earlier = calloc(1, sizeof *earlier);
    char *copy = strdup(path);
    if (earlier == NULL || copy == NULL) {
        free(earlier);
        free(copy);
        return RK_ERR_MEMORY;
    }
    earlier->path = copy;
    if (rk_h5_open(&earlier->h5, copy)) {
        check_kind(earlier);
        read_options(earlier);
        read_scenario(earlier);
    }
    if (earlier->h5.failed) {
        rk_earlier_close(earlier);
        return RK_ERR_RESULTS_READ;
    }
    *out = earlier;
    return RK_OK;
}

void rk_earlier_close(rk_earlier *earlier)
{
    if (earlier == NULL) {
        return;
    }
    (void)rk_h5_close(&earlier->h5);
    rk_h5_texts_free(earlier->file, earlier->n_files);
    rk_h5_texts_free(earlier->text, earlier->n_files);
    rk_h5_texts_free(earlier->setting, earlier->n_settings);
    rk_h5_texts_free(earlier->model, earlier->n_models);
    free(earlier->files);
    free(earlier->precision);
    free(earlier->path);
    free(earlier);
}

/* ---- What it was ---- */

rk_run_options rk_earlier_options(const rk_earlier *earlier)
{
    return earlier->options;
}

uint32_t rk_earlier_finished(const rk_earlier *earlier)
{
    return earlier->finished;
}

uint32_t rk_earlier_inner(const rk_earlier *earlier)
{
    return earlier->inner;
}

const char *rk_earlier_precision(const rk_earlier *earlier)
{
    return earlier->precision;
}

static const char replications[] = "replications=";

static bool sets_replications(const char *setting)
{
    return strncmp(setting, replications, sizeof replications - 1) == 0;
}

static rk_status keep_models(const rk_earlier *earlier, rk_scenario *scenario, rk_mistakes *mistakes)
{
    size_t n = 1;
    for (size_t i = 0; i < earlier->n_models; i++) {
        n += strlen(earlier->model[i]) + 1;
    }
    char *list = calloc(n, 1);
    if (list == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < earlier->n_models; i++) {
        strcat(strcat(list, i > 0 ? "," : ""), earlier->model[i]);
    }
    rk_status status = rk_scenario_keep_models(scenario, list, mistakes);
    free(list);
    return status;
}

rk_status rk_earlier_scenario(const rk_earlier *earlier, uint32_t n_replications, rk_mistakes *mistakes,
                              rk_scenario **scenario)
{
    char number[32];
    size_t n = 0;
    const char **settings = calloc(earlier->n_settings + 1, sizeof *settings);
    *scenario = NULL;
    if (settings == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < earlier->n_settings; i++) {
        if (n_replications == 0 || !sets_replications(earlier->setting[i])) {
            settings[n++] = earlier->setting[i];
        }
    }
    if (n_replications > 0) {
        (void)snprintf(number, sizeof number, "%s%u", replications, n_replications);
        settings[n++] = number;
    }
    rk_status status = rk_scenario_reopen(earlier->files, earlier->n_files, settings, n, mistakes, scenario);
    if (status == RK_OK) {
        status = keep_models(earlier, *scenario, mistakes);
    }
    if (status != RK_OK) {
        rk_scenario_close(*scenario);
        *scenario = NULL;
    }
    free(settings);
    return status;
}

/* ---- Two of them ---- */

/* The next setting that is not the number of replications, from i on. */
static size_t next_setting(const rk_earlier *earlier, size_t i)
{
    while (i < earlier->n_settings && sets_replications(earlier->setting[i])) {
        i++;
    }
    return i;
}

static bool same_settings(const rk_earlier *earlier, const rk_earlier *other)
{
    size_t i = next_setting(earlier, 0), k = next_setting(other, 0);
    while (i < earlier->n_settings && k < other->n_settings && strcmp(earlier->setting[i], other->setting[k]) == 0) {
        i = next_setting(earlier, i + 1);
        k = next_setting(other, k + 1);
    }
    return i == earlier->n_settings && k == other->n_settings;
}

static bool same_texts(char *const *texts, size_t n, char *const *others, size_t n_others)
{
    bool same = n == n_others;
    for (size_t i = 0; same && i < n; i++) {
        same = strcmp(texts[i], others[i]) == 0;
    }
    return same;
}

bool rk_earlier_same(const rk_earlier *earlier, const rk_earlier *other)
{
    char text[512], blocks[96];
    const char *what = NULL;
    if (earlier->inner != other->inner) {
        (void)snprintf(blocks, sizeof blocks, "a block has %u replications here, which", other->inner);
        what = blocks;
    } else if (!same_texts(earlier->text, earlier->n_files, other->text, other->n_files)) {
        what = "the scenario or a file of it";
    } else if (earlier->options.seed != other->options.seed) {
        what = "the seed";
    } else if (!same_settings(earlier, other)) {
        what = "what the command line changed";
    } else if (!same_texts(earlier->model, earlier->n_models, other->model, other->n_models)) {
        what = "the list of models";
    }
    if (what != NULL) {
        (void)snprintf(text, sizeof text, "%s is another than in %s", what, earlier->path);
        rk_problem_set(other->path, text, "");
    }
    return what == NULL;
}

static bool same_files(const rk_earlier *earlier, const rk_scenario *scenario)
{
    bool same = earlier->n_files == rk_scenario_n_files(scenario);
    for (size_t i = 0; same && i < earlier->n_files; i++) {
        same = strcmp(earlier->text[i], rk_scenario_file_at(scenario, i).text) == 0;
    }
    return same;
}

static bool same_command(const rk_earlier *earlier, const rk_scenario *scenario)
{
    bool same = earlier->n_settings == rk_scenario_n_settings(scenario);
    for (size_t i = 0; same && i < earlier->n_settings; i++) {
        same = strcmp(earlier->setting[i], rk_scenario_setting_at(scenario, i)) == 0;
    }
    same = same && earlier->n_models == rk_scenario_n_models(scenario);
    for (size_t i = 0; same && i < earlier->n_models; i++) {
        same = strcmp(earlier->model[i], rk_scenario_model_key(scenario, i)) == 0;
    }
    return same && earlier->options.seed == rk_scenario_seed(scenario);
}

bool rk_earlier_is_of(const rk_earlier *earlier, const rk_scenario *scenario)
{
    if (!same_files(earlier, scenario)) {
        rk_problem_set(earlier->path, "the scenario or a file of it has changed since", "");
    } else if (!same_command(earlier, scenario)) {
        rk_problem_set(earlier->path, "it is of a run with another seed, other models or other settings", "");
    } else {
        return true;
    }
    return false;
}

/* ---- What it holds ---- */

static rk_status fail_or_ok(const rk_h5 *h5)
{
    return h5->failed ? RK_ERR_RESULTS_READ : RK_OK;
}

rk_status rk_earlier_append(rk_earlier *earlier, rk_results *results)
{
    const rk_shape *shape = rk_results_shape(results);
    size_t n_numbers = rk_h5_length(&earlier->h5, "/parameter", false);
    size_t row_bytes = rk_replicates_n_values(shape) * sizeof(int64_t) * shape->n_models * shape->n_groups;
    uint32_t n_max = row_bytes > BATCH_BYTES / ROWS_MAX ? (uint32_t)(BATCH_BYTES / row_bytes) : ROWS_MAX;
    uint32_t first = earlier->options.first_replication;
    rk_replicates *batch = NULL;
    n_max = n_max > 0 ? n_max : 1;
    rk_status status = rk_replicates_new(shape, n_max, n_numbers, &batch);
    for (uint32_t done = 0; done < earlier->finished && status == RK_OK; done += batch->n_rows) {
        batch->first = first + done;
        batch->n_rows = earlier->finished - done < n_max ? earlier->finished - done : n_max;
        batch->first_block = batch->first / shape->inner;
        batch->n_blocks = (batch->first + batch->n_rows - 1) / shape->inner - batch->first_block + 1;
        rk_single_read(&earlier->h5, batch, done, batch->first_block - first / shape->inner);
        status = fail_or_ok(&earlier->h5);
        if (status == RK_OK) {
            status = rk_results_append(results, batch);
        }
    }
    rk_replicates_free(batch);
    return status;
}

rk_status rk_earlier_sums(rk_earlier *earlier, rk_tally *sums)
{
    rk_sums_read(&earlier->h5, sums);
    return fail_or_ok(&earlier->h5);
}
