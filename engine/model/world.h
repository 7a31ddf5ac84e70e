/* The state of one prefecture under one model, for one stride of 16 replications of a block.
 *
 * Arrays over posts and municipalities end in lanes. Everything that a block's replications share (assumptions, posts) is
 * a scalar. A world is made once per worker and lives through many strides: rk_simulation_begin sets it back to month 0.
 */
#ifndef RK_MODEL_WORLD_H
#define RK_MODEL_WORLD_H

#include "base/draw.h"
#include "base/lanes.h"
#include "base/record.h"
#include "input/common_keys.h"
#include "input/scenario.h"
#include "model/levers.h"

#include <stddef.h>

enum { RK_NO_MONTH = 1 << 28, RK_OWN = -1, RK_NOWHERE = -1, RK_STAY_YEARS_MAX = 64 };

enum { RK_LEAVE_BITS = 8, RK_LEAVE_STEPS = 1 << RK_LEAVE_BITS, RK_LEAVE_LONGEST = 120 };

/* Months of the sixtieth birthday, from this one on, that do not all lead to the same year of retirement. */
enum { RK_SIXTIETH_FIRST = -5 * RK_MONTHS, RK_SIXTIETHS_MAX = (5 + 60) * RK_MONTHS };

/* ---- Posts ---- */

/* Of a spell that ends by date alone. */
#define RK_CLOCK_STANDS 1e30f

enum { RK_CLOSED, RK_VACANT, RK_IN_POST, RK_ON_LEAVE };

/* Why a dated event is due. */
enum { RK_DUE_NOTHING, RK_DUE_ROTATION, RK_DUE_RETIREMENT, RK_DUE_TERM, RK_DUE_RELAPSE, RK_DUE_RETURN };

/* What all lanes of a block share about a post. */
typedef struct {
    int municipality; /* index within the region, or RK_NOWHERE for an expert who serves several */
    int slot;         /* instrument of the model, or RK_OWN */
    rk_contract contract;
    rk_skill skill;
    int32_t fte_milli; /* share of duty on DX, in thousandths */
    uint32_t who;      /* its address */
    int home;          /* code of the only municipality that somebody who belongs nowhere serves; 0: several */
    int opens, closes; /* months; RK_NO_MONTH: never */
    bool staffed;      /* filled on its first day */
    bool unpaid;       /* renewal is that of people who work without pay */
    float pull_more;   /* vacant, it draws 1 + this times as many as others of its contract type */
    float ceiling;     /* proficiency that learning leads to */
    int64_t pay_month; /* pay and on-cost, yen a month, at the start's wages; side job and adviser: 0, they are paid by
                          day */
} rk_post;

/* The person in a post in one lane: read and written when something happens, side by side in memory. */
typedef struct {
    int32_t leave_due; /* how this person's stay will end by date, whatever comes before: month */
    float output60;    /* output from 60 on, relative */
} rk_person;

/* Neighbouring posts of one municipality, kind of contract and ceiling, which the month's loops treat alike. */
typedef struct {
    uint32_t first, end;
    int32_t municipality; /* as the posts', or RK_NOWHERE */
    float ceiling;
    bool external, remote; /* contracts: rk_contract_external, rk_contract_remote */
} rk_run;

typedef struct {
    size_t n, capacity;
    size_t n_own;                  /* the municipalities' own come first, then those of instruments */
    rk_post *post;                 /* [n] */
    uint32_t *who;                 /* [n] addresses, as in post */
    uint32_t *exits_at, *fills_at; /* [n] rows of world->at's exit_factor and fill_factor */
    rk_run *run;                   /* [n_runs, of n at most] */
    size_t n_runs;
    int32_t
        *next_due; /* [n, to whole rows of lanes] no lane has a dated event before; may be too early, never too late */
    /* [n][RK_LANES] */
    rk_lanes *clock;       /* exponential threshold left in this spell */
    rk_lanes *rate;        /* hazard per month of the state, before factors; its sign is set unless somebody is in post,
                              so that clocks need not ask for the state: -0 when closed or on leave */
    rk_lanes *proficiency; /* 1 = an expert's */
    rk_lanes *effort;      /* full-time equivalents at work: 0 when nobody is present */
    rk_lanes_int *state;
    rk_lanes_int *due;          /* month of the next dated event */
    rk_lanes_int *since;        /* month in which the person came, or the vacancy opened; may be negative */
    rk_lanes_int *born;         /* month of birth */
    rk_lanes_int *spell;        /* spells of this post so far: part of the address */
    rk_person *person;          /* what events alone ask for */
    rk_lanes_byte *leave_cause; /* why the person's stay ends at leave_due: RK_DUE_... */
    rk_lanes_byte *cause;       /* why the next dated event is due */
    rk_lanes *lost;             /* know-how that the last leaver took along */
    uint16_t *unplanned;        /* [n] a bit for each lane: the last stay ended without a date, as resignations do */
    rk_lanes *paid_months;      /* of posts with slot >= 0: months paid this fiscal year, leave in part */
    /* Of use where instruments teach (world->teaches) */
    rk_lanes *lift;          /* what courses have added to the proficiency that the job leads to */
    rk_lanes_int *attending; /* a bit for each instrument whose course the person attends */
} rk_posts;

