/* A map of tiles. */
#include "analysis/plot_map.h"

#include <renkei/text.h>

#include <math.h>

enum { TILE_MAX = 76, NAMES_FROM = 28 };

double rk_map_place_tiles(rk_map_drawing *with)
{
    int last_column = with->places[0].tile.column, last_row = with->places[0].tile.row;
    with->first_column = last_column;
    with->first_row = last_row;
    for (size_t i = 1; i < with->n; i++) {
        rk_map_tile tile = with->places[i].tile;
        with->first_column = tile.column < with->first_column ? tile.column : with->first_column;
        with->first_row = tile.row < with->first_row ? tile.row : with->first_row;
        last_column = tile.column > last_column ? tile.column : last_column;
        last_row = tile.row > last_row ? tile.row : last_row;
    }
    int n_columns = last_column - with->first_column + 1, n_rows = last_row - with->first_row + 1;
    with->scale = fmin(TILE_MAX, (double)RK_MAP_WIDTH / n_columns);
    with->left = (RK_FIGURE_WIDTH - with->scale * n_columns) / 2.0;
    return RK_MAP_TOP + with->scale * n_rows + 12.0;
}

static void hatch(const rk_map_drawing *with, double x, double y, const char *colour)
{
    enum { APART = 10 };
    double side = with->scale - 2.0;
    rk_markup *svg = &with->figure->svg;
    rk_markup_put(svg, "<path stroke=\"%s\" stroke-opacity=\".35\" d=\"", colour);
    for (double at = APART; at < 2.0 * side; at += APART) {
        double from = fmax(0.0, at - side), to = fmin(side, at);
        rk_markup_put(svg, "M%.0f %.0fL%.0f %.0f", x + from, y + at - from, x + to, y + at - to);
    }
    rk_markup_put(svg, "\"/>\n");
}

void rk_map_put_title(const rk_map_drawing *with, const rk_map_place *place, char number[])
{
    rk_markup *svg = &with->figure->svg;
    rk_text_number(number, place->value * with->unit.factor, with->unit.decimals, false);
    rk_markup_put(svg, "<g><title>");
    rk_markup_escaped(svg, place->name);
    rk_markup_put(svg, " %s</title>\n", number);
}

/* Name and number of a tile: many of them, so what they share is said once. */
static void put_words(const rk_map_drawing *with, const rk_map_place *place, double x, double y, const char *number)
{
    double side = with->scale, size = fmin(12.0, side / 4.2);
    size_t class = rk_class_of(&with->classes, place->value);
    double name_size = fmax(fmin(size, size * (side - 8.0) / rk_figure_width_of(place->label, size)), 6.5);
    bool named = side >= NAMES_FROM;
    rk_markup *svg = &with->figure->svg;
    rk_markup_put(svg, "<g text-anchor=\"middle\" fill=\"%s\"", rk_class_ink[class]);
    if (place->uncertain) { /* letters on hatching need a halo */
        rk_markup_put(svg, " stroke=\"%s\" stroke-width=\"3\" paint-order=\"stroke\"", rk_class_fill[class]);
    }
    rk_markup_put(svg, ">");
    if (named) {
        rk_figure_text(with->figure, x, y - 3.0, (rk_lettering){"", RK_INK, name_size, side - 3.0, false, NULL},
                       place->label);
    }
    rk_figure_text(with->figure, x, y + (named ? size : size / 3.0), (rk_lettering){"", RK_INK, size, 0.0, true, NULL},
                   number);
    rk_markup_put(svg, "</g>");
}

static void put_tile(const rk_map_drawing *with, const rk_map_place *place)
{
    double side = with->scale, x = with->left + (place->tile.column - with->first_column) * side;
    double y = RK_MAP_TOP + (place->tile.row - with->first_row) * side;
    size_t class = rk_class_of(&with->classes, place->value);
    char number[RK_TEXT_SIZE];
    rk_map_put_title(with, place, number);
    rk_figure_box(with->figure, x, y, side - 2.0, side - 2.0, rk_class_fill[class]);
    if (place->uncertain) {
        hatch(with, x, y, rk_class_ink[class]);
    }
    put_words(with, place, x + side / 2.0 - 1.0, y + side / 2.0 - 1.0, number);
    rk_markup_put(&with->figure->svg, "</g>\n");
}

void rk_map_put_tiles(const rk_map_drawing *with)
{
    for (size_t i = 0; i < with->n; i++) {
        put_tile(with, &with->places[i]);
    }
}
