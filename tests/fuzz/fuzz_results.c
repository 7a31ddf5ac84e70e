/* Edits of a results file: the analyses may refuse it, never crash, leak or hang. The file is one that the engine
 * wrote; an input is a list of edits, 4 bytes each: where (3) and what (1) is put there; a rest of 3 bytes is where the
 * file ends. So the fuzzer need not find out what an HDF5 file looks like. */
#include <renkei/analysis.h>
#include <renkei/ensemble.h>
#include <renkei/page.h>
#include <renkei/plot.h>
#include <renkei/results.h>

#include <hdf5.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* HDF5 itself loses what it has read of a file that turns out to be damaged; that nothing of ours stays open is checked
 * below. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5\n";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}

static char folder[] = "/tmp/renkei-fuzz-XXXXXX";
static char scenario_path[64], results_path[64];
static uint8_t *whole;
static size_t n_whole;

static const char text[] =
    "renkei: 1\ntitle: 例\nprefecture: [36, 38]\nmunicipalities: [36302, 38356, 38484]\nyears: 2\n"
    "replications: 40\nbaseline: alone\ncoalitions: {model: pool, exact_up_to: 2, pairs: 1}\nmodels:\n  alone: "
    "{instruments: []}\n"
    "  pool: {instruments: [experts: {number: 2}]}\n";

static void require(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void write_results(void)
{
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = NULL;
    rk_ensemble *ensemble = NULL;
    rk_results *results = NULL;
    require(rk_scenario_open(scenario_path, NULL, 0, mistakes, &scenario) == RK_OK);
    rk_run_options options = rk_run_options_of(scenario);
    require(rk_ensemble_open(scenario, &options, &ensemble) == RK_OK);
    require(rk_results_create(results_path, scenario, &options, "fuzz", &results) == RK_OK);
    while (!rk_ensemble_done(ensemble)) {
        require(rk_ensemble_advance(ensemble) == RK_OK);
        require(rk_results_append(results, rk_ensemble_batch(ensemble)) == RK_OK);
    }
    require(rk_results_finish(results, rk_ensemble_tally(ensemble), rk_ensemble_finished(ensemble)) == RK_OK);
    rk_ensemble_close(ensemble);
    rk_scenario_close(scenario);
    rk_mistakes_free(mistakes);
}

static void remove_folder(void)
{
    (void)unlink(results_path);
    (void)rmdir(folder);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    require(mkdtemp(folder) != NULL && setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1) == 0);
    require(atexit(remove_folder) == 0);
    (void)snprintf(scenario_path, sizeof scenario_path, "%s/s.yaml", folder);
    (void)snprintf(results_path, sizeof results_path, "%s/r.h5", folder);
    FILE *file = fopen(scenario_path, "w");
    require(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
    write_results();
    file = fopen(results_path, "rb");
    require(file != NULL && fseek(file, 0, SEEK_END) == 0);
    n_whole = (size_t)ftell(file);
    whole = malloc(n_whole);
    rewind(file);
    require(whole != NULL && fread(whole, 1, n_whole, file) == n_whole && fclose(file) == 0);
    (void)unlink(scenario_path);
    return 0;
}

static size_t place(const uint8_t *bytes)
{
    return ((size_t)bytes[0] << 16 | (size_t)bytes[1] << 8 | bytes[2]) % n_whole;
}

static void analyse(const rk_reading *reading)
{
    rk_compare_options compare = {.pairs = true};
    rk_winners_options winners = {.model = "all"};
    rk_risk_options risk = {.top = 0};
    rk_budget_options budget = {.envelope = 1e8, .chance = 0.1, .discount = (double)NAN};
    rk_frontier_options frontier = {.price = (double)NAN};
    rk_value_options value = {.price = (double)NAN};
    rk_regret_options regret = {.price = 1e7};
    rk_stability_options stability = {.price = 1e6};
    rk_answer *answer[8] = {NULL};
    rk_status status[] = {rk_compare(reading, &compare, &answer[0]),   rk_winners(reading, &winners, &answer[1]),
                          rk_risk(reading, &risk, &answer[2]),         rk_budget(&reading, 1, &budget, &answer[3]),
                          rk_frontier(reading, &frontier, &answer[4]), rk_value(reading, &value, &answer[5]),
                          rk_regret(reading, &regret, &answer[6]),     rk_stability(reading, &stability, &answer[7])};
    for (size_t i = 0; i < sizeof status / sizeof status[0]; i++) {
        require((status[i] == RK_OK) == (answer[i] != NULL));
        rk_answer_free(answer[i]);
    }
}

static void draw(const rk_reading *reading)
{
    char *text = NULL;
    require((rk_page_html(reading, &(rk_page_options){0}, &text) == RK_OK) == (text != NULL));
    free(text);
    for (size_t kind = 0; kind < RK_N_PLOTS; kind++) {
        rk_plot_options options = {.kind = (rk_plot_kind)kind};
        require((rk_plot(reading, &options, &text) == RK_OK) == (text != NULL));
        free(text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    uint8_t *edited = malloc(n_whole);
    size_t n = n_bytes % 4 == 3 ? place(bytes + n_bytes - 3) : n_whole;
    FILE *file = fopen(results_path, "wb"); /* HDF5 wants a file with a name of its own: none in memory */
    require(edited != NULL && file != NULL);
    memcpy(edited, whole, n_whole);
    for (size_t i = 0; i + 4 <= n_bytes; i += 4) {
        edited[place(bytes + i)] = bytes[i + 3];
    }
    require(fwrite(edited, 1, n, file) == n && fclose(file) == 0);
    rk_reading *reading = NULL;
    rk_status status = rk_reading_open(results_path, &reading);
    require((status == RK_OK) == (reading != NULL));
    require(status == RK_OK || rk_reading_problem()[0] != '\0');
    if (status == RK_OK) {
        analyse(reading);
        draw(reading);
    }
    rk_reading_close(reading);
    require(H5Fget_obj_count((hid_t)H5F_OBJ_ALL, H5F_OBJ_ALL) == 0); /* nothing is left open */
    free(edited);
    return 0;
}
