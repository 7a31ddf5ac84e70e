/* What a command that simulates point by point has finished, in a file beside its output: when it was killed, or its
 * disk was full, it goes on behind that. A record a point with its digest, synced once a second; one that is cut off or
 * changed is as if it were not there. */
#ifndef RK_CLI_KEPT_H
#define RK_CLI_KEPT_H

#include <renkei/digest.h>
#include <renkei/parts.h>

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

/* --keep, --resume and --discard: a child of the command's parser. */
typedef struct {
    const char *file; /* NULL: beside an output */
    rk_parts_mode mode;
} rk_kept_options;

extern const struct argp rk_kept_argp;

/* Where: --keep, or OUTPUT.points of the first of n outputs that is given and can be a file of its own. *path is NULL
 * when there is none, and the caller's to free. Mistakes are --resume without a place, and a place that is an output.
 * Returns the exit status. */
int rk_kept_place(const char *command, const rk_kept_options *options, const char *const outputs[], size_t n,
                  char **path);

typedef struct {
    const char *command;
    char *path, *slot;        /* slot: a record on its way, after its digest */
    int file;                 /* -1: nothing is kept */
    size_t n_bytes;           /* of a record */
    char own[RK_DIGEST_SIZE]; /* of the point's scenario; empty: none was named */
    bool failed;              /* a record could not be written, which was told */
    double synced;
} rk_kept;

/* What records are made of: all that the scenario was read from, what was asked of it, and this build. */
void rk_kept_identity(const rk_scenario *scenario, const char *what, char identity[RK_DIGEST_SIZE]);

/* path: NULL to keep nothing. identity: other records are not taken. NEW where records are, RESUME where they are of
 * another command line, a file that another process writes, and a file that is none of ours are mistakes. Tells on
 * stderr and returns the exit status; there is nothing to close unless it is RK_EXIT_OK. */
int rk_kept_open(rk_kept *kept, const char *command, const char *path, const char identity[RK_DIGEST_SIZE],
                 size_t n_bytes, rk_parts_mode mode);

/* What a command keeps points for. */
typedef struct {
    const char *command;
    const rk_scenario *scenario;
    const char *what;           /* all that moves a point beside the scenario and its settings; NULL: memory is out */
    const char *const *outputs; /* [n_outputs] as for rk_kept_place */
    size_t n_outputs, n_bytes;
} rk_kept_plan;

/* rk_kept_place, rk_kept_identity and rk_kept_open in one. */
int rk_kept_begin(rk_kept *kept, const rk_kept_options *options, const rk_kept_plan *plan);

/* The records taken and added next are of this scenario, which may read files that the command's does not. */
void rk_kept_of(rk_kept *kept, const rk_scenario *scenario);

/* The record of that index, if it is there as it was written. */
bool rk_kept_take(rk_kept *kept, size_t index, void *record);

/* Returns RK_ERR_RESULTS_WRITE, told on stderr. */
RK_MUST_CHECK rk_status rk_kept_add(rk_kept *kept, size_t index, const void *record);

/* rk_command_failed, unless what failed was told by rk_kept_add. */
int rk_kept_failed(const rk_kept *kept, rk_status status);

/* Records of a command that was interrupted or failed stay, and stderr says how to go on; otherwise the file is
 * removed.
 */
void rk_kept_close(rk_kept *kept, int exit_status);

#endif
