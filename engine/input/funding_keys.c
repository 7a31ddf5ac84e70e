/* The keys of a funding rule. */
#include "input/funding.h"

#define ITEMS                                                                                                          \
    "staff|replacement|recruitment|experts|travel|training|desks|overhead|joint_office|procurement|systems|parallel|" \
    "migration|incidents"
#define PAYERS "municipality|prefecture|nation|joint_office|other"

/* clang-format off */
const rk_key rk_rule_keys[RK_N_RULE_KEYS] = {
    [RK_RULE_TITLE] = {"title", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "title in English"},
    [RK_RULE_TITLE_JA] = {"title_ja", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "title in Japanese"},
    [RK_RULE_SOURCE] = {"source", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "row of the facts"},
    [RK_RULE_EVIDENCE] = {"evidence", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "J", "a|a*|d|b-H|b-M|b-L|J", "", "", "grade of that row; J: judgement"},
    [RK_RULE_DEFAULT] = {"default", RK_KEY_SWITCH, RK_UNIT_NUMBER, 0, 0, "on", NULL, "", "", "in force where the scenario says nothing"},
    [RK_RULE_FROM] = {"from", RK_KEY_DATE, RK_UNIT_NUMBER, 0, 0, "ever", NULL, "month", "", "first month; the first step of the rate where it has steps"},
    [RK_RULE_UNTIL] = {"until", RK_KEY_DATE, RK_UNIT_NUMBER, 0, 0, "never", NULL, "month", "", "last month"},
    [RK_RULE_ITEMS] = {"items", RK_KEY_CHOICES, RK_UNIT_NUMBER, 0, 0, NULL, ITEMS, "", "", "cost items"},
    [RK_RULE_CONTRACTS] = {"contracts", RK_KEY_CHOICES, RK_UNIT_NUMBER, 0, 0, "any", RK_CONTRACT_CHOICES, "", "", "contracts of those who are paid; any: also what pays for no people"},
    [RK_RULE_INSTRUMENTS] = {"instruments", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "any", NULL, "", "", "kinds of instruments that spend; any: also the municipality's own cost"},
    [RK_RULE_PROGRAMMES] = {"programmes", RK_KEY_CHOICES, RK_UNIT_NUMBER, 0, 0, "any", RK_PROGRAMME_CHOICES, "", "", "designations, the `programme` of the instrument; any: also the municipality's own cost"},
    [RK_RULE_KINDS] = {"kinds", RK_KEY_CHOICES, RK_UNIT_NUMBER, 0, 0, "any", "designated_city|core_city|city|special_ward|town|village", "", "", "kinds of municipalities"},
    [RK_RULE_FISCAL_INDEX] = {"fiscal_index_below", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 100, "any", NULL, "", "", "fiscal capability index of the municipality"},
    [RK_RULE_MEMBERS] = {"members_at_least", RK_KEY_COUNT, RK_UNIT_NUMBER, 1, 10000, "1", NULL, "", "", "members of the instrument in the scenario"},
    [RK_RULE_EXCEPT] = {"except_prefectures", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "none", NULL, "", "", "codes of prefectures where it does not hold, [13]"},
    [RK_RULE_OF] = {"of", RK_KEY_CHOICES, RK_UNIT_NUMBER, 0, 0, NULL, PAYERS, "", "", "whose burden is taken over: what these payers bear by shares"},
    [RK_RULE_BY] = {"by", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, NULL, PAYERS, "", "", "who pays instead"},
    [RK_RULE_RATE] = {"rate", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, NULL, NULL, "", "", "part of that burden; a number or steps, {2021-04: 0.5, 2023-04: 0.7}"},
    [RK_RULE_CAP] = {"cap", RK_KEY_NUMBER, RK_UNIT_YEN, 0, 1e13, "none", NULL, "yen", "", "claims at most; a number or steps"},
    [RK_RULE_PER] = {"per", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "municipality_year", "municipality_year|prefecture_year|person_year|case", "", "", "what the cap is for; case: the whole life of an instrument"},
    [RK_RULE_YEARS] = {"years", RK_KEY_COUNT, RK_UNIT_NUMBER, 1, 100, "all", NULL, "fiscal years", "", "from the opening of the instrument"},
    [RK_RULE_REALISATION] = {"realisation", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, "1", NULL, "", "C21", "part of a claim that comes as cash"},
    [RK_RULE_ORDER] = {"order", RK_KEY_COUNT, RK_UNIT_NUMBER, 0, 1000, "100", NULL, "", "", "a later rule sees the burden that earlier ones leave"},
    [RK_RULE_GROUP] = {"group", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "", "of the rules of a group that what a payer bears meets, the first alone applies"},
};
/* clang-format on */
