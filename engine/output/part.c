#include "output/part.h"

#include "output/problem.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static rk_status refuse(const rk_part *part, const char *what)
{
    rk_problem_set(part->final_path, what, strerror(errno));
    return RK_ERR_RESULTS_WRITE;
}

/* Another run may have moved or removed the part between our opening and our locking of it. */
static bool is_still_there(const rk_part *part)
{
    struct stat opened;
    struct stat named;
    return fstat(part->lock, &opened) == 0 && stat(part->path, &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

static rk_status lock_part(rk_part *part)
{
    do {
        if (part->lock >= 0) {
            (void)close(part->lock);
        }
        part->lock = open(part->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (part->lock < 0) {
            return refuse(part, "could not be made");
        }
        if (flock(part->lock, LOCK_EX | LOCK_NB) != 0) {
            int reason = errno;
            (void)close(part->lock);
            part->lock = -1;
            errno = reason;
            if (reason == EWOULDBLOCK) {
                rk_problem_set(part->final_path, "another run is writing it", "");
                return RK_ERR_RESULTS_EXIST;
            }
            return refuse(part, "could not be locked");
        }
    } while (!is_still_there(part));
    return RK_OK;
}

rk_status rk_part_open(const char *path, rk_part *part)
{
    *part = (rk_part){.lock = -1};
    part->final_path = strdup(path);
    if (part->final_path == NULL || asprintf(&part->path, "%s.part", path) < 0) {
        part->path = NULL;
        rk_part_close(part);
        return RK_ERR_MEMORY;
    }
    struct stat existing;
    if (stat(path, &existing) == 0 && S_ISDIR(existing.st_mode)) {
        errno = EISDIR;
        return refuse(part, "could not be made");
    }
    return lock_part(part);
}

bool rk_part_sync_folder(const char *path)
{
    char *copy = strdup(path);
    int folder = copy != NULL ? open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    /* Some file systems cannot sync a folder; the file itself is safe then, under one name or the other. */
    bool synced = folder >= 0 && (fsync(folder) == 0 || errno == EINVAL);
    if (folder >= 0) {
        (void)close(folder);
    }
    free(copy);
    return synced;
}

bool rk_part_publish(rk_part *part)
{
    if (fsync(part->lock) != 0 || rename(part->path, part->final_path) != 0) {
        (void)refuse(part, "could not be finished");
        return false;
    }
    (void)close(part->lock);
    part->lock = -1;
    if (!rk_part_sync_folder(part->final_path)) {
        (void)refuse(part, "its folder could not be synced");
        return false;
    }
    return true;
}

void rk_part_close(rk_part *part)
{
    if (part->lock >= 0) {
        (void)unlink(part->path);
        (void)!ftruncate(part->lock, 0);
        (void)close(part->lock);
    }
    free(part->final_path);
    free(part->path);
    *part = (rk_part){.lock = -1};
}
