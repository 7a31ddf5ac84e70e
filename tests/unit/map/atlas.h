/* Positions and neighbours of all municipalities, read from renkei's own tables by a reader of its own. */
#ifndef RK_TESTS_ATLAS_H
#define RK_TESTS_ATLAS_H

#include <stddef.h>

enum { ATLAS_PLACES = 1741, ATLAS_PAIRS = 4438, ATLAS_PREFECTURES = 47 };

typedef struct {
    size_t n, n_pairs;
    int code[ATLAS_PLACES];
    double latitude[ATLAS_PLACES], longitude[ATLAS_PLACES], area_km2[ATLAS_PLACES];
    char name[ATLAS_PLACES][64];
    size_t pairs[ATLAS_PAIRS][2];
} atlas;

/* Of one prefecture, or of all with 0: pairs within it only. */
void atlas_read(atlas *out, int prefecture);

#endif
