/* One figure of a results file as SVG: its title, source line, replications and seed stand in it, it needs no script,
 * no network and no style sheet, and its fonts are Japanese ones.
 */
#ifndef RENKEI_PLOT_H
#define RENKEI_PLOT_H

#include <renkei/reading.h>

typedef enum {
    RK_PLOT_FAN,        /* by fiscal year: prediction bands of 50, 80 and 90 %, mean, the baseline's mean */
    RK_PLOT_MAP,        /* municipalities in five classes of colour, hatched where uncertain */
    RK_PLOT_DIFFERENCE, /* paired differences to the baseline: of all models, or of a model's municipalities */
    RK_PLOT_BUDGET,     /* by payer: extra cost of all models, or a model's cost by fiscal year */
    RK_PLOT_FRONTIER,   /* extra cost against what it brings, all models */
    RK_PLOT_HEAT,       /* municipalities by fiscal year */
    RK_N_PLOTS
} rk_plot_kind;

extern const char *const rk_plot_names[RK_N_PLOTS]; /* "fan" */

/* metric   of the list in renkei/metrics.h; NULL: zero_cover_months. Of budgets it is money by payer, whatever is given
 * model    key; NULL: of fan, map and heat the one that is best on average (lowest zero_cover_months), of difference
 * and budget all models year     fiscal year of a map; 0: the whole run english  language of the figure
 */
typedef struct {
    rk_plot_kind kind;
    const char *metric, *model;
    int year;
    bool tiles, english;
} rk_plot_options;

/* *svg is the caller's to free. Returns as the functions of renkei/analysis.h. */
RK_MUST_CHECK rk_status rk_plot(const rk_reading *reading, const rk_plot_options *options, char **svg);

/* The model that is best on average by zero_cover_months: what is shown where none is named. */
RK_MUST_CHECK rk_status rk_plot_best_model(const rk_reading *reading, size_t *model);

#endif
