/* The faces of an answer: text on a terminal, CSV, JSON, a workbook. */
#ifndef RK_CLI_ANSWER_H
#define RK_CLI_ANSWER_H

#include <renkei/answer.h>
#include <renkei/reading.h>

#include <argp.h>

/* Options that all commands of analysis share; the caller's parser puts them in as a child (rk_answer_argp). */
typedef struct {
    bool english;    /* set from the locale before parsing */
    const char *csv; /* folder or file, see rk_answer_show; NULL: not asked for */
    const char *xlsx;
    bool bom, json;
    bool of_scenario;   /* set before parsing: the file is a scenario */
    const char *file;   /* results.h5, or a scenario */
    const char **files; /* all of them, where a command takes several: room for files_max, set before parsing */
    size_t n_files, files_max;
} rk_answer_options;

extern const struct argp rk_answer_argp;

/* From LC_ALL, LC_MESSAGES, LANG: Japanese when it begins with ja, otherwise English. */
bool rk_locale_is_english(void);

/* Open the results file, telling what is wrong on stderr; returns the exit status. */
int rk_answer_open(const char *command, const rk_answer_options *options, rk_reading **reading);

/* reading: NULL when the answer is not of a results file.
 *
 * Show an answer in every face that is asked for: JSON on stdout instead of the text, CSV as FILE when there is one
 * table and FILE-ID.csv for each further one, a sheet of the workbook for each table. status: of its making. Frees the
 * answer; returns the exit status. A partial answer, or one from a partial results file, says so in every face: CSV by
 * a last column `partial`, which others have not. */
int rk_answer_show(const char *command, const rk_answer_options *options, const rk_reading *reading, rk_status status,
                   rk_answer *answer);

/* A question to one results file: parse the command line, open the file, ask, show. arguments: what the parser fills,
 * options of the answer among it. Returns the exit status. */
typedef rk_status (*rk_answer_question)(const rk_reading *reading, const void *arguments, rk_answer **answer);
int rk_answer_ask(int argc, char **argv, const struct argp *argp, void *arguments, const rk_answer_options *options,
                  rk_answer_question question);

/* One face each; partial: as above. The files' functions return false when they could not be written, told on stderr.
 */
void rk_answer_print_text(const rk_answer *answer, const rk_reading *reading, bool english);
bool rk_answer_print_json(const rk_answer *answer, const rk_reading *reading);
bool rk_answer_write_csv(const rk_answer *answer, const char *path, bool partial, bool english, bool bom);
bool rk_answer_write_xlsx(const rk_answer *answer, const char *path, bool partial, bool english);

/* The answer as a page in Markdown under a title. */
bool rk_answer_write_page(const rk_answer *answer, const char *title, const char *path, bool english);

#endif
