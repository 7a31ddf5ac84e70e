#include "support/lab.h"

/* Awkward numbers near the middle of the priors: neither 0 nor 1 unless off is what is meant. */
static const double quiet[RK_N_PARAMETERS] = {
    [RK_P_ESTABLISHMENT_ZERO] = 0.021,
    [RK_P_ESTABLISHMENT_ZERO_POWER] = 2.3,
    [RK_P_ESTABLISHMENT_SCALE] = 0.054,
    [RK_P_ESTABLISHMENT_EXPONENT] = 0.78,
    [RK_P_ESTABLISHMENT_SINGLE_FTE] = 0.53,
    [RK_P_ESTABLISHMENT_FILLED] = 1.0,
    [RK_P_AGE_20S] = 24.0,
    [RK_P_AGE_30S] = 31.0,
    [RK_P_AGE_40S] = 26.0,
    [RK_P_AGE_50S] = 19.0,
    [RK_P_QUIT_20S] = 0.0021,
    [RK_P_QUIT_30_34] = 0.0019,
    [RK_P_QUIT_35_39] = 0.0013,
    [RK_P_QUIT_40_54] = 0.0006,
    [RK_P_QUIT_55_59] = 0.0009,
    [RK_P_QUIT_60_PLUS] = 0.0018,
    [RK_P_QUIT_BASE_YEAR] = 2026.0,
    [RK_P_QUIT_SKILL] = 1.5,
    [RK_P_QUIT_TENURE_0_5] = 1.1,
    [RK_P_QUIT_TENURE_6_15] = 0.5,
    [RK_P_QUIT_TENURE_16_PLUS] = 0.25,
    [RK_P_QUIT_LOAD] = 0.61,
    [RK_P_QUIT_SOLO] = 1.23,
    [RK_P_QUIT_EXTERNAL] = 0.0087,
    [RK_P_OVERLOAD_CAP] = 2.0,
    [RK_P_LEAVE_RATE] = 0.0019,
    [RK_P_LEAVE_BASE_YEAR] = 2026.0,
    [RK_P_LEAVE_MONTHS] = 6.0,
    [RK_P_LEAVE_SIGMA] = 0.7,
    [RK_P_LEAVE_RETURN] = 0.8,
    [RK_P_LEAVE_RELAPSE] = 0.3,
    [RK_P_RETIREMENT_STAY] = 0.7,
    [RK_P_RETIREMENT_OUTPUT] = 0.8,
    [RK_P_ROTATION_SHAPE] = 2.5,
    [RK_P_ROTATION_SCALE] = 4.0,
    [RK_P_ROTATION_MINIMUM] = 2.0,
    [RK_P_KNOWHOW_LOST] = 0.43,
    [RK_P_KNOWHOW_OVERLAP] = 0.5,
    [RK_P_KNOWHOW_WEIGHT] = 0.31,
    [RK_P_KNOWHOW_MONTHS] = 24.0,
    [RK_P_HIRING_INTERNAL] = 0.9,
    [RK_P_HIRING_ROUND] = 0.75,
    [RK_P_HIRING_DECLINE] = 0.27,
    [RK_P_HIRING_LATE] = 0.6,
    [RK_P_HIRING_TOWN] = 0.55,
    [RK_P_HIRING_CONTRACT] = 0.083,
    [RK_P_HIRING_REMOTE] = 0.19,
    [RK_P_MARKET_ELASTICITY] = 0.5,
    [RK_P_MARKET_SEEKERS] = 0.002,
    [RK_P_MARKET_OFFERS] = 1.6,
    [RK_P_MARKET_PREFECTURE] = 1.0,
    [RK_P_MARKET_JOINT_OFFICE] = 1.0,
    [RK_P_MARKET_NATION] = 1.0,
    [RK_P_MARKET_PAY] = 1.0,
    [RK_P_HIRING_AGE_EXTERNAL] = 42.0,
    [RK_P_TERM_FIXED] = 3.0,
    [RK_P_TERM_RENEWAL] = 0.7,
    [RK_P_TERM_ONE_YEAR_RENEWAL] = 0.65,
    [RK_P_TERM_SIDE_JOB_RENEWAL] = 0.9,
    [RK_P_TERM_UNPAID_RENEWAL] = 0.7,
    [RK_P_TERM_COMMUNITY] = 25.0,
    [RK_P_TERM_COMMUNITY_STAY] = 0.65,
    [RK_P_TERM_SECONDEE] = 19.0,
    [RK_P_LEARNING_START] = 0.35,
    [RK_P_LEARNING_MONTHS] = 18.0,
    [RK_P_LEARNING_CEILING] = 0.9,
    [RK_P_LEARNING_EXPERT] = 1.1,
    [RK_P_LEARNING_DECAY] = 0.0043,
    [RK_P_EXPERT_PROFICIENCY] = 1.05,
    [RK_P_EXPERT_TRAVEL] = 0.05,
    [RK_P_EXPERT_STRANGER] = 0.7,
    [RK_P_EXPERT_FAMILIAR] = 6.0,
    [RK_P_COVER_SUPPORT] = 4.0,
    [RK_P_WORK_LOAD] = 0.6,
    [RK_P_WORK_POPULATION] = 0.4,
    [RK_P_WORK_OPERATIONS] = 35.0,
    [RK_P_WORK_PROCEDURES] = 12.0,
    [RK_P_WORK_AUTOMATION] = 8.0,
    [RK_P_WORK_DATA] = 7.0,
    [RK_P_WORK_SECURITY] = 13.0,
    [RK_P_WORK_RESIDENTS] = 25.0,
    [RK_P_WORK_PATIENCE_DAILY] = 0.51,
    [RK_P_WORK_PATIENCE_PROJECT] = 0.041,
    [RK_P_WORK_PLANNING] = 3.0,
    [RK_P_ADOPTION_SECTION_STAFF] = 18.0,
    [RK_P_STANDARD_SYSTEMS] = 19.3,
    [RK_P_STANDARD_BODY_LATE] = 0.52,
    [RK_P_STANDARD_SHARE_LATE] = 0.3,
    [RK_P_STANDARD_EFFORT] = 1.1,
    [RK_P_STANDARD_DEADLINE] = 2030.0,
    [RK_P_STANDARD_PARALLEL] = 0.16,
    [RK_P_VENDOR_GROUPS] = 3.0,
    [RK_P_VENDOR_DELAY] = 2.0,
    [RK_P_INCIDENT_MIGRATION] = 0.07,
    [RK_P_INCIDENT_COVERAGE] = 1.0,
    [RK_P_INCIDENT_SECURITY] = 0.0061,
    [RK_P_INCIDENT_BACKLOG] = 0.1,
    [RK_P_INCIDENT_WORK] = 1.3,
    [RK_P_INCIDENT_STOP] = 2.0,
    [RK_P_INCIDENT_COST] = 5000003.0,
    [RK_P_SURGE_NATIONAL] = 0.041,
    [RK_P_SURGE_DISASTER] = 0.0009,
    [RK_P_SURGE_LOAD] = 0.17,
    [RK_P_SURGE_MONTHS] = 7.0,
    [RK_P_SERVICE_ONLINE_START] = 0.6,
    [RK_P_SERVICE_EFFORT] = 48.0,
    [RK_P_SERVICE_USE_UNDER_65] = 0.85,
    [RK_P_SERVICE_USE_65] = 0.45,
    [RK_P_SERVICE_HELP_65] = 0.25,
    [RK_P_PAY_REGULAR] = 6000011.0,
    [RK_P_PAY_TOWN] = 0.883,
    [RK_P_PAY_ON_COST] = 1.35,
    [RK_P_PAY_EXTERNAL] = 9000017.0,
    [RK_P_PAY_COMMUNITY] = 2800009.0,
    [RK_P_PAY_DAY] = 40003.0,
    [RK_P_PAY_LEAVE] = 0.8,
    [RK_P_PAY_TRAVEL] = 8009.0,
    [RK_P_PAY_REPLACEMENT] = 0.6,
    [RK_P_SYSTEMS_COST_SMALL] = 11700.0,
    [RK_P_SYSTEMS_COST_MIDDLE] = 5500.0,
    [RK_P_SYSTEMS_COST_LARGE] = 3100.0,
    [RK_P_SYSTEMS_MULTIPLIER] = 2.08,
    [RK_P_SYSTEMS_PARALLEL] = 0.3,
    [RK_P_MIGRATION_CAP] = 1.46,
    [RK_P_MIGRATION_COST] = 1.17,
    [RK_P_MIGRATION_COST_CORE] = 2.9,
    [RK_P_PRICES_YEAR] = 2024.0,
    [RK_P_PRICES_DISCOUNT] = 0.04,
};

