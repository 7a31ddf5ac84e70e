/* Philox4x32-10 for as many addresses as a vector register holds: the words of Random123, bit for bit.
 *
 * A product of 32 by 32 bits needs 64, so the registers hold every other address, first the even ones, then the odd
 * ones, and what is left in their upper halves is never looked at. Compilers make twice as many instructions of the
 * plain loop.
 */
#ifndef RK_BASE_PHILOX_H
#define RK_BASE_PHILOX_H

#include <Random123/philox.h>
#include <stddef.h>
#include <stdint.h>

#if defined __AVX512F__
#include <immintrin.h>
typedef __m512i rk_vector;
#define VECTOR(operation) _mm512_##operation
#define VECTOR_XOR _mm512_xor_si512
#define VECTOR_LOAD _mm512_loadu_si512
#define VECTOR_STORE _mm512_storeu_si512
#define VECTOR_EVEN(even, odd) _mm512_mask_blend_epi32(0xAAAA, even, odd)
#elif defined __AVX2__
#include <immintrin.h>
typedef __m256i rk_vector;
#define VECTOR(operation) _mm256_##operation
#define VECTOR_XOR _mm256_xor_si256
#define VECTOR_LOAD(from) _mm256_loadu_si256((const __m256i *)(const void *)(from))
#define VECTOR_STORE(to, value) _mm256_storeu_si256((__m256i *)(void *)(to), value)
#define VECTOR_EVEN(even, odd) _mm256_blend_epi32(even, odd, 0xAA)
#elif defined __SSE2__
#include <emmintrin.h>
typedef __m128i rk_vector;
#define VECTOR(operation) _mm_##operation
#define VECTOR_XOR _mm_xor_si128
#define VECTOR_LOAD(from) _mm_loadu_si128((const __m128i *)(const void *)(from))
#define VECTOR_STORE(to, value) _mm_storeu_si128((__m128i *)(void *)(to), value)
#define VECTOR_EVEN(even, odd) _mm_or_si128(_mm_srli_epi64(_mm_slli_epi64(even, 32), 32), odd)
#endif

#ifdef VECTOR
enum { RK_PHILOX_AT_ONCE = sizeof(rk_vector) / sizeof(uint32_t) };

/* counter: [4] in the lower halves; out: the words there. */
static inline void rk_philox_halves(rk_vector counter[4], philox4x32_key_t key)
{
    const rk_vector multiplier_0 = VECTOR(set1_epi32)((int)PHILOX_M4x32_0);
    const rk_vector multiplier_1 = VECTOR(set1_epi32)((int)PHILOX_M4x32_1);
    for (int round = 0; round < philox4x32_rounds; round++) {
        rk_vector product_0 = VECTOR(mul_epu32)(counter[0], multiplier_0);
        rk_vector product_1 = VECTOR(mul_epu32)(counter[2], multiplier_1);
        rk_vector key_0 = VECTOR(set1_epi32)((int)key.v[0]), key_1 = VECTOR(set1_epi32)((int)key.v[1]);
        counter[0] = VECTOR_XOR(VECTOR_XOR(VECTOR(srli_epi64)(product_1, 32), counter[1]), key_0);
        counter[2] = VECTOR_XOR(VECTOR_XOR(VECTOR(srli_epi64)(product_0, 32), counter[3]), key_1);
        counter[1] = product_1;
        counter[3] = product_0;
        key.v[0] += PHILOX_W32_0;
        key.v[1] += PHILOX_W32_1;
    }
}

/* The words of RK_PHILOX_AT_ONCE addresses, each word's in a row. */
static inline void rk_philox_vector(philox4x32_key_t key, const uint32_t *replication, const uint32_t *who,
                                    const uint32_t *when, uint32_t purpose, uint32_t *words[4])
{
    rk_vector even[4] = {VECTOR_LOAD(replication), VECTOR_LOAD(who), VECTOR_LOAD(when),
                         VECTOR(set1_epi32)((int)purpose)};
    rk_vector odd[4];
    for (int i = 0; i < 4; i++) {
        odd[i] = VECTOR(srli_epi64)(even[i], 32);
    }
    rk_philox_halves(even, key);
    rk_philox_halves(odd, key);
    for (int i = 0; i < 4; i++) {
        VECTOR_STORE(words[i], VECTOR_EVEN(even[i], VECTOR(slli_epi64)(odd[i], 32)));
    }
}
#else
enum { RK_PHILOX_AT_ONCE = 1 };

static inline void rk_philox_vector(philox4x32_key_t key, const uint32_t *replication, const uint32_t *who,
                                    const uint32_t *when, uint32_t purpose, uint32_t *words[4])
{
    philox4x32_ctr_t out = philox4x32((philox4x32_ctr_t){{*replication, *who, *when, purpose}}, key);
    for (int i = 0; i < 4; i++) {
        *words[i] = out.v[i];
    }
}
#endif

#undef VECTOR
#undef VECTOR_XOR
#undef VECTOR_LOAD
#undef VECTOR_STORE
#undef VECTOR_EVEN

#endif
