#include <renkei/digest.h>

#include <sha256.h>
#include <string.h>

_Static_assert((int)RK_DIGEST_SIZE == (int)SHA256_DIGEST_STRING_LENGTH, "room for the digits");

void rk_text_digest(const char *text, size_t n_bytes, char digest[RK_DIGEST_SIZE])
{
    (void)SHA256Data((const uint8_t *)text, n_bytes, digest);
}

/* Each text ends with its NUL, so that no two lists of texts are alike. */
void rk_scenario_digest(const rk_scenario *scenario, char digest[RK_DIGEST_SIZE])
{
    SHA256_CTX context;
    SHA256Init(&context);
    for (size_t i = 0; i < rk_scenario_n_files(scenario); i++) {
        rk_scenario_file file = rk_scenario_file_at(scenario, i);
        SHA256Update(&context, (const uint8_t *)file.text, file.n_bytes);
        SHA256Update(&context, (const uint8_t *)"", 1);
    }
    for (size_t i = 0; i < rk_scenario_n_settings(scenario); i++) {
        const char *setting = rk_scenario_setting_at(scenario, i);
        SHA256Update(&context, (const uint8_t *)setting, strlen(setting) + 1);
    }
    (void)SHA256End(&context, digest);
}
