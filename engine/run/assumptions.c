#include "run/assumptions.h"

#include "base/draw.h"
#include "stats/prior.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Parameters with a dimension of the Sobol points, the first ones first: their low-dimensional projections are best.
 * Part of what a seed promises: add at the end. */
static const rk_parameter ranked[] = {
    RK_P_WORK_LOAD,
    RK_P_ESTABLISHMENT_SINGLE_FTE,
    RK_P_QUIT_SKILL,
    RK_P_QUIT_LOAD,
    RK_P_LEARNING_MONTHS,
    RK_P_LEARNING_START,
    RK_P_LEARNING_CEILING,
    RK_P_STANDARD_BODY_LATE,
    RK_P_STANDARD_SHARE_LATE,
    RK_P_SYSTEMS_MULTIPLIER,
    RK_P_HIRING_INTERNAL,
    RK_P_HIRING_ROUND,
    RK_P_HIRING_TOWN,
    RK_P_HIRING_CONTRACT,
    RK_P_HIRING_REMOTE,
    RK_P_HIRING_LATE,
    RK_P_QUIT_TREND,
    RK_P_PAY_REGULAR,
    RK_P_PAY_EXTERNAL,
    RK_P_PAY_DAY,
    RK_P_PAY_ON_COST,
    RK_P_STANDARD_EFFORT,
    RK_P_STANDARD_PARALLEL,
    RK_P_LEAVE_RATE,
    RK_P_LEAVE_RETURN,
    RK_P_LEARNING_EXPERT,
    RK_P_EXPERT_TRAVEL,
    RK_P_KNOWHOW_LOST,
    RK_P_KNOWHOW_WEIGHT,
    RK_P_SURGE_LOAD,
    RK_P_QUIT_40_54,
    RK_P_QUIT_30_34,
    RK_P_QUIT_20S,
    RK_P_ESTABLISHMENT_SPECIALIST,
    RK_P_TERM_FIXED,
    RK_P_TERM_RENEWAL,
    RK_P_MARKET_SEEKERS,
    RK_P_SERVICE_ONLINE_START,
    RK_P_ADOPTION_START,
    RK_P_PAY_REPLACEMENT,
};
_Static_assert(sizeof ranked / sizeof ranked[0] == RK_SOBOL_DIMENSIONS, "a parameter for every dimension");

/* The first parameter of the posterior that has a dimension; its first column where none has. */
static size_t row_number(const rk_scenario *scenario)
{
    const rk_posterior *posterior = scenario->posterior;
    for (int d = 0; posterior != NULL && d < RK_SOBOL_DIMENSIONS; d++) {
        for (size_t i = 0; i < posterior->n_columns; i++) {
            if (posterior->number[i] == (size_t)ranked[d]) {
                return posterior->number[i];
            }
        }
    }
    return posterior != NULL ? posterior->number[0] : 0;
}

rk_status rk_assumptions_open(const rk_scenario *scenario, uint64_t seed, uint32_t last_block,
                              rk_assumptions *assumptions)
{
    size_t n = scenario->n_numbers;
    *assumptions = (rk_assumptions){.scenario = scenario, .seed = seed, .row_number = row_number(scenario)};
    assumptions->who = calloc(n + 1, sizeof *assumptions->who);
    assumptions->dimension = calloc(n + 1, sizeof *assumptions->dimension);
    if (assumptions->who == NULL || assumptions->dimension == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        assumptions->who[i] = rk_who_name(rk_assumption_name(scenario->number_names[i]));
        assumptions->dimension[i] = -1;
    }
    for (int d = 0; d < RK_SOBOL_DIMENSIONS; d++) {
        assumptions->dimension[ranked[d]] = d;
    }
    return rk_assumptions_reach(assumptions, last_block);
}

rk_status rk_assumptions_reach(rk_assumptions *assumptions, uint32_t last_block)
{
    if (assumptions->sobol.n_bits > 0 && last_block <= assumptions->last_block) {
        return RK_OK;
    }
    uint32_t reach = last_block < UINT32_MAX / 2 ? 2 * last_block : last_block; /* so that it is seldom done again */
    assumptions->last_block = assumptions->sobol.n_bits > 0 ? reach : last_block;
    return rk_sobol_open(assumptions->last_block / RK_RANDOMISATIONS, &assumptions->sobol);
}

