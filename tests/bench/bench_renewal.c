/* The renewal problem through the real engine against plain C with GSL: one Bernoulli draw per post and month, and the same
 * statistics per municipality and month (mean and variance of filled posts, nobody, solo). Both on one thread, in turns. */
#include "bench.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MUNICIPALITIES = 59, POSTS = 584, MONTHS = 120, TURNS = 7, PLAIN = 160, ENGINE = 1600 };

typedef struct {
    double filled, filled_squared, nobody, solo;
} month_sums;

static month_sums sums[MONTHS][MUNICIPALITIES];

/* Posts of each municipality, from the benchmark's own table. */
static void read_posts(int posts[MUNICIPALITIES])
{
    FILE *file = fopen(RK_SOURCE_DIR "/tests/bench/renewal-posts.csv", "r");
    int n = 0, code;
    if (file == NULL || fscanf(file, "code,posts\n") != 0) {
        exit(1);
    }
    while (n < MUNICIPALITIES && fscanf(file, "%d,%d\n", &code, &posts[n]) == 2) {
        n++;
    }
    fclose(file);
}

static void plain_replication(gsl_rng *rng, const int posts[MUNICIPALITIES])
{
    static unsigned char in_post[POSTS];
    memset(in_post, 1, sizeof in_post);
    for (int month = 0; month < MONTHS; month++) {
        unsigned char *post = in_post;
        for (int place = 0; place < MUNICIPALITIES; place++) {
            int filled = 0;
            for (int i = 0; i < posts[place]; i++, post++) {
                unsigned changes = gsl_ran_bernoulli(rng, *post ? 0.008 : 0.08);
                *post ^= (unsigned char)changes;
                filled += *post;
            }
            month_sums *sum = &sums[month][place];
            sum->filled += filled;
            sum->filled_squared += (double)filled * filled;
            sum->nobody += filled == 0;
            sum->solo += filled == 1;
        }
    }
}

int main(void)
{
    int posts[MUNICIPALITIES];
    double plain[TURNS], engine[TURNS];
    read_posts(posts);
    rk_scenario *scenario = bench_scenario(RK_SOURCE_DIR "/tests/bench/renewal.yaml", (const char *const[]){NULL});
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (int turn = 0; turn < TURNS; turn++) {
        double start = bench_cpu_seconds();
        for (int i = 0; i < PLAIN; i++) {
            plain_replication(rng, posts);
        }
        plain[turn] = (bench_cpu_seconds() - start) / PLAIN;
        engine[turn] = bench_run(scenario, ENGINE, 1).cpu / ENGINE;
    }
    double slow = bench_least(plain, TURNS), fast = bench_least(engine, TURNS);
    printf("renewal, microseconds per replication: plain C with GSL %.1f, renkei (%s) %.1f\n", slow * 1e6, rk_isa_name(),
           fast * 1e6);
    bench_row("renewal: plain C with GSL, one draw per post and month / renkei", slow / fast, "times", 8.0, false);
    gsl_rng_free(rng);
    rk_scenario_close(scenario);
    return 0;
}
