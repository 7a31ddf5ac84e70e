#include "cli/target.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool refuse(const char *command, const char *path, const char *reason)
{
    fprintf(stderr, "%s: %s: %s\n", command, path, reason);
    return false;
}

static bool folder_usable(const char *command, const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
    char *folder = slash == NULL ? strdup(".") : strndup(path, length);
    struct stat info;
    bool usable = false;
    if (folder == NULL) {
        (void)refuse(command, path, "out of memory");
    } else if (stat(folder, &info) != 0) {
        (void)refuse(command, folder, errno == ENOENT ? "this folder does not exist" : strerror(errno));
    } else if (!S_ISDIR(info.st_mode)) {
        (void)refuse(command, folder, "is no folder");
    } else if (access(folder, W_OK | X_OK) != 0) {
        fprintf(stderr, "%s: %s: the folder cannot be written to (%s)\n", command, folder, strerror(errno));
    } else {
        usable = true;
    }
    free(folder);
    return usable;
}

bool rk_target_is_hdf5(const char *path)
{
    /* renkei's own files begin with it at byte 0 */
    static const char signature[8] = "\211HDF\r\n\032\n";
    char start[sizeof signature];
    FILE *file = fopen(path, "rb");
    bool same = file != NULL && fread(start, sizeof start, 1, file) == 1 && memcmp(start, signature, sizeof start) == 0;
    if (file != NULL) {
        (void)fclose(file);
    }
    return same;
}

bool rk_target_usable(const char *command, const char *path)
{
    size_t length = strlen(path);
    if (length == 0) {
        return refuse(command, "-o", "the name of the results file is empty");
    }
    struct stat info;
    if (stat(path, &info) != 0) {
        if (path[length - 1] == '/') {
            return refuse(command, path, "is the name of a folder; -o takes the name of a file");
        }
        return folder_usable(command, path);
    }
    if (S_ISDIR(info.st_mode)) {
        return refuse(command, path, "is a folder; -o takes the name of a file");
    }
    if (!S_ISREG(info.st_mode)) {
        return refuse(command, path, "is no ordinary file");
    }
    if (info.st_size > 0 && !rk_target_is_hdf5(path)) {
        return refuse(command, path, "exists and is no results file, so it is not overwritten");
    }
    return folder_usable(command, path);
}
