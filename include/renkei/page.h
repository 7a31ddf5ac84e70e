/* The report of a results file: one page that a planner opens, understands and puts on a slide. It shows what the
 * functions of renkei/analysis.h answer; analysis/web/DATA.md says what is in its data.
 */
#ifndef RENKEI_PAGE_H
#define RENKEI_PAGE_H

#include <renkei/reading.h>

#include <stdint.h>

/* english  the language that is shown first
 * title    instead of the scenario's; NULL: that
 * replay   JSON of one future (rk_page_story says of which), or NULL
 * page_template  instead of the page that was built in; NULL: that. analysis/web/DATA.md says which marks it needs */
typedef struct {
    bool english;
    const char *title, *replay, *page_template;
} rk_page_options;

/* The future that is worth telling month by month: the municipality with the most months without cover under the
 * baseline, in a future of which one in ten is worse for all municipalities together; under the baseline and under the
 * model that is best on average. Returns as the functions of renkei/analysis.h. */
typedef struct {
    int code; /* of the municipality */
    int64_t replication;
    size_t models[2], n_models; /* one when the baseline is the best */
} rk_page_story;
RK_MUST_CHECK rk_status rk_page_story_of(const rk_reading *reading, rk_page_story *story);

/* The data of the page as JSON, UTF-8 on one line with a line feed at its end, `<` as \u003c: the same file gives the
 * same bytes. *text is the caller's to free. Returns as the functions of renkei/analysis.h. */
RK_MUST_CHECK rk_status rk_page_json(const rk_reading *reading, const rk_page_options *options, char **text);

/* The whole page: one HTML file that needs no network. As rk_page_json; RK_ERR_OPTIONS also when the template lacks a
 * mark. */
RK_MUST_CHECK rk_status rk_page_html(const rk_reading *reading, const rk_page_options *options, char **text);

/* The same without script, in one language: findings, figures, tables, assumptions. */
RK_MUST_CHECK rk_status rk_page_static(const rk_reading *reading, const rk_page_options *options, char **text);

#endif
