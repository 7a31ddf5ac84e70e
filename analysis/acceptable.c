#include "analysis/acceptable.h"

#include "analysis/sort.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Share each best model's part of one in column i of [n_models][n]. */
static void mark_best(size_t n_models, size_t n, const double *net, double *won)
{
    for (size_t i = 0; i < n; i++) {
        double best = -(double)INFINITY, n_best = 0.0;
        for (size_t m = 0; m < n_models; m++) {
            best = fmax(best, net[m * n + i]);
        }
        for (size_t m = 0; m < n_models; m++) {
            n_best += net[m * n + i] == best ? 1.0 : 0.0;
        }
        for (size_t m = 0; m < n_models; m++) {
            won[m * n + i] = net[m * n + i] == best ? 1.0 / n_best : 0.0;
        }
    }
}

rk_status rk_acceptable_at(const rk_benefit *benefit, double price, rk_acceptable *models)
{
    const rk_reading *reading = benefit->reading;
    size_t n = reading->n_replications, n_models = reading->n_models;
    double *net = malloc(n_models * n * sizeof *net), *won = malloc(n_models * n * sizeof *won);
    rk_status status = net != NULL && won != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t m = 0; status == RK_OK && m < n_models; m++) {
        rk_benefit_net(benefit, m, price, &net[m * n]);
        models[m].net = rk_mean_by_blocks(reading, &net[m * n]);
    }
    for (int blocks = 0; status == RK_OK && blocks < 2; blocks++) {
        for (size_t m = 0; blocks && m < n_models; m++) {
            rk_average_blocks(reading, &net[m * n]);
        }
        mark_best(n_models, n, net, won);
        for (size_t m = 0; m < n_models; m++) {
            rk_figure_by_blocks share = rk_mean_by_blocks(reading, &won[m * n]);
            *(blocks ? &models[m].blocks : &models[m].futures) = share;
        }
    }
    free(net);
    free(won);
    return status;
}

size_t rk_acceptable_prices(const double *ratios, size_t n, double otherwise, double *prices)
{
    static const double steps[] = {1.0, 2.0, 5.0};
    double least = (double)INFINITY, most = 0.0;
    size_t n_prices = 0;
    prices[n_prices++] = 0.0;
    for (size_t i = 0; i < n && n_prices < RK_PRICES_MAX / 2; i++) {
        if (ratios[i] > 0.0 && isfinite(ratios[i])) {
            least = fmin(least, ratios[i]);
            most = fmax(most, ratios[i]);
            prices[n_prices++] = ratios[i];
        }
    }
    if (most == 0.0) {
        least = most = otherwise > 0.0 && isfinite(otherwise) ? otherwise : 1e6;
    }
    int decade = (int)floor(log10(fmax(least / 5.0, most / 1e5)));
    for (int k = 3 * decade; n_prices < RK_PRICES_MAX && (n_prices < 4 || prices[n_prices - 1] < 5.0 * most); k++) {
        int power = (int)floor((double)k / 3.0);
        double price = steps[k - 3 * power] * pow(10.0, power);
        if (price >= least / 5.0 && price >= most / 1e5) {
            prices[n_prices++] = price;
        }
    }
    rk_sort(prices, n_prices);
    return n_prices;
}
