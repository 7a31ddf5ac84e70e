/* Funding rules as data: a family a file in scenarios/funding/, switched, changed and added to by a scenario's
 * `funding:`. What they do with a cost is in model/funding.c; every key is in scenarios/FORMAT.md. */
#ifndef RK_INPUT_FUNDING_H
#define RK_INPUT_FUNDING_H

#include "input/models.h"

#include <renkei/funding.h>

/* Rules in force in a scenario: a set of them is the bits of a word. */
enum { RK_RULES_MAX = 64 };

/* What a cap is for. */
typedef enum { RK_CAP_MUNICIPALITY_YEAR, RK_CAP_PREFECTURE_YEAR, RK_CAP_PERSON_YEAR, RK_CAP_CASE } rk_cap_per;

/* A number that holds from a month on, until the next step. */
typedef struct {
    int from; /* months since month 0; INT_MIN: ever */
    rk_setting number;
} rk_rule_step;

/* In a rule's set of instruments: a kind that is not among those there are. */
#define RK_NO_INSTRUMENT (1u << 31)

/* Sets of words are bits; an empty set asks for nothing. */
struct rk_rule {
    const char *id;
    int from, until;            /* months since month 0: the first with it and the first without; INT_MIN, INT_MAX: none */
    unsigned items;             /* RK_BOOKS */
    unsigned contracts, instruments, programmes, kinds; /* by rk_contract, schema, rk_programme, rk_municipality_kind */
    unsigned of;                /* by rk_payer */
    rk_payer by;
    rk_rule_step *rate, *cap;        /* no cap: n_caps 0 */
    size_t n_rates, n_caps;
    rk_cap_per per;
    int years;                  /* fiscal years from the opening of the instrument; INT_MAX: all */
    double fiscal_index_below;  /* INFINITY: all */
    size_t members_at_least;
    uint64_t except_prefectures; /* bit c: code c */
    rk_setting realisation;
    long order;
    const char *group;          /* "" for none */
    int group_number;           /* of the group among those of the scenario; -1 for none */
};

/* Keys of a rule. */
enum {
    RK_RULE_TITLE,
    RK_RULE_TITLE_JA,
    RK_RULE_SOURCE,
    RK_RULE_EVIDENCE,
    RK_RULE_DEFAULT,
    RK_RULE_FROM,
    RK_RULE_UNTIL,
    RK_RULE_ITEMS,
    RK_RULE_CONTRACTS,
    RK_RULE_INSTRUMENTS,
    RK_RULE_PROGRAMMES,
    RK_RULE_KINDS,
    RK_RULE_FISCAL_INDEX,
    RK_RULE_MEMBERS,
    RK_RULE_EXCEPT,
    RK_RULE_OF,
    RK_RULE_BY,
    RK_RULE_RATE,
    RK_RULE_CAP,
    RK_RULE_PER,
    RK_RULE_YEARS,
    RK_RULE_REALISATION,
    RK_RULE_ORDER,
    RK_RULE_GROUP,
    RK_N_RULE_KEYS
};

extern const rk_key rk_rule_keys[RK_N_RULE_KEYS];

/* Reads renkei's own rules and the scenario's `funding:`, which may be NULL, after its models. */
void rk_funding_read(rk_reader *reader, rk_schemas schemas, const rk_node *funding);

/* ---- Between the two files that read rules ---- */

/* A rule while it is read: its node in a file of ours, and in the scenario's `funding:`; one of them may be NULL. */
typedef struct {
    const char *id;
    const rk_node *file, *scenario;
    size_t place; /* in the order of reading */
    bool on, used;
    rk_rule rule;
    rk_scenario_rule about;
} rk_rule_draft;

/* Reads a rule's keys, those of the scenario before those of the file. on: its switch, out. */
void rk_rule_read(rk_reader *reader, rk_schemas schemas, rk_rule_draft *draft);

/* Notes for explain the numbers and dates that a rule in force was given. */
void rk_rule_note(rk_reader *reader, const rk_rule_draft *draft);

/* The numbers of a rule, one after another: setting and its dotted name; NULL past the last. */
rk_setting *rk_rule_number(rk_reader *reader, rk_rule *rule, size_t index, const char **name);

#endif
