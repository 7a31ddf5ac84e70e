#include "instruments/registry.h"

#include "instruments/experts.h"
#include "instruments/posts.h"

const rk_instrument_schema *const rk_instrument_schemas[RK_N_INSTRUMENTS] = {
    &rk_experts_schema,
    &rk_posts_schema,
};
