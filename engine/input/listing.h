/* What renkei knows by itself, as tables of text: include/renkei/catalogue.h with the instruments there are. */
#ifndef RK_INPUT_LISTING_H
#define RK_INPUT_LISTING_H

#include <renkei/catalogue.h>

#include "input/key.h"

RK_MUST_CHECK rk_status rk_listing_open(const char *what, const char *filter,
                                        const rk_instrument_schema *const schemas[], size_t n_schemas,
                                        rk_catalogue *catalogue);
void rk_listing_close(rk_catalogue *catalogue);

#endif
