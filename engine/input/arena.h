/* Memory that lives and ends together: everything of a scenario, or of one question to the tables.
 *
 * Reading a scenario makes thousands of small texts and records, none of which ends before the others. Running out of
 * memory is handled in one place: work runs inside rk_arena_run, where allocation never returns NULL; when memory is
 * out, it leaves the work and rk_arena_run returns false.
 */
#ifndef RK_INPUT_ARENA_H
#define RK_INPUT_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct rk_arena rk_arena;

/* Returns NULL when memory is out. */
rk_arena *rk_arena_new(void);
void rk_arena_free(rk_arena *arena); /* takes NULL */

/* Returns false when memory ran out before the work was done. Not nested. */
bool rk_arena_run(rk_arena *arena, void (*work)(void *context), void *context);

/* The functions below are for work inside rk_arena_run. */

/* n records of size bytes, all zero, aligned for any type. */
void *rk_arena_alloc(rk_arena *arena, size_t n, size_t size);

/* A copy of n records in a place for more. The old place stays as it was. */
void *rk_arena_grow(rk_arena *arena, const void *old, size_t n, size_t n_new, size_t size);

char *rk_arena_copy(rk_arena *arena, const char *text, size_t n_bytes); /* ends it with NUL */
char *rk_arena_text(rk_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *rk_arena_text_v(rk_arena *arena, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

/* Calls end(what) when the arena is freed, the last asked for first: for what libraries allocate by themselves. */
void rk_arena_at_end(rk_arena *arena, void (*end)(void *what), void *what);

_Noreturn void rk_arena_out_of_memory(rk_arena *arena);

#endif
