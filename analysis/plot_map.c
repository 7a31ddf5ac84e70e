/* Municipalities in classes of colour, with name and number; hatched where the 80 % interval of single futures is wide.
 * Of files of many prefectures each prefecture is one tile.
 */
#include "analysis/plot_map.h"

#include <renkei/text.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Wider than so many times the mean and than the lowest class: uncertain. */
static const double wide_times = 2.0;

/* Means of the places drawn under a model: [n], the file's own or those of prefectures. */
static rk_status means_of(const rk_map_drawing *with, size_t model, double *into)
{
    const rk_reading *reading = with->on->reading;
    double *mean = NULL;
    rk_status status = rk_plot_places(with->on, model, "mean", false, &mean);
    if (status == RK_OK && mean == NULL) {
        rk_reading_fail(reading->path, "it has no figures of \"%s\" by municipality",
                        rk_metrics[with->on->metric].name);
        status = RK_ERR_RESULTS_READ;
    }
    for (size_t p = 0; status == RK_OK && p < with->n; p++) {
        double sum = 0.0, n = 0.0;
        for (size_t i = 0; i < reading->n_municipalities; i++) {
            bool within = with->by_prefecture ? reading->municipality_prefecture[i] == reading->prefecture[p] : i == p;
            sum += within ? mean[i] : 0.0;
            n += within;
        }
        into[p] = n > 0.0 ? sum / n : 0.0;
    }
    free(mean);
    return status;
}

/* The same classes for every model: by the means of all of them. */
static rk_status make_classes(rk_map_drawing *with)
{
    const rk_reading *reading = with->on->reading;
    double *all = calloc(with->n * reading->n_models, sizeof *all), largest = 0.0;
    rk_status status = all != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        status = means_of(with, m, all + m * with->n);
    }
    for (size_t i = 0; status == RK_OK && i < with->n; i++) {
        with->places[i].value = all[with->on->model * with->n + i];
    }
    for (size_t i = 0; status == RK_OK && i < with->n * reading->n_models; i++) {
        largest = fmax(largest, all[i]);
    }
    if (status == RK_OK) {
        rk_outcome place = rk_outcome_of(with->on->metric, 1, reading->n_years);
        with->classes = rk_classes_of(all, with->n * reading->n_models);
        with->unit = rk_plot_unit_of(with->on, &place, largest);
        with->unit.decimals = rk_classes_decimals(&with->classes, with->unit.factor, with->unit.decimals);
    }
    free(all);
    return status;
}

static const char *short_name(const rk_plotting *on, const char *name, char out[64])
{
    const char *space = strrchr(name, ' ');
    if (!on->english || space == NULL || strlen(name) >= 64) {
        return name;
    }
    snprintf(out, 64, "%.*s", (int)(space - name), name); /* "Katsurao Mura" on a tile is Katsurao */
    return out;
}

static void name_place(const rk_plotting *on, rk_map_place *place, const char *name)
{
    place->name = name;
    place->label = short_name(on, name, place->kept);
}

/* Names, tiles and spread of municipalities. */
static rk_status take_municipalities(rk_map_drawing *with)
{
    const rk_plotting *on = with->on;
    double *low = NULL, *high = NULL;
    rk_status status = rk_plot_places(on, on->model, "p10", false, &low);
    if (status == RK_OK) {
        status = rk_plot_places(on, on->model, "p90", false, &high);
    }
    for (size_t i = 0; status == RK_OK && i < with->n; i++) {
        rk_map_place *place = &with->places[i];
        name_place(on, place, rk_plot_place_name(on, i));
        place->tile = with->map.tiles[i];
        place->uncertain =
            low != NULL && high != NULL && high[i] - low[i] > fmax(wide_times * place->value, with->classes.breaks[0]);
        with->hatched = with->hatched || place->uncertain;
    }
    free(low);
    free(high);
    return status;
}

