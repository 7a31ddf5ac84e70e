/* Ctrl-C and SIGTERM: the first asks the run to end after the batch in hand, the second ends the program at once. */
#ifndef RK_CLI_INTERRUPT_H
#define RK_CLI_INTERRUPT_H

#include <stdbool.h>

/* From now on the first signal is only noted. */
void rk_interrupt_catch(void);

bool rk_interrupt_asked(void);

/* The results file of which the second signal removes the unfinished part on its way out; NULL for none. */
void rk_interrupt_removes(const char *results_path);

#endif
