/* Reading a whole file of text, or saying why not. */
#ifndef RK_INPUT_SOURCE_H
#define RK_INPUT_SOURCE_H

#include "input/reader.h"

typedef struct {
    const char *path; /* as the user named it */
    const char *text; /* UTF-8 without byte order mark, without NUL, ended by one */
    size_t n_bytes;
} rk_source;

enum { RK_SOURCE_BYTES_MAX = 64 * 1024 * 1024 };

/* Returns false after adding a mistake: the file cannot be read, is too large, is no text, is not UTF-8.
 * place: the node that names the file, NULL when the user named it outside of any file. */
bool rk_source_read(rk_reader *reader, const char *path, const rk_node *place, const char *key, rk_source *source);

/* Keeps a file among those the scenario is made of. */
void rk_source_keep(rk_reader *reader, const rk_source *source);

/* Line and column of a byte of valid text, 1 is the first. */
void rk_source_place(const char *text, size_t offset, int *line, int *column);

#endif
