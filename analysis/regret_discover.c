/* regret: under which assumptions the leading model is not the best, and others are. Method: analysis/prim.h. */
#include "analysis/assumption.h"
#include "analysis/distribution.h"
#include "analysis/prim.h"
#include "analysis/regret_parts.h"

#include <math.h>
#include <stdlib.h>

enum { CASES_AT_LEAST = 8 };

typedef struct {
    rk_drawn drawn;
    double *means; /* [n_models][n_blocks] */
    const double **x;
    bool *is_case;
    rk_prim_box *boxes; /* [n_models] */
    bool loses;         /* the leader's box is where it is not the best, since mostly it is; otherwise where it is */
} discovery;

/* Has the model the highest mean of all in the block, alone or with others? */
static bool is_best(const discovery *of, size_t model, size_t block)
{
    size_t n = of->drawn.n_blocks;
    for (size_t m = 0; m < of->drawn.n_models; m++) {
        if (of->means[m * n + block] > of->means[model * n + block]) {
            return false;
        }
    }
    return true;
}

static rk_status look(discovery *of, size_t model, bool leader)
{
    size_t n = of->drawn.n_blocks, n_cases = 0;
    for (size_t b = 0; b < n; b++) {
        of->is_case[b] = is_best(of, model, b);
        n_cases += of->is_case[b];
    }
    if (leader && 2 * n_cases > n) {
        of->loses = true;
        n_cases = n - n_cases;
        for (size_t b = 0; b < n; b++) {
            of->is_case[b] = !of->is_case[b];
        }
    }
    const rk_prim_data data = {n, of->drawn.n_varied, of->drawn.n_folds, of->x, of->is_case, of->drawn.fold};
    if (n_cases < CASES_AT_LEAST || n - n_cases < CASES_AT_LEAST) {
        of->boxes[model] = (rk_prim_box){.n = n, .n_cases = n_cases};
        return RK_OK;
    }
    return rk_prim(&data, &of->boxes[model]);
}

static void close_discovery(discovery *of)
{
    rk_drawn_close(&of->drawn);
    free(of->means);
    free(of->x);
    free(of->is_case);
    free(of->boxes);
}

static rk_status open_discovery(const rk_regret_work *work, discovery *of)
{
    rk_status status = rk_drawn_open(work->reading, &of->drawn);
    if (status != RK_OK) {
        return status;
    }
    size_t n = of->drawn.n_blocks, n_models = of->drawn.n_models;
    of->means = malloc(n_models * n * sizeof *of->means);
    of->x = malloc(of->drawn.n_varied * sizeof *of->x);
    of->is_case = malloc(n * sizeof *of->is_case);
    of->boxes = calloc(n_models, sizeof *of->boxes);
    if (of->means == NULL || of->x == NULL || of->is_case == NULL || of->boxes == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t m = 0; m < n_models; m++) {
        rk_drawn_means(&of->drawn, work->gain[m], &of->means[m * n]);
    }
    for (size_t i = 0; i < of->drawn.n_varied; i++) {
        of->x[i] = &of->drawn.value[of->drawn.varied[i] * n];
    }
    return RK_OK;
}

/* ---- Tables ---- */

static const rk_words_pair *case_of(const discovery *of, bool leader)
{
    static const rk_words_pair loses = {"最良でない", "is not the best"}, wins = {"最良になる", "is the best"};
    return leader && of->loses ? &loses : &wins;
}

