/* The keys of `posts`: more or other own posts, and careers in them. */
#include "instruments/posts.h"
#include "instruments/registry.h"

static const rk_key keys[RK_POSTS_N_KEYS] = {
    RK_COMMON_ROWS("{municipality: 1}"),
    [RK_POSTS_NUMBER] = {"number", RK_KEY_COUNT, RK_UNIT_PERSONS, 0, 50, NULL, NULL, "persons", "",
                         "more posts in each member; 0 for none"},
    [RK_POSTS_CONTRACT] = {"contract", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "specialist", RK_CONTRACT_CHOICES, "",
                           "A18-A23", "contract type of the new posts"},
    [RK_POSTS_FTE] = {"fte", RK_KEY_NUMBER, RK_UNIT_FTE, 0, 1, "1 FTE", NULL, "FTE", "",
                      "share of duty on DX of the new posts; below 1: dual duty"},
    [RK_POSTS_STAFFED] = {"staffed", RK_KEY_SWITCH, RK_UNIT_NUMBER, 0, 0, "off", NULL, "", "",
                          "on: filled on the first day; off: they open vacant"},
    [RK_POSTS_PAY] = {"pay_premium", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 20, "1", NULL, "", "C09",
                      "pay against that of the contract type"},
    [RK_POSTS_ENGINEERS] = {"engineers", RK_KEY_COUNT, RK_UNIT_PERSONS, 0, 50, "0 persons", NULL, "persons",
                            "7.1 row 14",
                            "engineers of other sections who work full time in the DX section of each member: moved in "
                            "each April, rotated as others are; their pay moves with them"},
    [RK_POSTS_INTERPRETER] = {"interpreter_gain", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 10, "triangular(0, 5, 15) %", NULL,
                              "%", "7.1 row 14 J",
                              "procedures, automation and data that own people get done more with each such engineer, "
                              "who speaks both languages"},
    [RK_POSTS_TRACK] = {"specialist_track", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, "0 %", NULL, "%", "A18, S50",
                        "regular posts of each member that become specialist ones: no rotation, but open examinations"},
    [RK_POSTS_ALLOWANCE] = {"allowance", RK_KEY_NUMBER, RK_UNIT_YEN_YEAR, 0, 1e9, "0 yen/year", NULL,
                            "million yen/year", "C09", "qualification allowance of a person"},
    [RK_POSTS_ALLOWANCE_YEARS] = {"allowance_years", RK_KEY_NUMBER, RK_UNIT_YEARS, 0, 100, "10 years", NULL, "years",
                                  "C09 E", "years in post in which it is paid"},
    [RK_POSTS_ALLOWANCE_FOR] = {"allowance_for", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "all", "all|specialists", "",
                                "C09", "all: regular and specialist staff; specialists: these alone"},
    [RK_POSTS_CERTIFIED] = {"certified", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, "100 %", NULL, "%", "C09 J",
                            "of them, those who hold the qualification"},
    [RK_POSTS_QUIT_ELASTICITY] = {"quit_elasticity", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 10, "triangular(0.5, 1.5, 3)",
                                  NULL, "", "C09 J",
                                  "they resign (1 + allowance / pay)^-quit_elasticity times as often"},
};

static const char *const keys_ja[RK_POSTS_N_KEYS] = {
    RK_COMMON_KEYS_JA,
    [RK_POSTS_NUMBER] = "増やす職の数",
    [RK_POSTS_CONTRACT] = "増やす職の任用形態",
    [RK_POSTS_FTE] = "増やす職のDX従事割合",
    [RK_POSTS_STAFFED] = "初日から増やした職が埋まっているか",
    [RK_POSTS_PAY] = "増やす職の給与の倍率",
    [RK_POSTS_ENGINEERS] = "庁内から移す技術職員の数",
    [RK_POSTS_INTERPRETER] = "庁内の技術職員が高める業務の進み",
    [RK_POSTS_TRACK] = "専門職に変える正規の職の割合",
    [RK_POSTS_ALLOWANCE] = "資格手当の額",
    [RK_POSTS_ALLOWANCE_YEARS] = "資格手当が支給される年数",
    [RK_POSTS_ALLOWANCE_FOR] = "資格手当の対象者",
    [RK_POSTS_CERTIFIED] = "資格を持つ人の割合",
    [RK_POSTS_QUIT_ELASTICITY] = "離職の手当弾力性",
};

const rk_instrument_schema rk_posts_schema = {
    .name = "posts",
    .title = "Own posts",
    .title_ja = "自前の職（専門職・手当・庁内異動）",
    .help = "more or other posts of the municipality's own, a specialist track, an allowance, engineers moved in",
    .keys = keys,
    .keys_ja = keys_ja,
    .n_keys = RK_POSTS_N_KEYS,
    .books = RK_BOOKS(STAFF),
};
