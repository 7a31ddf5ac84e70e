#include "base/memory.h"
#include "output/part.h"
#include "output/part_names.h"
#include "output/problem.h"
#include "output/results_impl.h"
#include "stats/replicates.h"

#include <renkei/lock.h>
#include <renkei/parts.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Closing a part takes at most one part in 33 of the time. */
enum { SHARE = 33, SHORTEST_SECONDS = 1 };

struct rk_parts {
    char *folder;
    const rk_scenario *scenario;
    rk_run_options options;
    int writer;            /* 0: who has the results */
    rk_part_name *earlier; /* by their first replication; none overlaps another */
    size_t n_earlier;
    uint32_t kept;          /* replications in all parts */
    rk_results *open;       /* the part in hand */
    uint32_t first, n;      /* its replications */
    double closed_at, cost; /* seconds: when the last was closed, how long that took */
    double apart;           /* seconds from one part to the next, fixed; negative: as cost allows */
};

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static rk_status refuse(const rk_parts *parts, const char *what)
{
    rk_problem_set(parts->folder, what, strerror(errno));
    return RK_ERR_RESULTS_WRITE;
}

/* ---- Earlier parts ---- */

static uint64_t end_of_run(const rk_parts *parts)
{
    return (uint64_t)parts->options.first_replication + parts->options.n_replications;
}

/* Is what the part says about itself what this run would say? Otherwise a sentence in rk_results_problem. */
static bool is_of_this_run(const rk_parts *parts, const rk_earlier *part)
{
    rk_run_options of_part = rk_earlier_options(part);
    const char *goal = parts->options.precision != NULL ? parts->options.precision : "";
    if (!rk_earlier_is_of(part, parts->scenario)) {
        return false;
    }
    if (strcmp(rk_earlier_precision(part), goal) != 0) {
        rk_problem_set(parts->folder, "its parts are of a run with another goal of --precision", "");
        return false;
    }
    if (of_part.first_replication + (uint64_t)of_part.n_replications != end_of_run(parts)) {
        rk_problem_set(parts->folder, "its parts are of a run with another number of replications", "");
        return false;
    }
    if (of_part.first_replication < parts->options.first_replication) {
        rk_problem_set(parts->folder, "its parts are of a run that begins with another replication", "");
        return false;
    }
    return true;
}

/* usable: whether the part is whole, and holds replications of this run from next on. */
static rk_status examine(const rk_parts *parts, const rk_part_name *name, uint64_t next, bool *usable)
{
    rk_earlier *part = NULL;
    *usable = rk_part_is_whole(name);
    if (!*usable) {
        return RK_OK;
    }
    rk_status status = rk_earlier_open(name->path, &part);
    if (status == RK_OK && !is_of_this_run(parts, part)) {
        status = RK_ERR_RESULTS_EXIST;
    }
    *usable = status == RK_OK && name->first >= next && rk_earlier_options(part).first_replication == name->first &&
              rk_earlier_finished(part) == name->n;
    rk_earlier_close(part);
    return status == RK_ERR_RESULTS_READ ? RK_ERR_RESULTS_EXIST : status;
}

/* Nothing is removed before all parts are known to be of this run. */
static rk_status take_up(rk_parts *parts, rk_part_name *names, size_t n)
{
    uint64_t next = parts->options.first_replication;
    bool *usable = calloc(n + 1, sizeof *usable);
    rk_status status = usable == NULL ? RK_ERR_MEMORY : RK_OK;
    for (size_t i = 0; i < n && status == RK_OK; i++) {
        status = examine(parts, &names[i], next, &usable[i]);
        next = usable[i] ? names[i].first + names[i].n : next;
    }
    for (size_t i = 0; i < n && status == RK_OK; i++) {
        if (usable[i]) {
            parts->kept += (uint32_t)names[i].n;
            names[parts->n_earlier++] = names[i];
        } else {
            (void)unlink(names[i].path);
        }
    }
    if (status == RK_OK) {
        rk_part_remove(parts->folder, false);
    }
    free(usable);
    return status;
}

static rk_status look(rk_parts *parts, rk_parts_mode mode)
{
    size_t n = 0;
    uint64_t n_replications = 0;
    rk_status status = RK_OK;
    char what[256];
    parts->earlier = rk_part_names(parts->folder, &n);
    if (mode == RK_PARTS_DISCARD) {
        rk_part_remove(parts->folder, true);
    } else if (mode == RK_PARTS_RESUME) {
        status = take_up(parts, parts->earlier, n);
    } else if (n > 0) {
        for (size_t i = 0; i < n; i++) {
            n_replications += parts->earlier[i].n;
        }
        (void)snprintf(what, sizeof what,
                       "a run that ended too early left %zu parts, %" PRIu64
                       " replications; --resume continues it, --discard begins anew",
                       n, n_replications);
        rk_problem_set(parts->folder, what, "");
        status = RK_ERR_RESULTS_EXIST;
    }
    return status;
}

