/* The published figures, each with how far off it may be for reasons of its own, and with what a miss means. Ids are
 * rows of the project's facts. */
#include "reality_measures.h"

#include <math.h>

static const char at_start[] = "run start: April 2023, posts and people as found, nobody leaves";

static const char quits_apart[] =
    "The published chances by age meet the mean of all staff at the ages of all staff. DX staff are taken as younger "
    "(people.age_*, "
    "J), which gives 0.14 points, and overload and working alone (J) give the rest; with the multiplier of digital "
    "staff (J) it is "
    "the row below. A07 is not published, so what is right cannot be said; sweep quits.skill_multiplier.";
static const char late[] = "runs late, bodies: a year without capacity for migration; enters as a prior, so that "
                           "agreement shows no more than that it arrives";
static const char costs[] = "run before: systems.multiplier 1, nothing late; enters as a prior";
static const char pooling[] = "Tijms table 5.3.2: whole numbers, nothing to be off by";
static const char queue[] =
    "run pool: fewest experts simulated with which so few requests wait; range of Monte Carlo error";
static const char fixed_posts[] =
    "The model keeps the posts of the start; it has no process by which municipalities create posts. Since S06 they "
    "did "
    "(standardisation, DX plans), and small desks became fewer. What the model shows later is what happens if nobody "
    "adds "
    "posts: vacancies, leave and overload then thin desks out. For a forecast of levels bring your own plan of posts "
    "(instrument posts); differences between models are less touched.";

