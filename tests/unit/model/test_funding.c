/* Funding rules: what they take over, from whom, up to which cap, to the yen (MODEL.md section 10). */
#include "support/lab.h"

#include "input/common_keys.h"
#include "input/funding.h"
#include "model/funding.h"

#include <limits.h>

enum { RULES = 6, KIND = 1, STEPS = 4 };

/* A lab with rules made by hand. Numbers are given as they are: a share, yen. */
typedef struct {
    rk_lab *lab;
    rk_rule rule[RULES];
    rk_rule_step rate[RULES][STEPS], cap[RULES][STEPS];
} court;

static const double all_municipal[RK_N_PAYERS] = {1.0};

static court *court_of(size_t n_places)
{
    court *self = calloc(1, sizeof *self);
    assert_non_null(self);
    self->lab = lab_new(n_places);
    lab_on(self->lab, RK_PROCESS_MONEY);
    self->lab->scenario.rules = self->rule;
    return self;
}

static void court_free(court *self)
{
    lab_free(self->lab);
    free(self);
}

static void step(court *self, rk_rule_step steps[STEPS], size_t *n, int from, double value)
{
    steps[*n].from = from;
    lab_number(self->lab, &steps[(*n)++].number, value);
}

/* Municipality to nation, every item, ever; realised in full. */
static rk_rule *add_rule(court *self, double rate)
{
    size_t i = self->lab->scenario.n_rules++;
    assert_true(i < RULES);
    rk_rule *rule = &self->rule[i];
    *rule = (rk_rule){.id = "rule",
                      .from = INT_MIN,
                      .until = INT_MAX,
                      .items = ~0u,
                      .of = 1u << RK_PAYER_MUNICIPALITY,
                      .by = RK_PAYER_NATION,
                      .rate = self->rate[i],
                      .cap = self->cap[i],
                      .years = INT_MAX,
                      .fiscal_index_below = INFINITY,
                      .members_at_least = 1,
                      .group = "",
                      .group_number = -1};
    step(self, self->rate[i], &rule->n_rates, INT_MIN, rate);
    lab_number(self->lab, &rule->realisation, 1.0);
    return rule;
}

static void set_cap(court *self, rk_rule *rule, rk_cap_per per, double yen)
{
    rule->per = per;
    step(self, rule->cap, &rule->n_caps, INT_MIN, yen);
}

static void set_value(court *self, const rk_setting *number, double value)
{
    self->lab->values[number->index] = value;
}

/* The instrument in slot 0. */
static rk_instrument *add_instrument(court *self, rk_programme programme)
{
    rk_instrument *tool = lab_instrument(self->lab, KIND);
    tool->settings[RK_COMMON_MEMBERS].n_members = self->lab->scenario.n_municipalities;
    tool->settings[RK_COMMON_MEMBERS].members = self->lab->all;
    tool->settings[RK_COMMON_PROGRAMME].count = programme;
    tool->settings[RK_COMMON_CLOSES].month = INT_MAX;
    return tool;
}

static rk_world *begin(court *self)
{
    rk_world *world = lab_begin(self->lab, 1, 0);
    memset(world->dead, 0, sizeof world->dead);
    return world;
}

static void clear(rk_world *world, int year)
{
    memset(world->row, 0, world->n_places * sizeof *world->row);
    world->year = year;
    rk_funding_year(world);
}

static void spend(rk_world *world, size_t place, rk_metric item, int slot, int64_t yen, const double *shares)
{
    int64_t lanes[RK_LANES];
    rk_lanes one_person;
    RK_FOR_LANES(lane)
    {
        lanes[lane] = yen;
        one_person.v[lane] = 1.0f;
    }
    rk_spend(world, &(rk_expense){place, item, slot, RK_CONTRACT_SIDE_JOB, lanes, &one_person, shares});
}

static int64_t paid(const rk_world *world, size_t place, rk_payer payer)
{
    return world->row[place].money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS + payer][5];
}

static int64_t settled(rk_world *world, size_t place, rk_payer payer)
{
    assert_int_equal(rk_funding_settle(world), RK_OK);
    return paid(world, place, payer);
}

