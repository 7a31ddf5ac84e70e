/* Sums of blocks against a slow twin that keeps every replication and computes in long double. */
#include "stats/summary.h"
#include "stats/tally.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_MODELS = 3, BASELINE = 1, N_YEARS = 2, N_COLUMNS = 5, N_GROUPS = 2, N_RULES = 3, N_BLOCKS = 7 };
enum { N_REPLICATIONS = 13 + 16 * (N_BLOCKS - 2) + 3 };

static const size_t group_first[N_GROUPS + 1] = {0, 2, N_COLUMNS};
static const rk_shape shape = {N_MODELS,    BASELINE, N_YEARS, N_COLUMNS, N_GROUPS,
                               group_first, N_RULES,  {false}, false,     0,        RK_LANES};

/* The first block of a run from replication 3 counts lanes 3..15, the last one lanes 0..2. */
static const int first_lane[N_BLOCKS] = {3};
static const int n_lanes[N_BLOCKS] = {13, 16, 16, 16, 16, 16, 3};

/* [block][model][slot][column] */
typedef struct {
    rk_row row[N_BLOCKS][N_MODELS][N_YEARS + 1][N_COLUMNS];
} story;

/* Awkward values: of very different size, never all equal, some far from 0 and close to each other. Lanes that do not
 * count hold rubbish. */
static int64_t value_of(int block, size_t model, size_t slot, size_t column, size_t metric, int lane)
{
    uint64_t mixed = (uint64_t)block * 1000003 + model * 7919 + slot * 104729 + column * 1299709 + metric * 15485863 +
                     (uint64_t)lane * 32452843;
    mixed = (mixed ^ (mixed >> 13)) * UINT64_C(0x9E3779B97F4A7C15);
    mixed ^= mixed >> 29;
    if (metric >= RK_N_COUNTS) {
        return INT64_C(987654321012) + (int64_t)(mixed % 1000003) * (int64_t)(1 + column);
    }
    if (metric == RK_METRIC_ZERO_COVER_MONTHS || metric == RK_METRIC_SOLO_MONTHS) {
        return (int64_t)(mixed % 13) * (mixed % 3 == 0);
    }
    return metric % 2 == 0 ? 40000000 + (int64_t)(mixed % 11) : (int64_t)(mixed % (UINT64_C(1) << (metric % 27)));
}

static int64_t read_row(const rk_row *row, size_t metric, int lane)
{
    return metric < RK_N_COUNTS ? row->count[metric][lane] : row->money[metric - RK_N_COUNTS][lane];
}

static void fill_row(rk_row *row, int block, size_t model, size_t slot, size_t column)
{
    RK_FOR_LANES(lane)
    {
        bool counts = lane >= first_lane[block] && lane < first_lane[block] + n_lanes[block];
        for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
            int64_t value = counts ? value_of(block, model, slot, column, metric, lane) : -77;
            if (metric < RK_N_COUNTS) {
                row->count[metric][lane] = (int32_t)value;
            } else {
                row->money[metric - RK_N_COUNTS][lane] = value;
            }
        }
    }
}

static story *tell(void)
{
    story *told = aligned_alloc(64, sizeof *told);
    assert_non_null(told);
    for (int block = 0; block < N_BLOCKS; block++) {
        for (size_t model = 0; model < N_MODELS; model++) {
            for (size_t slot = 0; slot <= N_YEARS; slot++) {
                for (size_t column = 0; column < N_COLUMNS; column++) {
                    fill_row(&told->row[block][model][slot][column], block, model, slot, column);
                }
            }
        }
    }
    return told;
}

/* Yen of a block; rule 1 pays nothing in its first year. */
static int64_t rule_sum(int block, size_t model, size_t rule, size_t year)
{
    int64_t yen = (int64_t)(1 + 7919 * model + 104729 * rule + 15485863 * year) * (block + 3) % 998244353;
    return rule == 1 && year == 0 ? 0 : yen * n_lanes[block];
}

static void fold_rules(rk_tally *tally, int block)
{
    for (size_t model = 0; model < N_MODELS; model++) {
        int64_t sums[N_RULES * N_YEARS];
        for (size_t i = 0; i < N_RULES * N_YEARS; i++) {
            sums[i] = rule_sum(block, model, i / N_YEARS, i % N_YEARS);
        }
        rk_tally_fold_rules(tally, model, sums, (uint32_t)n_lanes[block]);
    }
}

