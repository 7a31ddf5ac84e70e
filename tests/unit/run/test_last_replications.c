/* The end of the 32 bits that count replications, in a program of its own: a wrap there ends in an assertion. */
#include "running.h"

/* Numbers near the end of 32 bits: rows of the same replication agree between two runs. */
static void the_last_replications_there_are_can_be_run(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    const uint32_t first = UINT32_MAX - 20;
    running_run run = running_start_and_finish(scenario, first, 20, 2),
                one = running_start_and_finish(scenario, first + 19, 1, 1);
    assert_memory_equal(running_row(&run, 19), one.rows, running_row_bytes(&one));
    running_end(&run);
    running_end(&one);
    rk_scenario_close(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_replications_there_are_can_be_run),
    };
    return cmocka_run_group_tests(tests, running_setup, NULL);
}
