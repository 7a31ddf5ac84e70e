/* One key of a scenario file: its kind, unit, range, default, source and help. Tables of keys are the schema.
 *
 * Parameters, top-level keys and the keys of every instrument are described by the same record, so that checking,
 * `renkei explain`, `renkei list` and scenarios/FORMAT.md all come from one place.
 */
#ifndef RK_INPUT_KEY_H
#define RK_INPUT_KEY_H

#include <renkei/metrics.h>
#include <stdbool.h>
#include <stddef.h>

/* The dimension of a number. The engine computes in the base unit; the user may write any unit of the dimension. */
typedef enum {
    RK_UNIT_NUMBER,       /* plain: a factor, a shape, an exponent */
    RK_UNIT_SHARE,        /* 0.35 or 35 %; base: 0..1 */
    RK_UNIT_CHANCE,       /* chance within a time: 2.4 %/year, 0.008 /month; base: hazard per month,
                             -ln(1 - chance) / months, so that the chance within that time is met exactly */
    RK_UNIT_GROWTH,       /* 6 %/year; base: relative change a year */
    RK_UNIT_RATE,         /* events in a time: 0.5 /year, 2 /month; base: events a month */
    RK_UNIT_MONTHS,       /* a duration: 18 months, 1.5 years; base: months */
    RK_UNIT_YEARS,        /* an age or a duration kept in years; base: years */
    RK_UNIT_DAYS,         /* working days of 8 hours, 20 a month: 10 days; base: days */
    RK_UNIT_DAYS_MONTH,   /* working days in a month: 4 days/month; base: days a month */
    RK_UNIT_PERSONS,      /* 5 persons, 5 people, 5 人; base: persons */
    RK_UNIT_FTE,          /* 0.5 FTE; base: full-time equivalents */
    RK_UNIT_PERSON_MONTHS,/* work: 2 person-months, 人月; base: person-months */
    RK_UNIT_YEN,          /* 3 million yen, 30 万円, 1.2 億円, 5oku; base: yen */
    RK_UNIT_YEN_YEAR,     /* 9.2 million yen/year; base: yen a year */
    RK_UNIT_YEN_DAY,      /* 80000 yen/day; base: yen a day */
    RK_UNIT_YEN_RESIDENT  /* 3700 yen/resident (a year); base: yen a resident and year */
} rk_unit;

typedef enum {
    RK_KEY_NUMBER,  /* a number with unit, or a distribution of it */
    RK_KEY_COUNT,   /* a whole number without distribution, known when the scenario is read */
    RK_KEY_RAMP,    /* a whole number that may change over time: a number, or months and numbers */
    RK_KEY_DATE,    /* a month, 2027-04; value: months since month 0 of the run, may be negative or past the end */
    RK_KEY_CHOICE,  /* one word of choices; value: its index */
    RK_KEY_CHOICES, /* a list of words of choices, at least one; value: a bit set and the order given */
    RK_KEY_SWITCH,  /* on / off (true / false too) */
    RK_KEY_SHARES,  /* a mapping payer: share, summing to 1 */
    RK_KEY_MEMBERS, /* all, a list of codes or names, or {max_population: N} */
    RK_KEY_TEXT     /* any text, or a part of the file with rules of its own; top-level keys only */
} rk_key_kind;

/* Default of a date that is "never" (an instrument that does not close) or "from the start". */
#define RK_DATE_NEVER "never"
#define RK_DATE_START "start"

typedef struct {
    const char *name;          /* as written in a file; parameters have dotted names, "quits.trend" */
    rk_key_kind kind;
    rk_unit unit;              /* numbers only */
    double min, max;           /* allowed range in the documented unit, both ends allowed; whole support of a distribution
                                  must fit, clipped or not, except unbounded tails, which are clipped to the range */
    const char *default_text;  /* parsed exactly as the user's own text; NULL: the key must be given */
    const char *choices;       /* "a|b|c" for RK_KEY_CHOICE and RK_KEY_CHOICES */
    const char *unit_text;     /* the unit it is documented in: "%/year", "months", "million yen/year"; "" when none */
    const char *source;        /* rows of the facts and mark: "A05 E"; "" when it is a setting and not a figure */
    const char *help;          /* one sentence, English */
} rk_key;

/* A key of an instrument that is of use only where another of its keys, a RK_KEY_CHOICE, has one of some values: given with
 * another value it is refused. Both are indexes into the instrument's keys. */
typedef struct {
    size_t key, other;
    unsigned values; /* bit i for choice i */
} rk_key_use;

/* The keys of one instrument. The instrument's own file defines it, in engine/instruments/; the reader gets a table of
 * them. */
typedef struct {
    const char *name;      /* "experts" */
    const char *title;     /* English */
    const char *title_ja;  /* Japanese */
    const char *help;      /* one sentence */
    const rk_key *keys;
    const char *const *keys_ja; /* [n_keys] short Japanese names, each of its own; NULL: none */
    size_t n_keys;         /* at most RK_INSTRUMENT_KEYS_MAX */
    const rk_key_use *uses;
    size_t n_uses;
    bool exclusive;        /* a municipality is in one of a model at a time */
    unsigned books;        /* cost items it may book, RK_BOOKS(TRAVEL) | ..., and RK_COUNTS_...; outcomes that no
                              instrument of a scenario names are not added up */
    unsigned requests; /* bit i for choice i of the key `answers` (an index): it answers requests; 0: it never does */
    size_t answers;
} rk_instrument_schema;

/* The bit of a cost item in a set of them; those that a municipality books without any instrument. */
#define RK_BOOKS(item) (1u << (RK_METRIC_COST_##item - RK_METRIC_COST_STAFF))
#define RK_OWN_ITEMS                                                                                         \
    (RK_BOOKS(STAFF) | RK_BOOKS(REPLACEMENT) | RK_BOOKS(SYSTEMS) | RK_BOOKS(PARALLEL) | RK_BOOKS(MIGRATION) | \
     RK_BOOKS(INCIDENTS))

/* The bits of an instrument that has champions, that takes own people's time, and of one that answers requests. */
#define RK_COUNTS_CHAMPIONS (1u << 31)
#define RK_COUNTS_TIME_TAKEN (1u << 30)
#define RK_COUNTS_REQUESTS (1u << 29)

enum { RK_INSTRUMENT_KEYS_MAX = 32 };

/* Instruments of one model: their number within it is part of the addresses of draws. */
enum { RK_MODEL_INSTRUMENTS_MAX = 16 };

#endif
