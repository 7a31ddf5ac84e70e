#include "analysis/drawn.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS_AT_LEAST = 8, BLOCKS_BETTER = 64 };

/* ---- Blocks ---- */

static void find_blocks(rk_drawn *out)
{
    const rk_reading *reading = out->reading;
    unsigned char fold_of[RK_RANDOMISATIONS];
    memset(fold_of, 0xFF, sizeof fold_of);
    for (size_t i = 0; i < reading->n_replications; i++) {
        size_t row = reading->block_of[i];
        if ((i > 0 && reading->block_of[i - 1] == row) || reading->block_size[row] < (double)reading->inner) {
            continue;
        }
        unsigned char randomisation = reading->randomisation[i];
        if (fold_of[randomisation] == 0xFF) {
            fold_of[randomisation] = (unsigned char)out->n_folds++;
        }
        out->row[out->n_blocks] = row;
        out->first[out->n_blocks] = i;
        out->fold[out->n_blocks++] = fold_of[randomisation];
    }
}

static rk_status read_values(rk_drawn *out)
{
    size_t n_parameters = out->reading->n_parameters;
    double *values = NULL;
    rk_status status = rk_read_assumptions(out->reading, &values);
    out->value = malloc(n_parameters * out->n_blocks * sizeof *out->value);
    out->varied = calloc(n_parameters, sizeof *out->varied);
    if (status == RK_OK && (out->value == NULL || out->varied == NULL)) {
        status = RK_ERR_MEMORY;
    }
    for (size_t p = 0; status == RK_OK && p < n_parameters; p++) {
        bool differs = false;
        double *of = &out->value[p * out->n_blocks];
        for (size_t b = 0; b < out->n_blocks; b++) {
            of[b] = values[out->row[b] * n_parameters + p];
            if (isnan(of[b])) {
                rk_reading_fail(out->reading->path, "the numbers of assumptions/value are damaged");
                status = RK_ERR_RESULTS_READ;
            }
            differs = differs || of[b] != of[0];
        }
        if (differs) {
            out->varied[out->n_varied++] = p;
        }
    }
    free(values);
    return status;
}

rk_status rk_drawn_open(const rk_reading *reading, rk_drawn *out)
{
    *out = (rk_drawn){.n_models = reading->n_models, .reading = reading};
    out->row = calloc(reading->n_blocks, sizeof *out->row);
    out->first = calloc(reading->n_blocks, sizeof *out->first);
    out->fold = calloc(reading->n_blocks, 1);
    if (out->row == NULL || out->first == NULL || out->fold == NULL) {
        rk_drawn_close(out);
        return RK_ERR_MEMORY;
    }
    find_blocks(out);
    rk_status status = RK_OK;
    if (out->n_blocks < BLOCKS_AT_LEAST) {
        rk_reading_fail(reading->path,
                        "too few replications to tell luck from assumptions: %d whole blocks of %zu are needed (%zu "
                        "replications), %d or more (%zu) are better",
                        BLOCKS_AT_LEAST, reading->inner, BLOCKS_AT_LEAST * reading->inner, BLOCKS_BETTER,
                        BLOCKS_BETTER * reading->inner);
        status = RK_ERR_OPTIONS;
    }
    if (status == RK_OK) {
        status = read_values(out);
    }
    if (status == RK_OK && out->n_varied == 0) {
        rk_reading_fail(reading->path, "nothing was uncertain in this run: every parameter has one value");
        status = RK_ERR_OPTIONS;
    }
    if (status != RK_OK) {
        rk_drawn_close(out);
    }
    return status;
}

void rk_drawn_close(rk_drawn *drawn)
{
    free(drawn->row);
    free(drawn->first);
    free(drawn->fold);
    free(drawn->value);
    free(drawn->varied);
    *drawn = (rk_drawn){0};
}

