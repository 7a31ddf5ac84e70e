/* The assumptions of a run, block by block, and what the models bring under them. Only whole blocks:
 * a mean over fewer would be blurred by more luck than the others.
 */
#ifndef RK_ANALYSIS_DRAWN_H
#define RK_ANALYSIS_DRAWN_H

#include "analysis/benefit.h"
#include "analysis/information.h"

typedef struct {
    size_t n_blocks, n_models, n_folds;
    const rk_reading *reading;
    size_t *row;         /* [n_blocks] its row in the file */
    size_t *first;       /* [n_blocks] its first replication */
    unsigned char *fold; /* [n_blocks] randomisation, counted from 0 without gaps: what is left out together */
    double *value;       /* [file's parameters][n_blocks] */
    size_t *varied;      /* [n_varied] parameters that differ between blocks */
    size_t n_varied;
} rk_drawn;

/* Returns RK_ERR_OPTIONS with a sentence when there are fewer than 8 whole blocks, or nothing is uncertain. */
RK_MUST_CHECK rk_status rk_drawn_open(const rk_reading *reading, rk_drawn *drawn);
void rk_drawn_close(rk_drawn *drawn);

/* Mean of [n_replications] values over each block: [n_blocks]. */
void rk_drawn_means(const rk_drawn *drawn, const double *values, double *means);

/* Net benefits at a price, by block, to choose from. The drawn assumptions must outlive it. */
typedef struct {
    rk_choice choice;
    double *mean, *replication;
} rk_choosing;

RK_MUST_CHECK rk_status rk_choosing_open(const rk_drawn *drawn, const rk_benefit *benefit, double price,
                                         rk_choosing *choosing);
void rk_choosing_close(rk_choosing *choosing);

/* A parameter as the scenario writes it: its name without "parameters.", its value in the documented unit, chances a
 * year or a month as per cent (the file keeps them as hazards), and that unit ("" for plain numbers). */
const char *rk_parameter_name(const rk_reading *reading, size_t parameter);

typedef enum { RK_PARAMETER_PLAIN, RK_PARAMETER_CHANCE } rk_parameter_kind;
typedef struct {
    rk_parameter_kind kind;
    double factor; /* value x factor; of a chance, months that it is within */
    char unit[32];
} rk_parameter_shown;

rk_parameter_shown rk_parameter_how(const rk_reading *reading, size_t parameter);
double rk_parameter_value(const rk_parameter_shown *how, double base);

#endif
