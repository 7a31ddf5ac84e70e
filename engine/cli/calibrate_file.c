/* The posterior as a file: joint draws, one a row, in the units that the keys are documented in. */
#include "cli/calibrate_impl.h"

#include <renkei/digest.h>
#include <renkei/version.h>

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char group[] = "parameters.";

/* The unit of a parameter; *amount: its value at a point of the calibration. */
static const char *amount_of(const rk_calibrating *c, size_t factor, size_t point, double *amount)
{
    const char *unit;
    *amount =
        rk_unknowns_amount(c->unknowns, c->factor[factor], rk_calibration_places(c->calibration, point)[factor], &unit);
    return unit;
}

static void put_head(const rk_calibrating *c, FILE *out)
{
    fputs("draw", out);
    for (size_t i = 0; i < c->n_factors; i++) {
        double unused;
        const char *name = rk_unknowns_name(c->unknowns, c->factor[i]), *unit = amount_of(c, i, 0, &unused);
        fprintf(out, unit[0] != '\0' ? ",%s [%s]" : ",%s", name + sizeof group - 1, unit);
    }
    fputs(",note\n", out);
}

/* Where it comes from, one thing a row, in the column that nobody reads as a number. */
static void put_note(const rk_calibrating *c, FILE *out, size_t row)
{
    char digest[RK_DIGEST_SIZE];
    rk_scenario_file targets = rk_targets_file(c->targets);
    switch (row) {
    case 0:
        fputs("renkei " RK_VERSION " calibrate", out);
        break;
    case 1:
        rk_scenario_digest(c->scenario, digest);
        fprintf(out, "scenario SHA-256 %s", digest);
        break;
    case 2:
        rk_text_digest(targets.text, targets.n_bytes, digest);
        fprintf(out, "targets SHA-256 %s", digest);
        break;
    case 3:
        fprintf(out, "model %s; seed %" PRIu64 "; discrepancy %.10g %%", rk_scenario_model_key(c->scenario, c->model),
                rk_scenario_seed(c->scenario), 100.0 * c->args->discrepancy);
        break;
    case 4:
        fprintf(out, "%zu points in %zu rounds of %u replications; effective sample size %.1f",
                rk_calibration_n_points(c->calibration), rk_calibration_n_rounds(c->calibration), c->n_replications,
                c->effective);
        break;
    default:
        break;
    }
}

typedef struct {
    double key; /* value of the first parameter */
    size_t point;
} draw;

static int by_key(const void *a, const void *b)
{
    const draw *left = a, *right = b;
    return left->key != right->key ? (left->key > right->key) - (left->key < right->key)
                                   : (left->point > right->point) - (left->point < right->point);
}

/* Sorted by the first parameter: a run spreads its rows evenly over the file. */
static draw *draws_of(const rk_calibrating *c, size_t n)
{
    size_t *points = malloc(n * sizeof *points);
    draw *draws = malloc(n * sizeof *draws);
    if (points == NULL || draws == NULL) {
        free(points);
        free(draws);
        return NULL;
    }
    rk_calibration_resample(c->calibration, c->weights, n, points);
    for (size_t i = 0; i < n; i++) {
        draws[i].point = points[i];
        (void)amount_of(c, 0, points[i], &draws[i].key);
    }
    qsort(draws, n, sizeof *draws, by_key);
    free(points);
    return draws;
}

static bool put_all(const rk_calibrating *c, FILE *out)
{
    size_t n = c->args->n_draws;
    draw *draws = draws_of(c, n);
    if (draws == NULL) {
        errno = ENOMEM;
        return false;
    }
    put_head(c, out);
    for (size_t row = 0; row < n; row++) {
        fprintf(out, "%zu", row + 1);
        for (size_t i = 0; i < c->n_factors; i++) {
            double amount;
            (void)amount_of(c, i, draws[row].point, &amount);
            fprintf(out, ",%.10g", amount);
        }
        fputs(",", out);
        put_note(c, out, row);
        fputs("\n", out);
    }
    free(draws);
    return ferror(out) == 0;
}

bool rk_calibrate_write(const rk_calibrating *c, const char *path)
{
    char *part = NULL;
    FILE *out = asprintf(&part, "%s.part", path) > 0 ? fopen(part, "w") : NULL;
    bool whole = out != NULL && put_all(c, out);
    whole = out != NULL && fflush(out) == 0 && fsync(fileno(out)) == 0 && whole;
    whole = out != NULL && fclose(out) == 0 && whole;
    whole = whole && rename(part, path) == 0;
    if (!whole) {
        fprintf(stderr, "%s: %s: %s\n", c->command, path, strerror(errno));
        if (out != NULL) {
            (void)unlink(part);
        }
    }
    free(part);
    return whole;
}
