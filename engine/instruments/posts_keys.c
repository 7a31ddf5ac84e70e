/* The keys of `posts`: more or other own posts. */
#include "instruments/posts.h"

static const rk_key keys[RK_POSTS_N_KEYS] = {
    RK_COMMON_ROWS("{municipality: 1}"),
    [RK_POSTS_NUMBER] = {"number", RK_KEY_COUNT, RK_UNIT_PERSONS, 0, 50, NULL, NULL, "persons", "",
                         "more posts in each member"},
    [RK_POSTS_CONTRACT] = {"contract", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "specialist", RK_CONTRACT_CHOICES, "",
                           "A18-A23", "contract type of the new posts"},
    [RK_POSTS_FTE] = {"fte", RK_KEY_NUMBER, RK_UNIT_FTE, 0, 1, "1 FTE", NULL, "FTE", "", "share of duty on DX"},
    [RK_POSTS_STAFFED] = {"staffed", RK_KEY_SWITCH, RK_UNIT_NUMBER, 0, 0, "off", NULL, "", "",
                          "on: filled on the first day; off: they open vacant"},
    [RK_POSTS_PAY] = {"pay_premium", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 20, "1", NULL, "", "C09",
                      "pay against that of the contract type"},
};

const rk_instrument_schema rk_posts_schema = {
    .name = "posts",
    .title = "Own posts",
    .title_ja = "自前の職の新設",
    .help = "more or other posts of the municipality's own",
    .keys = keys,
    .n_keys = RK_POSTS_N_KEYS,
    .books = RK_BOOKS(STAFF),
};
