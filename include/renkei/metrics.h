/* The outcomes: one list for the engine, the results file, the tables and `renkei list metrics`.
 *
 * X(id, name, unit, scale, flags, long name, Japanese)
 *
 * scale   a value is kept as a whole number of 1/scale units, so that sums are exact in any order
 * flags   how it is kept, below
 */
#ifndef RENKEI_METRICS_H
#define RENKEI_METRICS_H

#include <stddef.h>

enum {
    RK_METRIC_SKETCH = 1,  /* quantiles per municipality and year are kept too */
    RK_METRIC_YEARLY = 2,  /* prefecture totals of every replication are kept per fiscal year, not for the horizon alone */
    RK_METRIC_LEVEL = 4,   /* a state at the end of the year; over the horizon: the last. Others add up over the years */
    RK_METRIC_MONEY = 8,   /* whole yen, may exceed 32 bits */
    RK_METRIC_HORIZON = 16 /* defined for the horizon only; the years hold 0 */
};

/* clang-format off */
#define RK_METRIC_LIST(X) \
    X(ZERO_COVER_MONTHS, "zero_cover_months", "months", 1, RK_METRIC_SKETCH | RK_METRIC_YEARLY, "months without staff present and without enough support", "空白月数") \
    X(NOBODY_MONTHS, "nobody_months", "months", 1, RK_METRIC_YEARLY, "months without staff present, support or not", "職員不在月数") \
    X(SOLO_MONTHS, "solo_months", "months", 1, RK_METRIC_SKETCH | RK_METRIC_YEARLY, "months with exactly one person present", "ひとり情シス月数") \
    X(FILLED_POST_MONTHS, "filled_post_months", "person-months", 1, RK_METRIC_YEARLY, "filled posts, summed over months, people on leave included", "在職人月") \
    X(VACANCY_MONTHS, "vacancy_months", "person-months", 1, 0, "vacant posts, summed over months", "欠員人月") \
    X(LEAVE_MONTHS, "leave_months", "person-months", 1, 0, "people on sick leave, summed over months", "休職人月") \
    X(STAFF_FTE_MONTHS, "staff_fte_months", "person-months", 1000, 0, "full-time equivalents of DX staff present, summed over months", "DX職員（常勤換算・人月）") \
    X(HIRES, "hires", "persons", 1, 0, "people hired or moved in", "採用・転入者数") \
    X(RESIGNATIONS, "resignations", "persons", 1, RK_METRIC_YEARLY, "resignations", "自己都合退職者数") \
    X(RETIREMENTS, "retirements", "persons", 1, 0, "retirements by age", "定年退職者数") \
    X(ROTATIONS, "rotations", "persons", 1, 0, "people rotated away", "人事異動転出者数") \
    X(TERM_ENDS, "term_ends", "persons", 1, 0, "contracts that ended and were not renewed", "任期満了者数") \
    X(LEAVE_STARTS, "leave_starts", "persons", 1, RK_METRIC_YEARLY, "sick leaves begun", "休職開始者数") \
    X(LEAVE_EXITS, "leave_exits", "persons", 1, 0, "people on leave who did not return", "休職退職者数") \
    X(KNOWHOW_LOST, "knowhow_lost", "1", 1000, 0, "local know-how lost with leavers (1 = all of a municipality's)", "失われた業務知識") \
    X(CAPACITY, "capacity", "person-months", 1000, 0, "own capacity, expert-level", "自前の処理能力") \
    X(SUPPORT, "support", "person-months", 1000, RK_METRIC_YEARLY, "expert time received", "専門人材の支援") \
    X(SUPPORT_FAMILIAR, "support_familiar", "person-months", 1000, 0, "expert time received, counted by how well the expert knows the municipality (over support: continuity)", "なじみの専門人材の支援") \
    X(EXPERT_TIME, "expert_time", "person-months", 1000, 0, "time of shared experts present, divided equally over members (support over it: utilisation)", "専門人材の稼働可能時間") \
    X(DEMAND, "demand", "person-months", 1000, 0, "work that arrived", "発生業務量") \
    X(WORK_DONE, "work_done", "person-months", 1000, 0, "work done", "処理業務量") \
    X(UNSERVED_WORK, "unserved_work", "person-months", 1000, RK_METRIC_SKETCH | RK_METRIC_YEARLY, "work given up after waiting", "未処理業務量") \
    X(BACKLOG, "backlog", "person-months", 1000, RK_METRIC_SKETCH | RK_METRIC_YEARLY | RK_METRIC_LEVEL, "work waiting at the end of the year", "滞留業務量") \
    X(BACKLOG_OPERATIONS, "backlog_operations", "person-months", 1000, RK_METRIC_LEVEL, "operations waiting at the end of the year", "滞留（運用）") \
    X(BACKLOG_PROCEDURES, "backlog_procedures", "person-months", 1000, RK_METRIC_LEVEL, "online procedures waiting at the end of the year", "滞留（手続オンライン化）") \
    X(BACKLOG_AUTOMATION, "backlog_automation", "person-months", 1000, RK_METRIC_LEVEL, "automation waiting at the end of the year", "滞留（自動化）") \
    X(BACKLOG_DATA, "backlog_data", "person-months", 1000, RK_METRIC_LEVEL, "data use waiting at the end of the year", "滞留（データ活用）") \
    X(BACKLOG_SECURITY, "backlog_security", "person-months", 1000, RK_METRIC_LEVEL, "security waiting at the end of the year", "滞留（セキュリティ）") \
    X(BACKLOG_RESIDENTS, "backlog_residents", "person-months", 1000, RK_METRIC_LEVEL, "resident support waiting at the end of the year", "滞留（住民支援）") \
    X(TIME_TAKEN, "time_taken", "person-months", 1000, 0, "own capacity taken by courses, reviews and meetings", "研修・会議等の時間") \
    X(PROFICIENCY, "proficiency", "1", 1000, RK_METRIC_LEVEL, "mean proficiency of staff present (1 = an expert)", "習熟度") \
    X(ADOPTION, "adoption", "1", 1000, RK_METRIC_LEVEL, "share of sections that take part in digital work", "DX参加部署の割合") \
    X(CHAMPIONS, "champions", "persons", 1, RK_METRIC_LEVEL, "people of user sections who promote digital work: leaders, volunteers, those trained for it", "推進リーダー・推進員数") \
    X(OVERLOAD_MONTHS, "overload_months", "months", 1, 0, "months with overload", "過負荷月数") \
    X(REQUESTS, "requests", "requests", 1, 0, "requests to a pool on request", "派遣要請件数") \
    X(REQUESTS_WAITED, "requests_waited", "requests", 1, 0, "requests that could not start at once and waited", "待機した要請件数") \
    X(REQUESTS_REFUSED, "requests_refused", "requests", 1, 0, "requests refused, or given up while waiting", "断られた要請件数") \
    X(REQUEST_WAIT, "request_wait", "months", 1000, 0, "waiting time of requests that started, summed", "要請の待ち時間") \
    X(STANDARDISATION_DONE, "standardisation_done", "1", 1000, RK_METRIC_LEVEL, "share of core systems migrated", "標準化の進捗") \
    X(PROCEDURES_ONLINE, "procedures_online", "1", 1000, RK_METRIC_LEVEL, "share of procedures online", "手続オンライン化率") \
    X(REACHED, "reached", "1", 1000, RK_METRIC_LEVEL, "share of residents reached by digital service", "住民到達率") \
    X(REACHED_65, "reached_65", "1", 1000, RK_METRIC_LEVEL, "share of residents aged 65 and over reached", "65歳以上の到達率") \
    X(MIGRATION_ERRORS, "migration_errors", "incidents", 1, 0, "data migration errors", "移行不具合") \
    X(SECURITY_INCIDENTS, "security_incidents", "incidents", 1, 0, "security incidents", "セキュリティ事故") \
    X(SURGE_MONTHS, "surge_months", "months", 1, 0, "months with a national task or a disaster", "突発業務月数") \
    X(HAD_GAP, "had_gap", "1", 1, RK_METRIC_HORIZON, "at least one zero-cover month", "空白の有無") \
    X(LONGEST_GAP, "longest_gap", "months", 1, RK_METRIC_HORIZON, "longest run of zero-cover months", "最長の空白") \
    X(LATENESS, "lateness", "months", 1, RK_METRIC_HORIZON, "months from the deadline to complete migration, to the end of the run where it is not complete", "期限からの遅れ") \
    X(COST_STAFF, "cost_staff", "yen", 1, RK_METRIC_MONEY, "pay and on-cost of own posts", "職員人件費") \
    X(COST_REPLACEMENT, "cost_replacement", "yen", 1, RK_METRIC_MONEY, "replacing leavers", "補充費用") \
    X(COST_RECRUITMENT, "cost_recruitment", "yen", 1, RK_METRIC_MONEY, "recruitment beyond the replacement of leavers", "採用活動費") \
    X(COST_EXPERTS, "cost_experts", "yen", 1, RK_METRIC_MONEY, "pay and fees of shared experts", "専門人材の報酬") \
    X(COST_TRAVEL, "cost_travel", "yen", 1, RK_METRIC_MONEY, "travel of experts", "旅費") \
    X(COST_TRAINING, "cost_training", "yen", 1, RK_METRIC_MONEY, "courses and seminars", "研修費") \
    X(COST_DESKS, "cost_desks", "yen", 1, RK_METRIC_MONEY, "support desks for residents", "住民支援窓口費") \
    X(COST_OVERHEAD, "cost_overhead", "yen", 1, RK_METRIC_MONEY, "running the cooperation", "運営費") \
    X(COST_JOINT_OFFICE, "cost_joint_office", "yen", 1, RK_METRIC_MONEY, "running a joint office", "共同組織の運営費") \
    X(COST_PROCUREMENT, "cost_procurement", "yen", 1, RK_METRIC_MONEY, "purchase of systems and devices", "調達費") \
    X(COST_SYSTEMS, "cost_systems", "yen", 1, RK_METRIC_MONEY, "running cost of systems", "システム運用費") \
    X(COST_PARALLEL, "cost_parallel", "yen", 1, RK_METRIC_MONEY, "old and new systems side by side", "新旧システムの並行運用費") \
    X(COST_MIGRATION, "cost_migration", "yen", 1, RK_METRIC_MONEY, "migration of core systems beyond what the national fund pays", "標準化移行経費（補助上限超過分）") \
    X(COST_INCIDENTS, "cost_incidents", "yen", 1, RK_METRIC_MONEY, "incidents", "事故対応費") \
    X(PAID_MUNICIPALITY, "paid_municipality", "yen", 1, RK_METRIC_MONEY | RK_METRIC_SKETCH | RK_METRIC_YEARLY, "paid by the municipality", "市町村負担") \
    X(PAID_PREFECTURE, "paid_prefecture", "yen", 1, RK_METRIC_MONEY | RK_METRIC_YEARLY, "paid by the prefecture", "都道府県負担") \
    X(PAID_NATION, "paid_nation", "yen", 1, RK_METRIC_MONEY | RK_METRIC_YEARLY, "paid by the nation", "国負担") \
    X(PAID_JOINT_OFFICE, "paid_joint_office", "yen", 1, RK_METRIC_MONEY | RK_METRIC_YEARLY, "paid by a joint office", "共同組織負担") \
    X(PAID_OTHER, "paid_other", "yen", 1, RK_METRIC_MONEY | RK_METRIC_YEARLY, "paid by others", "その他負担") \
    X(FUNDED, "funded", "yen", 1, RK_METRIC_MONEY | RK_METRIC_YEARLY, "taken over from other payers by funding rules", "財政措置額") \
    X(COST_TOTAL, "cost_total", "yen", 1, RK_METRIC_MONEY | RK_METRIC_SKETCH | RK_METRIC_YEARLY, "all cost", "総費用")
