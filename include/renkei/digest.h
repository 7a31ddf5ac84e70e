/* Digests that say which input something was made of: SHA-256 in 64 hexadecimal digits. */
#ifndef RENKEI_DIGEST_H
#define RENKEI_DIGEST_H

#include <renkei/scenario.h>

enum { RK_DIGEST_SIZE = 65 };

/* Of a text. */
void rk_text_digest(const char *text, size_t n_bytes, char digest[RK_DIGEST_SIZE]);

/* Of the texts of all files that a scenario is made of, renkei's own tables included, and of its settings; names and
 * folders do not count. */
void rk_scenario_digest(const rk_scenario *scenario, char digest[RK_DIGEST_SIZE]);

#endif
