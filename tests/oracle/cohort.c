#include "cohort.h"

#include <math.h>
#include <string.h>

void cohort_moves(cohort_rules *rules, double shape, double scale, int minimum)
{
    double above = 1; /* P(T > k - 1) */
    memset(rules->moved, 0, sizeof rules->moved);
    for (int k = 0; k < COHORT_YEARS; k++) {
        double next = k == COHORT_YEARS - 1 ? 0 : exp(-pow((k + 0.5) / scale, shape));
        rules->moved[k > minimum ? k : minimum] += above - next;
        above = next;
    }
}

cohort_post cohort_start(const cohort_rules *rules, int never_years)
{
    cohort_post post = {.filled = 1};
    double mean = 0; /* long stays are found more often, in proportion to their length */
    for (int stay = 0; stay < COHORT_YEARS; stay++) {
        mean += rules->moved[stay] * (stay == COHORT_NEVER ? never_years : stay);
    }
    for (int stay = 0; stay < COHORT_YEARS; stay++) {
        int years = stay == COHORT_NEVER ? never_years : stay;
        for (int k = 0; k < years; k++) {
            post.person[k][stay] = rules->moved[stay] / mean;
        }
    }
    return post;
}

static void one_year_older(cohort_post *post)
{
    for (int k = COHORT_YEARS - 1; k >= 1; k--) {
        memcpy(post->person[k], post->person[k - 1], sizeof post->person[k]);
    }
    memset(post->person[0], 0, sizeof post->person[0]);
}

/* Whose date has come goes; of the others so many resign as their years in post say. */
static void exits(const cohort_rules *rules, int month, cohort_post *post)
{
    double hazard = -log(1 - rules->quit_year) / 12 * rules->factor * pow(1 + rules->trend, month / 12);
    for (int k = 0; k < COHORT_YEARS; k++) {
        double leave = 1 - exp(-hazard * rules->by_tenure[k >= 16 ? 2 : k >= 6 ? 1 : 0]);
        for (int stay = 0; stay < COHORT_YEARS; stay++) {
            double *person = &post->person[k][stay];
            if (month % 12 == 0 && stay != COHORT_NEVER && k >= stay) {
                post->moved += *person;
                *person = 0;
            } else {
                post->resigned += *person * leave;
                *person *= 1 - leave;
            }
        }
    }
}

/* A round meets what was vacant before the day, and what a move opened today. A missed April is over: whoever waits for
 * the second one has waited since before September. */
static void april_round(const cohort_rules *rules, cohort_post *post, double *opened_by_move)
{
    double early = post->early * rules->early, late = post->late * rules->late, today = *opened_by_move * rules->today;
    post->hired = early + late + today;
    post->early = post->early - early + post->late - late;
    post->late = 0;
    *opened_by_move -= today;
    for (int stay = 0; stay < COHORT_YEARS; stay++) {
        post->person[0][stay] += post->hired * rules->moved[stay];
    }
}

void cohort_month(const cohort_rules *rules, int month, cohort_post *post)
{
    int of_year = month % 12;
    post->hired = post->resigned = post->moved = 0;
    if (of_year == 0 && month > 0) {
        one_year_older(post);
    }
    exits(rules, month, post);
    double opened_by_move = post->moved;
    if (of_year == 0) {
        april_round(rules, post, &opened_by_move);
    }
    *(of_year < 5 ? &post->early : &post->late) += post->resigned + opened_by_move;
    post->filled = 1 - post->early - post->late;
}
