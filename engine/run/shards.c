#include <renkei/shards.h>

#include <stdlib.h>

uint32_t rk_shard_of(uint32_t inner)
{
    return (RK_SHARD_MIN + inner - 1) / inner * inner;
}

/* At least one shard, at most what is left, up to a multiple of the shard. */
static uint32_t piece_of(rk_span left, uint32_t shard, int n_ranks)
{
    uint64_t shards = left.n / shard / (2 * (uint64_t)n_ranks);
    uint64_t within = left.first % shard;
    uint64_t n = (shards > 0 ? shards : 1) * shard - within;
    return n < left.n ? (uint32_t)n : left.n;
}

rk_status rk_spans_cut(rk_spans *list, rk_span span, uint32_t shard, int n_ranks)
{
    while (span.n > 0) {
        uint32_t n = piece_of(span, shard, n_ranks);
        rk_span *longer = realloc(list->span, (list->n + 1) * sizeof *longer);
        if (longer == NULL) {
            return RK_ERR_MEMORY;
        }
        list->span = longer;
        list->span[list->n++] = (rk_span){span.first, n};
        span.first += n;
        span.n -= n;
    }
    return RK_OK;
}
