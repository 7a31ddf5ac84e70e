/* Groups of neighbours, on every prefecture: whole, connected, of the right size, and a matter of the members alone. */
#include "reading.h"

#include "input/clusters.h"

#include <math.h>

static const size_t sizes[] = {2, 3, 4, 5, 7, 10, 20, 60};
enum { N_SIZES = sizeof sizes / sizeof *sizes, PLACES_MAX = 1741 };

static const rk_scenario *nation;

static int open_nation(void **unused)
{
    (void)tables_setup(unused);
    nation = scenario_of("renkei: 1\nprefecture: all\nmodels: {a: {}}\n", NULL, 0);
    return 0;
}

static int close_nation(void **unused)
{
    (void)unused;
    rk_scenario_close((rk_scenario *)(uintptr_t)nation);
    return 0;
}

typedef struct {
    size_t n, n_groups, size;
    size_t members[PLACES_MAX], group[PLACES_MAX], count[PLACES_MAX];
} cutting;

static void cut(cutting *c, size_t size)
{
    rk_arena *arena = rk_arena_new();
    c->size = size;
    c->n_groups = rk_clusters_cut(arena, nation->municipalities, c->members, c->n, size, c->group);
    memset(c->count, 0, sizeof c->count);
    for (size_t i = 0; i < c->n; i++) {
        assert_true(c->group[i] < c->n_groups);
        c->count[c->group[i]]++;
    }
    rk_arena_free(arena);
}

static void take_prefecture(cutting *c, size_t prefecture)
{
    const rk_prefecture *p = &nation->prefectures[prefecture];
    c->n = p->n_municipalities;
    for (size_t i = 0; i < c->n; i++) {
        c->members[i] = p->first + i;
    }
}

static bool touch(size_t a, size_t b)
{
    const rk_municipality *place = &nation->municipalities[a];
    for (size_t k = 0; k < place->n_neighbours; k++) {
        if (place->neighbours[k] == b) {
            return true;
        }
    }
    return false;
}

/* Great-circle distance on a unit globe. */
static double apart(size_t a, size_t b)
{
    const rk_municipality *p = &nation->municipalities[a], *q = &nation->municipalities[b];
    double degree = acos(-1) / 180;
    double s = sin((p->latitude - q->latitude) * degree / 2), t = sin((p->longitude - q->longitude) * degree / 2);
    return asin(sqrt(s * s + cos(p->latitude * degree) * cos(q->latitude * degree) * t * t));
}

/* Labels of the parts that hang together over land among the members for which in holds. Returns their number. */
static size_t parts_of(const cutting *c, const bool in[], size_t part[])
{
    size_t n_parts = 0;
    for (size_t i = 0; i < c->n; i++) {
        part[i] = PLACES_MAX;
    }
    for (size_t i = 0; i < c->n; i++) {
        if (!in[i] || part[i] < PLACES_MAX) {
            continue;
        }
        part[i] = n_parts;
        for (bool grew = true; grew;) {
            grew = false;
            for (size_t v = 0; v < c->n; v++) {
                for (size_t w = 0; w < c->n && part[v] == n_parts; w++) {
                    if (in[w] && part[w] == PLACES_MAX && touch(c->members[v], c->members[w])) {
                        part[w] = n_parts;
                        grew = true;
                    }
                }
            }
        }
        n_parts++;
    }
    return n_parts;
}

/* ---- Properties ---- */

static void groups_are_numbered_by_their_first_member_and_none_is_empty(void **unused)
{
    (void)unused;
    static cutting c;
    for (size_t p = 0; p < nation->n_prefectures; p++) {
        for (size_t s = 0; s < N_SIZES; s++) {
            take_prefecture(&c, p);
            cut(&c, sizes[s]);
            size_t next = 0;
            for (size_t i = 0; i < c.n; i++) {
                assert_true(c.group[i] <= next);
                next += c.group[i] == next;
            }
            assert_int_equal(next, c.n_groups);
        }
    }
}

/* With the table as it is, the graph allows half to twice the size everywhere, but in prefectures that are too small.
 */
static void groups_have_half_to_twice_the_size(void **unused)
{
    (void)unused;
    static cutting c;
    for (size_t p = 0; p < nation->n_prefectures; p++) {
        for (size_t s = 0; s < N_SIZES; s++) {
            take_prefecture(&c, p);
            cut(&c, sizes[s]);
            for (size_t g = 0; g < c.n_groups; g++) {
                assert_true(c.count[g] <= 2 * c.size);
                assert_true(2 * c.count[g] >= c.size || c.count[g] == c.n);
            }
        }
    }
}

/* A group in several parts is held together by the sea: all parts but one are cut off from the prefecture's others on
 * land, in whole, and too small for a group of their own. */
