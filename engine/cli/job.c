/* The loop over batches, from earlier results and the scenario to a results file and a report. */
#include "cli/job.h"

#include "cli/command.h"
#include "cli/figures.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/share.h"
#include "cli/text.h"

#include <renkei/precision.h>
#include <renkei/ranks.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One word as a shell reads it. */
static void quote(FILE *out, const char *word)
{
    if (word[0] != '\0' && strpbrk(word, " \t\n'\"\\$`*?()[]{};&|<>#~!") == NULL) {
        fputs(word, out);
        return;
    }
    fputc('\'', out);
    for (; *word != '\0'; word++) {
        fputs(*word == '\'' ? "'\\''" : (char[]){*word, '\0'}, out);
    }
    fputc('\'', out);
}

char *rk_job_typed(int argc, char **argv)
{
    char *line = NULL;
    size_t n_bytes = 0;
    FILE *out = open_memstream(&line, &n_bytes);
    if (out == NULL) {
        return NULL;
    }
    fputs(argv[0], out);
    for (int i = 1; i < argc; i++) {
        fputc(' ', out);
        quote(out, argv[i]);
    }
    return fclose(out) == 0 ? line : NULL;
}

/* Rows and sums of what has been simulated before. */
static rk_status take_up(const rk_job *job, rk_ensemble *ensemble, rk_results *results)
{
    rk_status status = RK_OK;
    for (size_t i = 0; i < job->n_pieces && status == RK_OK; i++) {
        rk_tally *sums = NULL;
        status = rk_ensemble_new_tally(ensemble, &sums);
        if (status == RK_OK) {
            status = rk_earlier_sums(job->pieces[i], sums);
        }
        if (status == RK_OK) {
            status = rk_ensemble_adopt(ensemble, sums, rk_earlier_finished(job->pieces[i]));
        }
        rk_ensemble_free_tally(sums);
        if (status == RK_OK) {
            status = rk_earlier_append(job->pieces[i], results);
        }
    }
    return status;
}

/* ---- Replications, from parts or simulated ---- */

/* A run on its way. */
typedef struct {
    rk_ensemble *ensemble;
    rk_results *results;
    rk_parts *parts;          /* NULL: none are kept */
    const rk_precision *goal; /* NULL: a fixed number of replications */
    uint32_t look;            /* replications after which the goal is looked at: where a batch ends */
    bool narrow, reached;     /* narrow enough at the look before; at two looks in a row */
} course;

static uint32_t next_replication(const course *run)
{
    return rk_ensemble_options(run->ensemble)->first_replication + rk_ensemble_finished(run->ensemble);
}

static rk_status close_part(course *run)
{
    if (run->parts == NULL || !rk_parts_in_hand(run->parts)) {
        return RK_OK;
    }
    rk_status status = rk_parts_close_one(run->parts, rk_ensemble_recent(run->ensemble));
    return status == RK_OK ? rk_ensemble_set_aside(run->ensemble) : status;
}

/* The replications of the part that is next. */
static rk_status take_part(course *run)
{
    rk_tally *sums = NULL;
    uint32_t first = next_replication(run);
    rk_status status = close_part(run);
    if (status == RK_OK) {
        status = rk_ensemble_new_tally(run->ensemble, &sums);
    }
    if (status == RK_OK) {
        status = rk_parts_take(run->parts, first, sums, run->results);
    }
    if (status == RK_OK) {
        status = rk_ensemble_adopt(run->ensemble, sums, rk_parts_at(run->parts, first));
    }
    rk_ensemble_free_tally(sums);
    return status;
}

/* A batch goes to the results, and to a part when more are to come. A part ends where the goal is looked at, so that
 * the sums of a run that continues can be looked at there, too. */
static rk_status simulate_batch(course *run)
{
    rk_status status = rk_ensemble_advance(run->ensemble);
    if (status == RK_OK) {
        status = rk_results_append(run->results, rk_ensemble_batch(run->ensemble));
    }
    if (status == RK_OK && run->parts != NULL && !rk_ensemble_done(run->ensemble)) {
        status = rk_parts_append(run->parts, rk_ensemble_batch(run->ensemble));
        bool looked_at = run->goal != NULL && rk_ensemble_finished(run->ensemble) >= run->look;
        if (status == RK_OK && (looked_at || rk_parts_due(run->parts))) {
            status = close_part(run);
        }
    }
    return status;
}

