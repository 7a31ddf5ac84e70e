/* Columns line up by what is seen, whatever the script. */
#include "cli/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static char *printed(rk_table *table, size_t indent, size_t widest)
{
    char *text = NULL;
    size_t n_bytes = 0;
    FILE *out = open_memstream(&text, &n_bytes);
    assert_non_null(out);
    rk_table_print(table, out, indent, widest, 1);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void add_all(rk_table *table, const char *const *cells, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        rk_table_add(table, cells[i]);
    }
}

static void columns_line_up_across_scripts_and_no_line_ends_in_spaces(void **unused)
{
    (void)unused;
    static const char *const cells[] = {"", "空白", "note", "alone", "1.5", "", "松山市", "20", "x"};
    rk_table *table = rk_table_new("lrl");
    add_all(table, cells, 9);
    char *text = printed(table, 2, 0);
    assert_string_equal(text, "          空白  note\n"
                              "  alone    1.5\n"
                              "  松山市    20  x\n");
    free(text);
}

static void a_very_wide_cell_moves_its_own_line_only(void **unused)
{
    (void)unused;
    static const char *const cells[] = {"key", "value", "a", "1", "a long one", "2", "bc", "3"};
    rk_table *table = rk_table_new("ll");
    add_all(table, cells, 8);
    char *text = printed(table, 0, 5);
    assert_string_equal(text, "key  value\n"
                              "a    1\n"
                              "a long one  2\n"
                              "bc   3\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_line_up_across_scripts_and_no_line_ends_in_spaces),
        cmocka_unit_test(a_very_wide_cell_moves_its_own_line_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
