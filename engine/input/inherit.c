#include "input/inherit.h"

#include "input/folder.h"
#include "input/merge.h"
#include "input/nearest.h"
#include "input/setting.h"
#include "input/source.h"
#include "input/yaml.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    rk_reader *reader;
    rk_schemas schemas;
    size_t n;
    const char *path[RK_INHERIT_FILES_MAX]; /* from the scenario's own file on */
    struct stat about[RK_INHERIT_FILES_MAX];
} tower;

/* ---- Finding files ---- */

const char *rk_inherit_find(rk_arena *arena, const char *beside, const char *name)
{
    const char *path = rk_folder_join(arena, beside, name);
    const char *folder = strchr(name, '/') == NULL && access(path, F_OK) != 0 ? rk_folder_find(arena) : NULL;
    for (int ending = 0; folder != NULL && ending < 2; ending++) {
        const char *own = rk_arena_text(arena, "%s/%s%s", folder, name, ending ? ".yaml" : "");
        if (access(own, F_OK) == 0) {
            return own;
        }
    }
    return rk_arena_copy(arena, path, strlen(path));
}

/* Index of the file on the way here that a path names, or n. */
static size_t find_above(const tower *t, const char *path)
{
    struct stat about;
    size_t i = stat(path, &about) == 0 ? 0 : t->n;
    while (i < t->n && (about.st_dev != t->about[i].st_dev || about.st_ino != t->about[i].st_ino)) {
        i++;
    }
    return i;
}

/* The file of a base, NULL after adding a mistake. */
static const char *find_base(tower *t, const rk_node *base)
{
    rk_reader *reader = t->reader;
    if (t->n < reader->n_kept) { /* files build on each other in the order in which they were kept */
        return reader->kept[t->n].path;
    }
    const char *path = rk_inherit_find(reader->arena, rk_folder_of(reader->arena, base->file), base->text);
    size_t above = find_above(t, path);
    if (strchr(base->text, '/') == NULL && access(path, F_OK) != 0) {
        rk_nearest nearest = rk_nearest_to(base->text);
        rk_folder_offer(reader->arena, &nearest);
        rk_complain(reader, base, "base", "there is no file \"%s\" beside this one, nor has renkei such a scenario%s",
                    base->text, rk_nearest_hint(reader->arena, &nearest));
        return NULL;
    }
    if (above < t->n) {
        const char *way = "";
        for (size_t i = above; i < t->n; i++) {
            way = rk_arena_text(reader->arena, "%s%s -> ", way, t->path[i]);
        }
        rk_complain(reader, base, "base", "files build on each other in a circle: %s%s", way, t->path[above]);
        return NULL;
    }
    if (t->n == RK_INHERIT_FILES_MAX) {
        rk_complain(reader, base, "base", "more than %d files on top of each other", RK_INHERIT_FILES_MAX);
        return NULL;
    }
    return path;
}

/* ---- Reading them ---- */

/* A mistyped name of the command line: is there one of renkei's own that was meant? */
static bool suggest(tower *t, const char *path)
{
    rk_nearest nearest = rk_nearest_to(path);
    if (strchr(path, '/') == NULL && access(path, F_OK) != 0) {
        rk_folder_offer(t->reader->arena, &nearest);
    }
    if (nearest.name != NULL) {
        rk_complain_at(t->reader, path, 0, 0, "", "there is no such file, nor has renkei such a scenario%s",
                       rk_nearest_hint(t->reader->arena, &nearest));
    }
    return nearest.name != NULL;
}

/* place: the node that names the file; NULL when the user did so on the command line. */
static rk_node *read_one(tower *t, const char *path, const rk_node *place)
{
    rk_source source;
    if (place == NULL && t->reader->n_kept == 0 && suggest(t, path)) {
        return NULL;
    }
    if (!rk_source_read(t->reader, path, place, place == NULL ? "" : "base", &source)) {
        return NULL;
    }
    t->path[t->n] = path;
    (void)stat(path, &t->about[t->n++]);
    rk_source_keep(t->reader, &source);
    if (place != NULL) {
        rk_reader_included(t->reader, path, place);
    }
    rk_node *root = rk_yaml_parse(t->reader, path, true, source.text, source.n_bytes);
    return root != NULL && rk_expect_kind(t->reader, root, "", RK_NODE_MAPPING, "keys with values, one a line") ? root
                                                                                                                : NULL;
}

static rk_node *read_with_base(tower *t, const char *path, const rk_node *place)
{
    rk_node *root = read_one(t, path, place);
    rk_node *base = rk_node_find(root, "base");
    if (base == NULL) {
        return root;
    }
    if (base->kind != RK_NODE_SCALAR || base->text[0] == '\0' || rk_node_is_null(base)) {
        rk_complain(t->reader, base, "base",
                    "expected the name of a scenario of renkei's, such as ehime, or of a file");
        return NULL;
    }
    const char *below = find_base(t, base);
    rk_node *tree = below == NULL ? NULL : read_with_base(t, below, base);
    if (tree == NULL) {
        return NULL;
    }
    rk_node *of_base = rk_node_find(tree, "base");
    if (of_base != NULL) {
        rk_node_remove(of_base);
    }
    rk_merge(t->reader, t->schemas, tree, root);
    return tree;
}

rk_node *rk_inherit_read(rk_reader *reader, rk_schemas schemas, const char *path)
{
    tower t = {.reader = reader, .schemas = schemas};
    return read_with_base(&t, path, NULL);
}