/* What the nation pays of one yen amount of a year that is spent by the instrument in slot 0, or as own cost. */
static int64_t nation_pays(rk_world *world, int slot, int64_t yen, int year)
{
    clear(world, year);
    spend(world, 0, RK_METRIC_COST_EXPERTS, slot, yen, all_municipal);
    return settled(world, 0, RK_PAYER_NATION);
}

/* ---- Rates and orders ---- */

static void a_rule_takes_over_its_part_rounded_down_to_the_yen(void **unused)
{
    (void)unused;
    static const struct {
        double rate, realisation;
        int64_t yen, taken;
    } cases[] = {{0.7, 1, 10, 7},
                 {0.7, 1, 11, 7},
                 {0.7, 1, 1, 0},
                 {1, 1, 1, 1},
                 {0.5, 1, 3, 1},
                 {0.7, 0.9, 1001, 630},
                 {0.1, 0.3, 1000, 30},
                 {0, 1, 99, 0},
                 {0.45, 1, 20, 9},
                 {0.29, 1, 100, 29},
                 {0.7, 1, 4999999999, 3499999999},
                 {0.58, 1, 50, 29},
                 {0.7, 0, 1000, 0},
                 {0.999, 1, 1000, 999}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        court *self = court_of(1);
        rk_rule *rule = add_rule(self, cases[i].rate);
        set_value(self, &rule->realisation, cases[i].realisation);
        rk_world *world = begin(self);
        assert_int_equal(nation_pays(world, RK_OWN, cases[i].yen, 0), cases[i].taken);
        assert_int_equal(paid(world, 0, RK_PAYER_MUNICIPALITY), cases[i].yen - cases[i].taken);
        assert_int_equal(world->row[0].money[RK_METRIC_FUNDED - RK_N_COUNTS][5], cases[i].taken);
        assert_int_equal(world->row[0].money[RK_METRIC_COST_TOTAL - RK_N_COUNTS][5], cases[i].yen);
        assert_int_equal(world->rule_paid[0][5], cases[i].taken);
        court_free(self);
    }
}

/* C20, then C18: half of the cost by the prefecture, at most 0.4 million, then 0.7 of what is left by the nation. */
static void a_later_rule_sees_the_burden_that_is_left(void **unused)
{
    (void)unused;
    court *self = court_of(1);
    rk_rule *subsidy = add_rule(self, 0.5);
    subsidy->by = RK_PAYER_PREFECTURE;
    set_cap(self, subsidy, RK_CAP_MUNICIPALITY_YEAR, 400000);
    (void)add_rule(self, 0.7);
    rk_world *world = begin(self);
    assert_int_equal(nation_pays(world, RK_OWN, 600000, 0), 210000); /* 0.7 x 300,000 */
    assert_int_equal(paid(world, 0, RK_PAYER_PREFECTURE), 300000);
    assert_int_equal(paid(world, 0, RK_PAYER_MUNICIPALITY), 90000);   /* 15 % */
    assert_int_equal(nation_pays(world, RK_OWN, 1000001, 0), 420000); /* 0.7 x 600,001 */
    assert_int_equal(paid(world, 0, RK_PAYER_PREFECTURE), 400000);
    assert_int_equal(paid(world, 0, RK_PAYER_MUNICIPALITY), 180001);
    court_free(self);
}

/* What the prefecture took over by a rule is no burden of its own. */
static void what_a_rule_lays_on_a_payer_is_not_taken_over_again(void **unused)
{
    (void)unused;
    court *self = court_of(1);
    add_rule(self, 0.5)->by = RK_PAYER_PREFECTURE;
    add_rule(self, 1.0)->of = 1u << RK_PAYER_PREFECTURE;
    static const double shares[RK_N_PAYERS] = {0.5, 0.5};
    rk_world *world = begin(self);
    clear(world, 0);
    spend(world, 0, RK_METRIC_COST_TRAVEL, RK_OWN, 1000, shares);
    assert_int_equal(settled(world, 0, RK_PAYER_MUNICIPALITY), 250);
    assert_int_equal(paid(world, 0, RK_PAYER_PREFECTURE), 250);
    assert_int_equal(paid(world, 0, RK_PAYER_NATION), 500);
    court_free(self);
}