const reality_fact reality_facts[] = {
    /* ---- Posts at the start ---- */
    {"S04", "DX staff per municipality, April 2023", "persons", 5.86, 5.80, 5.92,
     "1 %: part-time duty is counted by head", at_start, "", reality_mean_staff, 0},
    {"S08", "municipalities with at most one", "municipalities", 213, 199, 227,
     "one draw of 1,741 municipalities: standard deviation 14", at_start, "", reality_at_most_one, 0},
    {"S09", "municipalities with nobody", "municipalities", 37, 31, 43,
     "one draw of 1,741 municipalities: standard deviation 6", at_start, "", reality_none, 0},
    {"S10", "at most one, up to 50,000 residents", "municipalities", 211, 197, 225, "as S08", at_start, "",
     reality_at_most_one_by_size, 0},
    {"S08, S10", "at most one, over 50,000 residents", "municipalities", 2, 0, 5,
     "213 - 211, of two dates; S08 says almost all are below", at_start, "", reality_at_most_one_by_size, 1},
    {"S22", "DX staff among general administration staff", "%", 1.47, 1.40, 1.54, "S02 of 2023 over S21 of 2020",
     at_start, "", reality_share_of_staff, 0},
    {"C01", "mean pay of full-time staff", "million yen/year", 6.45, 5.80, 7.10,
     "10 %: all local governments, prefectures and overtime included (C02: small ones 5.2 to 5.5)",
     "run pay: FY2024, every post full time, no on-cost", "", reality_mean_pay, 0},

    /* ---- What becomes of them ---- */
    {"S06", "growth of DX staff in a year", "%", 14.5, 11.5, 17.5,
     "3 points; FY2022 to FY2023 (S17: ten flat years before)",
     "runs nation1, nation2: filled posts of FY2024 over FY2023", fixed_posts, reality_staff_growth, 0},
    {"S12", "municipalities with at most one, FY2025", "municipalities", 190, 170, 213,
     "the definitions differ between years", "run nation9: third fiscal year, mean of its months", fixed_posts,
     reality_at_most_one_later, 2},
    {"A15", "retirements that follow an odd fiscal year", "% of all", 0, 0, 0, "by law, FY2023 to FY2031",
     "run nation9: counted on 1 April after the fiscal year", "", reality_retirements_after_odd_years, 0},

    /* ---- People who go, or are away ---- */
    {"A05", "resignations a year, without the multiplier of digital staff, FY2022", "%", 1.4, 1.15, 1.65,
     "half of the 0.5 point that the facts leave to each age; DX staff are taken as younger than all (J): + 0.14",
     "run all1: quits.skill_multiplier 1", quits_apart, reality_quits, REALITY_ALL_STAFF},
    {"A05", "the same, without overload and working alone", "%", 1.4, 1.15, 1.65, "as above",
     "run calm1: quits.skill_multiplier 1, process overload off", "", reality_quits, REALITY_ALL_CALM},
    {"A07", "resignations of digital staff a year, FY2022", "%", (double)NAN, (double)NAN, (double)NAN,
     "not published; private IT staff 10 to 13 (A09)", "run digital1: every default, quits.skill_multiplier 1.5 (J)",
     "", reality_quits, REALITY_DIGITAL},
    {"A01", "resignations after nine years, relative", "times", 2.2, 1.7, 2.4,
     "numbers, in part of a larger cohort; the rate of the young doubled (A04)",
     "runs all1, all9, all10: rate of FY2031 over FY2022, 16 replications together",
     "quits.trend alone gives 1.6. The rest is overload: a run starts with no work waiting, demand grows (work.trend, "
     "J) and "
     "capacity does not, so that more and more municipalities are overloaded, and quits.load_effect (J) counts on top "
     "of a "
     "trend in which rising load is contained already. Resignations late in a run are an upper bound.",
     reality_quits_after_nine_years, 0},
    {"A11, A12", "long sick leaves begun a year, FY2022", "%", 2.2, 2.0, 2.5,
     "mental causes: 2.25 in FY2020 from one week on, 2.14 in FY2022 long ones",
     "run digital1: first year, so without relapses of earlier leaves", "", reality_leave_starts, 0},
    {"A13", "people on long sick leave at some time of the year, all causes, FY2022", "%", 3.25, 2.9, 3.6,
     "10 %: a person with two leaves is counted once there, twice here",
     "runs leave2, leave3 from FY2020: leaves begun, and those that go on from before",
     "leave.rate is that of mental causes beginning (A11, A12), as the facts' prior has it; with relapses, and leaves "
     "that go "
     "on into the next year, more people are away in a year than A13 counts for all causes. A11 and A13 count persons "
     "absent, and if A11 is read so too, leave.rate is too high by about a third. Length and relapse are J (A14 "
     "unknown).",
     reality_away_in_a_year, 0},
    {"A18", "years between moves of regular staff", "years", 4, 3, 5, "3 to 5 typical, about 3, 2 to 3 in Tokyo",
     "run stays9: rotation alone; person-years per move", "", reality_stay, 0},
    {"A30", "months from an unplanned leave to a successor", "months", 10.5, 6, 15, "a range without a page (b-M)",
     "run gaps20: no rotation and retirement; months vacant per resignation", "", reality_vacancy, 0},

    /* ---- Systems ---- */
    {"W03", "bodies with late systems, April 2026", "% of municipalities", 52.3, 47, 58,
     "December 2025, rising: 36, 42, 52 % from July on", late, "", reality_late_bodies, 0},
    {"W03, W04", "late systems, April 2026", "% of systems", 16.0, 14, 18,
     "derived: 52.3 % x 5.9 of 19.3; published 10.9 in July 2025 with 36 % of bodies", late, "", reality_late_systems,
     0},
    {"W04", "late systems of a late body", "systems", 5.9, 5.3, 6.5, "10 %: July 2025, before the last bodies came",
     late, "", reality_late_per_late_body, 0},
    {"W09", "running cost after migration over before", "times", 2.3, 2.1, 2.5,
     "mean of 62 core cities; Tokyo expects 1.6 (W10)", "runs before, after; enters as a prior", "",
     reality_running_cost_ratio, 0},
    {"W12", "running cost of systems before migration, all", "yen/resident", 3742, 3368, 4116, "10 %: FY2017", costs,
     "systems.cost_20k_100k (5,500, J) and 3,100 yen for every city over 100,000 residents add up to more than the "
     "published "
     "mean: the largest cities or the middle class must cost less. Shares of payers and differences between models are "
     "touched little, total cost is too high by this.",
     reality_cost_per_resident, REALITY_ALL_SIZES},
    {"W12", "the same, under 20,000 residents", "yen/resident", 11724, 11138, 12310, "5 %: FY2017", costs, "",
     reality_cost_per_resident, REALITY_UNDER_20K},
    {"W12", "the same, 100,000 to 200,000 residents", "yen/resident", 3096, 2941, 3251, "5 %: FY2017", costs, "",
     reality_cost_per_resident, REALITY_100K_TO_200K},

    /* ---- A pool ---- */
    {"L06", "experts needed for load 1, at most 20 % wait", "persons", 3, 3, 3, pooling, queue, "",
     reality_experts_needed, 0},
    {"L06", "load 1, at most 10 %", "persons", 3, 3, 3, pooling, queue, "", reality_experts_needed, 1},
    {"L06", "load 5, at most 20 %", "persons", 8, 8, 8, pooling, queue, "", reality_experts_needed, 2},
    {"L06", "load 5, at most 10 %", "persons", 9, 9, 9, pooling, queue, "", reality_experts_needed, 3},
    {"L06", "load 10, at most 20 %", "persons", 14, 14, 14, pooling, queue, "", reality_experts_needed, 4},
    {"L06", "load 10, at most 10 %", "persons", 16, 16, 16, pooling, queue, "", reality_experts_needed, 5},
    {"L06", "load 50, at most 20 %", "persons", 58, 58, 58, pooling, queue, "", reality_experts_needed, 6},
    {"L06", "load 50, at most 10 %", "persons", 61, 61, 61, pooling, queue, "", reality_experts_needed, 7},
};
const size_t reality_n_facts = sizeof reality_facts / sizeof *reality_facts;

