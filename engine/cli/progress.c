#include "cli/progress.h"

#include "cli/table.h"
#include "cli/text.h"

#include <langinfo.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { BAR = 24, LINE_SIZE = 512 };
static const double redraw_seconds = 0.1, plain_seconds = 10, json_seconds = 1;

double rk_progress_clock(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

rk_progress rk_progress_start(uint32_t n_replications, double municipality_years, bool quiet)
{
    double now = rk_progress_clock();
    return (rk_progress){
        .n_replications = n_replications,
        .what = "replications",
        .municipality_years = municipality_years,
        .quiet = quiet,
        .terminal = rk_table_terminal(stderr),
        .utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
        .started = now,
        .shown = now,
    };
}

static double rate_of(const rk_progress *progress, uint32_t finished, double now)
{
    return (finished - progress->n_taken) / fmax(now - progress->started, 1e-6);
}

/* "630 of 1,000 replications, 412 a second, 82,400 municipality-years a second, 1 s left" */
static void describe(const rk_progress *progress, uint32_t finished, double now, char line[LINE_SIZE])
{
    char done[RK_TEXT_SIZE], all[RK_TEXT_SIZE], rate_text[RK_TEXT_SIZE], years[RK_TEXT_SIZE], left[RK_TEXT_SIZE];
    double rate = rate_of(progress, finished, now);
    rk_text_count(done, finished);
    rk_text_count(all, progress->n_replications);
    rk_text_number(rate_text, rate, rate < 9.95 ? 1 : 0, false);
    rk_text_number(years, rate * progress->municipality_years, 0, false);
    rk_text_duration(left, (progress->n_replications - finished) / fmax(rate, 1e-6));
    snprintf(line, LINE_SIZE, "%s of %s %s, %s a second, %s municipality-years a second, %s left", done, all,
             progress->what, rate_text, years, left);
}

static size_t terminal_columns(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* All of it is ASCII but the bar, so bytes are columns when the line is cut to the width of the terminal. */
static void draw(const rk_progress *progress, uint32_t finished, double now)
{
    char text[LINE_SIZE];
    describe(progress, finished, now, text);
    size_t columns = terminal_columns();
    double share = (double)finished / progress->n_replications;
    fprintf(stderr, "\r%3.0f %% ", floor(100 * share));
    size_t used = 6;
    if (columns > 40 + BAR) {
        for (int i = 0; i < BAR; i++) {
            bool full = i < (int)(share * BAR);
            fputs(full ? (progress->utf8 ? "█" : "#") : (progress->utf8 ? "░" : "."), stderr);
        }
        fputc(' ', stderr);
        used += BAR + 1;
    }
    fprintf(stderr, "%.*s\033[K", (int)(columns > used ? columns - used - 1 : 0), text);
}

/* {"finished": 630, "of": 1000, "what": "replications", "per_second": 412, "seconds_left": 0.9} */
static void write_json(const rk_progress *progress, uint32_t finished, double now)
{
    double rate = rate_of(progress, finished, now);
    fprintf(stderr, "{\"finished\": %u, \"of\": %u, \"what\": \"%s\", \"per_second\": %.4g, \"seconds_left\": %.3g}\n",
            finished, progress->n_replications, progress->what, rate,
            (progress->n_replications - finished) / fmax(rate, 1e-6));
}

void rk_progress_show(rk_progress *progress, uint32_t finished)
{
    double now = rk_progress_clock();
    double wait = progress->json ? json_seconds : progress->terminal ? redraw_seconds : plain_seconds;
    if (progress->quiet || finished <= progress->n_taken || now - progress->shown < wait) {
        return;
    }
    progress->shown = now;
    if (progress->json) {
        write_json(progress, finished, now);
    } else if (progress->terminal) {
        draw(progress, finished, now);
    } else {
        char text[LINE_SIZE];
        describe(progress, finished, now, text);
        fprintf(stderr, "%3.0f %%: %s\n", floor(100.0 * finished / progress->n_replications), text);
    }
    fflush(stderr);
}

void rk_progress_end(rk_progress *progress)
{
    if (!progress->quiet && progress->terminal && !progress->json) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
}
