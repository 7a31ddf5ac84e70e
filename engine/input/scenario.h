/* The checked scenario as the engine sees it: plain records, read-only after rk_scenario_load. */
#ifndef RK_INPUT_SCENARIO_H
#define RK_INPUT_SCENARIO_H

#include <renkei/scenario.h>

#include "input/key.h"
#include "input/parameters.h"

/* ---- Numbers and distributions ---- */

typedef enum {
    RK_FIXED,      /* a */
    RK_BETA,       /* a = alpha, b = beta */
    RK_GAMMA,      /* a = shape, b = scale */
    RK_LOGNORMAL,  /* a = median, b = sigma of the logarithm */
    RK_NORMAL,     /* a = mean, b = standard deviation */
    RK_TRIANGULAR, /* a = lowest, b = mode, c = highest */
    RK_UNIFORM,    /* a = lowest, b = highest */
    RK_POISSON,    /* a = mean */
    RK_WEIBULL,    /* a = shape, b = scale */
    RK_SAMPLE      /* of a posterior: one of n_sample values, jointly with other parameters (rk_posterior) */
} rk_family;

/* A number that is known, or a distribution of what nobody knows. In the unit that the user wrote; drawn once a block. */
typedef struct {
    rk_family family;
    double a, b, c;
    double low, high;   /* values beyond are moved to the nearer end (clip); -inf and +inf when not clipped */
    double to_base;     /* base value = written value * to_base, but for chances: */
    double chance_months; /* 0: no chance; 1 or 12: base = -ln(1 - written * to_base) / chance_months */
    const double *sample; /* RK_SAMPLE: [n_sample] ascending, as written; owned by the scenario */
    size_t n_sample;
} rk_prior;

/* Joint draws of parameters that stand instead of their priors: each block takes one row, so correlations are kept. */
typedef struct {
    size_t n_rows, n_columns;
    const size_t *number; /* [n_columns] the parameter of each */
    const double *values; /* [n_rows][n_columns] base units */
} rk_posterior;

/* Value in the base unit of a number drawn from the prior, in the unit as written. */
double rk_prior_to_base(const rk_prior *prior, double written);

/* From a month of the run on, a whole number. */
typedef struct {
    int month; /* INT_MIN: always */
    long count;
} rk_step;

typedef struct {
    const rk_key *key;
    size_t index;              /* of a number: its place in the vector of assumptions, values[index] */
    size_t layer;              /* how far up its value was written, rk_layer of input/reader.h; defaults are lowest */
    rk_prior prior;            /* RK_KEY_NUMBER */
    long count;                /* RK_KEY_COUNT; also index of the choice, 0 / 1 of a switch, and the largest of a RK_KEY_RAMP */
    const rk_step *steps;      /* RK_KEY_RAMP: in order of months; 0 before the first; owned by the scenario */
    size_t n_steps;
    int month;                 /* RK_KEY_DATE: months since month 0; INT_MAX for never */
    unsigned choice_set;       /* RK_KEY_CHOICES: bit i for choice i */
    int choices[32];           /* RK_KEY_CHOICES: in the order given */
    int n_choices;
    double shares[8];          /* RK_KEY_SHARES, indexed by rk_payer */
    const size_t *members;     /* RK_KEY_MEMBERS: indexes into scenario->municipalities, ascending; owned by the scenario */
    size_t n_members;
    const size_t *group;       /* [n_members] 0 .. n_groups - 1, numbered by their first member; each lies in one prefecture.
                                  Where nothing is said of groups, the members of a prefecture are one */
    size_t n_groups;
} rk_setting;

/* Which assumptions are high or low together: a Gaussian copula. Numbers that are one assumption (rk_assumption_name)
 * share a row of the factor. */
typedef struct {
    size_t n;             /* assumptions that are correlated; 0: place is NULL */
    const size_t *number; /* [n] the first number of each, ascending */
    const double *factor; /* [n][n] Cholesky factor, lower, of the correlations of their normal scores */
    const int *place;     /* [n_numbers] row of the factor, -1 for what is drawn by itself */
} rk_correlations;

