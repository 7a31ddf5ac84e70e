/* The door to MPI. What is kept here belongs to the process, as MPI itself does. */
#include <renkei/ranks.h>

#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { COUNTER, SUM, N_SHARED, SAID_MAX = 4096 };

static int n_ranks = 1, mine;
static bool over;      /* has an agreement failed? */
static FILE *said;     /* what a rank but 0 has printed */
static MPI_Win window; /* of rank 0: int64_t [N_SHARED] */

/* Ranks wait minutes for each other while one makes the results; MPI's own waiting takes a whole processor. */
static void wait_for(MPI_Request *request)
{
    int done = 0;
    while (MPI_Test(request, &done, MPI_STATUS_IGNORE) == MPI_SUCCESS && !done) {
        (void)nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
}

/* ---- Begin and end ---- */

bool rk_ranks_launched(void)
{
    return getenv("OMPI_COMM_WORLD_SIZE") != NULL || getenv("PMI_SIZE") != NULL || getenv("PMIX_RANK") != NULL;
}

static void fall_silent(void)
{
    said = tmpfile();
    int file = said != NULL ? fileno(said) : -1;
    if (file < 0 || dup2(file, STDOUT_FILENO) < 0 || dup2(file, STDERR_FILENO) < 0) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
}

/* Also when argp ends the program in the middle of a command. */
static void end(int exit_status, void *unused)
{
    (void)unused;
    (void)fflush(NULL);
    int all = over ? exit_status : rk_ranks_agree(exit_status);
    MPI_Win_unlock_all(window);
    MPI_Win_free(&window);
    MPI_Finalize();
    if (all != exit_status) {
        _exit(all);
    }
}

bool rk_ranks_begin(void)
{
    if (!rk_ranks_launched()) {
        return true;
    }
    int level;
    int64_t *shared;
    MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &level);
    MPI_Comm_size(MPI_COMM_WORLD, &n_ranks);
    MPI_Comm_rank(MPI_COMM_WORLD, &mine);
    MPI_Aint n_bytes = mine == 0 ? N_SHARED * (MPI_Aint)sizeof *shared : 0;
    MPI_Win_allocate(n_bytes, sizeof *shared, MPI_INFO_NULL, MPI_COMM_WORLD, (void *)&shared, &window);
    if (mine == 0) {
        memset(shared, 0, (size_t)n_bytes);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Win_lock_all(0, window);
    if (mine > 0) {
        fall_silent();
    }
    (void)on_exit(end, NULL);
    return true;
}

int rk_ranks_n(void)
{
    return n_ranks;
}

int rk_ranks_mine(void)
{
    return mine;
}

/* ---- All together ---- */

void rk_ranks_share(void *data, size_t n_bytes)
{
    enum { PIECE = 1 << 30 }; /* MPI counts in int */
    for (size_t done = 0; n_ranks > 1 && done < n_bytes;) {
        MPI_Request request;
        size_t left = n_bytes - done;
        int n = left < PIECE ? (int)left : PIECE;
        MPI_Ibcast((char *)data + done, n, MPI_BYTE, 0, MPI_COMM_WORLD, &request);
        wait_for(&request);
        done += (size_t)n;
    }
}

/* What this rank has printed goes to rank 0, which prints it. */
static void pass_on(int from)
{
    char text[SAID_MAX] = "";
    MPI_Request request;
    if (mine == from) {
        (void)fflush(NULL);
        rewind(said);
        (void)!fread(text, 1, sizeof text - 1, said);
    }
    MPI_Ibcast(text, sizeof text, MPI_CHAR, from, MPI_COMM_WORLD, &request);
    wait_for(&request);
    if (mine == 0) {
        fprintf(stderr, "renkei: process %d of %d failed\n%s", from, n_ranks, text);
    }
}

int rk_ranks_agree(int exit_status)
{
    int worst = 0, first = 0;
    if (n_ranks == 1) {
        return exit_status;
    }
    int *each = calloc((size_t)n_ranks, sizeof *each);
    if (each == NULL) {
        MPI_Abort(MPI_COMM_WORLD, 1);
        abort();
    }
    MPI_Request request;
    MPI_Iallgather(&exit_status, 1, MPI_INT, each, 1, MPI_INT, MPI_COMM_WORLD, &request);
    wait_for(&request);
    for (int i = 0; i < n_ranks; i++) {
        if (each[i] > worst) {
            worst = each[i];
            first = i;
        }
    }
    bool rank_0_failed = each[0] != 0;
    free(each);
    over = worst != 0;
    if (over && !rank_0_failed) {
        pass_on(first);
    }
    return worst;
}

/* ---- One after the other ---- */

static int64_t fetch_and(MPI_Op op, int which, int64_t value)
{
    int64_t before = 0;
    MPI_Fetch_and_op(&value, &before, MPI_INT64_T, 0, which, op, window);
    MPI_Win_flush(0, window);
    return before;
}

uint64_t rk_ranks_next(void)
{
    return (uint64_t)fetch_and(MPI_SUM, COUNTER, 1);
}

void rk_ranks_restart(void)
{
    (void)fetch_and(MPI_REPLACE, COUNTER, 0);
}

void rk_ranks_stop(void)
{
    (void)fetch_and(MPI_REPLACE, COUNTER, INT64_C(1) << 62);
}

uint64_t rk_ranks_count(uint64_t n)
{
    int64_t value = (int64_t)n;
    if (mine == 0) {
        return (uint64_t)(fetch_and(MPI_SUM, SUM, value) + value);
    }
    MPI_Accumulate(&value, 1, MPI_INT64_T, 0, SUM, 1, MPI_INT64_T, MPI_SUM, window);
    MPI_Win_flush_local(0, window);
    return 0;
}
