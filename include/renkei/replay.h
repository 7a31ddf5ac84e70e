/* One future of one municipality once more, with everything that happens there written down.
 *
 *     rk_replay_open lives one block of the prefecture under one model again; then events, months and money are read.
 *
 * The numbers are those of the run: the same scenario, seed and replication give the same months and yen, whatever else
 * the run held. Nothing here is estimated; it is what happened once.
 */
#ifndef RENKEI_REPLAY_H
#define RENKEI_REPLAY_H

#include <renkei/metrics.h>
#include <renkei/scenario.h>

/* What a number beside an event says: X(id, name in JSON, factor of what is shown, English, Japanese); without a text
 * it is for machines. */
/* clang-format off */
#define RK_DETAIL_LIST(X)                                                                        \
    X(NONE, "", 1, "", "")                                                                       \
    X(AGE, "age_years", 1, "aged %.0f", "%.0f歳")                                                \
    X(IN_POST, "months_in_post", 1, "%.0f mo. in post", "在職%.0fか月")                         \
    X(KNOWHOW, "knowhow_lost", 100, "takes %.0f %% of the local know-how", "業務知識の%.0f%%を失う") \
    X(PRESSURE, "pressure", 1, "hazard x %.2f by trend, load and loneliness", "離職圧力%.2f倍（傾向・過負荷・孤立）") \
    X(VACANT, "months_vacant", 1, "vacant for %.0f mo.", "欠員%.0fか月")                        \
    X(PROFICIENCY, "proficiency", 1, "proficiency %.2f", "習熟度%.2f")                           \
    X(ON_LEAVE, "months_on_leave", 1, "%.0f mo. on leave", "休職%.0fか月")                      \
    X(MONTHS, "months", 1, "for %.0f mo.", "%.0fか月間")                                        \
    X(WAIT, "months_waited", 1, "waited %.1f mo.", "待ち%.1fか月")                              \
    X(LENGTH, "expert_months", 1, "%.2f mo. of an expert", "専門人材%.2f人月")                \
    X(ORIGIN, "origin_code", 1, "from %.0f", "発生地%.0f")                                      \
    X(ARRIVAL, "made_at_month", 1, "", "")
/* clang-format on */

typedef enum {
#define X(id, name, factor, en, ja) RK_DETAIL_##id,
    RK_DETAIL_LIST(X)
#undef X
        RK_N_DETAILS
} rk_detail;

/* X(id, name in JSON, metric whose count it is part of, four details, English, Japanese). Metrics without a
 * count are RK_N_METRICS. Events of experts who serve several municipalities are in no municipality's count. */
