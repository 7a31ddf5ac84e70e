#include "stats/packed.h"

#include "base/draw.h"
#include "stats/sums_impl.h"

#include <stdlib.h>
#include <string.h>

/* Numbers in the order of memory, seven bits a byte, the lowest first and the sign below them, so that what is near 0
 * is short. A byte 0 is followed by how many zeros come after the first. Runs end with their array, or half of one. */
struct rk_packed {
    unsigned char *bytes;
    size_t n, room;
};

enum { NUMBER_BYTES = 10, FIRST_ROOM = 1 << 20, WEIGHTS_MAX = 3 * RK_RANDOMISATIONS };

/* ---- Packing ---- */

typedef struct {
    rk_packed *to;
    size_t zeros;
    bool failed;
} packer;

static void put(packer *p, uint64_t number)
{
    rk_packed *to = p->to;
    if (to->room - to->n < NUMBER_BYTES) {
        size_t room = to->room + to->room / 2 + FIRST_ROOM;
        unsigned char *bytes = p->failed ? NULL : realloc(to->bytes, room);
        if (bytes == NULL) {
            p->failed = true;
            return;
        }
        to->bytes = bytes;
        to->room = room;
    }
    for (; number > 0x7F; number >>= 7) {
        to->bytes[to->n++] = (unsigned char)(number | 0x80);
    }
    to->bytes[to->n++] = (unsigned char)number;
}

static void end_run(packer *p)
{
    if (p->zeros > 0) {
        put(p, 0);
        put(p, p->zeros - 1);
        p->zeros = 0;
    }
}

static void pack(packer *p, uint64_t value)
{
    if (value == 0) {
        p->zeros++;
        return;
    }
    end_run(p);
    put(p, value << 1 ^ (value >> 63 != 0 ? UINT64_MAX : 0));
}

static void pack_words(packer *p, const rk_sums_place *at, const char *first)
{
    for (size_t row = 0; row < at->n_rows; row++) {
        for (size_t column = 0; column < at->n_columns; column++) {
            uint64_t word;
            memcpy(&word, first + row * at->row + column * at->column, sizeof word);
            pack(p, word);
        }
    }
    end_run(p);
}

static void pack_counts(packer *p, const rk_bins *bins, size_t n_cells)
{
    for (size_t cell = 0; cell < n_cells; cell++) {
        for (size_t i = cell * bins->n; i < (cell + 1) * bins->n; i++) {
            pack(p, rk_bins_count(*bins, i, bins->carried[cell]));
        }
    }
    end_run(p);
}

static bool is_scattered(rk_sums_id id)
{
    return id == RK_SUMS_WEIGHT || id == RK_SUMS_UNITS;
}

static void pack_scattered(packer *p, const rk_tally *tally, rk_sums_id id)
{
    uint64_t words[WEIGHTS_MAX];
    rk_sums_get(tally, id, words);
    for (size_t i = 0; i < rk_sums_describe(tally, id).n; i++) {
        pack(p, words[i]);
    }
    end_run(p);
}

static void pack_array(packer *p, const rk_tally *tally, rk_sums_id id)
{
    if (is_scattered(id)) {
        pack_scattered(p, tally, id);
        return;
    }
    rk_sums_place at = rk_sums_place_of(tally, id);
    if (at.bins != NULL) {
        pack_counts(p, at.bins, at.n_rows);
        return;
    }
    pack_words(p, &at, at.first);
    if (at.high != NULL) {
        pack_words(p, &at, at.high);
    }
}

rk_status rk_packed_new(const rk_tally *tally, rk_packed **packed)
{
    *packed = NULL;
    packer p = {.to = calloc(1, sizeof *p.to)};
    if (p.to == NULL) {
        return RK_ERR_MEMORY;
    }
    for (rk_sums_id id = 0; id < RK_N_SUMS; id++) {
        pack_array(&p, tally, id);
    }
    if (p.failed) {
        rk_packed_free(p.to);
        return RK_ERR_MEMORY;
    }
    unsigned char *fitted = realloc(p.to->bytes, p.to->n);
    p.to->bytes = fitted != NULL ? fitted : p.to->bytes;
    *packed = p.to;
    return RK_OK;
}

void rk_packed_free(rk_packed *packed)
{
    if (packed != NULL) {
        free(packed->bytes);
        free(packed);
    }
}

/* ---- Unpacking ---- */

typedef struct {
    const unsigned char *next;
    size_t index; /* of the number that comes next, in its array or half */
} unpacker;

static uint64_t get(unpacker *u)
{
    uint64_t number = 0;
    int shift = 0;
    for (; *u->next > 0x7F; shift += 7) {
        number |= (uint64_t)(*u->next++ & 0x7F) << shift;
    }
    return number | (uint64_t)*u->next++ << shift;
}

/* The next number that is not 0, and where it belongs; false when none of n is left, and the next array begins. */
static bool unpack(unpacker *u, size_t n, size_t *index, uint64_t *value)
{
    while (u->index < n) {
        uint64_t number = get(u);
        if (number == 0) {
            u->index += get(u) + 1;
            continue;
        }
        *index = u->index++;
        *value = number >> 1 ^ ((number & 1) != 0 ? UINT64_MAX : 0);
        return true;
    }
    u->index = 0;
    return false;
}

static void add_word(char *word, uint64_t value, bool *carry)
{
    uint64_t sum;
    memcpy(&sum, word, sizeof sum);
    sum += value;
    memcpy(word, &sum, sizeof sum);
    *carry = sum < value;
}

/* high: where the carries go; NULL: nowhere. */
static void add_words(unpacker *u, const rk_sums_place *at, char *first, char *high)
{
    size_t index;
    uint64_t value;
    while (unpack(u, at->n_rows * at->n_columns, &index, &value)) {
        size_t offset = index / at->n_columns * at->row + index % at->n_columns * at->column;
        bool carry, beyond;
        add_word(first + offset, value, &carry);
        if (carry && high != NULL) {
            add_word(high + offset, 1, &beyond);
        }
    }
}

static void add_scattered(unpacker *u, rk_tally *target, rk_sums_id id)
{
    uint64_t words[WEIGHTS_MAX], value;
    size_t index;
    rk_sums_get(target, id, words);
    while (unpack(u, rk_sums_describe(target, id).n, &index, &value)) {
        words[index] += value;
    }
    rk_sums_set(target, id, words);
}

static void add_counts(unpacker *u, const rk_sums_place *at)
{
    size_t index;
    uint64_t value;
    while (unpack(u, at->n_rows * at->n_columns, &index, &value)) {
        rk_bins_add(*at->bins, index, (uint32_t)value);
    }
}

void rk_packed_add(const rk_packed *packed, rk_tally *target)
{
    unpacker u = {.next = packed->bytes};
    for (rk_sums_id id = 0; id < RK_N_SUMS; id++) {
        if (is_scattered(id)) {
            add_scattered(&u, target, id);
            continue;
        }
        rk_sums_place at = rk_sums_place_of(target, id);
        if (at.bins != NULL) {
            add_counts(&u, &at);
            continue;
        }
        add_words(&u, &at, at.first, at.high);
        if (at.high != NULL) {
            add_words(&u, &at, at.high, NULL);
        }
    }
}
