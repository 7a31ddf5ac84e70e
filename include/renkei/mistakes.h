/* The list of everything that is wrong with a user's input, each with its place.
 *
 * Loading goes on after a mistake, so that one run shows them all. A list belongs to its caller.
 */
#ifndef RENKEI_MISTAKES_H
#define RENKEI_MISTAKES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct rk_mistakes rk_mistakes;

typedef struct {
    const char *file; /* as the user named it; of a command line setting the option, such as "--set" */
    int line;         /* 1 is the first; 0: the file as a whole */
    int column;       /* in characters, 1 is the first; 0: the line as a whole */
    const char *key;  /* dotted path such as "models.pool.experts.number"; "" when there is none */
    const char *text; /* one sentence: what is wrong, what is allowed, the nearest known name */
} rk_mistake;

/* Returns NULL when memory is out. */
rk_mistakes *rk_mistakes_new(void);
void rk_mistakes_free(rk_mistakes *mistakes); /* takes NULL */

/* Add those of another list that this one does not hold; of those that neither had room for, at least as many stay
 * counted as of the fuller. Returns false when memory is out. */
bool rk_mistakes_join(rk_mistakes *mistakes, rk_mistakes *others);

size_t rk_mistakes_count(const rk_mistakes *mistakes);

/* index: 0 .. count - 1, in order of file, line and column. The strings live as long as the list. */
rk_mistake rk_mistakes_get(rk_mistakes *mistakes, size_t index);

/* One line a mistake: "file:line:column: key: text". */
void rk_mistakes_print(rk_mistakes *mistakes, FILE *out);

#endif
