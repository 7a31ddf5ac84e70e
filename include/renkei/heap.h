/* The heaps of an HDF5 file that hold its texts, for all who read a results file.
 *
 * A dataset of texts of any length holds references: bytes of the text, address of a collection, number of an object in
 * it. Neither has a checksum, and the library (1.10) copies what they lead to without looking at bounds. */
#ifndef RENKEI_HEAP_H
#define RENKEI_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Does each of the n references of a dataset of texts lead to an object of its length, in a collection that is whole?
 * file, dataset: the library's identifiers (hid_t). Format: HDF5 File Format Specification 3.0, III.E (global heap). True of
 * datasets that are not stored in one piece: renkei writes none. */
bool rk_heap_holds_texts(int64_t file, int64_t dataset, size_t n);

#endif