void rk_drawn_means(const rk_drawn *drawn, const double *values, double *means)
{
    for (size_t b = 0; b < drawn->n_blocks; b++) {
        double sum = 0.0;
        for (size_t i = 0; i < drawn->reading->inner; i++) {
            sum += values[drawn->first[b] + i];
        }
        means[b] = sum / (double)drawn->reading->inner;
    }
}

/* ---- Net benefits ---- */

rk_status rk_choosing_open(const rk_drawn *drawn, const rk_benefit *benefit, double price, rk_choosing *out)
{
    size_t n = drawn->n_blocks, n_models = drawn->n_models, lives = drawn->reading->inner;
    double *net = malloc(drawn->reading->n_replications * sizeof *net);
    *out = (rk_choosing){.mean = malloc(n_models * n * sizeof *out->mean),
                         .replication = malloc(n_models * n * lives * sizeof *out->replication)};
    if (net == NULL || out->mean == NULL || out->replication == NULL) {
        free(net);
        rk_choosing_close(out);
        return RK_ERR_MEMORY;
    }
    for (size_t m = 0; m < n_models; m++) {
        rk_benefit_net(benefit, m, price, net);
        rk_drawn_means(drawn, net, &out->mean[m * n]);
        for (size_t b = 0; b < n; b++) {
            memcpy(&out->replication[(m * n + b) * lives], &net[drawn->first[b]], lives * sizeof *net);
        }
    }
    free(net);
    out->choice = (rk_choice){.n_models = n_models,
                              .n_blocks = n,
                              .n_folds = drawn->n_folds,
                              .fold = drawn->fold,
                              .mean = out->mean,
                              .replication = out->replication,
                              .n_lives = lives};
    return RK_OK;
}

void rk_choosing_close(rk_choosing *choosing)
{
    free(choosing->mean);
    free(choosing->replication);
    *choosing = (rk_choosing){0};
}

/* ---- Parameters as people write them ---- */

const char *rk_parameter_name(const rk_reading *reading, size_t parameter)
{
    static const char prefix[] = "parameters.";
    const char *name = reading->parameter[parameter];
    return strncmp(name, prefix, sizeof prefix - 1) == 0 ? name + sizeof prefix - 1 : name;
}

rk_parameter_shown rk_parameter_how(const rk_reading *reading, size_t parameter)
{
    static const struct {
        const char *documented, *base;
        rk_parameter_kind kind;
        double factor;
    } known[] = {
        {"%/year", "1/month", RK_PARAMETER_CHANCE, 12.0},
        {"%/month", "1/month", RK_PARAMETER_CHANCE, 1.0},
        {"/year", "1/month", RK_PARAMETER_PLAIN, 12.0},
        {"/month", "1/month", RK_PARAMETER_PLAIN, 1.0},
        {"%", "1", RK_PARAMETER_PLAIN, 100.0},
        {"%/year", "1/year", RK_PARAMETER_PLAIN, 100.0},
        {"million yen", "yen", RK_PARAMETER_PLAIN, 1e-6},
        {"million yen/year", "yen/year", RK_PARAMETER_PLAIN, 1e-6},
    };
    const char *base = reading->parameter_unit[parameter];
    char *documented = rk_read_value(reading, reading->parameter[parameter], "unit");
    rk_parameter_shown how = {.factor = 1.0};
    (void)snprintf(how.unit, sizeof how.unit, "%s", strcmp(base, "1") == 0 ? "" : base);
    for (size_t i = 0; documented != NULL && i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(documented, known[i].documented) == 0 && strcmp(base, known[i].base) == 0) {
            how.kind = known[i].kind;
            how.factor = known[i].factor;
            (void)snprintf(how.unit, sizeof how.unit, "%s", documented);
        }
    }
    free(documented);
    return how;
}

double rk_parameter_value(const rk_parameter_shown *how, double base)
{
    return how->kind == RK_PARAMETER_CHANCE ? -100.0 * expm1(-base * how->factor) : base * how->factor;
}
