/* Writing a file as a whole: it has its old or its new text, never a part. */
#ifndef RK_CLI_WHOLE_FILE_H
#define RK_CLI_WHOLE_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* Write n bytes under a name beside path and give it that name when they are on the disk; "-": on standard output. What
 * is no ordinary file, such as a pipe or a link, is written to as it is. False with a sentence on stderr. */
bool rk_write_whole(const char *command, const char *path, const char *bytes, size_t n);

/* Is there a results file of that name? Then it is not written over, which is said on stderr. */
bool rk_write_refused(const char *command, const char *path);

#endif
