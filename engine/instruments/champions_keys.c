/* The keys of `champions`: leaders, volunteers or a working group in user sections. */
#include "instruments/champions.h"

#define ROW(id, name, kind, unit, min, max, text, unit_text, source, help)                                             \
    [RK_CHAMPIONS_##id] = {name, RK_KEY_##kind, RK_UNIT_##unit, min, max, text, NULL, unit_text, source, help}

static const rk_key keys[RK_CHAMPIONS_N_KEYS] = {
    RK_COMMON_ROWS("{municipality: 1}"),
    [RK_CHAMPIONS_KIND] =
        {"kind", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "leaders", "leaders|volunteers|working_group", "",
         "7.1 rows 11-13",
         "leaders: one of each section, chosen anew every April; volunteers: who likes, free to quit; "
         "working_group: so many young people, chosen as leaders are"},
    ROW(SHARE, "share", NUMBER, SHARE, 0, 1, "100 %", "%", "7.1 row 11 E", "leaders: sections that have one"),
    ROW(NUMBER, "number", COUNT, PERSONS, 1, 1000, "8 persons", "persons", "7.1 row 12 J",
        "working_group: people in it, in each member"),
    ROW(KEPT, "kept", NUMBER, SHARE, 0, 1, "30 %", "%", "7.1 row 11 J",
        "leaders, working_group: chance that somebody is chosen again in April"),
    ROW(WINDOW, "window", COUNT, MONTHS, 1, 60, "6 months", "months", "7.1 row 13 E",
        "volunteers: months from one call to the next; people join and quit then"),
    ROW(JOIN, "join", NUMBER, SHARE, 0, 1, "triangular(1, 2.5, 4) %", "%", "section 6 J",
        "volunteers: general administration staff who join at a call, of those who have not"),
    ROW(QUIT, "quit", NUMBER, SHARE, 0, 1, "beta(1, 9)", "%", "section 6 J",
        "volunteers: chance that one quits at a call"),
    ROW(AT_MOST, "at_most", NUMBER, SHARE, 0, 1, "10 %", "%", "J",
        "volunteers: nobody joins beyond this part of the staff"),
    ROW(TIME, "time", NUMBER, SHARE, 0, 1, "triangular(5, 7.5, 10) %", "%", "section 6 J",
        "working time that each gives to it"),
    ROW(STUDY, "study", NUMBER, SHARE, 0, 1, "20 %", "%", "7.1 row 13 J", "part of that time that is study"),
    ROW(GUIDANCE, "guidance", NUMBER, DAYS_MONTH, 0, 20, "1 hours/month", "hours/month", "J",
        "time of DX staff that each takes"),
    ROW(SKILL, "skill", NUMBER, NUMBER, 0, 1.2, "triangular(0.1, 0.2, 0.3)", "", "J",
        "proficiency of a new one, 1 = an expert's"),
    ROW(SKILL_REACHED, "skill_reached", NUMBER, NUMBER, 0, 1.2, "triangular(0.4, 0.6, 0.8)", "", "J",
        "proficiency that experience leads to"),
    ROW(EXPERIENCE, "experience", NUMBER, MONTHS, 0.1, 240, "18 months", "months", "J", "time constant of it"),
    ROW(ADOPTION, "adoption", NUMBER, NUMBER, 0, 1000, "triangular(2, 5, 10)", "", "S33 J",
        "adoption.alone x (1 + this) where every section has one"),
    ROW(COST, "cost", NUMBER, YEN_YEAR, 0, 1e7, "triangular(10, 30, 50) thousand yen/year", "thousand yen/year",
        "C23 J", "courses and tools of each"),
};

static const char *const keys_ja[RK_CHAMPIONS_N_KEYS] = {
    RK_COMMON_KEYS_JA,
    [RK_CHAMPIONS_KIND] = "推進員の選び方",
    [RK_CHAMPIONS_SHARE] = "リーダーを置く課の割合",
    [RK_CHAMPIONS_NUMBER] = "作業部会の人数",
    [RK_CHAMPIONS_KEPT] = "翌年度も選ばれる確率",
    [RK_CHAMPIONS_WINDOW] = "有志の募集の間隔",
    [RK_CHAMPIONS_JOIN] = "募集に応じる職員の割合",
    [RK_CHAMPIONS_QUIT] = "有志がやめる確率",
    [RK_CHAMPIONS_AT_MOST] = "有志の上限（職員に占める割合）",
    [RK_CHAMPIONS_TIME] = "推進員が充てる勤務時間の割合",
    [RK_CHAMPIONS_STUDY] = "そのうち学習にあてる割合",
    [RK_CHAMPIONS_GUIDANCE] = "推進員1人の指導にかかる時間",
    [RK_CHAMPIONS_SKILL] = "新しい推進員の習熟度",
    [RK_CHAMPIONS_SKILL_REACHED] = "経験で届く習熟度",
    [RK_CHAMPIONS_EXPERIENCE] = "推進員が経験を積む期間",
    [RK_CHAMPIONS_ADOPTION] = "課の取組みが増える度合い",
    [RK_CHAMPIONS_COST] = "推進員1人の費用",
};

enum {
    LEADERS = 1u << RK_CHAMPIONS_LEADERS,
    VOLUNTEERS = 1u << RK_CHAMPIONS_VOLUNTEERS,
    WORKING_GROUP = 1u << RK_CHAMPIONS_WORKING_GROUP
};

static const rk_key_use uses[] = {
    {RK_CHAMPIONS_SHARE, RK_CHAMPIONS_KIND, LEADERS},
    {RK_CHAMPIONS_NUMBER, RK_CHAMPIONS_KIND, WORKING_GROUP},
    {RK_CHAMPIONS_KEPT, RK_CHAMPIONS_KIND, LEADERS | WORKING_GROUP},
    {RK_CHAMPIONS_WINDOW, RK_CHAMPIONS_KIND, VOLUNTEERS},
    {RK_CHAMPIONS_JOIN, RK_CHAMPIONS_KIND, VOLUNTEERS},
    {RK_CHAMPIONS_QUIT, RK_CHAMPIONS_KIND, VOLUNTEERS},
    {RK_CHAMPIONS_AT_MOST, RK_CHAMPIONS_KIND, VOLUNTEERS},
};

const rk_instrument_schema rk_champions_schema = {
    .name = "champions",
    .title = "Champions in user sections",
    .title_ja = "ICTリーダー・推進員",
    .help = "people of user sections who promote digital work there: leaders, volunteers, a working group of the young",
    .keys = keys,
    .keys_ja = keys_ja,
    .n_keys = RK_CHAMPIONS_N_KEYS,
    .uses = uses,
    .n_uses = sizeof uses / sizeof *uses,
    .books = RK_BOOKS(TRAINING) | RK_COUNTS_CHAMPIONS | RK_COUNTS_TIME_TAKEN,
};