static void fold_block(rk_tally *tally, const story *told, int block)
{
    static const size_t order[N_MODELS] = {BASELINE, 0, 2};
    for (size_t slot = 0; slot <= N_YEARS; slot++) {
        for (size_t group = 0; group < N_GROUPS; group++) {
            for (size_t i = 0; i < N_MODELS; i++) {
                const rk_row *rows = &told->row[block][order[i]][slot][group_first[group]];
                const rk_row *baseline = &told->row[block][BASELINE][slot][group_first[group]];
                rk_tally_fold(tally, order[i], slot, group, rows, order[i] == BASELINE ? NULL : baseline,
                              first_lane[block], n_lanes[block]);
            }
        }
    }
    fold_rules(tally, block);
    rk_tally_count(tally, (uint32_t)block, (uint32_t)n_lanes[block]);
}

static rk_tally *new_tally(void)
{
    rk_tally *tally;
    assert_int_equal(rk_tally_new(&shape, &tally), RK_OK);
    return tally;
}

static rk_tally *folded(const story *told)
{
    rk_tally *tally = new_tally();
    for (int block = 0; block < N_BLOCKS; block++) {
        fold_block(tally, told, block);
    }
    return tally;
}

/* ---- The twin ---- */

/* Every counted value of a cell, and where its blocks begin. with is SIZE_MAX, or the model to subtract. */
typedef struct {
    int64_t value[N_REPLICATIONS];
    size_t begin[N_BLOCKS + 1];
} sample;

static sample sample_of(const story *told, size_t model, size_t with, size_t slot, size_t column, size_t metric)
{
    sample found = {.begin = {0}};
    size_t n = 0;
    for (int block = 0; block < N_BLOCKS; block++) {
        for (int i = 0; i < n_lanes[block]; i++) {
            int lane = first_lane[block] + i;
            found.value[n] = read_row(&told->row[block][model][slot][column], metric, lane);
            if (with != SIZE_MAX) {
                found.value[n] -= read_row(&told->row[block][with][slot][column], metric, lane);
            }
            n++;
        }
        found.begin[block + 1] = n;
    }
    assert_int_equal(n, N_REPLICATIONS);
    return found;
}

/* Taken from the first value, so that the twin itself does not lose digits. */
static long double mean_excess(const sample *values)
{
    long double sum = 0;
    for (size_t i = 0; i < N_REPLICATIONS; i++) {
        sum += (long double)(values->value[i] - values->value[0]);
    }
    return sum / N_REPLICATIONS;
}

static rk_estimate estimate_slowly(const sample *values, int scale)
{
    long double mean = mean_excess(values);
    long double square = 0;
    for (size_t block = 0; block < N_BLOCKS; block++) {
        long double excess = 0;
        for (size_t i = values->begin[block]; i < values->begin[block + 1]; i++) {
            excess += (long double)(values->value[i] - values->value[0]) - mean;
        }
        square += excess * excess;
    }
    long double error = sqrtl(square * N_BLOCKS / (N_BLOCKS - 1)) / N_REPLICATIONS / scale;
    mean = (mean + (long double)values->value[0]) / scale;
    return (rk_estimate){(double)mean, (double)error, (double)(error * error * N_REPLICATIONS)};
}

static void assert_close(double value, double expected)
{
    assert_true(fabs(value - expected) <= 1e-12 * fabs(expected));
}

static void assert_estimate(rk_moment moment, const sample *values, rk_weight weight, int scale)
{
    rk_estimate found = rk_moment_estimate(&moment, &weight, scale);
    rk_estimate expected = estimate_slowly(values, scale);
    assert_close(found.mean, expected.mean);
    assert_close(found.error, expected.error);
    assert_close(found.variance, expected.variance);
}

static void means_and_errors_are_those_of_the_slow_twin(void **unused)
{
    (void)unused;
    story *told = tell();
    rk_tally *tally = folded(told);
    rk_weight weight = rk_tally_weight(tally);
    assert_int_equal(weight.n_replications, N_REPLICATIONS);
    assert_int_equal(weight.n_blocks, N_BLOCKS);
    for (size_t model = 0; model < N_MODELS; model++) {
        for (size_t slot = 0; slot < N_YEARS; slot++) {
            for (rk_metric metric = 0; metric < RK_N_METRICS; metric++) {
                for (size_t column = 0; column < N_COLUMNS; column++) {
                    int scale = rk_metrics[metric].scale;
                    sample level = sample_of(told, model, SIZE_MAX, slot, column, metric);
                    sample difference = sample_of(told, model, BASELINE, slot, column, metric);
                    assert_estimate(rk_tally_level(tally, model, slot, metric, column), &level, weight, scale);
                    assert_estimate(rk_tally_difference(tally, model, slot, metric, column), &difference, weight,
                                    scale);
                }
            }
        }
    }
    rk_tally_free(tally);
    free(told);
}

