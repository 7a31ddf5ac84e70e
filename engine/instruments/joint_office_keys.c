/* The keys of `joint_office`: neighbours who run their digital work together. */
#include "instruments/joint_office.h"

static const rk_key keys[RK_OFFICE_N_KEYS] = {
    RK_COMMON_ROWS("{municipality: 1}"),
    [RK_OFFICE_POOLED] = {"pooled", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 0.9, "20 %", NULL, "%", "S49, S53 J",
                          "part of the members' own staff time that goes where the office needs it most"},
    [RK_OFFICE_POSTS] = {"posts", RK_KEY_COUNT, RK_UNIT_PERSONS, 0, 50, "0 persons", NULL, "persons", "S48, S56",
                         "joint posts of each office, which serve its members by need"},
    [RK_OFFICE_CONTRACT] = {"contract", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "specialist", RK_CONTRACT_CHOICES, "",
                            "A18-A23", "contract type of the joint posts"},
    [RK_OFFICE_SKILLS] = {"skills", RK_KEY_CHOICES, RK_UNIT_NUMBER, 0, 0, "[generalist]", RK_SKILL_CHOICES, "", "S36",
                          "skills of the joint posts, in turn"},
    [RK_OFFICE_STAFFED] = {"staffed", RK_KEY_SWITCH, RK_UNIT_NUMBER, 0, 0, "off", NULL, "", "",
                           "on: joint posts are filled on the first day; off: they open vacant"},
    [RK_OFFICE_PAY] = {"pay_premium", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 20, "1", NULL, "", "C09",
                       "pay of the joint posts against that of the contract type"},
    [RK_OFFICE_SYSTEMS_SAVING] = {"systems_saving", RK_KEY_NUMBER, RK_UNIT_SHARE, -1, 0.9, "triangular(0, 0.30, 0.45)",
                                  NULL, "%", "L08, L11 E",
                                  "running cost that one of six equal members saves by sharing systems; small members "
                                  "save more"},
    [RK_OFFICE_PEOPLE_SAVING] = {"people_saving", RK_KEY_NUMBER, RK_UNIT_SHARE, -1, 0.9, "triangular(-0.1, 0.1, 0.3)",
                                 NULL, "%", "L08, L09, L12 J",
                                 "operations work that such a member saves by sharing people; below 0: it makes work"},
    [RK_OFFICE_MIGRATION_SAVING] = {"migration_saving", RK_KEY_NUMBER, RK_UNIT_SHARE, -1, 0.9,
                                    "triangular(0, 0.1, 0.25)", NULL, "%", "L11 J",
                                    "migration cost that such a member saves by migrating together"},
    [RK_OFFICE_SCALE] = {"scale_exponent", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 2, "0.47", NULL, "", "W12 E",
                         "unit cost falls with residents as residents^-exponent (11,724 yen below 20,000, 3,096 yen "
                         "at 100,000 to 200,000)"},
    [RK_OFFICE_VENDOR] = {"vendor_speed", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 10, "triangular(1, 1.1, 1.3)", NULL, "",
                          "W05 J", "speed at which the vendor migrates a group that migrates as one"},
    [RK_OFFICE_OVERHEAD] = {"overhead", RK_KEY_NUMBER, RK_UNIT_YEN_YEAR, 0, 1e11, "3 million yen/year", NULL,
                            "million yen/year", "L09 J", "running each office, from opens on"},
    [RK_OFFICE_SPLIT] = {"split", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "population", RK_SPLIT_CHOICES, "", "",
                         "how the cost of an office is laid on its members, before shares"},
};

static const char *const keys_ja[RK_OFFICE_N_KEYS] = {
    RK_COMMON_KEYS_JA,
    [RK_OFFICE_POOLED] = "共同で使う職員の勤務時間の割合",
    [RK_OFFICE_POSTS] = "共同の職の数",
    [RK_OFFICE_CONTRACT] = "共同の職の任用形態",
    [RK_OFFICE_SKILLS] = "共同の職の技能",
    [RK_OFFICE_STAFFED] = "初日から共同の職が埋まっているか",
    [RK_OFFICE_PAY] = "共同の職の給与の倍率",
    [RK_OFFICE_SYSTEMS_SAVING] = "システム共有による運用経費の節減",
    [RK_OFFICE_PEOPLE_SAVING] = "人の共有による運用業務の節減",
    [RK_OFFICE_MIGRATION_SAVING] = "共同移行による移行経費の節減",
    [RK_OFFICE_SCALE] = "単価の規模弾力性",
    [RK_OFFICE_VENDOR] = "共同移行でのベンダーの速さ",
    [RK_OFFICE_OVERHEAD] = "共同組織の運営費",
    [RK_OFFICE_SPLIT] = "共同組織の費用の分け方",
};

const rk_instrument_schema rk_joint_office_schema = {
    .name = "joint_office",
    .title = "Joint office",
    .title_ja = "共同組織（近隣連携）",
    .help = "neighbours share staff, systems and vendors and keep their identity; each group of members is an office",
    .keys = keys,
    .keys_ja = keys_ja,
    .n_keys = RK_OFFICE_N_KEYS,
    .exclusive = true,
    .books = RK_BOOKS(EXPERTS) | RK_BOOKS(TRAVEL) | RK_BOOKS(JOINT_OFFICE),
};