static void of_a_group_the_first_rule_that_meets_a_payers_burden_applies(void **unused)
{
    (void)unused;
    court *self = court_of(1);
    rk_rule *rule[4] = {add_rule(self, 0.6), add_rule(self, 0.9), add_rule(self, 0.5), add_rule(self, 0.1)};
    for (int i = 0; i < 3; i++) {
        rule[i]->group_number = 0;
    }
    rule[0]->items = RK_BOOKS(TRAVEL);
    rule[2]->of = 1u << RK_PAYER_PREFECTURE;
    static const double shares[RK_N_PAYERS] = {0.5, 0.5};
    rk_world *world = begin(self);
    clear(world, 0);
    spend(world, 0, RK_METRIC_COST_TRAVEL, RK_OWN, 2000, shares);
    assert_int_equal(settled(world, 0, RK_PAYER_MUNICIPALITY), 360); /* 0.6, then 0.1 of the rest: no group */
    assert_int_equal(paid(world, 0, RK_PAYER_PREFECTURE), 500);      /* its own first rule of the group */
    clear(world, 0);
    spend(world, 0, RK_METRIC_COST_EXPERTS, RK_OWN, 1000, all_municipal);
    assert_int_equal(settled(world, 0, RK_PAYER_MUNICIPALITY), 90); /* the first does not ask for experts */
    court_free(self);
}

/* ---- Caps ---- */

static void a_cap_cuts_all_claims_in_proportion_whatever_their_order(void **unused)
{
    (void)unused;
    static const int64_t yen[] = {1000003, 1, 777, 0, 250000};
    for (int turn = 0; turn < 5; turn++) {
        court *self = court_of(2);
        set_cap(self, add_rule(self, 0.5), RK_CAP_MUNICIPALITY_YEAR, 100000);
        rk_world *world = begin(self);
        clear(world, 0);
        for (int i = 0; i < 5; i++) {
            spend(world, 0, (rk_metric)(RK_METRIC_COST_EXPERTS + (i + turn) % 5), RK_OWN, yen[(i + turn) % 5],
                  all_municipal);
        }
        spend(world, 1, RK_METRIC_COST_EXPERTS, RK_OWN, 300000, all_municipal); /* a cap of its own */
        /* 1,250,781 of burden: 79,950.69 + 0.08 + 62.12 + 0 + 19,987.51 yen, each rounded down. */
        assert_int_equal(settled(world, 0, RK_PAYER_NATION), 79950 + 0 + 62 + 0 + 19987);
        assert_int_equal(paid(world, 1, RK_PAYER_NATION), 100000);
        court_free(self);
    }
}

static void a_prefectures_cap_is_for_all_its_municipalities(void **unused)
{
    (void)unused;
    court *self = court_of(3);
    set_cap(self, add_rule(self, 1.0), RK_CAP_PREFECTURE_YEAR, 60000);
    rk_world *world = begin(self);
    for (int year = 0; year < 2; year++) {
        clear(world, year);
        for (size_t place = 0; place < 3; place++) {
            spend(world, place, RK_METRIC_COST_TRAINING, RK_OWN, 20000 * (int64_t)(place + 1), all_municipal);
        }
        for (size_t place = 0; place < 3; place++) {
            assert_int_equal(settled(world, place, RK_PAYER_NATION), 10000 * (int64_t)(place + 1));
        }
    }
    court_free(self);
}

/* A quarter of a person more in each lane, paid that much in all lanes, and another cost with or without them: together
 * 12 million yen, which the nation bears up to the cap. */
