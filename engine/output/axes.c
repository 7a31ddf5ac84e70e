#include "output/axes.h"

#include "base/record.h"
#include "input/atlas.h"

#include <stdio.h>
#include <stdlib.h>

/* Room for one column of labels at a time. */
typedef union {
    const char **text;
    int32_t *whole;
    double *number;
    void *any;
} column;

static void write_models(rk_h5 *h5, const rk_scenario *scenario, rk_axes *axes, column labels)
{
    static const rk_about key = {"model", "1", "key of the cooperation model", "モデルのキー", 0};
    static const rk_about title = {"model_title", "1", "title of the model", "モデル名", 0};
    static const rk_about title_en = {"model_title_en", "1", "title of the model in English", "モデル名（英語）", 0};
    const rk_axis *const along[] = {&axes->model};
    for (size_t i = 0; i < scenario->n_models; i++) {
        labels.text[i] = scenario->models[i].key;
    }
    axes->model = rk_h5_axis(h5, h5->file, &key, RK_H5_TEXT, scenario->n_models, labels.any);
    for (size_t i = 0; i < scenario->n_models; i++) {
        labels.text[i] = rk_scenario_model_title(scenario, i);
    }
    rk_h5_table(h5, h5->file, &title, RK_H5_TEXT, 1, along, labels.any);
    for (size_t i = 0; i < scenario->n_models; i++) {
        const rk_model *model = &scenario->models[i];
        labels.text[i] = model->title_en != NULL ? model->title_en : rk_scenario_model_title(scenario, i);
    }
    rk_h5_table(h5, h5->file, &title_en, RK_H5_TEXT, 1, along, labels.any);
}

static void write_municipality_names(rk_h5 *h5, const rk_scenario *scenario, rk_axes *axes, column labels)
{
    static const rk_about code = {"municipality", "1", "municipality code, 5 digits without check digit",
                                  "市区町村コード（検査数字を除く5桁）", 0};
    static const rk_about name = {"municipality_name", "1", "name of the municipality", "市区町村名", 0};
    static const rk_about romaji = {"municipality_name_en", "1", "name of the municipality in Latin letters",
                                    "市区町村名（ローマ字）", 0};
    static const rk_about prefecture = {"municipality_prefecture", "1", "code of the municipality's prefecture",
                                        "都道府県コード", 0};
    const rk_axis *const along[] = {&axes->municipality};
    const rk_municipality *places = scenario->municipalities;
    size_t n = scenario->n_municipalities;
    for (size_t i = 0; i < n; i++) {
        labels.whole[i] = places[i].code;
    }
    axes->municipality = rk_h5_axis(h5, h5->file, &code, RK_H5_INT32, n, labels.any);
    for (size_t i = 0; i < n; i++) {
        labels.text[i] = places[i].name;
    }
    rk_h5_table(h5, h5->file, &name, RK_H5_TEXT, 1, along, labels.any);
    for (size_t i = 0; i < n; i++) {
        labels.text[i] = places[i].romaji != NULL ? places[i].romaji : "";
    }
    rk_h5_table(h5, h5->file, &romaji, RK_H5_TEXT, 1, along, labels.any);
    for (size_t i = 0; i < n; i++) {
        labels.whole[i] = scenario->prefectures[places[i].prefecture].code;
    }
    rk_h5_table(h5, h5->file, &prefecture, RK_H5_INT32, 1, along, labels.any);
}

