/* One process, which has nobody to share with. With MPI=1 ranks_mpi.c stands in for this file. */
#include <renkei/ranks.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static long number_in(const char *variable)
{
    const char *text = getenv(variable);
    return text != NULL ? strtol(text, NULL, 10) : 0;
}

bool rk_ranks_begin(void)
{
    if (number_in("OMPI_COMM_WORLD_SIZE") < 2 && number_in("PMI_SIZE") < 2) {
        return true;
    }
    if (number_in("OMPI_COMM_WORLD_RANK") > 0 || number_in("PMI_RANK") > 0) {
        /* mpirun ends all processes as soon as one fails: let the first say why. */
        (void)nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
        (void)!freopen("/dev/null", "w", stderr);
    }
    return false;
}

bool rk_ranks_launched(void)
{
    return getenv("OMPI_COMM_WORLD_SIZE") != NULL || getenv("PMI_SIZE") != NULL;
}

int rk_ranks_n(void)
{
    return 1;
}

int rk_ranks_mine(void)
{
    return 0;
}

void rk_ranks_share(void *data, size_t n_bytes)
{
    (void)data;
    (void)n_bytes;
}

int rk_ranks_agree(int exit_status)
{
    return exit_status;
}

uint64_t rk_ranks_next(void)
{
    return UINT64_C(1) << 62;
}

void rk_ranks_restart(void)
{
}

void rk_ranks_stop(void)
{
}

uint64_t rk_ranks_count(uint64_t n)
{
    return n;
}
