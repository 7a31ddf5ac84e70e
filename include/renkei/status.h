/* Status codes of every renkei function that can fail, and their texts, in one list.
 *
 * A user's mistake (a wrong key, a value out of range) is never a status alone: it comes with file, line, column and key
 * in an rk_mistakes list (renkei/mistakes.h). A mistake of ours is an assertion.
 */
#ifndef RENKEI_STATUS_H
#define RENKEI_STATUS_H

#define RK_STATUS_LIST(X)                                            \
    X(RK_OK, "success")                                              \
    X(RK_ERR_MEMORY, "out of memory")                                \
    X(RK_ERR_SCENARIO, "the scenario has mistakes")                  \
    X(RK_ERR_OPTIONS, "an option is out of its range")               \
    X(RK_ERR_ISA, "this processor cannot run the instruction set asked for") \
    X(RK_ERR_RESULTS_EXIST, "the results file exists and is in use") \
    X(RK_ERR_RESULTS_WRITE, "the results file could not be written") \
    X(RK_ERR_RESULTS_READ, "the results file could not be read")     \
    X(RK_ERR_DATA, "renkei's own data files could not be read")      \
    X(RK_ERR_BOUNDARY, "boundaries could not be read or stored")

typedef enum {
#define X(code, text) code,
    RK_STATUS_LIST(X)
#undef X
} rk_status;

/* The text of a status, in English, without a full stop. Never NULL. */
const char *rk_status_text(rk_status status);

#define RK_MUST_CHECK __attribute__((warn_unused_result))

#endif
