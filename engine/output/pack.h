/* Packing a chunk as HDF5's shuffle and deflate filters do, so that threads can do it: HDF5 itself may not be called
 * from several, and its own deflate takes twice as long. The door to zlib. */
#ifndef RK_OUTPUT_PACK_H
#define RK_OUTPUT_PACK_H

#include <stddef.h>

/* Pack n_bytes of elements of so many bytes each. Returns memory that the caller frees, and its size in n_packed; NULL
 * when there is no memory. */
void *rk_pack(const void *data, size_t n_bytes, size_t element, size_t *n_packed);

#endif
