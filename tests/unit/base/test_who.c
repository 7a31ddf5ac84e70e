/* Addresses: no two things that draw ever share one, over every code, post and slot that a scenario can have. */
#include "base/draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Municipality codes run from 01100 (Sapporo) to 47382 (Yonaguni); prefectures from 1 to 47. Experts: 500 at most by
 * the key's range; added posts: 50 in each member, and as many engineers from 128 on. */
enum {
    CODE_FIRST = 1100,
    CODE_LAST = 47382,
    PREFECTURES = 47,
    EXPERTS_MAX = 500,
    ADDED_POSTS_MAX = 128 + 50,
    ADDED_SLOTS = 16,
    SLOTS = 64,
    NAME_BITS = 29
};

typedef struct {
    uint64_t *seen; /* [2^29 bits] names of one kind */
    uint32_t kind;
    size_t n;
} name_set;

static name_set names_of(uint32_t kind)
{
    name_set self = {.seen = calloc(((size_t)1 << NAME_BITS) / 64, sizeof(uint64_t)), .kind = kind};
    assert_non_null(self.seen);
    return self;
}

/* No assertion in the loop: there are tens of millions. */
static bool is_new(name_set *names, uint32_t who)
{
    uint32_t name = who & ((1u << NAME_BITS) - 1);
    uint64_t bit = UINT64_C(1) << name % 64, *word = &names->seen[name / 64];
    bool new = (*word & bit) == 0 && who >> NAME_BITS == names->kind;
    *word |= bit;
    names->n += new;
    return new;
}

static void own_posts_never_share_a_name(void **unused)
{
    (void)unused;
    name_set names = names_of(0);
    bool all_new = true;
    for (int code = CODE_FIRST; code <= CODE_LAST; code++) {
        for (unsigned post = 0; post < RK_POSTS_PER_MUNICIPALITY_MAX; post += post < 60 ? 1 : 59) {
            all_new &= is_new(&names, rk_who_own_post(code, post));
        }
        all_new &= is_new(&names, rk_who_own_post(code, RK_POSTS_PER_MUNICIPALITY_MAX - 1));
    }
    assert_true(all_new);
    free(names.seen);
}

static void posts_that_instruments_add_never_share_a_name(void **unused)
{
    (void)unused;
    name_set names = names_of(1), joint = names_of(6);
    bool all_new = true;
    for (int code = CODE_FIRST; code <= CODE_LAST; code++) {
        for (unsigned slot = 0; slot < ADDED_SLOTS; slot++) {
            for (unsigned post = 0; post < ADDED_POSTS_MAX; post++) {
                all_new &= is_new(&names, rk_who_added_post(code, slot, post));
                all_new &= is_new(&joint, rk_who_joint_post(code, slot, post));
            }
        }
    }
    assert_true(all_new);
    free(names.seen);
    free(joint.seen);
}

static void experts_never_share_a_name(void **unused)
{
    (void)unused;
    name_set names = names_of(2);
    bool all_new = true;
    for (int prefecture = 1; prefecture <= PREFECTURES; prefecture++) {
        for (unsigned slot = 0; slot < SLOTS; slot++) {
            for (unsigned expert = 0; expert < EXPERTS_MAX; expert++) {
                all_new &= is_new(&names, rk_who_expert(prefecture, slot, expert));
            }
        }
    }
    assert_true(all_new);
    free(names.seen);
}

/* Slot 0 is the municipality itself, 1 and above its requests to a pool; prefectures have numbers between. */
static void municipalities_never_share_a_name(void **unused)
{
    (void)unused;
    name_set names = names_of(3);
    bool all_new = true;
    for (int code = CODE_FIRST; code <= CODE_LAST; code++) {
        for (unsigned slot = 0; slot <= SLOTS; slot++) {
            all_new &= code % 1000 == 0 || is_new(&names, rk_who_municipality(code, slot));
        }
    }
    for (int prefecture = 1; prefecture <= PREFECTURES; prefecture++) {
        all_new &= is_new(&names, rk_who_prefecture(prefecture));
    }
    assert_true(all_new);
    free(names.seen);
}

/* 0: national tasks; 100 and above: vendor groups, of which the key allows 64. */
static void the_nations_numbers_never_share_a_name(void **unused)
{
    (void)unused;
    name_set names = names_of(4);
    bool all_new = is_new(&names, rk_who_nation(0));
    for (unsigned vendor = 0; vendor < 64; vendor++) {
        all_new &= is_new(&names, rk_who_nation(100 + vendor));
    }
    assert_true(all_new);
    free(names.seen);
}

static void leaders_never_share_a_name(void **unused)
{
    (void)unused;
    name_set names = names_of(5);
    bool all_new = true;
    for (int code = CODE_FIRST; code <= CODE_LAST; code++) {
        for (unsigned slot = 0; slot < SLOTS; slot++) {
            all_new &= is_new(&names, rk_who_leader(code, slot));
        }
    }
    assert_true(all_new);
    free(names.seen);
}

/* FNV-1a, 32 bits: test vectors of the authors (Fowler, Noll, Vo; isthe.com/chongo/src/fnv/test_fnv.c). */
static void the_name_of_an_assumption_is_its_fnv_1a_hash(void **unused)
{
    (void)unused;
    assert_int_equal(rk_who_name(""), 0x811c9dc5);
    assert_int_equal(rk_who_name("a"), 0xe40c292c);
    assert_int_equal(rk_who_name("foobar"), 0xbf9cf968);
    assert_int_equal(rk_who_name("chongo was here!\n"), 0xd49930d5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_posts_never_share_a_name),
        cmocka_unit_test(posts_that_instruments_add_never_share_a_name),
        cmocka_unit_test(experts_never_share_a_name),
        cmocka_unit_test(municipalities_never_share_a_name),
        cmocka_unit_test(the_nations_numbers_never_share_a_name),
        cmocka_unit_test(leaders_never_share_a_name),
        cmocka_unit_test(the_name_of_an_assumption_is_its_fnv_1a_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
