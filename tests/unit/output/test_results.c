/* What a results file holds, read back through HDF5. */
#include "output/h5_read.h"
#include "output/sums.h"
#include "stats/sums.h"
#include "stats/summary.h"
#include "tiny.h"

#include <hdf5.h>
#include <hdf5_hl.h>
#include <math.h>
#include <omp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { FIRST = 3, N = 2500 };

static const rk_run_options options = {
    .seed = 18446744073709551615u, .first_replication = FIRST, .n_replications = N, .n_threads = 2};

static rk_scenario *scenario;
static hid_t file;

/* Stands in for the one of the C library, so that files do not differ by when they were made. */
time_t time(time_t *now)
{
    const time_t stopped = 1775001600; /* 2026-04-01T00:00:00Z */
    if (now != NULL) {
        *now = stopped;
    }
    return stopped;
}

static int write_file(void **unused)
{
    (void)unused;
    scenario = tiny_scenario();
    char *path = tiny_path("whole.h5");
    rk_status status = tiny_write(scenario, path, &options, 700, N);
    if (status != RK_OK) {
        print_message("%s\n", rk_results_problem());
    }
    assert_int_equal(status, RK_OK);
    file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    assert_true(file >= 0);
    free(path);
    return 0;
}

static int clean(void **unused)
{
    (void)unused;
    (void)H5Fclose(file);
    rk_scenario_close(scenario);
    tiny_clean();
    return 0;
}

/* ---- Reading ---- */

/* Extents of a dataset, product in n. The caller closes. */
static hid_t open_dataset(const char *name, hsize_t dims[4], int *rank, size_t *n)
{
    hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT);
    if (dataset < 0) {
        fail_msg("%s is missing", name);
    }
    hid_t space = H5Dget_space(dataset);
    *rank = H5Sget_simple_extent_dims(space, dims, NULL);
    *n = (size_t)H5Sget_simple_extent_npoints(space);
    (void)H5Sclose(space);
    return dataset;
}

/* Read everything as type, after checking extents (0 ends the list). The caller frees. */
static void *read_all(const char *name, hid_t type, size_t size, const hsize_t expected[4])
{
    hsize_t dims[4] = {0};
    int rank;
    size_t n;
    hid_t dataset = open_dataset(name, dims, &rank, &n);
    for (int i = 0; i < 4; i++) {
        if (dims[i] != expected[i]) {
            fail_msg("%s: extent %d is %llu, expected %llu", name, i, (unsigned long long)dims[i],
                     (unsigned long long)expected[i]);
        }
    }
    void *data = calloc(n + 1, size);
    assert_non_null(data);
    assert_true(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data) >= 0);
    (void)H5Dclose(dataset);
    return data;
}

static int64_t *read_whole(const char *name, const hsize_t expected[4])
{
    return read_all(name, H5T_NATIVE_INT64, sizeof(int64_t), expected);
}

static double *read_numbers(const char *name, const hsize_t expected[4])
{
    return read_all(name, H5T_NATIVE_DOUBLE, sizeof(double), expected);
}

static void assert_text(const char *name, size_t index, const char *expected)
{
    hsize_t dims[4];
    int rank;
    size_t n;
    hid_t dataset = open_dataset(name, dims, &rank, &n);
    hid_t type = H5Dget_type(dataset);
    assert_true(index < n);
    assert_int_equal(H5Tget_cset(type), H5T_CSET_UTF8);
    char **text = calloc(n, sizeof *text);
    assert_true(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, text) >= 0);
    assert_string_equal(text[index], expected);
    hid_t space = H5Dget_space(dataset);
    (void)H5Dvlen_reclaim(type, space, H5P_DEFAULT, text);
    (void)H5Sclose(space);
    (void)H5Tclose(type);
    (void)H5Dclose(dataset);
    free(text);
}