static void expect_cap_by_person_years(int64_t pay_yen, int64_t other_yen, bool other_counts)
{
    court *self = court_of(1);
    set_cap(self, add_rule(self, 1.0), RK_CAP_PERSON_YEAR, 5600000);
    (void)add_instrument(self, RK_PROGRAMME_NONE);
    rk_world *world = begin(self);
    clear(world, 0);
    rk_lanes persons;
    int64_t pay[RK_LANES], other[RK_LANES];
    RK_FOR_LANES(lane)
    {
        persons.v[lane] = 0.25f * (float)lane;
        pay[lane] = pay_yen;
        other[lane] = other_yen;
    }
    const rk_expense pays = {0, RK_METRIC_COST_EXPERTS, 0, RK_CONTRACT_SECONDEE, pay, &persons, all_municipal};
    const rk_expense others = {
        0, RK_METRIC_COST_TRAVEL, 0, RK_CONTRACT_SECONDEE, other, other_counts ? &persons : NULL, all_municipal};
    rk_spend(world, &pays);
    rk_spend(world, &others);
    assert_int_equal(rk_funding_settle(world), RK_OK);
    RK_FOR_LANES(lane)
    {
        int64_t cap = 1400000 * lane, most = cap < 12000000 ? cap : 12000000;
        assert_int_equal(world->row[0].money[RK_METRIC_PAID_NATION - RK_N_COUNTS][lane], most);
    }
    court_free(self);
}

/* Two items of the same person share the cap of one person-year. */
static void a_cap_by_person_years_grows_with_them(void **unused)
{
    (void)unused;
    expect_cap_by_person_years(9000000, 3000000, true);
}

/* People who work without pay count, too, and other costs of theirs are funded up to the cap. */
static void unpaid_people_count_for_a_cap_by_person_years(void **unused)
{
    (void)unused;
    expect_cap_by_person_years(0, 12000000, false);
}

static void a_case_has_one_cap_for_its_life(void **unused)
{
    (void)unused;
    court *self = court_of(2);
    rk_rule *rule = add_rule(self, 0.5);
    set_cap(self, rule, RK_CAP_CASE, 250000);
    set_value(self, &rule->realisation, 0.5);
    (void)add_instrument(self, RK_PROGRAMME_NONE);
    (void)add_instrument(self, RK_PROGRAMME_NONE);
    rk_world *world = begin(self);
    for (int block = 0; block < 2; block++) {
        static const int64_t left[] = {100000, 100000, 50000, 0}; /* claims; half of them come as cash */
        for (int year = 0; year < 4; year++) {
            clear(world, year);
            spend(world, 0, RK_METRIC_COST_DESKS, 0, 150000, all_municipal);
            spend(world, 1, RK_METRIC_COST_DESKS, 0, 50000, all_municipal);
            spend(world, 1, RK_METRIC_COST_DESKS, 1, 1000, all_municipal); /* another case */
            int64_t first = settled(world, 0, RK_PAYER_NATION), second = paid(world, 1, RK_PAYER_NATION) - 250;
            assert_int_equal(first, left[year] * 3 / 8);
            assert_int_equal(second, left[year] / 8);
        }
        rk_funding_establish(world); /* another block: nothing has been had yet */
    }
    court_free(self);
}

/* ---- When and for whom ---- */

static void rates_and_caps_follow_their_dates(void **unused)
{
    (void)unused;
    court *self = court_of(1);
    rk_rule *rule = add_rule(self, 0.2);
    rule->from = 6;
    rule->until = 45;
    step(self, rule->rate, &rule->n_rates, 24, 0.8);
    step(self, rule->rate, &rule->n_rates, 27, 0.4);
    rk_world *world = begin(self);
    assert_int_equal(nation_pays(world, RK_OWN, 120000, 0), 12000); /* six months of 0.2 */
    assert_int_equal(nation_pays(world, RK_OWN, 120000, 1), 24000);
    assert_int_equal(nation_pays(world, RK_OWN, 120000, 2), 60000); /* three of 0.8, nine of 0.4 */
    assert_int_equal(nation_pays(world, RK_OWN, 120000, 3), 36000); /* nine of 0.4 */
    assert_int_equal(nation_pays(world, RK_OWN, 120000, 4), 0);
    step(self, rule->cap, &rule->n_caps, 12, 1000.0);
    step(self, rule->cap, &rule->n_caps, 27, 3000.0);
    world = begin(self);
    assert_int_equal(nation_pays(world, RK_OWN, 120000, 0), 0); /* no cap is said, so nothing may be claimed */
    assert_int_equal(nation_pays(world, RK_OWN, 120000, 1), 1000);
    assert_int_equal(nation_pays(world, RK_OWN, 120000, 2), 2500);
    court_free(self);
}

