/* Files that one process at a time writes. */
#ifndef RENKEI_LOCK_H
#define RENKEI_LOCK_H

#include <stdbool.h>

/* Open path to read and write, made where it is not there, and hold its lock until it is closed. Returns the
 * descriptor; -1 with errno, EWOULDBLOCK when another process holds it; *is_open says whether it could be opened at
 * least. */
int rk_lock_file(const char *path, bool *is_open);

/* Is path still the name of the file that is open? A process that ends removes it, or puts an output in its place. */
bool rk_is_still_there(int file, const char *path);

/* The name of a file that is new or moved survives a power failure, too. True as well where folders cannot be synced.
 */
bool rk_sync_folder_of(const char *path);

#endif
