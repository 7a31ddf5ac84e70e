#include "reading.h"

#include "input/number.h"

#include <math.h>

static rk_key key_of(rk_unit unit, double min, double max, const char *unit_text)
{
    return (rk_key){"key", RK_KEY_NUMBER, unit, min, max, NULL, NULL, unit_text, "", ""};
}

/* Value in the base unit of a fixed number. */
static double base_of(rk_reader *reader, rk_key key, const char *text)
{
    rk_prior prior;
    const char *wrong = rk_prior_read(reader->arena, &key, text, &prior);
    assert_string_equal(wrong == NULL ? "" : wrong, "");
    assert_int_equal(prior.family, RK_FIXED);
    return rk_prior_to_base(&prior, prior.a);
}

static void every_unit_of_a_dimension_means_its_base_unit(void **state)
{
    static const struct {
        rk_unit unit;
        const char *documented, *text;
        double base;
    } rows[] = {
        {RK_UNIT_NUMBER, "", "1.5", 1.5},
        {RK_UNIT_NUMBER, "", "3 倍", 3},
        {RK_UNIT_SHARE, "%", "0.35", 0.35},
        {RK_UNIT_SHARE, "%", "35 %", 0.35},
        {RK_UNIT_SHARE, "%", "35%", 0.35},
        {RK_UNIT_SHARE, "%", "35パーセント", 0.35},
        {RK_UNIT_GROWTH, "%/year", "-6 %/year", -0.06},
        {RK_UNIT_GROWTH, "%/year", "6 %/年", 0.06},
        {RK_UNIT_GROWTH, "%/year", "6 percent per year", 0.06},
        {RK_UNIT_RATE, "/year", "0.6 /year", 0.05},
        {RK_UNIT_RATE, "/year", "2 /month", 2},
        {RK_UNIT_RATE, "/month", "6 回/年", 0.5},
        {RK_UNIT_MONTHS, "months", "18 months", 18},
        {RK_UNIT_MONTHS, "months", "1.5 years", 18},
        {RK_UNIT_MONTHS, "months", "18か月", 18},
        {RK_UNIT_MONTHS, "months", "18 ヶ月", 18},
        {RK_UNIT_MONTHS, "months", "2年", 24},
        {RK_UNIT_YEARS, "years", "42 歳", 42},
        {RK_UNIT_YEARS, "years", "18 months", 1.5},
        {RK_UNIT_DAYS, "days", "10 人日", 10},
        {RK_UNIT_DAYS, "days", "12 hours", 1.5},
        {RK_UNIT_DAYS_MONTH, "days/month", "4 days / month", 4},
        {RK_UNIT_DAYS_MONTH, "days/month", "24 日/年", 2},
        {RK_UNIT_PERSONS, "persons", "5", 5},
        {RK_UNIT_PERSONS, "persons", "5 people", 5},
        {RK_UNIT_PERSONS, "persons", "5人", 5},
        {RK_UNIT_FTE, "FTE", "0.5 fte", 0.5},
        {RK_UNIT_PERSON_MONTHS, "person-months", "3 人月", 3},
        {RK_UNIT_PERSON_MONTHS, "person-months", "10 person-days", 0.5},
        {RK_UNIT_YEN, "yen", "1.2 億円", 1.2e8},
        {RK_UNIT_YEN, "yen", "5oku", 5e8},
        {RK_UNIT_YEN, "yen", "30 万円", 3e5},
        {RK_UNIT_YEN, "yen", "3 Million Yen", 3e6},
        {RK_UNIT_YEN, "yen", "1_200 thousand yen", 1.2e6},
        {RK_UNIT_YEN_YEAR, "million yen/year", "9.2 百万円/年", 9.2e6},
        {RK_UNIT_YEN_YEAR, "million yen/year", "0.5 million yen per month", 6e6},
        {RK_UNIT_YEN_DAY, "yen/day", "4万円/日", 4e4},
        {RK_UNIT_YEN_RESIDENT, "yen/resident", "3_700 yen/resident", 3700},
        {RK_UNIT_YEN_RESIDENT, "yen/resident", "3.7e3 円/人", 3700},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double base = base_of(*state, key_of(rows[i].unit, -1e12, 1e12, rows[i].documented), rows[i].text);
        if (fabs(base - rows[i].base) > 1e-9 * fabs(rows[i].base)) {
            fail_msg("%s is %.12g, expected %.12g", rows[i].text, base, rows[i].base);
        }
    }
}

