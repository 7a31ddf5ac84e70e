#include "cli/kept.h"

#include "cli/command.h"
#include "cli/progress.h"

#include <renkei/lock.h>
#include <renkei/version.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file: the words that say whose it is, the identity, then slots of a digest and a record each. */
static const char ours[] = "renkei: finished points\n";
enum { DIGITS = RK_DIGEST_SIZE - 1, OURS = sizeof ours - 1, HEAD = OURS + DIGITS };
static const double sync_seconds = 1;

void rk_kept_identity(const rk_scenario *scenario, const char *what, char identity[RK_DIGEST_SIZE])
{
    char digests[3 * RK_DIGEST_SIZE];
    const char *build = rk_version_commit();
    rk_scenario_digest(scenario, digests);
    rk_text_digest(what, strlen(what), digests + DIGITS);
    rk_text_digest(build, strlen(build), digests + (size_t)2 * DIGITS);
    rk_text_digest(digests, (size_t)3 * DIGITS, identity);
}

/* ---- The file ---- */

static bool read_all(int file, void *into, size_t n, off_t at)
{
    return pread(file, into, n, at) == (ssize_t)n;
}

static bool write_all(int file, const void *from, size_t n, off_t at)
{
    ssize_t written = pwrite(file, from, n, at);
    errno = written >= 0 && written < (ssize_t)n ? ENOSPC : errno;
    return written == (ssize_t)n;
}

static int refuse(const rk_kept *kept, const char *what)
{
    fprintf(stderr, "%s: %s: could not be %s: %s\n", kept->command, kept->path, what, strerror(errno));
    return errno == ENOSPC || errno == EDQUOT || errno == EIO ? RK_EXIT_FAILURE : RK_EXIT_MISTAKE;
}

static int lock(rk_kept *kept)
{
    bool is_open;
    kept->file = rk_lock_file(kept->path, &is_open);
    if (kept->file < 0 && is_open && errno == EWOULDBLOCK) {
        fprintf(stderr, "%s: %s: another renkei is writing it\n", kept->command, kept->path);
        return RK_EXIT_MISTAKE;
    }
    return kept->file >= 0 ? RK_EXIT_OK : refuse(kept, is_open ? "locked" : "opened");
}

/* Are there records, and are they of this run? What was cut off while its head was written is ours and holds none. */
static int look(const rk_kept *kept, const char *identity, rk_parts_mode mode, bool *there)
{
    char head[HEAD];
    struct stat info;
    if (fstat(kept->file, &info) == 0 && !S_ISREG(info.st_mode)) {
        fprintf(stderr, "%s: %s: is no ordinary file, so no points are kept in it\n", kept->command, kept->path);
        return RK_EXIT_MISTAKE;
    }
    ssize_t n = pread(kept->file, head, HEAD, 0);
    *there = n == HEAD && lseek(kept->file, 0, SEEK_END) > HEAD;
    if (n < 0) {
        return refuse(kept, "read");
    }
    if (memcmp(head, ours, n < OURS ? (size_t)n : OURS) != 0) {
        fprintf(
            stderr,
            "%s: %s: exists and holds no points, so it is not overwritten; remove it, or name another with --keep\n",
            kept->command, kept->path);
        return RK_EXIT_MISTAKE;
    }
    if (*there && mode == RK_PARTS_NEW) {
        fprintf(stderr, "%s: %s holds points of a run that did not end; --resume continues it, --discard begins anew\n",
                kept->command, kept->path);
        return RK_EXIT_MISTAKE;
    }
    if (*there && mode == RK_PARTS_RESUME && memcmp(head + OURS, identity, DIGITS) != 0) {
        fprintf(stderr,
                "%s: %s holds points of another run: another scenario, seed or build, or other options; --discard "
                "begins anew\n",
                kept->command, kept->path);
        return RK_EXIT_MISTAKE;
    }
    return RK_EXIT_OK;
}

static int begin(const rk_kept *kept, const char *identity)
{
    char head[HEAD];
    memcpy(head, ours, OURS);
    memcpy(head + OURS, identity, DIGITS);
    if (ftruncate(kept->file, 0) != 0 || !write_all(kept->file, head, HEAD, 0)) {
        return refuse(kept, "written");
    }
    (void)rk_sync_folder_of(kept->path);
    return RK_EXIT_OK;
}

