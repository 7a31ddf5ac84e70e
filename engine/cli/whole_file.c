#include "cli/whole_file.h"

#include "cli/target.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_into(FILE *out, const char *bytes, size_t n, bool sync)
{
    bool whole = fwrite(bytes, 1, n, out) == n && fflush(out) == 0;
    return whole && (!sync || fsync(fileno(out)) == 0);
}

/* Through a name of its own; errno says what went wrong. */
static bool replace(const char *path, const char *bytes, size_t n)
{
    char *name = NULL;
    struct stat old;
    mode_t mask = umask(0);
    (void)umask(mask);
    mode_t mode = stat(path, &old) == 0 ? old.st_mode & 0777 : 0666 & ~mask;
    if (asprintf(&name, "%s.XXXXXX", path) < 0) {
        return false;
    }
    int descriptor = mkstemp(name);
    FILE *out = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    bool whole = out != NULL && fchmod(descriptor, mode) == 0 && write_into(out, bytes, n, true);
    int reason = errno;
    if (out != NULL && fclose(out) != 0 && whole) {
        whole = false;
        reason = errno;
    }
    if (whole && rename(name, path) != 0) {
        whole = false;
        reason = errno;
    }
    if (!whole && descriptor >= 0) {
        (void)unlink(name);
    }
    free(name);
    errno = reason;
    return whole;
}

static bool write_plainly(const char *path, const char *bytes, size_t n)
{
    FILE *out = fopen(path, "w");
    bool whole = out != NULL && write_into(out, bytes, n, false);
    int reason = errno;
    if (out != NULL && fclose(out) != 0 && whole) {
        whole = false;
        reason = errno;
    }
    errno = reason;
    return whole;
}

bool rk_write_whole(const char *command, const char *path, const char *bytes, size_t n)
{
    struct stat there;
    bool plain = lstat(path, &there) == 0 && !S_ISREG(there.st_mode);
    bool whole = strcmp(path, "-") == 0 ? write_into(stdout, bytes, n, false)
                 : plain                ? write_plainly(path, bytes, n)
                                        : replace(path, bytes, n);
    if (!whole) {
        fprintf(stderr, "%s: %s: %s\n", command, path, strerror(errno));
    }
    return whole;
}

bool rk_write_refused(const char *command, const char *path)
{
    struct stat there; /* a pipe would wait to be read */
    bool results = stat(path, &there) == 0 && S_ISREG(there.st_mode) && rk_target_is_hdf5(path);
    if (results) {
        fprintf(stderr, "%s: %s is a results file and is not written over; give another name with -o\n", command, path);
    }
    return results;
}
