/* Shards: consecutive replications, counted from replication 0, whatever the machine: whole blocks, and as few as hold
 * 256 replications. Job arrays run some shards each (`renkei run --shards A-B`, then `renkei merge`); ranks
 * (renkei/ranks.h) take some at a time. */
#ifndef RENKEI_SHARDS_H
#define RENKEI_SHARDS_H

#include <renkei/status.h>
#include <stddef.h>
#include <stdint.h>

enum { RK_SHARD_MIN = 256 };

/* Replications of a shard, where a block has inner replications (renkei/scenario.h). */
uint32_t rk_shard_of(uint32_t inner);

typedef struct {
    uint32_t first, n; /* replications */
} rk_span;

typedef struct {
    rk_span *span;
    size_t n;
} rk_spans;

/* Cut a span where shards of so many replications begin, into pieces for ranks that take the next as they get done: at
 * first a share of 1/(2 n_ranks) of what is left, in the end one shard. The pieces are added to the list, whose span
 * the caller frees. Returns RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_spans_cut(rk_spans *list, rk_span span, uint32_t shard, int n_ranks);

#endif
