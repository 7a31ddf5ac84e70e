/* The few figures that a run reports at its end, in the units that people use. */
#ifndef RK_CLI_FIGURES_H
#define RK_CLI_FIGURES_H

#include <renkei/ensemble.h>

/* What a run reports about: all of it stays the caller's. */
typedef struct {
    const rk_scenario *scenario;
    rk_ensemble *ensemble;
    const char *path; /* of the results */
    double seconds;   /* that the run took */
    uint32_t n_asked; /* replications asked for; more than are finished when the run was interrupted */
} rk_report;

typedef struct {
    rk_metric metric;
    const char *name;    /* in JSON */
    const char *ja, *en; /* headings */
    const char *unit;    /* of the scaled values */
    bool money;          /* over all municipalities; others are per municipality */
    bool only_if_any;    /* left out where it is 0 in every model */
    enum { RK_PER_MUNICIPALITY, RK_PER_MUNICIPALITY_YEAR, RK_PERCENT_OF_MONTHS, RK_OKU_PER_YEAR } scale;
} rk_figure;

enum { RK_N_FIGURES = 10 };
extern const rk_figure rk_figures[RK_N_FIGURES];

/* The summary of one model in the figure's unit. */
rk_summary rk_figure_summary(const rk_report *report, const rk_figure *figure, size_t model);

/* Is it other than 0 in some model? */
bool rk_figure_matters(const rk_report *report, const rk_figure *figure);

/* Both print to stdout. */
void rk_report_text(const rk_report *report);
void rk_report_json(const rk_report *report);

#endif