/* Where the batch ends in which so many replications are reached, so that it is the same place however the run is
 * shared and continued; beyond the run's end when it has fewer. */
static void look_after(course *run, uint32_t n)
{
    const rk_run_options *options = rk_ensemble_options(run->ensemble);
    uint32_t first = options->first_replication;
    run->look = n > options->n_replications ? n : rk_ensemble_batch_end(run->ensemble, first + n - 1) - first;
}

static void look_at_goal(course *run)
{
    double half_width;
    uint32_t finished = rk_ensemble_finished(run->ensemble);
    if (run->goal == NULL || finished < run->look) {
        return;
    }
    bool narrow = rk_precision_reached(run->ensemble, run->goal, &half_width);
    run->reached = narrow && run->narrow;
    run->narrow = narrow;
    look_after(run, rk_precision_next_look(finished));
}

static rk_status go_on(course *run)
{
    bool known = run->parts != NULL && rk_parts_at(run->parts, next_replication(run)) > 0;
    rk_status status = known ? take_part(run) : simulate_batch(run);
    if (status == RK_OK) {
        look_at_goal(run);
    }
    return status;
}

static rk_status simulate(course *run, rk_progress *progress)
{
    rk_status status = RK_OK;
    while (status == RK_OK && !rk_ensemble_done(run->ensemble) && !run->reached && !rk_interrupt_asked()) {
        progress->n_taken += run->parts != NULL ? rk_parts_at(run->parts, next_replication(run)) : 0;
        status = go_on(run);
        rk_progress_show(progress, rk_ensemble_finished(run->ensemble));
    }
    return status;
}

/* A run that cannot end by its goal is told so before it starts. */
static void warn_of_few(const rk_job *job, const course *run)
{
    char least[RK_TEXT_SIZE], most[RK_TEXT_SIZE];
    uint64_t n = rk_precision_least(run->ensemble, rk_scenario_inner(job->scenario));
    if (n > job->run.n_replications && rk_ranks_mine() == 0) {
        rk_text_count(least, n);
        rk_text_count(most, job->run.n_replications);
        fprintf(stderr,
                "%s: --precision %s cannot be reached with %s replications: it is looked at from %d blocks of %u "
                "replications on, since fewer are too few to judge by, and must hold at two looks in a row; %s are "
                "needed at least\n",
                job->command, job->run.precision, most, RK_PRECISION_BLOCKS, rk_scenario_inner(job->scenario), least);
    }
}

/* What was asked for, what was reached, and how many replications that took. */
static void say_precision(const rk_job *job, rk_ensemble *ensemble, const rk_precision *goal, bool reached)
{
    double half_width;
    char count[RK_TEXT_SIZE], least[RK_TEXT_SIZE], unit[64];
    if (goal == NULL || job->json) {
        return;
    }
    bool narrow = rk_precision_reached(ensemble, goal, &half_width);
    rk_precision_unit(goal, unit, sizeof unit);
    rk_text_count(count, rk_ensemble_finished(ensemble));
    rk_text_count(least, rk_precision_least(ensemble, rk_scenario_inner(job->scenario)));
    printf("\nPrecision %s: %s after %s replications", job->run.precision, reached ? "reached" : "NOT reached", count);
    if (goal->ranking) {
        puts(".");
    } else {
        printf("; the 95 %% half-width is %.3g %s.\n", goal->relative ? 100.0 * half_width : half_width, unit);
    }
    if (narrow && !reached) {
        printf("It holds at the end, but must hold at two looks in a row, the first one after %d blocks of %u "
               "replications: "
               "%s replications at least.\n",
               RK_PRECISION_BLOCKS, rk_scenario_inner(job->scenario), least);
    }
}

/* The results, finished, and the report. */
static int finish(const rk_job *job, rk_report *report, course *run, double started)
{
    uint32_t finished = rk_ensemble_finished(report->ensemble);
    if (run->reached) {
        report->n_asked = finished;
        rk_results_settle(run->results, finished);
    }
    rk_status status = rk_results_finish(run->results, rk_ensemble_tally(report->ensemble), finished);
    rk_interrupt_removes(NULL);
    if (status != RK_OK) {
        return rk_command_failed(job->command, status);
    }
    report->seconds = rk_progress_clock() - started;
    if (job->json && !job->no_report) {
        rk_report_json(report);
    } else if (!job->no_report) {
        rk_report_text(report);
    }
    say_precision(job, report->ensemble, run->goal, run->reached);
    if (finished < report->n_asked) {
        fprintf(stderr, "%s: interrupted; %u of %u replications are finished and kept in %s, labelled as partial\n",
                job->command, finished, report->n_asked, report->path);
        return RK_EXIT_INTERRUPTED;
    }
    return RK_EXIT_OK;
}

