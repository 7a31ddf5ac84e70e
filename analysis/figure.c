#include "analysis/figure.h"

#include "analysis/reading.h"

#include <renkei/text.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FONTS                                                                                                          \
    "&quot;Noto Sans JP&quot;, &quot;Noto Sans CJK JP&quot;, &quot;Hiragino Sans&quot;, &quot;Yu Gothic&quot;, "       \
    "Meiryo, sans-serif"

const char *rk_figure_words(const rk_figure *figure, rk_words_pair words)
{
    return figure->english ? words.en : words.ja;
}

/* Letters are about so wide in their size; full-width ones are a whole. */
double rk_figure_width_of(const char *words, double size)
{
    enum { HUNDREDTHS_OF_A_COLUMN = 56 };
    return (double)rk_text_width(words) * size * HUNDREDTHS_OF_A_COLUMN / 100.0;
}

/* Bytes of words that fit into room. */
static size_t fitting(const char *words, double size, double room)
{
    size_t kept = 0, n = strlen(words);
    char *part = calloc(n + 1, 1);
    for (size_t at = 1; part != NULL && at <= n; at++) {
        if (((unsigned char)words[at] & 0xC0) == 0x80) {
            continue; /* within a character */
        }
        memcpy(part, words, at);
        part[at] = '\0';
        if (rk_figure_width_of(part, size) > room) {
            break;
        }
        kept = at;
    }
    free(part);
    return kept;
}

void rk_figure_text(rk_figure *figure, double x, double y, rk_lettering how, const char *words)
{
    rk_markup *svg = &figure->svg;
    bool cut = how.room > 0.0 && rk_figure_width_of(words, how.size) > how.room;
    rk_markup_put(svg, "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.3g\"", x, y, how.size);
    if (strcmp(how.colour, RK_INK) != 0) { /* that of the whole figure */
        rk_markup_put(svg, " fill=\"%s\"", how.colour);
    }
    if (how.anchor[0] == 'm' || how.anchor[0] == 'e') {
        rk_markup_put(svg, " text-anchor=\"%s\"", how.anchor);
    }
    if (how.halo != NULL) {
        rk_markup_put(svg, " stroke=\"%s\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                      how.halo);
    }
    rk_markup_put(svg, "%s>", how.bold ? " font-weight=\"700\"" : "");
    if (cut) {
        char *part = strndup(words, fitting(words, how.size, how.room - how.size)); /* and "…" */
        rk_markup_put(svg, "<title>");
        rk_markup_escaped(svg, words);
        rk_markup_put(svg, "</title>");
        rk_markup_escaped(svg, part);
        rk_markup_put(svg, "…");
        svg->failed = svg->failed || part == NULL;
        free(part);
    } else {
        rk_markup_escaped(svg, words);
    }
    rk_markup_put(svg, "</text>\n");
}

/* Where a line of at most n bytes is best broken: behind a space, before a bracket or a plus, in its second half. */
static size_t breaking(const char *words, size_t n)
{
    static const char *const before[] = {"（", "(", "＋", "+", "「"};
    for (size_t at = n; at > n / 2; at--) {
        if (words[at - 1] == ' ') {
            return at;
        }
        for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
            if (strncmp(words + at, before[i], strlen(before[i])) == 0) {
                return at;
            }
        }
    }
    return n;
}

void rk_figure_label(rk_figure *figure, double x, double y, rk_lettering how, const char *words)
{
    if (rk_figure_width_of(words, how.size) <= how.room) {
        rk_figure_text(figure, x, y + how.size / 3.0, how, words);
        return;
    }
    size_t n = breaking(words, fitting(words, how.size, how.room));
    char *first = strndup(words, n);
    rk_figure_text(figure, x, y - how.size * 0.25, how, first != NULL ? first : "");
    rk_figure_text(figure, x, y + how.size * 0.95, how, words + n);
    figure->svg.failed = figure->svg.failed || first == NULL;
    free(first);
}

