/* A scenario: what is compared, for which municipalities, under which assumptions. Read-only once opened.
 *
 * scenarios/FORMAT.md lists every key. All functions are safe to call from several threads on one opened scenario.
 */
#ifndef RENKEI_SCENARIO_H
#define RENKEI_SCENARIO_H

#include <renkei/mistakes.h>
#include <renkei/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct rk_scenario rk_scenario;

/* Replications of a block, which share one draw of the assumptions: a multiple of RK_INNER_MIN, those simulated at once. */
enum { RK_INNER_MIN = 16, RK_INNER_MAX = 1024 };

/* Read a scenario file and every file that it names, and check all of it.
 *
 * path        the scenario; a name without a folder ("ehime") is also looked for among renkei's own scenarios
 * settings    n_settings texts "KEY=VALUE", as of --set; KEY is a dotted path of the scenario file. Of another option
 *             "--OPTION KEY=VALUE": mistakes then name that one
 * mistakes    out: everything that is wrong
 * scenario    out: NULL unless RK_OK; the caller ends it with rk_scenario_close
 *
 * Returns RK_ERR_SCENARIO when there is at least one mistake, RK_ERR_DATA when renkei's own tables are not found
 * (with a mistake that says where they were looked for), RK_ERR_MEMORY.
 */
RK_MUST_CHECK rk_status rk_scenario_open(const char *path, const char *const settings[], size_t n_settings,
                                         rk_mistakes *mistakes, rk_scenario **scenario);
void rk_scenario_close(rk_scenario *scenario); /* takes NULL */

/* Keep only the models of a comma-separated list of keys, and the baseline, in the order of the file. The numbers of
 * those that stay do not change. Right after rk_scenario_open, before anything reads the scenario.
 * Returns RK_ERR_SCENARIO, with a mistake for each unknown key; RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_scenario_keep_models(rk_scenario *scenario, const char *comma_list, rk_mistakes *mistakes);

const char *rk_scenario_title(const rk_scenario *scenario); /* UTF-8, never NULL */
uint64_t rk_scenario_seed(const rk_scenario *scenario);
uint32_t rk_scenario_replications(const rk_scenario *scenario);
uint32_t rk_scenario_inner(const rk_scenario *scenario); /* replications of a block */
int rk_scenario_years(const rk_scenario *scenario);
int rk_scenario_start_year(const rk_scenario *scenario); /* the fiscal year of month 0, as 2026 */
size_t rk_scenario_n_municipalities(const rk_scenario *scenario);
size_t rk_scenario_n_prefectures(const rk_scenario *scenario);
size_t rk_scenario_n_models(const rk_scenario *scenario);
size_t rk_scenario_baseline(const rk_scenario *scenario);                         /* index of the baseline model */
const char *rk_scenario_model_key(const rk_scenario *scenario, size_t model);   /* as written in the file */
const char *rk_scenario_model_title(const rk_scenario *scenario, size_t model); /* the key when none is given */

/* Index of the model with that key, or n_models. */
size_t rk_scenario_model_find(const rk_scenario *scenario, const char *key);

/* One value in force, for `renkei explain` and for the provenance in the results. */
typedef struct {
    const char *key;    /* "parameters.quits.trend", "models.pool.experts.number" */
    const char *value;  /* as text with its unit, as it would be written in a file */
    const char *unit;   /* the unit the key is documented in */
    const char *source; /* row of the facts and evidence mark; "" when there is none */
    const char *origin; /* "default", "file:line", "base file:line" for what is inherited, or an option, such as "--set" */
    const char *help;   /* one sentence */
} rk_scenario_value;

size_t rk_scenario_n_values(const rk_scenario *scenario);
rk_scenario_value rk_scenario_value_at(const rk_scenario *scenario, size_t index);

/* Files the scenario was made of, in the order they were read: itself, its base, the base of that, then tables; with their
 * full text, for provenance. */
typedef struct {
    const char *path;
    const char *text;
    size_t n_bytes;
} rk_scenario_file;

size_t rk_scenario_n_files(const rk_scenario *scenario);
rk_scenario_file rk_scenario_file_at(const rk_scenario *scenario, size_t index);

/* The settings it was opened with, without options. */
size_t rk_scenario_n_settings(const rk_scenario *scenario);
const char *rk_scenario_setting_at(const rk_scenario *scenario, size_t index);

/* Open the same scenario once more from the texts of its files, at least one, wherever they are now. Only renkei's own
 * tables and funding rules come from the disk; funding rules that have changed are a mistake. */
RK_MUST_CHECK rk_status rk_scenario_reopen(const rk_scenario_file files[], size_t n_files, const char *const settings[],
                                           size_t n_settings, rk_mistakes *mistakes, rk_scenario **scenario);

#endif
