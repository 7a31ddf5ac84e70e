#include "analysis/alliance.h"

#include "analysis/benefit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static rk_status damaged(const rk_reading *reading, const char *what)
{
    rk_reading_fail(reading->path, "the coalitions are damaged: %s", what);
    return RK_ERR_RESULTS_READ;
}

/* ---- Who is in which model ---- */

static rk_status read_players(rk_alliance *of)
{
    const rk_reading *reading = of->reading;
    double *codes = NULL;
    rk_status status = rk_read_length(reading, "coalitions/player", &of->game.n);
    if (status == RK_OK && (of->game.n < 2 || of->game.n > reading->n_municipalities)) {
        return damaged(reading, "their players are too few or too many");
    }
    if (status == RK_OK) {
        status = rk_read_numbers(reading, "coalitions/player", of->game.n, &codes);
    }
    of->place = calloc(of->game.n + 1, sizeof *of->place);
    status = status == RK_OK && of->place == NULL ? RK_ERR_MEMORY : status;
    for (size_t i = 0, at = 0; status == RK_OK && i < of->game.n; i++, at++) {
        while (at < reading->n_municipalities && (double)reading->municipality[at] != codes[i]) {
            at++;
        }
        if (at == reading->n_municipalities) {
            status = damaged(reading, "a player is no municipality of the run");
        }
        of->place[i] = at;
    }
    free(codes);
    return status;
}

/* Coalitions of models, everybody first, then the players each alone. */
static rk_status read_sets(rk_alliance *of)
{
    const rk_reading *reading = of->reading;
    size_t n = of->game.n, n_models = reading->n_models, n_sets = 0;
    double *values = NULL;
    rk_status status = rk_read_numbers(reading, "coalitions/member", n_models * n, &values);
    of->member = calloc((n_models + n) * n, sizeof *of->member);
    of->model = calloc(n_models + n, sizeof *of->model);
    if (status == RK_OK && (of->member == NULL || of->model == NULL)) {
        status = RK_ERR_MEMORY;
    }
    of->whole = n_models;
    for (size_t m = 0; status == RK_OK && m < n_models; m++) {
        size_t size = 0;
        for (size_t i = 0; i < n; i++) {
            size += values[m * n + i] == 1.0;
        }
        of->whole = size == n ? m : of->whole;
        if ((size == 0) != (m == reading->baseline) || size == 1) {
            status = damaged(reading, "a model is no coalition");
        }
    }
    if (status == RK_OK && of->whole == n_models) {
        status = damaged(reading, "no model has everybody in it");
    }
    for (size_t k = 0; status == RK_OK && k < n_models; k++) {
        size_t m = k == 0 ? of->whole : k - (k <= of->whole);
        for (size_t i = 0; m != reading->baseline && i < n; i++) {
            of->member[n_sets * n + i] = values[m * n + i] == 1.0;
        }
        of->model[n_sets] = m;
        n_sets += m != reading->baseline;
    }
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        of->model[n_sets] = reading->baseline;
        of->member[n_sets++ * n + i] = true;
    }
    of->game.n_sets = n_sets;
    of->game.member = of->member;
    free(values);
    return status;
}

static rk_status read_orders(rk_alliance *of)
{
    const rk_reading *reading = of->reading;
    size_t n = of->game.n, n_orders = 0;
    double *codes = NULL;
    if (!rk_reading_has(reading, "coalitions/order")) {
        return RK_OK;
    }
    rk_status status = rk_read_length(reading, "coalitions/order", &n_orders);
    if (status == RK_OK) {
        status = rk_read_numbers(reading, "coalitions/order_player", n_orders * n, &codes);
    }
    of->order = calloc(n_orders * n + 1, sizeof *of->order);
    bool *seen = calloc(n, sizeof *seen);
    status = status == RK_OK && (of->order == NULL || seen == NULL) ? RK_ERR_MEMORY : status;
    for (size_t k = 0; status == RK_OK && k < n_orders * n; k++) {
        size_t i = 0;
        while (i < n && (double)reading->municipality[of->place[i]] != codes[k]) {
            i++;
        }
        if (i == n || (seen[i] && k % n != 0)) {
            status = damaged(reading, "an order does not hold each player once");
            break;
        }
        if (k % n == 0) {
            memset(seen, false, n);
        }
        seen[i] = true;
        of->order[k] = i;
    }
    if (status == RK_OK && n_orders % 2 != 0) {
        status = damaged(reading, "an order is without its reverse");
    }
    of->game.n_orders = n_orders;
    of->game.order = of->order;
    free(seen);
    free(codes);
    return status;
}

/* ---- What it is to them ---- */

static rk_status choose_price(rk_alliance *of, const rk_alliance_how *how, const char *effect)
{
    rk_benefit benefit = {.reading = of->reading};
    if (strcmp(effect, "zero_cover_months") != 0 && strcmp(effect, "unserved_work") != 0) {
        rk_reading_fail(of->reading->path,
                        "%s is not kept of the members of coalitions; zero_cover_months and unserved_work are", effect);
        return RK_ERR_OPTIONS;
    }
    if (!rk_outcome_find(of->reading, effect, &benefit.outcome)) {
        return RK_ERR_OPTIONS;
    }
    rk_benefit_name(&benefit);
    (void)snprintf(of->words[0], sizeof of->words[0], "%s", rk_benefit_gained(&benefit).ja);
    (void)snprintf(of->words[1], sizeof of->words[1], "%s", rk_benefit_gained(&benefit).en);
    of->gained = (rk_words_pair){of->words[0], of->words[1]};
    of->price = how->price;
    return isnan(how->price) ? rk_benefit_price(&benefit, &of->price) : RK_OK;
}