/* ---- Municipalities ---- */

/* Ongoing workstreams first; standardisation has a fixed amount of work. */
#define RK_WORKSTREAM_LIST(X)                                                                                          \
    X(OPERATIONS, "operations")                                                                                        \
    X(PROCEDURES, "procedures")                                                                                        \
    X(AUTOMATION, "automation")                                                                                        \
    X(DATA, "data")                                                                                                    \
    X(SECURITY, "security")                                                                                            \
    X(RESIDENTS, "residents")                                                                                          \
    X(STANDARDISATION, "standardisation")

typedef enum {
#define X(id, name) RK_WORK_##id,
    RK_WORKSTREAM_LIST(X)
#undef X
        RK_N_WORKSTREAMS,
    RK_N_ONGOING = RK_WORK_STANDARDISATION
} rk_workstream;

/* Scalars of a municipality, drawn or computed once a block. */
typedef struct {
    const rk_municipality *data;
    int code;
    size_t n_own_posts;
    size_t n_posts_open; /* own posts, and those of instruments that are open this month */
    bool town;           /* town or village */
    float quit_multiplier;
    double demand;             /* expert-level work, person-months a month, at the start */
    float demand_now;          /* this fiscal year's */
    float share[RK_N_ONGOING]; /* of demand */
    double late_systems;       /* not yet migrated at the start */
    float standard_quota_base; /* late_systems x effort, person-months */
    int vendor;
    double systems_cost;      /* yen a year before migration */
    double migration_cost;    /* yen of each system migrated, beyond what the national fund pays */
    double population_growth; /* of demand, a year */
    float systems_per_work;   /* systems that a person-month of standardisation migrates */
    float online_per_work;    /* share of procedures that a person-month brings online */
    float error_rate;         /* migration errors of a person-month, with all work covered */
    float strain;             /* of the rate of security incidents, for a person-month of security work that waits */
} rk_place;

/* What happened in a year, by municipality: sums over months. */
typedef struct {
    rk_lanes_int zero_cover, nobody, solo, filled, vacant; /* by rk_cover_counted, from counts */
    rk_lanes_int counts, on_leave, effort_milli;           /* counts: cover.c */
    int32_t post_months;
    rk_lanes_int hires, resignations, retirements, rotations, term_ends, leave_starts, leave_exits;
    rk_lanes_int overload, migration_errors, security, surge;
    rk_lanes_int requests, waited, refused;
    rk_lanes knowhow_lost, capacity, support, support_familiar, expert_time, demand, done, given_up, wait, taken;
    rk_lanes residents_asked, residents_done;
    rk_lanes systems_left;         /* not yet migrated, summed over months */
    int64_t pay[RK_LANES];         /* own posts, yen at the start's wages */
    int64_t replacement[RK_LANES]; /* months of leavers' pay to replace, in yen of monthly pay */
} RK_ALIGNED rk_year_sums;

typedef struct {
    /* [n_places][RK_LANES] */
    rk_lanes_int *filled, *present, *on_leave, *effort_milli, *posted; /* persons; posted: experts posted here */
    rk_lanes *exit_factor; /* [n_places + 1]: of resignation; the last row is for experts who belong nowhere */
    rk_lanes *knowhow;     /* 0..1 */
    rk_lanes *overload;
    rk_lanes *backlog;         /* [n_places][RK_N_WORKSTREAMS] */
    rk_lanes *own_capacity;    /* of this month, expert-level person-months */
    rk_lanes *proficiency_sum; /* of this month: sum of effort x proficiency */
    unsigned *skills_given;    /* [n_places] of this month: a bit for each skill */
    rk_lanes *support;         /* [n_places][RK_N_SKILLS] of this month, of the skills given; others hold old ones */
    rk_lanes *support_fte;     /* of this month, all skills, full-time equivalents */
    rk_lanes *learning_gain;   /* 1 + gain x support of last month */
    rk_lanes *emergency;       /* emergency work to come into operations, person-months */
    rk_lanes *migration_clock, *security_clock, *disaster_clock;
    rk_lanes_int *n_migration, *n_security, *n_disaster; /* incidents so far: part of the address */
    rk_lanes_int *stopped_until, *disaster_until;
    rk_lanes *online;           /* share of procedures online */
    rk_lanes *adoption;         /* share of sections that take part, 0..1 */
    rk_lanes_int *champions;    /* people of user sections who promote digital work, of all instruments */
    rk_lanes *squeeze;          /* this fiscal year's factor of hiring contract staff, from last year's running cost */
    rk_lanes *fill_factor;      /* [n_places + 1][2] of contract posts, on site and remote */
    rk_lanes *systems_unbooked; /* systems whose migration has not been booked yet */
    rk_lanes *running_factor;   /* lever of running cost, summed over the months of the year */
    rk_lanes_int *gap, *longest_gap, *completed; /* months; completed: month after which all systems are migrated */
    int64_t (*pay_rate)[RK_LANES];               /* yen a month of own posts filled now */
    rk_year_sums *year;
} rk_places_state;