rk_status rk_parts_join(const char *results_path, const rk_scenario *scenario, const rk_run_options *options,
                        int writer, rk_parts **out)
{
    *out = NULL;
    rk_parts *parts = calloc(1, sizeof *parts);
    if (parts == NULL) {
        return RK_ERR_MEMORY;
    }
    *parts = (rk_parts){.scenario = scenario, .options = *options, .writer = writer, .closed_at = now()};
    const char *apart = getenv("RENKEI_PART_SECONDS");
    parts->apart = apart != NULL && apart[0] != '\0' ? strtod(apart, NULL) : -1;
    if (asprintf(&parts->folder, "%s.parts", results_path) < 0) {
        free(parts);
        return RK_ERR_MEMORY;
    }
    *out = parts;
    return RK_OK;
}

rk_status rk_parts_open(const char *results_path, const rk_scenario *scenario, const rk_run_options *options,
                        rk_parts_mode mode, rk_parts **out)
{
    rk_status status = rk_parts_join(results_path, scenario, options, 0, out);
    if (status == RK_OK) {
        status = look(*out, mode);
    }
    if (status != RK_OK) {
        (void)rk_parts_close(*out, false);
        *out = NULL;
    }
    return status;
}

static const rk_part_name *part_at(const rk_parts *parts, uint32_t replication)
{
    size_t low = 0, high = parts->n_earlier;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (parts->earlier[middle].first < replication) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < parts->n_earlier && parts->earlier[low].first == replication;
    return found ? &parts->earlier[low] : NULL;
}

uint32_t rk_parts_at(const rk_parts *parts, uint32_t replication)
{
    const rk_part_name *part = part_at(parts, replication);
    return part != NULL ? (uint32_t)part->n : 0;
}

bool rk_parts_beyond(const rk_parts *parts, uint32_t replication)
{
    return parts->n_earlier > 0 && parts->earlier[parts->n_earlier - 1].first >= replication;
}

uint32_t rk_parts_gap(const rk_parts *parts, uint32_t replication, uint32_t *first)
{
    uint64_t at = replication, end = end_of_run(parts);
    size_t i = 0;
    for (; i < parts->n_earlier && parts->earlier[i].first <= at; i++) {
        uint64_t after = parts->earlier[i].first + parts->earlier[i].n;
        at = after > at ? after : at;
    }
    end = i < parts->n_earlier ? parts->earlier[i].first : end;
    *first = (uint32_t)at;
    return at < end ? (uint32_t)(end - at) : 0;
}

rk_status rk_parts_take(const rk_parts *parts, uint32_t replication, rk_tally *sums, rk_results *results)
{
    rk_earlier *part = NULL;
    rk_status status = rk_earlier_open(part_at(parts, replication)->path, &part);
    if (status == RK_OK) {
        status = rk_earlier_sums(part, sums);
    }
    if (status == RK_OK) {
        status = rk_earlier_append(part, results);
    }
    rk_earlier_close(part);
    return status;
}

/* ---- The part in hand ---- */

static rk_status begin(rk_parts *parts, uint32_t first)
{
    char path[RK_PART_PATH];
    rk_run_options options = parts->options;
    if (mkdir(parts->folder, 0777) == 0) {
        (void)rk_sync_folder_of(parts->folder);
    } else if (errno != EEXIST) {
        return refuse(parts, "the folder of parts could not be made");
    }
    options.n_replications -= first - options.first_replication;
    options.first_replication = first;
    parts->first = first;
    parts->n = 0;
    rk_part_unfinished(parts->folder, parts->writer, path);
    return rk_results_create_part(path, parts->scenario, &options, &parts->open);
}

rk_status rk_parts_append(rk_parts *parts, const rk_replicates *batch)
{
    rk_status status = parts->open == NULL ? begin(parts, batch->first) : RK_OK;
    if (status == RK_OK) {
        status = rk_results_append(parts->open, batch);
        parts->n += batch->n_rows;
    }
    return status;
}

bool rk_parts_in_hand(const rk_parts *parts)
{
    return parts->open != NULL;
}

bool rk_parts_due(const rk_parts *parts)
{
    double since = now() - parts->closed_at;
    double wait = SHARE * parts->cost > SHORTEST_SECONDS ? SHARE * parts->cost : SHORTEST_SECONDS;
    return parts->open != NULL && since >= (parts->apart >= 0 ? parts->apart : wait);
}

/* The file has been synced under its first name; its last one is synced with the folder. */
rk_status rk_parts_close_one(rk_parts *parts, const rk_tally *sums)
{
    double began = now();
    rk_status status = rk_results_finish(parts->open, sums, parts->n);
    parts->open = NULL;
    rk_give_back_freed();
    if (status == RK_OK && !rk_part_rename(parts->folder, parts->writer, parts->first, parts->n)) {
        status = refuse(parts, "a part could not be named");
    }
    parts->kept += status == RK_OK ? parts->n : 0;
    parts->closed_at = now();
    parts->cost = parts->closed_at - began;
    return status;
}

void rk_parts_let_go(rk_parts *parts)
{
    rk_results_abandon(parts->open);
    parts->open = NULL;
    rk_give_back_freed();
}

uint32_t rk_parts_close(rk_parts *parts, bool done)
{
    if (parts == NULL) {
        return 0;
    }
    uint32_t kept = done ? 0 : parts->kept;
    rk_results_abandon(parts->open);
    if (done) {
        rk_part_remove(parts->folder, true);
    }
    (void)rmdir(parts->folder); /* when it is empty */
    free(parts->earlier);
    free(parts->folder);
    free(parts);
    return kept;
}
