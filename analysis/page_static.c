/* The report without script: findings, figures, tables, and where the figures come from, in one language. */
#include "analysis/page_html.h"
#include "analysis/page_tables.h"
#include "analysis/reading.h"

#include <renkei/analysis.h>
#include <renkei/plot.h>
#include <renkei/text.h>

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const rk_reading *reading;
    const rk_page_options *options;
    rk_answer **budget; /* kept for the page's data */
    rk_markup *text;
    size_t best; /* model */
} work;

static const char *of(const work *on, const char *ja, const char *en)
{
    return on->options->english ? en : ja;
}

static void put_heading(const work *on, int level, const char *words)
{
    rk_markup_put(on->text, "<h%d>", level);
    rk_markup_escaped(on->text, words);
    rk_markup_put(on->text, "</h%d>\n", level);
}

static void put_head(const work *on)
{
    const rk_reading *reading = on->reading;
    char *title = rk_page_title(reading, on->options), count[RK_TEXT_SIZE], *seed = rk_read_provenance(reading, "seed");
    char *version = rk_read_provenance(reading, "version");
    put_heading(on, 1, title);
    on->text->failed = on->text->failed || title == NULL;
    rk_text_number(count, (double)reading->n_replications, 0, false);
    rk_markup_put(on->text, "<p>");
    for (size_t p = 0; p < reading->n_prefectures && reading->n_prefectures <= 3; p++) {
        rk_markup_escaped(on->text,
                          on->options->english ? reading->prefecture_name_en[p] : reading->prefecture_name[p]);
        rk_markup_put(on->text, "%s", of(on, "、", ", "));
    }
    rk_markup_put(on->text,
                  of(on, "%zu市町村、%d～%d年度、%zuモデル、試行 %s 回、乱数シード %s、renkei %s",
                     "%zu municipalities, FY%d to FY%d, %zu models, %s replications, seed %s, renkei %s"),
                  reading->n_municipalities, reading->fiscal_year[0], reading->fiscal_year[reading->n_years - 1],
                  reading->n_models, count, seed != NULL ? seed : "?", version != NULL ? version : "?");
    if (reading->partial) {
        rk_markup_put(on->text, "%s", of(on, "。途中で中断された結果", ". The run was interrupted"));
    }
    rk_markup_put(on->text, "</p>\n");
    free(title);
    free(seed);
    free(version);
}

/* ---- Answers ---- */

static rk_status ask(const work *on, const char *command, rk_answer **answer)
{
    const rk_reading *reading = on->reading;
    if (strcmp(command, "budget") == 0) {
        rk_status status = rk_page_budget(reading, on->budget);
        *answer = *on->budget;
        return status;
    }
    return strcmp(command, "compare") == 0   ? rk_compare(reading, &(rk_compare_options){0}, answer)
           : strcmp(command, "winners") == 0 ? rk_winners(reading, &(rk_winners_options){0}, answer)
           : strcmp(command, "risk") == 0    ? rk_risk(reading, &(rk_risk_options){.top = 10}, answer)
           : strcmp(command, "frontier") == 0
               ? rk_frontier(reading, &(rk_frontier_options){.price = (double)NAN}, answer)
               : rk_rules_paid(reading, answer);
}

static void put_tables(const work *on, const rk_answer *answer, size_t most)
{
    for (size_t i = 0; i < rk_answer_n_tables(answer) && i < most; i++) {
        rk_answer_table table = rk_answer_table_at(answer, i);
        if (!table.hidden) {
            rk_page_put_table(on->text, &table, on->options->english);
        }
    }
}

/* full: also what takes much room, such as the shapes of a map. */
static rk_status put_plot(const work *on, rk_plot_kind kind, bool of_best, bool full)
{
    char *svg = NULL;
    bool own = of_best && on->best != on->reading->baseline;
    const rk_plot_options options = {.kind = kind,
                                     .model = own ? on->reading->model_key[on->best] : NULL,
                                     .tiles = !full,
                                     .english = on->options->english};
    rk_status status = rk_plot(on->reading, &options, &svg);
    if (status == RK_OK) {
        rk_markup_put(on->text, "<figure>");
        rk_markup_add(on->text, svg, strlen(svg));
        rk_markup_put(on->text, "</figure>\n");
    }
    free(svg);
    return status == RK_ERR_OPTIONS ? RK_OK : status;
}

/* ---- Sections ---- */

typedef struct {
    rk_words_pair title;
    const char *command; /* whose answer it shows, or NULL */
    struct {
        rk_plot_kind kind;
        bool of_best, always; /* of_best: of the best model; always: in the page with script, too */
    } plots[2];
    size_t n_plots;
} section;

