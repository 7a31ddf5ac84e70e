/* Ctrl-C and SIGTERM: the first asks the run to end after the batch in hand, the second ends the program at once. */
#ifndef RK_CLI_INTERRUPT_H
#define RK_CLI_INTERRUPT_H

#include <stdbool.h>

/* From now on the first signal is only noted. */
void rk_interrupt_catch(void);

bool rk_interrupt_asked(void);

/* The file that the second signal removes on its way out; NULL for none. At most 4,095 bytes. */
void rk_interrupt_removes(const char *path);

#endif
