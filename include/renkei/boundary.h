/* Boundaries of municipalities that the user brings: the official file is imported once, simplified, and kept in the
 * user's data folder, one small file a prefecture. Maps of results files use it (renkei/map.h).
 *
 * The folder is $XDG_DATA_HOME/renkei/boundaries, or ~/.local/share/renkei/boundaries. A file is TopoJSON in degrees,
 * so that other programs open it, too.
 */
#ifndef RENKEI_BOUNDARY_H
#define RENKEI_BOUNDARY_H

#include <renkei/map.h>
#include <renkei/mistakes.h>

/* path is GeoJSON (a FeatureCollection; it is read feature by feature, 35 bytes of memory a point: a file of 300 MB
 * takes 0.35 GB) or TopoJSON (at most 100 MB), longitude and latitude in degrees. Several features of one code are
 * parts of one municipality; wards of designated cities are parts of their city. TopoJSON may have the code as the
 * geometry's id. */
typedef struct {
    const char *path;
    const char *code_field; /* property with the 5-digit code, text; NULL: "N03_007" */
    const char *name_field; /* property with the name, for messages and to know 所属未定地; NULL: "N03_004" */
    const char *date;       /* day whose boundaries they are, YYYY-MM-DD; NULL: from the file's name, as N03-20240101 or
                             * N03-23_38_230101 */
    const char *credit;     /* line to stand beside every map; NULL: that of the ministry's 国土数値情報 */
    double detail_km2;      /* triangles smaller than this are smoothed away, 0.001 .. 10; 0: 0.1 */
} rk_boundary_options;

typedef struct {
    size_t n_prefectures, n_municipalities; /* stored */
    size_t n_wards;                         /* features of wards, joined into their cities */
    size_t n_unassigned, n_northern; /* features left out: 所属未定地; villages of the Northern Territories */
    size_t n_islets;                 /* polygons under 0.2 km2 left out, never the last of a municipality */
    size_t n_points_read, n_points_kept;
    size_t n_bytes; /* of all files */
} rk_boundary_summary;

/* Returns RK_ERR_SCENARIO after adding mistakes of the file or the options, each with its place, and storing nothing;
 * RK_ERR_BOUNDARY when it cannot be read or stored, see rk_boundary_problem; RK_ERR_DATA, RK_ERR_MEMORY. Boundaries of
 * the same prefectures that were there are replaced, all or none. */
RK_MUST_CHECK rk_status rk_boundary_import(const rk_boundary_options *options, rk_mistakes *mistakes,
                                           rk_boundary_summary *summary);

typedef struct {
    int prefecture; /* code */
    size_t n_municipalities, n_bytes;
    char *date, *credit, *source; /* source: name of the file it was imported from */
} rk_boundary_entry;

typedef struct {
    rk_boundary_entry *entries; /* by code */
    size_t n;
} rk_boundary_list;

/* What is stored; damaged files are left out. Free with rk_boundary_list_free. Returns RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_boundary_list_read(rk_boundary_list *list);
void rk_boundary_list_free(rk_boundary_list *list);

/* Forget the boundaries of a prefecture. Returns RK_ERR_OPTIONS when there are none, RK_ERR_BOUNDARY. */
RK_MUST_CHECK rk_status rk_boundary_remove(int prefecture);

/* The folder, in memory of this process; NULL: neither XDG_DATA_HOME nor HOME is set. */
const char *rk_boundary_folder(void);

/* One sentence on the last failure in this process, or "". */
const char *rk_boundary_problem(void);

/* Fill the shapes of a map of n municipalities (codes[i]); leaves them empty where stored boundaries do not cover all,
 * or are damaged. Returns RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_boundary_draw(size_t n, const int codes[], rk_map *map);

#endif
