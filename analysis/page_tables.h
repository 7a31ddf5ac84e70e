/* Answers, assumptions and manifest as HTML. */
#ifndef RK_ANALYSIS_PAGE_TABLES_H
#define RK_ANALYSIS_PAGE_TABLES_H

#include "analysis/markup.h"

#include <renkei/answer.h>
#include <renkei/reading.h>

void rk_page_put_sentences(rk_markup *text, const rk_answer *answer, bool english);
void rk_page_put_table(rk_markup *text, const rk_answer_table *table, bool english);

/* Limits, assumptions, manifest. full: every assumption, otherwise those alone that the scenario sets. */
RK_MUST_CHECK rk_status rk_page_put_about(rk_markup *text, const rk_reading *reading, bool english, bool full);

#endif
