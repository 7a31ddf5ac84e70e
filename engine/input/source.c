#include "input/source.h"

#include "input/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Why a file cannot be read, NULL when it can. Leaves a descriptor to be closed in either case, -1 for none. */
static const char *open_regular(const char *path, int *file, size_t *n_bytes)
{
    struct stat about;
    *file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO without a writer would block */
    if (*file < 0 || fstat(*file, &about) != 0) {
        return strerror(errno);
    }
    if (S_ISDIR(about.st_mode)) {
        return "it is a folder";
    }
    if (!S_ISREG(about.st_mode)) {
        return "it is not a regular file";
    }
    if (about.st_size > RK_SOURCE_BYTES_MAX) {
        return "it is larger than 64 MiB";
    }
    *n_bytes = (size_t)about.st_size;
    return NULL;
}

static const char *read_all(int file, char *text, size_t *n_bytes)
{
    size_t n = 0;
    while (n < *n_bytes) {
        ssize_t got = read(file, text + n, *n_bytes - n);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return strerror(errno);
        }
        if (got == 0) {
            break;
        }
        n += (size_t)got;
    }
    *n_bytes = n;
    text[n] = '\0';
    return NULL;
}

void rk_source_place(const char *text, size_t offset, int *line, int *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

static size_t shift_jis_next(const unsigned char *text, const unsigned char *end)
{
    if (*text < 0x80 || (*text >= 0xA1 && *text <= 0xDF)) {
        return 1;
    }
    bool lead = (*text >= 0x81 && *text <= 0x9F) || (*text >= 0xE0 && *text <= 0xFC);
    bool trail = text + 1 < end && text[1] >= 0x40 && text[1] <= 0xFC && text[1] != 0x7F;
    return lead && trail ? 2 : 0;
}

static bool looks_like_shift_jis(const char *text, size_t n_bytes)
{
    const unsigned char *at = (const unsigned char *)text, *end = at + n_bytes;
    while (at < end) {
        size_t n = shift_jis_next(at, end);
        if (n == 0) {
            return false;
        }
        at += n;
    }
    return true;
}

/* Checks that the bytes are text we read, and passes the byte order mark. */
static bool check_encoding(rk_reader *reader, rk_source *source)
{
    const char *text = source->text, *path = source->path;
    if (source->n_bytes >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0)) {
        rk_complain_at(reader, path, 1, 1, "", "the file is UTF-16; save it as UTF-8");
        return false;
    }
    if (memchr(text, '\0', source->n_bytes) != NULL) {
        rk_complain_at(reader, path, 0, 0, "", "the file is binary, not text");
        return false;
    }
    if (source->n_bytes >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        source->text += 3;
        source->n_bytes -= 3;
    }
    const char *at = source->text, *end = at + source->n_bytes;
    uint32_t character;
    for (size_t n; at < end && (n = rk_utf8_next(at, end, &character)) > 0; at += n) {
    }
    if (at < end) {
        int line, column;
        rk_source_place(source->text, (size_t)(at - source->text), &line, &column);
        rk_complain_at(reader, path, line, column, "", "the file is not UTF-8%s; save it as UTF-8",
                       looks_like_shift_jis(text, source->n_bytes) ? " (it looks like Shift_JIS)" : "");
        return false;
    }
    return true;
}

/* The text that an earlier run had under this name. */
static bool read_kept(const rk_reader *reader, rk_source *source)
{
    for (size_t i = 0; i < reader->n_kept; i++) {
        if (strcmp(reader->kept[i].path, source->path) == 0) {
            source->n_bytes = reader->kept[i].n_bytes;
            source->text = rk_arena_copy(reader->arena, reader->kept[i].text, source->n_bytes);
            return true;
        }
    }
    return false;
}

bool rk_source_read(rk_reader *reader, const char *path, const rk_node *place, const char *key, rk_source *source)
{
    int file;
    *source = (rk_source){.path = path};
    if (read_kept(reader, source)) {
        return check_encoding(reader, source);
    }
    const char *why = open_regular(path, &file, &source->n_bytes);
    if (why == NULL) {
        char *text = rk_arena_alloc(reader->arena, source->n_bytes + 1, 1);
        why = read_all(file, text, &source->n_bytes);
        source->text = text;
    }
    if (file >= 0) {
        (void)close(file);
    }
    if (why != NULL && place != NULL) {
        rk_complain(reader, place, key, "the file \"%s\" cannot be read: %s", path, why);
    } else if (why != NULL) {
        rk_complain_at(reader, path, 0, 0, key, "the file cannot be read: %s", why);
    }
    return why == NULL && check_encoding(reader, source);
}

void rk_source_keep(rk_reader *reader, const rk_source *source)
{
    reader->files =
        rk_arena_grow(reader->arena, reader->files, reader->n_files, reader->n_files + 1, sizeof *reader->files);
    reader->files[reader->n_files++] = (rk_scenario_file){source->path, source->text, source->n_bytes};
}
