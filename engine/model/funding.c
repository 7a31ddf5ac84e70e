#include "model/funding.h"

#include "base/memory.h"
#include "input/common_keys.h"
#include "input/funding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A claim is rounded down to whole yen, but not below what a product of decimal fractions misses by. */
static const double A_HAIR = 1.0 / 1024.0;

/* An expense that waits until the year's claims on a cap are known. */
typedef struct {
    size_t place, spender;
    rk_rule_set rules, by_payer[RK_N_PAYERS];
    int64_t burden[RK_N_PAYERS][RK_LANES];
    rk_lanes person_years;
} RK_ALIGNED waiting;

/* What a cap is shared among, and by whom it is multiplied. */
typedef struct {
    double burden[RK_LANES];
    double person_years[RK_LANES]; /* the most that an expense of this place and instrument pays for */
} RK_ALIGNED claims;

/* A spender is an instrument, slot + 1, or 0: a municipality's own cost. */
struct rk_funding {
    const rk_rule *rule;
    size_t n_rules, n_spenders;
    rk_rule_set *by_item;                        /* [spender][item]: kind, programme and members are as the rule asks */
    rk_rule_set *by_place;                       /* [place] */
    rk_rule_set *in_force;                       /* [spender] in this fiscal year */
    rk_rule_set by_contract[RK_N_CONTRACTS + 1]; /* [contract + 1] */
    rk_rule_set of[RK_N_PAYERS];
    rk_rule_set capped, grouped;
    double rate[RK_RULES_MAX], cap[RK_RULES_MAX], realisation[RK_RULES_MAX]; /* in this fiscal year */
    size_t n_waiting, capacity;
    waiting *waiting;
    claims *claims;               /* [place][spender], for the rule in hand */
    int64_t (*claimed)[RK_LANES]; /* [rule][spender] in earlier years of the block */
    int64_t (*fresh)[RK_LANES];   /* [spender] this year, by the rule in hand */
    rk_status status;
};

static size_t spender_of(int slot)
{
    return (size_t)(slot + 1);
}

static bool has(unsigned set, size_t bit)
{
    return set == 0 || (bit < 32 && (set >> bit & 1) != 0);
}

/* ---- What never changes ---- */

static bool asks_for(const rk_rule *rule, const rk_instrument *instrument)
{
    if (instrument == NULL) {
        return rule->instruments == 0 && rule->programmes == 0 && rule->members_at_least <= 1;
    }
    return has(rule->instruments, instrument->schema) &&
           has(rule->programmes, (size_t)instrument->settings[RK_COMMON_PROGRAMME].count) &&
           instrument->settings[RK_COMMON_MEMBERS].n_members >= rule->members_at_least;
}

static bool lies_in(const rk_world *world, const rk_rule *rule, size_t place)
{
    const rk_municipality *data = &world->scenario->municipalities[world->prefecture->first + place];
    return data->fiscal_index < rule->fiscal_index_below && has(rule->kinds, (size_t)data->kind) &&
           (rule->except_prefectures >> world->prefecture->code & 1) == 0;
}

static void sort_out(rk_world *world, struct rk_funding *self)
{
    for (size_t i = 0; i < self->n_rules; i++) {
        const rk_rule *rule = &self->rule[i];
        rk_rule_set bit = UINT64_C(1) << i;
        for (size_t spender = 0; spender < self->n_spenders; spender++) {
            const rk_instrument *instrument = spender == 0 ? NULL : &world->model->instruments[spender - 1];
            for (size_t item = 0; asks_for(rule, instrument) && item < RK_N_ITEMS; item++) {
                self->by_item[spender * RK_N_ITEMS + item] |= (rule->items >> item & 1) != 0 ? bit : 0;
            }
        }
        for (size_t place = 0; place < world->n_places; place++) {
            self->by_place[place] |= lies_in(world, rule, place) ? bit : 0;
        }
        self->by_contract[0] |= rule->contracts == 0 ? bit : 0;
        for (size_t contract = 0; contract < RK_N_CONTRACTS; contract++) {
            self->by_contract[contract + 1] |= has(rule->contracts, contract) ? bit : 0;
        }
        for (size_t payer = 0; payer < RK_N_PAYERS; payer++) {
            self->of[payer] |= (rule->of >> payer & 1) != 0 ? bit : 0;
        }
        self->capped |= rule->n_caps > 0 ? bit : 0;
        self->grouped |= rule->group_number >= 0 ? bit : 0;
    }
}

