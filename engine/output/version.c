/* The versions of everything that has a say in the results. This file asks libraries for their names only: their doors
 * are elsewhere. */
#include <renkei/version.h>

#include <csv.h>
#include <gnu/libc-version.h>
#include <gsl/gsl_version.h>
#include <hdf5.h>
#include <stdio.h>
#include <yaml.h>

#ifdef __clang__
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

const char *rk_version_commit(void)
{
    return RK_COMMIT;
}

const char *rk_version_libraries(void)
{
    static char text[256]; /* always filled with the same, so a race does no harm */
    unsigned major = 0, minor = 0, release = 0;
    (void)H5get_libversion(&major, &minor, &release);
    snprintf(text, sizeof text, "%s; glibc %s; GSL %s; HDF5 %u.%u.%u; libyaml %s; libcsv %d.%d.%d", COMPILER,
             gnu_get_libc_version(), gsl_version, major, minor, release, yaml_get_version_string(), CSV_MAJOR,
             CSV_MINOR, CSV_RELEASE);
    return text;
}
