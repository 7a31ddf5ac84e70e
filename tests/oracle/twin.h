/* The people of one municipality, simulated slowly and plainly: one chance a month for everything that may happen, one
 * person at a time, with a generator of its own. Regular posts; resignation by age, years in post and working alone,
 * sick leave with return and relapse, rotation, retirement and the round of April, as engine/MODEL.md has them. */
#ifndef RK_ORACLE_TWIN_H
#define RK_ORACLE_TWIN_H

#include <stdint.h>

enum { TWIN_POSTS = 16, TWIN_YEARS = 20 };
enum {
    TWIN_FILLED,
    TWIN_NOBODY,
    TWIN_SOLO,
    TWIN_ON_LEAVE,
    TWIN_HIRES,
    TWIN_RESIGNATIONS,
    TWIN_ROTATIONS,
    TWIN_RETIREMENTS,
    TWIN_LEAVE_STARTS,
    TWIN_LEAVE_EXITS,
    TWIN_N_SUMS
};

typedef struct {
    int posts, years, start_year;
    double age_weight[4];             /* of the decades from 20 to 59 */
    double quit_by_age[6];            /* chance of a year: under 30, 30-34, 35-39, 40-54, 55-59, 60 and over */
    double quit_by_tenure[3];         /* factor: years 0-5, 6-15, 16 and over */
    double quit_factor, quit_trend;   /* factor of all, growth of the hazard a year */
    double quit_alone;                /* factor for somebody who was alone last month */
    double leave, leave_trend;        /* chance of a year, growth of the hazard a year */
    double leave_median, leave_sigma; /* months */
    double leave_return, leave_relapse;
    double rotation_shape, rotation_scale; /* years; 0: nobody is moved */
    int rotation_minimum;
    int retires;        /* 0 or 1 */
    double fills, late; /* chance of a round, and that a vacancy of September or later misses its first */
} twin_town;

/* Mean of the yearly sums and their standard errors, of so many lives. */
void twin_simulate(const twin_town *town, uint64_t seed, int n_lives, double mean[TWIN_N_SUMS][TWIN_YEARS],
                   double error[TWIN_N_SUMS][TWIN_YEARS]);

#endif