/* clang-format off */
#define RK_EVENT_LIST(X)                                                                                             \
    X(FOUND, "found", RK_N_METRICS, AGE, IN_POST, PROFICIENCY, NONE, "in post at the start", "開始時に在職")          \
    X(VACANCY_FOUND, "vacancy_found", RK_N_METRICS, NONE, NONE, NONE, NONE, "vacant at the start", "開始時に欠員")    \
    X(OPENED, "post_opened", RK_N_METRICS, NONE, NONE, NONE, NONE, "post opens, vacant", "職を新設（欠員）")          \
    X(CAME, "came", RK_METRIC_HIRES, AGE, VACANT, PROFICIENCY, NONE, "comes", "着任")                                 \
    X(ROUND_FAILED, "round_failed", RK_N_METRICS, VACANT, NONE, NONE, NONE, "April round finds nobody", "4月採用・異動で補充できず") \
    X(RESIGNED, "resigned", RK_METRIC_RESIGNATIONS, AGE, IN_POST, KNOWHOW, PRESSURE, "resigns", "自己都合退職")       \
    X(RETIRED, "retired", RK_METRIC_RETIREMENTS, AGE, IN_POST, KNOWHOW, NONE, "retires", "定年退職")                  \
    X(ROTATED, "rotated", RK_METRIC_ROTATIONS, AGE, IN_POST, KNOWHOW, NONE, "is rotated away", "人事異動で転出")      \
    X(TERM_ENDED, "term_ended", RK_METRIC_TERM_ENDS, AGE, IN_POST, KNOWHOW, NONE, "term ends", "任期満了")            \
    X(POST_ENDED, "post_ended", RK_METRIC_TERM_ENDS, AGE, IN_POST, NONE, NONE, "leaves, the post being given up", "職の廃止で退任") \
    X(CLOSED, "post_closed", RK_N_METRICS, VACANT, NONE, NONE, NONE, "vacant post is given up", "欠員の職を廃止")     \
    X(RENEWED, "renewed", RK_N_METRICS, AGE, IN_POST, MONTHS, NONE, "is renewed", "任期更新")                         \
    X(LEAVE_BEGAN, "leave_began", RK_METRIC_LEAVE_STARTS, AGE, IN_POST, NONE, NONE, "goes on sick leave", "休職開始") \
    X(RELAPSED, "relapsed", RK_METRIC_LEAVE_STARTS, AGE, IN_POST, NONE, NONE, "goes on sick leave again", "再休職")   \
    X(RETURNED, "returned", RK_N_METRICS, AGE, ON_LEAVE, NONE, NONE, "returns from leave", "復職")                    \
    X(LEFT_ON_LEAVE, "left_on_leave", RK_METRIC_LEAVE_EXITS, AGE, IN_POST, ON_LEAVE, NONE, "does not return from leave", "休職のまま退職") \
    X(REQUEST, "request", RK_METRIC_REQUESTS, LENGTH, ARRIVAL, NONE, NONE, "asks for an expert", "専門人材の派遣を要請") \
    X(REQUEST_WAITS, "request_waits", RK_METRIC_REQUESTS_WAITED, NONE, ARRIVAL, NONE, NONE, "request has to wait", "要請は待機") \
    X(REQUEST_SERVED, "request_served", RK_N_METRICS, WAIT, ARRIVAL, LENGTH, NONE, "request is served", "要請に対応")    \
    X(REQUEST_REFUSED, "request_refused", RK_METRIC_REQUESTS_REFUSED, WAIT, ARRIVAL, NONE, NONE, "request is refused: nobody is free", "要請は断られる（手が空かない）") \
    X(REQUEST_GIVEN_UP, "request_given_up", RK_METRIC_REQUESTS_REFUSED, WAIT, ARRIVAL, NONE, NONE, "request is given up", "要請をあきらめる") \
    X(REQUEST_CAPPED, "request_capped", RK_METRIC_REQUESTS_REFUSED, WAIT, ARRIVAL, NONE, NONE, "request is refused: the year's days are used up", "要請は断られる（年間日数の上限）") \
    X(MIGRATION_ERROR, "migration_error", RK_METRIC_MIGRATION_ERRORS, NONE, NONE, NONE, NONE, "data migration error", "移行不具合") \
    X(SECURITY_INCIDENT, "security_incident", RK_METRIC_SECURITY_INCIDENTS, NONE, NONE, NONE, NONE, "security incident", "セキュリティ事故") \
    X(NATIONAL_TASK, "national_task", RK_N_METRICS, MONTHS, NONE, NONE, NONE, "national task begins", "国の一斉業務が始まる") \
    X(DISASTER, "disaster", RK_N_METRICS, MONTHS, ORIGIN, NONE, NONE, "disaster", "災害")                             \
    X(LEADERSHIP_ENDED, "leadership_ended", RK_N_METRICS, NONE, NONE, NONE, NONE, "election ends the leadership", "選挙でリーダーシップが終わる") \
    X(MIGRATED, "migrated", RK_N_METRICS, NONE, NONE, NONE, NONE, "all core systems are migrated", "標準化移行が完了")
/* clang-format on */

typedef enum {
#define X(id, name, metric, a, b, c, d, en, ja) RK_EVENT_##id,
    RK_EVENT_LIST(X)
#undef X
        RK_N_EVENTS
} rk_event_kind;

enum { RK_EVENT_DETAILS = 4 };

typedef struct {
    const char *name, *en, *ja;
    int metric; /* rk_metric, or RK_N_METRICS */
    rk_detail detail[RK_EVENT_DETAILS];
} rk_event_info;

typedef struct {
    const char *name;
    double factor;
    const char *en, *ja; /* formats of one number */
} rk_detail_info;

extern const rk_event_info rk_event_infos[RK_N_EVENTS];
extern const rk_detail_info rk_detail_infos[RK_N_DETAILS];

/* Something that happened. Who is in a post is known by the post and the spell in which they came: the same two in two
 * models of one future are the same person, or the same vacancy. */
