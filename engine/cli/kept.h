/* The points that a sweep has finished, in a file beside its output: a sweep that was killed, or whose disk was full,
 * goes on behind them. A record a point with its digest, synced once a second; one that is cut off or changed ends what
 * is known. */
#ifndef RK_CLI_KEPT_H
#define RK_CLI_KEPT_H

#include <renkei/digest.h>

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *path;        /* OUTPUT.points */
    int file;          /* -1: none */
    size_t n_bytes, n; /* of a record; records that are there */
    bool known;        /* further records may follow from before */
    double synced;
} rk_kept;

typedef enum { RK_KEPT_NEW, RK_KEPT_RESUME, RK_KEPT_DISCARD } rk_kept_mode;

/* What records of points are made of: all that the scenario was read from, how many points there are, and this build.
 */
void rk_kept_identity(const rk_scenario *scenario, size_t n_points, char identity[RK_DIGEST_SIZE]);

/* identity: what records were made of; other records are not taken. NEW where records are, and RESUME where they are of
 * another sweep, are mistakes. Tells on stderr and returns the exit status; close it in any case. */
int rk_kept_open(rk_kept *kept, const char *command, const char *output, const char identity[RK_DIGEST_SIZE],
                 size_t n_bytes, rk_kept_mode mode);

/* The next record from before, in the order of adding; false when there is none, or no more. */
bool rk_kept_next(rk_kept *kept, void *record);

/* Behind the others; false when it could not be written. */
bool rk_kept_add(rk_kept *kept, const void *record);

/* removed: with all that is in it. */
void rk_kept_close(rk_kept *kept, bool removed);

#endif
