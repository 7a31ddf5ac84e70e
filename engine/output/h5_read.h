/* The door to HDF5 for files that renkei wrote before. As in h5.h the first failure is remembered and everything after
 * it does nothing. */
#ifndef RK_OUTPUT_H5_READ_H
#define RK_OUTPUT_H5_READ_H

#include "output/h5.h"

/* Open for reading; closed by rk_h5_close. path must outlive the record. */
bool rk_h5_open(rk_h5 *h5, const char *path);

/* What the file holds is not what was expected: a sentence in rk_results_problem. */
void rk_h5_damaged(rk_h5 *h5, const char *what);

/* Read a whole dataset of numbers, which must have these dimensions. */
void rk_h5_read(rk_h5 *h5, const char *name, rk_h5_type type, int rank, const size_t *dims, void *data);

/* Read a part of one: count values from offset on along each axis. */
void rk_h5_read_part(rk_h5 *h5, hid_t dataset, rk_h5_type type, int rank, const hsize_t *offset, const hsize_t *count,
                     void *data);
hid_t rk_h5_dataset_open(rk_h5 *h5, const char *name);

/* Elements of a dataset of one axis; 0 when it is missing and optional. */
size_t rk_h5_length(rk_h5 *h5, const char *name, bool optional);

/* Labels or texts, n of them, whose references are looked at before they are followed (renkei/heap.h); NULL when that
 * failed. The caller frees them by rk_h5_texts_free. */
char **rk_h5_texts(rk_h5 *h5, const char *name, size_t n);
void rk_h5_texts_free(char **texts, size_t n);

/* Attributes of a group ("/" is the root): a whole number; a text that the caller frees, NULL when there is none. */
int64_t rk_h5_attribute_int(rk_h5 *h5, const char *group, const char *name);
char *rk_h5_attribute_text(rk_h5 *h5, const char *group, const char *name);

#endif
