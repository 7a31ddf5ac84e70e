#include "erlang.h"

double erlang_b(int c, double load)
{
    double b = 1;
    for (int k = 1; k <= c; k++) {
        b = load * b / (k + load * b);
    }
    return b;
}

double erlang_c(int c, double load)
{
    double b = erlang_b(c, load);
    return b / (1 - load / c * (1 - b));
}
