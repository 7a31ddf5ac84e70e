#include "input/units.h"

#include <math.h>
#include <string.h>

typedef struct {
    const char *text;
    double scale;
} spelling;

/* clang-format off */
static const spelling plain[] = {{"", 1}, {"times", 1}, {"倍", 1}, {NULL, 0}};
static const spelling share[] = {{"", 1}, {"%", 0.01}, {"percent", 0.01}, {"パーセント", 0.01}, {NULL, 0}};
static const spelling events[] = {{"", 1}, {"times", 1}, {"events", 1}, {"requests", 1}, {"incidents", 1}, {"回", 1},
                                  {"件", 1}, {NULL, 0}};
static const spelling duration[] = {{"months", 1}, {"month", 1}, {"月", 1}, {"か月", 1}, {"ヶ月", 1}, {"カ月", 1},
                                    {"ヵ月", 1}, {"ケ月", 1}, {"箇月", 1}, {"years", 12}, {"year", 12}, {"年", 12},
                                    {"年間", 12}, {NULL, 0}};
static const spelling years[] = {{"years", 1}, {"year", 1}, {"年", 1}, {"年間", 1}, {"歳", 1}, {"才", 1},
                                 {"months", 1.0 / 12}, {"month", 1.0 / 12}, {"か月", 1.0 / 12}, {"ヶ月", 1.0 / 12},
                                 {"カ月", 1.0 / 12}, {"ヵ月", 1.0 / 12}, {"ケ月", 1.0 / 12}, {"箇月", 1.0 / 12}, {NULL, 0}};
static const spelling days[] = {{"days", 1}, {"day", 1}, {"日", 1}, {"日間", 1}, {"人日", 1}, {"person-days", 1},
                                {"person-day", 1}, {"hours", 0.125}, {"hour", 0.125}, {"時間", 0.125}, {NULL, 0}};
static const spelling persons[] = {{"", 1}, {"persons", 1}, {"person", 1}, {"people", 1}, {"人", 1}, {"名", 1}, {NULL, 0}};
static const spelling fte[] = {{"", 1}, {"fte", 1}, {"人役", 1}, {NULL, 0}};
static const spelling work[] = {{"person-months", 1}, {"person-month", 1}, {"person months", 1}, {"人月", 1},
                                {"person-days", 0.05}, {"person-day", 0.05}, {"人日", 0.05}, {NULL, 0}};
static const spelling money[] = {{"yen", 1}, {"円", 1}, {"thousand yen", 1e3}, {"千円", 1e3}, {"万円", 1e4},
                                 {"million yen", 1e6}, {"百万円", 1e6}, {"oku", 1e8}, {"oku yen", 1e8}, {"億円", 1e8},
                                 {"billion yen", 1e9}, {"十億円", 1e9}, {NULL, 0}};
/* Below the line of a fraction. Of a chance or a rate: months. Of others: what the numerator is divided by. */
static const spelling none[] = {{"", 1}, {NULL, 0}};
static const spelling time_months[] = {{"year", 12}, {"年", 12}, {"month", 1}, {"月", 1}, {"か月", 1}, {NULL, 0}};
static const spelling a_year[] = {{"year", 1}, {"年", 1}, {NULL, 0}};
static const spelling a_year_or_month[] = {{"year", 1}, {"年", 1}, {"month", 1.0 / 12}, {"月", 1.0 / 12}, {NULL, 0}};
static const spelling a_month[] = {{"month", 1}, {"月", 1}, {"year", 12}, {"年", 12}, {NULL, 0}};
static const spelling a_day[] = {{"day", 1}, {"日", 1}, {NULL, 0}};
static const spelling a_resident[] = {{"resident", 1}, {"person", 1}, {"人", 1}, {"住民", 1}, {NULL, 0}};

