#include "input/correlations.h"

#include "input/copula.h"
#include "input/nearest.h"
#include "input/number.h"
#include "input/setting.h"
#include "input/values.h"

#include <math.h>
#include <string.h>

/* clang-format off */
const rk_key rk_correlation_keys[RK_N_CORRELATION_KEYS] = {
    [RK_CORRELATION_BETWEEN] = {"between", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, NULL, NULL, "", "", "two parameters that are given as distributions, [quits.trend, leave.trend]"},
    [RK_CORRELATION_RANK] = {"rank", RK_KEY_NUMBER, RK_UNIT_NUMBER, -1, 1, NULL, NULL, "", "", "rank correlation of the two after Spearman, the ends left out; above 0: both high or both low"},
};
/* clang-format on */

static const char path[] = "correlations";
enum { NOWHERE = -1 };

/* What the entries say. Assumptions go by the first number of their name. */
typedef struct {
    rk_reader *reader;
    bool all_numbers; /* are known */
    size_t n_numbers;
    struct entry {
        const rk_node *node; /* of the pair */
        size_t number[2];
        double rank;
        bool idle; /* one of them is fixed above */
    } * entries;
    size_t n_entries;
    bool *doubtful; /* [n_numbers] named by an entry that was not understood */
} reading;

/* ---- Names ---- */

static const rk_scenario *scenario_of(const reading *r)
{
    return r->reader->scenario;
}

/* The first number that is drawn under the name of this one. */
static size_t first_of(const reading *r, size_t number)
{
    const char *const *names = scenario_of(r)->number_names, *shared = rk_assumption_name(names[number]);
    size_t i = 0;
    while (strcmp(rk_assumption_name(names[i]), shared) != 0) {
        i++;
    }
    return i;
}

/* A parameter by its name with or without "parameters.", another number by its whole name or the one that models share.
 */
static size_t find_number(const reading *r, const char *name)
{
    const char *const *names = scenario_of(r)->number_names, *parameter = rk_path(r->reader, "parameters", name);
    size_t i = 0;
    while (i < r->n_numbers && strcmp(names[i], name) != 0 && strcmp(names[i], parameter) != 0 &&
           strcmp(rk_assumption_name(names[i]), name) != 0) {
        i++;
    }
    return i;
}

static const char *name_of(const reading *r, size_t number)
{
    static const char parameters[] = "parameters.";
    const char *name = rk_assumption_name(scenario_of(r)->number_names[number]);
    return strncmp(name, parameters, sizeof parameters - 1) == 0 ? name + sizeof parameters - 1 : name;
}

static void complain_of_name(const reading *r, const rk_node *node)
{
    rk_nearest nearest = rk_nearest_to(node->text);
    for (size_t i = 0; i < r->n_numbers; i++) {
        rk_nearest_offer(&nearest, name_of(r, i));
    }
    if (r->all_numbers || strchr(node->text, '.') == NULL || nearest.name != NULL) {
        rk_complain(r->reader, node, rk_path(r->reader, path, "between"), "no such parameter \"%s\"%s", node->text,
                    rk_nearest_hint(r->reader->arena, &nearest));
    }
}

/* ---- One end of a pair ---- */

typedef enum { UNREAD, DRAWN, FIXED_ABOVE, FIXED } state;

/* Whoever gives a parameter one value on top of a file that correlates it (--set, a sweep, a file that builds on it)
 * need not take the entry out: it then has nothing to do. */
static state state_of(const reading *r, size_t first, const rk_node *node)
{
    const rk_scenario *scenario = scenario_of(r);
    const char *shared = rk_assumption_name(scenario->number_names[first]);
    state so_far = FIXED;
    for (size_t i = first; i < r->n_numbers; i++) {
        const rk_setting *setting = scenario->numbers[i];
        if (strcmp(rk_assumption_name(scenario->number_names[i]), shared) != 0) {
            continue;
        }
        if (setting->prior.family != RK_FIXED && setting->prior.family != RK_SAMPLE) {
            return DRAWN;
        }
        if (setting->prior.to_base == 0) { /* not understood, and said so */
            return UNREAD;
        }
        so_far = setting->layer < rk_layer(r->reader, node) ? FIXED_ABOVE : so_far;
    }
    return so_far;
}

