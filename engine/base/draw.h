/* Addressed draws: a random number is a pure function of seed, replication, who, when and purpose.
 *
 * There is no generator state anywhere. All models of a scenario share the luck person by person, one replication can be
 * run alone, and order of execution cannot matter. The function is Philox4x32-10 of Random123 (Salmon et al., "Parallel
 * random numbers: as easy as 1, 2, 3", SC 2011, doi:10.1145/2063384.2063405): key = seed, counter = (replication, who,
 * when, purpose). One address gives four words of 32 bits.
 */
#ifndef RK_BASE_DRAW_H
#define RK_BASE_DRAW_H

#include <stddef.h>
#include <stdint.h>

/* Assumptions of blocks are points of so many independent randomisations of the Sobol sequence; block b is of number
 * b mod RK_RANDOMISATIONS. Part of what a seed promises. */
enum { RK_RANDOMISATIONS = 32 };

/* What a draw decides. The numbers are part of what a seed promises: add at the end, never reuse. */
typedef enum {
    RK_DRAW_SPELL = 1,        /* who: post, when: spell. Words: clock, then what the kind of spell needs */
    RK_DRAW_START = 2,        /* who: post, when: 0. The person found in a post at the start */
    RK_DRAW_EXIT = 3,         /* who: post, when: spell. How a spell ends */
    RK_DRAW_ESTABLISHMENT = 4,/* who: municipality, when: 0, replication: block */
    RK_DRAW_VENDOR_GROUP = 5, /* who: municipality, when: 0, replication: block */
    RK_DRAW_VENDOR_DELAY = 6, /* who: vendor group, when: 0 */
    RK_DRAW_REQUEST = 7,      /* who: municipality and slot, when: number of the request */
    RK_DRAW_MIGRATION_ERROR = 8, /* who: municipality, when: number of the incident */
    RK_DRAW_SECURITY = 9,
    RK_DRAW_NATIONAL_TASK = 10,  /* who: the nation, when: number of the task */
    RK_DRAW_DISASTER = 11,       /* who: municipality, when: number of the disaster */
    RK_DRAW_ASSUMPTION = 12,     /* who: name of the number, hashed, when: 0, replication: block */
    RK_DRAW_POST_KIND = 13,      /* who: post, when: 0, replication: block */
    RK_DRAW_SECTIONS = 14,       /* who: municipality, when: 0, replication: block */
    RK_DRAW_ELECTION_MONTH = 15, /* who: municipality or prefecture, when: 0, replication: block */
    RK_DRAW_ELECTION = 16,       /* the same, when: month. Words: whether the incumbent goes, what the successor does */
    RK_DRAW_SOBOL_SHIFT = 17,    /* who: name of the number, hashed, when: 0, replication: randomisation */
    RK_DRAW_COALITION = 18       /* who: municipality, when: 0, replication: pair of orders */
} rk_purpose;

typedef struct {
    uint32_t word[4];
} rk_words;

rk_words rk_draw(uint64_t seed, uint32_t replication, uint32_t who, uint32_t when, rk_purpose purpose);

/* Many addresses at once, each as rk_draw; the loop is vectorised.
 *
 * replication, who, when   [n]
 * words                    [4][stride], out; stride at least n
 */
void rk_draw_many(uint64_t seed, size_t n, const uint32_t *replication, const uint32_t *who, const uint32_t *when,
                  rk_purpose purpose, size_t stride, uint32_t *words);

/* Uniform in (0, 1), never 0 or 1: the middle of one of 2^32 cells. */
static inline double rk_uniform(uint32_t word)
{
    return ((double)word + 0.5) * 0x1p-32;
}

/* How many of n things happen that have the same chance each: the quantile of the binomial distribution at the word's
 * uniform, so more with a larger chance or n at the same address. From 65 on the normal distribution's, rounded. */
unsigned rk_binomial(unsigned n, double chance, uint32_t word);

/* Exponential with mean 1: the threshold of a hazard clock. */
float rk_exponential(uint32_t word);
void rk_exponential_many(size_t n, const uint32_t *word, float *threshold);

/* ---- Who: 29 bits of name, 3 bits of kind, so that two kinds never share an address ---- */

enum { RK_POSTS_PER_MUNICIPALITY_MAX = 4096 };

static inline uint32_t rk_who_own_post(int municipality_code, unsigned post)
{
    return (0u << 29) | ((uint32_t)municipality_code << 12) | post;
}

/* A post that an instrument adds to a municipality: slot counts the instruments of that kind within the model. */
static inline uint32_t rk_who_added_post(int municipality_code, unsigned slot, unsigned post)
{
    return (1u << 29) | ((uint32_t)municipality_code << 12) | (slot << 8) | post;
}

static inline uint32_t rk_who_expert(int prefecture_code, unsigned slot, unsigned post)
{
    return (2u << 29) | ((uint32_t)prefecture_code << 20) | (slot << 12) | post;
}

/* A joint post of the office of neighbours whose first member has this code. */
static inline uint32_t rk_who_joint_post(int municipality_code, unsigned slot, unsigned post)
{
    return (6u << 29) | ((uint32_t)municipality_code << 12) | (slot << 8) | post;
}

static inline uint32_t rk_who_municipality(int municipality_code, unsigned slot)
{
    return (3u << 29) | ((uint32_t)municipality_code << 8) | slot;
}

static inline uint32_t rk_who_nation(unsigned number)
{
    return (4u << 29) | number;
}

/* Of a prefecture itself: its official code, which no municipality has. */
static inline uint32_t rk_who_prefecture(int prefecture_code)
{
    return rk_who_municipality(1000 * prefecture_code, 0);
}

/* Somebody from outside who leads in a municipality; slot counts the instruments of that kind within the model. */
static inline uint32_t rk_who_leader(int municipality_code, unsigned slot)
{
    return (5u << 29) | ((uint32_t)municipality_code << 8) | slot;
}

/* Name of an assumption: FNV-1a of its dotted path, so that adding one leaves the others' draws untouched. */
uint32_t rk_who_name(const char *name);

/* Purpose of the numbers that an instrument draws for itself, from the name of its kind, above all of rk_purpose: no
 * list has to know it, and a kind keeps its luck when others are added. */
static inline rk_purpose rk_purpose_of(const char *kind)
{
    return (rk_purpose)(1u << 31 | rk_who_name(kind) >> 1);
}

#endif