/* The name under which a number is drawn, from its name in the scenario. Models that use the same instrument see the same
 * draw of what nobody knows about it, so its key goes by its last two parts, "experts.requests"; realisations of
 * funding rules are one, "funding.realisation". */
const char *rk_assumption_name(const char *name);

/* Who pays. Order of every payer axis. */
#define RK_PAYER_LIST(X)                          \
    X(MUNICIPALITY, "municipality", "市町村")     \
    X(PREFECTURE, "prefecture", "都道府県")       \
    X(NATION, "nation", "国")                     \
    X(JOINT_OFFICE, "joint_office", "共同組織")   \
    X(OTHER, "other", "その他")

typedef enum {
#define X(id, name, ja) RK_PAYER_##id,
    RK_PAYER_LIST(X)
#undef X
    RK_N_PAYERS
} rk_payer;

/* ---- Places ---- */

typedef enum { RK_DESIGNATED_CITY, RK_CORE_CITY, RK_CITY, RK_SPECIAL_WARD, RK_TOWN, RK_VILLAGE } rk_municipality_kind;

typedef struct {
    int code;                  /* 5 digits without check digit: 38201 */
    size_t prefecture;         /* index into scenario->prefectures */
    const char *name, *kana, *romaji;
    rk_municipality_kind kind;
    double population;         /* census 2020, persons */
    double population_2015;    /* census 2015, persons */
    double aged_share;         /* aged 65 and over, 0..1; the prefecture's mean where the table has none */
    double area_km2;
    double staff;              /* general administration staff, 1 April 2023, persons */
    double fiscal_index;       /* fiscal capability index, FY2022 */
    double ict_employees;      /* private, industry G, 2021, persons */
    double latitude, longitude;/* of the office, degrees */
    /* A planner's own figures, from the scenario's data file; negative: not given, the prior holds. */
    double own_posts;          /* established DX posts */
    double own_filled;         /* of these filled at the start, at most own_posts */
    double own_post_fte;       /* full-time equivalents of each post, 0..1 */
    double own_demand_fte;     /* expert-level work a month, person-months */
    double own_quit_multiplier;/* of resignation, 1 = as elsewhere */
    const size_t *neighbours;  /* indexes of land neighbours within the scenario, ascending */
    size_t n_neighbours;
} rk_municipality;

typedef struct {
    int code;                  /* 1..47 */
    const char *name, *romaji; /* 愛媛県, Ehime */
    size_t first, n_municipalities; /* its municipalities are [first, first + n), by ascending code */
} rk_prefecture;

/* ---- Models ---- */

typedef struct {
    size_t schema;             /* index into the table of schemas given to rk_scenario_load */
    const char *name;          /* key of the instrument within its model: the instrument's name, or a name of the user's */
    unsigned books;            /* cost items it may book, as in its schema */
    unsigned purpose;          /* rk_purpose of its own draws, by its schema's name */
    rk_setting settings[RK_INSTRUMENT_KEYS_MAX]; /* in the order of the schema's keys */
} rk_instrument;

typedef struct {
    const char *key, *title, *title_en;
    rk_instrument *instruments;
    size_t n_instruments;
} rk_model;

/* input/funding.h */
typedef struct rk_rule rk_rule;

/* input/coalitions.h */
typedef struct rk_coalitions rk_coalitions;

struct rk_scenario {
    const char *title, *title_en;
    uint64_t seed;
    uint32_t n_replications;
    uint32_t inner;            /* replications of a block, a multiple of RK_LANES */
    int start_year;            /* fiscal year of month 0 (an April) */
    int n_years;
    const rk_prefecture *prefectures; /* those simulated only */
    size_t n_prefectures;
    const rk_municipality *municipalities;
    size_t n_municipalities;
    bool process[RK_N_PROCESSES];
    int own_contract;          /* rk_contract of the municipalities' own posts: establishment.contract */
    rk_setting parameters[RK_N_PARAMETERS];
    const rk_posterior *posterior; /* NULL where none is named */
    const rk_model *models;
    size_t n_models, baseline;
    const rk_rule *rules;      /* funding rules in force that something in the scenario meets, in the order they apply */
    size_t n_rules;
    const rk_setting *const *numbers; /* every RK_KEY_NUMBER setting by its index; parameters come first */
    const char *const *number_names;  /* dotted path of each, as in the file */
    size_t n_numbers;
    const rk_coalitions *coalitions; /* when the models are coalitions of one of them; otherwise NULL */
    rk_correlations correlations;
    void *impl;                /* texts, files and memory; input's own */
};

