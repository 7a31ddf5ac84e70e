/* Expected stocks of regular and specialist posts by a linear recurrence: Bartholomew's manpower planning.
 *
 * The state of a post is a chance: somebody with k years in post who will be moved after T, or vacant since before or
 * since after the end of August. All moves are those of engine/MODEL.md, sections 2 to 4, with everybody of the same
 * age class. */
#ifndef RK_ORACLE_COHORT_H
#define RK_ORACLE_COHORT_H

enum { COHORT_YEARS = 64, COHORT_NEVER = 0 };

typedef struct {
    double quit_year;           /* chance of a year to resign where all factors are 1 */
    double trend;               /* yearly growth of the hazard */
    double factor;              /* of the hazard, all the years */
    double by_tenure[3];        /* of the hazard: years 0-5, 6-15, 16 and more */
    double moved[COHORT_YEARS]; /* chance that somebody who comes will be moved after T years; [COHORT_NEVER]: never */
    double early, late;         /* chance that an April fills what opened before September, and from September on */
    double today;               /* ... and what a move opened on the same day */
} cohort_rules;

typedef struct {
    double person[COHORT_YEARS][COHORT_YEARS]; /* [years in post][T] */
    double early, late;                        /* vacant since */
    double filled, hired, resigned, moved;     /* after the last month; the last three: chances of the month */
} cohort_post;

/* Fill moved[]: P(T > k) = exp(-((k + 1/2) / scale)^shape), T at least minimum. */
void cohort_moves(cohort_rules *rules, double shape, double scale, int minimum);

/* Filled, by people who have had a uniform whole part of their T years; those who never move of never_years. */
cohort_post cohort_start(const cohort_rules *rules, int never_years);

/* month: 0 is the first April. */
void cohort_month(const cohort_rules *rules, int month, cohort_post *post);

#endif
