#include "analysis/guard.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Seconds of processor time after which a file that leads the library round in circles is given up. */
enum { PATIENCE_SECONDS = 60 };

static void look_and_leave(const char *path, rk_status (*open)(const char *, rk_reading **))
{
    struct rlimit time = {PATIENCE_SECONDS, PATIENCE_SECONDS}, no_core = {0, 0};
    rk_reading *reading = NULL;
    (void)setrlimit(RLIMIT_CPU, &time);
    (void)setrlimit(RLIMIT_CORE, &no_core);
    (void)open(path, &reading);
    _exit(0);
}

bool rk_guard_survives(const char *path, rk_status (*open)(const char *path, rk_reading **reading))
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        look_and_leave(path, open);
    }
    if (child < 0) { /* no process to spare: the plain way */
        return true;
    }
    while (waitpid(child, &status, 0) < 0) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