void rk_figure_line(rk_figure *figure, double x1, double y1, double x2, double y2, const char *colour, double width,
                    const char *dashes)
{
    rk_markup_put(&figure->svg, "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\" stroke-width=\"%g\"", x1, y1, x2, y2,
                  colour, width);
    if (dashes != NULL) {
        rk_markup_put(&figure->svg, " stroke-dasharray=\"%s\"", dashes);
    }
    rk_markup_put(&figure->svg, "/>\n");
}

void rk_figure_box(rk_figure *figure, double x, double y, double width, double height, const char *fill)
{
    rk_markup_put(&figure->svg, "<path d=\"M%.1f %.1fh%.1fv%.1fh%.1fz\" fill=\"%s\"/>\n", x, y, width, height, -width,
                  fill);
}

void rk_figure_begin(rk_figure *figure, const rk_reading *reading, bool english, double height, const char *title,
                     const char *subtitle)
{
    enum { TITLE_SIZE = 17, SUBTITLE_SIZE = 12 };
    const char *language = english ? "en" : "ja";
    double room = RK_FIGURE_WIDTH - 2.0 * RK_FIGURE_MARGIN;
    *figure = (rk_figure){.reading = reading, .english = english, .width = RK_FIGURE_WIDTH, .height = height};
    rk_markup_put(&figure->svg,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" "
                  "lang=\"%s\" xml:lang=\"%s\" role=\"img\" fill=\"" RK_INK "\" font-family=\"" FONTS "\">\n<title>",
                  figure->width, height, figure->width, height, language, language);
    rk_markup_escaped(&figure->svg, title);
    rk_markup_put(&figure->svg, "</title>\n");
    rk_figure_box(figure, 0.0, 0.0, figure->width, height, "#ffffff");
    rk_figure_text(figure, RK_FIGURE_MARGIN, 28.0, (rk_lettering){"start", RK_INK, TITLE_SIZE, room, true, NULL},
                   title);
    figure->top = 42.0;
    if (subtitle[0] != '\0') {
        rk_figure_text(figure, RK_FIGURE_MARGIN, 47.0,
                       (rk_lettering){"start", RK_QUIET, SUBTITLE_SIZE, room, false, NULL}, subtitle);
        figure->top = 60.0;
    }
}

/* Scenario, replications, seed, version: what it takes to make the figure again. */
static void put_source(rk_figure *figure, double y)
{
    enum { SIZE = 10 };
    const rk_reading *reading = figure->reading;
    char count[RK_TEXT_SIZE], facts[256];
    char *seed = rk_read_provenance(reading, "seed"), *version = rk_read_provenance(reading, "version");
    const char *title = figure->english ? reading->title_en : reading->title;
    rk_text_number(count, (double)reading->n_replications, 0, false);
    snprintf(facts, sizeof facts,
             figure->english ? "%s replications%s, seed %s, renkei %s" : "試行 %s 回%s・シード %s・renkei %s", count,
             !reading->partial ? ""
             : figure->english ? " (interrupted)"
                               : "（途中で中断）",
             seed != NULL ? seed : "?", version != NULL ? version : "?");
    double room = figure->width - 2.0 * RK_FIGURE_MARGIN - rk_figure_width_of(facts, SIZE) - 2.0 * SIZE;
    rk_figure_text(figure, RK_FIGURE_MARGIN, y, (rk_lettering){"start", RK_QUIET, SIZE, room, false, NULL}, title);
    rk_figure_text(figure, figure->width - RK_FIGURE_MARGIN, y, (rk_lettering){"end", RK_QUIET, SIZE, 0.0, false, NULL},
                   facts);
    free(seed);
    free(version);
}

rk_status rk_figure_end(rk_figure *figure, const char *note, char **svg)
{
    enum { SIZE = 10 };
    double y = figure->height - 10.0, room = figure->width - 2.0 * RK_FIGURE_MARGIN;
    if (note[0] != '\0') {
        rk_figure_text(figure, RK_FIGURE_MARGIN, y - 14.0, (rk_lettering){"start", RK_QUIET, SIZE, room, false, NULL},
                       note);
    }
    put_source(figure, y);
    rk_markup_put(&figure->svg, "</svg>\n");
    return rk_markup_done(&figure->svg, svg);
}

void rk_figure_abandon(rk_figure *figure)
{
    rk_markup_free(&figure->svg);
}
