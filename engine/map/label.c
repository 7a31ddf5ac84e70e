/* Where a name goes: the point of a grid that is inside and farthest from every line, then of a finer grid around it.
 */
#include "map/drawing.h"

#include <math.h>

enum { GRID = 16, ROUNDS = 3 };

static double to_line(const double p[2], const double a[2], const double b[2])
{
    double x = b[0] - a[0], y = b[1] - a[1], length = x * x + y * y;
    double along = length > 0 ? ((p[0] - a[0]) * x + (p[1] - a[1]) * y) / length : 0;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    return hypot(a[0] + along * x - p[0], a[1] + along * y - p[1]);
}

/* Distance to the nearest line, negative outside. */
static double room_at(size_t n_rings, const rk_map_ring rings[], const double p[2])
{
    bool inside = false;
    double nearest = INFINITY;
    for (size_t r = 0; r < n_rings; r++) {
        for (size_t i = 0; i < rings[r].n_points; i++) {
            const double *a = rings[r].points[i], *b = rings[r].points[i + 1 < rings[r].n_points ? i + 1 : 0];
            bool passes = (a[1] > p[1]) != (b[1] > p[1]);
            if (passes && p[0] < a[0] + (p[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])) {
                inside = !inside;
            }
            nearest = fmin(nearest, to_line(p, a, b));
        }
    }
    return inside ? nearest : -nearest;
}

void rk_label_point(size_t n_rings, const rk_map_ring rings[], double label[2])
{
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (size_t i = 0; i < rings[0].n_points; i++) {
        for (int k = 0; k < 2; k++) {
            low[k] = fmin(low[k], rings[0].points[i][k]);
            high[k] = fmax(high[k], rings[0].points[i][k]);
        }
    }
    for (int round = 0; round < ROUNDS; round++) {
        double best = -INFINITY, step[2] = {(high[0] - low[0]) / GRID, (high[1] - low[1]) / GRID};
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                double p[2] = {low[0] + (column + 0.5) * step[0], low[1] + (row + 0.5) * step[1]};
                double room = room_at(n_rings, rings, p);
                if (room > best) {
                    best = room;
                    label[0] = p[0];
                    label[1] = p[1];
                }
            }
        }
        for (int k = 0; k < 2; k++) {
            low[k] = label[k] - step[k];
            high[k] = label[k] + step[k];
        }
    }
    label[0] = rint(label[0] * 100) / 100;
    label[1] = rint(label[1] * 100) / 100;
}
