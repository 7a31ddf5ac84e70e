#include "base/memory.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void rk_give_back(void *memory, size_t bytes)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), before = (page - (uintptr_t)memory % page) % page;
    size_t whole = bytes > before ? (bytes - before) / page * page : 0;
#ifdef __linux__ /* elsewhere the pages may keep what is in them */
    if (whole > 0 && madvise((char *)memory + before, whole, MADV_DONTNEED) == 0) {
        memset(memory, 0, before);
        memset((char *)memory + before + whole, 0, bytes - before - whole);
        return;
    }
#endif
    memset(memory, 0, bytes);
}

void rk_give_back_freed(void)
{
#ifdef __GLIBC__
    (void)malloc_trim(0);
#endif
}
