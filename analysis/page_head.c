/* What was run, where and under which models. */
#include "analysis/page_impl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_provenance(rk_page *page, json_t *object, const char *key, const char *attribute)
{
    char *text = rk_read_provenance(page->reading, attribute);
    rk_page_put(page, object, key, rk_page_text(text));
    free(text);
}

static json_t *title_of(const rk_page *page)
{
    const char *given = page->options->title;
    return rk_page_pair(given != NULL ? given : page->reading->title, given != NULL ? given : page->reading->title_en);
}

json_t *rk_page_head(rk_page *page)
{
    const rk_reading *reading = page->reading;
    json_t *head = json_object();
    rk_page_put(page, head, "title", title_of(page));
    rk_page_put(page, head, "baseline", rk_page_text(reading->model_key[reading->baseline]));
    rk_page_put(page, head, "replications", json_integer((json_int_t)reading->n_replications));
    rk_page_put(page, head, "asked", json_integer((json_int_t)reading->n_asked));
    rk_page_put(page, head, "partial", json_boolean(reading->partial));
    rk_page_put(page, head, "blocks", json_integer((json_int_t)reading->n_blocks));
    rk_page_put(page, head, "inner", json_integer((json_int_t)reading->inner));
    put_provenance(page, head, "seed", "seed");
    put_provenance(page, head, "version", "version");
    put_provenance(page, head, "created", "created");
    char *year = rk_read_value(reading, "parameters.prices.year", "value");
    rk_page_put(page, head, "price_year", year != NULL ? rk_page_number(strtod(year, NULL), 4) : json_null());
    free(year);
    rk_page_put(page, head, "lang", json_string(page->options->english ? "en" : "ja"));
    return head;
}

json_t *rk_page_models(rk_page *page)
{
    json_t *list = json_array();
    for (size_t m = 0; m < page->reading->n_models; m++) {
        json_t *one = rk_page_pair(page->reading->model_title[m], page->reading->model_title_en[m]);
        rk_page_put(page, one, "id", rk_page_text(page->reading->model_key[m]));
        rk_page_add(page, list, one);
    }
    return list;
}

json_t *rk_page_years(rk_page *page)
{
    json_t *list = json_array();
    for (size_t y = 0; y < page->reading->n_years; y++) {
        rk_page_add(page, list, json_integer(page->reading->fiscal_year[y]));
    }
    return list;
}

json_t *rk_page_prefectures(rk_page *page)
{
    const rk_reading *reading = page->reading;
    json_t *list = json_array();
    for (size_t p = 0; p < reading->n_prefectures; p++) {
        json_t *one = rk_page_pair(reading->prefecture_name[p], reading->prefecture_name_en[p]);
        size_t n = 0;
        for (size_t i = 0; i < reading->n_municipalities; i++) {
            n += reading->municipality_prefecture[i] == reading->prefecture[p];
        }
        rk_page_put(page, one, "code", json_integer(reading->prefecture[p]));
        rk_page_put(page, one, "municipalities", json_integer((json_int_t)n));
        rk_page_add(page, list, one);
    }
    return list;
}

json_t *rk_page_municipalities(rk_page *page)
{
    const rk_reading *reading = page->reading;
    json_t *list = json_array();
    for (size_t i = 0; i < reading->n_municipalities; i++) {
        char code[16];
        json_t *one = rk_page_pair(reading->municipality_name[i], reading->municipality_name_en[i]);
        snprintf(code, sizeof code, "%05d", reading->municipality[i]);
        rk_page_put(page, one, "code", json_string(code));
        rk_page_put(page, one, "prefecture", json_integer(reading->municipality_prefecture[i]));
        rk_page_put(page, one, "population", json_integer((json_int_t)reading->population[i]));
        rk_page_put(page, one, "kind", rk_page_text(reading->kind != NULL ? reading->kind[i] : NULL));
        rk_page_add(page, list, one);
    }
    return list;
}
