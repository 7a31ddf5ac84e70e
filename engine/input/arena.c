#include "input/arena.h"

#include <assert.h>
#include <setjmp.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024 };

typedef struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
} block;

typedef struct farewell {
    struct farewell *next;
    void (*end)(void *what);
    void *what;
} farewell;

struct rk_arena {
    block *blocks; /* the one in use first */
    farewell *farewells;
    jmp_buf *way_out; /* of the work under way */
};

rk_arena *rk_arena_new(void)
{
    return calloc(1, sizeof(rk_arena));
}

void rk_arena_free(rk_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    for (farewell *last = arena->farewells; last != NULL; last = last->next) {
        last->end(last->what);
    }
    for (block *b = arena->blocks; b != NULL;) {
        block *next = b->next;
        free(b);
        b = next;
    }
    free(arena);
}

bool rk_arena_run(rk_arena *arena, void (*work)(void *context), void *context)
{
    jmp_buf way_out;
    assert(arena->way_out == NULL);
    arena->way_out = &way_out;
    if (setjmp(way_out) != 0) {
        arena->way_out = NULL;
        return false;
    }
    work(context);
    arena->way_out = NULL;
    return true;
}

_Noreturn void rk_arena_out_of_memory(rk_arena *arena)
{
    assert(arena->way_out != NULL);
    longjmp(*arena->way_out, 1);
}

static block *add_block(rk_arena *arena, size_t size)
{
    block *b = size > SIZE_MAX - sizeof *b ? NULL : malloc(sizeof *b + size);
    if (b == NULL) {
        rk_arena_out_of_memory(arena);
    }
    b->used = 0;
    b->size = size;
    b->next = arena->blocks;
    arena->blocks = b;
    return b;
}

void *rk_arena_alloc(rk_arena *arena, size_t n, size_t size)
{
    const size_t align = alignof(max_align_t);
    if (size != 0 && n > (SIZE_MAX - align) / size) {
        rk_arena_out_of_memory(arena);
    }
    size_t bytes = (n * size + align - 1) / align * align;
    block *b = arena->blocks;
    if (b == NULL || b->size - b->used < bytes) {
        b = add_block(arena, bytes > BLOCK_BYTES / 4 ? bytes : BLOCK_BYTES);
        if (bytes == b->size && b->next != NULL) { /* a block for one large piece: go on filling the one before */
            arena->blocks = b->next;
            b->next = arena->blocks->next;
            arena->blocks->next = b;
        }
    }
    void *piece = b->bytes + b->used;
    b->used += bytes;
    memset(piece, 0, bytes);
    return piece;
}

void *rk_arena_grow(rk_arena *arena, const void *old, size_t n, size_t n_new, size_t size)
{
    void *piece = rk_arena_alloc(arena, n_new, size);
    if (n > 0) {
        memcpy(piece, old, n * size);
    }
    return piece;
}

char *rk_arena_copy(rk_arena *arena, const char *text, size_t n_bytes)
{
    char *copy = rk_arena_alloc(arena, n_bytes + 1, 1);
    if (n_bytes > 0) {
        memcpy(copy, text, n_bytes);
    }
    return copy;
}

char *rk_arena_text_v(rk_arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n < 0) {
        rk_arena_out_of_memory(arena);
    }
    char *text = rk_arena_alloc(arena, (size_t)n + 1, 1);
    (void)vsnprintf(text, (size_t)n + 1, format, arguments);
    return text;
}

char *rk_arena_text(rk_arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = rk_arena_text_v(arena, format, arguments);
    va_end(arguments);
    return text;
}

void rk_arena_at_end(rk_arena *arena, void (*end)(void *what), void *what)
{
    farewell *last = rk_arena_alloc(arena, 1, sizeof *last);
    last->end = end;
    last->what = what;
    last->next = arena->farewells;
    arena->farewells = last;
}
