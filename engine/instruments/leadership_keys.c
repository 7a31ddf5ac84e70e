/* The keys of `leadership`: who leads, what it brings, and how it may end. */
#include "instruments/leadership.h"

#define ROW(id, name, kind, unit, min, max, text, unit_text, source, help)                                             \
    [RK_LEADERSHIP_##id] = {name, RK_KEY_##kind, RK_UNIT_##unit, min, max, text, NULL, unit_text, source, help}

static const rk_key keys[RK_LEADERSHIP_N_KEYS] = {
    RK_COMMON_ROWS("{municipality: 1}"),
    [RK_LEADERSHIP_KIND] =
        {"kind", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "mayor", "mayor|governor|external_cdo|headquarters", "",
         "7.1 rows 14-17",
         "who leads: the mayor of each member, the governor in all, somebody from outside in each, or "
         "a headquarters of each"},
    ROW(EFFECTIVENESS, "effectiveness", NUMBER, NUMBER, 0, 10, "triangular(1.03, 1.12, 1.3)", "", "7.1 row 14 J",
        "factor of what own people get done on procedures, automation and data"),
    ROW(ADOPTION, "adoption", NUMBER, NUMBER, 0, 1000, "triangular(1, 4, 8)", "", "S33 J",
        "adoption.alone x (1 + this): less resistance in the sections"),
    ROW(BUDGET, "budget", NUMBER, NUMBER, 0, 10, "triangular(1, 1.1, 1.3)", "", "7.1 row 14 J",
        "priority in the budget: factor of the hazard that regular and specialist posts are filled in April"),
    ROW(MEETINGS, "meetings", NUMBER, DAYS_MONTH, 0, 18, "0.5 hours/month", "hours/month", "J",
        "time that meetings and reports take of each of the DX staff"),
    ROW(OVERHEAD, "overhead", NUMBER, YEN_YEAR, 0, 1e9, "0 yen/year", "million yen/year", "J",
        "running it in each member, as long as it goes on"),
    [RK_LEADERSHIP_CONTRACT] = {"contract", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "adviser", RK_CONTRACT_CHOICES, "",
                                "A22",
                                "external_cdo: contract type; it sets term, renewal, resignation and the search "
                                "for a successor"},
    [RK_LEADERSHIP_STAFFED] = {"staffed", RK_KEY_SWITCH, RK_UNIT_NUMBER, 0, 0, "on", NULL, "", "",
                               "external_cdo: on: there on the first day; off: the search begins then"},
    ROW(DAYS, "days", NUMBER, DAYS_MONTH, 0, 31, "4 days/month", "days/month", "C06",
        "external_cdo: working days in a month; 20 is full time"),
    ROW(FULL_DAYS, "full_days", NUMBER, DAYS_MONTH, 0.1, 31, "4 days/month", "days/month", "C06 J",
        "external_cdo: days from which on the effect is full; with fewer, in proportion"),
    ROW(FEE, "fee", NUMBER, YEN_DAY, 0, 1e7, "triangular(20000, 40000, 80000) yen/day", "yen/day", "C05-C07, C10 E",
        "external_cdo: fee a day, or pay and on-cost where full time"),
    ROW(ELECTION, "election", DATE, NUMBER, 0, 0, RK_DATE_NEVER, "month", "",
        "month of an election, and of those before and after it; never: unknown, a month is drawn for each mayor, or "
        "for the governor"),
    ROW(EVERY, "every", COUNT, YEARS, 1, 20, "4 years", "years", "", "years from election to election"),
    ROW(INCUMBENT_GOES, "incumbent_goes", NUMBER, SHARE, 0, 1, "triangular(25, 33, 40) %", "%", "MODEL.md section 13 E",
        "chance that an election brings a new mayor, or governor; 0: elections change nothing"),
    ROW(SUCCESSOR_ENDS, "successor_ends", NUMBER, SHARE, 0, 1, "triangular(10, 30, 60) %", "%", "J",
        "chance that a new one ends it for good"),
};

static const char *const keys_ja[RK_LEADERSHIP_N_KEYS] = {
    RK_COMMON_KEYS_JA,
    [RK_LEADERSHIP_KIND] = "だれが率いるか",
    [RK_LEADERSHIP_EFFECTIVENESS] = "後押しによる仕事の倍率",
    [RK_LEADERSHIP_ADOPTION] = "課の取組みが増える度合い",
    [RK_LEADERSHIP_BUDGET] = "予算の優先による採用の倍率",
    [RK_LEADERSHIP_MEETINGS] = "会議と報告にかかる時間",
    [RK_LEADERSHIP_OVERHEAD] = "推進体制の費用",
    [RK_LEADERSHIP_CONTRACT] = "外部CDOの任用形態",
    [RK_LEADERSHIP_STAFFED] = "初日から外部CDOがいるか",
    [RK_LEADERSHIP_DAYS] = "外部CDOの月あたり稼働日数",
    [RK_LEADERSHIP_FULL_DAYS] = "外部CDOの効果が満ちる稼働日数",
    [RK_LEADERSHIP_FEE] = "外部CDOの日額",
    [RK_LEADERSHIP_ELECTION] = "選挙の月",
    [RK_LEADERSHIP_EVERY] = "選挙の間隔",
    [RK_LEADERSHIP_INCUMBENT_GOES] = "選挙で首長が替わる確率",
    [RK_LEADERSHIP_SUCCESSOR_ENDS] = "新しい首長が取りやめる確率",
};

static const rk_key_use uses[] = {
    {RK_LEADERSHIP_CONTRACT, RK_LEADERSHIP_KIND, 1u << RK_LEAD_EXTERNAL_CDO},
    {RK_LEADERSHIP_STAFFED, RK_LEADERSHIP_KIND, 1u << RK_LEAD_EXTERNAL_CDO},
    {RK_LEADERSHIP_DAYS, RK_LEADERSHIP_KIND, 1u << RK_LEAD_EXTERNAL_CDO},
    {RK_LEADERSHIP_FULL_DAYS, RK_LEADERSHIP_KIND, 1u << RK_LEAD_EXTERNAL_CDO},
    {RK_LEADERSHIP_FEE, RK_LEADERSHIP_KIND, 1u << RK_LEAD_EXTERNAL_CDO},
};

const rk_instrument_schema rk_leadership_schema = {
    .name = "leadership",
    .title = "Leadership",
    .title_ja = "首長・CDOのリーダーシップ",
    .help = "the mayor, the governor, somebody from outside or a headquarters backs digital work, until an election",
    .keys = keys,
    .keys_ja = keys_ja,
    .n_keys = RK_LEADERSHIP_N_KEYS,
    .uses = uses,
    .n_uses = sizeof uses / sizeof *uses,
    .books = RK_BOOKS(OVERHEAD) | RK_BOOKS(EXPERTS) | RK_COUNTS_TIME_TAKEN,
};