typedef struct rk_world rk_world;

/* One instrument's part in the cycle; any may be NULL. slot: place of the instrument in the model. State of an
 * instrument's own hangs on world->slot_state[slot]. */
typedef struct {
    rk_status (*open)(rk_world *world, size_t slot); /* once: memory */
    void (*close)(rk_world *world, size_t slot);
    rk_status (*establish)(rk_world *world,
                           size_t slot); /* each block, month 0, after own posts: adds posts, resets state */
    void (*april)(rk_world *world, size_t slot);
    void (*month)(rk_world *world, size_t slot);   /* before exits */
    void (*levers)(rk_world *world, size_t slot);  /* in effect, and something has changed: pulls levers (levers.h) */
    void (*support)(rk_world *world, size_t slot); /* books rk_support_give */
    void (*work)(rk_world *world, size_t slot);    /* before work is spent */
    void (*bill)(rk_world *world, size_t slot);    /* end of the fiscal year: books costs by rk_spend */
} rk_hooks;

struct rk_world {
    const rk_scenario *scenario;
    const rk_prefecture *prefecture;
    const rk_model *model;
    const rk_hooks *hooks;  /* table by schema */
    void **slot_state;      /* [model->n_instruments] */
    unsigned *slot_ordinal; /* how many instruments of the same kind come before: part of addresses */
    size_t n_places;
    bool dead[RK_N_METRICS]; /* metrics that this scenario leaves at 0 */

    /* The block */
    uint64_t seed;
    uint32_t stride;         /* replications 16 stride .. 16 stride + 15: what luck is addressed by */
    uint32_t block;          /* that the stride is of: what is drawn once a block is addressed by */
    int first_lane, n_lanes; /* the lanes that count */
    const double *values;    /* assumptions, by setting index */

    /* Hazards per month etc. of the block */
    float quit_hazard[6][3]; /* [age class][tenure class], regular contracts */
    float quit_external;
    float fill_hazard[RK_N_CONTRACTS];          /* of a vacancy, before the market's factor; 0: in April alone */
    int term[RK_N_CONTRACTS];                   /* months of the first term; RK_NO_MONTH: without end */
    uint32_t stays_full_time;                   /* words below: works on in full from 60 */
    float output60;                             /* of the others */
    int32_t leave_pay_milli;                    /* pay during leave, in thousandths */
    float leave_hazard;                         /* at the start */
    float leave_now;                            /* this year's */
    float impatience_daily, impatience_project; /* part of waiting work given up in a month */
    float quit_trend_now;
    double age_limit[4]; /* cumulated age mix */
    double age_below[4], age_width_inverse[4];
    int stay_at_least;                        /* whole years before rotation */
    uint32_t stays_longer[RK_STAY_YEARS_MAX]; /* words below: rotation comes after more than k years */
    uint32_t stays_found[RK_STAY_YEARS_MAX];  /* the same of those found in post at the start */
    double leave_median, leave_sigma;         /* of the table of lengths */
    uint8_t leave_length[RK_LEAVE_STEPS + 1]; /* months of leave of the words i * 2^32 / RK_LEAVE_STEPS */
    int32_t retires_in[RK_SIXTIETHS_MAX + 1]; /* year of retirement by the month of the sixtieth birthday; after the
                                                 run: the year after its last */
    double unlearned[RK_STAY_YEARS_MAX];      /* part of the way to the ceiling left after k years in post */
    double wage_now;                          /* pay drift of this year */

