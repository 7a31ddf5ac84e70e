/* What renkei knows by itself: scenarios, prefectures, municipalities, instruments, metrics, parameters, funding rules. For
 * `renkei list`. */
#ifndef RENKEI_CATALOGUE_H
#define RENKEI_CATALOGUE_H

#include <renkei/status.h>
#include <stddef.h>

/* A table of text cells; columns[0..n_columns) name them. cells is [n_rows][n_columns]. Owned by the caller. */
typedef struct {
    size_t n_rows, n_columns;
    const char *const *columns;
    char **cells;
} rk_catalogue;

/* what: "scenarios", "prefectures", "municipalities", "instruments", "metrics", "parameters" or "funding".
 * filter: only rows of this prefecture (code or name) for municipalities; NULL for all.
 * Returns RK_ERR_OPTIONS for another word or an unknown prefecture, RK_ERR_DATA, RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_catalogue_open(const char *what, const char *filter, rk_catalogue *catalogue);
void rk_catalogue_close(rk_catalogue *catalogue);

/* The Japanese name of a parameter, with "parameters." or without, or of what an instrument has, such as
 * "models.pool.experts.number"; NULL for other keys, and where the scenario gives the instrument a name of its own. */
const char *rk_key_title_ja(const char *key);

#endif