static const section sections[] = {
    {{"どのモデルが良いか", "Which model is best"}, "compare", {{RK_PLOT_DIFFERENCE, false, true}}, 1},
    {{"どこで、いつ", "Where and when"}, "risk", {{RK_PLOT_MAP, true, true}, {RK_PLOT_FAN, true, true}}, 2},
    {{"だれが得をし、だれが損をするか", "Who gains, who loses"},
     "winners",
     {{RK_PLOT_DIFFERENCE, true, false}, {RK_PLOT_HEAT, true, false}},
     2},
    {{"だれが負担するか", "Who pays"}, "budget", {{RK_PLOT_BUDGET, false, true}, {RK_PLOT_BUDGET, true, false}}, 2},
    {{"費用に見合うか", "Is it worth its cost"}, "frontier", {{RK_PLOT_FRONTIER, false, false}}, 1},
    {{"財政措置", "Funding rules"}, "funding", {{RK_PLOT_FAN, false, false}}, 0},
};

/* Sentences, figures, tables. What cannot be answered, with one model or few replications, is left out. */
static rk_status put_section(const work *on, const section *one, bool full)
{
    rk_answer *answer = NULL;
    rk_status status = ask(on, one->command, &answer);
    if (status != RK_OK) {
        return status == RK_ERR_OPTIONS ? RK_OK : status;
    }
    rk_markup_put(on->text, "<section>\n");
    put_heading(on, 2, of(on, one->title.ja, one->title.en));
    rk_page_put_sentences(on->text, answer, on->options->english);
    for (size_t i = 0; status == RK_OK && i < one->n_plots; i++) {
        if (full || one->plots[i].always) {
            status = put_plot(on, one->plots[i].kind, one->plots[i].of_best, full);
        }
    }
    /* The first table of an answer is its summary; that of a budget is as long as others are whole. */
    put_tables(on, answer, full ? SIZE_MAX : strcmp(one->command, "budget") != 0);
    rk_markup_put(on->text, "</section>\n");
    if (answer != *on->budget) {
        rk_answer_free(answer);
    }
    return status;
}

rk_status rk_page_static_body(const rk_reading *reading, const rk_page_options *options, bool full, rk_answer **budget,
                              rk_markup *text)
{
    work on = {.reading = reading, .options = options, .budget = budget, .text = text};
    rk_status status = rk_plot_best_model(reading, &on.best);
    put_head(&on);
    for (size_t i = 0; status == RK_OK && i < sizeof sections / sizeof sections[0]; i++) {
        status = put_section(&on, &sections[i], full);
    }
    if (status == RK_OK) {
        status = rk_page_put_about(text, reading, options->english, full);
    }
    return status;
}

static const char style[] =
    "body{font-family:\"Noto Sans JP\",\"Noto Sans CJK JP\",\"Hiragino Sans\",\"Yu "
    "Gothic\",Meiryo,sans-serif;color:#1c2733;"
    "background:#f1f4f7;margin:0;line-height:1.6}\n"
    "main{max-width:64rem;margin:0 auto;padding:1.5rem 1rem}\n"
    "section{background:#fff;border:1px solid #dde3e8;border-radius:6px;padding:.5rem 1.25rem 1rem;margin:1rem 0}\n"
    "h1{font-size:1.6rem;margin:.5rem 0;border-left:6px solid #0b5fae;padding-left:.75rem;overflow-wrap:anywhere}\n"
    "h2{font-size:1.2rem;color:#0b4a86}h3{font-size:1rem;margin:1.2rem 0 .3rem}\n"
    "figure{margin:1rem 0;text-align:center;break-inside:avoid}\nsvg{max-width:100%;height:auto}\n"
    ".scroll{overflow-x:auto}\ntable{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}\n"
    "caption{text-align:left;font-weight:700;padding:.8rem 0 .3rem}\n"
    "th,td{border-bottom:1px solid #dde3e8;padding:.25rem .6rem;text-align:left;vertical-align:top}\n"
    "th{color:#55636f;font-weight:600}.number{text-align:right;white-space:nowrap}td{min-width:3.5em}td:first-child{"
    "min-width:6em}td:first-child.number{min-width:2em}td:nth-child(2):not(.number){min-width:11em}\n"
    ".note{font-size:.8rem;color:#55636f}\n"
    "@media print{body{background:#fff;font-size:9.5pt}main{max-width:none;padding:0}section{border:0;padding:0}"
    ".scroll{overflow:visible}table{font-size:7pt}.number{white-space:normal}th,td{padding:.15rem "
    ".3rem}tr{break-inside:avoid}@page{size:A4;margin:14mm}}\n";

rk_status rk_page_static(const rk_reading *reading, const rk_page_options *options, char **out)
{
    rk_markup page = {0};
    char *title = rk_page_title(reading, options);
    *out = NULL;
    rk_markup_put(&page,
                  "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                  "'unsafe-inline'\">\n<title>",
                  options->english ? "en" : "ja");
    rk_markup_escaped(&page, title);
    rk_markup_put(&page, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
    rk_answer *budget = NULL;
    rk_status status = rk_page_static_body(reading, options, true, &budget, &page);
    rk_answer_free(budget);
    rk_markup_put(&page, "</main>\n</body>\n</html>\n");
    free(title);
    if (status == RK_OK) {
        status = rk_markup_done(&page, out);
    }
    rk_markup_free(&page);
    return status;
}
