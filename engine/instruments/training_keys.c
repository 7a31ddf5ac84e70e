/* The keys of `training`: who goes to which course, when, and what comes of it. */
#include "instruments/training.h"

#define ROW(id, name, kind, unit, min, max, text, unit_text, source, help)                                             \
    [RK_TRAINING_##id] = {name, RK_KEY_##kind, RK_UNIT_##unit, min, max, text, NULL, unit_text, source, help}

static const rk_key keys[RK_TRAINING_N_KEYS] = {
    RK_COMMON_ROWS("{municipality: 1}"),
    [RK_TRAINING_WHO] = {"who", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "dx_staff", "dx_staff|sections|leaders", "", "",
                         "dx_staff: people in DX posts get better at it; sections: people of user sections become "
                         "promoters there; leaders: mayors and executives back it for a time"},
    ROW(SHARE, "share", NUMBER, SHARE, 0, 1, "triangular(5, 20, 60) %", "%", "S29, S30 J",
        "part of those present who go to each course; sections: of all general administration staff"),
    ROW(NUMBER, "number", COUNT, PERSONS, 0, 10000, "0 persons", "persons", "",
        "people of each member in a course, instead of share; 0: by share, of leaders one"),
    ROW(STARTS, "starts", COUNT, NUMBER, 1, 12, "9", "", "7.1 row 27",
        "calendar month in which a course begins, 9 = September"),
    ROW(MONTHS, "months", COUNT, MONTHS, 1, 12, "2 months", "months", "7.1 row 27", "length of a course"),
    ROW(EVERY, "every", COUNT, YEARS, 0, 20, "1 years", "years", "",
        "years from one course to the next; 0: one course, the first"),
    ROW(HOURS, "hours", NUMBER, DAYS_MONTH, 0, 20, "16 hours/month", "hours/month", "7.1 row 27 J",
        "dx_staff: working hours of each that a course takes"),
    ROW(ORGANISE, "organise", NUMBER, DAYS_MONTH, 0, 20, "8 hours/month", "hours/month", "J",
        "hours of a member's DX staff that running a course takes"),
    ROW(GAIN, "gain", NUMBER, NUMBER, 0, 1.2, "triangular(0.03, 0.08, 0.15)", "", "section 6 J",
        "dx_staff: proficiency that a course adds, never to above 1.2"),
    ROW(COST, "cost", NUMBER, YEN, 0, 1e7, "triangular(10, 30, 50) thousand yen",
        "thousand yen", "C23 J",
        "of each participant and course; leaders' courses are dearer, 200 to 500 thousand"),
    ROW(TAKE_PART, "take_part", NUMBER, SHARE, 0, 1, "100 %", "%", "S29, S30 E",
        "chance that a member takes part, once for the whole run; of all municipalities 75 to 83 % train"),
    ROW(UNFUNDED, "unfunded", NUMBER, SHARE, 0, 1, "0 %", "%", "S32 J",
        "chance that a member that takes part has no budget for it: nothing is paid, and less comes of it"),
    ROW(UNFUNDED_GAIN, "unfunded_gain", NUMBER, NUMBER, 0, 1, "0.5", "", "section 6 J",
        "what comes of it without a budget, relative"),
    ROW(ATTEND, "attend", NUMBER, SHARE, 0, 1, "90 %", "%", "S61 E",
        "leaders: chance that those of a member come to a course"),
    ROW(PROMOTERS, "promoters", NUMBER, SHARE, 0, 1, "50 %", "%", "7.1 row 27 J",
        "sections: participants who promote digital work in their section from then on"),
    ROW(PROMOTER_TIME, "promoter_time", NUMBER, SHARE, 0, 1, "5 %", "%", "section 6 J",
        "sections: working time that a promoter gives to it"),
    ROW(PROMOTER_SKILL, "promoter_skill", NUMBER, NUMBER, 0, 1.2, "triangular(0.2, 0.35, 0.5)", "", "section 6 J",
        "sections: proficiency of a promoter, 1 = an expert's"),
    ROW(PROMOTER_STAYS, "promoter_stays", NUMBER, SHARE, 0, 1, "beta(7, 3)", "%", "A18 J",
        "sections: chance that a promoter goes on after a 1 April, when people are moved"),
    ROW(ADOPTION, "adoption", NUMBER, NUMBER, 0, 1000, "triangular(1, 3, 6)", "", "S33 J",
        "sections: adoption.alone x (1 + this) where every section has a promoter; leaders: the same while it "
        "lasts"),
    ROW(EFFECTIVENESS, "effectiveness", NUMBER, NUMBER, 0, 10, "triangular(1, 1.03, 1.1)", "", "J",
        "leaders: factor of what own people get done on procedures, automation and data while it lasts"),
    ROW(LASTS, "lasts", NUMBER, MONTHS, 0, 240, "12 months", "months", "J",
        "leaders: months for which they back it after a course"),
};

static const char *const keys_ja[RK_TRAINING_N_KEYS] = {
    RK_COMMON_KEYS_JA,
    [RK_TRAINING_WHO] = "研修の対象",
    [RK_TRAINING_SHARE] = "研修に出る人の割合",
    [RK_TRAINING_NUMBER] = "1市町村から研修に出る人数",
    [RK_TRAINING_STARTS] = "研修が始まる月",
    [RK_TRAINING_MONTHS] = "研修の期間",
    [RK_TRAINING_EVERY] = "研修の間隔",
    [RK_TRAINING_HOURS] = "1人が研修にかける時間",
    [RK_TRAINING_ORGANISE] = "研修の運営にかかる時間",
    [RK_TRAINING_GAIN] = "研修で高まる習熟度",
    [RK_TRAINING_COST] = "参加者1人の研修費",
    [RK_TRAINING_TAKE_PART] = "市町村が参加する確率",
    [RK_TRAINING_UNFUNDED] = "参加しても予算がつかない確率",
    [RK_TRAINING_UNFUNDED_GAIN] = "予算がないときの効果の割合",
    [RK_TRAINING_ATTEND] = "首長・幹部が出席する確率",
    [RK_TRAINING_PROMOTERS] = "推進員になる参加者の割合",
    [RK_TRAINING_PROMOTER_TIME] = "推進員が充てる勤務時間の割合",
    [RK_TRAINING_PROMOTER_SKILL] = "推進員の習熟度",
    [RK_TRAINING_PROMOTER_STAYS] = "異動期の後も推進員を続ける確率",
    [RK_TRAINING_ADOPTION] = "課の取組みが増える度合い",
    [RK_TRAINING_EFFECTIVENESS] = "首長・幹部の後押しによる仕事の倍率",
    [RK_TRAINING_LASTS] = "首長・幹部の後押しが続く期間",
};

enum { DX_STAFF = 1u << RK_TRAIN_DX_STAFF, SECTIONS = 1u << RK_TRAIN_SECTIONS, LEADERS = 1u << RK_TRAIN_LEADERS };

static const rk_key_use uses[] = {
    {RK_TRAINING_SHARE, RK_TRAINING_WHO, DX_STAFF | SECTIONS},
    {RK_TRAINING_HOURS, RK_TRAINING_WHO, DX_STAFF},
    {RK_TRAINING_GAIN, RK_TRAINING_WHO, DX_STAFF},
    {RK_TRAINING_ATTEND, RK_TRAINING_WHO, LEADERS},
    {RK_TRAINING_PROMOTERS, RK_TRAINING_WHO, SECTIONS},
    {RK_TRAINING_PROMOTER_TIME, RK_TRAINING_WHO, SECTIONS},
    {RK_TRAINING_PROMOTER_SKILL, RK_TRAINING_WHO, SECTIONS},
    {RK_TRAINING_PROMOTER_STAYS, RK_TRAINING_WHO, SECTIONS},
    {RK_TRAINING_ADOPTION, RK_TRAINING_WHO, SECTIONS | LEADERS},
    {RK_TRAINING_EFFECTIVENESS, RK_TRAINING_WHO, LEADERS},
    {RK_TRAINING_LASTS, RK_TRAINING_WHO, LEADERS},
};

const rk_instrument_schema rk_training_schema = {
    .name = "training",
    .title = "Training",
    .title_ja = "研修・人材育成",
    .help = "courses for DX staff, for people of user sections, or seminars for leaders",
    .keys = keys,
    .keys_ja = keys_ja,
    .n_keys = RK_TRAINING_N_KEYS,
    .uses = uses,
    .n_uses = sizeof uses / sizeof *uses,
    .books = RK_BOOKS(TRAINING) | RK_COUNTS_CHAMPIONS | RK_COUNTS_TIME_TAKEN,
};
