/* The sentence behind rk_results_problem. */
#ifndef RK_OUTPUT_PROBLEM_H
#define RK_OUTPUT_PROBLEM_H

/* Remember "path: what: reason" as the last failure of this process; reason is left out when it is "". */
void rk_problem_set(const char *path, const char *what, const char *reason);
void rk_problem_clear(void);

#endif