typedef struct {
    rk_event_kind kind;
    int month;      /* of the run, 0 is the first April */
    int post;       /* its place among rk_replay_post, or -1: of the municipality */
    uint32_t who;   /* address of the post, the same in all models; 0 without one */
    int spell;      /* in which the person came, or the vacancy began; counts the spells of the post */
    int person;     /* 1 is the first whom the post has had in this future; 0: no person, or none yet */
    int number;     /* of the incident, task, disaster or request, from 1; 0: none */
    int instrument; /* of the model: of a request or of leadership; else -1 */
    double detail[RK_EVENT_DETAILS];
} rk_event;

/* A post of the municipality, or of experts who serve it. */
typedef struct {
    uint32_t who;
    int instrument;       /* of the model, or -1: the municipality's own */
    int number;           /* from 1, among those of the same instrument that are told of */
    bool shared;          /* its person serves several municipalities, and is in no municipality's count */
    double fte;           /* share of duty on digital work */
    const char *contract; /* as in scenario files */
    const char *skill;
} rk_replay_post;

/* The municipality at the end of a month. */
typedef struct {
    int posts, filled, on_leave, present;    /* its own and those that instruments add; persons */
    int posted;                              /* experts who are posted here, persons */
    int champions;                           /* persons of user sections */
    bool zero_cover, solo, surge;            /* as the metrics of these names count months */
    double fte;                              /* of those present, full-time equivalents */
    double support_days;                     /* of experts, in days of 20 a month */
    double capacity, demand, done, given_up; /* of the month, person-months at an expert's level */
    double backlog;                          /* all workstreams, person-months */
    double standardisation_left;             /* of it the migration of core systems */
    double overload;                         /* work waiting over capacity, above 1; 0: none */
    double knowhow, online, adoption;        /* 0..1 */
} rk_replay_month;

typedef struct {
    uint64_t seed;
    uint32_t replication;
    size_t model, municipality; /* indexes within the scenario */
} rk_replay_options;

typedef struct rk_replay rk_replay;

/* The municipality of a scenario by code (5 digits, or 6 with check digit), name or romaji. Returns its index, or
 * rk_scenario_n_municipalities after writing a sentence with the nearest name to problem. */
size_t rk_replay_find(const rk_scenario *scenario, const char *word, char *problem, size_t problem_size);

/* Name of a municipality and of its prefecture, and its code of five digits. */
typedef struct {
    int code;
    const char *name, *romaji, *prefecture;
} rk_replay_place;

rk_replay_place rk_replay_place_of(const rk_scenario *scenario, size_t municipality);

/* Returns RK_ERR_ISA, RK_ERR_MEMORY. The scenario must outlive the replay. */
RK_MUST_CHECK rk_status rk_replay_open(const rk_scenario *scenario, const rk_replay_options *options,
                                       rk_replay **replay);
void rk_replay_close(rk_replay *replay); /* takes NULL */

const rk_replay_options *rk_replay_options_of(const rk_replay *replay);
size_t rk_replay_n_events(const rk_replay *replay); /* in the order in which they happened */
const rk_event *rk_replay_event(const rk_replay *replay, size_t index);
size_t rk_replay_n_posts(const rk_replay *replay);
const rk_replay_post *rk_replay_post_at(const rk_replay *replay, size_t index);
const char *rk_replay_instrument(const rk_replay *replay, int instrument); /* its name within the model */
size_t rk_replay_n_months(const rk_replay *replay);
const rk_replay_month *rk_replay_month_at(const rk_replay *replay, size_t month);

/* An outcome of a fiscal year, in whole numbers of 1/scale units as everywhere; year = rk_scenario_years: over the
 * horizon. */
int64_t rk_replay_value(const rk_replay *replay, size_t year, rk_metric metric);

/* Yen of a cost item that a payer bears in a fiscal year by the shares of the instruments, before funding rules move
 * it. item: RK_METRIC_COST_..., payer: RK_METRIC_PAID_... */
int64_t rk_replay_borne(const rk_replay *replay, size_t year, rk_metric item, rk_metric payer);

/* ---- Two models of one future ---- */

/* What happened in one and not in the other (NULL there), or in another month. */
typedef struct {
    const rk_event *baseline, *model;
} rk_difference;

/* Events of the same kind to the same person, vacancy or numbered thing are the same event; of those that can happen
 * again, the first is the first. In the order of the earlier month. The caller frees the list. */
RK_MUST_CHECK rk_status rk_replay_differences(const rk_replay *baseline, const rk_replay *model, rk_difference **list,
                                              size_t *n);

#endif
