/* The parameters, one row each: X(id, name, unit, min, max, default, unit text, source, help).
 *
 * Sources are rows of the facts (docs: scenarios/FORMAT.md); E = anchored on them, J = judgement, to be swept in a
 * sensitivity analysis. The formulas that use a parameter are in engine/MODEL.md, Japanese names in parameter_titles.def.h.
 */
#ifndef RK_INPUT_PARAMETERS_DEF_H
#define RK_INPUT_PARAMETERS_DEF_H

/* clang-format off */
#define RK_PARAMETER_LIST(X) \
    X(ESTABLISHMENT_ZERO, "establishment.zero", SHARE, 0, 1, "0.9 %", "%", "S09 E", "chance that a municipality with 100 general administration staff has no DX post at all") \
    X(ESTABLISHMENT_ZERO_POWER, "establishment.zero_power", NUMBER, 0, 10, "3", "", "S08-S10 E", "odds of no post fall with staff^-power; 0: the same chance at every size") \
    X(ESTABLISHMENT_SCALE, "establishment.scale", NUMBER, 0, 10, "0.0494", "", "S04, S08 E", "other posts are 1 + Poisson(scale x staff^exponent)") \
    X(ESTABLISHMENT_EXPONENT, "establishment.exponent", NUMBER, 0, 2, "0.791", "", "S04, S08 E", "elasticity of DX posts to general administration staff") \
    X(ESTABLISHMENT_SINGLE_FTE, "establishment.single_fte", FTE, 0, 1, "beta(3, 3) FTE", "FTE", "S07 J", "share of duty on DX where there is one post only") \
    X(ESTABLISHMENT_SPECIALIST, "establishment.specialist", SHARE, 0, 1, "beta(2, 8)", "%", "A18, S50 J", "share of regular posts exempt from rotation") \
    X(ESTABLISHMENT_FILLED, "establishment.filled", SHARE, 0, 1, "100 %", "%", "S04 E", "chance that a post is filled at the start; the staff counts of the prior are filled posts") \
    X(AGE_20S, "people.age_20s", NUMBER, 0.001, 1000, "gamma(25, 1)", "", "J", "weight of ages 20-29 among DX staff (gamma weights make a Dirichlet)") \
    X(AGE_30S, "people.age_30s", NUMBER, 0.001, 1000, "gamma(30, 1)", "", "J", "weight of ages 30-39") \
    X(AGE_40S, "people.age_40s", NUMBER, 0.001, 1000, "gamma(25, 1)", "", "J", "weight of ages 40-49") \
    X(AGE_50S, "people.age_50s", NUMBER, 0.001, 1000, "gamma(20, 1)", "", "J", "weight of ages 50-59") \
    X(QUIT_20S, "quits.age_20s", CHANCE, 0, 0.99, "beta(24, 976) /year", "%/year", "A05 E", "resignation chance, age under 30") \
    X(QUIT_30_34, "quits.age_30_34", CHANCE, 0, 0.99, "beta(24, 976) /year", "%/year", "A05 E", "resignation chance, age 30-34") \
    X(QUIT_35_39, "quits.age_35_39", CHANCE, 0, 0.99, "beta(15, 985) /year", "%/year", "A05 E", "resignation chance, age 35-39") \
    X(QUIT_40_54, "quits.age_40_54", CHANCE, 0, 0.99, "beta(7, 993) /year", "%/year", "A05 E", "resignation chance, age 40-54") \
    X(QUIT_55_59, "quits.age_55_59", CHANCE, 0, 0.99, "beta(11, 989) /year", "%/year", "A05 E", "resignation chance, age 55-59") \
    X(QUIT_60_PLUS, "quits.age_60_plus", CHANCE, 0, 0.99, "beta(21, 979) /year", "%/year", "A02 x 1.5 E", "resignation chance, age 60 and over") \
    X(QUIT_TREND, "quits.trend", GROWTH, -0.5, 0.5, "triangular(0, 6, 10) %/year", "%/year", "A01, A04 E", "yearly growth of resignation chances") \
    X(QUIT_BASE_YEAR, "quits.base_year", NUMBER, 1900, 2200, "2022", "fiscal year", "A05 E", "fiscal year that the resignation chances are of; quits.trend counts from it") \
    X(QUIT_SKILL, "quits.skill_multiplier", NUMBER, 0, 20, "lognormal(1.5, 0.35)", "", "A31-A33, A08 J", "resignation of digital staff against all staff") \
    X(QUIT_TENURE_0_5, "quits.tenure_0_5", NUMBER, 0, 20, "1.034", "", "A36 J", "resignation in years 0-5 in post, relative (2.2 : 1 : 0.5, with a mean of 1 over the people found at the start)") \
    X(QUIT_TENURE_6_15, "quits.tenure_6_15", NUMBER, 0, 20, "0.47", "", "A36 J", "resignation in years 6-15 in post, relative") \
    X(QUIT_TENURE_16_PLUS, "quits.tenure_16_plus", NUMBER, 0, 20, "0.235", "", "A36 J", "resignation from year 16 in post, relative") \
    X(QUIT_LOAD, "quits.load_effect", NUMBER, 0, 5, "triangular(0.2, 0.6, 1.2)", "", "A11 J", "theta: resignation x exp(theta x overload)") \
    X(QUIT_SOLO, "quits.solo_multiplier", NUMBER, 0, 20, "triangular(1, 1.2, 1.6)", "", "J", "resignation of somebody who works alone") \
    X(QUIT_EXTERNAL, "quits.external", CHANCE, 0, 0.99, "beta(10, 90) /year", "%/year", "A08, A22 J", "resignation chance of external experts and contract staff, any age") \
    X(OVERLOAD_CAP, "quits.overload_cap", NUMBER, 0, 100, "2", "", "J", "overload counts up to this; 1 = twice the work that capacity does in its planning time") \
    X(LEAVE_RATE, "leave.rate", CHANCE, 0, 0.99, "beta(22, 978) /year", "%/year", "A11 E", "chance that long sick leave begins") \
    X(LEAVE_TREND, "leave.trend", GROWTH, -0.5, 0.5, "triangular(0, 5, 12) %/year", "%/year", "A12 E", "yearly growth of it") \
    X(LEAVE_BASE_YEAR, "leave.base_year", NUMBER, 1900, 2200, "2022", "fiscal year", "A12, A13 E", "fiscal year that leave.rate is of; leave.trend counts from it") \
    X(LEAVE_MONTHS, "leave.months", MONTHS, 1, 120, "6 months", "months", "A14 J", "median length of leave (lognormal)") \
    X(LEAVE_SIGMA, "leave.sigma", NUMBER, 0, 3, "0.7", "", "A14 J", "sigma of the logarithm of the length") \
    X(LEAVE_RETURN, "leave.return", SHARE, 0, 1, "beta(8, 2)", "%", "A14 J", "chance to return; the others leave for good") \
    X(LEAVE_RELAPSE, "leave.relapse", SHARE, 0, 1, "beta(3, 7)", "%", "A14 J", "chance of another leave within 24 months of return") \
    X(RETIREMENT_STAY, "retirement.stay_full_time", SHARE, 0, 1, "beta(7, 3)", "%", "A15, A16 J", "chance to work on with full output from 60 to the legal age") \
    X(RETIREMENT_OUTPUT, "retirement.output", NUMBER, 0, 1, "triangular(0.6, 0.8, 1)", "", "A16 J", "output of the others from 60 on") \
    X(ROTATION_SHAPE, "rotation.shape", NUMBER, 0.1, 20, "2.5", "", "A18 E", "shape of the Weibull of years in post") \
    X(ROTATION_SCALE, "rotation.scale", YEARS, 0.5, 50, "4 years", "years", "A18 E", "scale of it") \
    X(ROTATION_MINIMUM, "rotation.minimum", YEARS, 0, 20, "2 years", "years", "A18 E", "nobody is moved before") \
    X(KNOWHOW_LOST, "knowhow.lost", SHARE, 0, 1, "triangular(20, 40, 70) %", "%", "A35 J", "part of a leaver's local know-how that is lost") \
    X(KNOWHOW_OVERLAP, "knowhow.overlap", NUMBER, 0, 1, "0.5", "", "J", "loss is multiplied by this when the successor comes in the same month") \
    X(KNOWHOW_WEIGHT, "knowhow.weight", SHARE, 0, 1, "triangular(10, 30, 50) %", "%", "J", "part of capacity that hangs on local know-how") \
    X(KNOWHOW_MONTHS, "knowhow.months", MONTHS, 1, 240, "24 months", "months", "J", "time constant of building know-how up again") \
    X(HIRING_INTERNAL, "hiring.internal", SHARE, 0, 1, "beta(18, 2)", "%", "A18 J", "chance that a rotated desk gets its successor on the same 1 April") \
    X(HIRING_ROUND, "hiring.round", SHARE, 0, 1, "beta(15, 5)", "%", "A25, A26 E", "chance that an open examination yields somebody for a planned post") \
    X(HIRING_DECLINE, "hiring.decline", SHARE, 0, 1, "27 %", "%", "A26 E", "share of those passed who decline") \
    X(HIRING_LATE, "hiring.late", SHARE, 0, 1, "beta(6, 4)", "%", "A30 J", "chance that a vacancy of September or later misses the next April") \
    X(HIRING_TOWN, "hiring.town", NUMBER, 0, 1, "triangular(0.4, 0.55, 0.8)", "", "A29, A32 J", "chance of towns and villages relative to cities, on-site posts") \
    X(HIRING_CONTRACT, "hiring.contract", CHANCE, 0, 0.999, "triangular(4, 8, 14) %/month", "%/month", "A30 J", "chance that an open on-site contract vacancy is filled, no competitors") \
    X(HIRING_REMOTE, "hiring.remote", CHANCE, 0, 0.999, "beta(18, 2) /year", "%/year", "A28 E", "the same for side-job and remote posts") \
    X(MARKET_ELASTICITY, "market.elasticity", NUMBER, 0, 1, "0.5", "", "J", "alpha of the matching function: fill chance falls with vacancies^-alpha") \
    X(MARKET_SEEKERS, "market.seekers", SHARE, 0, 1, "triangular(0.05, 0.2, 0.5) %", "%", "A32, A33 J", "people open to a public post, of the prefecture's ICT employees") \
    X(MARKET_OFFERS, "market.offers", NUMBER, 0.01, 100, "1.6", "", "A33 J", "private offers per seeker, always open") \
    X(MARKET_PREFECTURE, "market.pull_prefecture", NUMBER, 0, 20, "triangular(1, 1.25, 1.6)", "", "A28, A32 J", "an on-site contract post of a prefecture draws so many times as many as a municipality's") \
    X(MARKET_JOINT_OFFICE, "market.pull_joint_office", NUMBER, 0, 20, "triangular(0.9, 1.1, 1.3)", "", "J", "the same of a joint office") \
    X(MARKET_NATION, "market.pull_nation", NUMBER, 0, 20, "triangular(1, 1.25, 1.6)", "", "J", "the same of the nation") \
    X(MARKET_PAY, "market.pay_elasticity", NUMBER, 0, 10, "triangular(0.5, 1, 2)", "", "A28 J", "posts with a pay premium are filled premium^elasticity times as fast") \
    X(HIRING_AGE_EXTERNAL, "hiring.age_external", YEARS, 20, 70, "42 years", "years", "J", "mean age of an external expert when hired (plus or minus 12 years)") \
    X(TERM_FIXED, "terms.fixed_term", YEARS, 1, 5, "triangular(1, 3, 5) years", "years", "A21, A22 E", "first term of a fixed-term contract; never more than 5 years in all") \
    X(TERM_RENEWAL, "terms.renewal", SHARE, 0, 1, "beta(7, 3)", "%", "A22 E", "chance of renewal at the end of a term") \
    X(TERM_ONE_YEAR_RENEWAL, "terms.one_year_renewal", SHARE, 0, 1, "beta(7, 3)", "%", "A23 J", "chance that one-year staff are appointed again") \
    X(TERM_SIDE_JOB_RENEWAL, "terms.side_job_renewal", SHARE, 0, 1, "beta(9, 1)", "%", "A24 E", "chance that a side-job expert goes on for another year") \
    X(TERM_UNPAID_RENEWAL, "terms.unpaid_renewal", SHARE, 0, 1, "beta(7, 3)", "%", "A24, C11 J", "the same of people without pay") \
    X(TERM_COMMUNITY, "terms.community", MONTHS, 6, 60, "uniform(12, 36) months", "months", "S41 E", "term of community cooperation staff") \
    X(TERM_COMMUNITY_STAY, "terms.community_stay", SHARE, 0, 1, "beta(65, 35)", "%", "S41 E", "chance that they stay in the area, and in the post, after it") \
    X(TERM_SECONDEE, "terms.secondee", MONTHS, 6, 36, "uniform(6, 36) months", "months", "S38 E", "stay of a secondee") \
    X(LEARNING_START, "learning.start", NUMBER, 0, 1.2, "triangular(0.2, 0.35, 0.5)", "", "J", "proficiency of a novice; 1 = an expert") \
    X(LEARNING_MONTHS, "learning.months", MONTHS, 0.1, 240, "triangular(9, 18, 30) months", "months", "J", "time constant of learning on the job") \
    X(LEARNING_CEILING, "learning.ceiling", NUMBER, 0, 1.2, "triangular(0.8, 0.9, 1)", "", "J", "proficiency a municipal employee reaches without special training") \
    X(LEARNING_EXPERT, "learning.expert_gain", NUMBER, 0, 20, "triangular(0, 1, 2)", "", "J", "learning is faster by 1 + gain x support in full-time equivalents, beside an expert") \
    X(LEARNING_DECAY, "learning.decay", CHANCE, 0, 0.99, "5 %/year", "%/year", "J", "proficiency that technology takes away") \
    X(EXPERT_PROFICIENCY, "experts.proficiency", NUMBER, 0, 1.2, "1", "", "J", "proficiency of an external expert in the own skill") \
    X(EXPERT_TRAVEL, "experts.travel_loss", SHARE, 0, 1, "triangular(2, 5, 10) %", "%", "J", "expert time lost for each further municipality served in a month") \
    X(EXPERT_STRANGER, "experts.stranger", NUMBER, 0, 1, "0.7", "", "J", "effect of an expert who does not know the municipality yet") \
    X(EXPERT_FAMILIAR, "experts.familiar_months", MONTHS, 0.1, 240, "6 months", "months", "J", "time constant of getting to know it; lost when the expert leaves") \
    X(COVER_SUPPORT, "cover.support_days", DAYS_MONTH, 0, 20, "4 days/month", "days/month", "J", "expert days in a month that count as cover where there is no staff") \
    X(WORK_LOAD, "work.load", NUMBER, 0, 20, "triangular(0.45, 0.6, 0.8)", "", "W21 J", "expert-level work, person-months a month per expected DX person (establishment prior)") \
    X(WORK_TREND, "work.trend", GROWTH, -0.5, 0.5, "2 %/year", "%/year", "J", "yearly growth of demand") \
    X(WORK_POPULATION, "work.population", NUMBER, 0, 2, "0.4", "", "S08 J", "elasticity of demand to population, whose trend is that of 2015-2020") \
    X(WORK_OPERATIONS, "work.operations", NUMBER, 0, 1000, "35", "", "J", "weight of operations in ongoing work") \
    X(WORK_PROCEDURES, "work.procedures", NUMBER, 0, 1000, "12", "", "W14 J", "weight of online procedures") \
    X(WORK_AUTOMATION, "work.automation", NUMBER, 0, 1000, "8", "", "W17 J", "weight of automation") \
    X(WORK_DATA, "work.data", NUMBER, 0, 1000, "8", "", "J", "weight of data use") \
    X(WORK_SECURITY, "work.security", NUMBER, 0, 1000, "12", "", "J", "weight of security") \
    X(WORK_RESIDENTS, "work.residents", NUMBER, 0, 1000, "25", "", "J", "weight of resident support") \
    X(WORK_PATIENCE_DAILY, "work.patience_daily", CHANCE, 0, 0.99, "40 %/month", "%/month", "J", "waiting operations and resident support given up") \
    X(WORK_PATIENCE_PROJECT, "work.patience_project", CHANCE, 0, 0.99, "4 %/month", "%/month", "J", "waiting project work given up") \
    X(WORK_PLANNING, "work.planning_months", MONTHS, 0.1, 60, "3 months", "months", "J", "overload = waiting work / (capacity x planning months) - 1, not below 0") \
    X(ADOPTION_START, "adoption.start", SHARE, 0, 1, "triangular(10, 25, 50) %", "%", "S16, S33 J", "share of sections that take part in digital work at the start") \
    X(ADOPTION_ALONE, "adoption.alone", CHANCE, 0, 0.99, "1 %/year", "%/year", "J", "other sections that begin of their own accord (innovation in the Bass model)") \
    X(ADOPTION_FOLLOW, "adoption.follow", CHANCE, 0, 0.99, "triangular(4, 8, 15) %/year", "%/year", "J", "others that begin because colleagues do, if all of these did (imitation)") \
    X(ADOPTION_SECTION_STAFF, "adoption.section_staff", PERSONS, 1, 1000, "18 persons", "persons", "section 6 J", "general administration staff of a section; a municipality has Poisson(staff / this) sections, at least 1; 12 in a town of 30,000") \
    X(ADOPTION_RESISTANCE, "adoption.resistance", SHARE, 0, 1, "triangular(10, 25, 40) %", "%", "S33 J", "part of own work on procedures, automation and data lost where no section takes part") \
    X(STANDARD_SYSTEMS, "standardisation.systems", NUMBER, 0, 100, "19.3", "", "W01 E", "core systems of a municipality") \
    X(STANDARD_BODY_LATE, "standardisation.body_late", SHARE, 0, 1, "beta(52, 48)", "%", "W03 E", "chance that a municipality has late systems at the start") \
    X(STANDARD_SHARE_LATE, "standardisation.share_late", SHARE, 0, 1, "beta(1.5, 3.5)", "%", "W04 E", "share of its systems that is late") \
    X(STANDARD_EFFORT, "standardisation.effort", PERSON_MONTHS, 0, 100, "triangular(0.5, 1, 2) person-months", "person-months", "W21 J", "own work per system migrated") \
    X(STANDARD_DEADLINE, "standardisation.deadline", NUMBER, 1900, 2200, "2030", "fiscal year", "W02 E", "fiscal year at whose end migration should be complete") \
    X(STANDARD_PARALLEL, "standardisation.parallel", SHARE, 0, 5, "triangular(5, 15, 30) %", "%", "J", "more operations work while all systems run twice; in proportion for fewer") \
    X(VENDOR_GROUPS, "vendor.groups", NUMBER, 1, 64, "6", "", "W05 J", "groups of municipalities with one vendor") \
    X(VENDOR_DELAY, "vendor.delay_mode", YEARS, 0.5, 5, "2 years", "years", "W02 E", "mode of the vendor's delay, triangular on 0.5 to 5 years, one draw a vendor group") \
    X(INCIDENT_MIGRATION, "incidents.migration", SHARE, 0, 1, "triangular(1, 5, 15) %", "%", "J", "migration errors per system migrated at full coverage") \
    X(INCIDENT_COVERAGE, "incidents.coverage_effect", NUMBER, 0, 20, "1", "", "J", "migration errors x (1 + effect x (1 - capacity / demand))") \
    X(INCIDENT_SECURITY, "incidents.security", RATE, 0, 10, "triangular(0.02, 0.05, 0.15) /year", "/year", "J", "security incidents of a municipality without security backlog") \
    X(INCIDENT_BACKLOG, "incidents.backlog_effect", NUMBER, 0, 20, "triangular(0.05, 0.1, 0.3)", "", "J", "more of them per month of security backlog, as a part") \
    X(INCIDENT_WORK, "incidents.work", PERSON_MONTHS, 0, 100, "1 person-months", "person-months", "J", "emergency work of an incident") \
    X(INCIDENT_STOP, "incidents.stop_months", MONTHS, 0, 24, "2 months", "months", "J", "migration stands still after an incident") \
    X(INCIDENT_COST, "incidents.cost", YEN, 0, 1e11, "5 million yen", "million yen", "J", "cost of an incident") \
    X(SURGE_NATIONAL, "surge.national", RATE, 0, 12, "0.5 /year", "/year", "J", "new national tasks, all municipalities at once") \
    X(SURGE_DISASTER, "surge.disaster", RATE, 0, 12, "0.01 /year", "/year", "J", "disasters that begin in a municipality and take its neighbours along") \
    X(SURGE_LOAD, "surge.load", SHARE, 0, 10, "triangular(5, 15, 40) %", "%", "J", "more ongoing work during a surge") \
    X(SURGE_MONTHS, "surge.months", MONTHS, 1, 60, "7 months", "months", "J", "mean length of a surge, uniform from 3 months to twice the mean less 3") \
    X(SERVICE_ONLINE_START, "service.online_start", SHARE, 0, 1, "beta(6, 4)", "%", "W16 J", "share of procedures online at the start") \
    X(SERVICE_EFFORT, "service.effort_months", MONTHS, 0.1, 1000, "48 months", "months", "W21 J", "months of undisturbed procedures work that put all procedures online") \
    X(SERVICE_USE_UNDER_65, "service.use_under_65", SHARE, 0, 1, "85 %", "%", "J", "residents under 65 who can use a service online") \
    X(SERVICE_USE_65, "service.use_65", SHARE, 0, 1, "45 %", "%", "J", "residents aged 65 and over who can, without help") \
    X(SERVICE_HELP_65, "service.help_65", SHARE, 0, 1, "25 %", "%", "J", "more of them when resident support is done in full") \
    X(PAY_REGULAR, "pay.regular", YEN_YEAR, 0, 1e9, "normal(6.0, 0.6) million yen/year", "million yen/year", "C01 E", "pay of regular staff in cities") \
    X(PAY_TOWN, "pay.town", NUMBER, 0, 10, "0.883", "", "C02 E", "pay in towns and villages against cities (5.3 : 6.0)") \
    X(PAY_ON_COST, "pay.on_cost", NUMBER, 1, 3, "triangular(1.25, 1.35, 1.45)", "", "C03 J", "employer's cost per yen of pay") \
    X(PAY_EXTERNAL, "pay.external", YEN_YEAR, 0, 1e9, "triangular(7, 9, 12) million yen/year", "million yen/year", "C05, C08 E", "pay of a full-time external expert") \
    X(PAY_COMMUNITY, "pay.community", YEN_YEAR, 0, 1e9, "2.8 million yen/year", "million yen/year", "C16 E", "pay of community cooperation staff, their activities apart") \
    X(PAY_DAY, "pay.day", YEN_DAY, 0, 1e8, "triangular(20000, 40000, 60000) yen/day", "yen/day", "C06, C07 E", "fee of a side-job expert or adviser") \
    X(PAY_LEAVE, "pay.leave", SHARE, 0, 1, "80 %", "%", "J", "pay during sick leave") \
    X(PAY_TRAVEL, "pay.travel", YEN_DAY, 0, 1e7, "8000 yen/day", "yen/day", "J", "travel of an expert, per day of support given") \
    X(PAY_REPLACEMENT, "pay.replacement", NUMBER, 0, 10, "triangular(0.3, 0.6, 1.5)", "", "A35 J", "cost of replacing a leaver, in years of pay") \
    X(BUDGET_SQUEEZE, "budget.squeeze", NUMBER, 0, 10, "triangular(0, 0.3, 0.8)", "", "W09 J", "own contract posts are filled slower by 1 / (1 + squeeze x rise of running cost), the year after") \
    X(PAY_DRIFT, "pay.drift", GROWTH, -0.2, 0.2, "1 %/year", "%/year", "J", "real wage drift") \
    X(SYSTEMS_COST_SMALL, "systems.cost_under_20k", YEN_RESIDENT, 0, 1e7, "11700 yen/resident", "yen/resident", "W12 E", "running cost of systems, fewer than 20,000 residents") \
    X(SYSTEMS_COST_MIDDLE, "systems.cost_20k_100k", YEN_RESIDENT, 0, 1e7, "5500 yen/resident", "yen/resident", "W12 J", "the same, 20,000 to 100,000 residents") \
    X(SYSTEMS_COST_LARGE, "systems.cost_over_100k", YEN_RESIDENT, 0, 1e7, "3100 yen/resident", "yen/resident", "W12 E", "the same, more than 100,000 residents") \
    X(SYSTEMS_MULTIPLIER, "systems.multiplier", NUMBER, 0, 6, "lognormal(2.08, 0.45)", "", "W09, W10 E", "running cost after migration against before") \
    X(SYSTEMS_PARALLEL, "systems.parallel", SHARE, 0, 5, "30 %", "%", "J", "more running cost of a system that runs twice") \
    X(MIGRATION_CAP, "migration.cap", NUMBER, 0, 100, "1.46", "", "W07, W12 E", "what the national fund pays at most for migrating all systems, in years of running cost before it (6,988 : 4,786 oku)") \
    X(MIGRATION_COST, "migration.cost", NUMBER, 0, 100, "lognormal(1.1, 0.5)", "", "W08 J", "cost of migration against that cap") \
    X(MIGRATION_COST_CORE, "migration.cost_core", NUMBER, 0, 100, "lognormal(3, 0.5)", "", "W08 J", "the same in designated and core cities") \
    X(PRICES_YEAR, "prices.year", NUMBER, 1990, 2200, "2024", "fiscal year", "C01 J", "fiscal year whose prices all yen are in") \
    X(PRICES_DISCOUNT, "prices.discount", GROWTH, 0, 0.5, "4 %/year", "%/year", "J", "discount rate of present values; the engine books undiscounted yen")
/* clang-format on */

#endif