bool rk_assumptions_are_points(const rk_scenario *scenario)
{
    bool any = false;
    for (int d = 0; d < RK_SOBOL_DIMENSIONS; d++) {
        any = any || scenario->numbers[ranked[d]]->prior.family != RK_FIXED;
    }
    return any;
}

void rk_assumptions_close(rk_assumptions *assumptions)
{
    free(assumptions->who);
    free(assumptions->dimension);
    *assumptions = (rk_assumptions){0};
}

double rk_assumption_at(const rk_prior *prior, double uniform)
{
    if (prior->family == RK_SAMPLE) {
        return prior->sample[(size_t)(uniform * (double)prior->n_sample)];
    }
    double value = rk_prior_quantile((int)prior->family, prior->a, prior->b, prior->c, uniform);
    value = value < prior->low ? prior->low : value;
    return value > prior->high ? prior->high : value;
}

/* Where every block takes a number, or NaN. */
static double place_of(const rk_assumptions *assumptions, size_t number)
{
    size_t unknown = assumptions->places == NULL ? SIZE_MAX : rk_unknowns_of_number(assumptions->unknowns, number);
    return unknown == SIZE_MAX ? (double)NAN : assumptions->places[unknown];
}

static uint32_t word_of(const rk_assumptions *assumptions, size_t number, uint32_t block)
{
    int dimension = assumptions->dimension[number];
    if (dimension < 0) {
        return rk_draw(assumptions->seed, block, assumptions->who[number], 0, RK_DRAW_ASSUMPTION).word[0];
    }
    uint32_t randomisation = block % RK_RANDOMISATIONS;
    uint32_t shift =
        rk_draw(assumptions->seed, randomisation, assumptions->who[number], 0, RK_DRAW_SOBOL_SHIFT).word[0];
    return shift ^ rk_sobol_word(&assumptions->sobol, dimension, block / RK_RANDOMISATIONS);
}

/* The uniform of a number. One that is correlated takes the chance of its score, a sum over the scores of those before
 * it; the first of those that hang together keeps its own draw. */
static double uniform_of(const rk_assumptions *assumptions, size_t number, uint32_t block)
{
    const rk_correlations *correlations = &assumptions->scenario->correlations;
    int place = correlations->n > 0 ? correlations->place[number] : -1;
    const double *row = place < 0 ? NULL : &correlations->factor[(size_t)place * correlations->n];
    double score = 0.0;
    bool own = true;
    for (int k = 0; k <= place; k++) {
        own = own && (k == place || row[k] == 0.0);
        if (row[k] != 0.0) {
            score += row[k] * rk_normal_score(rk_uniform(word_of(assumptions, correlations->number[k], block)));
        }
    }
    return own ? rk_uniform(word_of(assumptions, number, block)) : rk_normal_chance(score);
}

/* The block's row of the posterior, where no place is asked for. */
static void take_row(const rk_assumptions *assumptions, uint32_t block, double *values)
{
    const rk_posterior *posterior = assumptions->scenario->posterior;
    if (posterior == NULL) {
        return;
    }
    uint64_t word = word_of(assumptions, assumptions->row_number, block);
    const double *row = &posterior->values[(word * posterior->n_rows >> 32) * posterior->n_columns];
    for (size_t i = 0; i < posterior->n_columns; i++) {
        if (isnan(place_of(assumptions, posterior->number[i]))) {
            values[posterior->number[i]] = row[i];
        }
    }
}

void rk_assumptions_draw(const rk_assumptions *assumptions, uint32_t block, double *values)
{
    for (size_t i = 0; i < assumptions->scenario->n_numbers; i++) {
        const rk_prior *prior = &assumptions->scenario->numbers[i]->prior;
        bool known = prior->family == RK_FIXED;
        double place = place_of(assumptions, i);
        double uniform = known ? 0.5 : isnan(place) ? uniform_of(assumptions, i, block) : place;
        values[i] = rk_prior_to_base(prior, rk_assumption_at(prior, uniform));
    }
    take_row(assumptions, block, values);
}
