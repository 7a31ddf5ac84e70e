/* What the analyses read of an opened results file. */
#ifndef RK_ANALYSIS_READING_H
#define RK_ANALYSIS_READING_H

#include <renkei/metrics.h>
#include <renkei/reading.h>
#include <renkei/scenario.h>

#include <hdf5.h>
#include <stdint.h>

/* Block b is of randomisation b mod RK_RANDOMISATIONS of the Sobol points (FORMAT.md). */
enum { RK_RANDOMISATIONS = 32 };

struct rk_reading {
    hid_t file;
    char *path, *title, *title_en;
    bool partial;
    size_t n_models, baseline, n_municipalities, n_prefectures, n_years, n_replications, n_blocks, n_parameters;
    size_t n_asked;                                    /* replications that were asked for */
    size_t inner;                                      /* replications of a whole block */
    char **model_key, **model_title, **model_title_en; /* [n_models] */
    char **municipality_name, **municipality_name_en;  /* [n_municipalities] */
    char **prefecture_name, **prefecture_name_en;      /* [n_prefectures] */
    char **parameter, **parameter_unit;                /* [n_parameters] */
    int32_t *municipality, *municipality_prefecture, *prefecture, *fiscal_year;
    double *population, *latitude, *longitude; /* [n_municipalities] */
    char **kind;                               /* [n_municipalities], or NULL: the file is of an earlier renkei */
    int64_t *replication;                      /* [n_replications] its number */
    size_t *block_of;                          /* [n_replications] row of its block */
    bool by_block;                             /* the sampling unit is the block, else the randomisation */
    size_t n_units;                            /* sampling units that there are replications of */
    unsigned char *randomisation;              /* [n_replications] */
    double *block_size;                        /* [n_blocks] replications of it */
};

/* Remember a sentence for rk_reading_problem. */
void rk_reading_fail(const char *path, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Read a whole dataset of so many numbers as doubles, scale_factor applied, into memory that the caller frees. n: what
 * it must hold. Returns RK_ERR_RESULTS_READ with a problem when it is missing, of another size or damaged. */
RK_MUST_CHECK rk_status rk_read_numbers(const rk_reading *reading, const char *path, size_t n, double **values);

/* Titles that several models share get their key behind them, since answers and figures name models by title.
 * titles: [n_models], in and out. */
RK_MUST_CHECK rk_status rk_titles_tell_apart(const rk_reading *reading, char **titles);

/* Texts of a dataset of so many; free with rk_free_texts. */
RK_MUST_CHECK rk_status rk_read_texts(const rk_reading *reading, const char *path, size_t n, char ***texts);
void rk_free_texts(char **texts, size_t n);

/* Length of a dataset of one axis; RK_ERR_RESULTS_READ when there is none or it is empty. */
RK_MUST_CHECK rk_status rk_read_length(const rk_reading *reading, const char *path, size_t *n);

/* A text of the provenance: its attribute `name`, or the value (of: "value") or unit ("unit") of a key in force. NULL
 * when there is none. The caller frees. */
char *rk_read_provenance(const rk_reading *reading, const char *name);
char *rk_read_value(const rk_reading *reading, const char *key, const char *of);
bool rk_read_provenance_number(const rk_reading *reading, const char *name, int64_t *number); /* false: there is none */

bool rk_reading_has(const rk_reading *reading, const char *path);

/* Outcome of every replication over the horizon, all prefectures together: [n_replications], metric's unit. Of one
 * prefecture: index, or RK_ALL_PREFECTURES. */
enum { RK_ALL_PREFECTURES = -1, RK_WORST_PREFECTURE = -2, RK_MEAN_PREFECTURE = -3 };
RK_MUST_CHECK rk_status rk_read_horizon(const rk_reading *reading, const char *metric, size_t model, int prefecture,
                                        double **values);

/* The same per fiscal year, of metrics that are kept so: [n_replications][n_years]. */
RK_MUST_CHECK rk_status rk_read_years(const rk_reading *reading, const char *metric, size_t model, int prefecture,
                                      double **values);

/* The same of all models, [n_models] arrays. prefecture may also be RK_WORST_PREFECTURE, the largest of all, or
 * RK_MEAN_PREFECTURE, their mean weighted by municipalities, for what is no sum over municipalities. A piece of the
 * file holds all models, so this reads the file once where reading model by model reads it n_models times. Free with
 * rk_free_models. */
RK_MUST_CHECK rk_status rk_read_horizon_models(const rk_reading *reading, const char *metric, int prefecture,
                                               double ***values);
RK_MUST_CHECK rk_status rk_read_years_models(const rk_reading *reading, const char *metric, int prefecture,
                                             double ***values);
void rk_free_models(const rk_reading *reading, double **values); /* takes NULL */

/* Keep the pieces of a dataset unpacked while it is read prefecture by prefecture: each piece holds them all. What
 * cannot be kept is read again. */
hid_t rk_reading_hold(const rk_reading *reading, const char *path);
void rk_reading_let_go(hid_t held);

/* A statistic per municipality: group "municipal" gives [n_years][n_municipalities] of the model, "horizon"
 * [n_municipalities], "monthly" [12 n_years][n_municipalities]. dataset: "zero_cover_months_mean". */
RK_MUST_CHECK rk_status rk_read_municipal(const rk_reading *reading, const char *group, const char *dataset,
                                          size_t model, double **values);

/* Of players of coalitions, over the horizon: [n_replications][n_players] of one model; or sums over the players that
 * member [n_models][n_players] marks, [n_models] of [n_replications], free with rk_free_models. */
RK_MUST_CHECK rk_status rk_read_players(const rk_reading *reading, const char *metric, size_t model, size_t n_players,
                                        double **values);
RK_MUST_CHECK rk_status rk_read_player_sums(const rk_reading *reading, const char *metric, size_t n_players,
                                            const bool *member, double ***sums);

/* Assumptions: [n_blocks][n_parameters]. */
RK_MUST_CHECK rk_status rk_read_assumptions(const rk_reading *reading, double **values);

#endif
