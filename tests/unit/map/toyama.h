/* GeoJSON of 富山県 as a row of strips with the right areas: a file like the official one, made up from renkei's table.
 */
#ifndef RK_TESTS_TOYAMA_H
#define RK_TESTS_TOYAMA_H

#include <stdbool.h>

enum { TOYAMA = 16, TOYAMA_PLACES = 15, FUNAHASHI = 16321, TOYAMA_CITY = 16201 };

typedef struct {
    bool clockwise;            /* outer rings run with the clock */
    bool enclave;              /* 舟橋村 lies in a hole of 富山市 */
    bool islets;               /* 舟橋村 is 60 islets in the sea */
    int twice, without, alone; /* code of a municipality that is there twice, is missing, or is the only one; 0: none */
    const char *before;        /* text before the first feature: more features, each with a comma */
    const char *property;      /* "N03_007" */
} toyama;

/* The file's text; the caller frees. */
char *toyama_text(const toyama *how);

#endif
