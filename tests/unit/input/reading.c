#include "reading.h"

#include "input/common_keys.h"

#include <stdio.h>
#include <unistd.h>

static const rk_key lend_keys[] = {
    RK_COMMON_ROWS("{prefecture: 1}"),
    [RK_N_COMMON_KEYS] = {"number", RK_KEY_RAMP, RK_UNIT_PERSONS, 0, 500, NULL, NULL, "persons", "S46", "how many"},
    {"days", RK_KEY_NUMBER, RK_UNIT_DAYS_MONTH, 0, 31, "20 days/month", NULL, "days/month", "C06", "days a month"},
    {"rule", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "wait", "wait|refuse", "", "", "what waits"},
    {"skills", RK_KEY_CHOICES, RK_UNIT_NUMBER, 0, 0, "[data, security]", RK_SKILL_CHOICES, "", "", "skills"},
    {"staffed", RK_KEY_SWITCH, RK_UNIT_NUMBER, 0, 0, "on", NULL, "", "", "there at once"},
};
static const rk_key build_keys[] = {
    RK_COMMON_ROWS("{municipality: 1}"),
    [RK_N_COMMON_KEYS] = {"cost", RK_KEY_NUMBER, RK_UNIT_YEN_YEAR, 0, 1e9, "1 million yen/year", NULL,
                          "million yen/year", "", "cost"},
    {"way", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "wood", "wood|stone|steel", "", "", "how"},
    {"depth", RK_KEY_COUNT, RK_UNIT_NUMBER, 0, 9, "3", NULL, "", "", "of the ground under what is heavy"},
};
enum { BUILD_WAY = RK_N_COMMON_KEYS + 1, BUILD_DEPTH };
static const rk_key_use build_uses[] = {{BUILD_DEPTH, BUILD_WAY, 1u << 1 | 1u << 2}};
static const rk_instrument_schema lend = {
    .name = "lend",
    .title = "Lend",
    .title_ja = "貸す",
    .help = "lends",
    .keys = lend_keys,
    .n_keys = sizeof lend_keys / sizeof *lend_keys,
    .books = RK_BOOKS(EXPERTS) | RK_BOOKS(TRAVEL),
    .requests = 1u << 1,
    .answers = RK_N_COMMON_KEYS + 2,
};
static const rk_instrument_schema build = {
    .name = "build",
    .title = "Build",
    .title_ja = "建てる",
    .help = "builds",
    .keys = build_keys,
    .n_keys = sizeof build_keys / sizeof *build_keys,
    .uses = build_uses,
    .n_uses = 1,
    .exclusive = true,
};

const rk_instrument_schema *const test_schemas[2] = {&lend, &build};

int reader_setup(void **state)
{
    rk_reader *reader = calloc(1, sizeof *reader);
    assert_non_null(reader);
    reader->arena = rk_arena_new();
    reader->mistakes = rk_mistakes_new();
    assert_non_null(reader->arena);
    assert_non_null(reader->mistakes);
    reader->scenario = rk_arena_alloc(reader->arena, 1, sizeof *reader->scenario);
    reader->scenario->start_year = 2026;
    *state = reader;
    return 0;
}

int reader_teardown(void **state)
{
    rk_reader *reader = *state;
    rk_mistakes_free(reader->mistakes);
    rk_arena_free(reader->arena);
    free(reader);
    return 0;
}

int tables_setup(void **unused)
{
    (void)unused;
    return setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1);
}

const char *printed(rk_mistakes *mistakes)
{
    static char text[32 * 1024];
    FILE *out = fmemopen(text, sizeof text, "w");
    assert_non_null(out);
    rk_mistakes_print(mistakes, out);
    assert_int_equal(fclose(out), 0);
    return rk_mistakes_count(mistakes) == 0 ? "" : text;
}

/* Loads a text that stands in a file of that name in a folder of its own. */
static rk_status load(const char *text, const char *const settings[], size_t n_settings, rk_mistakes *mistakes,
                      rk_scenario **scenario)
{
    char folder[] = "/tmp/renkei-input-XXXXXX";
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    FILE *file = fopen("scenario.yaml", "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    rk_status status = rk_scenario_load("scenario.yaml", settings, n_settings, test_schemas, 2, mistakes, scenario);
    assert_int_equal(unlink("scenario.yaml"), 0);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(folder), 0);
    return status;
}

rk_scenario *scenario_of(const char *text, const char *const settings[], size_t n_settings)
{
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = NULL;
    rk_status status = load(text, settings, n_settings, mistakes, &scenario);
    assert_string_equal(printed(mistakes), "");
    assert_int_equal(status, RK_OK);
    rk_mistakes_free(mistakes);
    return scenario;
}

const char *mistakes_of(const char *text, const char *const settings[], size_t n_settings)
{
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = NULL;
    assert_int_equal(load(text, settings, n_settings, mistakes, &scenario), RK_ERR_SCENARIO);
    assert_null(scenario);
    const char *text_of_them = printed(mistakes);
    rk_mistakes_free(mistakes);
    return text_of_them;
}
