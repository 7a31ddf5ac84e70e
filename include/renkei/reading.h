/* An opened results.h5, read-only: the only thing that analysis knows of a run. analysis/FORMAT.md lists its datasets.
 */
#ifndef RENKEI_READING_H
#define RENKEI_READING_H

#include <renkei/status.h>

#include <stdbool.h>
#include <stddef.h>

typedef struct rk_reading rk_reading;

/* Open and check a results file: a file that is no HDF5, of another program, of a format this version does not know,
 * truncated or damaged gives RK_ERR_RESULTS_READ and a sentence in rk_reading_problem, never a crash: the file is first
 * looked through in a process of its own. */
RK_MUST_CHECK rk_status rk_reading_open(const char *path, rk_reading **reading);
void rk_reading_close(rk_reading *reading); /* takes NULL */

/* One sentence with the file and the reason of the last failure in this process, or "". */
const char *rk_reading_problem(void);

const char *rk_reading_path(const rk_reading *reading);
const char *rk_reading_title(const rk_reading *reading, bool english);
bool rk_reading_is_partial(const rk_reading *reading);

size_t rk_reading_n_models(const rk_reading *reading);
size_t rk_reading_baseline(const rk_reading *reading);
const char *rk_reading_model_key(const rk_reading *reading, size_t model);
const char *rk_reading_model_title(const rk_reading *reading, size_t model, bool english);

/* The model with this key, or rk_reading_n_models. */
size_t rk_reading_model_find(const rk_reading *reading, const char *key);

size_t rk_reading_n_municipalities(const rk_reading *reading);
size_t rk_reading_n_prefectures(const rk_reading *reading);
size_t rk_reading_n_years(const rk_reading *reading);
int rk_reading_first_year(const rk_reading *reading);
size_t rk_reading_n_replications(const rk_reading *reading);

#endif