static void scale(double *values, size_t n, double by)
{
    for (size_t i = 0; i < n; i++) {
        values[i] *= by;
    }
}

static rk_status read_each(rk_alliance *of, const char *money, const char *effect)
{
    const rk_reading *reading = of->reading;
    size_t n = of->game.n, n_all = reading->n_replications * n;
    const size_t models[] = {reading->baseline, of->whole};
    double *support = NULL;
    rk_status status = RK_OK;
    for (int i = 0; i < 2 && status == RK_OK; i++) {
        status = rk_read_players(reading, money, models[i], n, &of->money[i]);
        if (status == RK_OK) {
            status = rk_read_players(reading, effect, models[i], n, &of->effect[i]);
        }
        if (status == RK_OK) {
            scale(of->money[i], n_all, 1.0 / (double)reading->n_years);
            scale(of->effect[i], n_all, 1.0 / (double)reading->n_years);
        }
    }
    if (status == RK_OK) {
        status = rk_read_players(reading, "support", of->whole, n, &support);
    }
    of->support = calloc(n, sizeof *of->support);
    status = status == RK_OK && of->support == NULL ? RK_ERR_MEMORY : status;
    for (size_t k = 0; status == RK_OK && k < n_all; k++) {
        of->support[k % n] += support[k] / (double)reading->n_replications / (double)reading->n_years;
    }
    free(support);
    return status;
}

/* Burden of the coalition's members each alone less that together: gain holds the money paid together, effect the
 * effect. */
static void set_gain(const rk_alliance *of, size_t set, const double *effect, double *gain)
{
    const rk_reading *reading = of->reading;
    size_t n = of->game.n;
    double years = (double)reading->n_years;
    for (size_t r = 0; r < reading->n_replications; r++) {
        double alone = 0.0;
        for (size_t i = 0; i < n; i++) {
            if (rk_game_in(&of->game, set, i)) {
                alone += of->money[0][r * n + i] + of->price * of->effect[0][r * n + i];
            }
        }
        gain[r] = alone - (gain[r] + of->price * effect[r]) / years;
    }
}

static rk_status read_gains(rk_alliance *of, const char *money, const char *effect)
{
    const rk_reading *reading = of->reading;
    size_t n = of->game.n, n_sets = of->game.n_sets;
    double **paid = NULL, **felt = NULL;
    bool *member = calloc(reading->n_models * n, sizeof *member);
    of->gain = calloc(n_sets, sizeof *of->gain);
    of->mean = calloc(n_sets, sizeof *of->mean);
    of->apart = calloc(n_sets, sizeof *of->apart);
    rk_status status =
        member != NULL && of->gain != NULL && of->mean != NULL && of->apart != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t set = 0; status == RK_OK && set < n_sets - n; set++) {
        memcpy(&member[of->model[set] * n], &of->member[set * n], n);
    }
    if (status == RK_OK) {
        status = rk_read_player_sums(reading, money, n, member, &paid);
    }
    if (status == RK_OK) {
        status = rk_read_player_sums(reading, effect, n, member, &felt);
    }
    for (size_t set = 0; status == RK_OK && set < n_sets - n; set++) {
        double **own = &paid[of->model[set]];
        set_gain(of, set, felt[of->model[set]], *own);
        double mean = rk_mean_by_blocks(reading, *own).mean;
        of->apart[set] = mean;
        if (set == 0 || mean > 0.0) { /* everybody together is what is asked about, gain or loss */
            of->mean[set] = mean;
            of->gain[set] = *own;
            *own = NULL;
        }
    }
    rk_free_models(reading, paid);
    rk_free_models(reading, felt);
    free(member);
    return status;
}

rk_status rk_alliance_open(const rk_reading *reading, const rk_alliance_how *how, rk_alliance *of)
{
    const char *effect = how->effect != NULL ? how->effect : "zero_cover_months";
    const char *money = how->all_payers ? "cost_total" : "paid_municipality";
    *of = (rk_alliance){.reading = reading};
    if (!rk_reading_has(reading, "coalitions")) {
        rk_reading_fail(reading->path,
                        "it holds no coalitions; `renkei stability SCENARIO --model KEY` makes such a file "
                        "and answers");
        return RK_ERR_OPTIONS;
    }
    rk_status status = read_players(of);
    status = status == RK_OK ? read_sets(of) : status;
    status = status == RK_OK ? read_orders(of) : status;
    status = status == RK_OK ? choose_price(of, how, effect) : status;
    status = status == RK_OK ? read_each(of, money, effect) : status;
    return status == RK_OK ? read_gains(of, money, effect) : status;
}

void rk_alliance_close(rk_alliance *of)
{
    for (size_t set = 0; of->gain != NULL && set < of->game.n_sets; set++) {
        free(of->gain[set]);
    }
    void *arrays[] = {of->model,   of->place, of->money[0], of->money[1], of->effect[0], of->effect[1],
                      of->support, of->gain,  of->mean,     of->apart,    of->member,    of->order};
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        free(arrays[i]);
    }
    *of = (rk_alliance){.reading = NULL};
}
