#include "twin.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { NEVER = 1 << 20, RELAPSE_WITHIN = 24, LEAVE_MAX = 120, STAY_MAX = 63 };

static uint64_t state;

/* SplitMix64: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014. */
static double uniform(void)
{
    uint64_t z = state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
}

static double normal(void) /* Box and Muller */
{
    return sqrt(-2 * log(uniform())) * cos(2 * acos(-1) * uniform());
}

typedef enum { VACANT, IN_POST, ON_LEAVE } desk_state;

typedef struct {
    desk_state state;
    double born;                           /* month of birth */
    int came;                              /* month, an April */
    int moves, retires, relapses, returns; /* months in which that is due, or NEVER */
    double quit;                           /* hazard of a month by age and years in post, renewed in April */
    int opened;                            /* vacant since */
    bool planned;                          /* ... by a date that was known before */
} desk;

typedef struct {
    const twin_town *town;
    desk desk[TWIN_POSTS];
    int month, present; /* last month's */
    double (*sum)[TWIN_YEARS];
} life;

static void count(life *now, int what, double amount)
{
    now->sum[what][now->month / 12] += amount;
}

static double monthly(double chance_of_a_year)
{
    return -log(1 - chance_of_a_year) / 12;
}

static double age_drawn(const twin_town *town)
{
    double sum = 0, u;
    for (int i = 0; i < 4; i++) {
        sum += town->age_weight[i];
    }
    u = uniform() * sum;
    for (int i = 0;; i++) {
        if (i == 3 || u < town->age_weight[i]) {
            return 20 + 10 * i + 10 * uniform();
        }
        u -= town->age_weight[i];
    }
}

static int stay_drawn(const twin_town *town)
{
    int years = 0;
    double u = uniform();
    while (years < STAY_MAX && u < exp(-pow((years + 0.5) / town->rotation_scale, town->rotation_shape))) {
        years++;
    }
    return years > town->rotation_minimum ? years : town->rotation_minimum;
}

/* The stay of somebody found in the middle of it: long ones are met in proportion to their length. */
static int stay_found(const twin_town *town)
{
    for (;;) {
        int stay = stay_drawn(town);
        if (uniform() * STAY_MAX < stay) {
            return stay;
        }
    }
}

static int legal_age(int year)
{
    static const int from_2022[10] = {60, 61, 61, 62, 62, 63, 63, 64, 64, 65};
    return year < 2022 ? 60 : year > 2031 ? 65 : from_2022[year - 2022];
}

/* The first 1 April after a fiscal year, this or a later one, in whose March the age reaches that year's legal age. */
static int retirement(const twin_town *town, double born, int month)
{
    for (int year = month / 12; town->retires && year < 100; year++) {
        if (12 * year + 11 - born >= 12 * legal_age(town->start_year + year)) {
            return 12 * (year + 1);
        }
    }
    return NEVER;
}

/* Hazard of resignation by age and years in post. */
static double quit_hazard(const twin_town *town, const desk *own, int month)
{
    static const int ends[5] = {30, 35, 40, 55, 60};
    int age = 0, years = (month - own->came) / 12;
    while (age < 5 && month - own->born >= 12 * ends[age]) {
        age++;
    }
    return monthly(town->quit_by_age[age]) * town->quit_factor *
           town->quit_by_tenure[years <= 5    ? 0
                                : years <= 15 ? 1
                                              : 2];
}

static void come(life *now, desk *own, double age, int years_so_far, int stay)
{
    own->state = IN_POST;
    own->born = now->month - 12 * age;
    own->came = now->month - 12 * years_so_far;
    own->moves = stay == NEVER ? NEVER : own->came + 12 * stay;
    own->retires = retirement(now->town, own->born, now->month);
    own->relapses = own->returns = NEVER;
    own->quit = quit_hazard(now->town, own, now->month);
}

static void go(life *now, desk *own, int what, bool planned)
{
    count(now, what, 1);
    own->state = VACANT;
    own->opened = now->month;
    own->planned = planned;
}

static void fall_ill(life *now, desk *own)
{
    double months = floor(now->town->leave_median * exp(now->town->leave_sigma * normal()) + 0.5);
    count(now, TWIN_LEAVE_STARTS, 1);
    own->state = ON_LEAVE;
    own->returns = now->month + (int)fmin(fmax(months, 1), LEAVE_MAX);
}

