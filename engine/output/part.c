#include "output/part.h"

#include "output/problem.h"

#include <renkei/lock.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static rk_status refuse(const rk_part *part, const char *what)
{
    rk_problem_set(part->final_path, what, strerror(errno));
    return RK_ERR_RESULTS_WRITE;
}

static rk_status lock_part(rk_part *part)
{
    bool is_open;
    part->lock = rk_lock_file(part->path, &is_open);
    if (part->lock < 0 && is_open && errno == EWOULDBLOCK) {
        rk_problem_set(part->final_path, "another run is writing it", "");
        return RK_ERR_RESULTS_EXIST;
    }
    return part->lock >= 0 ? RK_OK : refuse(part, is_open ? "could not be locked" : "could not be made");
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

bool rk_part_publish(rk_part *part)
{
    if (fsync(part->lock) != 0 || rename(part->path, part->final_path) != 0) {
        (void)refuse(part, "could not be finished");
        return false;
    }
    (void)close(part->lock);
    part->lock = -1;
    if (!rk_sync_folder_of(part->final_path)) {
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
