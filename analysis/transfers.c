#include "analysis/transfers.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 200000 };

/* Row of the coalition number set; GLPK counts from 1, and everybody has none. */
static void add_coalition(glp_prob *programme, const rk_game *game, size_t set, double needed, int *index, double *ones)
{
    int n = 0;
    for (size_t i = 0; i < game->n; i++) {
        if (rk_game_in(game, set, i)) {
            index[++n] = (int)i + 1;
        }
    }
    glp_set_mat_row(programme, (int)set, n, index, ones);
    glp_set_row_bnds(programme, (int)set, GLP_LO, needed, 0.0);
}

static double largest(const rk_game *game, const double *needed)
{
    double size = 0.0;
    for (size_t set = 1; set < game->n_sets; set++) {
        size = isfinite(needed[set]) ? fmax(size, fabs(needed[set])) : (double)NAN;
        if (isnan(size)) {
            break;
        }
    }
    return size;
}

static bool solve(glp_prob *programme)
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.it_lim = STEPS_MAX;
    return glp_simplex(programme, &how) == 0 && glp_get_status(programme) == GLP_OPT;
}

static void take(glp_prob *programme, const rk_game *game, double size, double *sum, double *transfer, double *price)
{
    *sum = size * glp_get_obj_val(programme);
    for (size_t i = 0; i < game->n; i++) {
        transfer[i] = size * glp_get_col_prim(programme, (int)i + 1);
    }
    for (size_t set = 1; set < game->n_sets; set++) {
        price[set] = glp_get_row_dual(programme, (int)set);
    }
}

rk_status rk_least_transfers(const rk_game *game, const double *needed, bool from_all, double *sum, double *transfer,
                             double *price)
{
    int *index = calloc(game->n + 1, sizeof *index);
    double *ones = calloc(game->n + 1, sizeof *ones), size = largest(game, needed);
    rk_status status = index != NULL && ones != NULL ? RK_OK : RK_ERR_MEMORY;
    *sum = size == 0.0 ? 0.0 : (double)NAN;
    memset(transfer, 0, game->n * sizeof *transfer);
    memset(price, 0, game->n_sets * sizeof *price);
    if (status == RK_OK && size > 0.0) {
        glp_prob *programme = glp_create_prob();
        glp_add_rows(programme, (int)game->n_sets - 1);
        glp_add_cols(programme, (int)game->n);
        for (size_t i = 0; i < game->n; i++) {
            ones[i + 1] = 1.0;
            glp_set_obj_coef(programme, (int)i + 1, 1.0);
            glp_set_col_bnds(programme, (int)i + 1, from_all ? GLP_FR : GLP_LO, 0.0, 0.0);
        }
        for (size_t set = 1; set < game->n_sets; set++) {
            add_coalition(programme, game, set, needed[set] / size, index, ones);
        }
        if (solve(programme)) {
            take(programme, game, size, sum, transfer, price);
        }
        glp_delete_prob(programme);
        (void)glp_free_env();
    }
    free(index);
    free(ones);
    return status;
}