static void a_rule_ends_some_fiscal_years_after_the_instrument_opens(void **unused)
{
    (void)unused;
    static const struct {
        int opens, first_without;
    } cases[] = {{0, 2}, {11, 2}, {12, 3}, {-1, 1}, {-12, 1}, {-13, 0}, {-24, 0}, {-25, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        court *self = court_of(1);
        add_rule(self, 0.5)->years = 2;
        add_instrument(self, RK_PROGRAMME_NONE)->settings[RK_COMMON_OPENS].month = cases[i].opens;
        rk_world *world = begin(self);
        for (int year = 0; year < 5; year++) {
            assert_int_equal(nation_pays(world, 0, 1000, year), year < cases[i].first_without ? 500 : 0);
        }
        court_free(self);
    }
}

/* Each condition alone keeps the rule away. */
static void a_rule_asks_for_kind_programme_contract_item_and_place(void **unused)
{
    (void)unused;
    for (int miss = 0; miss < 12; miss++) {
        court *self = court_of(1);
        rk_rule *rule = add_rule(self, 0.5);
        (void)add_instrument(self, RK_PROGRAMME_DIGITAL_GRANT);
        rule->items = miss == 1 ? ~RK_BOOKS(EXPERTS) : RK_BOOKS(EXPERTS);
        rule->contracts = 1u << (miss == 2 ? RK_CONTRACT_SECONDEE : RK_CONTRACT_SIDE_JOB);
        rule->instruments = miss == 3 ? RK_NO_INSTRUMENT | 1u << (KIND + 1) : 1u << KIND;
        rule->programmes = 1u << (miss == 4 ? RK_PROGRAMME_OTHER : RK_PROGRAMME_DIGITAL_GRANT);
        rule->kinds = miss == 5 ? ~(1u << RK_CITY) : 1u << RK_CITY;
        rule->fiscal_index_below = miss == 6 ? 0.43 : 0.44; /* the lab's is 0.43 */
        rule->except_prefectures = miss == 7 ? UINT64_C(1) << 38 : UINT64_C(1) << 13;
        rule->members_at_least = miss == 8 ? 2 : 1;
        rule->of = 1u << (miss == 9 ? RK_PAYER_PREFECTURE : RK_PAYER_MUNICIPALITY);
        rule->until = miss == 10 ? 0 : INT_MAX;
        rule->from = miss == 11 ? 12 : INT_MIN;
        rk_world *world = begin(self);
        assert_int_equal(nation_pays(world, 0, 1000, 0), miss == 0 ? 500 : 0);
        court_free(self);
    }
}

static void own_cost_meets_only_rules_that_ask_for_no_instrument(void **unused)
{
    (void)unused;
    for (int ask = 0; ask < 4; ask++) {
        court *self = court_of(1);
        rk_rule *rule = add_rule(self, 0.5);
        (void)add_instrument(self, RK_PROGRAMME_NONE);
        rule->instruments = ask == 1 ? 1u << KIND : 0;
        rule->programmes = ask == 2 ? 1u << RK_PROGRAMME_NONE : 0;
        rule->members_at_least = ask == 3 ? 2 : 1;
        rk_world *world = begin(self);
        assert_int_equal(nation_pays(world, RK_OWN, 1000, 0), ask == 0 ? 500 : 0);
        court_free(self);
    }
}

/* A cost that pays for no people meets no rule that asks for a contract. */
static void what_pays_for_nobody_meets_no_contract(void **unused)
{
    (void)unused;
    for (int ask = 0; ask < 2; ask++) {
        court *self = court_of(1);
        add_rule(self, 0.5)->contracts = ask == 1 ? ~0u : 0;
        rk_world *world = begin(self);
        int64_t yen[RK_LANES] = {0, 0, 0, 0, 0, 1000};
        clear(world, 0);
        rk_spend(world, &(rk_expense){0, RK_METRIC_COST_SYSTEMS, RK_OWN, RK_NO_CONTRACT, yen, NULL, all_municipal});
        assert_int_equal(settled(world, 0, RK_PAYER_NATION), ask == 0 ? 500 : 0);
        court_free(self);
    }
}

/* ---- Whatever the rules ---- */

static double some(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 33) * 0x1p-31;
}