static void write_municipality_facts(rk_h5 *h5, const rk_scenario *scenario, rk_axes *axes, column labels)
{
    static const rk_about population = {"population", "persons", "population, census 2020", "人口（2020年国勢調査）",
                                        0};
    static const rk_about latitude = {"latitude", "degrees_north", "latitude of the office", "庁舎の緯度", 0};
    static const rk_about longitude = {"longitude", "degrees_east", "longitude of the office", "庁舎の経度", 0};
    static const rk_about kind = {"kind", "1", "kind: designated_city, core_city, city, special_ward, town, village",
                                  "市区町村の区分", 0};
    static const rk_about aged = {"aged_share", "1", "share of residents aged 65 and over", "65歳以上人口の割合", 0};
    static const rk_about fiscal = {"fiscal_index", "1", "fiscal capability index, FY2022", "財政力指数（2022年度）",
                                    0};
    const rk_axis *const along[] = {&axes->municipality};
    const rk_municipality *places = scenario->municipalities;
    size_t n = scenario->n_municipalities;
    for (size_t i = 0; i < n; i++) {
        labels.number[i] = places[i].population;
    }
    rk_h5_table(h5, h5->file, &population, RK_H5_DOUBLE, 1, along, labels.any);
    for (size_t i = 0; i < n; i++) {
        labels.number[i] = places[i].latitude;
    }
    rk_h5_table(h5, h5->file, &latitude, RK_H5_DOUBLE, 1, along, labels.any);
    for (size_t i = 0; i < n; i++) {
        labels.number[i] = places[i].longitude;
    }
    rk_h5_table(h5, h5->file, &longitude, RK_H5_DOUBLE, 1, along, labels.any);
    for (size_t i = 0; i < n; i++) {
        labels.text[i] = rk_atlas_kind(places[i].kind);
    }
    rk_h5_table(h5, h5->file, &kind, RK_H5_TEXT, 1, along, labels.any);
    for (size_t i = 0; i < n; i++) {
        labels.number[i] = places[i].aged_share;
    }
    rk_h5_table(h5, h5->file, &aged, RK_H5_DOUBLE, 1, along, labels.any);
    for (size_t i = 0; i < n; i++) {
        labels.number[i] = places[i].fiscal_index;
    }
    rk_h5_table(h5, h5->file, &fiscal, RK_H5_DOUBLE, 1, along, labels.any);
}

/* Codes with blanks between. A table of pairs would have no rows for islands alone. */
static void write_neighbours(rk_h5 *h5, const rk_scenario *scenario, const rk_axes *axes, column labels)
{
    static const rk_about about = {"neighbours", "1", "codes of the municipalities of the file that touch it on land",
                                   "陸で接する市区町村のコード（このファイルにあるもの）", 0};
    enum { CODE_SIZE = sizeof "38201" };
    const rk_axis *const along[] = {&axes->municipality};
    size_t n = scenario->n_municipalities, size = n;
    for (size_t i = 0; i < n; i++) {
        size += CODE_SIZE * scenario->municipalities[i].n_neighbours;
    }
    char *texts = calloc(size, 1), *end = texts;
    if (texts == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const rk_municipality *place = &scenario->municipalities[i];
        labels.text[i] = end;
        for (size_t k = 0; k < place->n_neighbours; k++) {
            int code = scenario->municipalities[place->neighbours[k]].code;
            end += snprintf(end, CODE_SIZE + 1, "%s%05d", k > 0 ? " " : "", code % 100000);
        }
        end++;
    }
    rk_h5_table(h5, h5->file, &about, RK_H5_TEXT, 1, along, labels.any);
    free(texts);
}

static void write_prefectures(rk_h5 *h5, const rk_scenario *scenario, rk_axes *axes, column labels)
{
    static const rk_about code = {"prefecture", "1", "prefecture code, JIS X 0401", "都道府県コード", 0};
    static const rk_about name = {"prefecture_name", "1", "name of the prefecture", "都道府県名", 0};
    static const rk_about romaji = {"prefecture_name_en", "1", "name of the prefecture in Latin letters",
                                    "都道府県名（ローマ字）", 0};
    const rk_axis *const along[] = {&axes->prefecture};
    size_t n = scenario->n_prefectures;
    for (size_t i = 0; i < n; i++) {
        labels.whole[i] = scenario->prefectures[i].code;
    }
    axes->prefecture = rk_h5_axis(h5, h5->file, &code, RK_H5_INT32, n, labels.any);
    for (size_t i = 0; i < n; i++) {
        labels.text[i] = scenario->prefectures[i].name;
    }
    rk_h5_table(h5, h5->file, &name, RK_H5_TEXT, 1, along, labels.any);
    for (size_t i = 0; i < n; i++) {
        labels.text[i] = scenario->prefectures[i].romaji != NULL ? scenario->prefectures[i].romaji : "";
    }
    rk_h5_table(h5, h5->file, &romaji, RK_H5_TEXT, 1, along, labels.any);
}

