#include "cli/figures.h"

const rk_figure rk_figures[RK_N_FIGURES] = {
    {RK_METRIC_ZERO_COVER_MONTHS, "zero_cover_months", "空白月数", "zero cover", "months/year", false, false,
     RK_PER_MUNICIPALITY_YEAR},
    {RK_METRIC_SOLO_MONTHS, "solo_share", "ひとり情シス", "solo share", "% of months", false, false,
     RK_PERCENT_OF_MONTHS},
    {RK_METRIC_UNSERVED_WORK, "unserved_work", "未処理業務", "unserved work", "person-months/year", false, false,
     RK_PER_MUNICIPALITY_YEAR},
    {RK_METRIC_BACKLOG, "backlog", "滞留業務", "backlog at the end", "person-months", false, false,
     RK_PER_MUNICIPALITY},
    {RK_METRIC_COST_TOTAL, "cost_total", "総費用", "total cost", "oku yen/year", true, false, RK_OKU_PER_YEAR},
    {RK_METRIC_PAID_MUNICIPALITY, "paid_municipality", "市町村負担", "municipalities", "oku yen/year", true, false,
     RK_OKU_PER_YEAR},
    {RK_METRIC_PAID_PREFECTURE, "paid_prefecture", "都道府県負担", "prefecture", "oku yen/year", true, false,
     RK_OKU_PER_YEAR},
    {RK_METRIC_PAID_NATION, "paid_nation", "国負担", "nation", "oku yen/year", true, false, RK_OKU_PER_YEAR},
    {RK_METRIC_PAID_JOINT_OFFICE, "paid_joint_office", "共同組織負担", "joint office", "oku yen/year", true, true,
     RK_OKU_PER_YEAR},
    {RK_METRIC_PAID_OTHER, "paid_other", "その他負担", "others", "oku yen/year", true, true, RK_OKU_PER_YEAR},
};

/* Summaries are totals over all municipalities and the horizon. */
static double divisor(const rk_report *report, const rk_figure *figure)
{
    double municipalities = (double)rk_scenario_n_municipalities(report->scenario);
    double years = rk_scenario_years(report->scenario);
    switch (figure->scale) {
    case RK_PER_MUNICIPALITY:
        return municipalities;
    case RK_PER_MUNICIPALITY_YEAR:
        return municipalities * years;
    case RK_PERCENT_OF_MONTHS:
        return municipalities * years * 12 / 100;
    case RK_OKU_PER_YEAR:
        return 1e8 * years;
    }
    return 1;
}

rk_summary rk_figure_summary(const rk_report *report, const rk_figure *figure, size_t model)
{
    rk_summary summary = rk_ensemble_summary(report->ensemble, model, figure->metric);
    double by = divisor(report, figure);
    summary.mean /= by;
    summary.error /= by;
    summary.difference /= by;
    summary.difference_error /= by;
    summary.difference_low /= by;
    summary.difference_high /= by;
    return summary;
}

bool rk_figure_matters(const rk_report *report, const rk_figure *figure)
{
    for (size_t model = 0; model < rk_scenario_n_models(report->scenario); model++) {
        if (rk_ensemble_summary(report->ensemble, model, figure->metric).mean != 0) {
            return true;
        }
    }
    return false;
}