static void add_boxes(const rk_regret_work *work, const discovery *of)
{
    static const rk_answer_column columns[] = {
        {.id = "model", .title = {"モデル", "model"}},
        {.id = "case", .title = {"起きること", "what happens"}},
        {.id = "base", .title = {"全体での割合", "overall"}, .kind = RK_COLUMN_SHARE},
        {.id = "mass", .title = {"領域の大きさ", "size of the region"}, .kind = RK_COLUMN_SHARE},
        {.id = "density",
         .title = {"領域内の割合（密度）", "within it (density)"},
         .kind = RK_COLUMN_SHARE,
         .low = 5,
         .high = 6},
        {.id = "density_low", .title = {"95%下限", "from"}, .kind = RK_COLUMN_SHARE},
        {.id = "density_high", .title = {"95%上限", "to"}, .kind = RK_COLUMN_SHARE},
        {.id = "coverage",
         .title = {"領域が捉える割合（被覆）", "share of all cases (coverage)"},
         .kind = RK_COLUMN_SHARE},
        {.id = "density_tested", .title = {"別半分での密度", "density, other half"}, .kind = RK_COLUMN_SHARE},
        {.id = "coverage_tested", .title = {"別半分での被覆", "coverage, other half"}, .kind = RK_COLUMN_SHARE},
    };
    bool begun = false;
    for (size_t m = 0; m < of->drawn.n_models; m++) {
        const rk_prim_box *box = &of->boxes[m];
        double low, high, share = box->density, n = (double)box->n_inside;
        if (box->n_limits == 0) {
            continue;
        }
        if (!begun) {
            rk_answer_begin(work->answer, "regions",
                            (rk_words_pair){"勝敗を分ける前提の領域", "Regions of assumptions that decide"}, columns,
                            sizeof columns / sizeof columns[0]);
            begun = true;
        }
        rk_share_interval(work->reading, (rk_figure_by_blocks){share, sqrt(share * (1.0 - share) / n)}, &low, &high);
        const rk_words_pair *what = case_of(of, m == work->leader);
        rk_answer_text(work->answer, work->reading->model_title[m], work->reading->model_title_en[m]);
        rk_answer_text(work->answer, what->ja, what->en);
        const double cells[] = {(double)box->n_cases / (double)box->n,
                                (double)box->n_inside / (double)box->n,
                                share,
                                low,
                                high,
                                box->coverage,
                                box->density_tested,
                                box->coverage_tested};
        for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
            rk_answer_number(work->answer, cells[i]);
        }
    }
}

static void add_limits(const rk_regret_work *work, const discovery *of)
{
    static const rk_answer_column columns[] = {
        {.id = "model", .title = {"モデル", "model"}},
        {.id = "case", .title = {"起きること", "what happens"}},
        {.id = "parameter", .title = {"前提", "assumption"}},
        {.id = "side", .title = {"条件", "where it is"}},
        {.id = "limit", .title = {"境界", "limit"}, .kind = RK_COLUMN_NUMBER},
        {.id = "unit", .title = {"単位", "unit"}},
        {.id = "chance", .title = {"偶然の確率", "by chance"}, .kind = RK_COLUMN_SHARE},
        {.id = "again", .title = {"半分の標本で再現", "found again in halves"}, .kind = RK_COLUMN_SHARE},
        RK_KEY_COLUMN,
    };
    bool begun = false;
    for (size_t m = 0; m < of->drawn.n_models; m++) {
        for (size_t i = 0; i < of->boxes[m].n_limits; i++) {
            const rk_prim_limit *limit = &of->boxes[m].limits[i];
            size_t parameter = of->drawn.varied[limit->variable];
            const char *name = rk_parameter_name(work->reading, parameter);
            rk_parameter_shown how = rk_parameter_how(work->reading, parameter);
            const rk_words_pair *what = case_of(of, m == work->leader);
            if (!begun) {
                rk_answer_begin(work->answer, "limits", (rk_words_pair){"領域の条件", "Limits of the regions"}, columns,
                                sizeof columns / sizeof columns[0]);
                begun = true;
            }
            rk_answer_text(work->answer, work->reading->model_title[m], work->reading->model_title_en[m]);
            rk_answer_text(work->answer, what->ja, what->en);
            rk_words_pair words = rk_assumption_words(work->answer, name, false);
            rk_answer_text(work->answer, words.ja, words.en);
            rk_answer_text(work->answer, limit->above ? "上回る" : "下回る", limit->above ? "above" : "below");
            rk_answer_number(work->answer, rk_parameter_value(&how, limit->limit));
            rk_answer_text(work->answer, how.unit, how.unit);
            rk_answer_number(work->answer, limit->chance);
            rk_answer_number(work->answer, limit->again);
            rk_answer_text(work->answer, name, name);
        }
    }
    if (begun) {
        rk_answer_note(
            work->answer,
            (rk_words_pair){
                "偶然の確率＝条件を外したときと同じ割合なら領域にこれだけ入る確率（二項検定）。再現＝31通りの半標本で"
                "同じ前提・同じ向きの条件が見つかった割合。",
                "By chance: binomial probability of as many cases, were the limit left open. Found "
                "again: share of 31 half samples with a limit of that assumption on that side."});
    }
}

/* ---- In words ---- */

