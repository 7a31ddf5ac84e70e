#include "instruments/split.h"

void rk_split_weigh(const rk_world *world, long split, size_t n, const size_t *place, const rk_lanes *use,
                    rk_lanes *weight)
{
    rk_lanes all = {{0}};
    for (size_t m = 0; m < n; m++) {
        float people = (float)world->place[place[m]].data->population;
        RK_FOR_LANES(lane)
        {
            float used = use != NULL ? use[m].v[lane] : 0.0f;
            weight[m].v[lane] = split == RK_SPLIT_POPULATION ? people : split == RK_SPLIT_USE ? used : 1.0f;
            all.v[lane] += weight[m].v[lane];
        }
    }
    for (size_t m = 0; m < n; m++) {
        RK_FOR_LANES(lane)
        {
            weight[m].v[lane] = all.v[lane] > 0.0f ? weight[m].v[lane] / all.v[lane] : 1.0f / (float)n;
        }
    }
}

void rk_split_spend(rk_world *world, const rk_split *split, size_t member, rk_metric item, int contract,
                    const int64_t yen[RK_LANES], const rk_lanes *person_years)
{
    rk_lanes part;
    for (int lane = 0; person_years != NULL && lane < RK_LANES; lane++) {
        part.v[lane] = person_years->v[lane] * split->weight[member].v[lane];
    }
    const rk_expense expense = {
        split->place[member], item, (int)split->slot, contract, yen, person_years != NULL ? &part : NULL,
        split->shares};
    rk_spend(world, &expense);
}

/* Running totals are rounded, so that parts add up to the yen. */
void rk_split_lay(rk_world *world, const rk_split *split, rk_metric item, int contract, const int64_t yen[RK_LANES],
                  const rk_lanes *person_years)
{
    double below[RK_LANES] = {0};
    int64_t laid[RK_LANES] = {0}, part[RK_LANES];
    for (size_t m = 0; m < split->n; m++) {
        bool last = m + 1 == split->n;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            below[lane] += (double)split->weight[m].v[lane];
            int64_t upto = (int64_t)((double)yen[lane] * below[lane]);
            upto = last || upto > yen[lane] ? yen[lane] : upto;
            part[lane] = upto - laid[lane];
            laid[lane] = upto;
        }
        rk_split_spend(world, split, m, item, contract, part, person_years);
    }
}
