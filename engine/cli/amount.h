/* Amounts and shares on the command line, in the spellings of scenarios. */
#ifndef RK_CLI_AMOUNT_H
#define RK_CLI_AMOUNT_H

#include <stdbool.h>

/* "5oku", "1.2億円", "300 man", "3_000_000 yen", "2 million yen": yen. Without unit: yen. */
bool rk_amount_yen(const char *text, double *yen);

/* "10%", "10 %/year", "0.1": 0.1. */
bool rk_amount_share(const char *text, double *share);

#endif
