#include "analysis/page_impl.h"

#include <renkei/map.h>

static json_t *tiles_json(rk_page *page, const rk_map_tile tiles[], size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        json_t *tile = json_array();
        rk_page_add(page, tile, json_integer(tiles[i].column));
        rk_page_add(page, tile, json_integer(tiles[i].row));
        rk_page_add(page, list, tile);
    }
    return list;
}

rk_status rk_page_map(rk_page *page, json_t **out)
{
    rk_map map = {0};
    rk_status status = rk_map_of(page->reading, &map);
    json_t *object = *out = json_object();
    if (status != RK_OK) {
        return status;
    }
    json_t *topology = map.topology != NULL ? json_loads(map.topology, 0, NULL) : NULL;
    rk_page_put(page, object, "kind", json_string(topology != NULL ? "shapes" : "tiles"));
    rk_page_put(page, object, "tiles", tiles_json(page, map.tiles, page->reading->n_municipalities));
    rk_page_put(page, object, "prefecture_tiles", tiles_json(page, map.prefecture_tiles, page->reading->n_prefectures));
    rk_page_put(page, object, "by_prefecture", json_boolean(map.by_prefecture));
    if (topology != NULL) {
        rk_page_put(page, object, "credit", rk_page_pair(map.credit_ja, map.credit_en));
        rk_page_put(page, object, "date", json_string(map.date));
        rk_page_put(page, object, "width", rk_page_number(map.width, RK_PAGE_DIGITS));
        rk_page_put(page, object, "height", rk_page_number(map.height, RK_PAGE_DIGITS));
        rk_page_put(page, object, "topology", topology);
    }
    rk_map_free(&map);
    return status;
}
