/* The keys of `experts`: people who serve several municipalities. */
#include "instruments/experts.h"

static const rk_key keys[RK_EXPERTS_N_KEYS] = {
    RK_COMMON_ROWS("{prefecture: 1}"),
    [RK_EXPERTS_NUMBER] = {"number", RK_KEY_RAMP, RK_UNIT_PERSONS, 0, 500, NULL, NULL, "persons", "S43, S46, S48",
                           "how many experts"},
    [RK_EXPERTS_CONTRACT] = {"contract", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "fixed_term", RK_CONTRACT_CHOICES, "",
                             "A21-A24", "contract type; it sets term, renewal, resignation and pay"},
    [RK_EXPERTS_EMPLOYER] =
        {"employer", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "prefecture", "municipality|prefecture|joint_office|nation",
         "", "S46, S48, S53",
         "who employs them; an on-site position draws candidates by the market.pull of its employer"},
    [RK_EXPERTS_SKILLS] = {"skills", RK_KEY_CHOICES, RK_UNIT_NUMBER, 0, 0,
                           "[strategy, data, security, infrastructure, service_design]", RK_SKILL_CHOICES, "",
                           "S36, S46", "skills of the experts, in turn"},
    [RK_EXPERTS_STAFFED] = {"staffed", RK_KEY_SWITCH, RK_UNIT_NUMBER, 0, 0, "on", NULL, "", "",
                            "on: everybody is there on the first day; off: all positions open vacant"},
    [RK_EXPERTS_READY] = {"ready", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, "100 %", NULL, "%", "S42, S45",
                          "chance that a prefecture gets it going at all, all members together; beta(8, 2) for pools "
                          "by the end of FY2025"},
    [RK_EXPERTS_ASSIGNMENT] =
        {"assignment", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "on_request",
         "on_request|equal_visits|fixed|by_need|survey|priority|neighbours_first", "", "S46-S49, S61",
         "on_request: a pool that answers requests; equal_visits: the same days for every member; "
         "fixed: each expert posted to one member, the smallest desk first; by_need: days by the "
         "work that waits beyond own capacity; survey: the same as a survey has found it; priority: "
         "desks with nobody, then of one person, then by need; neighbours_first: each expert has a "
         "home of neighbours and goes further with time left"},
    [RK_EXPERTS_DAYS] = {"days", RK_KEY_NUMBER, RK_UNIT_DAYS_MONTH, 0, 31, "20 days/month", NULL, "days/month",
                         "C06, S37", "working days of each expert in a month; 20 is full time"},
    [RK_EXPERTS_SERVES] = {"serves_at_most", RK_KEY_COUNT, RK_UNIT_NUMBER, 1, 1741, "1741", NULL, "", "S43, S46, S48",
                           "municipalities that each expert serves in a month at most; equal visits then go in turn"},
    [RK_EXPERTS_DAYS_CAP] =
        {"days_cap", RK_KEY_NUMBER, RK_UNIT_DAYS, 0, RK_DAYS_NO_CAP, "100000 days", NULL, "days", "S37",
         "days for each member in a fiscal year at most, at an expert's level; by default no limit"},
    [RK_EXPERTS_SURVEY_MONTHS] = {"survey_months", RK_KEY_COUNT, RK_UNIT_MONTHS, 0, 60, "2 months", NULL, "months",
                                  "S61 J",
                                  "survey: months at first in which experts ask and do not help; then every 1 April"},
    [RK_EXPERTS_SURVEY_ERROR] = {"survey_error", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 3, "0.3", NULL, "", "J",
                                 "survey: sigma of the logarithm of measured against true need"},
    [RK_EXPERTS_REQUESTS] = {"requests", RK_KEY_NUMBER, RK_UNIT_RATE, 0, 30, "triangular(0.1, 0.2, 0.4) /month", NULL,
                             "/month", "J", "on_request: requests of a member without overload, a Poisson process"},
    [RK_EXPERTS_REQUEST_NEED] = {"request_need", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 20, "0.5", NULL, "", "J",
                                 "on_request: requests x (1 + request_need x overload)"},
    [RK_EXPERTS_REQUEST_DAYS] = {"request_days", RK_KEY_NUMBER, RK_UNIT_DAYS, 0.1, 2000, "10 days", NULL, "days", "J",
                                 "on_request: mean expert days of a request, exponential"},
    [RK_EXPERTS_QUEUE] = {"queue", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "wait", "wait|refuse", "", "L05",
                          "on_request: what a request does when all experts are busy"},
    [RK_EXPERTS_PATIENCE] = {"patience", RK_KEY_NUMBER, RK_UNIT_MONTHS, 0, 100000, "3 months", NULL, "months", "J",
                             "on_request: a waiting request is given up after this time"},
    [RK_EXPERTS_PRIORITY] =
        {"priority", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "need", "need|arrival", "", "",
         "on_request: who is next, the member with most work waiting per capacity or the first to ask"},
    [RK_EXPERTS_PAY] =
        {"pay_premium", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 20, "1", NULL, "", "C05-C09",
         "pay or day fee against that of the contract type; it draws candidates by market.pay_elasticity; 0: unpaid"},
    [RK_EXPERTS_OVERHEAD] = {"overhead", RK_KEY_NUMBER, RK_UNIT_YEN_YEAR, 0, 1e11, "0 yen/year", NULL,
                             "million yen/year", "J", "running the cooperation, while open"},
    [RK_EXPERTS_SPLIT] = {"split", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "equal", RK_SPLIT_CHOICES, "", "",
                          "how cost is laid on the members, before shares"},
};

