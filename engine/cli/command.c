#include "cli/command.h"

#include <renkei/results.h>

#include <stdbool.h>
#include <stdio.h>

int rk_command_failed(const char *name, rk_status status)
{
    bool results = status == RK_ERR_RESULTS_WRITE || status == RK_ERR_RESULTS_EXIST || status == RK_ERR_RESULTS_READ;
    const char *problem = results ? rk_results_problem() : "";
    fprintf(stderr, "%s: %s\n", name, problem[0] != '\0' ? problem : rk_status_text(status));
    bool mistake =
        status == RK_ERR_SCENARIO || status == RK_ERR_OPTIONS || status == RK_ERR_ISA || status == RK_ERR_RESULTS_EXIST;
    return mistake ? RK_EXIT_MISTAKE : RK_EXIT_FAILURE;
}
