/* Drawing a figure as SVG: text, lines and shapes with a title above and the source line below. No ids and no style
 * sheets, so that several figures stand in one page, and one alone opens everywhere.
 */
#ifndef RK_ANALYSIS_FIGURE_H
#define RK_ANALYSIS_FIGURE_H

#include "analysis/markup.h"

#include <renkei/answer.h>
#include <renkei/reading.h>

typedef struct {
    const rk_reading *reading;
    bool english;
    double width, height;
    double top; /* where drawing may begin, under title and legend */
    rk_markup svg;
} rk_figure;

enum { RK_FIGURE_WIDTH = 760, RK_FIGURE_MARGIN = 16, RK_FIGURE_FOOT = 34 };

/* Colours that stay apart in grey print and without colour vision. */
#define RK_INK "#1c2733"
#define RK_QUIET "#55636f"
#define RK_GRID "#dde3e8"
#define RK_BLUE "#0b5fae"
#define RK_RED "#b3261e"

/* Words in the figure's language. */
const char *rk_figure_words(const rk_figure *figure, rk_words_pair words);

/* height: of all, title and source line included. subtitle: "" for none. */
void rk_figure_begin(rk_figure *figure, const rk_reading *reading, bool english, double height, const char *title,
                     const char *subtitle);

/* The source line and the end; the SVG is the caller's to free. note: before the source line, "" for none. */
RK_MUST_CHECK rk_status rk_figure_end(rk_figure *figure, const char *note, char **svg);
void rk_figure_abandon(rk_figure *figure);

/* anchor: "start", "middle" or "end", or "" for that of the group it stands in; size in units, 12 is usual. What does
 * not fit into room is cut with "…"; 0: all fits. bold: heavier. halo: a colour around the letters, or NULL. */
typedef struct {
    const char *anchor, *colour;
    double size, room;
    bool bold;
    const char *halo;
} rk_lettering;
void rk_figure_text(rk_figure *figure, double x, double y, rk_lettering how, const char *words);

/* The same on two lines around y where one does not suffice. */
void rk_figure_label(rk_figure *figure, double x, double y, rk_lettering how, const char *words);

/* Room that a text takes. */
double rk_figure_width_of(const char *words, double size);

void rk_figure_line(rk_figure *figure, double x1, double y1, double x2, double y2, const char *colour, double width,
                    const char *dashes); /* dashes: "4 3", or NULL */
void rk_figure_box(rk_figure *figure, double x, double y, double width, double height, const char *fill);

/* ---- Scales ---- */

typedef struct {
    double low, high; /* of the values */
    double from, to;  /* where they are drawn */
    double step;      /* between ticks, which are multiples of it */
    int decimals;     /* of the ticks' numbers */
} rk_scale;

/* From low to high, widened to ticks of 1, 2 or 5 times a power of ten, about so many of them. */
rk_scale rk_scale_of(double low, double high, double from, double to, int n_ticks);
double rk_scale_at(const rk_scale *scale, double value);

/* Lines across with the ticks' numbers: of a vertical scale from x to to_x, numbers at its left; of a horizontal one
 * from y to to_y, numbers below to_y. factor: shown are values times factor. */
void rk_figure_rows(rk_figure *figure, const rk_scale *scale, double x, double to_x, double factor, bool sign);
void rk_figure_columns(rk_figure *figure, const rk_scale *scale, double y, double to_y, double factor, bool sign);

/* Push labels apart, keeping their order: y [n] wanted places, in and out, at least gap between them, within low and
 * high as far as they fit. */
void rk_labels_apart(double *y, size_t n, double gap, double low, double high);

/* ---- Classes of colour ---- */

enum { RK_N_CLASSES = 5 };
typedef struct {
    double breaks[RK_N_CLASSES - 1]; /* upper ends of all classes but the last */
} rk_classes;

/* Fifths of the values above 0, rounded to two digits. Sorts values. */
rk_classes rk_classes_of(double *values, size_t n);

/* Decimals that tell the classes apart, at least so many. */
int rk_classes_decimals(const rk_classes *classes, double factor, int decimals);

size_t rk_class_of(const rk_classes *classes, double value);
extern const char *const rk_class_fill[RK_N_CLASSES], *const rk_class_ink[RK_N_CLASSES];

/* The classes as a row of boxes with their ranges, at y. */
void rk_figure_legend(rk_figure *figure, const rk_classes *classes, double y, double factor, const char *unit);

#endif
