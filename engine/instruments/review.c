/* `review`: a part of own effort goes first to the ongoing workstream that is most behind, from the first review on;
 * the reviews themselves take time and money. MODEL.md section 13. */
#include "instruments/review.h"

#include "base/real.h"
#include "instruments/hooks.h"
#include "instruments/slot.h"

static const rk_key keys[RK_REVIEW_N_KEYS] = {
    RK_COMMON_ROWS("{municipality: 1}"),
    [RK_REVIEW_EVERY] = {"every", RK_KEY_COUNT, RK_UNIT_MONTHS, 1, 120, "6 months", NULL, "months", "7.1 row 19 E",
                         "months from review to review; the first is at the end of the first such time in effect"},
    [RK_REVIEW_EFFORT] = {"effort", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, "triangular(5, 15, 30) %", NULL, "%",
                          "7.1 row 19 J",
                          "own effort that goes first to the workstream most behind, right after a review"},
    [RK_REVIEW_HALF_LIFE] =
        {"half_life", RK_KEY_NUMBER, RK_UNIT_MONTHS, 0.1, 1200, "triangular(3, 6, 12) months", NULL, "months", "J",
         "half of that effort is back at its old work after this time; the mean between two reviews "
         "counts"},
    [RK_REVIEW_DAYS] = {"days", RK_KEY_NUMBER, RK_UNIT_DAYS, 0, 18, "triangular(0.5, 1, 2) days", NULL, "days",
                        "7.1 row 19 J", "time that a review takes of each person in its month"},
    [RK_REVIEW_YEARLY] = {"yearly", RK_KEY_SWITCH, RK_UNIT_NUMBER, 0, 0, "off", NULL, "", "",
                          "on: another review every March"},
    [RK_REVIEW_YEARLY_EFFORT] = {"yearly_effort", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, "triangular(2, 5, 10) %", NULL,
                                 "%", "7.1 row 19 J", "more effort moved by it, halving in the same way"},
    [RK_REVIEW_YEARLY_DAYS] = {"yearly_days", RK_KEY_NUMBER, RK_UNIT_DAYS, 0, 18, "triangular(1, 2, 4) days", NULL,
                               "days", "7.1 row 19 J", "time that it takes of each person"},
    [RK_REVIEW_COST] = {"cost", RK_KEY_NUMBER, RK_UNIT_YEN, 0, 1e10, "0.1 million yen", NULL, "million yen", "J",
                        "cost of a review in each member, yearly ones included"},
};

static const char *const keys_ja[RK_REVIEW_N_KEYS] = {
    RK_COMMON_KEYS_JA,
    [RK_REVIEW_EVERY] = "評価の間隔",
    [RK_REVIEW_EFFORT] = "評価で動かす仕事の割合",
    [RK_REVIEW_HALF_LIFE] = "動かした仕事が半ば戻る期間",
    [RK_REVIEW_DAYS] = "評価にかかる1人あたりの日数",
    [RK_REVIEW_YEARLY] = "年次評価をするか",
    [RK_REVIEW_YEARLY_EFFORT] = "年次評価で動かす仕事の割合",
    [RK_REVIEW_YEARLY_DAYS] = "年次評価にかかる1人あたりの日数",
    [RK_REVIEW_COST] = "1市町村の評価1回の費用",
};

const rk_instrument_schema rk_review_schema = {
    .name = "review",
    .title = "Performance review",
    .title_ja = "進捗評価（半期・年次レビュー）",
    .help = "a review every so many months that moves effort to the workstream that lags",
    .keys = keys,
    .keys_ja = keys_ja,
    .n_keys = RK_REVIEW_N_KEYS,
    .books = RK_BOOKS(OVERHEAD) | RK_COUNTS_TIME_TAKEN,
};

/* ---- When ---- */

static int effect_month(const rk_world *world, size_t slot)
{
    return rk_effect_month(world->model->instruments[slot].settings);
}

static bool is_regular(const rk_world *world, size_t slot, int month)
{
    return rk_is_in_effect(world->model->instruments[slot].settings, month) &&
           (month - effect_month(world, slot) + 1) % rk_slot_count(world, slot, RK_REVIEW_EVERY) == 0;
}

static bool is_yearly(const rk_world *world, size_t slot, int month)
{
    return rk_is_in_effect(world->model->instruments[slot].settings, month) &&
           rk_slot_count(world, slot, RK_REVIEW_YEARLY) != 0 && month % RK_MONTHS == RK_MONTHS - 1;
}

/* The first March that is not before a month; months before the run are negative. */
static int first_march(int month)
{
    int years = month >= 0 ? month / RK_MONTHS : -((RK_MONTHS - 1 - month) / RK_MONTHS);
    return years * RK_MONTHS + RK_MONTHS - 1;
}

/* ---- What it does ---- */

/* Mean of what is left of an effort that halves, over the months until the next review. */
static double kept(double half_life, double months)
{
    double decay = 0.69314718055994530942 / half_life * months;
    return (1.0 - rk_exp(-decay)) / decay;
}

static double effort_now(const rk_world *world, size_t slot)
{
    long every = rk_slot_count(world, slot, RK_REVIEW_EVERY);
    double half_life = rk_slot_number(world, slot, RK_REVIEW_HALF_LIFE), effort = 0.0;
    int since = world->month - effect_month(world, slot);
    if (since >= every) {
        effort += rk_slot_number(world, slot, RK_REVIEW_EFFORT) * kept(half_life, (double)every);
    }
    if (rk_slot_count(world, slot, RK_REVIEW_YEARLY) != 0 && world->month > first_march(effect_month(world, slot))) {
        effort += rk_slot_number(world, slot, RK_REVIEW_YEARLY_EFFORT) * kept(half_life, RK_MONTHS);
    }
    return effort;
}

static double days_now(const rk_world *world, size_t slot)
{
    double days = is_regular(world, slot, world->month) ? rk_slot_number(world, slot, RK_REVIEW_DAYS) : 0.0;
    return days + (is_yearly(world, slot, world->month) ? rk_slot_number(world, slot, RK_REVIEW_YEARLY_DAYS) : 0.0);
}

/* Time is taken in the month of a review; effort moves from the month after the first. */
static void review_month(rk_world *world, size_t slot)
{
    for (int month = world->month - 1; month <= world->month; month++) {
        if (is_regular(world, slot, month) || is_yearly(world, slot, month)) {
            rk_levers_change(world);
        }
    }
}

static void review_levers(rk_world *world, size_t slot)
{
    float effort = (float)effort_now(world, slot), taken = (float)(days_now(world, slot) / 20.0);
    for (size_t i = 0; i < rk_slot_n_members(world, slot); i++) {
        size_t place = rk_slot_place(world, slot, i);
        rk_lever_add(world, RK_LEVER_LAGGING, place, effort);
        rk_lever_add(world, RK_LEVER_TAKEN, place, taken);
    }
}

static void review_bill(rk_world *world, size_t slot)
{
    int reviews = 0;
    for (int month = world->year * RK_MONTHS; month < (world->year + 1) * RK_MONTHS; month++) {
        reviews += is_regular(world, slot, month) + is_yearly(world, slot, month);
    }
    for (size_t i = 0; i < rk_slot_n_members(world, slot); i++) {
        rk_slot_spend(world, slot, rk_slot_place(world, slot, i), RK_METRIC_COST_OVERHEAD,
                      reviews * rk_slot_number(world, slot, RK_REVIEW_COST));
    }
}

const rk_hooks rk_review_hooks = {.month = review_month, .levers = review_levers, .bill = review_bill};
