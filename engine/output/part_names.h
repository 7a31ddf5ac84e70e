/* The files in the folder of parts: "0000000000-1024-<SHA-256>.h5" holds 1,024 replications from the first on; what is
 * being written is called "unfinished-...". */
#ifndef RK_OUTPUT_PART_NAMES_H
#define RK_OUTPUT_PART_NAMES_H

#include <sha256.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RK_PART_PATH = 4352 };

typedef struct {
    char path[RK_PART_PATH];
    char digest[SHA256_DIGEST_STRING_LENGTH];
    uint64_t first, n; /* replications */
} rk_part_name;

/* The path of a part that is being written by one of the processes of a run. */
void rk_part_unfinished(const char *folder, int writer, char path[RK_PART_PATH]);

/* The parts there are, by their first replication; the caller frees. NULL when memory is out or there are none. */
rk_part_name *rk_part_names(const char *folder, size_t *n);

/* Is the file what it was when it got its name? */
bool rk_part_is_whole(const rk_part_name *name);

/* Give a finished part its name. Returns false with errno set. */
bool rk_part_rename(const char *folder, int writer, uint32_t first, uint32_t n);

/* Remove what is being written, by nobody any more; and with finished also all parts. Other files stay. */
void rk_part_remove(const char *folder, bool finished);

#endif
