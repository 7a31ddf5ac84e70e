#include "input/traps.h"

#include "input/utf8.h"

#include <string.h>

typedef struct {
    rk_reader *reader;
    const char *file;
    int line;
    bool found;
} search;

static void report(search *s, int column, const char *text)
{
    rk_complain_at(s->reader, s->file, s->line, column, "", "%s", text);
    s->found = true;
}

/* Reports the first wrong letter of the indentation. Returns the indentation's end. */
static const char *look_at_indentation(search *s, const char *at, const char *end, int *column)
{
    bool reported = false;
    uint32_t c;
    for (size_t n; (n = rk_utf8_next(at, end, &c)) > 0; at += n, ++*column) {
        if (c != ' ' && c != '\t' && c != RK_FULL_WIDTH_SPACE) {
            break;
        }
        if (c == '\t' && !reported) {
            report(s, *column, "a tab in the indentation; indent with spaces");
            reported = true;
        } else if (c == RK_FULL_WIDTH_SPACE && !reported) {
            report(s, *column, "a full-width space in the indentation; indent with half-width spaces");
            reported = true;
        }
    }
    return at;
}

/* A key is one word: the first blank, quote or comment ends the search for its colon. */
static const char *trap_behind_key(const char *at, const char *end, int *column)
{
    uint32_t c, behind;
    for (size_t n; (n = rk_utf8_next(at, end, &c)) > 0; at += n, ++*column) {
        if (c == RK_FULL_WIDTH_COLON) {
            return "a full-width colon; write \": \", half-width and with a space behind it";
        }
        if (c == ':' && rk_utf8_next(at + n, end, &behind) > 0 && behind != ' ' && behind != '\t' && behind != '\r') {
            return behind == RK_FULL_WIDTH_SPACE ? "a full-width space behind the colon; write a half-width one"
                                                 : "no space behind the colon; write \": \"";
        }
        if (c < 0x80 && strchr(" \t\"'#:[]{},|>", (int)c) != NULL) {
            return NULL;
        }
    }
    return NULL;
}

static void look_at_key(search *s, const char *at, const char *end, int column)
{
    while (end - at >= 2 && at[0] == '-' && at[1] == ' ') {
        at += 2;
        column += 2;
    }
    const char *trap = trap_behind_key(at, end, &column);
    if (trap != NULL) {
        report(s, column, trap);
    }
}

const char *rk_traps_behind_key(const char *text)
{
    int column = 1;
    return trap_behind_key(text, text + strlen(text), &column);
}

bool rk_traps_report(rk_reader *reader, const char *file, const char *text, size_t n_bytes)
{
    search s = {.reader = reader, .file = file, .line = 0, .found = false};
    const char *end = text + n_bytes;
    for (const char *line = text; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *line_end = newline == NULL ? end : newline;
        int column = 1;
        s.line++;
        const char *content = look_at_indentation(&s, line, line_end, &column);
        look_at_key(&s, content, line_end, column);
        line = line_end + 1;
    }
    return s.found;
}
