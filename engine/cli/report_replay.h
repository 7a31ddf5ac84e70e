/* One future for the page of a report. */
#ifndef RK_CLI_REPORT_REPLAY_H
#define RK_CLI_REPORT_REPLAY_H

/* The replay of a results file (analysis/web/DATA.md) as JSON, the caller's to free. NULL where the file cannot be
 * lived through again: it was written by another build, or memory is out. */
char *rk_report_replay(const char *path);

#endif
