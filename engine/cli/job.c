/* The loop over batches, from earlier results and the scenario to a results file and a report. */
#include "cli/job.h"

#include "cli/command.h"
#include "cli/figures.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/text.h"

#include <renkei/precision.h>

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

/* What the parts of a run that ended too early hold. */
static rk_status take_up_parts(rk_parts *parts, rk_ensemble *ensemble, rk_results *results)
{
    rk_tally *sums = NULL;
    if (parts == NULL || rk_parts_finished(parts) == 0) {
        return RK_OK;
    }
    rk_status status = rk_ensemble_new_tally(ensemble, &sums);
    if (status == RK_OK) {
        status = rk_parts_sums(parts, sums);
    }
    if (status == RK_OK) {
        status = rk_ensemble_adopt(ensemble, sums, rk_parts_finished(parts));
    }
    rk_ensemble_free_tally(sums);
    return status == RK_OK ? rk_parts_append_to(parts, results) : status;
}

/* A batch goes to the results, and to a part when more are to come. */
static rk_status keep_batch(rk_ensemble *ensemble, rk_results *results, rk_parts *parts)
{
    rk_status status = rk_results_append(results, rk_ensemble_batch(ensemble));
    if (status == RK_OK && parts != NULL && !rk_ensemble_done(ensemble)) {
        status = rk_parts_append(parts, rk_ensemble_batch(ensemble));
        if (status == RK_OK && rk_parts_due(parts)) {
            status = rk_parts_close_one(parts, rk_ensemble_tally(ensemble));
        }
    }
    return status;
}

/* goal: NULL for a fixed number of replications; reached: whether it was. */
static rk_status simulate(rk_ensemble *ensemble, rk_results *results, rk_parts *parts, rk_progress *progress,
                          const rk_precision *goal, bool *reached)
{
    rk_status status = RK_OK;
    uint32_t look = rk_precision_first_look();
    double half_width;
    bool before = false; /* narrow enough at the look before */
    *reached = false;
    while (status == RK_OK && !rk_ensemble_done(ensemble) && !*reached && !rk_interrupt_asked()) {
        status = rk_ensemble_advance(ensemble);
        if (status == RK_OK) {
            status = keep_batch(ensemble, results, parts);
        }
        rk_progress_show(progress, rk_ensemble_finished(ensemble));
        if (status == RK_OK && goal != NULL && rk_ensemble_finished(ensemble) >= look) {
            bool narrow = rk_precision_reached(ensemble, goal, &half_width);
            *reached = narrow && before;
            before = narrow;
            look = rk_precision_next_look(rk_ensemble_finished(ensemble));
        }
    }
    return status;
}

/* What was asked for, what was reached, and how many replications that took. */
static void say_precision(const rk_job *job, rk_ensemble *ensemble, const rk_precision *goal, bool reached)
{
    double half_width;
    char count[RK_TEXT_SIZE];
    if (goal == NULL || job->json) {
        return;
    }
    (void)rk_precision_reached(ensemble, goal, &half_width);
    rk_text_count(count, rk_ensemble_finished(ensemble));
    printf("\nPrecision %s: %s after %s replications", job->run.precision, reached ? "reached" : "NOT reached", count);
    if (goal->ranking) {
        puts(".");
    } else {
        printf("; the 95 %% half-width is %.3g%s.\n", goal->relative ? 100.0 * half_width : half_width,
               goal->relative ? " %" : "");
    }
}

/* Simulate and write. Returns an exit status; the report is printed unless the results could not be finished. */
static int run_to_file(const rk_job *job, rk_report *report, rk_results *results, rk_parts *parts,
                       const rk_precision *goal)
{
    bool reached = false;
    const rk_scenario *scenario = report->scenario;
    double started = rk_progress_clock();
    double municipality_years = (double)rk_scenario_n_municipalities(scenario) * rk_scenario_years(scenario) *
                                (double)rk_scenario_n_models(scenario);
    rk_progress progress = rk_progress_start(report->n_asked, municipality_years, job->quiet);
    rk_status status = take_up(job, report->ensemble, results);
    if (status == RK_OK) {
        status = take_up_parts(parts, report->ensemble, results);
    }
    if (status == RK_OK) {
        status = simulate(report->ensemble, results, parts, &progress, goal, &reached);
    }
    rk_progress_end(&progress);
    uint32_t finished = rk_ensemble_finished(report->ensemble);
    if (status != RK_OK || finished == 0) {
        rk_results_abandon(results);
        if (status == RK_OK) {
            fprintf(stderr, "%s: interrupted before anything was finished; nothing is kept\n", job->command);
        }
        return status == RK_OK ? RK_EXIT_INTERRUPTED : rk_command_failed(job->command, status);
    }
    if (reached) {
        report->n_asked = finished;
        rk_results_settle(results, finished);
    }
    status = rk_results_finish(results, rk_ensemble_tally(report->ensemble), finished);
    rk_interrupt_removes(NULL);
    if (status != RK_OK) {
        return rk_command_failed(job->command, status);
    }
    report->seconds = rk_progress_clock() - started;
    if (job->json) {
        rk_report_json(report);
    } else {
        rk_report_text(report);
    }
    say_precision(job, report->ensemble, goal, reached);
    if (finished < report->n_asked) {
        fprintf(stderr, "%s: interrupted; %u of %u replications are finished and kept in %s, labelled as partial\n",
                job->command, finished, report->n_asked, report->path);
        return RK_EXIT_INTERRUPTED;
    }
    return RK_EXIT_OK;
}

int rk_job_run(const rk_job *job)
{
    if (rk_isa_name() == NULL) {
        fprintf(stderr, "%s: RENKEI_ISA=%s: expected baseline, v3 or v4, and no more than this processor has\n",
                job->command, getenv("RENKEI_ISA"));
        return RK_EXIT_MISTAKE;
    }
    rk_precision goal;
    char problem[256];
    bool to_goal = job->run.precision != NULL && job->run.precision[0] != '\0';
    if (to_goal && !rk_precision_parse(job->scenario, job->run.precision, &goal, problem, sizeof problem)) {
        fprintf(stderr, "%s: --precision %s: %s\n", job->command, job->run.precision, problem);
        return RK_EXIT_MISTAKE;
    }
    rk_report report = {.scenario = job->scenario, .path = job->output, .n_asked = job->run.n_replications};
    rk_results *results = NULL;
    rk_interrupt_catch();
    rk_parts *parts = NULL;
    rk_status status = rk_ensemble_open(job->scenario, &job->run, &report.ensemble);
    if (status == RK_OK) {
        status = rk_results_create(job->output, job->scenario, &job->run, job->typed, &results);
    }
    if (status == RK_OK && job->keeps_parts) {
        status = rk_parts_open(job->output, job->scenario, &job->run, job->parts, &parts);
        if (status != RK_OK) {
            rk_results_abandon(results);
        }
    }
    rk_interrupt_removes(status == RK_OK ? job->output : NULL);
    int exit_status = status == RK_OK ? run_to_file(job, &report, results, parts, to_goal ? &goal : NULL)
                                      : rk_command_failed(job->command, status);
    uint32_t kept = rk_parts_close(parts, exit_status == RK_EXIT_OK || exit_status == RK_EXIT_INTERRUPTED);
    if (kept > 0) {
        fprintf(stderr, "%s: %u finished replications are kept in %s.parts; --resume continues there\n", job->command,
                kept, job->output);
    }
    rk_ensemble_close(report.ensemble);
    return exit_status;
}
