#include <renkei/unknowns.h>

#include "input/number.h"
#include "run/assumptions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rk_unknowns {
    const rk_scenario *scenario;
    size_t n;
    size_t *number;    /* [n] the first number of each */
    size_t *of_number; /* [scenario->n_numbers] */
};

static size_t find_shared(const rk_unknowns *unknowns, const char *shared)
{
    const char *const *names = unknowns->scenario->number_names;
    for (size_t i = 0; i < unknowns->n; i++) {
        if (strcmp(rk_assumption_name(names[unknowns->number[i]]), shared) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Numbers of models that were taken out (rk_scenario_keep_models) are still listed, and move nothing. */
static bool is_there(const rk_scenario *scenario, const char *name)
{
    static const char models[] = "models.";
    bool there = strncmp(name, models, sizeof models - 1) != 0;
    const char *rest = name + sizeof models - 1;
    for (size_t m = 0; m < scenario->n_models && !there; m++) {
        size_t n = strlen(scenario->models[m].key);
        there = strncmp(rest, scenario->models[m].key, n) == 0 && rest[n] == '.';
    }
    return there;
}

rk_status rk_unknowns_open(const rk_scenario *scenario, rk_unknowns **unknowns)
{
    rk_unknowns *self = calloc(1, sizeof *self);
    *unknowns = self;
    if (self != NULL) {
        self->scenario = scenario;
        self->number = calloc(scenario->n_numbers + 1, sizeof *self->number);
        self->of_number = calloc(scenario->n_numbers + 1, sizeof *self->of_number);
    }
    if (self == NULL || self->number == NULL || self->of_number == NULL) {
        rk_unknowns_close(self);
        *unknowns = NULL;
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < scenario->n_numbers; i++) {
        self->of_number[i] = SIZE_MAX;
        if (scenario->numbers[i]->prior.family != RK_FIXED && is_there(scenario, scenario->number_names[i])) {
            size_t known = find_shared(self, rk_assumption_name(scenario->number_names[i]));
            self->of_number[i] = known == SIZE_MAX ? self->n : known;
            self->number[self->n] = known == SIZE_MAX ? i : self->number[self->n];
            self->n += known == SIZE_MAX;
        }
    }
    return RK_OK;
}

void rk_unknowns_close(rk_unknowns *unknowns)
{
    if (unknowns != NULL) {
        free(unknowns->number);
        free(unknowns->of_number);
        free(unknowns);
    }
}

size_t rk_unknowns_count(const rk_unknowns *unknowns)
{
    return unknowns->n;
}

const char *rk_unknowns_name(const rk_unknowns *unknowns, size_t index)
{
    return unknowns->scenario->number_names[unknowns->number[index]];
}

typedef struct {
    rk_arena *arena;
    const rk_key *key;
    rk_unit_scale unit;
} documented;

static void read_documented(void *context)
{
    documented *d = context;
    d->unit = rk_number_documented(d->arena, d->key);
}

double rk_unknowns_amount(const rk_unknowns *unknowns, size_t index, double place, const char **unit)
{
    const rk_setting *setting = unknowns->scenario->numbers[unknowns->number[index]];
    const rk_prior *prior = &setting->prior;
    documented d = {.arena = rk_arena_new(), .key = setting->key, .unit = {1, 0}};
    if (d.arena != NULL) {
        (void)rk_arena_run(d.arena, read_documented, &d);
    }
    rk_arena_free(d.arena);
    double base = rk_prior_to_base(prior, rk_assumption_at(prior, place));
    *unit = setting->key->unit_text;
    return rk_unit_from_base(setting->key->unit, base, d.unit.months) / d.unit.scale;
}

void rk_unknowns_value(const rk_unknowns *unknowns, size_t index, double place, char text[64])
{
    const char *unit;
    double amount = rk_unknowns_amount(unknowns, index, place, &unit);
    (void)snprintf(text, 64, "%.4g%s%s", amount, unit[0] == '\0' ? "" : " ", unit);
}

size_t rk_unknowns_find(const rk_unknowns *unknowns, const char *name)
{
    char parameter[128];
    (void)snprintf(parameter, sizeof parameter, "parameters.%s", name);
    size_t found = find_shared(unknowns, rk_assumption_name(name));
    return found != SIZE_MAX ? found : find_shared(unknowns, parameter);
}

bool rk_unknowns_is_correlated(const rk_unknowns *unknowns, size_t index)
{
    const rk_correlations *correlations = &unknowns->scenario->correlations;
    return correlations->n > 0 && correlations->place[unknowns->number[index]] >= 0;
}

size_t rk_unknowns_of_number(const rk_unknowns *unknowns, size_t number)
{
    return unknowns->of_number[number];
}
