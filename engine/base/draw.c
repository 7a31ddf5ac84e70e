#include "base/draw.h"

#include "base/philox.h"
#include "base/real.h"

rk_words rk_draw(uint64_t seed, uint32_t replication, uint32_t who, uint32_t when, rk_purpose purpose)
{
    philox4x32_ctr_t counter = {{replication, who, when, (uint32_t)purpose}};
    philox4x32_key_t key = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
    philox4x32_ctr_t out = philox4x32(counter, key);
    return (rk_words){{out.v[0], out.v[1], out.v[2], out.v[3]}};
}

void rk_draw_many(uint64_t seed, size_t n, const uint32_t *replication, const uint32_t *who, const uint32_t *when,
                  rk_purpose purpose, size_t stride, uint32_t *words)
{
    philox4x32_key_t key = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
    size_t i = 0;
    for (; i + RK_PHILOX_AT_ONCE <= n; i += RK_PHILOX_AT_ONCE) {
        uint32_t *rows[4] = {words + i, words + stride + i, words + 2 * stride + i, words + 3 * stride + i};
        rk_philox_vector(key, replication + i, who + i, when + i, (uint32_t)purpose, rows);
    }
    for (; i < n; i++) {
        rk_words one = rk_draw(seed, replication[i], who[i], when[i], purpose);
        for (size_t word = 0; word < 4; word++) {
            words[word * stride + i] = one.word[word];
        }
    }
}

float rk_exponential(uint32_t word)
{
    return (float)-rk_log(rk_uniform(word));
}

void rk_exponential_many(size_t n, const uint32_t *word, float *threshold)
{
#pragma omp simd
    for (size_t i = 0; i < n; i++) {
        threshold[i] = (float)-rk_log(rk_uniform(word[i]));
    }
}

/* Chances are added up from the end where they are larger, so that the first is no 0. */
static unsigned binomial_below_half(unsigned n, double chance, double uniform)
{
    double odds = chance / (1.0 - chance), one = rk_pow(1.0 - chance, n), sum = one;
    unsigned k = 0;
    while (uniform > sum && k < n) {
        one *= odds * (n - k) / (k + 1);
        sum += one;
        k++;
    }
    return k;
}

unsigned rk_binomial(unsigned n, double chance, uint32_t word)
{
    enum { ONE_BY_ONE = 64 };
    double uniform = rk_uniform(word);
    if (n > ONE_BY_ONE) {
        double mean = n * chance, k = mean + rk_normal_quantile(uniform) * sqrt(mean * (1.0 - chance)) + 0.5;
        return k <= 0.0 ? 0 : k >= n ? n : (unsigned)k;
    }
    return chance <= 0.5 ? binomial_below_half(n, chance, uniform)
                         : n - binomial_below_half(n, 1.0 - chance, 1.0 - uniform);
}

uint32_t rk_who_name(const char *name)
{
    uint32_t hash = 2166136261u;
    for (; *name != '\0'; name++) {
        hash = (hash ^ (unsigned char)*name) * 16777619u;
    }
    return hash;
}
