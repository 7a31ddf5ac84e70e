#include "analysis/page_html.h"

#include "analysis/reading.h"

#include <stdlib.h>
#include <string.h>

enum { LANG, TITLE, STATIC, DATA, N_MARKS };
static const char *const marks[N_MARKS] = {"{{renkei:lang}}", "{{renkei:title}}", "{{renkei:static}}",
                                           "{{renkei:data}}"};

char *rk_page_title(const rk_reading *reading, const rk_page_options *options)
{
    const char *own = options->english ? reading->title_en : reading->title;
    return strdup(options->title != NULL ? options->title : own);
}

/* Does the template have each mark once? */
static rk_status check(const rk_reading *reading, const char *template)
{
    for (size_t i = 0; i < N_MARKS; i++) {
        const char *first = strstr(template, marks[i]);
        if (first == NULL || strstr(first + 1, marks[i]) != NULL) {
            rk_reading_fail(reading->path, "the template of the page must have %s once", marks[i]);
            return RK_ERR_OPTIONS;
        }
    }
    return RK_OK;
}

/* The template with the texts in place of its marks, in whatever order they come. */
static void fill(rk_markup *page, const char *template, const rk_markup texts[N_MARKS])
{
    while (*template != '\0') {
        const char *next = NULL;
        size_t which = N_MARKS;
        for (size_t i = 0; i < N_MARKS; i++) {
            const char *found = strstr(template, marks[i]);
            if (found != NULL && (next == NULL || found < next)) {
                next = found;
                which = i;
            }
        }
        size_t n = next != NULL ? (size_t)(next - template) : strlen(template);
        rk_markup_add(page, template, n);
        if (which < N_MARKS) {
            rk_markup_add(page, texts[which].bytes, texts[which].n);
            n += strlen(marks[which]);
        }
        template += n;
    }
}

rk_status rk_page_html(const rk_reading *reading, const rk_page_options *options, char **out)
{
    const char *template = options->page_template != NULL ? options->page_template : rk_page_template;
    rk_markup texts[N_MARKS] = {{0}}, page = {0};
    char *data = NULL;
    rk_answer *budget = NULL;
    *out = NULL;
    rk_markup_put(&texts[LANG], "%s", options->english ? "en" : "ja");
    char *title = rk_page_title(reading, options);
    rk_markup_escaped(&texts[TITLE], title);
    rk_status status = title != NULL ? check(reading, template) : RK_ERR_MEMORY;
    if (status == RK_OK) {
        status = rk_page_static_body(reading, options, false, &budget, &texts[STATIC]);
    }
    if (status == RK_OK) {
        status = rk_page_data(reading, options, &budget, &data);
    }
    if (status == RK_OK) {
        rk_markup_put(&texts[DATA], "%s", data);
        for (size_t i = 0; i < N_MARKS; i++) {
            page.failed = page.failed || texts[i].failed;
        }
        fill(&page, template, texts);
        status = rk_markup_done(&page, out);
    }
    rk_answer_free(budget);
    free(title);
    free(data);
    for (size_t i = 0; i < N_MARKS; i++) {
        rk_markup_free(&texts[i]);
    }
    rk_markup_free(&page);
    return status;
}
