/* Texts and numbers of the page's data. */
#include "analysis/page_impl.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void rk_page_put(rk_page *page, json_t *object, const char *key, json_t *value)
{
    page->failed = json_object_set_new(object, key, value) != 0 || page->failed;
}

void rk_page_add(rk_page *page, json_t *array, json_t *value)
{
    page->failed = json_array_append_new(array, value) != 0 || page->failed;
}

/* Every byte beyond ASCII as a question mark. */
static json_t *plain_text(const char *text)
{
    char *copy = strdup(text);
    for (char *c = copy; c != NULL && *c != '\0'; c++) {
        *c = (*c & 0x80) != 0 ? '?' : *c;
    }
    json_t *value = copy != NULL ? json_string(copy) : NULL;
    free(copy);
    return value;
}

json_t *rk_page_text(const char *text)
{
    json_t *value = text != NULL ? json_string(text) : json_null();
    return value != NULL ? value : plain_text(text);
}

json_t *rk_page_pair(const char *ja, const char *en)
{
    json_t *pair = json_object();
    if (json_object_set_new(pair, "ja", rk_page_text(ja)) != 0 ||
        json_object_set_new(pair, "en", rk_page_text(en)) != 0) {
        json_decref(pair);
        return NULL;
    }
    return pair;
}

json_t *rk_page_number(double value, int digits)
{
    enum { WHOLE_MAX = 99999 };
    char text[48];
    if (!isfinite(value)) {
        return json_null();
    }
    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    double rounded = strtod(text, NULL);
    bool whole = fabs(rounded) <= WHOLE_MAX && rounded == floor(rounded);
    return whole ? json_integer((json_int_t)rounded) : json_real(rounded);
}

json_t *rk_page_numbers(rk_page *page, const double *values, size_t n, double factor, int digits)
{
    json_t *array = json_array();
    for (size_t i = 0; i < n; i++) {
        rk_page_add(page, array, rk_page_number(values[i] * factor, digits));
    }
    return array;
}