static bool read_end(const reading *r, const rk_node *node, struct entry *entry, int end)
{
    const char *key = rk_path(r->reader, path, "between");
    if (!rk_expect_kind(r->reader, node, key, RK_NODE_SCALAR, "the name of a parameter")) {
        return false;
    }
    size_t number = find_number(r, node->text);
    if (number == r->n_numbers) {
        complain_of_name(r, node);
        return false;
    }
    entry->number[end] = first_of(r, number);
    state now = state_of(r, entry->number[end], node);
    entry->idle = entry->idle || now == FIXED_ABOVE;
    if (now == FIXED && scenario_of(r)->numbers[entry->number[end]]->prior.family == RK_SAMPLE) {
        rk_complain(r->reader, node, key, "%s is of the posterior, where it hangs together with others as it does",
                    node->text);
    } else if (now == FIXED) {
        rk_complain(r->reader, node, key,
                    "%s is one number; only what is given as a distribution, such as uniform(1, 2), can be correlated",
                    node->text);
    }
    return now == DRAWN || now == FIXED_ABOVE;
}

/* ---- Entries ---- */

static bool read_between(const reading *r, const rk_node *between, struct entry *entry)
{
    const char *key = rk_path(r->reader, path, "between");
    if (between == NULL) {
        return false;
    }
    if (between->kind != RK_NODE_SEQUENCE || between->n != 2) {
        rk_complain(r->reader, between, key, "expected two parameters, such as [quits.trend, leave.trend]");
        return false;
    }
    bool first = read_end(r, between->first, entry, 0), second = read_end(r, between->last, entry, 1);
    if (!first || !second) {
        return false;
    }
    if (entry->number[0] == entry->number[1]) {
        bool shared = strcmp(between->first->text, between->last->text) != 0;
        rk_complain(r->reader, between, key, "both are %s%s; expected two that differ", name_of(r, entry->number[0]),
                    shared ? ": models share what nobody knows of an instrument" : "");
        return false;
    }
    for (size_t i = 0; i < r->n_entries; i++) {
        const size_t *other = r->entries[i].number, *own = entry->number;
        if ((own[0] == other[0] && own[1] == other[1]) || (own[0] == other[1] && own[1] == other[0])) {
            rk_complain(r->reader, between, key, "this pair is given twice; first in line %d",
                        r->entries[i].node->line);
            return false;
        }
    }
    return true;
}

static bool read_rank(const reading *r, const rk_node *node, struct entry *entry)
{
    rk_setting rank = {.key = &rk_correlation_keys[RK_CORRELATION_RANK]};
    const char *key = rk_path(r->reader, path, "rank");
    double number;
    if (node != NULL && node->kind == RK_NODE_SCALAR && strchr(node->text, '(') == NULL &&
        rk_number_scan(node->text, &number) == NULL) {
        rk_complain(r->reader, node, key, "\"%s\" is no rank correlation; expected a number between -1 and 1",
                    node->text);
        return false;
    }
    if (node == NULL || !rk_setting_value(r->reader, key, node, &rank)) {
        return false;
    }
    entry->rank = rank.prior.a;
    if (rank.prior.family != RK_FIXED) {
        rk_complain(r->reader, node, key, "a rank correlation is a number, not a distribution");
    } else if (fabs(entry->rank) == 1.0) {
        rk_complain(r->reader, node, key, "%s makes one of the two the other; allowed is between -1 and 1", node->text);
    }
    return rank.prior.family == RK_FIXED && fabs(entry->rank) < 1.0;
}

