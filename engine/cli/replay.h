/* The faces of a future that is told again: text on a terminal, JSON. */
#ifndef RK_CLI_REPLAY_H
#define RK_CLI_REPLAY_H

#include <renkei/replay.h>

typedef struct {
    const char *file; /* as typed */
    const rk_scenario *scenario;
    const rk_replay *replay;
    const rk_replay *baseline; /* of the same future; NULL: what differs is not asked for */
    bool english;
} rk_told;

/* Room for what rk_told_month writes, and for names of people and posts. */
enum { RK_TOLD_SIZE = 160 };

/* "2026-04": the calendar month of a month of the run. */
void rk_told_month(char out[RK_TOLD_SIZE], const rk_scenario *scenario, int month);

/* Whom or what an event is about: "post 1, person 2", "request 3 (experts)". */
void rk_told_who(char out[RK_TOLD_SIZE], const rk_replay *replay, const rk_event *event, bool english);

/* What happened, with the numbers that matter; room: RK_CELL_SIZE. */
void rk_told_what(char *out, size_t size, const rk_replay *replay, const rk_event *event, bool english);

/* Both return false when memory is out, or the output cannot be written. */
bool rk_told_print_text(const rk_told *told);
bool rk_told_print_json(const rk_told *told);

/* What the model changed alone. */
bool rk_told_print_differences(const rk_told *told);

/* Outcomes and money, a line each, a column a fiscal year; against the baseline where there is one. */
void rk_told_print_years(const rk_told *told);

#endif
