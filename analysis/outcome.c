#include "analysis/outcome.h"

#include <stdlib.h>
#include <string.h>

/* Short names in English, and of which outcomes more is better; of all others that people compare, less is. The
 * Japanese names of the metrics are short as they are. */
static const struct {
    const char *en;
    bool more_is_better;
} known[RK_N_METRICS] = {
    [RK_METRIC_ZERO_COVER_MONTHS] = {"zero cover", false},
    [RK_METRIC_NOBODY_MONTHS] = {"nobody present", false},
    [RK_METRIC_SOLO_MONTHS] = {"one person only", false},
    [RK_METRIC_FILLED_POST_MONTHS] = {"posts filled", true},
    [RK_METRIC_VACANCY_MONTHS] = {"posts vacant", false},
    [RK_METRIC_LEAVE_MONTHS] = {"on sick leave", false},
    [RK_METRIC_STAFF_FTE_MONTHS] = {"staff present", true},
    [RK_METRIC_HIRES] = {"hires", true},
    [RK_METRIC_RESIGNATIONS] = {"resignations", false},
    [RK_METRIC_RETIREMENTS] = {"retirements", false},
    [RK_METRIC_ROTATIONS] = {"rotated away", false},
    [RK_METRIC_TERM_ENDS] = {"contracts ended", false},
    [RK_METRIC_LEAVE_STARTS] = {"sick leaves begun", false},
    [RK_METRIC_LEAVE_EXITS] = {"no return from leave", false},
    [RK_METRIC_KNOWHOW_LOST] = {"know-how lost", false},
    [RK_METRIC_CAPACITY] = {"own capacity", true},
    [RK_METRIC_SUPPORT] = {"expert support", true},
    [RK_METRIC_SUPPORT_FAMILIAR] = {"familiar support", true},
    [RK_METRIC_EXPERT_TIME] = {"expert time", true},
    [RK_METRIC_DEMAND] = {"work arrived", false},
    [RK_METRIC_WORK_DONE] = {"work done", true},
    [RK_METRIC_UNSERVED_WORK] = {"work given up", false},
    [RK_METRIC_BACKLOG] = {"backlog at the end", false},
    [RK_METRIC_BACKLOG_OPERATIONS] = {"backlog: operations", false},
    [RK_METRIC_BACKLOG_PROCEDURES] = {"backlog: procedures", false},
    [RK_METRIC_BACKLOG_AUTOMATION] = {"backlog: automation", false},
    [RK_METRIC_BACKLOG_DATA] = {"backlog: data use", false},
    [RK_METRIC_BACKLOG_SECURITY] = {"backlog: security", false},
    [RK_METRIC_BACKLOG_RESIDENTS] = {"backlog: residents", false},
    [RK_METRIC_TIME_TAKEN] = {"time for training", false},
    [RK_METRIC_PROFICIENCY] = {"proficiency", true},
    [RK_METRIC_ADOPTION] = {"sections taking part", true},
    [RK_METRIC_CHAMPIONS] = {"champions", true},
    [RK_METRIC_OVERLOAD_MONTHS] = {"overload", false},
    [RK_METRIC_REQUESTS] = {"requests", false},
    [RK_METRIC_REQUESTS_WAITED] = {"requests that waited", false},
    [RK_METRIC_REQUESTS_REFUSED] = {"requests refused", false},
    [RK_METRIC_REQUEST_WAIT] = {"waiting time", false},
    [RK_METRIC_STANDARDISATION_DONE] = {"systems migrated", true},
    [RK_METRIC_PROCEDURES_ONLINE] = {"procedures online", true},
    [RK_METRIC_REACHED] = {"residents reached", true},
    [RK_METRIC_REACHED_65] = {"aged 65+ reached", true},
    [RK_METRIC_MIGRATION_ERRORS] = {"migration errors", false},
    [RK_METRIC_SECURITY_INCIDENTS] = {"security incidents", false},
    [RK_METRIC_SURGE_MONTHS] = {"surge months", false},
    [RK_METRIC_HAD_GAP] = {"had a gap", false},
    [RK_METRIC_LONGEST_GAP] = {"longest gap", false},
    [RK_METRIC_LATENESS] = {"lateness", false},
    [RK_METRIC_COST_STAFF] = {"own staff", false},
    [RK_METRIC_COST_REPLACEMENT] = {"replacement", false},
    [RK_METRIC_COST_RECRUITMENT] = {"recruitment", false},
    [RK_METRIC_COST_EXPERTS] = {"experts", false},
    [RK_METRIC_COST_TRAVEL] = {"travel", false},
    [RK_METRIC_COST_TRAINING] = {"training", false},
    [RK_METRIC_COST_DESKS] = {"support desks", false},
    [RK_METRIC_COST_OVERHEAD] = {"overhead", false},
    [RK_METRIC_COST_JOINT_OFFICE] = {"joint office", false},
    [RK_METRIC_COST_PROCUREMENT] = {"procurement", false},
    [RK_METRIC_COST_SYSTEMS] = {"systems", false},
    [RK_METRIC_COST_PARALLEL] = {"parallel systems", false},
    [RK_METRIC_COST_MIGRATION] = {"migration", false},
    [RK_METRIC_COST_INCIDENTS] = {"incidents", false},
    [RK_METRIC_PAID_MUNICIPALITY] = {"municipalities pay", false},
    [RK_METRIC_PAID_PREFECTURE] = {"prefecture pays", false},
    [RK_METRIC_PAID_NATION] = {"nation pays", false},
    [RK_METRIC_PAID_JOINT_OFFICE] = {"joint office pays", false},
    [RK_METRIC_PAID_OTHER] = {"others pay", false},
    [RK_METRIC_FUNDED] = {"funded by rules", false},
    [RK_METRIC_COST_TOTAL] = {"total cost", false},
};

