/* The coalitions of a results file (FORMAT.md, /coalitions) as a game: what each gains against its members each alone,
 * in every replication.
 *
 * The burden of a municipality is the money that it pays a year plus what its gaps are worth: price times effect, a
 * year. A coalition's gain is the burden of its members under the baseline less that under its own model. One that
 * gains nothing on average does not act together, so it gains 0. What happens to others does not count.
 */
#ifndef RK_ANALYSIS_ALLIANCE_H
#define RK_ANALYSIS_ALLIANCE_H

#include "analysis/blocks.h"
#include "analysis/game.h"
#include "analysis/outcome.h"

typedef struct {
    const rk_reading *reading;
    rk_game game;                 /* set 0 is everybody; the last n are the players each alone */
    size_t whole;                 /* the model that everybody is in */
    size_t *model;                /* [n_sets] the model of each coalition; the baseline of players alone */
    size_t *place;                /* [n] index of the municipality */
    double price;                 /* yen for one unit of the effect */
    rk_words_pair gained;         /* that unit: "month of zero cover avoided" */
    double *money[2], *effect[2]; /* under the baseline, together: [n_replications][n] a year; effect: less is better */
    double *support;              /* [n] mean of person-months a year received together */
    double **gain;                /* [n_sets] of [n_replications] yen a year; NULL: 0 always */
    double *mean;                 /* [n_sets] */
    double *apart;                /* [n_sets] of coalitions that do not act together: their mean gain if they did */
    bool *member;                 /* what game.member is */
    size_t *order;
    char words[2][128];
} rk_alliance;

typedef struct {
    const char *effect; /* NULL: zero_cover_months; or unserved_work */
    double price;       /* NAN: what a month of one own post costs */
    bool all_payers;    /* count the money of all payers, not the municipalities' own */
} rk_alliance_how;

/* Returns RK_ERR_OPTIONS when the file holds no coalitions. rk_alliance_close frees what it took, after a failure too.
 */
RK_MUST_CHECK rk_status rk_alliance_open(const rk_reading *reading, const rk_alliance_how *how, rk_alliance *alliance);
void rk_alliance_close(rk_alliance *alliance);

#endif
