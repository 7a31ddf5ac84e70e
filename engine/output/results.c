#include "output/axes.h"
#include "output/coalitions.h"
#include "output/funding.h"
#include "output/means.h"
#include "output/part.h"
#include "output/problem.h"
#include "output/provenance.h"
#include "output/results_impl.h"
#include "output/single.h"
#include "output/sums.h"

#include <renkei/results.h>
#include <renkei/version.h>
#include <stdlib.h>

enum { FORMAT_VERSION = 1 };

struct rk_results {
    rk_part part;
    rk_h5 h5;
    const rk_scenario *scenario;
    const char *command;
    rk_run_options options;
    uint32_t n_asked; /* replications, what was asked for at first being in options */
    rk_axes axes;
    rk_single single;
    rk_funded funded;
    bool part_of_run; /* rows and sums for the run that goes on, no means */
};

static void write_root(rk_h5 *h5, const rk_scenario *scenario)
{
    rk_h5_text(h5, h5->file, "Conventions", "CF-1.10");
    rk_h5_text(h5, h5->file, "title", rk_scenario_title(scenario));
    rk_h5_text(h5, h5->file, "title_en", scenario->title_en);
    rk_h5_text(h5, h5->file, "source", "renkei " RK_VERSION);
    rk_h5_text(h5, h5->file, "renkei_file_type", "results");
    rk_h5_int(h5, h5->file, "renkei_format_version", FORMAT_VERSION);
    rk_h5_int(h5, h5->file, "inner", rk_scenario_inner(scenario));
    rk_h5_text(h5, h5->file, "baseline", rk_scenario_model_key(scenario, rk_scenario_baseline(scenario)));
}

static rk_status create(const char *path, const rk_scenario *scenario, const rk_run_options *options,
                        const char *command, bool part, rk_results **results)
{
    rk_problem_clear();
    *results = NULL;
    rk_results *self = calloc(1, sizeof *self);
    if (self == NULL) {
        return RK_ERR_MEMORY;
    }
    self->scenario = scenario;
    self->command = command;
    self->options = *options;
    self->n_asked = options->n_replications;
    self->part_of_run = part;
    rk_status status = rk_part_open(path, &self->part);
    if (status != RK_OK) {
        rk_part_close(&self->part);
        free(self);
        return status;
    }
    if (rk_h5_create(&self->h5, self->part.path, self->part.final_path)) {
        self->h5.n_threads = options->n_threads > 0 ? options->n_threads : self->h5.n_threads;
        rk_h5_cache(&self->h5, true);
        write_root(&self->h5, scenario);
        rk_axes_write(&self->h5, scenario, &self->axes);
        rk_coalitions_write(&self->h5, scenario, &self->axes);
        rk_funded_open(&self->h5, scenario, &self->funded);
        rk_single_open(&self->h5, scenario, options->n_replications, part, &self->axes, &self->single);
    }
    if (self->h5.failed) {
        rk_results_abandon(self);
        return RK_ERR_RESULTS_WRITE;
    }
    *results = self;
    return RK_OK;
}

const rk_shape *rk_results_shape(const rk_results *results)
{
    return &results->single.shape;
}

rk_status rk_results_create(const char *path, const rk_scenario *scenario, const rk_run_options *options,
                            const char *command, rk_results **results)
{
    return create(path, scenario, options, command, false, results);
}

rk_status rk_results_create_part(const char *path, const rk_scenario *scenario, const rk_run_options *options,
                                 rk_results **results)
{
    return create(path, scenario, options, "", true, results);
}

rk_status rk_results_append(rk_results *results, const rk_replicates *batch)
{
    if (!results->h5.failed) {
        rk_single_append(&results->h5, &results->single, batch);
    }
    return results->h5.failed ? RK_ERR_RESULTS_WRITE : RK_OK;
}

/* Where the file comes from is written last: its texts differ between runs with the same figures, which then lie at the
 * same places of the file. */
static void write_end(rk_results *results, const rk_tally *tally, uint32_t finished)
{
    rk_h5 *h5 = &results->h5;
    rk_single_finish(h5, &results->single, results->options.first_replication, finished);
    if (!results->part_of_run) {
        rk_h5_cache(h5, false);
        rk_means_write(h5, &results->axes, tally);
        rk_funded_write(h5, &results->axes, tally, &results->funded);
    }
    rk_sums_write(h5, tally);
    rk_coalitions_close(h5, &results->axes);
    rk_axes_close(h5, &results->axes);
    rk_h5_int(h5, h5->file, "n_replications", finished);
    rk_h5_int(h5, h5->file, "n_replications_asked", results->n_asked);
    rk_h5_text(h5, h5->file, "sampling_unit", rk_tally_shape(tally)->sobol ? "randomisation" : "block");
    rk_h5_int(h5, h5->file, "partial", finished < results->n_asked);
    rk_provenance_write(h5, results->scenario, &results->options, results->command);
}

void rk_results_settle(rk_results *results, uint32_t n_replications)
{
    results->n_asked = n_replications;
}

rk_status rk_results_finish(rk_results *results, const rk_tally *tally, uint32_t finished)
{
    if (!results->h5.failed) {
        write_end(results, tally, finished);
    }
    bool written = rk_h5_close(&results->h5) && rk_part_publish(&results->part);
    rk_results_abandon(results);
    return written ? RK_OK : RK_ERR_RESULTS_WRITE;
}

void rk_results_abandon(rk_results *results)
{
    if (results == NULL) {
        return;
    }
    results->h5.failed = true;
    (void)rk_h5_close(&results->h5);
    rk_single_free(&results->single);
    rk_part_close(&results->part);
    free(results);
}
