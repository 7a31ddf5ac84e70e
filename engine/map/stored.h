/* Files of the user's data folder: one a prefecture, TopoJSON in degrees with a member "renkei" that says what it is.
 */
#ifndef RK_MAP_STORED_H
#define RK_MAP_STORED_H

#include "map/outline.h"

#include <jansson.h>

enum { RK_STORED_VERSION = 1, RK_STORED_PATH_MAX = 4096 };

/* The file of a prefecture. Returns false when there is no folder. */
bool rk_stored_path(int prefecture, const char *ending, char path[RK_STORED_PATH_MAX]);

/* The checked file of a prefecture, or NULL: there is none, or it is damaged. The caller decrefs. */
json_t *rk_stored_load(int prefecture);

/* Its member "renkei": date, credit.ja, credit.en, source; "" where there is none. */
const char *rk_stored_about(const json_t *stored, const char *key);

#endif
