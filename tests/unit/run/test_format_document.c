/* scenarios/FORMAT.md lists the keys that the code has. With RK_REFRESH=1 in the environment its tables are rewritten.
 */
#include "input/coalitions.h"
#include "input/common_keys.h"
#include "input/correlations.h"
#include "input/funding.h"
#include "input/members.h"
#include "input/number.h"
#include "input/top.h"
#include "input/sweep.h"
#include "instruments/registry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char path[] = RK_SOURCE_DIR "/scenarios/FORMAT.md";

/* ---- Tables as the code has them ---- */

static void print_words(FILE *out, const char *before, const char *choices)
{
    fputs(before, out);
    for (const char *at = choices; *at != '\0'; at++) {
        fputs(*at == '|' ? "`, `" : (const char[]){*at, '\0'}, out);
    }
    fputs("`", out);
}

static void print_kind(FILE *out, const rk_key *key)
{
    switch (key->kind) {
    case RK_KEY_NUMBER:
        fputs("number", out);
        break;
    case RK_KEY_COUNT:
        fputs("whole number", out);
        break;
    case RK_KEY_RAMP:
        fputs("whole number, by month", out);
        break;
    case RK_KEY_DATE:
        fputs("month", out);
        break;
    case RK_KEY_CHOICE:
        print_words(out, "one of `", key->choices);
        break;
    case RK_KEY_CHOICES:
        print_words(out, "list of `", key->choices);
        break;
    case RK_KEY_SWITCH:
        fputs("switch", out);
        break;
    case RK_KEY_SHARES:
        fputs("payers", out);
        break;
    case RK_KEY_MEMBERS:
        fputs("members", out);
        break;
    case RK_KEY_TEXT:
        fputs("see below", out);
        break;
    }
}

static void print_row(FILE *out, rk_arena *arena, const rk_key *key)
{
    bool number = key->kind == RK_KEY_NUMBER || key->kind == RK_KEY_COUNT || key->kind == RK_KEY_RAMP;
    fprintf(out, "| `%s` | ", key->name);
    print_kind(out, key);
    fprintf(out, " | %s | ", number ? rk_number_range(arena, key) : "");
    fprintf(out, key->default_text == NULL || key->default_text[0] == '\0' ? "%s" : "`%s`",
            key->default_text == NULL ? "required" : key->default_text);
    fprintf(out, " | %s | %s |\n", key->source, key->help);
}

static void print_table(FILE *out, rk_arena *arena, const rk_key keys[], size_t n)
{
    fputs("| Key | Value | Range | Default | Source | Meaning |\n| --- | --- | --- | --- | --- | --- |\n", out);
    for (size_t i = 0; i < n; i++) {
        print_row(out, arena, &keys[i]);
    }
}

static void print_section(FILE *out, rk_arena *arena, const char *name)
{
    if (strcmp(name, "top") == 0) {
        print_table(out, arena, rk_top_keys, RK_N_TOP_KEYS);
    } else if (strcmp(name, "sweep") == 0) {
        print_table(out, arena, rk_sweep_keys, RK_N_SWEEP_KEYS);
    } else if (strcmp(name, "coalitions") == 0) {
        print_table(out, arena, rk_coalitions_keys, RK_N_COALITIONS_KEYS);
    } else if (strcmp(name, "correlations") == 0) {
        print_table(out, arena, rk_correlation_keys, RK_N_CORRELATION_KEYS);
    } else if (strcmp(name, "processes") == 0) {
        fputs("All are on by default.\n\n| Key | What happens |\n| --- | --- |\n", out);
        for (int i = 0; i < RK_N_PROCESSES; i++) {
            fprintf(out, "| `%s` | %s |\n", rk_process_keys[i].name, rk_process_keys[i].help);
        }
    } else if (strcmp(name, "parameters") == 0) {
        print_table(out, arena, rk_parameter_keys, RK_N_PARAMETERS);
    } else if (strcmp(name, "common") == 0) {
        static const rk_key common[RK_N_COMMON_KEYS] = {RK_COMMON_ROWS("see below")};
        print_table(out, arena, common, RK_N_COMMON_KEYS);
    } else if (strcmp(name, "funding") == 0) {
        print_table(out, arena, rk_rule_keys, RK_N_RULE_KEYS);
    } else if (strcmp(name, "members") == 0) {
        print_table(out, arena, rk_member_keys, RK_N_MEMBER_KEYS);
    } else if (strcmp(name, "instruments") == 0) {
        for (int i = 0; i < RK_N_INSTRUMENTS; i++) {
            const rk_instrument_schema *schema = rk_instrument_schemas[i];
            fprintf(out, "### `%s`: %s (%s)\n\n%s. Who pays by default: `%s`.%s\n\n", schema->name, schema->title,
                    schema->title_ja, schema->help, schema->keys[RK_COMMON_SHARES].default_text,
                    schema->exclusive ? " A municipality is in one at a time." : "");
            print_table(out, arena, schema->keys + RK_N_COMMON_KEYS, schema->n_keys - RK_N_COMMON_KEYS);
            fputs(i + 1 < RK_N_INSTRUMENTS ? "\n" : "", out);
        }
    } else {
        fail_msg("FORMAT.md asks for a table \"%s\", which there is not", name);
    }
}

/* ---- The document ---- */

static char *read_document(void)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 1024 * 1024);
    assert_non_null(text);
    size_t n = fread(text, 1, 1024 * 1024 - 1, file);
    assert_true(n > 0 && feof(file));
    fclose(file);
    return text;
}

/* The document with every section between <!-- table: NAME --> and <!-- end --> as the code has it. */
static char *render(const char *document, rk_arena *arena)
{
    static const char begin[] = "<!-- table: ", end[] = "<!-- end -->";
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    for (const char *at = document; *at != '\0';) {
        const char *marker = strstr(at, begin);
        if (marker == NULL) {
            fputs(at, out);
            break;
        }
        char name[32];
        const char *line_end = strchr(marker, '\n');
        assert_int_equal(sscanf(marker + strlen(begin), "%31s", name), 1);
        fwrite(at, 1, (size_t)(line_end + 1 - at), out);
        fputs("\n", out);
        print_section(out, arena, name);
        fputs("\n", out);
        at = strstr(marker, end);
        assert_non_null(at);
    }
    fclose(out);
    return text;
}

static void the_tables_of_the_format_document_are_those_of_the_code(void **unused)
{
    (void)unused;
    rk_arena *arena = rk_arena_new();
    char *document = read_document();
    char *expected = render(document, arena);
    if (getenv("RK_REFRESH") != NULL) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        fputs(expected, file);
        assert_int_equal(fclose(file), 0);
    } else if (strcmp(document, expected) != 0) {
        fail_msg("the tables of scenarios/FORMAT.md are not those of the code; run this test with RK_REFRESH=1");
    }
    free(expected);
    free(document);
    rk_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_of_the_format_document_are_those_of_the_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
