#include "output/problem.h"

#include <renkei/results.h>
#include <stdio.h>

static char problem[1024];

void rk_problem_set(const char *path, const char *what, const char *reason)
{
    (void)snprintf(problem, sizeof problem, "%s: %s%s%s", path, what, reason[0] != '\0' ? ": " : "", reason);
}

void rk_problem_clear(void)
{
    problem[0] = '\0';
}

const char *rk_results_problem(void)
{
    return problem;
}