static void the_horizon_keeps_sketched_and_horizon_metrics_only(void **unused)
{
    (void)unused;
    story *told = tell();
    rk_tally *tally = folded(told);
    for (rk_metric metric = 0; metric < RK_N_METRICS; metric++) {
        rk_moment moment = rk_tally_level(tally, 2, N_YEARS, metric, 3);
        if ((rk_metrics[metric].flags & (RK_METRIC_SKETCH | RK_METRIC_HORIZON)) != 0) {
            sample level = sample_of(told, 2, SIZE_MAX, N_YEARS, 3, metric);
            assert_estimate(moment, &level, rk_tally_weight(tally), rk_metrics[metric].scale);
        } else {
            assert_int_equal(moment.sum, 0);
        }
    }
    rk_tally_free(tally);
    free(told);
}

static void variance_over_replications_is_that_of_the_slow_twin(void **unused)
{
    (void)unused;
    story *told = tell();
    rk_tally *tally = folded(told);
    for (rk_metric metric = 0; metric < RK_N_METRICS; metric++) {
        if ((rk_metrics[metric].flags & RK_METRIC_SKETCH) == 0) {
            continue;
        }
        sample values = sample_of(told, 0, SIZE_MAX, 1, 4, metric);
        long double mean = mean_excess(&values), square = 0;
        for (size_t i = 0; i < N_REPLICATIONS; i++) {
            long double excess = (long double)(values.value[i] - values.value[0]) - mean;
            square += excess * excess;
        }
        long double scale = rk_metrics[metric].scale;
        assert_close(rk_tally_variance(tally, 0, 1, metric, 4),
                     (double)(square / (N_REPLICATIONS - 1) / scale / scale));
    }
    rk_tally_free(tally);
    free(told);
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* A sketch may be off by a bin: 1/8 of the value, or of money a unit of 1,024 yen, since both sides of a difference are
 * rounded. */
static void assert_quantile(double found, sample *values, const rk_metric_info *metric, double q)
{
    qsort(values->value, N_REPLICATIONS, sizeof values->value[0], by_size);
    double exact = (double)values->value[(size_t)ceil(q * N_REPLICATIONS) - 1];
    double unit = (metric->flags & RK_METRIC_MONEY) != 0 ? 1024 + 128 : 0;
    assert_true(fabs(found * metric->scale - exact) <= fabs(exact) / 8 + unit);
}

static void quantiles_lie_within_a_bin_of_the_sorted_replications(void **unused)
{
    (void)unused;
    static const double levels[] = {0.001, 0.1, 0.37, 0.5, 0.9, 0.999};
    story *told = tell();
    rk_tally *tally = folded(told);
    for (rk_metric metric = 0; metric < RK_N_METRICS; metric++) {
        for (size_t i = 0; (rk_metrics[metric].flags & RK_METRIC_SKETCH) != 0 && i < 6; i++) {
            for (size_t column = 0; column < N_COLUMNS; column++) {
                sample level = sample_of(told, 2, SIZE_MAX, 0, column, metric);
                sample difference = sample_of(told, 2, BASELINE, 0, column, metric);
                assert_quantile(rk_tally_quantile(tally, 2, 0, metric, column, levels[i]), &level, &rk_metrics[metric],
                                levels[i]);
                assert_quantile(rk_tally_quantile_difference(tally, 2, 0, metric, column, levels[i]), &difference,
                                &rk_metrics[metric], levels[i]);
            }
        }
    }
    assert_true(rk_tally_quantile_difference(tally, BASELINE, 0, RK_METRIC_BACKLOG, 0, 0.5) == 0);
    rk_tally_free(tally);
    free(told);
}

/* Money is looked at in whole units of 1,024 yen, both sides of a difference rounded. */
static int64_t seen(int64_t value, rk_metric metric)
{
    bool money = (rk_metrics[metric].flags & RK_METRIC_MONEY) != 0;
    return value <= 0 ? 0 : money ? (value + 512) / 1024 : value;
}

static void shares_above_and_below_0_are_counted_exactly(void **unused)
{
    (void)unused;
    story *told = tell();
    rk_tally *tally = folded(told);
    int n_some = 0, n_less = 0, n_more = 0, n_same = 0;
    for (rk_metric metric = 0; metric < RK_N_METRICS; metric++) {
        for (size_t column = 0; (rk_metrics[metric].flags & RK_METRIC_SKETCH) != 0 && column < N_COLUMNS; column++) {
            sample own = sample_of(told, 2, SIZE_MAX, 0, column, metric);
            sample baseline = sample_of(told, BASELINE, SIZE_MAX, 0, column, metric);
            int some = 0, less = 0, more = 0;
            double below, above;
            for (size_t i = 0; i < N_REPLICATIONS; i++) {
                int64_t difference = seen(own.value[i], metric) - seen(baseline.value[i], metric);
                some += seen(own.value[i], metric) > 0;
                less += difference < 0;
                more += difference > 0;
            }
            rk_tally_shares_of_difference(tally, 2, 0, metric, column, &below, &above);
            assert_true(below == (double)less / N_REPLICATIONS && above == (double)more / N_REPLICATIONS);
            assert_true(rk_tally_share_above(tally, 2, 0, metric, column) == (double)some / N_REPLICATIONS);
            n_some += some > 0 && some < N_REPLICATIONS;
            n_less += less;
            n_more += more;
            n_same += N_REPLICATIONS - less - more;
            rk_tally_shares_of_difference(tally, BASELINE, 0, metric, column, &below, &above);
            assert_true(below == 0.0 && above == 0.0);
        }
    }
    assert_true(n_some > 0 && n_less > 0 && n_more > 0 && n_same > 0);
    rk_tally_free(tally);
    free(told);
}

/* ---- Order ---- */

static void assert_same(const rk_tally *a, const rk_tally *b)
{
    for (size_t model = 0; model < N_MODELS; model++) {
        for (size_t slot = 0; slot <= N_YEARS; slot++) {
            for (rk_metric metric = 0; metric < RK_N_METRICS; metric++) {
                for (size_t column = 0; column < N_COLUMNS; column++) {
                    rk_moment x = rk_tally_level(a, model, slot, metric, column);
                    rk_moment y = rk_tally_level(b, model, slot, metric, column);
                    assert_memory_equal(&x, &y, sizeof x);
                    x = rk_tally_difference(a, model, slot, metric, column);
                    y = rk_tally_difference(b, model, slot, metric, column);
                    assert_memory_equal(&x, &y, sizeof x);
                    if ((rk_metrics[metric].flags & RK_METRIC_SKETCH) != 0) {
                        double p = rk_tally_quantile(a, model, slot, metric, column, 0.3);
                        assert_true(p == rk_tally_quantile(b, model, slot, metric, column, 0.3));
                        p = rk_tally_quantile_difference(a, model, slot, metric, column, 0.3);
                        assert_true(p == rk_tally_quantile_difference(b, model, slot, metric, column, 0.3));
                        p = rk_tally_variance(a, model, slot, metric, column);
                        assert_true(p == rk_tally_variance(b, model, slot, metric, column));
                    }
                }
            }
        }
    }
    for (size_t i = 0; i < N_MODELS * N_RULES * (N_YEARS + 1); i++) {
        size_t slot = i % (N_YEARS + 1), rule = i / (N_YEARS + 1) % N_RULES, model = i / (N_YEARS + 1) / N_RULES;
        rk_moment p = rk_tally_rule(a, model, rule, slot), q = rk_tally_rule(b, model, rule, slot);
        assert_memory_equal(&p, &q, sizeof p);
    }
    rk_weight x = rk_tally_weight(a), y = rk_tally_weight(b);
    assert_memory_equal(&x, &y, sizeof x);
}

static void any_sharing_of_blocks_and_any_order_of_merging_give_the_same(void **unused)
{
    (void)unused;
    story *told = tell();
    rk_tally *whole = folded(told);
    rk_tally *part[3] = {new_tally(), new_tally(), new_tally()};
    static const int owner[N_BLOCKS] = {2, 0, 1, 1, 0, 2, 1};
    for (int block = N_BLOCKS; block-- > 0;) {
        fold_block(part[owner[block]], told, block);
    }
    rk_tally_merge(part[2], part[0]);
    rk_tally_merge(part[1], part[2]);
    assert_same(whole, part[1]);
    for (int i = 0; i < 3; i++) {
        rk_tally_free(part[i]);
    }
    rk_tally_free(whole);
    free(told);
}

/* Sums, sums by block size and sums of squares of every block, by year and over the years. */
static void what_rules_paid_is_summed_by_model_and_year(void **unused)
{
    (void)unused;
    story *told = tell();
    rk_tally *tally = folded(told);
    for (size_t model = 0; model < N_MODELS; model++) {
        for (size_t rule = 0; rule < N_RULES; rule++) {
            for (size_t slot = 0; slot <= N_YEARS; slot++) {
                rk_moment expected = {0}, found = rk_tally_rule(tally, model, rule, slot);
                for (int block = 0; block < N_BLOCKS; block++) {
                    int64_t sum = 0;
                    for (size_t year = 0; year < N_YEARS; year++) {
                        sum += slot == year || slot == N_YEARS ? rule_sum(block, model, rule, year) : 0;
                    }
                    expected.sum += sum;
                    expected.weighted += n_lanes[block] * sum;
                    expected.square += (__int128)sum * sum;
                }
                assert_true(found.sum == expected.sum && found.weighted == expected.weighted);
                assert_true(found.square == expected.square);
                assert_true((found.sum == 0) == (rule == 1 && slot == 0));
            }
        }
    }
    rk_tally_free(tally);
    free(told);
}

/* More of one value than a byte counts, in pieces that carry on the way and in the merge. */
static void counts_of_a_bin_pass_256_whole(void **unused)
{
    (void)unused;
    rk_tally *a = new_tally(), *b = new_tally();
    rk_row *rows = calloc(N_COLUMNS, sizeof *rows);
    for (int block = 0; block < 150; block++) {
        RK_FOR_LANES(lane)
        {
            rows[0].count[RK_METRIC_SOLO_MONTHS][lane] = block % 3 == 0 ? 5 : lane % 2 + 6;
        }
        rk_tally *tally = block < 90 ? a : b;
        rk_tally_fold(tally, BASELINE, 0, 0, rows, NULL, 0, RK_LANES);
        rk_tally_count(tally, (uint32_t)block, RK_LANES);
    }
    rk_tally_merge(a, b);
    /* 50 blocks of 16 fives, then 800 sixes and 800 sevens */
    assert_true(rk_tally_quantile(a, BASELINE, 0, RK_METRIC_SOLO_MONTHS, 0, 800.0 / 2400 - 1e-9) == 5);
    assert_true(rk_tally_quantile(a, BASELINE, 0, RK_METRIC_SOLO_MONTHS, 0, 800.0 / 2400 + 1e-9) == 6);
    assert_true(rk_tally_quantile(a, BASELINE, 0, RK_METRIC_SOLO_MONTHS, 0, 1600.0 / 2400 - 1e-9) == 6);
    assert_true(rk_tally_quantile(a, BASELINE, 0, RK_METRIC_SOLO_MONTHS, 0, 1600.0 / 2400 + 1e-9) == 7);
    rk_tally_free(a);
    rk_tally_free(b);
    free(rows);
}

/* What a lane has of every count: around 2^27, where the sum of 16 leaves 32 bits, and up to the ends of 32 bits. */
static const int64_t edges[] = {0,       (1 << 27) - 1, 1 << 27,   -(1 << 27), -(1 << 27) - 1, (1 << 28) - 1,
                                1 << 28, -(1 << 28),    INT32_MAX, INT32_MIN};
enum { N_EDGES = sizeof edges / sizeof edges[0], EDGE_FOLDS = 9 };

/* All lanes and metrics alike, but an odd metric; RK_N_METRICS for none. */
static void fill_edge(rk_row *row, int64_t value, rk_metric odd, int64_t of_odd)
{
    RK_FOR_LANES(lane)
    {
        for (size_t metric = 0; metric < RK_N_COUNTS; metric++) {
            row->count[metric][lane] = (int32_t)(metric == odd ? of_odd : value);
        }
        for (size_t metric = 0; metric < RK_N_MONEY; metric++) {
            row->money[metric][lane] = value * (INT64_C(1) << metric);
        }
    }
}

static int64_t sum_of_row(const rk_row *row, size_t metric, int first, int n)
{
    int64_t sum = 0;
    for (int lane = first; lane < first + n; lane++) {
        sum += read_row(row, metric, lane);
    }
    return sum;
}

/* Fold the same rows some times, which carries squares across 2^64 again and again. */
static void fold_edges(const rk_row own[N_COLUMNS], const rk_row baseline[N_COLUMNS], int first, int n)
{
    rk_tally *tally = new_tally();
    for (uint32_t block = 0; block < EDGE_FOLDS; block++) {
        rk_tally_fold(tally, BASELINE, 0, 0, baseline, NULL, first, n);
        rk_tally_fold(tally, 2, 0, 0, own, baseline, first, n);
        rk_tally_count(tally, block, (uint32_t)n);
    }
    for (rk_metric metric = 0; metric < RK_N_METRICS; metric++) {
        int64_t level = sum_of_row(&own[1], metric, first, n);
        int64_t difference = level - sum_of_row(&baseline[1], metric, first, n);
        rk_moment found = rk_tally_level(tally, 2, 0, metric, 1);
        assert_true(found.sum == EDGE_FOLDS * level);
        assert_true(found.weighted == (int64_t)(EDGE_FOLDS * (uint64_t)n * (uint64_t)level));
        assert_true(found.square == EDGE_FOLDS * (__int128)level * level);
        found = rk_tally_difference(tally, 2, 0, metric, 1);
        assert_true(found.sum == EDGE_FOLDS * difference);
        assert_true(found.square == EDGE_FOLDS * (__int128)difference * difference);
    }
    rk_tally_free(tally);
}

static void sums_and_squares_of_any_count_are_exact(void **unused)
{
    (void)unused;
    rk_row *own = aligned_alloc(64, 2 * N_COLUMNS * sizeof *own), *baseline = own + N_COLUMNS;
    assert_non_null(own);
    memset(own, 0, 2 * N_COLUMNS * sizeof *own);
    for (size_t i = 0; i < N_EDGES * N_EDGES; i++) {
        int64_t one = edges[i / N_EDGES], other = edges[i % N_EDGES];
        bool even = i % 3 == 0;
        fill_edge(&own[1], one, even ? RK_N_METRICS : RK_METRIC_BACKLOG, other);
        fill_edge(&baseline[1], other, even ? RK_N_METRICS : RK_METRIC_LATENESS, one);
        fold_edges(own, baseline, 0, RK_LANES);
        fold_edges(own, baseline, 5, 7);
    }
    free(own);
}

static void months_add_up(void **unused)
{
    (void)unused;
    rk_tally *a = new_tally(), *b = new_tally();
    rk_month_count months[RK_MONTHS][3];
    for (int month = 0; month < RK_MONTHS; month++) {
        for (int i = 0; i < 3; i++) {
            months[month][i] = (rk_month_count){month, 2 * i, 16, 1000 * month + i, INT32_MAX};
        }
    }
    rk_tally_fold_months(a, 2, 1, 1, months[0]);
    rk_tally_fold_months(b, 2, 1, 1, months[0]);
    rk_tally_merge(a, b);
    const rk_month_sum *sum = rk_tally_month(a, 2, RK_MONTHS + 7, 4);
    assert_int_equal(sum->nobody, 14);
    assert_int_equal(sum->zero_cover, 8);
    assert_int_equal(sum->solo, 32);
    assert_int_equal(sum->filled, 14004);
    assert_int_equal(sum->filled_squared, 2 * (int64_t)INT32_MAX);
    assert_int_equal(rk_tally_month(a, 2, RK_MONTHS + 7, 1)->solo, 0);
    rk_tally_free(a);
    rk_tally_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_and_errors_are_those_of_the_slow_twin),
        cmocka_unit_test(the_horizon_keeps_sketched_and_horizon_metrics_only),
        cmocka_unit_test(variance_over_replications_is_that_of_the_slow_twin),
        cmocka_unit_test(quantiles_lie_within_a_bin_of_the_sorted_replications),
        cmocka_unit_test(shares_above_and_below_0_are_counted_exactly),
        cmocka_unit_test(any_sharing_of_blocks_and_any_order_of_merging_give_the_same),
        cmocka_unit_test(what_rules_paid_is_summed_by_model_and_year),
        cmocka_unit_test(counts_of_a_bin_pass_256_whole),
        cmocka_unit_test(sums_and_squares_of_any_count_are_exact),
        cmocka_unit_test(months_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
