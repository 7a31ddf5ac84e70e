/* The page as HTML: a template with four marks, each of them once. */
#ifndef RK_ANALYSIS_PAGE_HTML_H
#define RK_ANALYSIS_PAGE_HTML_H

#include "analysis/markup.h"

#include <renkei/answer.h>
#include <renkei/page.h>

extern const char rk_page_template[]; /* that of this build */

/* The title in the language that is shown first; the caller frees it. NULL when memory is out. */
char *rk_page_title(const rk_reading *reading, const rk_page_options *options);

/* The budget of all payers and years, the dearest of the answers: asked where *kept is NULL, and kept there for the
 * other half of the page. The caller frees it. */
RK_MUST_CHECK rk_status rk_page_budget(const rk_reading *reading, rk_answer **kept);

/* As rk_page_json; budget: as above. */
RK_MUST_CHECK rk_status rk_page_data(const rk_reading *reading, const rk_page_options *options, rk_answer **budget,
                                     char **text);

/* What is there without script: findings, figures and tables, as parts of an HTML body. full: all of them, otherwise
 * those that a page with script has room for. budget: as above. */
RK_MUST_CHECK rk_status rk_page_static_body(const rk_reading *reading, const rk_page_options *options, bool full,
                                            rk_answer **budget, rk_markup *text);

#endif
