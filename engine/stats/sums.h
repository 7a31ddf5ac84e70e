/* The sums of a tally as plain arrays, so that a file can keep them and a run take them up again, exactly.
 *
 * An array is [column][...]: whole numbers of one kind, its columns (metrics, bins, ...) first, so that what is 0
 * throughout lies together. A square of 128 bits takes two columns' places: first the low halves of all columns, then
 * the high ones. What a fold remembers for the next one is no sum and is left out.
 */
#ifndef RK_STATS_SUMS_H
#define RK_STATS_SUMS_H

#include "stats/tally.h"

/* X(id, name, what it is, in Japanese, axes after the first) */
#define RK_SUMS_LIST(X)                                                                                                \
    X(WEIGHT, "weight", "replications, blocks, squared block sizes, and those again of the totals",                    \
      "試行数とブロック数", "1")                                                                                       \
    X(SUM, "sum", "sums of block sums S", "ブロック和の合計", "metric, model, slot, municipality")                     \
    X(UNEVEN, "uneven", "sums of (n - inner) S over blocks of n < inner replications", "端数ブロックの補正和",               \
      "metric, model, slot, municipality")                                                                             \
    X(SQUARE, "square", "sums of squared S", "ブロック和の平方和", "half and metric, model, slot, municipality")       \
    X(PAIRED_SQUARE, "paired_square", "sums of squared differences of S to the baseline", "差の平方和",                \
      "half and metric, model but the baseline, slot, municipality")                                                   \
    X(SINGLE_SQUARE, "single_square", "sums of squares of replications", "試行の平方和",                               \
      "half and sketch, model, slot, municipality")                                                                    \
    X(BINS, "bins", "counts of the quantile sketches", "分位点の度数", "bin, model, slot, municipality")               \
    X(PAIRED_BINS, "paired_bins", "counts of the sketches of differences", "差の分位点の度数",                         \
      "bin, model but the baseline, slot, municipality")                                                               \
    X(MONTH, "month", "nobody, zero cover, solo, filled, filled squared", "月別の和",                                  \
      "state, model, month, municipality")                                                                             \
    X(RULE, "rule", "what rules paid: sum S, sum n S", "財政措置の和", "part, model, rule, slot")                      \
    X(RULE_SQUARE, "rule_square", "what rules paid: sum of squared S", "財政措置の平方和", "half, model, rule, slot")  \
    X(UNITS, "units", "replications, blocks, whole blocks of a randomisation", "無作為化ごとの数",                     \
      "part, randomisation")                                                                                           \
    X(TOTAL, "total", "totals: sum, paired sum, sum over whole blocks", "総計の和",                                    \
      "part, model, metric, randomisation")                                                                            \
    X(TOTAL_SQUARE, "total_square", "totals: squares of replications, of blocks", "総計の平方和",                      \
      "half and part, model, metric, randomisation")                                                                   \
    X(TOTAL_BLOCK, "total_block", "totals by block: sum S, sum n S", "ブロック別総計の和",                             \
      "part, model, metric, randomisation")                                                                            \
    X(TOTAL_BLOCK_SQUARE, "total_block_square", "totals by block: sum of squared S", "ブロック別総計の平方和",         \
      "half, model, metric, randomisation")                                                                            \
    X(TOTAL_PAIRED, "total_paired", "paired totals by block: sum S, sum n S", "ブロック別の差の和",                    \
      "part, model, metric, randomisation")                                                                            \
    X(TOTAL_PAIRED_SQUARE, "total_paired_square", "paired totals by block: sum of squared S",                          \
      "ブロック別の差の平方和", "half, model, metric, randomisation")

typedef enum {
#define X(id, name, long_name, ja, axes) RK_SUMS_##id,
    RK_SUMS_LIST(X)
#undef X
        RK_N_SUMS
} rk_sums_id;

enum { RK_SUMS_RANK_MAX = 4 };

typedef struct {
    const char *name, *long_name, *long_name_ja, *axes;
    size_t element; /* bytes: 8 for int64_t; 4 for uint32_t, which counts are */
    bool wide;      /* 128-bit numbers in halves */
    int rank;
    size_t dims[RK_SUMS_RANK_MAX];
    size_t n; /* elements, the product of dims; may be 0 */
} rk_sums_array;

rk_sums_array rk_sums_describe(const rk_tally *tally, rk_sums_id id);

/* Copy all n elements out of a tally, or into one of the same shape. */
void rk_sums_get(const rk_tally *tally, rk_sums_id id, void *values);
void rk_sums_set(rk_tally *tally, rk_sums_id id, const void *values);

/* Take source away from target: replications that have been added to it before. Returns RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_sums_subtract(rk_tally *target, const rk_tally *source);

#endif