static void a_chance_becomes_the_hazard_that_meets_it_exactly(void **state)
{
    rk_key key = key_of(RK_UNIT_CHANCE, 0, 0.99, "%/year");
    double hazard = base_of(*state, key, "30 %/year");
    assert_true(fabs(1 - exp(-12 * hazard) - 0.3) < 1e-12);
    hazard = base_of(*state, key, "4 %/month");
    assert_true(fabs(1 - exp(-hazard) - 0.04) < 1e-12);
}

static void a_range_is_compared_in_the_base_unit_whatever_unit_is_written(void **state)
{
    rk_reader *reader = *state;
    rk_key chance = key_of(RK_UNIT_CHANCE, 0, 0.5, "%/year"), rate = key_of(RK_UNIT_RATE, 0, 12, "/year");
    rk_prior prior;
    assert_null(rk_prior_read(reader->arena, &chance, "5 %/month", &prior));     /* 46 % a year */
    assert_non_null(rk_prior_read(reader->arena, &chance, "6 %/month", &prior)); /* 52 % */
    assert_null(rk_prior_read(reader->arena, &rate, "1 /month", &prior));
    assert_non_null(rk_prior_read(reader->arena, &rate, "1.1 /month", &prior));
}

static void both_ends_of_a_range_are_allowed(void **state)
{
    rk_reader *reader = *state;
    rk_key key = key_of(RK_UNIT_CHANCE, 0, 0.999, "%/month");
    rk_prior prior;
    assert_null(rk_prior_read(reader->arena, &key, "99.9 %/month", &prior));
    assert_null(rk_prior_read(reader->arena, &key, "0 %/month", &prior));
    assert_non_null(rk_prior_read(reader->arena, &key, "100 %/month", &prior));
}

static void distributions_keep_their_parameters_as_written(void **state)
{
    static const struct {
        const char *text;
        rk_family family;
        double a, b, c;
    } rows[] = {
        {"beta(2, 8)", RK_BETA, 2, 8, 0},
        {"gamma(25, 0.01)", RK_GAMMA, 25, 0.01, 0},
        {"lognormal(0.3, 0.35)", RK_LOGNORMAL, 0.3, 0.35, 0},
        {"normal(0.5, 0.1)", RK_NORMAL, 0.5, 0.1, 0},
        {"triangular(20, 40, 70) %", RK_TRIANGULAR, 20, 40, 70},
        {"uniform( 0.25 ,0.5 )", RK_UNIFORM, 0.25, 0.5, 0},
        {"poisson(0.5)", RK_POISSON, 0.5, 0, 0},
        {"weibull (2.5, 0.4)", RK_WEIBULL, 2.5, 0.4, 0},
    };
    rk_reader *reader = *state;
    rk_key key = key_of(RK_UNIT_SHARE, 0, 1, "%");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rk_prior prior;
        assert_null(rk_prior_read(reader->arena, &key, rows[i].text, &prior));
        assert_int_equal(prior.family, rows[i].family);
        assert_true(prior.a == rows[i].a && prior.b == rows[i].b && prior.c == rows[i].c);
    }
}

static void tails_end_where_the_range_does(void **state)
{
    rk_reader *reader = *state;
    rk_key pay = key_of(RK_UNIT_YEN_YEAR, 0, 1e9, "million yen/year"), quit = key_of(RK_UNIT_CHANCE, 0, 0.99, "%/year");
    rk_prior prior;
    assert_null(rk_prior_read(reader->arena, &pay, "normal(6, 0.6) million yen/year", &prior));
    assert_true(prior.low == 0 && prior.high == 1000); /* in the unit as written */
    assert_null(rk_prior_read(reader->arena, &quit, "beta(24, 976) /year", &prior));
    assert_true(prior.low == 0 && fabs(prior.high - 0.99) < 1e-12);
    assert_null(rk_prior_read(reader->arena, &pay, "uniform(5, 6) million yen/year", &prior));
    assert_true(isinf(prior.low) && isinf(prior.high)); /* it ends by itself */
}

static void a_clip_stands_before_or_behind_the_unit(void **state)
{
    static const char *const texts[] = {
        "normal(6, 0.6) clip(4, 8) million yen/year",
        "normal(6, 0.6) million yen/year clip(4, 8)",
        "normal(6, 0.6)clip( 4 , 8 )million yen/year",
    };
    rk_reader *reader = *state;
    rk_key key = key_of(RK_UNIT_YEN_YEAR, 0, 1e9, "million yen/year");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rk_prior prior;
        assert_null(rk_prior_read(reader->arena, &key, texts[i], &prior));
        assert_true(prior.low == 4 && prior.high == 8 && prior.to_base == 1e6);
    }
}