static void note(const reading *r, const struct entry *entry, const rk_node *rank)
{
    static const rk_key key = {.help = "rank correlation of two assumptions", .source = "", .unit_text = ""};
    rk_note_value(
        r->reader,
        rk_arena_text(r->reader->arena, "%s[%s, %s]", path, name_of(r, entry->number[0]), name_of(r, entry->number[1])),
        &key, rank);
    if (entry->idle) {
        rk_scenario_value *value = &r->reader->values[r->reader->n_values - 1];
        value->value = rk_arena_text(r->reader->arena, "%s, idle: one of the two is fixed", value->value);
    }
}

static void read_entry(reading *r, const rk_node *node)
{
    const rk_node *found[RK_N_CORRELATION_KEYS];
    struct entry entry = {.number = {SIZE_MAX, SIZE_MAX}};
    if (!rk_expect_kind(r->reader, node, path, RK_NODE_MAPPING,
                        "an entry such as {between: [quits.trend, leave.trend], rank: 0.6}")) {
        return;
    }
    rk_setting_match(r->reader, node, node, path, rk_correlation_keys, RK_N_CORRELATION_KEYS, found);
    entry.node = found[RK_CORRELATION_BETWEEN];
    bool between = read_between(r, entry.node, &entry), rank = read_rank(r, found[RK_CORRELATION_RANK], &entry);
    if (between) {
        entry.idle = entry.idle || !rank;
        r->entries[r->n_entries++] = entry;
    }
    if (between && rank) {
        note(r, &entry, found[RK_CORRELATION_RANK]);
        return;
    }
    for (int end = 0; end < 2; end++) {
        if (entry.number[end] != SIZE_MAX) {
            r->doubtful[entry.number[end]] = true;
        }
    }
}

/* ---- All together ---- */

/* Gives every assumption that an entry in use names its place, in the order of numbers: the order of entries is of no
 * account. place: [n_numbers], out, NOWHERE for others. Returns how many there are. */
static size_t place_all(const reading *r, int *place)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n_numbers; i++) {
        place[i] = NOWHERE;
        for (size_t e = 0; e < r->n_entries && place[i] == NOWHERE; e++) {
            const struct entry *entry = &r->entries[e];
            if (!entry->idle && (entry->number[0] == i || entry->number[1] == i)) {
                place[i] = (int)n++;
            }
        }
    }
    return n;
}

/* ranks: [n][n] out, of the entries that are in use */
static void fill_ranks(const reading *r, const int *place, size_t n, double *ranks)
{
    for (size_t i = 0; i < n; i++) {
        ranks[i * n + i] = 1.0;
    }
    for (size_t e = 0; e < r->n_entries; e++) {
        const struct entry *entry = &r->entries[e];
        if (!entry->idle) {
            size_t a = (size_t)place[entry->number[0]], b = (size_t)place[entry->number[1]];
            ranks[a * n + b] = ranks[b * n + a] = entry->rank;
        }
    }
}

/* A group of entries that hang together: do they all hold? Not to be said where another entry may belong to them.
 * in: [n_entries] */
static void complain_of_group(const reading *r, const bool *in, const int *place, size_t n, const double *ranks)
{
    const struct entry *first = NULL;
    const char *names = "";
    size_t n_members = 0, n_pairs = 0;
    bool doubtful = false;
    bool *member = rk_arena_alloc(r->reader->arena, n, sizeof *member);
    double *own = rk_arena_alloc(r->reader->arena, n * n, sizeof *own);
    double *work = rk_arena_alloc(r->reader->arena, n * n, sizeof *work);
    for (size_t e = 0; e < r->n_entries; e++) {
        const struct entry *entry = &r->entries[e];
        if (in[e]) {
            member[place[entry->number[0]]] = member[place[entry->number[1]]] = true;
            names = rk_arena_text(r->reader->arena, "%s%s%s and %s %.6g", names, first == NULL ? "" : ", ",
                                  name_of(r, entry->number[0]), name_of(r, entry->number[1]), entry->rank);
            first = first == NULL ? entry : first;
            doubtful = doubtful || r->doubtful[entry->number[0]] || r->doubtful[entry->number[1]];
            n_pairs++;
        }
    }
    for (size_t i = 0; i < n; i++) {
        n_members += member[i];
    }
    for (size_t i = 0; i < n * n; i++) {
        own[i] = i / n == i % n || (member[i / n] && member[i % n]) ? ranks[i] : 0.0;
    }
    if (!doubtful && !rk_copula_of_ranks(n, own, 1.0, work)) {
        rk_complain(r->reader, first->node, path,
                    "these cannot all hold at once: %s%s; they could if each were at most %.3g times what it is", names,
                    n_pairs < n_members * (n_members - 1) / 2 ? ", and 0 where no entry names a pair" : "",
                    rk_copula_share(n, own, work));
    }
}

