#include "run/assumptions.h"

#include "base/draw.h"
#include "stats/prior.h"

#include <string.h>

static double drawn(const rk_prior *prior, double uniform)
{
    double value = rk_prior_quantile((int)prior->family, prior->a, prior->b, prior->c, uniform);
    value = value < prior->low ? prior->low : value;
    return value > prior->high ? prior->high : value;
}

/* Two models that use the same instrument see the same draw of what nobody knows about it: the name without the model. */
static const char *shared_name(const char *name)
{
    static const char models[] = "models.";
    if (strncmp(name, models, sizeof models - 1) != 0) {
        return name;
    }
    const char *dot = strrchr(name, '.');
    while (dot > name && dot[-1] != '.') {
        dot--;
    }
    return dot;
}

void rk_assumptions_draw(const rk_scenario *scenario, uint64_t seed, uint32_t block, double *values)
{
    for (size_t i = 0; i < scenario->n_numbers; i++) {
        const rk_prior *prior = &scenario->numbers[i]->prior;
        uint32_t who = rk_who_name(shared_name(scenario->number_names[i]));
        rk_words words = rk_draw(seed, block, who, 0, RK_DRAW_ASSUMPTION);
        values[i] = rk_prior_to_base(prior, drawn(prior, rk_uniform(words.word[0])));
    }
}