static const char *const names[LAB_PLACES_MAX] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L",
                                                  "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X"};

static void build(rk_municipality *data, int i)
{
    *data = (rk_municipality){
        .code = LAB_FIRST_CODE + i,
        .name = names[i],
        .kana = names[i],
        .romaji = names[i],
        .kind = RK_CITY,
        .population = 12345.0 + 9877.0 * i,
        .population_2015 = 12345.0 + 9877.0 * i, /* no growth */
        .aged_share = 0.37,
        .area_km2 = 101.0,
        .staff = 97.0 + 61.0 * i,
        .fiscal_index = 0.43,
        .ict_employees = 83.0 + 7.0 * i,
        .own_posts = 1.0,
        .own_filled = -1.0,
        .own_post_fte = 1.0,
        .own_demand_fte = -1.0,
        .own_quit_multiplier = -1.0,
    };
}

rk_lab *lab_new(size_t n_places)
{
    rk_lab *self = calloc(1, sizeof *self);
    assert_non_null(self);
    assert_true(n_places >= 1 && n_places <= LAB_PLACES_MAX);
    memcpy(self->values, quiet, sizeof quiet);
    self->n_numbers = RK_N_PARAMETERS;
    for (size_t i = 0; i < n_places; i++) {
        build(&self->municipality[i], (int)i);
        self->all[i] = i;
    }
    self->prefecture[0] = (rk_prefecture){38, "愛媛県", "Ehime", 0, n_places};
    self->prefecture[1] = (rk_prefecture){39, "高知県", "Kochi", n_places, 0};
    self->model = (rk_model){"lab", "lab", "lab", self->instrument, 0};
    self->scenario = (rk_scenario){
        .title = "lab",
        .title_en = "lab",
        .seed = 1,
        .n_replications = RK_LANES,
        .inner = RK_LANES,
        .start_year = 2026,
        .n_years = 10,
        .prefectures = self->prefecture,
        .n_prefectures = 2,
        .municipalities = self->municipality,
        .n_municipalities = n_places,
        .own_contract = RK_CONTRACT_REGULAR,
        .models = &self->model,
        .n_models = 1,
    };
    return self;
}

