/* The front door's way in: what input reads, with the instruments there are. */
#include "input/listing.h"
#include "input/parameters.h"
#include "input/points.h"
#include "input/scenario.h"
#include "instruments/registry.h"

#include <renkei/catalogue.h>

#include <string.h>

rk_status rk_scenario_open(const char *path, const char *const settings[], size_t n_settings, rk_mistakes *mistakes,
                           rk_scenario **scenario)
{
    return rk_scenario_load(path, settings, n_settings, rk_instrument_schemas, RK_N_INSTRUMENTS, mistakes, scenario);
}

rk_status rk_sweep_open(const char *path, const char *const settings[], size_t n_settings, rk_mistakes *mistakes,
                        rk_scenario **scenario)
{
    return rk_scenario_load_sweep(path, settings, n_settings, rk_instrument_schemas, RK_N_INSTRUMENTS, mistakes,
                                  scenario);
}

rk_status rk_sweep_open_at(const char *path, const char *const settings[], size_t n_settings,
                           const rk_scenario *scenario, const char *const values[], rk_mistakes *mistakes,
                           rk_scenario **at)
{
    rk_points points = {path,
                        settings,
                        n_settings,
                        {rk_instrument_schemas, RK_N_INSTRUMENTS},
                        rk_scenario_sweep(scenario),
                        rk_scenario_n_models(scenario)};
    return rk_points_open(&points, values, mistakes, at);
}

rk_status rk_scenario_reopen(const rk_scenario_file files[], size_t n_files, const char *const settings[],
                             size_t n_settings, rk_mistakes *mistakes, rk_scenario **scenario)
{
    return rk_scenario_load_kept(files, n_files, settings, n_settings, rk_instrument_schemas, RK_N_INSTRUMENTS,
                                 mistakes, scenario);
}

/* "experts" and "experts_2", which is the second of a model. */
static bool is_of(const char *name, size_t n_name, const char *instrument)
{
    size_t n = strlen(instrument);
    if (n_name < n || strncmp(name, instrument, n) != 0) {
        return false;
    }
    return n_name == n || (name[n] == '_' && n_name > n + 1 && strspn(name + n + 1, "0123456789") == n_name - n - 1);
}

static const char *instrument_title_ja(const char *name, size_t n_name, const char *key)
{
    for (size_t i = 0; i < RK_N_INSTRUMENTS; i++) {
        const rk_instrument_schema *schema = rk_instrument_schemas[i];
        for (size_t k = 0; k < schema->n_keys && is_of(name, n_name, schema->name); k++) {
            if (strcmp(schema->keys[k].name, key) == 0) {
                return schema->keys_ja != NULL ? schema->keys_ja[k] : NULL;
            }
        }
    }
    return NULL;
}

const char *rk_key_title_ja(const char *key)
{
    static const char group[] = "models.";
    const char *model = strncmp(key, group, sizeof group - 1) == 0 ? key + sizeof group - 1 : "";
    const char *first = strchr(model, '.'), *second = first != NULL ? strchr(first + 1, '.') : NULL;
    return second != NULL ? instrument_title_ja(first + 1, (size_t)(second - first - 1), second + 1)
                          : rk_parameter_title_ja(key);
}

rk_status rk_catalogue_open(const char *what, const char *filter, rk_catalogue *catalogue)
{
    return rk_listing_open(what, filter, rk_instrument_schemas, RK_N_INSTRUMENTS, catalogue);
}

void rk_catalogue_close(rk_catalogue *catalogue)
{
    rk_listing_close(catalogue);
}
