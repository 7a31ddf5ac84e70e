/* Any bytes as a scenario file: they may be refused, never crash, leak or hang. The file lives in memory; what follows
 * a form feed, if there is one, becomes settings of the command line, one a line. */
#include <renkei/scenario.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SETTINGS_MAX = 16 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* ---- Tables of one prefecture: reading those of the nation takes longer than all the rest ---- */

static char folder[] = "/tmp/renkei-fuzz-XXXXXX";
static const char *const tables[] = {"data/municipalities.csv", "data/adjacency.csv", "data/prefectures.csv",
                                     "ehime.yaml"}; /* the last to build on */
enum { N_TABLES = 4, ADJACENCY = 1, SCENARIO = 3, PATH_BYTES = 256 };

/* Copies the header and Ehime's rows: those with 38... in the first column, and in the second where that is a code; of
 * the scenario every line. */
static void copy_rows(FILE *from, FILE *to, int table)
{
    bool pairs = table == ADJACENCY;
    char line[1024];
    for (int row = 0; fgets(line, sizeof line, from) != NULL; row++) {
        if (row == 0 || table == SCENARIO || (strncmp(line, "38", 2) == 0 && (!pairs || strncmp(line + 6, "38", 2) == 0))) {
            fputs(line, to);
        }
    }
}

static void remove_tables(void)
{
    char path[PATH_BYTES];
    for (int i = 0; i < N_TABLES; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, tables[i]);
        (void)unlink(path);
    }
    (void)snprintf(path, sizeof path, "%s/data", folder);
    (void)rmdir(path);
    (void)rmdir(folder);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    char path[PATH_BYTES];
    (void)argc;
    (void)argv;
    if (mkdtemp(folder) == NULL || setenv("RENKEI_DATA", folder, 1) != 0 || atexit(remove_tables) != 0) {
        abort();
    }
    (void)snprintf(path, sizeof path, "%s/data", folder);
    (void)mkdir(path, 0700);
    for (int i = 0; i < N_TABLES; i++) {
        (void)snprintf(path, sizeof path, RK_SOURCE_DIR "/scenarios/%s", tables[i]);
        FILE *from = fopen(path, "r");
        (void)snprintf(path, sizeof path, "%s/%s", folder, tables[i]);
        FILE *to = fopen(path, "w");
        if (from == NULL || to == NULL) {
            abort();
        }
        copy_rows(from, to, i);
        fclose(from);
        fclose(to);
    }
    return 0;
}

/* ---- One input ---- */

static size_t split_settings(char *text, const char *settings[SETTINGS_MAX])
{
    size_t n = 0;
    for (char *line; n < SETTINGS_MAX && (line = strsep(&text, "\n")) != NULL;) {
        settings[n++] = line;
    }
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    const char *settings[SETTINGS_MAX];
    const uint8_t *feed = n_bytes > 0 ? memchr(bytes, '\f', n_bytes) : NULL;
    size_t n_file = feed == NULL ? n_bytes : (size_t)(feed - bytes), n_settings = 0;
    char *rest = strndup(feed == NULL ? "" : (const char *)feed + 1, feed == NULL ? 0 : n_bytes - n_file - 1);
    char path[64];
    int file = memfd_create("scenario", 0);
    if (file < 0 || rest == NULL || write(file, bytes, n_file) != (ssize_t)n_file) {
        abort();
    }
    if (feed != NULL) {
        n_settings = split_settings(rest, settings);
    }
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = NULL;
    rk_status status = rk_scenario_open(path, settings, n_settings, mistakes, &scenario);
    if ((status == RK_OK) != (scenario != NULL) || (status == RK_OK) != (rk_mistakes_count(mistakes) == 0)) {
        abort(); /* a refusal without a reason, or a reason without a refusal */
    }
    for (size_t i = 0; i < rk_mistakes_count(mistakes); i++) {
        (void)rk_mistakes_get(mistakes, i);
    }
    rk_scenario_close(scenario);
    rk_mistakes_free(mistakes);
    free(rest);
    close(file);
    return 0;
}
