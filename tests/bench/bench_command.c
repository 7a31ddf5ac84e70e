/* The command as a user runs it: memory against replications, a cold start to the table, the nation. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    double seconds, mebibytes;
} cost;

/* Run the command with these arguments, its table unseen, and say what it took. */
static cost run(char *const arguments[])
{
    double start = bench_wall_seconds();
    pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stdout) != NULL) {
            execv(arguments[0], arguments);
        }
        _exit(127);
    }
    int status = 0;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
        fprintf(stderr, "bench: %s did not end well\n", arguments[0]);
        exit(1);
    }
    return (cost){bench_wall_seconds() - start, (double)usage.ru_maxrss / 1024.0};
}

int main(void)
{
    char *renkei = getenv("RENKEI"), output[] = "/tmp/renkei-bench-XXXXXX";
    int file = mkstemp(output);
    if (renkei == NULL || file < 0) {
        fprintf(stderr, "bench: set RENKEI to the command\n");
        return 1;
    }
    close(file);
    unlink(output);
    char eight[] = RK_SOURCE_DIR "/tests/bench/eight.yaml", nation[] = RK_SOURCE_DIR "/tests/bench/nation.yaml";
    char *few[] = {renkei, "run", "ehime", "--quiet", "--models", "pool", "--replications", "1000", "-o", output, NULL};
    char *many[] = {renkei, "run", "ehime", "--quiet", "--models", "pool", "--replications", "100000", "-o", output, NULL};
    char *cold[] = {renkei, "run", eight, "--quiet", "-o", output, NULL};
    char *whole[] = {renkei, "run", nation, "--quiet", "-o", output, NULL};
    double memory_few = run(few).mebibytes, memory_many = run(many).mebibytes;
    bench_row("peak memory, 100,000 replications / 1,000", memory_many / memory_few, "times", 1.05, true);
    double times[3];
    for (int turn = 0; turn < 3; turn++) {
        times[turn] = run(cold).seconds;
    }
    bench_row("Ehime, 8 models, 500 replications, 10 years, start to table", bench_least(times, 3), "s", 1.0, true);
    cost all = run(whole);
    bench_row("nation, 2 models, 1,000 replications, 10 years", all.seconds, "s", 30.0, true);
    bench_row("nation, peak memory", all.mebibytes / 1024.0, "GiB", 2.0, true);
    unlink(output);
    return 0;
}
