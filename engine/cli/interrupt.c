#include "cli/interrupt.h"

#include "cli/command.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t asked;
static volatile sig_atomic_t removes; /* is unfinished a path? */
static char unfinished[PATH_MAX];

/* Only what POSIX allows in a signal handler: no printf, no HDF5. */
static void on_signal(int number)
{
    (void)number;
    if (asked) {
        if (removes) {
            (void)unlink(unfinished);
        }
        _exit(RK_EXIT_INTERRUPTED);
    }
    asked = 1;
    static const char text[] = "\nrenkei: ending after the work in hand; once more to stop at once\n";
    ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
    (void)written;
}

void rk_interrupt_catch(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
}

bool rk_interrupt_asked(void)
{
    return asked != 0;
}

void rk_interrupt_removes(const char *results_path)
{
    removes = 0;
    if (results_path != NULL) {
        int n = snprintf(unfinished, sizeof unfinished, "%s.part", results_path);
        removes = n > 0 && n < PATH_MAX;
    }
}