/* Entries that share an assumption, and those that share one with these, are a group; each is judged by itself. */
static void complain_of_groups(const reading *r, const int *place, size_t n, const double *ranks)
{
    bool *done = rk_arena_alloc(r->reader->arena, r->n_entries, sizeof *done);
    for (size_t start = 0; start < r->n_entries; start++) {
        bool *in = rk_arena_alloc(r->reader->arena, r->n_entries, sizeof *in), grown = true;
        if (done[start] || r->entries[start].idle) {
            continue;
        }
        in[start] = done[start] = true;
        while (grown) {
            grown = false;
            for (size_t a = 0; a < r->n_entries; a++) {
                for (size_t b = 0; b < r->n_entries && in[a]; b++) {
                    const size_t *x = r->entries[a].number, *y = r->entries[b].number;
                    bool meet = x[0] == y[0] || x[0] == y[1] || x[1] == y[0] || x[1] == y[1];
                    if (!in[b] && !r->entries[b].idle && meet) {
                        in[b] = done[b] = grown = true;
                    }
                }
            }
        }
        complain_of_group(r, in, place, n, ranks);
    }
}

/* Hands what was read to the scenario: for each number its row of the factor, or none. */
static void join(reading *r)
{
    rk_arena *arena = r->reader->arena;
    rk_correlations *correlations = &r->reader->scenario->correlations;
    int *place = rk_arena_alloc(arena, r->n_numbers, sizeof *place);
    size_t n = place_all(r, place);
    double *ranks = rk_arena_alloc(arena, n * n, sizeof *ranks), *factor = rk_arena_alloc(arena, n * n, sizeof *factor);
    size_t *number = rk_arena_alloc(arena, n, sizeof *number);
    fill_ranks(r, place, n, ranks);
    if (!rk_copula_of_ranks(n, ranks, 1.0, factor)) {
        complain_of_groups(r, place, n, ranks);
        return;
    }
    for (size_t i = r->n_numbers; i-- > 0;) {
        place[i] = place[first_of(r, i)];
        if (place[i] != NOWHERE) {
            number[place[i]] = first_of(r, i);
        }
    }
    *correlations = (rk_correlations){.n = n, .number = number, .factor = factor, .place = place};
}

void rk_correlations_read(rk_reader *reader, const rk_node *node, size_t known)
{
    if (node == NULL || rk_node_is_null(node) ||
        !rk_expect_kind(reader, node, path, RK_NODE_SEQUENCE,
                        "a list of entries such as {between: [quits.trend, leave.trend], rank: 0.6}")) {
        return;
    }
    reading r = {.reader = reader,
                 .all_numbers = rk_mistakes_count(reader->mistakes) == known,
                 .n_numbers = reader->scenario->n_numbers,
                 .entries = rk_arena_alloc(reader->arena, node->n, sizeof *r.entries),
                 .doubtful = rk_arena_alloc(reader->arena, reader->scenario->n_numbers, sizeof *r.doubtful)};
    for (const rk_node *entry = node->first; entry != NULL; entry = entry->next) {
        read_entry(&r, entry);
    }
    join(&r);
}
