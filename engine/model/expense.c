/* Every yen is booked at its source, in whole yen, and split by payer, then funded. MODEL.md section 10. */
#include "model/funding.h"
#include "model/journal.h"

#include <assert.h>
#include <string.h>

/* Nothing to book, and nobody whom a cap by person-years would count: unpaid people count there. */
static bool is_nothing(const rk_expense *expense)
{
    int64_t any = expense->person_years != NULL;
    RK_FOR_LANES(lane)
    {
        any |= expense->yen[lane];
    }
    return any == 0;
}

static bool fits(const rk_world *world, const rk_expense *expense)
{
    int64_t signs = 0;
    bool payers_counted = true;
    RK_FOR_LANES(lane)
    {
        signs |= expense->yen[lane];
    }
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        payers_counted &= !(expense->shares[payer] > 0.0) || !world->dead[RK_METRIC_PAID_MUNICIPALITY + payer];
    }
    return signs >= 0 && payers_counted && !world->dead[expense->item];
}

/* The parts of the payers with a share; what is left, the yen of rounding included, is the largest payer's, so that
 * payers add up. burden: set for those with a share alone. */
static void split(const rk_expense *expense, rk_row *row, int64_t burden[RK_N_PAYERS][RK_LANES])
{
    const double *shares = expense->shares;
    int largest = 0;
    for (int payer = 1; payer < RK_N_PAYERS; payer++) {
        largest = shares[payer] > shares[largest] ? payer : largest;
    }
    int64_t *rest = burden[largest];
    memcpy(rest, expense->yen, sizeof burden[largest]);
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        if (payer == largest || !(shares[payer] > 0.0)) {
            continue;
        }
        int64_t *paid = row->money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS + payer];
        double share = shares[payer];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            int64_t part = (int64_t)((double)expense->yen[lane] * share);
            burden[payer][lane] = part;
            paid[lane] += part;
            rest[lane] -= part;
        }
    }
    int64_t *paid = row->money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS + largest];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        paid[lane] += rest[lane];
    }
}

void rk_spend(rk_world *world, const rk_expense *expense)
{
    assert(fits(world, expense));
    if (is_nothing(expense)) {
        return;
    }
    rk_row *row = &world->row[expense->place];
    int64_t *booked = row->money[expense->item - RK_N_COUNTS], *all = row->money[RK_METRIC_COST_TOTAL - RK_N_COUNTS];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        booked[lane] += expense->yen[lane];
        all[lane] += expense->yen[lane];
    }
    int64_t burden[RK_N_PAYERS][RK_LANES];
    split(expense, row, burden);
    if (world->journal != NULL) {
        rk_journal_spend(world, expense, burden);
    }
    rk_rule_set by_payer[RK_N_PAYERS];
    if (rk_funding_rules(world, expense, by_payer) != 0) {
        rk_funding_claim(world, expense, by_payer, burden);
    }
}