/* "quits.skill_multiplier exceeds 1.9 and hiring.round is below 62 %" */
static rk_words_pair conditions(const rk_regret_work *work, const discovery *of, const rk_prim_box *box)
{
    rk_words_pair all = {"", ""};
    for (size_t i = 0; i < box->n_limits; i++) {
        const rk_prim_limit *limit = &box->limits[i];
        size_t parameter = of->drawn.varied[limit->variable];
        rk_words_pair name = rk_assumption_words(work->answer, rk_parameter_name(work->reading, parameter), true);
        rk_parameter_shown how = rk_parameter_how(work->reading, parameter);
        double at = rk_parameter_value(&how, limit->limit);
        const char *value =
            rk_answer_printf(work->answer, "%s%s%s", rk_answer_digits(work->answer, at, at / 50.0, false),
                             how.unit[0] == '\0' ? "" : " ", how.unit);
        all.ja = rk_answer_printf(work->answer, "%s%s%sが%sを%s", all.ja, i > 0 ? "、かつ" : "", name.ja, value,
                                  limit->above ? "上回る" : "下回る");
        all.en = rk_answer_printf(work->answer, "%s%s%s %s %s", all.en, i > 0 ? " and " : "", name.en,
                                  limit->above ? "exceeds" : "is below", value);
    }
    return all;
}

/* Is what happens so much likelier in the region that it is worth a sentence? */
static bool is_telling(const rk_prim_box *box)
{
    double overall = (double)box->n_cases / (double)box->n;
    return box->n_limits > 0 && (box->density > overall + 0.1 || box->density > 1.5 * overall);
}

static void say_leader(const rk_regret_work *work, const discovery *of)
{
    const rk_prim_box *box = &of->boxes[work->leader];
    const char *ja = work->reading->model_title[work->leader], *en = work->reading->model_title_en[work->leader];
    double share = (double)box->n_cases / (double)box->n, lost = 100.0 * (of->loses ? share : 1.0 - share);
    if (is_telling(box) && !of->loses) {
        return; /* told with the others */
    }
    if (!is_telling(box)) {
        rk_answer_say(work->answer, "平均で最良の「%1$s」は前提の%3$.1f%%で最良でない。少数の前提では分けられない。",
                      "%2$s, best on average, is not the best under %3$.1f %% of the assumptions; no "
                      "small set of them tells when.",
                      ja, en, lost);
        return;
    }
    rk_words_pair when = conditions(work, of, box);
    rk_answer_say(
        work->answer,
        "「%1$s」が最良。ただし%3$sときは別：そこでは前提の%5$.0f%%（別の半標本で%6$.0f%%）で最良でなく、"
        "最良でない場合の%7$.0f%%がそこにある（全体では%8$.1f%%）。",
        "%2$s is best unless %4$s: there it is not the best under %5$.0f %% of the assumptions (%6$.0f %% in the "
        "half not looked at), and %7$.0f %% of such cases lie there (%8$.1f %% overall).",
        ja, en, when.ja, when.en, 100.0 * box->density, 100.0 * box->density_tested, 100.0 * box->coverage, lost);
}

static void say_others(const rk_regret_work *work, const discovery *of)
{
    for (size_t m = 0; m < of->drawn.n_models; m++) {
        const rk_prim_box *box = &of->boxes[m];
        bool mirrored = of->drawn.n_models == 2 && m != work->leader; /* the leader's region says it */
        if ((m == work->leader && of->loses) || mirrored || !is_telling(box)) {
            continue;
        }
        rk_words_pair when = conditions(work, of, box);
        rk_answer_say(
            work->answer, "「%1$s」が最良になりやすいのは%3$sとき：そこでは前提の%5$.0f%%（全体では%6$.1f%%）。",
            "%2$s is likeliest to be the best where %4$s: under %5$.0f %% of the assumptions there (%6$.1f %% "
            "overall).",
            work->reading->model_title[m], work->reading->model_title_en[m], when.ja, when.en, 100.0 * box->density,
            100.0 * (double)box->n_cases / (double)box->n);
    }
}

rk_status rk_regret_discover(const rk_regret_work *work)
{
    discovery of = {.means = NULL};
    rk_status status = open_discovery(work, &of);
    if (status == RK_ERR_OPTIONS) { /* regret itself is told all the same */
        rk_answer_say(work->answer, "試行が少なすぎるか前提が一つに定まっているため、勝敗を分ける前提は探せない。",
                      "Too few replications, or nothing uncertain: what decides between models cannot be looked for.");
        close_discovery(&of);
        return RK_OK;
    }
    for (size_t m = 0; status == RK_OK && m < of.drawn.n_models; m++) {
        status = look(&of, m, m == work->leader);
    }
    if (status == RK_OK) {
        say_leader(work, &of);
        say_others(work, &of);
        add_boxes(work, &of);
        add_limits(work, &of);
    }
    close_discovery(&of);
    return status;
}
