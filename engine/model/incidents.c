/* Incidents: data-migration errors and security incidents, each on a hazard clock of its municipality. MODEL.md section 8. */
#include "model/events.h"
#include "model/journal.h"
#include "model/steps.h"

void rk_incidents_establish(rk_world *world)
{
    for (size_t place = 0; rk_on(world, RK_PROCESS_INCIDENTS) && place < world->n_places; place++) {
        uint32_t who = rk_who_municipality(world->place[place].code, 0);
        rk_first_thresholds(world, who, RK_DRAW_MIGRATION_ERROR, &world->at.migration_clock[place]);
        rk_first_thresholds(world, who, RK_DRAW_SECURITY, &world->at.security_clock[place]);
    }
}

/* Emergency work comes into operations next month, and migration stands still for a while. */
static void strike(rk_world *world, size_t place, int lane, rk_purpose purpose, rk_lanes *clock, rk_lanes_int *number)
{
    uint32_t who = rk_who_municipality(world->place[place].code, 0);
    rk_words words = rk_draw(world->seed, rk_replication(world, lane), who, (uint32_t)++number->v[lane], purpose);
    rk_event_kind kind = purpose == RK_DRAW_SECURITY ? RK_EVENT_SECURITY_INCIDENT : RK_EVENT_MIGRATION_ERROR;
    rk_note_place(world, place, lane, (rk_event){.kind = kind, .number = number->v[lane], .instrument = -1});
    clock->v[lane] += rk_exponential(words.word[0]);
    world->at.emergency[place].v[lane] += (float)rk_value(world, RK_P_INCIDENT_WORK);
    int until = world->month + 1 + (int)(rk_value(world, RK_P_INCIDENT_STOP) + 0.5);
    int32_t *stopped = &world->at.stopped_until[place].v[lane];
    *stopped = *stopped > until ? *stopped : until;
}

void rk_incidents_place(rk_world *world, size_t place, const rk_lanes *migrated, const rk_lanes *arrived,
                        const rk_lanes *capacity)
{
    if (!rk_on(world, RK_PROCESS_INCIDENTS)) {
        return;
    }
    const rk_place *info = &world->place[place];
    const rk_lanes *waiting = &world->at.backlog[place * RK_N_WORKSTREAMS + RK_WORK_SECURITY];
    rk_lanes *errors = &world->at.migration_clock[place], *security = &world->at.security_clock[place];
    float error_rate = info->error_rate, thin = (float)rk_value(world, RK_P_INCIDENT_COVERAGE);
    float security_rate = (float)rk_value(world, RK_P_INCIDENT_SECURITY), strain = info->strain;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        security->v[lane] -= security_rate * (1.0f + strain * waiting->v[lane]);
    }
    uint32_t struck = rk_mask_negative(security);
    if (rk_mask_positive(migrated) != 0) { /* once all systems are migrated, nothing of it is read any more */
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float cover = capacity->v[lane] / rk_max(arrived->v[lane], 1e-6f);
            float uncovered = rk_max(1.0f - cover, 0.0f);
            errors->v[lane] -= error_rate * migrated->v[lane] * (1.0f + thin * uncovered);
        }
        struck |= rk_mask_negative(errors);
    }
    for (; struck != 0; struck &= struck - 1) {
        int lane = __builtin_ctz(struck);
        while (errors->v[lane] < 0.0f) {
            world->at.year[place].migration_errors.v[lane]++;
            strike(world, place, lane, RK_DRAW_MIGRATION_ERROR, errors, &world->at.n_migration[place]);
        }
        while (security->v[lane] < 0.0f) {
            world->at.year[place].security.v[lane]++;
            strike(world, place, lane, RK_DRAW_SECURITY, security, &world->at.n_security[place]);
        }
    }
}