static void random_rules(court *self, uint64_t *state)
{
    for (int i = 0; i < RULES; i++) {
        rk_rule *rule = add_rule(self, some(state) < 0.2 ? 1.0 : some(state));
        rule->items = (unsigned)(some(state) * 65536.0) | 1u;
        rule->of = 1u << (int)(some(state) * 2.0);
        rule->of |= some(state) < 0.3 ? 3u : 0u;
        rule->by = (rk_payer)(2 + (int)(some(state) * 3.0));
        rule->group_number = some(state) < 0.4 ? (int)(some(state) * 2.0) : -1;
        set_value(self, &rule->realisation, some(state) < 0.5 ? 1.0 : some(state));
        if (some(state) < 0.6) {
            static const double caps[] = {0, 1, 2, 1000, 400000, 5.6e6, 1e11};
            set_cap(self, rule, (rk_cap_per)(int)(some(state) * 4.0), caps[(int)(some(state) * 7.0)]);
        }
    }
}

/* The same expenses in every call with the same seed: yen from 1 to 3e12, up to five payers. */
static void spend_at_random(rk_world *world, uint64_t seed)
{
    for (int i = 0; i < 40; i++) {
        double shares[RK_N_PAYERS], sum = 0.0;
        int64_t yen[RK_LANES];
        rk_lanes persons;
        for (int payer = 0; payer < RK_N_PAYERS; payer++) {
            shares[payer] = payer > 0 && some(&seed) < 0.5 ? 0.0 : some(&seed);
            sum += shares[payer];
        }
        for (int payer = 0; payer < RK_N_PAYERS; payer++) {
            shares[payer] /= sum;
        }
        RK_FOR_LANES(lane)
        {
            yen[lane] = (int64_t)(some(&seed) * (lane < 6 ? 4.0 : lane < 12 ? 9e6 : 3e12));
            persons.v[lane] = (float)some(&seed) * 3.0f;
        }
        size_t place = (size_t)(some(&seed) * 3.0);
        rk_metric item = (rk_metric)(RK_METRIC_COST_STAFF + (int)(some(&seed) * RK_N_ITEMS));
        int slot = some(&seed) < 0.3 ? RK_OWN : 0, contract = (int)(some(&seed) * RK_N_CONTRACTS);
        rk_spend(world, &(rk_expense){place, item, slot, contract, yen, &persons, shares});
    }
}

static court *random_court(uint64_t *state)
{
    court *self = court_of(3);
    random_rules(self, state);
    (void)add_instrument(self, RK_PROGRAMME_NONE);
    return self;
}

static void payers_add_up_before_and_after_whatever_the_rules(void **unused)
{
    (void)unused;
    uint64_t state = 3;
    for (int trial = 0; trial < 400; trial++) {
        court *self = random_court(&state);
        rk_world *world = begin(self);
        int64_t by_rules[RK_LANES] = {0}, funded[RK_LANES] = {0};
        clear(world, 0);
        spend_at_random(world, (uint64_t)trial);
        assert_int_equal(rk_funding_settle(world), RK_OK);
        for (size_t rule = 0; rule < RULES; rule++) {
            RK_FOR_LANES(lane)
            {
                by_rules[lane] += world->rule_paid[rule][lane];
            }
        }
        for (size_t place = 0; place < 3; place++) {
            RK_FOR_LANES(lane)
            {
                const int64_t(*money)[RK_LANES] = (const int64_t(*)[RK_LANES])world->row[place].money;
                int64_t sum = 0;
                for (int payer = 0; payer < RK_N_PAYERS; payer++) {
                    int64_t yen = money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS + payer][lane];
                    assert_true(yen >= 0);
                    sum += yen;
                }
                assert_true(sum == money[RK_METRIC_COST_TOTAL - RK_N_COUNTS][lane]);
                funded[lane] += money[RK_METRIC_FUNDED - RK_N_COUNTS][lane];
            }
        }
        assert_memory_equal(by_rules, funded, sizeof funded);
        court_free(self);
    }
}