void lab_free(rk_lab *self)
{
    rk_world_close(self->world);
    free(self);
}

void lab_posts(rk_lab *self, int n, rk_contract contract)
{
    self->scenario.own_contract = (int)contract;
    for (size_t i = 0; i < self->scenario.n_municipalities; i++) {
        self->municipality[i].own_posts = n;
    }
}

void lab_on(rk_lab *self, rk_process process)
{
    self->scenario.process[process] = true;
}

void lab_all_on(rk_lab *self)
{
    for (int i = 0; i < RK_N_PROCESSES; i++) {
        self->scenario.process[i] = true;
    }
}

rk_instrument *lab_instrument(rk_lab *self, size_t schema)
{
    assert_true(self->model.n_instruments < LAB_INSTRUMENTS_MAX && schema < LAB_SCHEMAS_MAX);
    rk_instrument *instrument = &self->instrument[self->model.n_instruments++];
    *instrument = (rk_instrument){.schema = schema, .name = "tool", .books = ~0u};
    return instrument;
}

void lab_number(rk_lab *self, rk_setting *setting, double value)
{
    assert_true(self->n_numbers < LAB_NUMBERS_MAX);
    setting->index = self->n_numbers++;
    self->values[setting->index] = value;
}

rk_world *lab_begin_in(rk_lab *self, size_t prefecture, uint64_t seed, uint32_t block)
{
    rk_world_close(self->world);
    self->world = NULL;
    assert_int_equal(rk_world_open(&self->scenario, prefecture, 0, self->hooks, &self->world), RK_OK);
    assert_int_equal(rk_simulation_begin(self->world, seed, block, self->values, 0, RK_LANES), RK_OK);
    return self->world;
}

rk_world *lab_begin(rk_lab *self, uint64_t seed, uint32_t block)
{
    return lab_begin_in(self, 0, seed, block);
}

void lab_month_begins(rk_world *world)
{
    rk_calendar_month(world);
    rk_levers_month(world);
    rk_exit_factors(world);
    rk_market_month(world);
}

void lab_month_of_people(rk_world *world)
{
    lab_month_begins(world);
    rk_spells_month(world);
    if (world->month % RK_MONTHS == 0) {
        rk_hiring_april(world);
    }
    world->month++;
}

void lab_years(rk_world *world, int n)
{
    for (int i = 0; i < n; i++) {
        rk_simulation_year(world);
    }
}

double lab_chance(double p, int months)
{
    return -log1p(-p) / months;
}

void lab_fill(rk_lanes *lanes, float value)
{
    RK_FOR_LANES(lane)
    {
        lanes->v[lane] = value;
    }
}

void lab_fill_int(rk_lanes_int *lanes, int value)
{
    RK_FOR_LANES(lane)
    {
        lanes->v[lane] = value;
    }
}

long lab_sum(const rk_lanes_int *lanes)
{
    long sum = 0;
    RK_FOR_LANES(lane)
    {
        sum += lanes->v[lane];
    }
    return sum;
}

void lab_is_close(double a, double b, double relative, const char *file, int line)
{
    double apart = fabs(a - b), size = fmax(fabs(a), fabs(b));
    if (!(apart <= relative * size)) {
        print_error("%.17g is not within %g of %.17g\n", a, relative, b);
        _fail(file, line);
    }
}

void lab_is_within(double got, double expected, double deviation, double times, const char *file, int line)
{
    if (!(fabs(got - expected) <= times * deviation)) {
        print_error("%.9g is %.2f standard deviations from %.9g\n", got, (got - expected) / deviation, expected);
        _fail(file, line);
    }
}