rk_status rk_funding_open(rk_world *world)
{
    if (world->scenario->n_rules == 0) {
        return RK_OK;
    }
    struct rk_funding *self = world->funding = rk_lines(1, sizeof *self);
    if (self == NULL) {
        return RK_ERR_MEMORY;
    }
    self->rule = world->scenario->rules;
    self->n_rules = world->scenario->n_rules;
    self->n_spenders = world->model->n_instruments + 1;
    self->by_item = rk_lines(self->n_spenders * RK_N_ITEMS, sizeof *self->by_item);
    self->by_place = rk_lines(world->n_places, sizeof *self->by_place);
    self->in_force = rk_lines(self->n_spenders, sizeof *self->in_force);
    self->claims = rk_lines(world->n_places * self->n_spenders, sizeof *self->claims);
    self->claimed = rk_lines(self->n_rules * self->n_spenders, sizeof *self->claimed);
    self->fresh = rk_lines(self->n_spenders, sizeof *self->fresh);
    world->rule_paid = rk_lines(self->n_rules, sizeof *world->rule_paid);
    if (self->by_item == NULL || self->by_place == NULL || self->in_force == NULL || self->claims == NULL ||
        self->claimed == NULL || self->fresh == NULL || world->rule_paid == NULL) {
        return RK_ERR_MEMORY;
    }
    sort_out(world, self);
    return RK_OK;
}

void rk_funding_close(rk_world *world)
{
    struct rk_funding *self = world->funding;
    free(world->rule_paid);
    if (self == NULL) {
        return;
    }
    free(self->by_item);
    free(self->by_place);
    free(self->in_force);
    free(self->claims);
    free(self->claimed);
    free(self->fresh);
    free(self->waiting);
    free(self);
}

/* ---- The block and the year ---- */

void rk_funding_establish(rk_world *world)
{
    struct rk_funding *self = world->funding;
    if (self == NULL) {
        return;
    }
    memset(self->claimed, 0, self->n_rules * self->n_spenders * sizeof *self->claimed);
    self->n_waiting = 0;
    self->status = RK_OK;
    for (size_t i = 0; i < self->n_rules; i++) {
        self->realisation[i] = world->values[self->rule[i].realisation.index];
    }
}

/* The step that holds in a month; 0 before the first. */
static double step_value(const rk_world *world, const rk_rule_step *steps, size_t n, int month)
{
    double value = 0.0;
    for (size_t i = 0; i < n && steps[i].from <= month; i++) {
        value = world->values[steps[i].number.index];
    }
    return value;
}

/* Mean over the months of the fiscal year, 0 outside the rule's dates: what is spent in a year is spent evenly. The cap
 * of a case is no yearly one: the last that holds. */
static void numbers_of_year(const rk_world *world, struct rk_funding *self, size_t i)
{
    const rk_rule *rule = &self->rule[i];
    double rate = 0.0, cap = 0.0, last = 0.0;
    for (int month = world->year * RK_MONTHS; month < (world->year + 1) * RK_MONTHS; month++) {
        if (month >= rule->from && month < rule->until) {
            rate += step_value(world, rule->rate, rule->n_rates, month);
            last = step_value(world, rule->cap, rule->n_caps, month);
            cap += last;
        }
    }
    self->rate[i] = rate / RK_MONTHS;
    self->cap[i] = rule->per == RK_CAP_CASE ? last : cap / RK_MONTHS;
}

static int year_of(int month)
{
    return month >= 0 ? month / RK_MONTHS : -((RK_MONTHS - 1 - month) / RK_MONTHS);
}

void rk_funding_year(rk_world *world)
{
    struct rk_funding *self = world->funding;
    if (self == NULL) {
        return;
    }
    memset(world->rule_paid, 0, self->n_rules * sizeof *world->rule_paid);
    memset(self->in_force, 0, self->n_spenders * sizeof *self->in_force);
    for (size_t i = 0; i < self->n_rules; i++) {
        numbers_of_year(world, self, i);
        for (size_t spender = 0; self->rate[i] > 0.0 && spender < self->n_spenders; spender++) {
            const rk_instrument *instrument = spender == 0 ? NULL : &world->model->instruments[spender - 1];
            int age = instrument == NULL ? 0 : world->year - year_of(instrument->settings[RK_COMMON_OPENS].month);
            self->in_force[spender] |= age < self->rule[i].years ? UINT64_C(1) << i : 0;
        }
    }
}

