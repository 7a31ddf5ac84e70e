#include "instruments/sections.h"

#include "base/real.h"

unsigned rk_sections(const rk_world *world, size_t place)
{
    enum { ONE_BY_ONE = 100, MOST = 100000 };
    const rk_place *info = &world->place[place];
    uint32_t who = rk_who_municipality(info->code, 0);
    double uniform = rk_uniform(rk_draw(world->seed, world->block, who, 0, RK_DRAW_SECTIONS).word[0]);
    double mean = info->data->staff / rk_value(world, RK_P_ADOPTION_SECTION_STAFF);
    if (mean > ONE_BY_ONE) {
        double many = mean + rk_normal_quantile(uniform) * sqrt(mean) + 0.5;
        return many < 1.0 ? 1 : many > MOST ? MOST : (unsigned)many;
    }
    unsigned k = 0;
    double chance = rk_exp(-mean), sum = chance;
    while (uniform > sum && k < 2 * ONE_BY_ONE) {
        k++;
        chance *= mean / k;
        sum += chance;
    }
    return k > 1 ? k : 1;
}

double rk_sections_reached(double n, unsigned sections)
{
    return sections > 1 ? 1.0 - rk_pow(1.0 - 1.0 / sections, n) : n > 0.0 ? 1.0 : 0.0;
}