/* clang-format on */

typedef enum {
#define X(id, name, unit, scale, flags, long_name, ja) RK_METRIC_##id,
    RK_METRIC_LIST(X)
#undef X
    RK_N_METRICS
} rk_metric;

/* Money is the tail of the list, so that a row of outcomes is two arrays: 32-bit counts, then 64-bit yen. */
enum { RK_N_COUNTS = RK_METRIC_COST_STAFF, RK_N_MONEY = RK_N_METRICS - RK_N_COUNTS };

/* Cost items are the first of the money, in one piece. */
enum { RK_N_ITEMS = RK_METRIC_PAID_MUNICIPALITY - RK_METRIC_COST_STAFF };

/* Outcomes of a prefecture that are no sum over its municipalities: X(id, name, unit, scale, yearly too, long name,
 * Japanese) */
#define RK_SPREAD_LIST(X) \
    X(UNCOVERED, "municipalities_uncovered", "municipalities", 1, 1, "municipalities with at least one zero-cover month", "空白のある市町村数") \
    X(WORST_GAP, "worst_zero_cover_months", "months", 1, 1, "zero-cover months of the worst-off municipality", "最も多い市町村の空白月数") \
    X(GINI, "gini_covered", "1", 10000, 0, "Gini coefficient of covered months among municipalities", "カバー月数のジニ係数")

typedef enum {
#define X(id, name, unit, scale, yearly, long_name, ja) RK_SPREAD_##id,
    RK_SPREAD_LIST(X)
#undef X
    RK_N_SPREADS
} rk_spread;

typedef struct {
    const char *name, *unit;
    int scale;
    unsigned flags;
    const char *long_name, *ja;
} rk_metric_info;

extern const rk_metric_info rk_metrics[RK_N_METRICS];
/* From a sum over municipalities and years, in the metric's unit, to what people compare: of a mean municipality, a year
 * or as it is at the end; money of all municipalities, a year; shares in per cent. */
double rk_metric_shown(rk_metric metric, size_t n_municipalities, size_t n_years);

/* The metric of that name, or RK_N_METRICS. */
rk_metric rk_metric_find(const char *name);

extern const rk_metric_info rk_spreads[RK_N_SPREADS]; /* flags: RK_METRIC_YEARLY or 0 */

#endif