/* ---- An expense ---- */

static rk_rule_set first_of_groups(const struct rk_funding *self, rk_rule_set rules)
{
    rk_rule_set kept = rules & ~self->grouped, seen = 0;
    for (rk_rule_set rest = rules & self->grouped; rest != 0; rest &= rest - 1) {
        int i = __builtin_ctzll(rest), group = self->rule[i].group_number;
        kept |= (seen >> group & 1) == 0 ? UINT64_C(1) << i : 0;
        seen |= UINT64_C(1) << group;
    }
    return kept;
}

rk_rule_set rk_funding_rules(const rk_world *world, const rk_expense *expense, rk_rule_set by_payer[RK_N_PAYERS])
{
    const struct rk_funding *self = world->funding;
    if (self == NULL) {
        return 0;
    }
    size_t spender = spender_of(expense->slot), item = expense->item - RK_METRIC_COST_STAFF;
    rk_rule_set rules = self->by_item[spender * RK_N_ITEMS + item] & self->in_force[spender];
    if (rules == 0) {
        return 0;
    }
    rk_rule_set all = 0;
    rules &= self->by_place[expense->place] & self->by_contract[expense->contract + 1];
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        by_payer[payer] = expense->shares[payer] > 0.0 ? first_of_groups(self, rules & self->of[payer]) : 0;
        all |= by_payer[payer];
    }
    return all;
}

/* One rule takes over its part of what its payers still bear of an expense. part: of the burden, with the cap in it. */
static void fund(rk_world *world, size_t i, size_t place, const double part[RK_LANES],
                 const rk_rule_set by_payer[RK_N_PAYERS], int64_t burden[RK_N_PAYERS][RK_LANES],
                 int64_t claimed[RK_LANES])
{
    const rk_rule *rule = &world->funding->rule[i];
    double realisation = world->funding->realisation[i];
    int64_t(*money)[RK_LANES] = world->row[place].money;
    int64_t *to = money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS + rule->by], *sum = world->rule_paid[i];
    int64_t *funded = money[RK_METRIC_FUNDED - RK_N_COUNTS];
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        if ((by_payer[payer] >> i & 1) == 0) {
            continue;
        }
        int64_t *from = money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS + payer], *bears = burden[payer];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            int64_t claim = (int64_t)((double)bears[lane] * part[lane] + A_HAIR);
            int64_t cash = (int64_t)((double)claim * realisation + A_HAIR);
            claimed[lane] += claim;
            bears[lane] -= cash;
            from[lane] -= cash;
            to[lane] += cash;
            funded[lane] += cash;
            sum[lane] += cash;
        }
    }
}

static bool reserve(struct rk_funding *self)
{
    if (self->n_waiting < self->capacity) {
        return true;
    }
    size_t capacity = self->capacity == 0 ? 64 : 2 * self->capacity;
    waiting *more = rk_lines(capacity, sizeof *more);
    if (more == NULL) {
        return false;
    }
    if (self->waiting != NULL) {
        memcpy(more, self->waiting, self->n_waiting * sizeof *more);
        free(self->waiting);
    }
    self->waiting = more;
    self->capacity = capacity;
    return true;
}

void rk_funding_claim(rk_world *world, const rk_expense *expense, const rk_rule_set by_payer[RK_N_PAYERS],
                      int64_t burden[RK_N_PAYERS][RK_LANES])
{
    struct rk_funding *self = world->funding;
    rk_rule_set rules = 0;
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        rules |= by_payer[payer];
    }
    if ((rules & self->capped) == 0) {
        for (rk_rule_set rest = rules; rest != 0; rest &= rest - 1) {
            size_t i = (size_t)__builtin_ctzll(rest);
            double part[RK_LANES];
            int64_t claimed[RK_LANES] = {0};
            RK_FOR_LANES(lane)
            {
                part[lane] = self->rate[i];
            }
            fund(world, i, expense->place, part, by_payer, burden, claimed);
        }
        return;
    }
    if (!reserve(self)) {
        self->status = RK_ERR_MEMORY;
        return;
    }
    waiting *entry = &self->waiting[self->n_waiting++];
    entry->place = expense->place;
    entry->spender = spender_of(expense->slot);
    entry->rules = rules;
    entry->person_years = expense->person_years != NULL ? *expense->person_years : (rk_lanes){{0}};
    memcpy(entry->by_payer, by_payer, sizeof entry->by_payer);
    memcpy(entry->burden, burden, sizeof entry->burden);
}