/* One rule is made to give more: no municipality pays a yen more, in any lane. Of rules of one group a better first one
 * still keeps the others away, so groups are left out. */
static void more_funding_never_raises_what_a_municipality_pays(void **unused)
{
    (void)unused;
    uint64_t state = 11;
    int64_t gained = 0;
    for (int trial = 0; trial < 400; trial++) {
        court *self = random_court(&state);
        size_t better = (size_t)(some(&state) * RULES);
        rk_rule *rule = &self->rule[better];
        for (size_t i = 0; i < RULES; i++) {
            self->rule[i].group_number = -1;
            self->rule[i].of = 1u << RK_PAYER_MUNICIPALITY; /* a cap that two payers share may give one of them less */
        }
        int64_t before[3][RK_LANES];
        rk_world *world = begin(self);
        for (int pass = 0; pass < 2; pass++) {
            clear(world, 0);
            spend_at_random(world, (uint64_t)trial);
            assert_int_equal(rk_funding_settle(world), RK_OK);
            for (size_t place = 0; place < 3; place++) {
                const int64_t *municipality = world->row[place].money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS];
                RK_FOR_LANES(lane)
                {
                    assert_true(pass == 0 || municipality[lane] <= before[place][lane]);
                    gained += pass == 0 ? 0 : before[place][lane] - municipality[lane];
                    before[place][lane] = municipality[lane];
                }
            }
            double rate = self->lab->values[rule->rate[0].number.index];
            set_value(self, &rule->rate[0].number, rate + (1.0 - rate) * some(&state));
            set_value(self, &rule->realisation, 1.0);
            if (rule->n_caps > 0 && some(&state) < 0.5) {
                set_value(self, &rule->cap[0].number, 1.5 * self->lab->values[rule->cap[0].number.index]);
            }
            rk_funding_establish(world);
        }
        court_free(self);
    }
    assert_true(gained > 0);
}

static void without_rules_nothing_is_funded(void **unused)
{
    (void)unused;
    court *self = court_of(1);
    rk_world *world = begin(self);
    assert_null(world->funding);
    assert_int_equal(nation_pays(world, RK_OWN, 1000, 0), 0);
    assert_int_equal(paid(world, 0, RK_PAYER_MUNICIPALITY), 1000);
    court_free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_takes_over_its_part_rounded_down_to_the_yen),
        cmocka_unit_test(a_later_rule_sees_the_burden_that_is_left),
        cmocka_unit_test(what_a_rule_lays_on_a_payer_is_not_taken_over_again),
        cmocka_unit_test(of_a_group_the_first_rule_that_meets_a_payers_burden_applies),
        cmocka_unit_test(a_cap_cuts_all_claims_in_proportion_whatever_their_order),
        cmocka_unit_test(a_prefectures_cap_is_for_all_its_municipalities),
        cmocka_unit_test(a_cap_by_person_years_grows_with_them),
        cmocka_unit_test(unpaid_people_count_for_a_cap_by_person_years),
        cmocka_unit_test(a_case_has_one_cap_for_its_life),
        cmocka_unit_test(rates_and_caps_follow_their_dates),
        cmocka_unit_test(a_rule_ends_some_fiscal_years_after_the_instrument_opens),
        cmocka_unit_test(a_rule_asks_for_kind_programme_contract_item_and_place),
        cmocka_unit_test(own_cost_meets_only_rules_that_ask_for_no_instrument),
        cmocka_unit_test(what_pays_for_nobody_meets_no_contract),
        cmocka_unit_test(payers_add_up_before_and_after_whatever_the_rules),
        cmocka_unit_test(more_funding_never_raises_what_a_municipality_pays),
        cmocka_unit_test(without_rules_nothing_is_funded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
