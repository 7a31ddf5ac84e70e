/* The file under another name beside its own: locked, so that one run at a time writes it, and moved at the end. */
#ifndef RK_OUTPUT_PART_H
#define RK_OUTPUT_PART_H

#include <renkei/status.h>
#include <stdbool.h>

typedef struct {
    char *final_path, *path; /* its own name; that with .part */
    int lock;                /* an open file, or -1 */
} rk_part;

/* Make path.part and lock it. Returns RK_ERR_RESULTS_EXIST, RK_ERR_RESULTS_WRITE, RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_part_open(const char *path, rk_part *part);

/* Sync the part, which has been closed, give it its own name and make that last. Returns false when it failed. */
bool rk_part_publish(rk_part *part);

/* Remove the part, when it was not published, and free. The space is given back even if somebody has it open. */
void rk_part_close(rk_part *part);

#endif
