#include <renkei/lock.h>

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

bool rk_is_still_there(int file, const char *path)
{
    struct stat opened, named;
    return fstat(file, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

/* Again where another process has moved or removed the file between our opening and our locking of it. */
int rk_lock_file(const char *path, bool *is_open)
{
    int file = -1;
    do {
        if (file >= 0) {
            (void)close(file);
        }
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        *is_open = file >= 0;
        if (file < 0) {
            return -1;
        }
        if (flock(file, LOCK_EX | LOCK_NB) != 0) {
            int reason = errno;
            (void)close(file);
            errno = reason;
            return -1;
        }
    } while (!rk_is_still_there(file, path));
    return file;
}

bool rk_sync_folder_of(const char *path)
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
