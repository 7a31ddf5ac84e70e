#include "input/folder.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *rk_folder_join(rk_arena *arena, const char *folder, const char *name)
{
    return name[0] == '/' || strcmp(folder, ".") == 0 ? name : rk_arena_text(arena, "%s/%s", folder, name);
}

const char *rk_folder_of(rk_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL) {
        return ".";
    }
    return slash == path ? "/" : rk_arena_copy(arena, path, (size_t)(slash - path));
}

static bool has_tables(rk_arena *arena, const char *folder)
{
    return access(rk_arena_text(arena, "%s/data/municipalities.csv", folder), R_OK) == 0;
}

static const char *find_above_program(rk_arena *arena)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);
    if (n <= 0 || (size_t)n >= sizeof path) {
        return NULL;
    }
    path[n] = '\0';
    for (char *slash; (slash = strrchr(path, '/')) != NULL;) {
        *slash = '\0';
        const char *installed = rk_arena_text(arena, "%s/share/renkei/scenarios", path);
        const char *in_tree = rk_arena_text(arena, "%s/scenarios", path);
        if (has_tables(arena, installed)) {
            return installed;
        }
        if (has_tables(arena, in_tree)) {
            return in_tree;
        }
    }
    return NULL;
}

const char *rk_folder_find(rk_arena *arena)
{
    const char *named = getenv("RENKEI_DATA");
    if (named != NULL && named[0] != '\0') {
        return has_tables(arena, named) ? rk_arena_copy(arena, named, strlen(named)) : NULL;
    }
    const char *found = find_above_program(arena);
#ifdef RK_DATA_DIR
    if (found == NULL && has_tables(arena, RK_DATA_DIR)) {
        found = RK_DATA_DIR;
    }
#endif
    return found;
}

static int is_scenario(const struct dirent *entry)
{
    const char *ending = strrchr(entry->d_name, '.');
    return ending != NULL && strcmp(ending, ".yaml") == 0;
}

size_t rk_folder_scenarios(rk_arena *arena, const char *const **names)
{
    const char *folder = rk_folder_find(arena);
    struct dirent **entries = NULL;
    int n = folder == NULL ? 0 : scandir(folder, &entries, is_scenario, alphasort);
    size_t n_names = n > 0 ? (size_t)n : 0;
    const char **copies = rk_arena_alloc(arena, n_names, sizeof *copies);
    for (size_t i = 0; i < n_names; i++) {
        const char *name = entries[i]->d_name;
        copies[i] = rk_arena_copy(arena, name, strlen(name) - strlen(".yaml"));
        free(entries[i]);
    }
    free(entries);
    *names = copies;
    return n_names;
}

void rk_folder_offer(rk_arena *arena, rk_nearest *nearest)
{
    const char *const *names;
    size_t n = rk_folder_scenarios(arena, &names);
    for (size_t i = 0; i < n; i++) {
        rk_nearest_offer(nearest, names[i]);
    }
}
