/* A damaged HDF5 file can make the library that reads it crash. So a file is first opened in a process of its own,
 * which may. */
#ifndef RK_ANALYSIS_GUARD_H
#define RK_ANALYSIS_GUARD_H

#include <renkei/reading.h>

/* Does opening the file in a child process end by itself, well or badly? */
bool rk_guard_survives(const char *path, rk_status (*look)(const char *path, rk_reading **reading));

#endif
