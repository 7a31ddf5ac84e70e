#include "queue.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum { WAITING_MAX = 4096 };

static uint64_t state;

/* SplitMix64: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014. */
static double uniform(void)
{
    uint64_t z = state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
}

static double exponential(double mean)
{
    return -mean * log(uniform());
}

typedef struct {
    const queue_case *pool;
    bool there[QUEUE_EXPERTS];
    double until[QUEUE_EXPERTS]; /* busy until; in the past: free */
    double begun[QUEUE_EXPERTS];
    double asked[WAITING_MAX]; /* times of asking of those who wait, first come first */
    int n_waiting;
    double sum[QUEUE_N_SUMS][QUEUE_YEARS];
} queue_run;

static void count(queue_run *run, int what, double time, double amount)
{
    int year = (int)(time / 12);
    if (year < run->pool->years) {
        run->sum[what][year] += amount;
    }
}

/* Time of an expert from begin to end, in the years it lies in. */
static void work(queue_run *run, double begin, double end)
{
    while (begin < end) {
        double year_ends = 12 * (floor(begin / 12) + 1), part = year_ends < end ? year_ends : end;
        count(run, QUEUE_BUSY, begin, part - begin);
        begin = part;
    }
}

static void take(queue_run *run, int expert, double now, double asked)
{
    run->begun[expert] = now;
    run->until[expert] = now + exponential(run->pool->length);
    count(run, QUEUE_WAIT, now, now - asked);
}

/* Who has lost patience has gone, at the moment of losing it. */
static void give_up(queue_run *run, double now)
{
    int kept = 0;
    for (int i = 0; i < run->n_waiting; i++) {
        double gone = run->asked[i] + run->pool->patience;
        if (gone < now) {
            count(run, QUEUE_REFUSED, gone, 1);
        } else {
            run->asked[kept++] = run->asked[i];
        }
    }
    run->n_waiting = kept;
}

/* An expert is free: the first who waits is next. */
static void serve_next(queue_run *run, int expert, double now)
{
    give_up(run, now);
    if (run->n_waiting > 0) {
        take(run, expert, now, run->asked[0]);
        memmove(run->asked, run->asked + 1, (size_t)--run->n_waiting * sizeof run->asked[0]);
    }
}

static void ask(queue_run *run, double now)
{
    count(run, QUEUE_ASKED, now, 1);
    give_up(run, now);
    for (int i = 0; i < run->pool->experts; i++) {
        if (run->there[i] && run->until[i] <= now) {
            take(run, i, now, now);
            return;
        }
    }
    count(run, run->pool->refuse ? QUEUE_REFUSED : QUEUE_WAITED, now, 1);
    if (!run->pool->refuse) {
        run->asked[run->n_waiting++] = now;
    }
}

/* The first of a month: experts leave and drop what is in hand, vacancies are filled. */
static void month_begins(queue_run *run, double now)
{
    for (int i = 0; i < run->pool->experts; i++) {
        if (run->there[i] && uniform() < run->pool->leave) {
            run->there[i] = false;
            if (run->until[i] > now) {
                work(run, run->begun[i], now);
                run->until[i] = 0;
            }
        } else if (!run->there[i] && uniform() < run->pool->fill) {
            run->there[i] = true;
            serve_next(run, i, now);
        }
    }
}

static void run_once(queue_run *run)
{
    double end = 12 * run->pool->years, arrival = exponential(1 / run->pool->rate), month = 0;
    for (;;) {
        int first = -1;
        double done = INFINITY;
        for (int i = 0; i < run->pool->experts; i++) {
            if (run->until[i] > 0 && run->until[i] < done) {
                first = i;
                done = run->until[i];
            }
        }
        double now = fmin(fmin(arrival, done), month);
        if (now >= end) {
            break;
        }
        if (now == month) {
            month_begins(run, month++);
        } else if (now == done) {
            run->until[first] = 0;
            work(run, run->begun[first], now);
            serve_next(run, first, now);
        } else {
            ask(run, now);
            arrival = now + exponential(1 / run->pool->rate);
        }
    }
    give_up(run, end);
    for (int i = 0; i < run->pool->experts; i++) {
        if (run->until[i] > 0) {
            work(run, run->begun[i], end);
        }
    }
}

void queue_simulate(const queue_case *pool, uint64_t seed, int n_runs, double mean[QUEUE_N_SUMS][QUEUE_YEARS],
                    double error[QUEUE_N_SUMS][QUEUE_YEARS])
{
    double squares[QUEUE_N_SUMS][QUEUE_YEARS] = {{0}};
    memset(mean, 0, QUEUE_N_SUMS * sizeof mean[0]);
    state = seed;
    for (int r = 0; r < n_runs; r++) {
        queue_run run = {.pool = pool};
        for (int i = 0; i < pool->experts; i++) {
            run.there[i] = true;
        }
        run_once(&run);
        for (int k = 0; k < QUEUE_N_SUMS; k++) {
            for (int year = 0; year < pool->years; year++) {
                mean[k][year] += run.sum[k][year] / n_runs;
                squares[k][year] += run.sum[k][year] * run.sum[k][year] / n_runs;
            }
        }
    }
    for (int k = 0; k < QUEUE_N_SUMS; k++) {
        for (int year = 0; year < pool->years; year++) {
            error[k][year] = sqrt((squares[k][year] - mean[k][year] * mean[k][year]) / n_runs);
        }
    }
}
