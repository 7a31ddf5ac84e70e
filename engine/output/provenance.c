#include "output/provenance.h"

#include <inttypes.h>
#include <omp.h>
#include <renkei/version.h>
#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const char *or_empty(const char *text)
{
    return text != NULL ? text : "";
}

/* What may differ between runs with the same numbers, and nowhere else in the file. */
static void write_circumstances(rk_h5 *h5, hid_t group, const rk_run_options *options, const char *command)
{
    char text[256] = "";
    time_t now = time(NULL);
    struct tm utc;
    if (gmtime_r(&now, &utc) != NULL) {
        (void)strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    }
    rk_h5_text(h5, group, "created", text);
    text[0] = '\0';
    (void)gethostname(text, sizeof text - 1);
    rk_h5_text(h5, group, "host", text);
    rk_h5_text(h5, group, "command", or_empty(command));
    rk_h5_int(h5, group, "threads", options->n_threads > 0 ? options->n_threads : omp_get_num_procs());
    rk_h5_text(h5, group, "isa", or_empty(rk_isa_name()));
}

static void write_program(rk_h5 *h5, hid_t group, const rk_run_options *options)
{
    char seed[32];
    rk_h5_text(h5, group, "version", RK_VERSION);
    rk_h5_text(h5, group, "commit", rk_version_commit());
    rk_h5_text(h5, group, "libraries", rk_version_libraries());
    rk_h5_text(h5, group, "compiler", __VERSION__);
    (void)snprintf(seed, sizeof seed, "%" PRIu64, options->seed);
    rk_h5_text(h5, group, "seed", seed);
    if (options->seed <= INT64_MAX) {
        rk_h5_int(h5, group, "seed_number", (int64_t)options->seed);
    }
    rk_h5_int(h5, group, "first_replication", options->first_replication);
    rk_h5_int(h5, group, "n_replications", options->n_replications);
    rk_h5_int(h5, group, "n_replications_of_run", options->n_of_run);
}

static void write_files(rk_h5 *h5, hid_t group, const rk_scenario *scenario)
{
    static const rk_about path = {"file", "1", "file that the scenario was made of", "シナリオを構成するファイル", 0};
    static const rk_about text = {"file_text", "1", "full text of the file", "ファイルの全文", 0};
    static const rk_about digest = {"file_sha256", "1", "SHA-256 of the file", "ファイルのSHA-256", 0};
    size_t n = rk_scenario_n_files(scenario);
    const char **labels = calloc(n + 1, sizeof *labels);
    char(*digests)[SHA256_DIGEST_STRING_LENGTH] = calloc(n + 1, sizeof *digests);
    if (labels == NULL || digests == NULL) {
        rk_h5_fail_memory(h5);
        goto out;
    }
    for (size_t i = 0; i < n; i++) {
        labels[i] = rk_scenario_file_at(scenario, i).path;
    }
    rk_axis file = rk_h5_axis(h5, group, &path, RK_H5_TEXT, n, labels);
    const rk_axis *const along[] = {&file};
    for (size_t i = 0; i < n; i++) {
        labels[i] = rk_scenario_file_at(scenario, i).text;
    }
    rk_h5_table(h5, group, &text, RK_H5_TEXT, 1, along, labels);
    for (size_t i = 0; i < n; i++) {
        rk_scenario_file source = rk_scenario_file_at(scenario, i);
        labels[i] = SHA256Data((const uint8_t *)source.text, source.n_bytes, digests[i]);
    }
    rk_h5_table(h5, group, &digest, RK_H5_TEXT, 1, along, labels);
    rk_h5_axis_close(h5, &file);
out:
    free(labels);
    free(digests);
}

static void write_settings(rk_h5 *h5, hid_t group, const rk_scenario *scenario)
{
    static const rk_about about = {"setting", "1", "KEY=VALUE as of --set, in the order they were applied",
                                   "コマンドラインで変えた値", 0};
    size_t n = rk_scenario_n_settings(scenario);
    const char **text = n > 0 ? calloc(n, sizeof *text) : NULL;
    if (n == 0) {
        return;
    }
    if (text == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        text[i] = rk_scenario_setting_at(scenario, i);
    }
    rk_axis setting = rk_h5_axis(h5, group, &about, RK_H5_TEXT, n, text);
    rk_h5_axis_close(h5, &setting);
    free(text);
}

static void write_values(rk_h5 *h5, hid_t group, const rk_scenario *scenario)
{
    static const rk_about about[] = {
        {"key", "1", "key of the scenario", "キー", 0},
        {"value", "1", "value in force, as text with its unit", "使われた値", 0},
        {"unit", "1", "unit that the key is documented in", "単位", 0},
        {"source", "1", "row of the facts and evidence mark", "出典", 0},
        {"origin", "1", "default, file and line, base with file and line, or an option", "値の由来", 0},
    };
    enum { N_COLUMNS = sizeof about / sizeof about[0] };
    size_t n = rk_scenario_n_values(scenario);
    const char **text = calloc(N_COLUMNS * n + 1, sizeof *text);
    if (text == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        rk_scenario_value value = rk_scenario_value_at(scenario, i);
        const char *row[N_COLUMNS] = {value.key, value.value, value.unit, value.source, value.origin};
        for (size_t column = 0; column < N_COLUMNS; column++) {
            text[column * n + i] = or_empty(row[column]);
        }
    }
    rk_axis key = rk_h5_axis(h5, group, &about[0], RK_H5_TEXT, n, text);
    const rk_axis *const along[] = {&key};
    for (size_t column = 1; column < N_COLUMNS; column++) {
        rk_h5_table(h5, group, &about[column], RK_H5_TEXT, 1, along, text + column * n);
    }
    rk_h5_axis_close(h5, &key);
    free(text);
}

void rk_provenance_write(rk_h5 *h5, const rk_scenario *scenario, const rk_run_options *options, const char *command)
{
    hid_t group = rk_h5_group(h5, h5->file, "provenance");
    write_program(h5, group, options);
    write_circumstances(h5, group, options, command);
    write_files(h5, group, scenario);
    write_settings(h5, group, scenario);
    rk_h5_text(h5, group, "precision", or_empty(options->precision));
    hid_t values = rk_h5_group(h5, group, "values");
    write_values(h5, values, scenario);
    rk_h5_group_close(h5, values);
    rk_h5_group_close(h5, group);
}
