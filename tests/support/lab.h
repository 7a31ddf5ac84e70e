/* A small prefecture built by hand: no scenario file, no priors, every process off until a test switches it on.
 *
 * A test takes a lab, sets what it is about (municipalities, processes, values, instruments), begins a block and then
 * lives through it month by month, or calls single steps on the world. Values are in base units (input/key.h).
 */
#ifndef RK_TESTS_LAB_H
#define RK_TESTS_LAB_H

#include "base/real.h"
#include "instruments/registry.h"
#include "model/events.h"
#include "model/people.h"
#include "model/simulation.h"
#include "model/steps.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    LAB_PLACES_MAX = 24,
    LAB_INSTRUMENTS_MAX = 6,
    LAB_SCHEMAS_MAX = RK_N_INSTRUMENTS + 6, /* those there are, or a test's own */
    LAB_NUMBERS_MAX = RK_N_PARAMETERS + 64,
    LAB_FIRST_CODE = 38201
};

typedef struct {
    rk_scenario scenario;
    rk_prefecture prefecture[2]; /* the second is empty unless a test moves municipalities there */
    rk_municipality municipality[LAB_PLACES_MAX];
    rk_model model;
    rk_instrument instrument[LAB_INSTRUMENTS_MAX];
    rk_hooks hooks[LAB_SCHEMAS_MAX]; /* table by schema */
    double values[LAB_NUMBERS_MAX];
    size_t n_numbers;
    size_t all[LAB_PLACES_MAX]; /* 0, 1, 2, ...: members "all" */
    rk_world *world;            /* of the last lab_begin */
} rk_lab;

/* So many municipalities of 1 post each, cities, without neighbours; start FY2026, 10 years. Ends with lab_free. */
rk_lab *lab_new(size_t n_places);
void lab_free(rk_lab *lab);

/* So many posts in each municipality, of that contract type. */
void lab_posts(rk_lab *lab, int n, rk_contract contract);

void lab_on(rk_lab *lab, rk_process process);
void lab_all_on(rk_lab *lab);

/* Another instrument of the model, of that schema of the hooks table. Settings are all zero; set them before lab_begin.
 */
rk_instrument *lab_instrument(rk_lab *lab, size_t schema);

/* Give a setting a number of its own. */
void lab_number(rk_lab *lab, rk_setting *setting, double value);

/* A world at month 0 of a block, all 16 lanes counted; an earlier world of the lab ends. */
rk_world *lab_begin(rk_lab *lab, uint64_t seed, uint32_t block);
rk_world *lab_begin_in(rk_lab *lab, size_t prefecture, uint64_t seed, uint32_t block);

/* The calendar, and the factors that hold for the month. */
void lab_month_begins(rk_world *world);

/* The same, then spells, then in April the round: people alone, without work. The month goes by. */
void lab_month_of_people(rk_world *world);

/* So many years through the door of the simulation. */
void lab_years(rk_world *world, int n);

/* Base value of a chance within so many months: -ln(1 - p) / months. */
double lab_chance(double p, int months);

/* What the world keeps of the person in a post, or of the vacancy, in one lane. */
static inline int32_t *lab_since(const rk_world *world, size_t post, int lane)
{
    return &world->posts.since[post].v[lane];
}

static inline int32_t *lab_born(const rk_world *world, size_t post, int lane)
{
    return &world->posts.born[post].v[lane];
}

static inline rk_person *lab_person(const rk_world *world, size_t post, int lane)
{
    return rk_person_at(&world->posts, post, lane);
}

/* Factor of the fill hazard of contract posts of a municipality, or of nowhere (n_places), this month. */
static inline const rk_lanes *lab_fill_factor(const rk_world *world, size_t place, bool remote)
{
    return &world->at.fill_factor[2 * place + remote];
}

/* The same number in all lanes. */
void lab_fill(rk_lanes *lanes, float value);
void lab_fill_int(rk_lanes_int *lanes, int value);

/* Sum over lanes. */
long lab_sum(const rk_lanes_int *lanes);

/* Is a within a relative error of b? Says both where not. */
#define lab_close(a, b, relative) lab_is_close((a), (b), (relative), __FILE__, __LINE__)
void lab_is_close(double a, double b, double relative, const char *file, int line);

/* Is a count or a mean within so many standard deviations of what is expected? Tests use 5: with a fixed seed a test
 * passes or fails for good; were the seed free, a right engine would fail in 6 of 10 million. */
#define lab_within(got, expected, deviation, times)                                                                    \
    lab_is_within((got), (expected), (deviation), (times), __FILE__, __LINE__)
void lab_is_within(double got, double expected, double deviation, double times, const char *file, int line);

#endif
