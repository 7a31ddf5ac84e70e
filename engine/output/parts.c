#include "output/part.h"
#include "output/problem.h"
#include "output/results_impl.h"
#include "stats/replicates.h"

#include <renkei/parts.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Closing a part takes at most one part in 33 of the time. */
enum { SHARE = 33, SHORTEST_SECONDS = 1 };

static const char ending[] = ".h5", unfinished[] = "unfinished.h5";

struct rk_parts {
    const char *results_path;
    char *folder;
    const rk_scenario *scenario;
    rk_run_options options;
    rk_earlier **earlier;
    size_t n_earlier;
    uint32_t finished, kept; /* replications in earlier parts; in all parts */
    rk_results *open;        /* the part in hand */
    uint32_t first, n;       /* its replications */
    double closed_at, cost;  /* seconds: when the last was closed, how long that took */
    double apart;            /* seconds from one part to the next, fixed; negative: as cost allows */
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

/* ---- Names ---- */

typedef struct {
    char path[4352];
    char digest[SHA256_DIGEST_STRING_LENGTH];
    uint64_t first, n;
} part_name;

/* "0000000000-1024-<SHA-256>.h5" */
static bool read_name(const char *folder, const char *name, part_name *out)
{
    int end = 0;
    if (sscanf(name, "%10" SCNu64 "-%10" SCNu64 "-%64[0-9a-f]%n", &out->first, &out->n, out->digest, &end) != 3 ||
        strcmp(name + end, ending) != 0) {
        return false;
    }
    return snprintf(out->path, sizeof out->path, "%s/%s", folder, name) < (int)sizeof out->path;
}

static int by_first(const void *a, const void *b)
{
    const part_name *one = a, *other = b;
    return (one->first > other->first) - (one->first < other->first);
}

/* Parts there are, in order; the caller frees. */
static part_name *list_parts(const rk_parts *parts, size_t *n)
{
    part_name *names = NULL;
    struct dirent **entries = NULL;
    int n_entries = scandir(parts->folder, &entries, NULL, alphasort);
    *n = 0;
    if (n_entries > 0) {
        names = calloc((size_t)n_entries, sizeof *names);
    }
    for (int i = 0; i < n_entries; i++) {
        *n += names != NULL && read_name(parts->folder, entries[i]->d_name, &names[*n]);
        free(entries[i]);
    }
    free(entries);
    if (names != NULL) {
        qsort(names, *n, sizeof *names, by_first);
    }
    return names;
}

/* Removes our own files only, from the one with this replication on. */
static void remove_from(const rk_parts *parts, uint64_t first)
{
    size_t n = 0;
    char path[4352];
    part_name *names = list_parts(parts, &n);
    for (size_t i = 0; i < n; i++) {
        if (names[i].first >= first) {
            (void)unlink(names[i].path);
        }
    }
    free(names);
    for (int i = 0; i < 2; i++) {
        (void)snprintf(path, sizeof path, "%s/%s%s", parts->folder, unfinished, i == 0 ? "" : ".part");
        (void)unlink(path);
    }
}

/* ---- Earlier parts ---- */

static bool is_whole(const part_name *name)
{
    char digest[SHA256_DIGEST_STRING_LENGTH];
    return SHA256File(name->path, digest) != NULL && strcmp(digest, name->digest) == 0;
}

/* Takes up parts as long as they follow each other without gap and are what they were. */
static rk_status take_up(rk_parts *parts, const part_name *names, size_t n)
{
    uint64_t next = parts->options.first_replication, end = next + parts->options.n_replications;
    rk_status status = RK_OK;
    parts->earlier = calloc(n + 1, sizeof(rk_earlier *));
    for (size_t i = 0; i < n && status == RK_OK && names[i].first == next && is_whole(&names[i]); i++) {
        rk_earlier *earlier = NULL;
        status = parts->earlier == NULL ? RK_ERR_MEMORY : rk_earlier_open(names[i].path, &earlier);
        if (status != RK_OK) {
            break;
        }
        parts->earlier[parts->n_earlier++] = earlier;
        rk_run_options of_part = rk_earlier_options(earlier);
        if (!rk_earlier_is_of(earlier, parts->scenario)) {
            status = RK_ERR_RESULTS_EXIST;
        } else if (of_part.first_replication + (uint64_t)of_part.n_replications != end) {
            rk_problem_set(parts->folder, "its parts are of a run with another number of replications", "");
            status = RK_ERR_RESULTS_EXIST;
        }
        next += rk_earlier_finished(earlier);
    }
    if (status == RK_OK) {
        parts->finished = parts->kept = (uint32_t)(next - parts->options.first_replication);
        remove_from(parts, next);
    }
    return status == RK_ERR_RESULTS_READ ? RK_ERR_RESULTS_EXIST : status;
}

static rk_status look(rk_parts *parts, rk_parts_mode mode)
{
    size_t n = 0;
    rk_status status = RK_OK;
    char what[256];
    part_name *names = list_parts(parts, &n);
    if (mode == RK_PARTS_DISCARD) {
        remove_from(parts, 0);
    } else if (mode == RK_PARTS_RESUME) {
        status = take_up(parts, names, n);
    } else if (n > 0) {
        (void)snprintf(what, sizeof what,
                       "a run that ended too early left %zu parts, up to replication %" PRIu64
                       "; --resume continues it, --discard begins anew",
                       n, names[n - 1].first + names[n - 1].n - 1);
        rk_problem_set(parts->folder, what, "");
        status = RK_ERR_RESULTS_EXIST;
    }
    free(names);
    return status;
}

rk_status rk_parts_open(const char *results_path, const rk_scenario *scenario, const rk_run_options *options,
                        rk_parts_mode mode, rk_parts **out)
{
    rk_status status = RK_ERR_MEMORY;
    *out = NULL;
    rk_parts *parts = calloc(1, sizeof *parts);
    if (parts == NULL) {
        return status;
    }
    *parts = (rk_parts){.results_path = results_path, .scenario = scenario, .options = *options, .closed_at = now()};
    const char *apart = getenv("RENKEI_PART_SECONDS");
    parts->apart = apart != NULL && apart[0] != '\0' ? strtod(apart, NULL) : -1;
    if (asprintf(&parts->folder, "%s.parts", results_path) < 0) {
        parts->folder = NULL;
    } else {
        status = look(parts, mode);
    }
    if (status != RK_OK) {
        (void)rk_parts_close(parts, false);
        return status;
    }
    *out = parts;
    return RK_OK;
}

uint32_t rk_parts_finished(const rk_parts *parts)
{
    return parts->finished;
}

rk_status rk_parts_sums(rk_parts *parts, rk_tally *sums)
{
    return rk_earlier_sums(parts->earlier[parts->n_earlier - 1], sums);
}

rk_status rk_parts_append_to(rk_parts *parts, rk_results *results)
{
    rk_status status = RK_OK;
    for (size_t i = 0; i < parts->n_earlier && status == RK_OK; i++) {
        status = rk_earlier_append(parts->earlier[i], results);
    }
    return status;
}

/* ---- The part in hand ---- */

static rk_status begin(rk_parts *parts, uint32_t first)
{
    char path[4352];
    rk_run_options options = parts->options;
    if (mkdir(parts->folder, 0777) != 0 && errno != EEXIST) {
        return refuse(parts, "the folder of parts could not be made");
    }
    options.n_replications -= first - options.first_replication;
    options.first_replication = first;
    parts->first = first;
    parts->n = 0;
    (void)snprintf(path, sizeof path, "%s/%s", parts->folder, unfinished);
    rk_status status = rk_results_create(path, parts->scenario, &options, "", &parts->open);
    if (status == RK_OK) {
        rk_results_leave_out_means(parts->open);
    }
    return status;
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

bool rk_parts_due(const rk_parts *parts)
{
    double since = now() - parts->closed_at;
    double wait = SHARE * parts->cost > SHORTEST_SECONDS ? SHARE * parts->cost : SHORTEST_SECONDS;
    return parts->open != NULL && since >= (parts->apart >= 0 ? parts->apart : wait);
}

/* The file has been synced under its first name; its last one is synced with the folder. */
static rk_status name_part(const rk_parts *parts)
{
    char path[4352], name[4352], digest[SHA256_DIGEST_STRING_LENGTH];
    (void)snprintf(path, sizeof path, "%s/%s", parts->folder, unfinished);
    if (SHA256File(path, digest) == NULL) {
        return refuse(parts, "a part could not be read");
    }
    (void)snprintf(name, sizeof name, "%s/%010u-%u-%s%s", parts->folder, parts->first, parts->n, digest, ending);
    if (rename(path, name) != 0) {
        return refuse(parts, "a part could not be named");
    }
    return rk_part_sync_folder(name) ? RK_OK : refuse(parts, "could not be synced");
}

rk_status rk_parts_close_one(rk_parts *parts, const rk_tally *tally)
{
    double began = now();
    rk_status status = rk_results_finish(parts->open, tally, parts->n);
    parts->open = NULL;
    if (status == RK_OK) {
        status = name_part(parts);
    }
    if (status == RK_OK && parts->kept == 0) {
        (void)rk_part_sync_folder(parts->folder);
    }
    parts->kept += status == RK_OK ? parts->n : 0;
    parts->closed_at = now();
    parts->cost = parts->closed_at - began;
    return status;
}

uint32_t rk_parts_close(rk_parts *parts, bool done)
{
    if (parts == NULL) {
        return 0;
    }
    uint32_t kept = done ? 0 : parts->kept;
    for (size_t i = 0; i < parts->n_earlier; i++) {
        rk_earlier_close(parts->earlier[i]);
    }
    rk_results_abandon(parts->open);
    if (done && parts->folder != NULL) {
        remove_from(parts, 0);
    }
    if (parts->folder != NULL) {
        (void)rmdir(parts->folder); /* when it is empty */
    }
    free(parts->earlier);
    free(parts->folder);
    free(parts);
    return kept;
}
