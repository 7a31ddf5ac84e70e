/* Making the data of the page (analysis/web/DATA.md) as a tree of JSON. Memory that is out is remembered in the page
 * and told at the end, so that builders write from top to bottom.
 */
#ifndef RK_ANALYSIS_PAGE_IMPL_H
#define RK_ANALYSIS_PAGE_IMPL_H

#include "analysis/outcome.h"
#include "analysis/reading.h"

#include <renkei/answer.h>
#include <renkei/page.h>

#include <jansson.h>

/* How much is told of each municipality (DATA.md, Places). */
typedef enum { RK_DETAIL_YEARS, RK_DETAIL_YEARS_MEAN, RK_DETAIL_RUN } rk_page_detail;

typedef struct {
    const rk_reading *reading;
    const rk_page_options *options;
    rk_page_detail detail;
    rk_answer **budget;         /* kept for the static body */
    json_t *words, *word_index; /* texts of the answers' tables, and where each stands */
    bool failed;
} rk_page;

/* Put a value under a key, or at the end of an array; the value is taken over. */
void rk_page_put(rk_page *page, json_t *object, const char *key, json_t *value);
void rk_page_add(rk_page *page, json_t *array, json_t *value);

/* A text; NULL gives null, bytes that are no UTF-8 give question marks. */
json_t *rk_page_text(const char *text);
json_t *rk_page_pair(const char *ja, const char *en); /* {"ja", "en"} */

/* A number with so many digits; null where it is not finite. The page is printed with RK_PAGE_DIGITS. */
enum { RK_PAGE_DIGITS = 6 };
json_t *rk_page_number(double value, int digits);
json_t *rk_page_numbers(rk_page *page, const double *values, size_t n, double factor, int digits);

/* ---- The outcomes shown ---- */

typedef struct {
    const char *name;
    rk_words_pair description, chance; /* chance: words for the share of futures above 0, or NULLs */
    int digits;
    bool series, places, quantiles, spread;
    rk_outcome year; /* of all municipalities of the file, a fiscal year */
} rk_page_metric;

enum { RK_PAGE_METRICS_MAX = 16 };

/* Those that the file has; their number. */
size_t rk_page_metrics_of(const rk_reading *reading, rk_page_metric metrics[RK_PAGE_METRICS_MAX]);

/* From a sum over so many municipalities and years to the shown unit. */
double rk_page_factor(const rk_page_metric *metric, size_t n_municipalities, size_t n_years);

/* ---- The parts ---- */

json_t *rk_page_head(rk_page *page);
json_t *rk_page_models(rk_page *page);
json_t *rk_page_years(rk_page *page);
json_t *rk_page_prefectures(rk_page *page);
json_t *rk_page_municipalities(rk_page *page);
json_t *rk_page_metric_list(rk_page *page);
json_t *rk_page_limits(rk_page *page);
RK_MUST_CHECK rk_status rk_page_series(rk_page *page, json_t **series);
RK_MUST_CHECK rk_status rk_page_places(rk_page *page, json_t **places);
RK_MUST_CHECK rk_status rk_page_map(rk_page *page, json_t **map);
RK_MUST_CHECK rk_status rk_page_answers(rk_page *page, json_t **answers);
RK_MUST_CHECK rk_status rk_page_assumptions(rk_page *page, json_t **assumptions);
RK_MUST_CHECK rk_status rk_page_funding(rk_page *page, json_t **funding);
RK_MUST_CHECK rk_status rk_page_manifest(rk_page *page, json_t **manifest);

#endif
