/* tool_reality FOLDER: reads the runs of reality.sh in FOLDER, writes FOLDER/reality.md and FOLDER/reality.csv. */
#include "reality.h"

#include <stdlib.h>

static FILE *created(const char *folder, const char *name)
{
    char path[1024];
    FILE *file = snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path ? fopen(path, "w") : NULL;
    if (file == NULL) {
        fprintf(stderr, "reality: cannot write %s/%s\n", folder, name);
        exit(EXIT_FAILURE);
    }
    return file;
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "Usage: tool_reality FOLDER\n");
        return 2;
    }
    reality_runs *runs = reality_open(argv[1]);
    reality_value *values = calloc(reality_n_facts, sizeof *values);
    if (values == NULL) {
        return EXIT_FAILURE;
    }
    for (size_t i = 0; i < reality_n_facts; i++) {
        values[i] = reality_facts[i].measure(runs, reality_facts[i].which);
    }
    FILE *page = created(argv[1], "reality.md"), *table = created(argv[1], "reality.csv");
    reality_write_page(page, runs, values);
    reality_write_csv(table, values);
    int closed = fclose(page) | fclose(table);
    free(values);
    reality_close(runs);
    return closed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
