/* The version of renkei and of the libraries it runs with. */
#ifndef RENKEI_VERSION_H
#define RENKEI_VERSION_H

#define RK_VERSION "0.1.0"

/* The commit it was built from, or "unknown". */
const char *rk_version_commit(void);

/* "gcc 12.2.0; GSL 2.7.1; HDF5 1.10.8; libyaml 0.2.5; ...", for `renkei --version` and provenance. */
const char *rk_version_libraries(void);

#endif
