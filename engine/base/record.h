/* What a stride hands to statistics: the outcomes of one municipality in one fiscal year, 16 lanes of whole numbers. */
#ifndef RK_BASE_RECORD_H
#define RK_BASE_RECORD_H

#include "base/lanes.h"

#include <renkei/metrics.h>

/* Values in 1/scale units of each metric (renkei/metrics.h). Metric m is count[m] or money[m - RK_N_COUNTS]. */
typedef struct {
    int32_t count[RK_N_COUNTS][RK_LANES];
    int64_t money[RK_N_MONEY][RK_LANES];
} RK_ALIGNED rk_row;

/* The state of one municipality in one month, summed over the counted lanes of a stride. */
typedef struct {
    int32_t nobody;     /* lanes without staff present */
    int32_t zero_cover; /* ... and without enough support */
    int32_t solo;       /* lanes with exactly one person present */
    int32_t filled;     /* filled posts, summed */
    int32_t filled_squared;
} rk_month_count;

enum { RK_MONTHS = 12 };

#endif
