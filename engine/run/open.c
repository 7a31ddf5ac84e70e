/* The front door's way in: what input reads, with the instruments there are. */
#include "input/listing.h"
#include "input/points.h"
#include "input/scenario.h"
#include "instruments/registry.h"

#include <renkei/catalogue.h>

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

rk_status rk_catalogue_open(const char *what, const char *filter, rk_catalogue *catalogue)
{
    return rk_listing_open(what, filter, rk_instrument_schemas, RK_N_INSTRUMENTS, catalogue);
}

void rk_catalogue_close(rk_catalogue *catalogue)
{
    rk_listing_close(catalogue);
}