    int month, year;     /* now; month counts from 0 */
    int next_dated_post; /* next month in which a post opens or closes */
    rk_place *place;     /* [n_places] */
    rk_posts posts;
    rk_places_state at;
    rk_lanes *lever[RK_N_LEVERS]; /* [n_places + 1] each; rk_lever_of reads */
    bool pulled[RK_N_LEVERS];     /* some row of the lever may not be neutral */
    bool has_levers;              /* an instrument of the model pulls some */
    bool levers_stale;            /* they are set anew this month */
    bool market_posts;            /* somebody hires contract staff here */
    bool local_market;            /* some of them on site, where all look for the same people */
    bool teaches;                 /* an instrument of the model holds courses for DX staff */
    rk_lanes market_factor;       /* of this month's contract fill hazard */
    rk_lanes one;                 /* 1 in all lanes */
    rk_lanes national_clock;
    rk_lanes_int n_national, national_until;
    rk_lanes *vendor_quota; /* [n_vendors] part of the late systems that a vendor can migrate in a month */
    size_t n_vendors;
    double market_private; /* private vacancies that compete */

    /* Events of a month; events.h */
    struct {
        size_t n, capacity;
        uint32_t *at;                       /* post * RK_LANES + lane */
        uint32_t *replication, *who, *when; /* their addresses */
        uint32_t *words;                    /* [4][capacity] */
        float *threshold;                   /* exponential of word 0 */
        uint32_t *past;                     /* at the start: uniform for how long somebody has been in post */
        uint16_t *marks, *fills; /* [posts, and 4 more] a bit for each lane: spells that end; filled ones */
    } events;

    struct rk_funding *funding;     /* model/funding.c; NULL when no rule is in force */
    int64_t (*rule_paid)[RK_LANES]; /* [scenario->n_rules] yen that each rule took over in the last year */

    struct rk_journal *journal; /* model/journal.h; NULL but where a future is told again */

    rk_row *row;                 /* [n_places] outcomes of the year, or of the horizon */
    rk_month_count *month_count; /* [RK_MONTHS][n_places] */
    int64_t (*spread)[RK_LANES]; /* [RK_N_SPREADS] of the last year, or of the horizon */
    int64_t (*total)[RK_LANES];  /* [RK_N_METRICS] of the last year, all places */
    int64_t (*horizon_total)[RK_LANES];
    rk_row *horizon; /* [n_places], of metrics kept for the horizon */
};

/* Contracts of people who come from outside: they resign, are hired, learn and are paid by rules of their own. */
static inline bool rk_contract_external(rk_contract contract)
{
    return contract != RK_CONTRACT_REGULAR && contract != RK_CONTRACT_SPECIALIST && contract != RK_CONTRACT_CHAMPION;
}

/* Contracts that are paid by the day and work from elsewhere: no local market hires them. */
static inline bool rk_contract_remote(rk_contract contract)
{
    return contract == RK_CONTRACT_SIDE_JOB || contract == RK_CONTRACT_ADVISER;
}

static inline bool rk_on(const rk_world *world, rk_process process)
{
    return world->scenario->process[process];
}

/* Whether the instrument of a slot has effect this month; whether it is open, and paid. */
static inline bool rk_in_effect(const rk_world *world, size_t slot)
{
    return rk_is_in_effect(world->model->instruments[slot].settings, world->month);
}

static inline bool rk_is_paid(const rk_world *world, size_t slot)
{
    return rk_is_open(world->model->instruments[slot].settings, world->month);
}

static inline uint32_t rk_replication(const rk_world *world, int lane)
{
    return world->stride * RK_LANES + (uint32_t)lane;
}

static inline double rk_value(const rk_world *world, rk_parameter parameter)
{
    return world->values[parameter];
}

/* A lever of a municipality, or of nowhere (n_places). All rows of one that nobody has pulled are alike: the first
 * stands for them, so that a month reads fewer lines of memory. */
static inline const rk_lanes *rk_lever_of(const rk_world *world, rk_lever lever, size_t place)
{
    return &world->lever[lever][world->pulled[lever] ? place : 0];
}

/* The record of a post in one lane. */
static inline rk_person *rk_person_at(const rk_posts *posts, size_t post, int lane)
{
    return &posts->person[post * RK_LANES + (size_t)lane];
}

/* Set the next dated event of a post in one lane. */
static inline void rk_set_due(rk_posts *posts, size_t post, int lane, int month, int cause)
{
    posts->due[post].v[lane] = month;
    posts->cause[post].v[lane] = (uint8_t)cause;
    posts->next_due[post] = month < posts->next_due[post] ? month : posts->next_due[post];
}

/* Memory of a world; model/world.c. */
RK_MUST_CHECK rk_status rk_world_open(const rk_scenario *scenario, size_t prefecture, size_t model,
                                      const rk_hooks *hooks, rk_world **world);
void rk_world_close(rk_world *world); /* takes NULL */

/* Add a post for the block that begins; its state is set by rk_establish. */
RK_MUST_CHECK rk_status rk_world_add_post(rk_world *world, const rk_post *post);

#endif
