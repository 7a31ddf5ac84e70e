/* Memory for rows of lanes, and memory that is not needed for a while. */
#ifndef RK_BASE_MEMORY_H
#define RK_BASE_MEMORY_H

#include "base/lanes.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Make memory 0 and give its whole pages back to the system, until they are written to again. */
void rk_give_back(void *memory, size_t bytes);

/* Give back whole pages of what has been freed, where the C library can. */
void rk_give_back_freed(void);

/* n elements of size bytes, 0, where a cache line begins, in whole cache lines and at least one. NULL when memory is
 * out; free gives it back. */
static inline void *rk_lines(size_t n, size_t size)
{
    enum { LINE = 64 };
    size_t bytes = (n * size + LINE - 1) / LINE * LINE;
    void *memory = aligned_alloc(LINE, bytes == 0 ? LINE : bytes);
    return memory == NULL ? NULL : memset(memory, 0, bytes == 0 ? LINE : bytes);
}

/* n rows of lanes. */
static inline void *rk_rows(size_t n)
{
    return rk_lines(n, sizeof(rk_lanes));
}

#endif
