#include "cli/share.h"

#include "cli/command.h"
#include "cli/interrupt.h"

#include <renkei/ranks.h>
#include <renkei/shards.h>

#include <stdio.h>
#include <stdlib.h>

/* Rank 0 cuts what is missing of the first n replications; all get the list. The caller frees it. */
static rk_status make_list(const rk_job *job, uint32_t n, const rk_parts *parts, rk_spans *list)
{
    rk_status status = RK_OK;
    if (rk_ranks_mine() == 0) {
        uint64_t end = (uint64_t)job->run.first_replication + n;
        rk_span gap = {.first = job->run.first_replication};
        rk_ranks_restart();
        while (status == RK_OK && (gap.n = rk_parts_gap(parts, gap.first, &gap.first)) > 0 && gap.first < end) {
            gap.n = gap.n < end - gap.first ? gap.n : (uint32_t)(end - gap.first);
            status = rk_spans_cut(list, gap, rk_shard_of(rk_scenario_inner(job->scenario)), rk_ranks_n());
            gap.first += gap.n;
        }
    }
    return status;
}

static rk_status share_list(rk_spans *list, rk_status status)
{
    rk_ranks_share(&status, sizeof status);
    rk_ranks_share(&list->n, sizeof list->n);
    if (status == RK_OK && rk_ranks_mine() > 0) {
        list->span = calloc(list->n + 1, sizeof *list->span);
        status = list->span == NULL ? RK_ERR_MEMORY : RK_OK;
    }
    return status;
}

static rk_status close_part(rk_ensemble *ensemble, rk_parts *parts)
{
    rk_status status = rk_parts_close_one(parts, rk_ensemble_recent(ensemble));
    return status == RK_OK ? rk_ensemble_set_aside(ensemble) : status;
}

/* One piece into one part or several. */
static rk_status simulate(rk_ensemble *ensemble, rk_parts *parts, rk_span piece, rk_progress *progress)
{
    rk_status status = rk_ensemble_restart(ensemble, piece.first, piece.n);
    while (status == RK_OK && !rk_ensemble_done(ensemble) && !rk_interrupt_asked()) {
        uint32_t before = rk_ensemble_finished(ensemble);
        status = rk_ensemble_advance(ensemble);
        if (status == RK_OK) {
            status = rk_parts_append(parts, rk_ensemble_batch(ensemble));
        }
        if (status == RK_OK && rk_parts_due(parts)) {
            status = close_part(ensemble, parts);
        }
        uint64_t all = rk_ranks_count(rk_ensemble_finished(ensemble) - before);
        if (rk_ranks_mine() == 0) {
            rk_progress_show(progress, (uint32_t)all);
        }
    }
    return status == RK_OK && rk_parts_in_hand(parts) ? close_part(ensemble, parts) : status;
}

int rk_share_run(const rk_job *job, uint32_t n, rk_ensemble *ensemble, rk_parts *parts, rk_progress *progress)
{
    rk_spans list = {0};
    rk_status status = share_list(&list, make_list(job, n, parts, &list));
    int exit_status = rk_ranks_agree(status == RK_OK ? RK_EXIT_OK : rk_command_failed(job->command, status));
    if (exit_status == RK_EXIT_OK) {
        rk_ranks_share(list.span, list.n * sizeof *list.span);
        for (uint64_t i; status == RK_OK && !rk_interrupt_asked() && (i = rk_ranks_next()) < list.n;) {
            status = simulate(ensemble, parts, list.span[i], progress);
        }
        if (status != RK_OK || rk_interrupt_asked()) {
            rk_ranks_stop();
        }
        exit_status = status != RK_OK        ? rk_command_failed(job->command, status)
                      : rk_interrupt_asked() ? RK_EXIT_INTERRUPTED
                                             : RK_EXIT_OK;
        exit_status = rk_ranks_agree(exit_status);
    }
    free(list.span);
    return exit_status;
}