static void groups_hang_together(void **unused)
{
    (void)unused;
    static cutting c;
    static bool in[PLACES_MAX], all[PLACES_MAX];
    static size_t part[PLACES_MAX], land[PLACES_MAX], land_count[PLACES_MAX];
    size_t n_cut_off = 0;
    memset(all, true, sizeof all);
    for (size_t p = 0; p < nation->n_prefectures; p++) {
        take_prefecture(&c, p);
        size_t n_lands = parts_of(&c, all, land);
        memset(land_count, 0, sizeof land_count);
        for (size_t i = 0; i < c.n; i++) {
            land_count[land[i]]++;
        }
        for (size_t s = 0; s < N_SIZES; s++) {
            cut(&c, sizes[s]);
            for (size_t g = 0; g < c.n_groups; g++) {
                bool seen[PLACES_MAX] = {false};
                size_t n_seen = 0;
                for (size_t i = 0; i < c.n; i++) {
                    in[i] = c.group[i] == g;
                    n_seen += in[i] && !seen[land[i]];
                    seen[land[i]] = seen[land[i]] || in[i];
                }
                assert_int_equal(parts_of(&c, in, part), n_seen); /* one part for each land it lies on */
                for (size_t l = 0; l < n_lands && n_seen > 1; l++) {
                    n_cut_off += seen[l];
                }
            }
        }
    }
    assert_true(n_cut_off > 100); /* Tokyo, Nagasaki, Kagoshima, Okinawa ... */
}

static bool is_island(size_t place)
{
    const rk_prefecture *p = &nation->prefectures[nation->municipalities[place].prefecture];
    size_t other = p->first;
    while (other < p->first + p->n_municipalities && !touch(place, other)) {
        other++;
    }
    return other == p->first + p->n_municipalities;
}

/* Each island alone with the land of its prefecture: the nearest office's group takes it in. */
static void who_touches_nobody_goes_with_the_nearest(void **unused)
{
    (void)unused;
    static cutting c;
    size_t n_islands = 0;
    for (size_t island = 0; island < nation->n_municipalities; island++) {
        const rk_prefecture *p = &nation->prefectures[nation->municipalities[island].prefecture];
        size_t own = 0, nearest = PLACES_MAX;
        c.n = 0;
        for (size_t i = p->first; i < p->first + p->n_municipalities && is_island(island); i++) {
            own = i == island ? c.n : own;
            if (i == island || !is_island(i)) {
                c.members[c.n++] = i;
            }
        }
        for (size_t i = 0; i < c.n; i++) {
            bool nearer = nearest == PLACES_MAX || apart(c.members[i], island) < apart(c.members[nearest], island);
            nearest = i != own && nearer ? i : nearest;
        }
        if (c.n > 1) {
            cut(&c, 3);
            assert_int_equal(c.group[own], c.group[nearest]);
            n_islands++;
        }
    }
    assert_int_equal(
        n_islands,
        48 + 2); /* islands, README.md of the data says; Kitayama and Naoshima touch other prefectures only */
}

static void other_prefectures_do_not_matter(void **unused)
{
    (void)unused;
    static cutting whole, one;
    for (size_t s = 0; s < N_SIZES; s++) {
        whole.n = nation->n_municipalities;
        for (size_t i = 0; i < whole.n; i++) {
            whole.members[i] = i;
        }
        cut(&whole, sizes[s]);
        size_t n_before = 0;
        for (size_t p = 0; p < nation->n_prefectures; p++) {
            take_prefecture(&one, p);
            cut(&one, sizes[s]);
            for (size_t i = 0; i < one.n; i++) {
                assert_int_equal(whole.group[one.members[i]], n_before + one.group[i]);
            }
            n_before += one.n_groups;
        }
        assert_int_equal(whole.n_groups, n_before);
    }
}

/* Some of a prefecture: every second member. Land that is not a member's joins nobody. */
static void members_that_are_apart_are_cut_too(void **unused)
{
    (void)unused;
    static cutting c;
    for (size_t p = 0; p < nation->n_prefectures; p++) {
        for (size_t s = 0; s < N_SIZES; s++) {
            take_prefecture(&c, p);
            c.n /= 2;
            for (size_t i = 0; i < c.n; i++) {
                c.members[i] = nation->prefectures[p].first + 2 * i;
            }
            cut(&c, sizes[s]);
            for (size_t g = 0; g < c.n_groups; g++) {
                assert_true(c.count[g] > 0 && c.count[g] <= 2 * c.size);
                assert_true(c.count[g] > 1 || c.n == 1 || c.size == 2);
            }
        }
    }
    c.n = 0;
    cut(&c, 5);
    assert_int_equal(c.n_groups, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_are_numbered_by_their_first_member_and_none_is_empty),
        cmocka_unit_test(groups_have_half_to_twice_the_size),
        cmocka_unit_test(groups_hang_together),
        cmocka_unit_test(who_touches_nobody_goes_with_the_nearest),
        cmocka_unit_test(other_prefectures_do_not_matter),
        cmocka_unit_test(members_that_are_apart_are_cut_too),
    };
    return cmocka_run_group_tests(tests, open_nation, close_nation);
}