const reality_silence reality_silences[] = {
    {"S05, S03", "staff of prefectures: municipalities are what is simulated"},
    {"S07", "FY2022: the prior is that of April 2023, and posts do not change before it"},
    {"S11", "one-person desks of early 2026, definition unlike S08; S12 has it"},
    {"S13", "staff by size class: not published in what was found; the table above has the model's"},
    {"S14-S16", "units and plans: no such state in the model"},
    {"S24-S28, S35-S40",
     "external talent, CIOs, national dispatch: a model without cooperation has none; what instruments "
     "bring is the scenario's"},
    {"S29-S33", "training: none without cooperation"},
    {"S41", "residents after a term as revitalisation staff: nobody stays on after a term in the model"},
    {"S42-S61", "pools of single prefectures: inputs of scenarios, no outcome to compare"},
    {"A02, A03, A06", "resignations by age or region: no outcome by age; the chances by age are A05's"},
    {"A08, A09, A33-A34", "private labour market: an input of hiring only"},
    {"A10, A17", "all departments, all careers: people who are moved out of DX retire elsewhere"},
    {"A14, A20, A29", "unknown: length of leave, years in the information section, applicants in small towns"},
    {"A21-A24", "terms of contracts: own posts are regular staff, and experts' stays are no outcome"},
    {"A25-A28", "examinations: enter as hiring.round, hiring.decline and hiring.remote; no outcome counts candidates"},
    {"A35, A36", "enter as pay.replacement and quits.tenure_*"},
    {"C05-C30", "fees, grants and rules: inputs"},
    {"W06", "steps of migration done: the model counts systems"},
    {"W08", "cost of migration over the cap: enters as migration.cost"},
    {"W13", "share of ICT in the budget: the model has no budget"},
    {"W14-W16", "bodies with all 26 procedures online: the model has the share online, not a count of procedures"},
    {"W17-W19", "bodies with AI or RPA: the model has hours of automation work, no yes or no"},
    {"W20, L08-L12", "existing cooperation and savings by it: an input, or unknown"},
    {"W21", "work per system or procedure: unknown, J"},
};
const size_t reality_n_silences = sizeof reality_silences / sizeof *reality_silences;