static char *text_attribute(hid_t object, const char *name)
{
    hid_t attribute = H5Aopen(object, name, H5P_DEFAULT);
    if (attribute < 0) {
        return NULL;
    }
    hid_t type = H5Aget_type(attribute);
    char *text = NULL;
    if (H5Tget_class(type) == H5T_STRING && H5Tget_cset(type) == H5T_CSET_UTF8 && !H5Tis_variable_str(type)) {
        text = calloc(H5Tget_size(type) + 1, 1);
        assert_true(H5Aread(attribute, type, text) >= 0);
    }
    (void)H5Tclose(type);
    (void)H5Aclose(attribute);
    return text;
}

static int64_t int_attribute(const char *object, const char *name)
{
    int64_t value = -1;
    hid_t attribute = H5Aopen_by_name(file, object, name, H5P_DEFAULT, H5P_DEFAULT);
    assert_true(attribute >= 0);
    assert_true(H5Aread(attribute, H5T_NATIVE_INT64, &value) >= 0);
    (void)H5Aclose(attribute);
    return value;
}

/* ---- Labels ---- */

static herr_t check_labels(hid_t root, const char *name, const H5O_info_t *info, void *n_seen)
{
    if (info->type != H5O_TYPE_DATASET) {
        return 0;
    }
    static const char *const required[] = {"units", "long_name", "long_name_ja"};
    hid_t dataset = H5Dopen2(root, name, H5P_DEFAULT);
    for (int i = 0; i < 3; i++) {
        char *text = text_attribute(dataset, required[i]);
        if (text == NULL || text[0] == '\0') {
            fail_msg("%s has no %s", name, required[i]);
        }
        free(text);
    }
    hid_t space = H5Dget_space(dataset);
    int rank = H5Sget_simple_extent_ndims(space);
    bool in_words = H5Aexists(dataset, "axes") > 0; /* of the sums */
    for (int i = 0; i < rank && !in_words && H5DSis_scale(dataset) == 0; i++) {
        if (H5DSget_num_scales(dataset, (unsigned)i) != 1) {
            fail_msg("%s has no labels along its axis %d", name, i);
        }
    }
    assert_true(info->ctime == 0 && info->mtime == 0);
    (void)H5Sclose(space);
    (void)H5Dclose(dataset);
    ++*(int *)n_seen;
    return 0;
}

static void every_dataset_has_units_names_and_labels(void **unused)
{
    (void)unused;
    int n_seen = 0;
    assert_true(H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, check_labels, &n_seen, H5O_INFO_ALL) >= 0);
    assert_true(n_seen > 400);
}

static void names_come_back_in_their_own_script(void **unused)
{
    (void)unused;
    assert_text("model", 0, "other");
    assert_text("model", 1, "alone");
    assert_text("model_title", 0, "別の姿");
    assert_text("model_title", 1, "alone");
    assert_text("model_title_en", 0, "Another");
    assert_text("municipality_name", 0, "徳島市");
    assert_text("municipality_name", 1, "松山市");
    assert_text("prefecture_name", 1, "愛媛県");
    assert_text("kind", 1, "core_city");
    assert_text("kind", 2, "city");
    char *title_en = text_attribute(file, "title_en");
    assert_string_equal(title_en, "A small example");
    free(title_en);
    char *title = text_attribute(file, "title");
    assert_string_equal(title, "小さな例");
    free(title);
    int64_t *codes = read_whole("municipality", (const hsize_t[4]){TINY_COLUMNS});
    assert_int_equal(codes[0], 36201);
    assert_int_equal(codes[2], 38202);
    free(codes);
    int64_t *prefectures = read_whole("municipality_prefecture", (const hsize_t[4]){TINY_COLUMNS});
    assert_int_equal(prefectures[0], 36);
    assert_int_equal(prefectures[2], 38);
    free(prefectures);
    double *aged = read_numbers("aged_share", (const hsize_t[4]){TINY_COLUMNS});
    double *fiscal = read_numbers("fiscal_index", (const hsize_t[4]){TINY_COLUMNS});
    for (size_t i = 0; i < TINY_COLUMNS; i++) {
        assert_true(aged[i] == scenario->municipalities[i].aged_share && aged[i] > 0.2 && aged[i] < 0.6);
        assert_true(fiscal[i] == scenario->municipalities[i].fiscal_index && fiscal[i] > 0.1 && fiscal[i] < 2.0);
    }
    free(aged);
    free(fiscal);
    int64_t *years = read_whole("fiscal_year", (const hsize_t[4]){TINY_YEARS});
    assert_int_equal(years[0], scenario->start_year);
    free(years);
}