static void write_time(rk_h5 *h5, const rk_scenario *scenario, rk_axes *axes, column labels)
{
    static const rk_about year = {"fiscal_year", "year", "fiscal year, April to March", "年度", 0};
    static const rk_about month = {"month", "months", "months since April of the first fiscal year",
                                   "最初の年度の4月からの月数", 0};
    for (int i = 0; i < scenario->n_years; i++) {
        labels.whole[i] = scenario->start_year + i;
    }
    axes->fiscal_year = rk_h5_axis(h5, h5->file, &year, RK_H5_INT32, (size_t)scenario->n_years, labels.any);
    for (int i = 0; i < RK_MONTHS * scenario->n_years; i++) {
        labels.whole[i] = i;
    }
    axes->month = rk_h5_axis(h5, h5->file, &month, RK_H5_INT32, (size_t)(RK_MONTHS * scenario->n_years), labels.any);
}

/* Base units (input/key.h), in the order of rk_unit. */
static const char *base_unit(rk_unit unit)
{
    static const char *const units[] = {
        [RK_UNIT_NUMBER] = "1",
        [RK_UNIT_SHARE] = "1",
        [RK_UNIT_CHANCE] = "1/month",
        [RK_UNIT_GROWTH] = "1/year",
        [RK_UNIT_RATE] = "1/month",
        [RK_UNIT_MONTHS] = "months",
        [RK_UNIT_YEARS] = "years",
        [RK_UNIT_DAYS] = "days",
        [RK_UNIT_DAYS_MONTH] = "days/month",
        [RK_UNIT_PERSONS] = "persons",
        [RK_UNIT_FTE] = "FTE",
        [RK_UNIT_PERSON_MONTHS] = "person-months",
        [RK_UNIT_YEN] = "yen",
        [RK_UNIT_YEN_YEAR] = "yen/year",
        [RK_UNIT_YEN_DAY] = "yen/day",
        [RK_UNIT_YEN_RESIDENT] = "yen/resident/year",
    };
    return units[unit];
}

static void write_parameters(rk_h5 *h5, const rk_scenario *scenario, rk_axes *axes, column labels)
{
    static const rk_about name = {"parameter", "1", "name of the assumption, as in the scenario file",
                                  "前提の名前（シナリオファイルのキー）", 0};
    static const rk_about unit = {"parameter_unit", "1", "unit of the assumption's values in /assumptions",
                                  "前提の単位", 0};
    const rk_axis *const along[] = {&axes->parameter};
    for (size_t i = 0; i < scenario->n_numbers; i++) {
        labels.text[i] = scenario->number_names[i];
    }
    axes->parameter = rk_h5_axis(h5, h5->file, &name, RK_H5_TEXT, scenario->n_numbers, labels.any);
    for (size_t i = 0; i < scenario->n_numbers; i++) {
        labels.text[i] = base_unit(scenario->numbers[i]->key->unit);
    }
    rk_h5_table(h5, h5->file, &unit, RK_H5_TEXT, 1, along, labels.any);
}

static size_t longest_axis(const rk_scenario *scenario)
{
    const size_t lengths[] = {scenario->n_models, scenario->n_municipalities, scenario->n_prefectures,
                              (size_t)scenario->n_years * RK_MONTHS, scenario->n_numbers};
    size_t longest = 0;
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        longest = lengths[i] > longest ? lengths[i] : longest;
    }
    return longest;
}

void rk_axes_write(rk_h5 *h5, const rk_scenario *scenario, rk_axes *axes)
{
    column labels = {.any = malloc(longest_axis(scenario) * sizeof(double))};
    if (labels.any == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
    write_models(h5, scenario, axes, labels);
    write_municipality_names(h5, scenario, axes, labels);
    write_municipality_facts(h5, scenario, axes, labels);
    write_neighbours(h5, scenario, axes, labels);
    write_prefectures(h5, scenario, axes, labels);
    write_time(h5, scenario, axes, labels);
    write_parameters(h5, scenario, axes, labels);
    free(labels.any);
}

void rk_axes_close(rk_h5 *h5, const rk_axes *axes)
{
    rk_h5_axis_close(h5, &axes->model);
    rk_h5_axis_close(h5, &axes->municipality);
    rk_h5_axis_close(h5, &axes->prefecture);
    rk_h5_axis_close(h5, &axes->fiscal_year);
    rk_h5_axis_close(h5, &axes->month);
    rk_h5_axis_close(h5, &axes->parameter);
}
