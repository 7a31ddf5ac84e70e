#include "reading.h"

#include "input/csv.h"
#include "input/yaml.h"

static rk_node *parse(rk_reader *reader, const char *text)
{
    return rk_yaml_parse(reader, "f.yaml", true, text, strlen(text));
}

static void every_node_knows_its_line_and_its_column_in_characters(void **state)
{
    rk_node *root = parse(*state, "題: 愛媛\nlist:\n  - {鍵: 値, b: \"2\"}\n");
    assert_non_null(root);
    const rk_node *title = rk_node_find(root, "題"), *list = rk_node_find(root, "list");
    assert_int_equal(title->line, 1);
    assert_int_equal(title->column, 4);
    assert_string_equal(title->text, "愛媛");
    const rk_node *value = rk_node_find(list->first, "b");
    assert_int_equal(value->key->line, 3);
    assert_int_equal(value->key->column, 12);
    assert_int_equal(value->column, 15);
    assert_true(value->quoted);
    assert_false(title->quoted);
    assert_ptr_equal(value->parent, list->first);
}

static void a_node_is_written_as_one_line(void **state)
{
    rk_reader *reader = *state;
    rk_node *root = parse(reader, "a:\n  - 1\n  - {b: 2, c: []}\nd: x\n");
    assert_string_equal(rk_node_text(reader->arena, root), "{a: [1, {b: 2, c: []}], d: x}");
}

static void commas_within_parentheses_do_not_end_a_value(void **state)
{
    rk_reader *reader = *state;
    rk_node *root = parse(reader, "m: {a: triangular(0.1, 0.2, 0.4) /month, b: 2}\nl: [uniform(1, 2), 3]\n");
    assert_string_equal(rk_node_find(rk_node_find(root, "m"), "a")->text, "triangular(0.1, 0.2, 0.4) /month");
    assert_int_equal(rk_node_find(root, "m")->n, 2);
    assert_string_equal(rk_node_find(root, "l")->first->text, "uniform(1, 2)");
    assert_int_equal(rk_node_find(root, "l")->n, 2);
}

static void children_can_be_removed_and_replaced_at_every_place(void **state)
{
    static const char *const expected[] = {"[b, c]", "[a, c]", "[a, b]"};
    rk_reader *reader = *state;
    for (size_t k = 0; k < 3; k++) {
        rk_node *root = parse(reader, "[a, b, c]"), *child = root->first;
        for (size_t i = 0; i < k; i++) {
            child = child->next;
        }
        rk_node *by = rk_node_new(reader->arena, RK_NODE_SCALAR, "", 0, 0);
        by->text = "x";
        rk_node_replace(child, by);
        const char *text = rk_node_text(reader->arena, root);
        assert_ptr_equal(strchr(text, 'x'), text + 1 + 3 * k);
        rk_node_remove(by);
        assert_string_equal(rk_node_text(reader->arena, root), expected[k]);
        rk_node_append(root, NULL, by);
        assert_ptr_equal(root->last, by);
        assert_int_equal(root->n, 3);
    }
}

static void windows_line_ends_are_no_part_of_values(void **state)
{
    rk_node *root = parse(*state, "a: 1\r\nb: 二\r\n");
    assert_string_equal(rk_node_find(root, "b")->text, "二");
    assert_int_equal(rk_node_find(root, "b")->line, 2);
}

static bool parse_table(rk_reader *reader, const char *text, rk_table *table)
{
    rk_source source = {"t.csv", text, strlen(text)};
    return rk_csv_parse(reader, &source, table);
}

static void every_cell_knows_its_line_and_its_column_in_characters(void **state)
{
    rk_table table;
    assert_true(parse_table(*state, "code,name,x\r\n38201,松山市,\"a,\"\"b\"\"\nc\"\r\n\r\n38202,今治市,5", &table));
    assert_int_equal(table.n_columns, 3);
    assert_int_equal(table.n_rows, 2);
    assert_int_equal(rk_table_column(&table, "x"), 2);
    assert_int_equal(rk_table_column(&table, "y"), 3);
    assert_string_equal(rk_table_cell(&table, 0, 2)->text, "a,\"b\"\nc");
    assert_int_equal(rk_table_cell(&table, 0, 2)->line, 2);
    assert_int_equal(rk_table_cell(&table, 0, 2)->column, 11);
    assert_string_equal(rk_table_cell(&table, 1, 1)->text, "今治市");
    assert_int_equal(rk_table_cell(&table, 1, 1)->line, 5);
    assert_int_equal(rk_table_cell(&table, 1, 1)->column, 7);
}

static void a_table_may_have_a_header_and_no_rows(void **state)
{
    rk_table table;
    assert_true(parse_table(*state, "code,posts\n", &table));
    assert_int_equal(table.n_rows, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, reader_setup, reader_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_node_knows_its_line_and_its_column_in_characters),
        TEST(a_node_is_written_as_one_line),
        TEST(commas_within_parentheses_do_not_end_a_value),
        TEST(children_can_be_removed_and_replaced_at_every_place),
        TEST(windows_line_ends_are_no_part_of_values),
        TEST(every_cell_knows_its_line_and_its_column_in_characters),
        TEST(a_table_may_have_a_header_and_no_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
