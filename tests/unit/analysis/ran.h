/* Results files that the engine wrote in the test, and readings filled by hand. */
#ifndef RK_TESTS_ANALYSIS_RAN_H
#define RK_TESTS_ANALYSIS_RAN_H

#include "analysis/reading.h"

#include <renkei/answer.h>

/* A folder of the test's own, made once; removed by ran_clean with what is in it. */
const char *ran_folder(void);
int ran_clean(void **unused); /* a cmocka teardown */

/* Run a scenario and open its results. name: of the file in the folder, without ".h5". models: YAML of the models,
 * NULL: alone, a pool and posted experts. head: more lines of the scenario, or "". */
rk_reading *ran_open(const char *name, const char *prefectures, const char *municipalities, const char *head,
                     const char *models, unsigned n_replications);

/* Path of that file; the caller frees. */
char *ran_path(const char *name);

/* A number of an answer: by the ids of its table and column. Fails when there is none. */
double ran_number(const rk_answer *answer, const char *table, size_t row, const char *column);

/* The cell of that column in the first row in which the columns named have these English words. words: column, word,
 * column, word, ..., NULL. */
rk_answer_cell ran_cell(const rk_answer *answer, const char *table, const char *column, const char *const *words);

/* A reading without a file: n replications from 0 of so many models, all in blocks of 16; drawn by Sobol points unless
 * by_block. Free with hand_close. */
rk_reading *hand_open(size_t n_models, size_t n_replications, bool by_block);
void hand_close(rk_reading *reading);

/* Numbers of a plain generator: uniform in (0, 1) and standard normal, a function of the index alone. */
double hand_uniform(unsigned stream, size_t index);
double hand_normal(unsigned stream, size_t index);

#endif