static const char *const keys_ja[RK_EXPERTS_N_KEYS] = {
    RK_COMMON_KEYS_JA,
    [RK_EXPERTS_NUMBER] = "専門家の人数",
    [RK_EXPERTS_CONTRACT] = "専門家の任用形態",
    [RK_EXPERTS_EMPLOYER] = "専門家の雇用主",
    [RK_EXPERTS_SKILLS] = "専門家の技能",
    [RK_EXPERTS_STAFFED] = "初日から専門家がいるか",
    [RK_EXPERTS_READY] = "都道府県が体制を整えられる確率",
    [RK_EXPERTS_ASSIGNMENT] = "専門家の配り方",
    [RK_EXPERTS_DAYS] = "専門家の月あたり稼働日数",
    [RK_EXPERTS_SERVES] = "1人が月に受け持つ市町村の上限",
    [RK_EXPERTS_DAYS_CAP] = "1市町村が年に使える日数の上限",
    [RK_EXPERTS_SURVEY_MONTHS] = "調査の期間",
    [RK_EXPERTS_SURVEY_ERROR] = "調査の誤差",
    [RK_EXPERTS_REQUESTS] = "要請の頻度",
    [RK_EXPERTS_REQUEST_NEED] = "過重負荷が要請を増やす度合い",
    [RK_EXPERTS_REQUEST_DAYS] = "要請1件の日数",
    [RK_EXPERTS_QUEUE] = "全員が手いっぱいのときの要請",
    [RK_EXPERTS_PATIENCE] = "要請が取り下げられるまでの待ち時間",
    [RK_EXPERTS_PRIORITY] = "次の要請の選び方",
    [RK_EXPERTS_PAY] = "専門家の報酬の倍率",
    [RK_EXPERTS_OVERHEAD] = "連携の運営費",
    [RK_EXPERTS_SPLIT] = "費用の市町村間の分け方",
};

static const rk_key_use uses[] = {
    {RK_EXPERTS_SERVES, RK_EXPERTS_ASSIGNMENT, ~(1u << RK_ASSIGN_FIXED) & ((1u << RK_N_ASSIGNMENTS) - 1)},
    {RK_EXPERTS_SURVEY_MONTHS, RK_EXPERTS_ASSIGNMENT, 1u << RK_ASSIGN_SURVEY},
    {RK_EXPERTS_SURVEY_ERROR, RK_EXPERTS_ASSIGNMENT, 1u << RK_ASSIGN_SURVEY},
    {RK_EXPERTS_REQUESTS, RK_EXPERTS_ASSIGNMENT, 1u << RK_ASSIGN_ON_REQUEST},
    {RK_EXPERTS_REQUEST_NEED, RK_EXPERTS_ASSIGNMENT, 1u << RK_ASSIGN_ON_REQUEST},
    {RK_EXPERTS_REQUEST_DAYS, RK_EXPERTS_ASSIGNMENT, 1u << RK_ASSIGN_ON_REQUEST},
    {RK_EXPERTS_QUEUE, RK_EXPERTS_ASSIGNMENT, 1u << RK_ASSIGN_ON_REQUEST},
    {RK_EXPERTS_PATIENCE, RK_EXPERTS_ASSIGNMENT, 1u << RK_ASSIGN_ON_REQUEST},
    {RK_EXPERTS_PRIORITY, RK_EXPERTS_ASSIGNMENT, 1u << RK_ASSIGN_ON_REQUEST},
    {RK_EXPERTS_PATIENCE, RK_EXPERTS_QUEUE, 1u << RK_QUEUE_WAIT},
    {RK_EXPERTS_PRIORITY, RK_EXPERTS_QUEUE, 1u << RK_QUEUE_WAIT},
};

const rk_instrument_schema rk_experts_schema = {
    .name = "experts",
    .title = "Shared experts",
    .title_ja = "専門人材の共同活用",
    .help = "people who serve several municipalities: a pool on request, adviser visits, posted experts",
    .keys = keys,
    .keys_ja = keys_ja,
    .n_keys = RK_EXPERTS_N_KEYS,
    .uses = uses,
    .n_uses = sizeof uses / sizeof *uses,
    .books = RK_BOOKS(EXPERTS) | RK_BOOKS(TRAVEL) | RK_BOOKS(OVERHEAD),
    .requests = 1u << RK_ASSIGN_ON_REQUEST,
    .answers = RK_EXPERTS_ASSIGNMENT,
};