/* Simulate and write. Returns an exit status; the report is printed unless the results could not be finished. kept:
 * whether parts are to stay. */
static int run_to_file(const rk_job *job, rk_report *report, course *run, rk_progress *progress, bool *kept)
{
    rk_status status = take_up(job, report->ensemble, run->results);
    if (status == RK_OK) {
        progress->n_taken = rk_ensemble_finished(report->ensemble);
        status = simulate(run, progress);
    }
    rk_progress_end(progress);
    if (status == RK_OK) {
        /* A results file has no gaps: what follows one stays in parts. */
        *kept = run->parts != NULL && !run->reached && rk_parts_beyond(run->parts, next_replication(run));
        status = *kept ? close_part(run) : RK_OK;
    }
    if (run->parts != NULL) {
        rk_parts_let_go(run->parts);
    }
    if (status != RK_OK || *kept || rk_ensemble_finished(report->ensemble) == 0) {
        rk_results_abandon(run->results);
        if (status != RK_OK) {
            return rk_command_failed(job->command, status);
        }
        fprintf(stderr, "%s: interrupted%s\n", job->command,
                *kept ? "" : " before anything was finished; nothing is kept");
        return RK_EXIT_INTERRUPTED;
    }
    int exit_status = finish(job, report, run, progress->started);
    *kept = exit_status == RK_EXIT_FAILURE;
    return exit_status;
}

/* Whether it can be run at all; goal: as asked for. */
static bool fit_to_run(const rk_job *job, rk_precision *goal)
{
    char problem[256];
    if (rk_isa_name() == NULL) {
        fprintf(stderr, "%s: RENKEI_ISA=%s: expected baseline, v3 or v4, and no more than this processor has\n",
                job->command, getenv("RENKEI_ISA"));
        return false;
    }
    if (job->run.precision == NULL) {
        return true;
    }
    if (!rk_precision_parse(job->scenario, job->run.precision, goal, problem, sizeof problem)) {
        fprintf(stderr, "%s: --precision %s: %s\n", job->command, job->run.precision, problem);
        return false;
    }
    return true;
}

/* Everything that is needed, in rank 0 the results, too. */
static rk_status open_course(const rk_job *job, course *run)
{
    rk_status status = rk_ensemble_open(job->scenario, &job->run, &run->ensemble);
    if (rk_ranks_mine() > 0) {
        return status == RK_OK ? rk_parts_join(job->output, job->scenario, &job->run, rk_ranks_mine(), &run->parts)
                               : status;
    }
    if (status == RK_OK) {
        status = rk_results_create(job->output, job->scenario, &job->run, job->typed, &run->results);
    }
    if (status == RK_OK && job->keeps_parts) {
        status = rk_parts_open(job->output, job->scenario, &job->run, job->parts, &run->parts);
    }
    return status;
}

static uint32_t next_stop(const rk_job *job, const course *run)
{
    return run->look < job->run.n_replications ? run->look : job->run.n_replications;
}

/* The ranks have written parts: rank 0 is then where a run is that continues and finds them. sums: over the first n
 * replications, which it has been through before; NULL: none. */
static rk_status continue_with_parts(const rk_job *job, course *run, const rk_tally *sums, uint32_t n)
{
    (void)rk_parts_close(run->parts, false);
    rk_status status = rk_parts_open(job->output, job->scenario, &job->run, RK_PARTS_RESUME, &run->parts);
    if (status == RK_OK) {
        status = rk_ensemble_restart(run->ensemble, job->run.first_replication, job->run.n_replications);
    }
    return status == RK_OK && sums != NULL ? rk_ensemble_adopt(run->ensemble, sums, n) : status;
}

/* Rank 0 goes through the parts up to the next look at the goal, or the end, and looks. */
static int go_to_look(const rk_job *job, course *run, const rk_tally *sums, uint32_t n)
{
    uint32_t end = next_stop(job, run);
    rk_status status = continue_with_parts(job, run, sums, n);
    while (status == RK_OK && rk_ensemble_finished(run->ensemble) < end && !rk_interrupt_asked()) {
        status = go_on(run);
    }
    if (status != RK_OK) {
        return rk_command_failed(job->command, status);
    }
    return rk_interrupt_asked() ? RK_EXIT_INTERRUPTED : RK_EXIT_OK;
}

