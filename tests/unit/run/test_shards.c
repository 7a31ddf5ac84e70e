/* What ranks take: every replication once, borders where shards begin, small pieces in the end. */
#include <renkei/shards.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static rk_spans cut(uint32_t first, uint32_t n, int n_ranks)
{
    rk_spans list = {0};
    assert_int_equal(rk_spans_cut(&list, (rk_span){first, n}, RK_SHARD_MIN, n_ranks), RK_OK);
    return list;
}

static void pieces_hold_every_replication_once_and_meet_where_shards_begin(void **unused)
{
    (void)unused;
    static const uint32_t spans[][2] = {{0, 1},        {255, 1},           {255, 2},           {0, 256},
                                        {7, 256},      {100, 99999},       {768, 10000},       {3, 100000000},
                                        {511, 100000}, {4294967040u, 255}, {4294966000u, 1295}};
    static const int ranks[] = {1, 2, 3, 7, 64, 5000};
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        for (size_t k = 0; k < sizeof ranks / sizeof ranks[0]; k++) {
            rk_spans list = cut(spans[i][0], spans[i][1], ranks[k]);
            uint64_t next = spans[i][0];
            for (size_t p = 0; p < list.n; p++) {
                assert_true(list.span[p].first == next);
                assert_true(list.span[p].n > 0);
                assert_true(p == 0 || next % RK_SHARD_MIN == 0);
                next += list.span[p].n;
            }
            assert_true(next == (uint64_t)spans[i][0] + spans[i][1]);
            free(list.span);
        }
    }
}

/* 3 ranks, 16 shards: a sixth of what is left at a time, which is 2 shards, then 2, 2, and 10 single ones. */
static void pieces_become_smaller_down_to_one_shard(void **unused)
{
    (void)unused;
    static const uint32_t shards[] = {2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    rk_spans list = cut(0, 16 * RK_SHARD_MIN, 3);
    assert_int_equal(list.n, sizeof shards / sizeof shards[0]);
    for (size_t p = 0; p < list.n; p++) {
        assert_int_equal(list.span[p].n, shards[p] * RK_SHARD_MIN);
    }
    free(list.span);
}

static void nothing_is_cut_into_nothing_and_lists_grow(void **unused)
{
    (void)unused;
    rk_spans list = cut(5, 0, 2);
    assert_int_equal(list.n, 0);
    assert_int_equal(rk_spans_cut(&list, (rk_span){40, 3}, RK_SHARD_MIN, 2), RK_OK);
    assert_int_equal(rk_spans_cut(&list, (rk_span){90, 4}, RK_SHARD_MIN, 2), RK_OK);
    assert_int_equal(list.n, 2);
    assert_int_equal(list.span[0].first, 40);
    assert_int_equal(list.span[1].n, 4);
    free(list.span);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_hold_every_replication_once_and_meet_where_shards_begin),
        cmocka_unit_test(pieces_become_smaller_down_to_one_shard),
        cmocka_unit_test(nothing_is_cut_into_nothing_and_lists_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
