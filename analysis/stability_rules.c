#include "analysis/stability_impl.h"
#include "analysis/transfers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const rk_words_pair rk_rule_titles[RK_N_RULES] = {
    [RK_RULE_CURRENT] = {"現行の負担", "as it is"},     [RK_RULE_EQUAL] = {"均等割", "equal"},
    [RK_RULE_POPULATION] = {"人口割", "by population"}, [RK_RULE_USE] = {"利用割", "by use"},
    [RK_RULE_SHAPLEY] = {"シャープレイ値", "Shapley"},
};

const char *const rk_rule_ids[RK_N_RULES] = {
    [RK_RULE_CURRENT] = "current", [RK_RULE_EQUAL] = "equal",     [RK_RULE_POPULATION] = "population",
    [RK_RULE_USE] = "use",         [RK_RULE_SHAPLEY] = "shapley",
};

/* What the work below needs room for. */
typedef struct {
    rk_stability_work *work;
    double **gain;  /* [n] of [n_replications] under the rule in hand */
    double *weight; /* [n], or of Shapley [n][n_sets] */
    double *series, *price;
} room;

static double sum_of(const double *values, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += values[i];
    }
    return sum;
}

/* What is less than a thousandth of a yen comes of rounding. */
static double tidy(double yen)
{
    return fabs(yen) < 1e-3 ? 0.0 : yen;
}

static rk_figure_by_blocks tidy_mean(const rk_reading *reading, const double *series)
{
    rk_figure_by_blocks of = rk_mean_by_blocks(reading, series);
    return (rk_figure_by_blocks){tidy(of.mean), tidy(of.error)};
}

/* ---- Gains of the members in every replication ---- */

/* What coverage together is worth beyond alone. */
static double worth(const rk_alliance *of, size_t r, size_t i)
{
    size_t at = r * of->game.n + i;
    return of->price * (of->effect[0][at] - of->effect[1][at]);
}

static double part_of(const rk_alliance *of, rk_rule_kind rule, size_t i)
{
    double part = rule == RK_RULE_POPULATION ? of->reading->population[of->place[i]]
                  : rule == RK_RULE_USE      ? of->support[i]
                                             : 1.0;
    return part >= 0.0 && part < 1e300 ? part : 0.0;
}

static void gains_by_parts(const room *in, rk_rule_kind rule)
{
    const rk_alliance *of = &in->work->alliance;
    size_t n = of->game.n;
    double all = 0.0;
    for (size_t i = 0; i < n; i++) {
        in->weight[i] = part_of(of, rule, i);
        all += in->weight[i];
    }
    for (size_t i = 0; i < n; i++) {
        in->weight[i] = all > 0.0 ? in->weight[i] / all : 1.0 / (double)n;
    }
    for (size_t r = 0; r < of->reading->n_replications; r++) {
        double extra = sum_of(&of->money[1][r * n], n) - sum_of(&of->money[0][r * n], n);
        for (size_t i = 0; i < n; i++) {
            in->gain[i][r] = worth(of, r, i) - in->weight[i] * extra;
        }
    }
}

static void gains_as_it_is(const room *in)
{
    const rk_alliance *of = &in->work->alliance;
    size_t n = of->game.n;
    for (size_t r = 0; r < of->reading->n_replications; r++) {
        for (size_t i = 0; i < n; i++) {
            in->gain[i][r] = worth(of, r, i) - (of->money[1][r * n + i] - of->money[0][r * n + i]);
        }
    }
}

static rk_status gains_of_shapley(const room *in)
{
    const rk_alliance *of = &in->work->alliance;
    const rk_game *game = &of->game;
    size_t n = game->n, n_replications = of->reading->n_replications;
    if (!rk_shapley_weights(game, in->weight)) {
        rk_reading_fail(of->reading->path, "the coalitions are damaged: one that the Shapley values take is missing");
        return RK_ERR_RESULTS_READ;
    }
    for (size_t i = 0; i < n; i++) {
        memset(in->gain[i], 0, n_replications * sizeof *in->gain[i]);
        for (size_t set = 0; set < game->n_sets; set++) {
            double weight = in->weight[i * game->n_sets + set];
            for (size_t r = 0; weight != 0.0 && of->gain[set] != NULL && r < n_replications; r++) {
                in->gain[i][r] += weight * of->gain[set][r];
            }
        }
    }
    return RK_OK;
}

/* ---- What they come to ---- */

