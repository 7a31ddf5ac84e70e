#include "unit/map/atlas.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 4, AREA = 11, LATITUDE = 15, LONGITUDE = 16, N_COLUMNS = 17 };

static size_t find(const atlas *a, int code)
{
    size_t i = 0;
    while (i < a->n && a->code[i] != code) {
        i++;
    }
    return i;
}

void atlas_read(atlas *out, int prefecture)
{
    char line[1024];
    memset(out, 0, sizeof *out);
    FILE *places = fopen(RK_SOURCE_DIR "/scenarios/data/municipalities.csv", "r");
    FILE *pairs = fopen(RK_SOURCE_DIR "/scenarios/data/adjacency.csv", "r");
    assert(places != NULL && pairs != NULL);
    while (fgets(line, sizeof line, places) != NULL) {
        char *rest = line, *cells[N_COLUMNS];
        for (int i = 0; i < N_COLUMNS; i++) {
            cells[i] = strsep(&rest, ",");
        }
        int code = atoi(cells[0]);
        if (code > 0 && (prefecture == 0 || code / 1000 == prefecture)) {
            out->code[out->n] = code;
            out->latitude[out->n] = atof(cells[LATITUDE]);
            out->area_km2[out->n] = atof(cells[AREA]);
            out->longitude[out->n] = atof(cells[LONGITUDE]);
            snprintf(out->name[out->n], sizeof out->name[out->n], "%s", cells[NAME]);
            out->n++;
        }
    }
    int a, b;
    while (fgets(line, sizeof line, pairs) != NULL) {
        if (sscanf(line, "%d,%d", &a, &b) == 2 && find(out, a) < out->n && find(out, b) < out->n) {
            out->pairs[out->n_pairs][0] = find(out, a);
            out->pairs[out->n_pairs][1] = find(out, b);
            out->n_pairs++;
        }
    }
    fclose(places);
    fclose(pairs);
}
