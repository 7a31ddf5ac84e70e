/* Can a results file be written there? Asked before a run starts. */
#ifndef RK_CLI_TARGET_H
#define RK_CLI_TARGET_H

#include <stdbool.h>

/* The folder must exist and let us write; what exists at path must be a results file, since it is replaced at the end.
 * Says on stderr what is wrong. */
bool rk_target_usable(const char *command, const char *path);

/* Does it begin as an HDF5 file does, and so is no scenario? */
bool rk_target_is_hdf5(const char *path);

#endif
