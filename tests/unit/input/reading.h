/* What the tests of input share: a reader to read with, scenarios from text, mistakes as text. */
#ifndef RK_TESTS_READING_H
#define RK_TESTS_READING_H

#include "input/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Set-up and tear-down of a test: *state is an rk_reader with an arena, an empty list of mistakes and a scenario. */
int reader_setup(void **state);
int reader_teardown(void **state);

/* Set-up of a group: renkei's tables are those of the tree. */
int tables_setup(void **unused);

/* The mistakes as printed; lives until the next call. */
const char *printed(rk_mistakes *mistakes);

/* A scenario from text, with instruments of two kinds: `lend`, with a key of every kind, and `build`, which
 * excludes others of its kind and has `depth`, of use with `way` stone or steel. The file is
 * called "scenario.yaml". Fails the test when it has mistakes. */
rk_scenario *scenario_of(const char *text, const char *const settings[], size_t n_settings);

/* What is printed for a text with mistakes; fails the test when it has none. */
const char *mistakes_of(const char *text, const char *const settings[], size_t n_settings);

extern const rk_instrument_schema *const test_schemas[2];

#endif
