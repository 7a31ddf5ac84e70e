#include "output/coalitions.h"

#include "input/coalitions.h"

#include <stdlib.h>

static void write_orders(rk_h5 *h5, const rk_scenario *scenario, rk_axes *axes, int32_t *values)
{
    static const rk_about number = {"order", "1", "sampled order of the players; 2 p and 2 p + 1 are reverses",
                                    "抽出した順列（2pと2p+1は互いに逆順）", 0};
    static const rk_about about = {"order_player", "1", "code of the player that comes at this place",
                                   "順列のこの位置の団体コード", 0};
    const rk_coalitions *of = scenario->coalitions;
    for (size_t i = 0; i < of->n_orders; i++) {
        values[i] = (int32_t)i;
    }
    rk_axis order = rk_h5_axis(h5, axes->coalitions, &number, RK_H5_INT32, of->n_orders, values);
    const rk_axis *const along[] = {&order, &axes->player};
    for (size_t i = 0; i < of->n_orders * of->n_players; i++) {
        values[i] = scenario->municipalities[of->player[of->order[i]]].code;
    }
    rk_h5_table(h5, axes->coalitions, &about, RK_H5_INT32, 2, along, values);
    rk_h5_axis_close(h5, &order);
}

void rk_coalitions_write(rk_h5 *h5, const rk_scenario *scenario, rk_axes *axes)
{
    static const rk_about code = {"player", "1", "code of a municipality that may leave", "離脱しうる団体のコード", 0};
    static const rk_about about = {"member", "1",
                                   "1 when the player is in the coalition that the model is, otherwise 0",
                                   "モデルが表す提携に加わる団体は1", 0};
    const rk_coalitions *of = scenario->coalitions;
    if (of == NULL || h5->failed) {
        return;
    }
    size_t rows = of->n_models > of->n_orders ? of->n_models : of->n_orders;
    int32_t *values = calloc(rows * of->n_players, sizeof *values);
    if (values == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
    axes->coalitions = rk_h5_group(h5, h5->file, "coalitions");
    rk_h5_text(h5, axes->coalitions, "model", of->model);
    for (size_t i = 0; i < of->n_players; i++) {
        values[i] = scenario->municipalities[of->player[i]].code;
    }
    axes->player = rk_h5_axis(h5, axes->coalitions, &code, RK_H5_INT32, of->n_players, values);
    for (size_t i = 0; i < of->n_models * of->n_players; i++) {
        values[i] = of->member[i];
    }
    const rk_axis *const along[] = {&axes->model, &axes->player};
    rk_h5_table(h5, axes->coalitions, &about, RK_H5_INT32, 2, along, values);
    if (of->n_orders > 0) {
        write_orders(h5, scenario, axes, values);
    }
    free(values);
}

void rk_coalitions_close(rk_h5 *h5, const rk_axes *axes)
{
    if (axes->player.n > 0) {
        rk_h5_axis_close(h5, &axes->player);
        rk_h5_group_close(h5, axes->coalitions);
    }
}
