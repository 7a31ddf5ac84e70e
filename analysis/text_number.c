#include <renkei/text.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

int rk_text_decimals(double error)
{
    if (!(error > 0) || isinf(error)) {
        return 3;
    }
    double decimals = 1 - floor(log10(error / 0.995)); /* 0.0996 becomes 0.10, not 0.100 */
    return decimals < 0 ? 0 : decimals > 9 ? 9 : (int)decimals;
}

void rk_text_number(char out[RK_TEXT_SIZE], double value, int decimals, bool sign)
{
    if (!isfinite(value)) {
        snprintf(out, RK_TEXT_SIZE, "%s", isnan(value) ? "n/a" : value > 0 ? "inf" : "-inf");
        return;
    }
    char plain[RK_TEXT_SIZE];
    if (fabs(value) >= 1e30) {
        snprintf(out, RK_TEXT_SIZE, "%.3e", value);
        return;
    }
    snprintf(plain, sizeof plain, "%.*f", decimals, fabs(value));
    bool zero = strspn(plain, "0.") == strlen(plain); /* no "-0.00" */
    size_t whole = strcspn(plain, ".");
    size_t n = 0;
    if (!zero && value < 0) {
        out[n++] = '-';
    } else if (!zero && sign) {
        out[n++] = '+';
    }
    for (size_t i = 0; i < whole; i++) {
        out[n++] = plain[i];
        if ((whole - i) % 3 == 1 && i + 1 < whole) {
            out[n++] = ',';
        }
    }
    snprintf(out + n, RK_TEXT_SIZE - n, "%s", plain + whole);
}
