#include "cli/kept.h"

#include "cli/command.h"
#include "cli/progress.h"

#include <renkei/version.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DIGITS = RK_DIGEST_SIZE - 1 };
static const double sync_seconds = 1;

void rk_kept_identity(const rk_scenario *scenario, size_t n_points, char identity[RK_DIGEST_SIZE])
{
    char digest[RK_DIGEST_SIZE], text[RK_DIGEST_SIZE + 256];
    rk_scenario_digest(scenario, digest);
    int n = snprintf(text, sizeof text, "%s %s %zu", digest, rk_version_commit(), n_points);
    rk_text_digest(text, (size_t)n, identity);
}

static off_t place_of(const rk_kept *kept, size_t n)
{
    return (off_t)(DIGITS + n * (DIGITS + kept->n_bytes));
}

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

static bool begin(const rk_kept *kept, const char *identity)
{
    return ftruncate(kept->file, 0) == 0 && write_all(kept->file, identity, DIGITS, 0);
}

int rk_kept_open(rk_kept *kept, const char *command, const char *output, const char identity[RK_DIGEST_SIZE],
                 size_t n_bytes, rk_kept_mode mode)
{
    char before[DIGITS];
    *kept = (rk_kept){.file = -1, .n_bytes = n_bytes, .synced = rk_progress_clock()};
    if (asprintf(&kept->path, "%s.points", output) < 0) {
        kept->path = NULL;
        return rk_command_failed(command, RK_ERR_MEMORY);
    }
    kept->file = open(kept->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (kept->file < 0) {
        fprintf(stderr, "%s: %s: could not be written: %s\n", command, kept->path, strerror(errno));
        return RK_EXIT_FAILURE;
    }
    bool there =
        mode != RK_KEPT_DISCARD && lseek(kept->file, 0, SEEK_END) > DIGITS && read_all(kept->file, before, DIGITS, 0);
    if (there && mode == RK_KEPT_NEW) {
        fprintf(stderr,
                "%s: %s holds points of a sweep that did not end; --resume continues it, --discard begins anew\n",
                command, kept->path);
        return RK_EXIT_MISTAKE;
    }
    if (there && memcmp(before, identity, DIGITS) != 0) {
        fprintf(stderr,
                "%s: %s holds points of another sweep: other values, another seed or another build; --discard begins "
                "anew\n",
                command, kept->path);
        return RK_EXIT_MISTAKE;
    }
    kept->known = there;
    if (!there && !begin(kept, identity)) {
        fprintf(stderr, "%s: %s: could not be written: %s\n", command, kept->path, strerror(errno));
        return RK_EXIT_FAILURE;
    }
    return RK_EXIT_OK;
}

bool rk_kept_next(rk_kept *kept, void *record)
{
    char before[DIGITS], digest[RK_DIGEST_SIZE];
    off_t at = place_of(kept, kept->n);
    kept->known = kept->known && read_all(kept->file, before, DIGITS, at) &&
                  read_all(kept->file, record, kept->n_bytes, at + DIGITS);
    if (kept->known) {
        rk_text_digest(record, kept->n_bytes, digest);
        kept->known = memcmp(before, digest, DIGITS) == 0;
    }
    kept->n += kept->known;
    return kept->known;
}

bool rk_kept_add(rk_kept *kept, const void *record)
{
    char digest[RK_DIGEST_SIZE];
    off_t at = place_of(kept, kept->n);
    rk_text_digest(record, kept->n_bytes, digest);
    bool written =
        write_all(kept->file, record, kept->n_bytes, at + DIGITS) && write_all(kept->file, digest, DIGITS, at);
    double now = rk_progress_clock();
    if (written && now - kept->synced >= sync_seconds) {
        written = fdatasync(kept->file) == 0;
        kept->synced = now;
    }
    kept->n += written;
    return written;
}

void rk_kept_close(rk_kept *kept, bool removed)
{
    if (kept->file >= 0) {
        (void)close(kept->file);
    }
    if (kept->path != NULL && removed) {
        (void)unlink(kept->path);
    }
    free(kept->path);
    *kept = (rk_kept){.file = -1};
}