static void take_prefectures(rk_map_drawing *with)
{
    const rk_reading *reading = with->on->reading;
    for (size_t p = 0; p < with->n; p++) {
        rk_map_place *place = &with->places[p];
        place->name = place->label = with->on->english ? reading->prefecture_name_en[p] : reading->prefecture_name[p];
        place->tile = with->map.prefecture_tiles[p];
    }
}

static void put_legend(const rk_map_drawing *with)
{
    rk_figure_legend(with->figure, &with->classes, 72.0, with->unit.factor, with->unit.unit);
    if (with->hatched) {
        rk_figure_text(with->figure, RK_FIGURE_MARGIN, 90.0, (rk_lettering){"start", RK_QUIET, 10.5, 0.0, false, NULL},
                       with->on->english ? "Hatched: the 80 % interval of single futures is wider than twice the mean."
                                         : "斜線：個々の将来の80%区間の幅が平均の2倍を超える（ばらつきが大きい）。");
    }
}

static void put_head(rk_map_drawing *with, double height)
{
    const rk_plotting *on = with->on;
    char title[256], subtitle[1024], time[64];
    bool run = on->year_index == (int)on->reading->n_years;
    int year = run ? 0 : on->reading->fiscal_year[on->year_index];
    snprintf(time, sizeof time, run ? (on->english ? "whole run" : "期間全体") : on->english ? "FY%d" : "%d年度", year);
    if (with->by_prefecture) {
        snprintf(title, sizeof title, on->english ? "By prefecture: %s" : "都道府県別の%s",
                 on->english ? on->run.title.en : on->run.title.ja);
    } else {
        snprintf(title, sizeof title, on->english ? "By municipality: %s" : "市町村別の%s",
                 on->english ? on->run.title.en : on->run.title.ja);
    }
    snprintf(subtitle, sizeof subtitle, on->english ? "%s; %s, mean%s; %s" : "%s、%sの平均%s（%s）",
             rk_plot_model_title(on, on->model), time,
             !with->by_prefecture ? ""
             : on->english        ? " of a municipality"
                                  : "、1市町村あたり",
             with->unit.unit);
    rk_figure_begin(with->figure, on->reading, on->english, height, title, subtitle);
}

static rk_status draw(rk_map_drawing *with, char **svg)
{
    const rk_plotting *on = with->on;
    rk_figure figure;
    bool shapes = with->map.n_rings > 0 && !with->by_prefecture && !on->tiles;
    char note[512];
    with->figure = &figure;
    double height = shapes ? rk_map_place_shapes(with) : rk_map_place_tiles(with);
    put_head(with, height + RK_FIGURE_FOOT);
    put_legend(with);
    if (shapes) {
        rk_map_put_shapes(with);
        snprintf(note, sizeof note, "%s", on->english ? with->map.credit_en : with->map.credit_ja);
    } else {
        rk_map_put_tiles(with);
        snprintf(note, sizeof note, "%s",
                 on->english ? "Tiles stand where places are to each other, not in their true shape and size."
                             : "マスは位置関係を表すもので、実際の形・面積ではない。");
    }
    return rk_figure_end(&figure, note, svg);
}

rk_status rk_plot_map(const rk_plotting *on, char **svg)
{
    rk_map_drawing with = {.on = on};
    rk_status status = rk_map_of(on->reading, &with.map);
    with.by_prefecture = with.map.by_prefecture;
    with.n = with.by_prefecture ? on->reading->n_prefectures : on->reading->n_municipalities;
    with.places = calloc(with.n, sizeof *with.places);
    if (status == RK_OK) {
        status = with.places != NULL ? make_classes(&with) : RK_ERR_MEMORY;
    }
    if (status == RK_OK && with.by_prefecture) {
        take_prefectures(&with);
    } else if (status == RK_OK) {
        status = take_municipalities(&with);
    }
    if (status == RK_OK) {
        status = draw(&with, svg);
    }
    free(with.places);
    rk_map_free(&with.map);
    return status;
}
