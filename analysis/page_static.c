/* The report without script: findings, figures and tables. */
#include "analysis/page_html.h"
#include "analysis/reading.h"

#include <renkei/analysis.h>

#include <math.h>
#include <stdlib.h>

typedef struct {
    const rk_reading *reading;
    const rk_page_options *options;
    rk_markup *text;
} work;

static const char *of(const work *on, const char *ja, const char *en)
{
    return on->options->english ? en : ja;
}

static void put_sentences(const work *on, const rk_answer *answer)
{
    rk_markup_put(on->text, "<ul>\n");
    for (size_t i = 0; i < rk_answer_n_sentences(answer); i++) {
        rk_words_pair words = rk_answer_sentence(answer, i);
        rk_markup_put(on->text, "<li>");
        rk_markup_escaped(on->text, of(on, words.ja, words.en));
        rk_markup_put(on->text, "</li>\n");
    }
    rk_markup_put(on->text, "</ul>\n");
}

rk_status rk_page_static_body(const rk_reading *reading, const rk_page_options *options, rk_markup *text)
{
    work on = {reading, options, text};
    rk_answer *answer = NULL;
    rk_markup_put(text, "<h1>");
    rk_markup_escaped(text, options->title != NULL ? options->title : reading->title);
    rk_markup_put(text, "</h1>\n");
    rk_status status = rk_compare(reading, &(rk_compare_options){0}, &answer);
    if (status == RK_OK) {
        put_sentences(&on, answer);
    }
    rk_answer_free(answer);
    return status;
}
