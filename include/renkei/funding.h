/* Funding rules: who pays which part of whose cost. scenarios/FORMAT.md says how they are written. */
#ifndef RENKEI_FUNDING_H
#define RENKEI_FUNDING_H

#include <renkei/scenario.h>

/* A rule as a scenario knows it, in words; texts live as long as the scenario. */
typedef struct {
    const char *id;                /* "special_external_talent" */
    const char *title, *title_ja;
    const char *state;             /* "in force"; "off"; "on, no use": nothing in this scenario meets what it asks for */
    const char *items;             /* cost items, "[experts, travel]" */
    const char *of, *by;           /* whose burden it takes over, and who pays instead */
    const char *rate, *cap;        /* as written: "0.7", "{2021-04: 0.5, 2023-04: 0.7}", "none" */
    const char *per;               /* of the cap: "municipality_year" */
    const char *from, *until;      /* months, "ever" and "never" without */
    const char *realisation;       /* part of a claim that comes as cash */
    const char *source, *evidence; /* row of the facts, and its grade */
    const char *origin;            /* "funding/grants.yaml:12", and where the scenario changed it */
} rk_scenario_rule;

/* Every rule that the scenario knows, in force or not, in the order in which they apply. */
size_t rk_scenario_n_rules(const rk_scenario *scenario);
rk_scenario_rule rk_scenario_rule_at(const rk_scenario *scenario, size_t index);

#endif
