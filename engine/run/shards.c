#include <renkei/shards.h>

#include <stdlib.h>

/* At least one shard, at most what is left, up to a multiple of the shard. */
static uint32_t piece_of(rk_span left, int n_ranks)
{
    uint64_t shards = left.n / RK_SHARD / (2 * (uint64_t)n_ranks);
    uint64_t within = left.first % RK_SHARD;
    uint64_t n = (shards > 0 ? shards : 1) * RK_SHARD - within;
    return n < left.n ? (uint32_t)n : left.n;
}

rk_status rk_spans_cut(rk_spans *list, rk_span span, int n_ranks)
{
    while (span.n > 0) {
        uint32_t n = piece_of(span, n_ranks);
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