static void come_back_or_go(life *now, desk *own)
{
    if (uniform() >= now->town->leave_return) {
        go(now, own, TWIN_LEAVE_EXITS, false);
        return;
    }
    own->state = IN_POST;
    own->returns = NEVER;
    own->relapses = NEVER;
    if (uniform() < now->town->leave_relapse) {
        own->relapses = now->month + 1 + (int)(RELAPSE_WITHIN * uniform());
    }
    if (own->moves <= now->month) { /* put off by leave */
        own->moves = 12 * (now->month / 12 + 1);
    }
}

static void in_post(life *now, desk *own)
{
    const twin_town *town = now->town;
    int year = now->month / 12;
    if (own->moves <= now->month) {
        go(now, own, TWIN_ROTATIONS, true);
    } else if (own->retires <= now->month) {
        go(now, own, TWIN_RETIREMENTS, true);
    } else if (own->relapses <= now->month) {
        fall_ill(now, own);
    } else {
        double quit = own->quit * pow(1 + town->quit_trend, year) * (now->present == 1 ? town->quit_alone : 1);
        double ill = monthly(town->leave) * pow(1 + town->leave_trend, year);
        if (uniform() < 1 - exp(-quit - ill)) {
            if (uniform() * (quit + ill) < ill) {
                fall_ill(now, own);
            } else {
                go(now, own, TWIN_RESIGNATIONS, false);
            }
        }
    }
}

static void exits(life *now, desk *own)
{
    if (own->state == ON_LEAVE && own->retires <= now->month) {
        go(now, own, TWIN_RETIREMENTS, true);
    } else if (own->state == ON_LEAVE && own->returns <= now->month) {
        come_back_or_go(now, own);
    } else if (own->state == IN_POST) {
        in_post(now, own);
    }
}

static void april_round(life *now, desk *own)
{
    bool today = own->opened == now->month, late = !today && own->opened >= now->month - 7;
    if (own->state == VACANT && (!today || own->planned) &&
        uniform() < now->town->fills * (late ? 1 - now->town->late : 1)) {
        count(now, TWIN_HIRES, 1);
        come(now, own, age_drawn(now->town), 0, now->town->rotation_scale > 0 ? stay_drawn(now->town) : NEVER);
    }
}

static void live_month(life *now)
{
    int filled = 0, present = 0;
    for (int i = 0; i < now->town->posts; i++) {
        desk *own = &now->desk[i];
        if (now->month % 12 == 0 && now->month > 0 && own->state != VACANT) {
            own->quit = quit_hazard(now->town, own, now->month);
        }
        exits(now, own);
        if (now->month % 12 == 0) {
            april_round(now, own);
        }
        filled += own->state != VACANT;
        present += own->state == IN_POST;
    }
    now->present = present;
    count(now, TWIN_FILLED, filled);
    count(now, TWIN_ON_LEAVE, filled - present);
    count(now, TWIN_NOBODY, present == 0);
    count(now, TWIN_SOLO, present == 1);
}

static void live(const twin_town *town, double sum[TWIN_N_SUMS][TWIN_YEARS])
{
    life now = {.town = town, .sum = sum, .present = town->posts};
    for (int i = 0; i < town->posts; i++) {
        int stay = town->rotation_scale > 0 ? stay_found(town) : NEVER;
        come(&now, &now.desk[i], age_drawn(town), (int)(uniform() * (stay == NEVER ? 8 : stay)), stay);
    }
    for (; now.month < 12 * town->years; now.month++) {
        live_month(&now);
    }
}

void twin_simulate(const twin_town *town, uint64_t seed, int n_lives, double mean[TWIN_N_SUMS][TWIN_YEARS],
                   double error[TWIN_N_SUMS][TWIN_YEARS])
{
    double squares[TWIN_N_SUMS][TWIN_YEARS] = {{0}};
    memset(mean, 0, TWIN_N_SUMS * sizeof mean[0]);
    state = seed;
    for (int i = 0; i < n_lives; i++) {
        double sum[TWIN_N_SUMS][TWIN_YEARS] = {{0}};
        live(town, sum);
        for (int k = 0; k < TWIN_N_SUMS; k++) {
            for (int year = 0; year < town->years; year++) {
                mean[k][year] += sum[k][year] / n_lives;
                squares[k][year] += sum[k][year] * sum[k][year] / n_lives;
            }
        }
    }
    for (int k = 0; k < TWIN_N_SUMS; k++) {
        for (int year = 0; year < town->years; year++) {
            error[k][year] = sqrt((squares[k][year] - mean[k][year] * mean[k][year]) / n_lives);
        }
    }
}
