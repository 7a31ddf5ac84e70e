/* The parts of a map: what is drawn, as tiles or as shapes. */
#ifndef RK_ANALYSIS_PLOT_MAP_H
#define RK_ANALYSIS_PLOT_MAP_H

#include "analysis/plot_impl.h"

#include <renkei/map.h>

enum { RK_MAP_WIDTH = RK_FIGURE_WIDTH - 2 * RK_FIGURE_MARGIN, RK_MAP_TOP = 100 };

/* A municipality or a prefecture. label: a shorter name, for where it is drawn. */
typedef struct {
    const char *name, *label;
    char kept[64];
    rk_map_tile tile;
    double value;
    bool uncertain;
} rk_map_place;

typedef struct {
    const rk_plotting *on;
    rk_map map;
    bool by_prefecture, hatched;
    rk_map_place *places;
    size_t n;
    rk_figure *figure;
    rk_classes classes;
    rk_plot_unit unit;
    double left, scale; /* where the map begins; side of a tile, or units a km */
    int first_column, first_row;
} rk_map_drawing;

/* Find the room; how far down the map reaches. */
double rk_map_place_tiles(rk_map_drawing *with);
double rk_map_place_shapes(rk_map_drawing *with);

void rk_map_put_tiles(const rk_map_drawing *with);
void rk_map_put_shapes(const rk_map_drawing *with);

/* Name and number as what is read out and shown on pointing; opens a group that the caller closes by "</g>\n". */
void rk_map_put_title(const rk_map_drawing *with, const rk_map_place *place, char number[]);

#endif