static void a_clip_makes_a_bounded_distribution_fit(void **state)
{
    rk_reader *reader = *state;
    rk_key key = key_of(RK_UNIT_SHARE, 0, 1, "%");
    rk_prior prior;
    assert_non_null(rk_prior_read(reader->arena, &key, "triangular(50, 80, 120) %", &prior));
    assert_null(rk_prior_read(reader->arena, &key, "triangular(50, 80, 120) % clip(50, 100)", &prior));
    assert_non_null(rk_prior_read(reader->arena, &key, "uniform(0, 1) clip(0.5, 1.5)", &prior));
}

static void what_is_no_number_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "five",
        "nan",
        "inf",
        "-inf",
        "0x10",
        "1,000",
        "1 000",
        "1__0",
        "_1",
        "1_",
        "1e",
        "1e999",
        "--1",
        "1..2",
        "5 moths",
        "beta(2, 8",
        "beta(2)",
        "beta(2, 8, 1)",
        "beta(0, 1)",
        "uniform(2, 1)",
        "beta 2",
        "normal(1, 0)",
        "triangular(1, 1, 1)",
        "triangular(3, 2, 4)",
        "poisson(0)",
        "beta(2, 8) clip(1)",
        "beta(2, 8) clip(0.6, 0.4)",
        "0.5 clip",
        "５",
        "５ 人",
        "0.5　",
    };
    rk_reader *reader = *state;
    rk_key key = key_of(RK_UNIT_NUMBER, -1e300, 1e300, "");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rk_prior prior;
        if (rk_prior_read(reader->arena, &key, texts[i], &prior) == NULL) {
            fail_msg("\"%s\" was read as a number", texts[i]);
        }
    }
}

static void full_width_digits_are_named_in_their_half_width_form(void **state)
{
    rk_reader *reader = *state;
    rk_key key = key_of(RK_UNIT_SHARE, 0, 1, "%");
    rk_prior prior;
    assert_string_equal(rk_prior_read(reader->arena, &key, "２４％", &prior), "full-width characters; write \"24%\"");
}

static void whole_numbers_keep_all_their_digits(void **state)
{
    rk_reader *reader = *state;
    rk_key key = {"seed", RK_KEY_COUNT, RK_UNIT_NUMBER, 0, 9223372036854775807.0, NULL, NULL, "", "", ""};
    long count = 0;
    assert_null(rk_count_read(reader->arena, &key, "9223372036854775807", &count));
    assert_true(count == 9223372036854775807L);
    assert_null(rk_count_read(reader->arena, &key, "9_007_199_254_740_993", &count)); /* 2^53 + 1 */
    assert_true(count == 9007199254740993L);
    assert_null(rk_count_read(reader->arena, &key, "1e6", &count));
    assert_true(count == 1000000);
    assert_non_null(rk_count_read(reader->arena, &key, "1.5", &count));
    assert_non_null(rk_count_read(reader->arena, &key, "99999999999999999999", &count));
}

static void every_default_of_a_parameter_is_within_its_own_range(void **state)
{
    rk_reader *reader = *state;
    for (size_t i = 0; i < RK_N_PARAMETERS; i++) {
        rk_prior prior;
        const char *wrong =
            rk_prior_read(reader->arena, &rk_parameter_keys[i], rk_parameter_keys[i].default_text, &prior);
        if (wrong != NULL) {
            fail_msg("%s: %s", rk_parameter_keys[i].name, wrong);
        }
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, reader_setup, reader_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_unit_of_a_dimension_means_its_base_unit),
        TEST(a_chance_becomes_the_hazard_that_meets_it_exactly),
        TEST(a_range_is_compared_in_the_base_unit_whatever_unit_is_written),
        TEST(both_ends_of_a_range_are_allowed),
        TEST(distributions_keep_their_parameters_as_written),
        TEST(tails_end_where_the_range_does),
        TEST(a_clip_stands_before_or_behind_the_unit),
        TEST(a_clip_makes_a_bounded_distribution_fit),
        TEST(what_is_no_number_is_refused),
        TEST(full_width_digits_are_named_in_their_half_width_form),
        TEST(whole_numbers_keep_all_their_digits),
        TEST(every_default_of_a_parameter_is_within_its_own_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