/* Units of the metrics list, as a mean municipality has them: of what is counted within a year, and of levels. */
static const struct {
    const char *unit;
    rk_words_pair a_year, level;
} units[] = {
    {"months", {"月/年", "months/year"}, {"月", "months"}},
    {"person-months", {"人月/年", "person-months/year"}, {"人月", "person-months"}},
    {"persons", {"人/年", "persons/year"}, {"人", "persons"}},
    {"requests", {"件/年", "requests/year"}, {"件", "requests"}},
    {"incidents", {"件/年", "incidents/year"}, {"件", "incidents"}},
    {"1", {"%/年", "%/year"}, {"%", "%"}},
    {"yen", {"円/年", "yen/year"}, {"円", "yen"}},
};

static rk_words_pair unit_of(const char *unit, bool level)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (strcmp(units[i].unit, unit) == 0) {
            return level ? units[i].level : units[i].a_year;
        }
    }
    return (rk_words_pair){unit, unit};
}

bool rk_outcome_find(const rk_reading *reading, const char *name, rk_outcome *outcome)
{
    rk_metric metric = rk_metric_find(name);
    if (metric == RK_N_METRICS) {
        rk_reading_fail(reading->path, "there is no outcome \"%s\"; `renkei list metrics` names them", name);
        return false;
    }
    *outcome = rk_outcome_of(metric, reading->n_municipalities, reading->n_years);
    return true;
}

rk_outcome rk_outcome_of(rk_metric metric, size_t n_municipalities, size_t n_years)
{
    const rk_metric_info *info = &rk_metrics[metric];
    bool money = (info->flags & RK_METRIC_MONEY) != 0;
    bool level = (info->flags & (RK_METRIC_LEVEL | RK_METRIC_HORIZON)) != 0;
    return (rk_outcome){
        .name = info->name,
        .title = {info->ja, known[metric].en != NULL ? known[metric].en : info->long_name},
        .unit = unit_of(info->unit, level),
        .factor = rk_metric_shown(metric, n_municipalities, n_years),
        .money = money,
        .more_is_better = known[metric].more_is_better,
    };
}

rk_words_pair rk_answer_amount(rk_answer *answer, const rk_outcome *outcome, double value, double error, bool signed_)
{
    if (outcome->money) {
        return rk_answer_yen(answer, value, signed_);
    }
    const char *number = rk_answer_digits(answer, value, error, signed_);
    return (rk_words_pair){rk_answer_printf(answer, "%s%s", number, outcome->unit.ja),
                           rk_answer_printf(answer, "%s %s", number, outcome->unit.en)};
}

bool rk_answer_say_few(rk_answer *answer, size_t n_units, size_t inner)
{
    if (n_units < 2) {
        rk_answer_say(answer, "試行が%1$zu回以下なので誤差が分からない。%2$zu回以上で実行すること。",
                      "There are %1$zu replications or fewer, so no error is known: run more.", inner, inner + 1);
    }
    return n_units < 2;
}

rk_words_pair rk_answer_range(rk_answer *answer, const rk_outcome *outcome, double low, double high, double error)
{
    const char *from = rk_answer_digits(answer, low, error, true), *to = rk_answer_digits(answer, high, error, true);
    rk_words_pair begin = {from, from}, end = {to, to};
    if (outcome->money) {
        begin = rk_answer_yen(answer, low, true);
        end = rk_answer_yen(answer, high, true);
    }
    return (rk_words_pair){rk_answer_printf(answer, "%s～%s", begin.ja, end.ja),
                           rk_answer_printf(answer, "%s to %s", begin.en, end.en)};
}

rk_status rk_outcome_read(const rk_reading *reading, const rk_outcome *outcome, size_t model, double **values)
{
    rk_status status = rk_read_horizon(reading, outcome->name, model, RK_ALL_PREFECTURES, values);
    for (size_t i = 0; status == RK_OK && i < reading->n_replications; i++) {
        (*values)[i] *= outcome->factor;
    }
    return status;
}

rk_status rk_outcome_read_all(const rk_reading *reading, const rk_outcome *outcome, double ***values)
{
    rk_status status = rk_read_horizon_models(reading, outcome->name, RK_ALL_PREFECTURES, values);
    for (size_t model = 0; status == RK_OK && model < reading->n_models; model++) {
        for (size_t i = 0; i < reading->n_replications; i++) {
            (*values)[model][i] *= outcome->factor;
        }
    }
    return status;
}

void rk_outcome_free(const rk_reading *reading, double **values)
{
    rk_free_models(reading, values);
}