/* ---- The end of the year ---- */

/* Whose claims share one cap. */
static claims *pot_of(const struct rk_funding *self, const rk_rule *rule, size_t place, size_t spender)
{
    switch (rule->per) {
    case RK_CAP_PREFECTURE_YEAR:
        return &self->claims[0];
    case RK_CAP_CASE:
        return &self->claims[spender];
    case RK_CAP_MUNICIPALITY_YEAR:
        return &self->claims[place * self->n_spenders];
    default:
        return &self->claims[place * self->n_spenders + spender];
    }
}

static void add_up(const struct rk_funding *self, size_t i)
{
    const rk_rule *rule = &self->rule[i];
    for (size_t k = 0; k < self->n_waiting; k++) {
        waiting *entry = &self->waiting[k];
        if ((entry->rules >> i & 1) == 0) {
            continue;
        }
        claims *pot = pot_of(self, rule, entry->place, entry->spender);
        for (int payer = 0; payer < RK_N_PAYERS; payer++) {
            if ((entry->by_payer[payer] >> i & 1) == 0) {
                continue;
            }
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                pot->burden[lane] += (double)entry->burden[payer][lane];
            }
        }
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            double persons = (double)entry->person_years.v[lane];
            pot->person_years[lane] = pot->person_years[lane] > persons ? pot->person_years[lane] : persons;
        }
    }
}

/* The part of each burden that the rate gives, less where all claims together are above the cap: every claim is cut in
 * the same proportion, whatever the order of expenses. */
static void part_of(const struct rk_funding *self, size_t i, const claims *pot, const int64_t claimed[RK_LANES],
                    double part[RK_LANES])
{
    const rk_rule *rule = &self->rule[i];
    double rate = self->rate[i], cap = self->cap[i];
    bool capped = (self->capped >> i & 1) != 0;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        double room = rule->per == RK_CAP_PERSON_YEAR ? cap * pot->person_years[lane]
                      : rule->per == RK_CAP_CASE      ? cap - (double)claimed[lane]
                                                      : cap;
        room = room > 0.0 ? room : 0.0;
        double most = pot->burden[lane] > 0.0 ? room / pot->burden[lane] : rate;
        part[lane] = capped && most < rate ? most : rate;
    }
}

static void settle_rule(rk_world *world, size_t i)
{
    struct rk_funding *self = world->funding;
    const rk_rule *rule = &self->rule[i];
    int64_t(*claimed)[RK_LANES] = &self->claimed[i * self->n_spenders];
    memset(self->claims, 0, world->n_places * self->n_spenders * sizeof *self->claims);
    memset(self->fresh, 0, self->n_spenders * sizeof *self->fresh);
    add_up(self, i);
    for (size_t k = 0; k < self->n_waiting; k++) {
        waiting *entry = &self->waiting[k];
        if ((entry->rules >> i & 1) != 0) {
            double part[RK_LANES];
            const claims *pot = pot_of(self, rule, entry->place, entry->spender);
            part_of(self, i, pot, claimed[entry->spender], part);
            fund(world, i, entry->place, part, entry->by_payer, entry->burden, self->fresh[entry->spender]);
        }
    }
    for (size_t spender = 0; spender < self->n_spenders; spender++) {
        RK_FOR_LANES(lane)
        {
            claimed[spender][lane] += self->fresh[spender][lane];
        }
    }
}

rk_status rk_funding_settle(rk_world *world)
{
    struct rk_funding *self = world->funding;
    if (self == NULL) {
        return RK_OK;
    }
    rk_rule_set asked = 0;
    for (size_t k = 0; k < self->n_waiting; k++) {
        asked |= self->waiting[k].rules;
    }
    for (; asked != 0; asked &= asked - 1) {
        settle_rule(world, (size_t)__builtin_ctzll(asked));
    }
    self->n_waiting = 0;
    return self->status;
}