/* The ranks write parts up to the next look at the goal, rank 0 looks, all go on or end. */
static int share_until_narrow(const rk_job *job, course *run, rk_progress *progress)
{
    int exit_status = RK_EXIT_OK;
    bool over = false;
    while (exit_status == RK_EXIT_OK && !over) {
        bool speaks = rk_ranks_mine() == 0;
        uint32_t known = speaks ? rk_ensemble_finished(run->ensemble) : 0;
        rk_tally *sums = speaks ? rk_ensemble_take_sums(run->ensemble) : NULL;
        exit_status = rk_share_run(job, next_stop(job, run), run->ensemble, run->parts, progress);
        if (exit_status == RK_EXIT_OK) {
            exit_status = rk_ranks_agree(speaks ? go_to_look(job, run, sums, known) : RK_EXIT_OK);
        }
        rk_ensemble_free_tally(sums);
        over = run->reached || (speaks && rk_ensemble_done(run->ensemble));
        if (exit_status == RK_EXIT_OK) {
            rk_ranks_share(&over, sizeof over);
        }
    }
    return exit_status;
}

/* The ranks write all parts; rank 0 makes the results of them. */
static int share(const rk_job *job, course *run, rk_progress *progress)
{
    int exit_status = run->goal != NULL
                          ? share_until_narrow(job, run, progress)
                          : rk_share_run(job, job->run.n_replications, run->ensemble, run->parts, progress);
    rk_progress_end(progress);
    progress->quiet = true;
    if (exit_status != RK_EXIT_OK || rk_ranks_mine() > 0 || run->goal != NULL) {
        return exit_status;
    }
    rk_status status = continue_with_parts(job, run, NULL, 0);
    return status == RK_OK ? RK_EXIT_OK : rk_command_failed(job->command, status);
}

static void say_what_is_kept(const rk_job *job, uint32_t n)
{
    if (rk_ranks_n() > 1) {
        fprintf(stderr, "%s: what is finished is kept in %s.parts; --resume continues there\n", job->command,
                job->output);
    } else if (n > 0) {
        fprintf(stderr, "%s: %u finished replications are kept in %s.parts; --resume continues there\n", job->command,
                n, job->output);
    }
}

int rk_job_run(const rk_job *given)
{
    rk_job job = *given;
    if (job.run.precision != NULL && job.run.precision[0] == '\0') {
        job.run.precision = NULL;
    }
    rk_precision goal;
    if (!fit_to_run(&job, &goal)) {
        return RK_EXIT_MISTAKE;
    }
    course run = {.goal = job.run.precision != NULL ? &goal : NULL};
    double municipality_years = (double)rk_scenario_n_municipalities(job.scenario) * rk_scenario_years(job.scenario) *
                                (double)rk_scenario_n_models(job.scenario);
    rk_progress progress = rk_progress_start(job.run.n_replications, municipality_years, job.quiet);
    progress.json = job.json;
    bool kept = true;
    rk_interrupt_catch();
    rk_status status = open_course(&job, &run);
    rk_interrupt_removes(status == RK_OK && run.results != NULL ? job.output : NULL);
    int exit_status = rk_ranks_agree(status == RK_OK ? RK_EXIT_OK : rk_command_failed(job.command, status));
    bool started = exit_status == RK_EXIT_OK;
    if (started && run.goal != NULL) {
        warn_of_few(&job, &run);
    }
    if (started) {
        look_after(&run, rk_precision_first_look(rk_scenario_inner(job.scenario)));
    }
    if (started && rk_ranks_n() > 1) {
        exit_status = share(&job, &run, &progress);
    }
    if (exit_status != RK_EXIT_OK) {
        rk_results_abandon(run.results);
    } else if (run.results != NULL) {
        rk_report report = {job.scenario, run.ensemble, job.output, 0.0, job.run.n_replications};
        exit_status = run_to_file(&job, &report, &run, &progress, &kept);
    }
    uint32_t n_kept = rk_parts_close(run.parts, !kept);
    if (started && kept && exit_status != RK_EXIT_OK) {
        say_what_is_kept(&job, n_kept);
    }
    rk_ensemble_close(run.ensemble);
    return exit_status;
}