static void provenance_holds_the_scenario_and_what_made_it(void **unused)
{
    (void)unused;
    rk_scenario_file source = rk_scenario_file_at(scenario, 0);
    assert_text("provenance/file", 0, source.path);
    assert_text("provenance/file_text", 0, source.text);
    rk_scenario_value value = rk_scenario_value_at(scenario, 5);
    assert_text("provenance/values/key", 5, value.key);
    assert_text("provenance/values/value", 5, value.value);
    assert_text("provenance/values/origin", 5, value.origin);
    hid_t group = H5Gopen2(file, "provenance", H5P_DEFAULT);
    char *seed = text_attribute(group, "seed");
    assert_string_equal(seed, "18446744073709551615");
    assert_true(H5Aexists(group, "seed_number") == 0); /* past int64 */
    free(seed);
    (void)H5Gclose(group);
    assert_int_equal(int_attribute("provenance", "first_replication"), FIRST);
}

/* The oracle is a program that everybody has: sha256sum of GNU coreutils. */
static void the_digest_is_that_of_sha256sum(void **unused)
{
    (void)unused;
    char command[256], digest[65] = "";
    (void)snprintf(command, sizeof command, "sha256sum '%s/tiny.yaml'", tiny_folder());
    FILE *tool = popen(command, "r");
    assert_non_null(tool);
    assert_int_equal(fread(digest, 1, 64, tool), 64);
    (void)pclose(tool);
    assert_text("provenance/file_sha256", 0, digest);
}

/* ---- Single replications ---- */

static void assert_outcome(size_t outcome)
{
    const rk_metric_info *info = outcome < RK_N_METRICS ? &rk_metrics[outcome] : &rk_spreads[outcome - RK_N_METRICS];
    bool yearly = (info->flags & RK_METRIC_YEARLY) != 0;
    for (int horizon = yearly ? 0 : 1; horizon < 2; horizon++) {
        char name[128];
        size_t n_slots = horizon ? 1 : TINY_YEARS;
        size_t column = rk_replicates_column(&tiny_shape, outcome, horizon ? TINY_YEARS : 0);
        (void)snprintf(name, sizeof name, "prefectural/%s%s", info->name, horizon ? "_horizon" : "");
        int64_t *value = read_whole(name, (const hsize_t[4]){TINY_MODELS, TINY_GROUPS, N, horizon ? 0 : TINY_YEARS});
        (void)snprintf(name, sizeof name, "national/%s%s", info->name, horizon ? "_horizon" : "");
        int64_t *sum = outcome >= RK_N_METRICS
                           ? NULL
                           : read_whole(name, (const hsize_t[4]){TINY_MODELS, N, horizon ? 0 : TINY_YEARS});
        for (size_t model = 0; model < TINY_MODELS; model++) {
            for (uint32_t row = 0; row < N; row++) {
                for (size_t slot = 0; slot < n_slots; slot++) {
                    int64_t expected[2] = {tiny_value(model, 0, FIRST + row, column + slot),
                                           tiny_value(model, 1, FIRST + row, column + slot)};
                    assert_int_equal(value[((model * 2 + 0) * N + row) * n_slots + slot], expected[0]);
                    assert_int_equal(value[((model * 2 + 1) * N + row) * n_slots + slot], expected[1]);
                    assert_true(sum == NULL || sum[(model * N + row) * n_slots + slot] == expected[0] + expected[1]);
                }
            }
        }
        free(value);
        free(sum);
    }
}

