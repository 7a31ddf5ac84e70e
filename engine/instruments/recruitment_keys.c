/* The keys of `recruitment`: more candidates, and offers that draw them. */
#include "instruments/recruitment.h"
#include "instruments/registry.h"

static const rk_key keys[RK_RECRUITMENT_N_KEYS] = {
    RK_COMMON_ROWS("{municipality: 1}"),
    [RK_RECRUITMENT_APPLICANTS] = {"applicants", RK_KEY_NUMBER, RK_UNIT_RATE, 0, 100000, "18 /year", NULL, "/year",
                                   "S35 E", "people who apply to the matching list"},
    [RK_RECRUITMENT_LISTED] = {"listed", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, "78 %", NULL, "%", "S35 E",
                               "of these listed as candidates (14 of 18)"},
    [RK_RECRUITMENT_SCOPE] = {"scope", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "nation", "nation|members", "", "S01, S35",
                              "nation: a national list, each member expects a 1,741st of it; members: a list of the "
                              "members' own"},
    [RK_RECRUITMENT_DECLINE] = {"decline", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, "27 %", NULL, "%", "A26 E",
                                "candidates who decline after a match"},
    [RK_RECRUITMENT_SHARED] = {"shared_posts", RK_KEY_SWITCH, RK_UNIT_NUMBER, 0, 0, "off", NULL, "", "S35",
                               "on: experts shared in the prefecture are recruited in this way, too"},
    [RK_RECRUITMENT_EXAMINATION] = {"joint_examination", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 100, "1", NULL, "",
                                    "A25-A29 J",
                                    "rounds of specialist posts yield as so many rounds of each member's own would"},
    [RK_RECRUITMENT_ONSITE] = {"onsite_pull", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 100, "1", NULL, "", "A30, A34 J",
                               "contract posts on site are filled so many times as fast, candidates of the list apart"},
    [RK_RECRUITMENT_REMOTE] = {"remote_pull", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 100, "1", NULL, "", "A28 J",
                               "side-job and adviser posts are filled so many times as fast"},
    [RK_RECRUITMENT_REMOTE_OFFERS] = {"remote_offers", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, "0 %", NULL, "%", "A28, A32",
                                      "contract posts on site that are offered for remote work, and filled as such"},
    [RK_RECRUITMENT_PAY] = {"pay_premium", RK_KEY_NUMBER, RK_UNIT_NUMBER, 1, 20, "1", NULL, "", "C05-C09",
                            "pay offered for specialist and contract posts, times what is paid without; draws people "
                            "as market.pay_elasticity says"},
    [RK_RECRUITMENT_COST] = {"cost", RK_KEY_NUMBER, RK_UNIT_YEN_YEAR, 0, 1e11, "1 million yen/year", NULL,
                             "million yen/year", "J", "running it for the members of a prefecture, while open"},
    [RK_RECRUITMENT_COST_HIRE] = {"cost_hire", RK_KEY_NUMBER, RK_UNIT_YEN, 0, 1e9, "0.3 million yen", NULL,
                                  "million yen", "A34 J",
                                  "each specialist or contract hire of a member while it has effect"},
    [RK_RECRUITMENT_SPLIT] = {"split", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "equal", "equal|population", "", "",
                              "how cost is laid on the members, before shares"},
};

static const char *const keys_ja[RK_RECRUITMENT_N_KEYS] = {
    RK_COMMON_KEYS_JA,
    [RK_RECRUITMENT_APPLICANTS] = "名簿への応募者",
    [RK_RECRUITMENT_LISTED] = "応募者のうち名簿に載る割合",
    [RK_RECRUITMENT_SCOPE] = "名簿の範囲",
    [RK_RECRUITMENT_DECLINE] = "マッチング後に辞退する割合",
    [RK_RECRUITMENT_SHARED] = "共有の専門家も同じ方法で採るか",
    [RK_RECRUITMENT_EXAMINATION] = "専門職の共同試験の倍率",
    [RK_RECRUITMENT_ONSITE] = "常勤の有期職が埋まる速さの倍率",
    [RK_RECRUITMENT_REMOTE] = "副業・アドバイザーが埋まる速さの倍率",
    [RK_RECRUITMENT_REMOTE_OFFERS] = "遠隔勤務で募る有期職の割合",
    [RK_RECRUITMENT_PAY] = "募集で示す給与の倍率",
    [RK_RECRUITMENT_COST] = "1都道府県あたりの採用支援の運営費",
    [RK_RECRUITMENT_COST_HIRE] = "採用1人の費用",
    [RK_RECRUITMENT_SPLIT] = "採用支援の費用の分け方",
};

const rk_instrument_schema rk_recruitment_schema = {
    .name = "recruitment",
    .title = "Recruitment",
    .title_ja = "外部人材確保（共同採用・マッチング）",
    .help = "more candidates, and offers that draw them: a matching list, joint examinations, remote work, higher pay",
    .keys = keys,
    .keys_ja = keys_ja,
    .n_keys = RK_RECRUITMENT_N_KEYS,
    .books = RK_BOOKS(RECRUITMENT) | RK_BOOKS(STAFF),
};
