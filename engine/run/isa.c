/* Which of the kernels a run uses. The bytes are the same; the speed is not. */
#include "run/kernel.h"

#include <renkei/ensemble.h>
#include <stdlib.h>
#include <string.h>

static bool can_run(const rk_kernel *kernel)
{
#ifndef RK_ONLY_BASELINE
    if (kernel == &rk_kernel_v4) {
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vl");
    }
    if (kernel == &rk_kernel_v3) {
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
    }
#endif
    return kernel == &rk_kernel_baseline;
}

const rk_kernel *rk_kernel_choose(void)
{
    static const rk_kernel *const kernels[] = {
#ifndef RK_ONLY_BASELINE
        &rk_kernel_v4, &rk_kernel_v3,
#endif
        &rk_kernel_baseline};
    const char *forced = getenv("RENKEI_ISA");
    bool free_choice = forced == NULL || *forced == '\0';
    for (size_t i = 0; i < sizeof kernels / sizeof *kernels; i++) {
        if ((free_choice || strcmp(forced, kernels[i]->name) == 0) && can_run(kernels[i])) {
            return kernels[i];
        }
    }
    return NULL;
}

const char *rk_isa_name(void)
{
    const rk_kernel *kernel = rk_kernel_choose();
    return kernel == NULL ? NULL : kernel->name;
}
