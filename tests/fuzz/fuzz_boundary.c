/* Edits of a file of boundaries: the import may refuse it, never crash, leak or hang, and what it stored can be drawn.
 * An input is a list of edits, 4 bytes each: where (3) and what (1) is put there; a rest of 3 bytes is where the file
 * ends. Half of the inputs edit the file to import, the others the file that is stored. */
#include <renkei/boundary.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);
int LLVMFuzzerInitialize(int *argc, char ***argv);

enum { N_PLACES = 15, TEXT_MAX = 20000 };

/* 富山県, km2. */
static const int codes[N_PLACES] = {16201, 16202, 16204, 16205, 16206, 16207, 16208, 16209,
                                    16210, 16211, 16321, 16322, 16323, 16342, 16343};
static const double areas[N_PLACES] = {1241.70, 209.58, 200.61, 230.54, 54.62,  426.31, 127.03, 134.07,
                                       668.64,  109.44, 3.47,   236.71, 307.29, 71.25,  226.30};

static char folder[] = "/tmp/renkei-fuzz-XXXXXX", geojson[64], stored[96];
static char text[2][TEXT_MAX]; /* the file to import, and what is stored of it */
static size_t n_text[2];

static void require(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void write_bytes(const char *path, const char *bytes, size_t n)
{
    FILE *file = fopen(path, "w");
    require(file != NULL && fwrite(bytes, 1, n, file) == n && fclose(file) == 0);
}

static rk_status import(void)
{
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_boundary_summary summary;
    rk_boundary_options options = {.path = geojson, .date = "2024-01-01"};
    rk_status status = rk_boundary_import(&options, mistakes, &summary);
    require(status == RK_OK || status == RK_ERR_SCENARIO);
    require((status == RK_OK) == (rk_mistakes_count(mistakes) == 0));
    rk_mistakes_free(mistakes);
    return status;
}

static bool draw(void)
{
    rk_map map = {0};
    require(rk_boundary_draw(N_PLACES, codes, &map) == RK_OK);
    bool drawn = map.topology != NULL;
    rk_map_free(&map);
    return drawn;
}

/* Strips side by side, each in two features. */
static void make_geojson(void)
{
    FILE *out = fmemopen(text[0], TEXT_MAX, "w");
    double west = 136.8;
    fputs("{\"type\":\"FeatureCollection\",\"features\":[", out);
    for (int i = 0; i < N_PLACES; i++) {
        double east = west + areas[i] / 111.195 / 111.195 / 0.8027 / 0.4;
        for (int half = 0; half < 2; half++) {
            double south = 36.4 + 0.2 * half, north = south + 0.2;
            fprintf(out,
                    "%s\n{\"type\":\"Feature\",\"properties\":{\"N03_007\":\"%d\"},\"geometry\":{\"type\":\"Polygon\","
                    "\"coordinates\":[[[%.6f,%.1f],[%.6f,%.1f],[%.6f,%.1f],[%.6f,%.1f],[%.6f,%.1f]]]}}",
                    i + half > 0 ? "," : "", codes[i], west, south, east, south, east, north, west, north, west, south);
        }
        west = east;
    }
    fputs("]}", out);
    fclose(out);
    n_text[0] = strlen(text[0]);
}

static void clean(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    require(system(command) == 0);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    require(mkdtemp(folder) != NULL && setenv("XDG_DATA_HOME", folder, 1) == 0 &&
            setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1) == 0 && atexit(clean) == 0);
    (void)snprintf(geojson, sizeof geojson, "%s/a.geojson", folder);
    (void)snprintf(stored, sizeof stored, "%s/renkei/boundaries/16.topojson", folder);
    make_geojson();
    write_bytes(geojson, text[0], n_text[0]);
    require(import() == RK_OK && draw());
    FILE *file = fopen(stored, "r");
    require(file != NULL);
    n_text[1] = fread(text[1], 1, TEXT_MAX, file);
    fclose(file);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    static char edited[TEXT_MAX];
    if (n_bytes == 0) {
        return 0;
    }
    int which = bytes[0] & 1;
    size_t n = n_text[which], i = 1;
    memcpy(edited, text[which], n);
    for (; i + 4 <= n_bytes; i += 4) {
        edited[((size_t)bytes[i] << 16 | (size_t)bytes[i + 1] << 8 | bytes[i + 2]) % n_text[which]] =
            (char)bytes[i + 3];
    }
    if (i + 3 == n_bytes) {
        n = ((size_t)bytes[i] << 16 | (size_t)bytes[i + 1] << 8 | bytes[i + 2]) % n_text[which];
    }
    (void)unlink(stored);
    write_bytes(which == 0 ? geojson : stored, edited, n);
    bool whole = which == 0 && import() == RK_OK;
    bool drawn = draw();
    require(which == 1 || drawn == whole);
    return 0;
}
