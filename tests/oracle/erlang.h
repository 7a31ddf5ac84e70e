/* Erlang's formulas for c servers and an offered load of R. */
#ifndef RK_ORACLE_ERLANG_H
#define RK_ORACLE_ERLANG_H

double erlang_b(int c, double load); /* share lost where nobody waits */
double erlang_c(int c, double load); /* share that waits; load below c */

#endif