/* Contract types, in the order of every table of them. Own posts and instruments name them. */
#define RK_CONTRACT_LIST(X) \
    X(REGULAR, "regular")   \
    X(SPECIALIST, "specialist") \
    X(ONE_YEAR, "one_year") \
    X(FIXED_TERM, "fixed_term") \
    X(SECONDEE, "secondee") \
    X(SIDE_JOB, "side_job") \
    X(ADVISER, "adviser")   \
    X(CHAMPION, "champion") \
    X(COMMUNITY, "community")

#define RK_CONTRACT_CHOICES "regular|specialist|one_year|fixed_term|secondee|side_job|adviser|champion|community"

typedef enum {
#define X(id, name) RK_CONTRACT_##id,
    RK_CONTRACT_LIST(X)
#undef X
    RK_N_CONTRACTS
} rk_contract;

/* Designations of an instrument that funding rules ask for, scenarios/funding/. */
#define RK_PROGRAMME_LIST(X)                            \
    X(NONE, "none")                                     \
    X(REVITALISATION_COMPANY, "revitalisation_company") \
    X(REVITALISATION_SIDE_JOB, "revitalisation_side_job") \
    X(COMMUNITY_COOPERATION, "community_cooperation")   \
    X(NATIONAL_ADVISER, "national_adviser")             \
    X(NATIONAL_PLANNING, "national_planning")           \
    X(DIGITAL_GRANT, "digital_grant")                   \
    X(DIGITAL_GRANT_S, "digital_grant_s")               \
    X(DIGITAL_BOND, "digital_bond")                     \
    X(PREFECTURAL_SUBSIDY, "prefectural_subsidy")       \
    X(OTHER, "other")

#define RK_PROGRAMME_CHOICES                                                                                         \
    "none|revitalisation_company|revitalisation_side_job|community_cooperation|national_adviser|national_planning|"  \
    "digital_grant|digital_grant_s|digital_bond|prefectural_subsidy|other"

typedef enum {
#define X(id, name) RK_PROGRAMME_##id,
    RK_PROGRAMME_LIST(X)
#undef X
    RK_N_PROGRAMMES
} rk_programme;

#define RK_SKILL_LIST(X)           \
    X(STRATEGY, "strategy")        \
    X(DATA, "data")                \
    X(SECURITY, "security")        \
    X(INFRASTRUCTURE, "infrastructure") \
    X(SERVICE_DESIGN, "service_design") \
    X(AUTOMATION, "automation")    \
    X(GENERALIST, "generalist")

#define RK_SKILL_CHOICES "strategy|data|security|infrastructure|service_design|automation|generalist"

typedef enum {
#define X(id, name) RK_SKILL_##id,
    RK_SKILL_LIST(X)
#undef X
    RK_N_SKILLS
} rk_skill;

/* As rk_scenario_open, with the instruments that may be named. schemas must outlive the scenario. */
RK_MUST_CHECK rk_status rk_scenario_load(const char *path, const char *const settings[], size_t n_settings,
                                         const rk_instrument_schema *const schemas[], size_t n_schemas,
                                         rk_mistakes *mistakes, rk_scenario **scenario);

/* As rk_sweep_open. */
RK_MUST_CHECK rk_status rk_scenario_load_sweep(const char *path, const char *const settings[], size_t n_settings,
                                               const rk_instrument_schema *const schemas[], size_t n_schemas,
                                               rk_mistakes *mistakes, rk_scenario **scenario);

/* As rk_scenario_reopen. */
RK_MUST_CHECK rk_status rk_scenario_load_kept(const rk_scenario_file files[], size_t n_files,
                                              const char *const settings[], size_t n_settings,
                                              const rk_instrument_schema *const schemas[], size_t n_schemas,
                                              rk_mistakes *mistakes, rk_scenario **scenario);

#endif
