#include "unit/map/toyama.h"

#include "unit/map/atlas.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BORDER_POINTS = 60, N_ISLETS = 60 };

static const double south = 36.4, north = 36.8, west = 136.8, km_a_degree = 111.195;

/* A crooked border, the same for both its sides. */
static double border(double longitude, size_t number, int point)
{
    bool end = point == 0 || point == BORDER_POINTS;
    return longitude + (end ? 0 : 0.0003 * sin(1.7 * point + (double)number));
}

static void begin_feature(FILE *out, const toyama *how, int code, const char *name, int *n)
{
    fprintf(out,
            "%s\n{\"type\":\"Feature\",\"properties\":{\"N03_001\":\"富山県\",\"N03_004\":\"%s\",\"%s\":\"%05d\"},",
            (*n)++ > 0 ? "," : "", name, how->property != NULL ? how->property : "N03_007", code);
}

static void write_square(FILE *out, double x, double y, double wide, double high, bool turned)
{
    double xs[] = {x, x + wide, x + wide, x, x}, ys[] = {y, y, y + high, y + high, y};
    fputc('[', out);
    for (int i = 0; i < 5; i++) {
        int k = turned ? 4 - i : i;
        fprintf(out, "%s[%.7f,%.7f]", i > 0 ? "," : "", xs[k], ys[k]);
    }
    fputc(']', out);
}

static void write_strip(FILE *out, double left, double right, size_t number, bool clockwise)
{
    fputc('[', out);
    for (int i = 0; i < 2 * BORDER_POINTS + 3; i++) {
        int k = clockwise ? 2 * BORDER_POINTS + 2 - i : i;
        k = k == 2 * BORDER_POINTS + 2 ? 0 : k;
        bool up = k <= BORDER_POINTS; /* the eastern side goes up, the western down */
        int point = up ? k : 2 * BORDER_POINTS + 1 - k;
        fprintf(out, "%s[%.7f,%.7f]", i > 0 ? "," : "",
                up ? border(right, number + 1, point) : border(left, number, point),
                south + (north - south) * point / BORDER_POINTS);
    }
    fputc(']', out);
}

static void write_islets(FILE *out, const toyama *how, const atlas *a, size_t i, double side, int *n)
{
    for (int k = 0; k < N_ISLETS; k++) { /* a feature each, as in the official file */
        begin_feature(out, how, a->code[i], a->name[i], n);
        fputs("\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[", out);
        write_square(out, 137 + 0.01 * k, 37.1, side / 10 / sqrt(0.6), side / 10 / sqrt(0.6), how->clockwise);
        fputs("]}}", out);
    }
}

char *toyama_text(const toyama *how)
{
    static atlas a;
    char *text = NULL;
    size_t size = 0;
    int n = 0;
    FILE *out = open_memstream(&text, &size);
    atlas_read(&a, TOYAMA);
    assert(a.n == TOYAMA_PLACES && out != NULL);
    double narrow = cos((south + north) / 2 * acos(-1) / 180), left = west;
    fprintf(out, "{\"type\":\"FeatureCollection\",\"name\":\"N03\",\"numbers\":3,\"features\":[%s",
            how->before != NULL ? how->before : "");
    for (size_t i = 0; i < a.n; i++) {
        bool funahashi = a.code[i] == FUNAHASHI, apart = funahashi && (how->enclave || how->islets);
        bool city = a.code[i] == TOYAMA_CITY && how->enclave;
        double km2 = a.area_km2[i] + (city ? 3.47 : 0), side = sqrt(3.47) / km_a_degree / sqrt(narrow);
        double right = left + (apart ? 0 : km2 / km_a_degree / km_a_degree / narrow / (north - south));
        bool there = a.code[i] != how->without && (how->alone == 0 || a.code[i] == how->alone);
        for (int twice = 0; there && twice <= (a.code[i] == how->twice); twice++) {
            if (funahashi && how->islets) {
                write_islets(out, how, &a, i, side, &n);
                continue;
            }
            begin_feature(out, how, a.code[i], a.name[i], &n);
            fputs("\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[", out);
            if (apart) {
                write_square(out, west + 0.1, south + 0.1, side, side, how->clockwise);
            } else {
                write_strip(out, left, right, i, how->clockwise);
            }
            if (city) {
                fputc(',', out);
                write_square(out, west + 0.1, south + 0.1, side, side, !how->clockwise);
            }
            fputs("]}}", out);
        }
        left = right;
    }
    fputs("\n]}\n", out);
    fclose(out);
    return text;
}