static void every_replication_is_kept_exactly_across_batches_and_chunks(void **unused)
{
    (void)unused;
    for (size_t outcome = 0; outcome < RK_N_METRICS + RK_N_SPREADS; outcome++) {
        assert_outcome(outcome);
    }
    int64_t *labels = read_whole("replication", (const hsize_t[4]){N});
    for (int64_t i = 0; i < N; i++) {
        assert_int_equal(labels[i], FIRST + i);
    }
    free(labels);
}

static void each_block_has_its_assumptions_once(void **unused)
{
    (void)unused;
    const size_t n_blocks = (FIRST + N + RK_LANES - 1) / RK_LANES;
    const size_t n_numbers = scenario->n_numbers;
    int64_t *blocks = read_whole("block", (const hsize_t[4]){n_blocks});
    double *values = read_numbers("assumptions/value", (const hsize_t[4]){n_blocks, n_numbers});
    for (uint32_t block = 0; block < n_blocks; block++) {
        assert_int_equal(blocks[block], block);
        for (size_t number = 0; number < n_numbers; number++) {
            assert_true(values[block * n_numbers + number] == tiny_number(block, number));
        }
    }
    assert_text("parameter", 0, scenario->number_names[0]);
    free(blocks);
    free(values);
}

static void fixed_point_values_say_how_to_become_units(void **unused)
{
    (void)unused;
    double factor = 0;
    assert_true(H5LTget_attribute_double(file, "prefectural/backlog", "scale_factor", &factor) >= 0);
    assert_true(factor == 0.001);
    hid_t dataset = H5Dopen2(file, "prefectural/hires_horizon", H5P_DEFAULT);
    assert_true(H5Aexists(dataset, "scale_factor") == 0);
    (void)H5Dclose(dataset);
}

/* ---- Sums ---- */

