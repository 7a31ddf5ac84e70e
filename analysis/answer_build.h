/* Building an answer. Memory that is out is remembered and told at the end, so that builders write from top to bottom.
 */
#ifndef RK_ANALYSIS_ANSWER_BUILD_H
#define RK_ANALYSIS_ANSWER_BUILD_H

#include <renkei/answer.h>

rk_answer *rk_answer_new(const char *command);

/* RK_OK, or RK_ERR_MEMORY when something could not be kept: then the answer is freed and *answer NULL. */
RK_MUST_CHECK rk_status rk_answer_done(rk_answer **answer);

/* What it is about was interrupted; a sentence should say what is there. */
void rk_answer_set_partial(rk_answer *answer);

/* A sentence in both languages, by the same arguments. Numbered ones ("%2$s") may be left out by one of the two; they
 * end in d, u, f, g or s, and there are at most 32. */
void rk_answer_say(rk_answer *answer, const char *ja, const char *en, ...);

/* Begin a table; columns are copied, their texts must be constants or of rk_answer_printf. */
void rk_answer_begin(rk_answer *answer, const char *id, rk_words_pair title, const rk_answer_column *columns,
                     size_t n_columns);
void rk_answer_note(rk_answer *answer, rk_words_pair note); /* copied; of the table begun last */

void rk_answer_hide(rk_answer *answer);              /* the table begun last: for machines only */
size_t rk_answer_n_columns(const rk_answer *answer); /* of the table begun last */

/* The next cell, row by row. Texts are copied. */
void rk_answer_number(rk_answer *answer, double number);
void rk_answer_text(rk_answer *answer, const char *ja, const char *en);

/* An amount for a sentence, with its unit and three digits or four: "1.32億円", "1,320万円", "1.32 oku yen", "1,320 man
 * yen". signed_: also "+". */
rk_words_pair rk_answer_yen(rk_answer *answer, double yen, bool signed_);

/* A number for a sentence with the two digits that its error allows; three where there is none. */
const char *rk_answer_digits(rk_answer *answer, double value, double error, bool signed_);

/* "200,000" */
const char *rk_answer_count(rk_answer *answer, double whole);

/* Text that stays with the answer. */
const char *rk_answer_printf(rk_answer *answer, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