static const struct {
    const char *name, *example;
    const spelling *above, *below;
} dimensions[] = {
    [RK_UNIT_NUMBER] = {"a plain number", "1.5", plain, none},
    [RK_UNIT_SHARE] = {"a share", "0.35 or 35 %", share, none},
    [RK_UNIT_CHANCE] = {"a chance within a time", "2.4 %/year", share, time_months},
    [RK_UNIT_GROWTH] = {"a growth a year", "6 %/year", share, a_year},
    [RK_UNIT_RATE] = {"events in a time", "0.5 /year", events, time_months},
    [RK_UNIT_MONTHS] = {"a duration", "18 months", duration, none},
    [RK_UNIT_YEARS] = {"an age or a duration", "4 years", years, none},
    [RK_UNIT_DAYS] = {"working days", "10 days", days, none},
    [RK_UNIT_DAYS_MONTH] = {"working days in a month", "4 days/month", days, a_month},
    [RK_UNIT_PERSONS] = {"a number of people", "5 persons", persons, none},
    [RK_UNIT_FTE] = {"full-time equivalents", "0.5 FTE", fte, none},
    [RK_UNIT_PERSON_MONTHS] = {"an amount of work", "2 person-months", work, none},
    [RK_UNIT_YEN] = {"an amount of money", "3 million yen", money, none},
    [RK_UNIT_YEN_YEAR] = {"money a year", "9.2 million yen/year", money, a_year_or_month},
    [RK_UNIT_YEN_DAY] = {"money a day", "40000 yen/day", money, a_day},
    [RK_UNIT_YEN_RESIDENT] = {"money a resident and year", "3700 yen/resident", money, a_resident},
};
/* clang-format on */

enum { N_DIMENSIONS = sizeof dimensions / sizeof dimensions[0] };

static const spelling *find(const spelling *list, const char *text)
{
    while (list->text != NULL && strcmp(list->text, text) != 0) {
        list++;
    }
    return list->text == NULL ? NULL : list;
}

/* Lower case, single blanks, none around "/", "per" as "/". */
static char *normalise(rk_arena *arena, const char *text)
{
    char *clean = rk_arena_copy(arena, text, strlen(text)), *out = clean;
    for (const char *in = text; *in != '\0'; in++) {
        bool blank = *in == ' ' || *in == '\t';
        if (blank && (out == clean || out[-1] == ' ' || out[-1] == '/')) {
            continue;
        }
        if (strncmp(in, "per ", 4) == 0 && out > clean && out[-1] == ' ') {
            out[-1] = '/';
            in += 3;
            continue;
        }
        if (*in == '/' && out > clean && out[-1] == ' ') {
            out--;
        }
        *out++ = blank ? ' ' : *in >= 'A' && *in <= 'Z' ? (char)(*in - 'A' + 'a') : *in;
    }
    while (out > clean && out[-1] == ' ') {
        out--;
    }
    *out = '\0';
    return clean;
}

bool rk_unit_read(rk_arena *arena, rk_unit dimension, const char *text, rk_unit_scale *scale)
{
    char *above = normalise(arena, text), *slash = strchr(above, '/');
    const char *below = "";
    if (slash != NULL) {
        *slash = '\0';
        below = slash + 1;
    }
    const spelling *top = find(dimensions[dimension].above, above), *bottom = find(dimensions[dimension].below, below);
    if (top == NULL || bottom == NULL) {
        return false;
    }
    bool timed = dimension == RK_UNIT_CHANCE || dimension == RK_UNIT_RATE;
    scale->scale = timed ? top->scale : top->scale / bottom->scale;
    scale->months = timed ? bottom->scale : 0;
    return true;
}

const char *rk_unit_expected(rk_arena *arena, rk_unit dimension)
{
    return rk_arena_text(arena, "%s, such as %s", dimensions[dimension].name, dimensions[dimension].example);
}

const char *rk_unit_recognise(rk_arena *arena, const char *text)
{
    rk_unit_scale scale;
    for (int i = 0; i < N_DIMENSIONS; i++) {
        if (rk_unit_read(arena, (rk_unit)i, text, &scale)) {
            return dimensions[i].name;
        }
    }
    return NULL;
}

double rk_unit_to_base(rk_unit dimension, double natural, double months)
{
    switch (dimension) {
    case RK_UNIT_CHANCE:
        return -log1p(-natural) / months;
    case RK_UNIT_RATE:
        return natural / months;
    default:
        return natural;
    }
}

double rk_unit_from_base(rk_unit dimension, double base, double months)
{
    switch (dimension) {
    case RK_UNIT_CHANCE:
        return -expm1(-base * months);
    case RK_UNIT_RATE:
        return base * months;
    default:
        return base;
    }
}