static void weigh_shares(const room *in, rk_rule_kind rule, rk_rule_result *out)
{
    const rk_alliance *of = &in->work->alliance;
    const rk_reading *reading = of->reading;
    for (size_t i = 0; i < of->game.n; i++) {
        rk_share *share = &out->share[i];
        double sampling = rule == RK_RULE_SHAPLEY ? rk_shapley_sampling_error(&of->game, of->mean, i) : 0.0;
        share->gain = tidy_mean(reading, in->gain[i]);
        for (size_t r = 0; r < reading->n_replications; r++) {
            in->series[r] = worth(of, r, i) - in->gain[i][r];
        }
        share->payment = tidy_mean(reading, in->series);
        share->gain.error = hypot(share->gain.error, sampling);
        share->payment.error = hypot(share->payment.error, sampling);
        for (size_t r = 0; r < reading->n_replications; r++) {
            in->series[r] = tidy(in->gain[i][r]) < 0.0;
        }
        share->regret = rk_mean_by_blocks(reading, in->series);
    }
}

/* What a coalition would gain beyond what its members gain now, replication by replication, by so much of it. */
static void add_excess(const room *in, size_t set, double by)
{
    const rk_alliance *of = &in->work->alliance;
    for (size_t r = 0; r < of->reading->n_replications; r++) {
        double now = 0.0;
        for (size_t i = 0; i < of->game.n; i++) {
            now += rk_game_in(&of->game, set, i) ? in->gain[i][r] : 0.0;
        }
        in->series[r] += by * ((of->gain[set] != NULL ? of->gain[set][r] : 0.0) - now);
    }
}

static rk_figure_by_blocks weighed(const room *in, const double *price)
{
    const rk_alliance *of = &in->work->alliance;
    memset(in->series, 0, of->reading->n_replications * sizeof *in->series);
    for (size_t set = 1; set < of->game.n_sets; set++) {
        if (price[set] != 0.0) {
            add_excess(in, set, price[set]);
        }
    }
    return tidy_mean(of->reading, in->series);
}

/* The least subsidy is a sum of excesses by prices: with these held it has their error. */
static rk_status find_worst(const room *in, rk_rule_result *out)
{
    const rk_alliance *of = &in->work->alliance;
    const rk_game *game = &of->game;
    out->worst = 1;
    for (size_t set = 0; set < game->n_sets; set++) {
        double now = 0.0;
        for (size_t i = 0; i < game->n; i++) {
            now += rk_game_in(game, set, i) ? out->share[i].gain.mean : 0.0;
        }
        out->excesses[set] = tidy(of->mean[set] - now);
        out->worst = set > 0 && out->excesses[set] > out->excesses[out->worst] ? set : out->worst;
    }
    memset(in->series, 0, of->reading->n_replications * sizeof *in->series);
    add_excess(in, out->worst, 1.0);
    out->excess = tidy_mean(of->reading, in->series);
    double sum;
    rk_status status = rk_least_transfers(game, out->excesses, false, &sum, out->subsidies, in->price);
    out->subsidy = weighed(in, in->price);
    out->subsidy.mean = tidy(sum);
    return status;
}

static rk_status apply(const room *in, rk_rule_kind rule)
{
    const rk_alliance *of = &in->work->alliance;
    rk_rule_result *out = &in->work->rule[rule];
    out->share = calloc(of->game.n, sizeof *out->share);
    out->subsidies = calloc(of->game.n, sizeof *out->subsidies);
    out->excesses = calloc(of->game.n_sets, sizeof *out->excesses);
    rk_status status = out->share != NULL && out->subsidies != NULL && out->excesses != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK && rule == RK_RULE_SHAPLEY) {
        status = gains_of_shapley(in);
    } else if (status == RK_OK && rule == RK_RULE_CURRENT) {
        gains_as_it_is(in);
    } else if (status == RK_OK) {
        gains_by_parts(in, rule);
    }
    if (status == RK_OK) {
        weigh_shares(in, rule, out);
        status = find_worst(in, out);
    }
    return status;
}

/* ---- Everybody ---- */

