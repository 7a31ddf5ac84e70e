#include "output/part_names.h"

#include <renkei/lock.h>

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char ending[] = ".h5", unfinished[] = "unfinished-";

void rk_part_unfinished(const char *folder, int writer, char path[RK_PART_PATH])
{
    (void)snprintf(path, RK_PART_PATH, "%s/%s%d%s", folder, unfinished, writer, ending);
}

static bool read_name(const char *folder, const char *name, rk_part_name *out)
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
    const rk_part_name *one = a, *other = b;
    return (one->first > other->first) - (one->first < other->first);
}

rk_part_name *rk_part_names(const char *folder, size_t *n)
{
    rk_part_name *names = NULL;
    struct dirent **entries = NULL;
    int n_entries = scandir(folder, &entries, NULL, alphasort);
    *n = 0;
    if (n_entries > 0) {
        names = calloc((size_t)n_entries, sizeof *names);
    }
    for (int i = 0; i < n_entries; i++) {
        *n += names != NULL && read_name(folder, entries[i]->d_name, &names[*n]);
        free(entries[i]);
    }
    free(entries);
    if (names != NULL) {
        qsort(names, *n, sizeof *names, by_first);
    }
    return names;
}

bool rk_part_is_whole(const rk_part_name *name)
{
    char digest[SHA256_DIGEST_STRING_LENGTH];
    return SHA256File(name->path, digest) != NULL && strcmp(digest, name->digest) == 0;
}

bool rk_part_rename(const char *folder, int writer, uint32_t first, uint32_t n)
{
    char path[RK_PART_PATH], name[RK_PART_PATH], digest[SHA256_DIGEST_STRING_LENGTH];
    rk_part_unfinished(folder, writer, path);
    if (SHA256File(path, digest) == NULL) {
        return false;
    }
    (void)snprintf(name, sizeof name, "%s/%010" PRIu32 "-%" PRIu32 "-%s%s", folder, first, n, digest, ending);
    return rename(path, name) == 0 && rk_sync_folder_of(name);
}

void rk_part_remove(const char *folder, bool finished)
{
    struct dirent **entries = NULL;
    int n_entries = scandir(folder, &entries, NULL, NULL);
    rk_part_name name;
    char path[RK_PART_PATH];
    for (int i = 0; i < n_entries; i++) {
        const char *entry = entries[i]->d_name;
        bool ours =
            strncmp(entry, unfinished, sizeof unfinished - 1) == 0 || (finished && read_name(folder, entry, &name));
        if (ours && snprintf(path, sizeof path, "%s/%s", folder, entry) < (int)sizeof path) {
            (void)unlink(path);
        }
        free(entries[i]);
    }
    free(entries);
}
