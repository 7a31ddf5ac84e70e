/* The keys that every instrument has: when, for whom, who pays. An instrument's table of keys begins with these rows.
 */
#ifndef RK_INPUT_COMMON_KEYS_H
#define RK_INPUT_COMMON_KEYS_H

#include "input/scenario.h"

#include <limits.h>

/* Places in the table and in rk_instrument.settings; an instrument's own keys count on from RK_N_COMMON_KEYS. */
enum {
    RK_COMMON_OPENS,       /* the first month that is paid */
    RK_COMMON_START_DELAY, /* months until it takes effect */
    RK_COMMON_CLOSES,      /* the month in which it is given up; INT_MAX for never */
    RK_COMMON_NOTICE,      /* months that it goes on then */
    RK_COMMON_MEMBERS,
    RK_COMMON_SHARES,
    RK_COMMON_PROGRAMME,
    RK_N_COMMON_KEYS
};

/* shares_default: who pays where nothing is said, "{prefecture: 1}". */
/* clang-format off */
#define RK_COMMON_ROWS(shares_default)                                                                                  \
    [RK_COMMON_OPENS] = {"opens", RK_KEY_DATE, RK_UNIT_NUMBER, 0, 0, RK_DATE_START, NULL, "month", "",                  \
                         "first month; costs run from here"},                                                           \
    [RK_COMMON_START_DELAY] = {"start_delay", RK_KEY_COUNT, RK_UNIT_MONTHS, 0, 240, "0 months", NULL, "months", "",     \
                               "months from opens until it takes effect"},                                              \
    [RK_COMMON_CLOSES] = {"closes", RK_KEY_DATE, RK_UNIT_NUMBER, 0, 0, RK_DATE_NEVER, NULL, "month", "",                \
                          "first month without, but for the notice"},                                                   \
    [RK_COMMON_NOTICE] = {"notice", RK_KEY_COUNT, RK_UNIT_MONTHS, 0, 240, "0 months", NULL, "months", "",               \
                          "months that it goes on, and is paid, after closes"},                                         \
    [RK_COMMON_MEMBERS] = {"members", RK_KEY_MEMBERS, RK_UNIT_NUMBER, 0, 0, "all", NULL, "", "",                        \
                           "municipalities that take part"},                                                            \
    [RK_COMMON_SHARES] = {"shares", RK_KEY_SHARES, RK_UNIT_SHARE, 0, 1, shares_default, NULL, "", "S46, C20",           \
                          "who pays, before funding"},                                                                  \
    [RK_COMMON_PROGRAMME] = {"programme", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "none", RK_PROGRAMME_CHOICES, "", "C12-C26", \
                             "designation that a funding rule asks for"}
/* clang-format on */

/* What they are called in Japanese. */
#define RK_COMMON_KEYS_JA                                                                                              \
    [RK_COMMON_OPENS] = "始まる月", [RK_COMMON_START_DELAY] = "効果が出るまでの期間", [RK_COMMON_CLOSES] = "終わる月", \
    [RK_COMMON_NOTICE] = "終わった後も続く期間", [RK_COMMON_MEMBERS] = "参加市町村", [RK_COMMON_SHARES] = "負担割合",  \
    [RK_COMMON_PROGRAMME] = "対象となる財政措置の指定"

/* Months as in rk_setting.month; a month that never comes stays so. */
static inline int rk_months_later(int month, long months)
{
    return month == INT_MAX ? INT_MAX : month + (int)months;
}

/* The first month in which it takes effect, if it is open then. */
static inline int rk_effect_month(const rk_setting settings[])
{
    return rk_months_later(settings[RK_COMMON_OPENS].month, settings[RK_COMMON_START_DELAY].count);
}

/* The first month without, the notice being over. */
static inline int rk_end_month(const rk_setting settings[])
{
    return rk_months_later(settings[RK_COMMON_CLOSES].month, settings[RK_COMMON_NOTICE].count);
}

/* Is the instrument there, and paid, in this month? */
static inline bool rk_is_open(const rk_setting settings[], int month)
{
    return month >= settings[RK_COMMON_OPENS].month && month < rk_end_month(settings);
}

/* Is it open, and does it take effect? */
static inline bool rk_is_in_effect(const rk_setting settings[], int month)
{
    return month >= rk_effect_month(settings) && month < rk_end_month(settings);
}

#endif