static bool equal(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static double field_of(const rk_tally *tally, const char *suffix, size_t model, size_t slot, rk_metric metric,
                       size_t column)
{
    rk_weight weight = rk_tally_weight(tally);
    rk_moment level = rk_tally_level(tally, model, slot, metric, column);
    rk_moment difference = rk_tally_difference(tally, model, slot, metric, column);
    int scale = rk_metrics[metric].scale;
    if (strcmp(suffix, "mean") == 0) {
        return rk_moment_estimate(&level, &weight, scale).mean;
    }
    if (strcmp(suffix, "error") == 0) {
        return rk_moment_estimate(&level, &weight, scale).error;
    }
    if (strcmp(suffix, "difference") == 0) {
        return rk_moment_estimate(&difference, &weight, scale).mean;
    }
    if (strcmp(suffix, "difference_error") == 0) {
        return rk_moment_estimate(&difference, &weight, scale).error;
    }
    if (strcmp(suffix, "sd") == 0) {
        return sqrt(rk_tally_variance(tally, model, slot, metric, column));
    }
    if (strcmp(suffix, "chance") == 0) {
        return rk_tally_share_above(tally, model, slot, metric, column);
    }
    if (strcmp(suffix, "difference_below") == 0 || strcmp(suffix, "difference_above") == 0) {
        double below, above;
        rk_tally_shares_of_difference(tally, model, slot, metric, column, &below, &above);
        return strcmp(suffix, "difference_below") == 0 ? below : above;
    }
    double q = strtod(strrchr(suffix, 'p') + 1, NULL) / 100;
    return suffix[0] == 'p' ? rk_tally_quantile(tally, model, slot, metric, column, q)
                            : rk_tally_quantile_difference(tally, model, slot, metric, column, q);
}

static void assert_metric(const rk_tally *tally, rk_metric metric, const char *group, size_t first_slot, size_t n_slots)
{
    static const char *const suffixes[] = {"mean",          "error", "difference", "difference_error", "sd",
                                           "p10",           "p50",   "p90",        "difference_p10",   "difference_p50",
                                           "difference_p90", "chance", "difference_below", "difference_above"};
    size_t n_suffixes = (rk_metrics[metric].flags & RK_METRIC_SKETCH) != 0 ? 14 : 4;
    for (size_t i = 0; i < n_suffixes; i++) {
        char name[128];
        (void)snprintf(name, sizeof name, "%s/%s_%s", group, rk_metrics[metric].name, suffixes[i]);
        double *value = strcmp(group, "horizon") == 0
                            ? read_numbers(name, (const hsize_t[4]){TINY_MODELS, TINY_COLUMNS})
                            : read_numbers(name, (const hsize_t[4]){TINY_MODELS, TINY_YEARS, TINY_COLUMNS});
        for (size_t j = 0; j < TINY_MODELS * n_slots * TINY_COLUMNS; j++) {
            double expected = field_of(tally, suffixes[i], j / TINY_COLUMNS / n_slots,
                                       first_slot + j / TINY_COLUMNS % n_slots, metric, j % TINY_COLUMNS);
            assert_true(equal(value[j], expected));
        }
        free(value);
    }
}

static void means_errors_and_quantiles_are_those_of_the_tally(void **unused)
{
    (void)unused;
    rk_tally *tally = tiny_tally();
    for (rk_metric metric = 0; metric < RK_N_METRICS; metric++) {
        unsigned flags = rk_metrics[metric].flags;
        char name[128];
        (void)snprintf(name, sizeof name, "municipal/%s_mean", rk_metrics[metric].name);
        assert_true((H5Lexists(file, name, H5P_DEFAULT) > 0) == ((flags & RK_METRIC_HORIZON) == 0));
        if ((flags & RK_METRIC_HORIZON) == 0) {
            assert_metric(tally, metric, "municipal", 0, TINY_YEARS);
        }
        if ((flags & (RK_METRIC_HORIZON | RK_METRIC_SKETCH)) != 0) {
            assert_metric(tally, metric, "horizon", TINY_YEARS, 1);
        }
    }
    rk_tally_free(tally);
}

static void months_are_kept_as_counts_and_chances(void **unused)
{
    (void)unused;
    const hsize_t dims[4] = {TINY_MODELS, TINY_YEARS * RK_MONTHS, TINY_COLUMNS};
    rk_tally *tally = tiny_tally();
    int64_t *solo = read_whole("monthly/solo_count", dims);
    int64_t *nobody = read_whole("monthly/nobody_count", dims);
    double *zero_cover = read_numbers("monthly/zero_cover_chance", dims);
    double *mean = read_numbers("monthly/filled_mean", dims), *sd = read_numbers("monthly/filled_sd", dims);
    for (size_t i = 0; i < TINY_MODELS * TINY_YEARS * RK_MONTHS * TINY_COLUMNS; i++) {
        size_t month = i / TINY_COLUMNS;
        const rk_month_sum *sum =
            rk_tally_month(tally, month / (TINY_YEARS * RK_MONTHS), month % (TINY_YEARS * RK_MONTHS), i % TINY_COLUMNS);
        double n = 40, centre = (double)sum->filled / n;
        double variance = ((double)sum->filled_squared - n * centre * centre) / (n - 1);
        assert_int_equal(solo[i], sum->solo);
        assert_int_equal(nobody[i], sum->nobody);
        assert_true(zero_cover[i] == (double)sum->zero_cover / n);
        assert_true(mean[i] == centre);
        assert_true(fabs(sd[i] * sd[i] - variance) <= 1e-9 * (1 + fabs(variance)) || (isnan(sd[i]) && variance < 0));
    }
    free(solo);
    free(nobody);
    free(zero_cover);
    free(mean);
    free(sd);
    rk_tally_free(tally);
}

static void totals_are_what_the_run_prints(void **unused)
{
    (void)unused;
    const hsize_t dims[4] = {TINY_MODELS, RK_N_METRICS};
    rk_tally *tally = tiny_tally();
    double *low = read_numbers("totals/difference_low", dims);
    double *factor = read_numbers("totals/variance_factor", dims);
    for (size_t i = 0; i < TINY_MODELS * RK_N_METRICS; i++) {
        rk_summary summary = rk_tally_summary(tally, i / RK_N_METRICS, (rk_metric)(i % RK_N_METRICS));
        assert_true(equal(low[i], summary.difference_low));
        assert_true(equal(factor[i], summary.variance_factor));
    }
    assert_text("totals/metric", RK_METRIC_COST_TOTAL, "cost_total");
    assert_text("totals/metric_unit", RK_METRIC_COST_TOTAL, "yen");
    free(low);
    free(factor);
    rk_tally_free(tally);
}

/* ---- Whole files ---- */

static void the_sums_come_back_exactly(void **unused)
{
    (void)unused;
    rk_tally *tally = tiny_tally(), *restored = NULL;
    rk_h5 h5;
    char *path = tiny_path("sums.h5"); /* HDF5 does not open a file that is open otherwise */
    assert_int_equal(tiny_write(scenario, path, &options, 700, N), RK_OK);
    assert_int_equal(rk_tally_new(&tiny_shape, &restored), RK_OK);
    assert_true(rk_h5_open(&h5, path));
    rk_sums_read(&h5, restored);
    assert_true(rk_h5_close(&h5));
    for (rk_sums_id id = 0; id < RK_N_SUMS; id++) {
        rk_sums_array array = rk_sums_describe(tally, id);
        char *expected = calloc(array.n, array.element), *found = calloc(array.n, array.element);
        rk_sums_get(tally, id, expected);
        rk_sums_get(restored, id, found);
        assert_memory_equal(expected, found, array.n * array.element);
        free(expected);
        free(found);
    }
    rk_tally_free(restored);
    rk_tally_free(tally);
    free(path);
}

static void sums_of_another_shape_are_refused(void **unused)
{
    (void)unused;
    rk_tally *tally = NULL;
    rk_shape shape = tiny_shape;
    rk_h5 h5;
    char *path = tiny_path("sums.h5");
    shape.n_years++;
    assert_int_equal(rk_tally_new(&shape, &tally), RK_OK);
    assert_true(rk_h5_open(&h5, path));
    rk_sums_read(&h5, tally);
    assert_false(rk_h5_close(&h5));
    assert_non_null(strstr(rk_results_problem(), "has another shape"));
    rk_tally_free(tally);
    free(path);
}

static void what_each_rule_paid_is_kept_with_its_words(void **unused)
{
    (void)unused;
    const hsize_t yearly[4] = {TINY_MODELS, TINY_RULES, TINY_YEARS}, whole[4] = {TINY_MODELS, TINY_RULES};
    rk_tally *tally = tiny_tally();
    rk_weight weight = rk_tally_weight(tally);
    double *mean = read_numbers("funding/paid_mean", yearly), *error = read_numbers("funding/paid_error", yearly);
    double *total = read_numbers("funding/total_mean", whole), *total_error = read_numbers("funding/total_error", whole);
    for (size_t i = 0; i < TINY_MODELS * TINY_RULES; i++) {
        size_t model = i / TINY_RULES, rule = i % TINY_RULES;
        for (size_t slot = 0; slot <= TINY_YEARS; slot++) {
            rk_moment sums = rk_tally_rule(tally, model, rule, slot);
            rk_estimate estimate = rk_moment_estimate(&sums, &weight, 1);
            assert_true(equal(slot < TINY_YEARS ? mean[i * TINY_YEARS + slot] : total[i], estimate.mean));
            assert_true(equal(slot < TINY_YEARS ? error[i * TINY_YEARS + slot] : total_error[i], estimate.error));
            assert_true(estimate.mean > 1e9 && estimate.error > 0.0);
        }
    }
    assert_text("funding/rule", 0, "own_relief"); /* of order 7, before the other */
    assert_text("funding/rule_title_ja", 0, "減免");
    assert_text("funding/rule_source", 0, "X7");
    assert_text("funding/rule_rate", 0, "0.3");
    assert_text("funding/rule", 1, "own_second");
    assert_text("funding/rule_by", 1, "prefecture");
    assert_text("funding/rule_cap", 1, "3 million yen");
    assert_text("funding/rule_per", 1, "case");
    free(mean);
    free(error);
    free(total);
    free(total_error);
    rk_tally_free(tally);
}

static void a_run_that_ended_early_says_so_and_keeps_what_counts(void **unused)
{
    (void)unused;
    char *path = tiny_path("partial.h5");
    hid_t whole = file;
    assert_int_equal(int_attribute("/", "partial"), 0);
    assert_int_equal(int_attribute("/", "n_replications"), N);
    assert_int_equal(tiny_write(scenario, path, &options, 700, 1402), RK_OK);
    file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    assert_int_equal(int_attribute("/", "partial"), 1);
    assert_int_equal(int_attribute("/", "n_replications"), 1402);
    assert_int_equal(int_attribute("/", "n_replications_asked"), N);
    free(read_whole("replication", (const hsize_t[4]){1402}));
    free(read_whole("block", (const hsize_t[4]){(FIRST + 1402 + 15) / 16}));
    int64_t *value = read_whole("prefectural/backlog_horizon", (const hsize_t[4]){TINY_MODELS, TINY_GROUPS, 1402});
    size_t column = rk_replicates_column(&tiny_shape, RK_METRIC_BACKLOG, TINY_YEARS);
    assert_int_equal(value[4 * 1402 - 1], tiny_value(1, 1, FIRST + 1401, column));
    free(value);
    (void)H5Fclose(file);
    file = whole;
    free(path);
}

static char *bytes_of(const char *path, size_t *n)
{
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    assert_int_equal(fseek(in, 0, SEEK_END), 0);
    *n = (size_t)ftell(in);
    rewind(in);
    char *bytes = malloc(*n);
    assert_int_equal(fread(bytes, 1, *n, in), *n);
    (void)fclose(in);
    return bytes;
}

/* Only the time of creation would differ, and here the clock stands still. */
static void equal_runs_give_equal_bytes_whatever_the_threads_and_batches(void **unused)
{
    (void)unused;
    char *path[2] = {tiny_path("a.h5"), tiny_path("b.h5")};
    char *bytes[2];
    size_t n[2];
    for (int i = 0; i < 2; i++) {
        omp_set_num_threads(i == 0 ? 1 : 3);
        assert_int_equal(tiny_write(scenario, path[i], &options, i == 0 ? 1600 : 96, N), RK_OK);
        bytes[i] = bytes_of(path[i], &n[i]);
    }
    assert_int_equal(n[0], n[1]);
    assert_true(memcmp(bytes[0], bytes[1], n[0]) == 0);
    for (int i = 0; i < 2; i++) {
        free(bytes[i]);
        free(path[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_dataset_has_units_names_and_labels),
        cmocka_unit_test(names_come_back_in_their_own_script),
        cmocka_unit_test(provenance_holds_the_scenario_and_what_made_it),
        cmocka_unit_test(the_digest_is_that_of_sha256sum),
        cmocka_unit_test(every_replication_is_kept_exactly_across_batches_and_chunks),
        cmocka_unit_test(each_block_has_its_assumptions_once),
        cmocka_unit_test(fixed_point_values_say_how_to_become_units),
        cmocka_unit_test(means_errors_and_quantiles_are_those_of_the_tally),
        cmocka_unit_test(months_are_kept_as_counts_and_chances),
        cmocka_unit_test(totals_are_what_the_run_prints),
        cmocka_unit_test(the_sums_come_back_exactly),
        cmocka_unit_test(sums_of_another_shape_are_refused),
        cmocka_unit_test(what_each_rule_paid_is_kept_with_its_words),
        cmocka_unit_test(a_run_that_ended_early_says_so_and_keeps_what_counts),
        cmocka_unit_test(equal_runs_give_equal_bytes_whatever_the_threads_and_batches),
    };
    return cmocka_run_group_tests(tests, write_file, clean);
}