static void weigh_together(const room *in)
{
    rk_stability_work *work = in->work;
    const rk_alliance *of = &work->alliance;
    const rk_reading *reading = of->reading;
    size_t n = of->game.n;
    work->together = rk_mean_by_blocks(reading, of->gain[0]);
    for (size_t r = 0; r < reading->n_replications; r++) {
        in->series[r] = sum_of(&of->money[0][r * n], n) - sum_of(&of->money[1][r * n], n);
    }
    work->saved = rk_mean_by_blocks(reading, in->series);
    for (size_t r = 0; r < reading->n_replications; r++) {
        in->series[r] = sum_of(&of->effect[0][r * n], n) - sum_of(&of->effect[1][r * n], n);
    }
    work->avoided = rk_mean_by_blocks(reading, in->series);
    for (size_t i = 0; i < n; i++) {
        for (size_t r = 0; r < reading->n_replications; r++) {
            in->series[r] = of->money[0][r * n + i];
        }
        work->alone[i] = rk_mean_by_blocks(reading, in->series);
        for (size_t r = 0; r < reading->n_replications; r++) {
            in->series[r] = worth(of, r, i);
        }
        work->worth[i] = rk_mean_by_blocks(reading, in->series);
    }
}

static rk_status share_anew(const room *in)
{
    rk_stability_work *work = in->work;
    const rk_alliance *of = &work->alliance;
    size_t n_replications = of->reading->n_replications;
    double sum;
    rk_status status = rk_least_transfers(&of->game, of->mean, true, &sum, work->stable, in->price);
    memset(in->series, 0, n_replications * sizeof *in->series);
    in->price[0] = -1.0;
    for (size_t set = 0; set < of->game.n_sets; set++) {
        for (size_t r = 0; of->gain[set] != NULL && in->price[set] != 0.0 && r < n_replications; r++) {
            in->series[r] += in->price[set] * of->gain[set][r];
        }
    }
    work->anew = tidy_mean(of->reading, in->series);
    work->anew.mean = tidy(sum - of->mean[0]);
    /* What is left over goes to all alike. */
    for (size_t i = 0; work->anew.mean < 0.0 && i < of->game.n; i++) {
        work->stable[i] -= work->anew.mean / (double)of->game.n;
    }
    return status;
}

static bool room_open(rk_stability_work *work, room *in)
{
    const rk_game *game = &work->alliance.game;
    size_t n_replications = work->alliance.reading->n_replications;
    *in = (room){.work = work};
    in->gain = calloc(game->n, sizeof *in->gain);
    in->weight = calloc(game->n * game->n_sets, sizeof *in->weight);
    in->series = calloc(n_replications, sizeof *in->series);
    in->price = calloc(game->n_sets, sizeof *in->price);
    work->stable = calloc(game->n, sizeof *work->stable);
    work->alone = calloc(game->n, sizeof *work->alone);
    work->worth = calloc(game->n, sizeof *work->worth);
    bool whole = in->gain != NULL && in->weight != NULL && in->series != NULL && in->price != NULL &&
                 work->stable != NULL && work->alone != NULL && work->worth != NULL;
    for (size_t i = 0; whole && i < game->n; i++) {
        in->gain[i] = calloc(n_replications, sizeof *in->gain[i]);
        whole = in->gain[i] != NULL;
    }
    return whole;
}

static void room_close(room *in)
{
    for (size_t i = 0; in->gain != NULL && i < in->work->alliance.game.n; i++) {
        free(in->gain[i]);
    }
    free(in->gain);
    free(in->weight);
    free(in->series);
    free(in->price);
}

rk_status rk_stability_rules(rk_stability_work *work)
{
    room in;
    rk_status status = room_open(work, &in) ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK) {
        weigh_together(&in);
        status = share_anew(&in);
    }
    for (int rule = 0; status == RK_OK && rule < RK_N_RULES; rule++) {
        status = apply(&in, (rk_rule_kind)rule);
    }
    room_close(&in);
    return status;
}

void rk_stability_free(rk_stability_work *work)
{
    for (int rule = 0; rule < RK_N_RULES; rule++) {
        free(work->rule[rule].share);
        free(work->rule[rule].subsidies);
        free(work->rule[rule].excesses);
    }
    free(work->stable);
    free(work->alone);
    free(work->worth);
    rk_alliance_close(&work->alliance);
}

int rk_stability_stands(const rk_stability_work *work, const rk_share *share)
{
    const rk_alliance *of = &work->alliance;
    double half = rk_interval_factor(of->reading, 0.95, of->game.n) * share->gain.error;
    return share->gain.mean - half > 0.0 ? 1 : share->gain.mean + half < 0.0 ? -1 : 0;
}
