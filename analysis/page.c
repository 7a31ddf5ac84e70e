/* The page's data, put together. */
#include "analysis/page_html.h"
#include "analysis/page_impl.h"

#include <stdlib.h>
#include <string.h>

/* Models x years x municipalities up to which years are told in full, and up to which in means. */
enum { CELLS_IN_FULL = 6000, CELLS_IN_MEANS = 20000 };

static rk_page_detail detail_of(const rk_reading *reading)
{
    size_t cells = reading->n_models * reading->n_years * reading->n_municipalities;
    return cells <= CELLS_IN_FULL ? RK_DETAIL_YEARS : cells <= CELLS_IN_MEANS ? RK_DETAIL_YEARS_MEAN : RK_DETAIL_RUN;
}

static rk_status put_parts(rk_page *page, json_t *root)
{
    const struct {
        const char *key;
        rk_status (*make)(rk_page *page, json_t **part);
    } parts[] = {
        {"series", rk_page_series},     {"places", rk_page_places},   {"map", rk_page_map},
        {"answers", rk_page_answers},   {"funding", rk_page_funding}, {"assumptions", rk_page_assumptions},
        {"manifest", rk_page_manifest},
    };
    rk_status status = RK_OK;
    for (size_t i = 0; status == RK_OK && i < sizeof parts / sizeof parts[0]; i++) {
        json_t *part = NULL;
        status = parts[i].make(page, &part);
        rk_page_put(page, root, parts[i].key, part);
    }
    return status;
}

static rk_status put_all(rk_page *page, json_t *root)
{
    rk_page_put(page, root, "format", json_integer(1));
    rk_page_put(page, root, "head", rk_page_head(page));
    rk_page_put(page, root, "years", rk_page_years(page));
    rk_page_put(page, root, "models", rk_page_models(page));
    rk_page_put(page, root, "prefectures", rk_page_prefectures(page));
    rk_page_put(page, root, "municipalities", rk_page_municipalities(page));
    rk_page_put(page, root, "metrics", rk_page_metric_list(page));
    rk_status status = put_parts(page, root);
    rk_page_put(page, root, "words", json_incref(page->words));
    rk_page_put(page, root, "limits", rk_page_limits(page));
    json_t *replay = page->options->replay != NULL ? json_loads(page->options->replay, 0, NULL) : NULL;
    rk_page_put(page, root, "replay", replay != NULL ? replay : json_null());
    return status;
}

/* `<` may not stand in a page's script: names could end it. */
static char *escape(const char *text)
{
    size_t n = strlen(text), extra = 1; /* the line feed */
    for (const char *c = text; *c != '\0'; c++) {
        extra += *c == '<' ? 5 : 0;
    }
    char *out = malloc(n + extra + 1), *to = out;
    for (const char *c = text; out != NULL && *c != '\0'; c++) {
        if (*c == '<') {
            memcpy(to, "\\u003c", 6);
            to += 6;
        } else {
            *to++ = *c;
        }
    }
    if (out != NULL) {
        memcpy(to, "\n", 2);
    }
    return out;
}

rk_status rk_page_data(const rk_reading *reading, const rk_page_options *options, rk_answer **budget, char **text)
{
    rk_page page = {.reading = reading,
                    .options = options,
                    .detail = detail_of(reading),
                    .budget = budget,
                    .words = json_array(),
                    .word_index = json_object()};
    json_t *root = json_object();
    rk_status status = put_all(&page, root);
    char *plain = NULL;
    *text = NULL;
    if (status == RK_OK && !page.failed) {
        plain = json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(RK_PAGE_DIGITS));
    }
    if (plain != NULL) {
        *text = escape(plain);
    }
    free(plain);
    json_decref(root);
    json_decref(page.words);
    json_decref(page.word_index);
    return status == RK_OK && *text == NULL ? RK_ERR_MEMORY : status;
}

rk_status rk_page_json(const rk_reading *reading, const rk_page_options *options, char **text)
{
    rk_answer *budget = NULL;
    rk_status status = rk_page_data(reading, options, &budget, text);
    rk_answer_free(budget);
    return status;
}
