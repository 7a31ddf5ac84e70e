#include "instruments/groups.h"

#include "base/real.h"

#include <stdlib.h>

/* Appends the members of one group; the setting's are ascending, so those of a prefecture lie side by side. */
static void gather(const rk_world *world, const rk_setting *members, size_t group, rk_groups *groups)
{
    for (size_t i = 0; i < members->n_members; i++) {
        size_t place = members->members[i] - world->prefecture->first; /* wraps for an earlier prefecture */
        if (place < world->n_places && (members->group[i] == group)) {
            groups->place[groups->n_members++] = place;
        }
    }
}

rk_status rk_groups_open(const rk_world *world, const rk_setting *members, rk_groups *groups)
{
    size_t n_all = members->n_groups;
    groups->n_members = groups->n_groups = 0;
    groups->place = calloc(world->n_places + 1, sizeof *groups->place);
    groups->first = calloc(world->n_places + 2, sizeof *groups->first);
    if (groups->place == NULL || groups->first == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t group = 0; group < n_all; group++) {
        gather(world, members, group, groups);
        if (groups->n_members > groups->first[groups->n_groups]) { /* of this prefecture */
            groups->first[++groups->n_groups] = groups->n_members;
        }
    }
    return RK_OK;
}

void rk_groups_close(rk_groups *groups)
{
    free(groups->place);
    free(groups->first);
}

static double residents(const rk_world *world, size_t place)
{
    double people = world->scenario->municipalities[world->prefecture->first + place].population;
    return people < 1.0 ? 1.0 : people;
}

double rk_group_scale(const rk_world *world, const rk_groups *groups, size_t group, size_t member, double exponent)
{
    const double usual = 6.0;
    double all = 0.0;
    if (exponent <= 0.0) {
        return 0.0;
    }
    for (size_t i = groups->first[group]; i < groups->first[group + 1]; i++) {
        all += residents(world, groups->place[i]);
    }
    double part = residents(world, groups->place[member]) / all;
    return (1.0 - rk_pow(part, exponent)) / (1.0 - rk_pow(1.0 / usual, exponent));
}