static void let_go(rk_kept *kept)
{
    if (kept->file >= 0) {
        (void)close(kept->file);
    }
    free(kept->path);
    free(kept->slot);
    *kept = (rk_kept){.file = -1};
}

int rk_kept_open(rk_kept *kept, const char *command, const char *path, const char identity[RK_DIGEST_SIZE],
                 size_t n_bytes, rk_parts_mode mode)
{
    bool there = false;
    *kept = (rk_kept){.command = command, .file = -1, .n_bytes = n_bytes, .synced = rk_progress_clock()};
    if (path == NULL) {
        return RK_EXIT_OK;
    }
    kept->path = strdup(path);
    kept->slot = malloc(DIGITS + n_bytes + sizeof(uint64_t) + RK_DIGEST_SIZE);
    if (kept->path == NULL || kept->slot == NULL) {
        let_go(kept);
        return rk_command_failed(command, RK_ERR_MEMORY);
    }
    int exit_status = lock(kept);
    exit_status = exit_status == RK_EXIT_OK ? look(kept, identity, mode, &there) : exit_status;
    if (exit_status == RK_EXIT_OK && (!there || mode == RK_PARTS_DISCARD)) {
        exit_status = begin(kept, identity);
    }
    if (exit_status != RK_EXIT_OK) {
        let_go(kept);
    }
    return exit_status;
}

/* ---- Records ---- */

static off_t place_of(const rk_kept *kept, size_t index)
{
    return (off_t)(HEAD + index * (DIGITS + kept->n_bytes));
}

void rk_kept_of(rk_kept *kept, const rk_scenario *scenario)
{
    rk_scenario_digest(scenario, kept->own);
}

/* Of the record in the slot, of its place, and of its scenario. */
static void digest_of(const rk_kept *kept, size_t index, char digest[RK_DIGEST_SIZE])
{
    uint64_t place = index;
    char *end = kept->slot + DIGITS + kept->n_bytes;
    memcpy(end, &place, sizeof place);
    memcpy(end + sizeof place, kept->own, sizeof kept->own);
    rk_text_digest(kept->slot + DIGITS, kept->n_bytes + sizeof place + strlen(kept->own), digest);
}

bool rk_kept_take(rk_kept *kept, size_t index, void *record)
{
    char digest[RK_DIGEST_SIZE];
    if (kept->file < 0 || !read_all(kept->file, kept->slot, DIGITS + kept->n_bytes, place_of(kept, index))) {
        return false;
    }
    digest_of(kept, index, digest);
    if (memcmp(kept->slot, digest, DIGITS) != 0) {
        return false;
    }
    memcpy(record, kept->slot + DIGITS, kept->n_bytes);
    return true;
}

rk_status rk_kept_add(rk_kept *kept, size_t index, const void *record)
{
    char digest[RK_DIGEST_SIZE];
    if (kept->file < 0) {
        return RK_OK;
    }
    memcpy(kept->slot + DIGITS, record, kept->n_bytes);
    digest_of(kept, index, digest);
    memcpy(kept->slot, digest, DIGITS);
    bool written = write_all(kept->file, kept->slot, DIGITS + kept->n_bytes, place_of(kept, index));
    double now = rk_progress_clock();
    if (written && now - kept->synced >= sync_seconds) {
        written = fdatasync(kept->file) == 0;
        kept->synced = now;
    }
    if (!written) {
        (void)refuse(kept, "written");
        kept->failed = true;
    }
    return written ? RK_OK : RK_ERR_RESULTS_WRITE;
}

int rk_kept_failed(const rk_kept *kept, rk_status status)
{
    return kept->failed ? RK_EXIT_FAILURE : rk_command_failed(kept->command, status);
}

void rk_kept_close(rk_kept *kept, int exit_status)
{
    bool stays = exit_status == RK_EXIT_FAILURE || exit_status == RK_EXIT_INTERRUPTED;
    if (kept->file >= 0) {
        /* An answer that standard output did not take can be asked for again. */
        stays = stays || fflush(stdout) != 0;
        stays = stays && lseek(kept->file, 0, SEEK_END) > HEAD;
        if (stays) {
            (void)fdatasync(kept->file);
            fprintf(stderr, "%s: what is finished is kept in %s; --resume continues there\n", kept->command,
                    kept->path);
        } else if (rk_is_still_there(kept->file, kept->path)) {
            (void)unlink(kept->path);
        }
    }
    let_go(kept);
}
