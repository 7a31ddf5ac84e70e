/* Memory that is given back is 0, and nothing beside it changes. */
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

/* From just before one border of a page to just behind another. */
static void what_is_given_back_is_0_to_the_byte(void **unused)
{
    (void)unused;
    size_t page = (size_t)sysconf(_SC_PAGESIZE), n = 4 * page;
    unsigned char *memory = aligned_alloc(page, n);
    assert_non_null(memory);
    const size_t begins[] = {0, 1, page - 1, page, page + 1}, lengths[] = {0, 1, 2, page - 1, page, page + 1, 2 * page};
    for (size_t b = 0; b < sizeof begins / sizeof *begins; b++) {
        for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
            memset(memory, 0xA5, n);
            rk_give_back(memory + begins[b], lengths[l]);
            for (size_t i = 0; i < n; i++) {
                assert_int_equal(memory[i], i >= begins[b] && i < begins[b] + lengths[l] ? 0 : 0xA5);
            }
        }
    }
    free(memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_back_is_0_to_the_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
