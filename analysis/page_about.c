/* Where the figures come from and what they do not say: assumptions, rules, limits, manifest. */
#include "analysis/page_impl.h"

#include <renkei/catalogue.h>

#include <stdlib.h>
#include <string.h>

static const rk_words_pair limits[] = {
    {"将来の予測ではない。前提のもとで、モデル同士を同じ運のもとで比べたものである。",
     "This is no forecast: under the assumptions, models are compared on the same luck."},
    {"市町村ごとの現在の職員数は公表されておらず、利用者の表がない市町村では公表値から推定した事前分布である。",
     "Present staff of each municipality is not public: where no table was given it is a prior fitted to published "
     "figures."},
    {"評価「J」の前提は判断による。自分の県の値に置き換えて結論が変わらないかを確かめること。",
     "Assumptions of grade J are judgement: put your own figures in and see whether the conclusion holds."},
    {"帯（P5～P95）は個々の将来のばらつき、95%区間は平均の差の誤差である。前者は試行を増やしても狭くならない。",
     "Bands (P5 to P95) are where single futures lie; 95 % intervals are errors of mean differences. More replications "
     "narrow the intervals only."},
    {"はじめの年はすべてのポストが埋まり滞留がないので、最初の2～3年はその後より良く見える。",
     "A run starts with posts filled and no backlog, so its first two or three years look better than what follows."},
    {"費用の多くはシステムの運用で、連携によってほとんど変わらない。モデルの違いは差で見ること。",
     "Most cost is running systems, which cooperation hardly touches: look at differences to tell models apart."},
};

json_t *rk_page_limits(rk_page *page)
{
    json_t *list = json_array();
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        rk_page_add(page, list, rk_page_pair(limits[i].ja, limits[i].en));
    }
    return list;
}

/* Texts of several datasets of equal length. */
enum { LABELS_MAX = 16 };
typedef struct {
    size_t n, n_labels;
    char **texts[LABELS_MAX];
} labels;

static void free_labels(labels *from)
{
    for (size_t i = 0; i < from->n_labels; i++) {
        rk_free_texts(from->texts[i], from->n);
    }
}

/* names: as "group/name"; nothing is read and n is 0 where the first does not exist. */
static rk_status read_labels(const rk_reading *reading, const char *const *names, size_t n_labels, labels *into)
{
    *into = (labels){.n_labels = n_labels};
    if (!rk_reading_has(reading, names[0])) {
        return RK_OK;
    }
    rk_status status = rk_read_length(reading, names[0], &into->n);
    for (size_t i = 0; status == RK_OK && i < n_labels; i++) {
        status = rk_read_texts(reading, names[i], into->n, &into->texts[i]);
    }
    return status;
}

/* Files by their name only where a text has their whole path: a page is passed on, the writer's folders are not. In
 * place. */
static char *without_folders(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        bool starts = from == text || from[-1] == ' ';
        const char *name = from;
        for (const char *c = from; starts && *from == '/' && *c != '\0' && *c != ' '; c++) {
            name = *c == '/' ? c + 1 : name;
        }
        if (name != from) {
            from = name;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
    return text;
}

/* ---- Assumptions ---- */

/* "A15, A16 J" is the rows "A15, A16" of grade "J". */
static void put_source(rk_page *page, json_t *object, char *source)
{
    size_t n = strlen(source);
    bool graded = n > 0 && (source[n - 1] == 'E' || source[n - 1] == 'J') && (n == 1 || source[n - 2] == ' ');
    char grade[2] = {graded ? source[n - 1] : '\0', '\0'};
    if (graded) {
        source[n > 1 ? n - 2 : 0] = '\0';
    }
    rk_page_put(page, object, "source", rk_page_text(source));
    if (graded) {
        rk_page_put(page, object, "grade", json_string(grade));
    }
}

rk_status rk_page_assumptions(rk_page *page, json_t **assumptions)
{
    enum { KEY, VALUE, UNIT, SOURCE, ORIGIN, N_LABELS };
    static const char *const names[N_LABELS] = {"provenance/values/key", "provenance/values/value",
                                                "provenance/values/unit", "provenance/values/source",
                                                "provenance/values/origin"};
    labels of;
    rk_status status = read_labels(page->reading, names, N_LABELS, &of);
    *assumptions = json_array();
    for (size_t i = 0; status == RK_OK && i < of.n; i++) {
        json_t *one = json_object();
        bool usual = strcmp(of.texts[ORIGIN][i], "default") == 0;
        rk_page_put(page, one, "key", rk_page_text(of.texts[KEY][i]));
        const char *name = rk_key_title_ja(of.texts[KEY][i]);
        if (name != NULL) {
            rk_page_put(page, one, "ja", rk_page_text(name));
        }
        rk_page_put(page, one, "value", rk_page_text(of.texts[VALUE][i]));
        if (of.texts[UNIT][i][0] != '\0') {
            rk_page_put(page, one, "unit", rk_page_text(of.texts[UNIT][i]));
        }
        if (of.texts[SOURCE][i][0] != '\0') {
            put_source(page, one, of.texts[SOURCE][i]);
        }
        if (!usual) {
            rk_page_put(page, one, "default", json_false());
            rk_page_put(page, one, "origin", rk_page_text(without_folders(of.texts[ORIGIN][i])));
        }
        rk_page_add(page, *assumptions, one);
    }
    free_labels(&of);
    return status;
}

/* ---- Funding rules ---- */

rk_status rk_page_funding(rk_page *page, json_t **funding)
{
    static const struct {
        const char *path, *key;
    } fields[] = {
        {"funding/rule", "id"},
        {"funding/rule_title_ja", "ja"},
        {"funding/rule_title", "en"},
        {"funding/rule_of", "of"},
        {"funding/rule_by", "by"},
        {"funding/rule_rate", "rate"},
        {"funding/rule_cap", "cap"},
        {"funding/rule_per", "per"},
        {"funding/rule_from", "from"},
        {"funding/rule_until", "until"},
        {"funding/rule_realisation", "realisation"},
        {"funding/rule_source", "source"},
        {"funding/rule_evidence", "evidence"},
        {"funding/rule_origin", "origin"},
    };
    enum { N_FIELDS = sizeof fields / sizeof fields[0] };
    const char *names[N_FIELDS];
    labels of;
    for (size_t f = 0; f < N_FIELDS; f++) {
        names[f] = fields[f].path;
    }
    rk_status status = read_labels(page->reading, names, N_FIELDS, &of);
    *funding = json_array();
    for (size_t i = 0; status == RK_OK && i < of.n; i++) {
        json_t *one = json_object();
        for (size_t f = 0; f < N_FIELDS; f++) {
            rk_page_put(page, one, fields[f].key, rk_page_text(of.texts[f][i]));
        }
        rk_page_add(page, *funding, one);
    }
    free_labels(&of);
    return status;
}

/* ---- Manifest ---- */

static rk_status put_files(rk_page *page, json_t *manifest)
{
    static const char *const names[] = {"provenance/file", "provenance/file_sha256"};
    labels of;
    json_t *list = json_array();
    rk_status status = read_labels(page->reading, names, 2, &of);
    for (size_t i = 0; status == RK_OK && i < of.n; i++) {
        json_t *one = json_object();
        rk_page_put(page, one, "path", rk_page_text(without_folders(of.texts[0][i])));
        rk_page_put(page, one, "sha256", rk_page_text(of.texts[1][i]));
        rk_page_add(page, list, one);
    }
    free_labels(&of);
    rk_page_put(page, manifest, "files", list);
    return status;
}

static rk_status put_settings(rk_page *page, json_t *manifest)
{
    static const char *const names[] = {"provenance/setting"};
    labels of;
    json_t *list = json_array();
    rk_status status = read_labels(page->reading, names, 1, &of);
    for (size_t i = 0; status == RK_OK && i < of.n; i++) {
        rk_page_add(page, list, rk_page_text(of.texts[0][i]));
    }
    free_labels(&of);
    rk_page_put(page, manifest, "settings", list);
    return status;
}

rk_status rk_page_manifest(rk_page *page, json_t **manifest)
{
    static const char *const texts[] = {"version",   "commit",  "compiler", "libraries", "seed",
                                        "precision", "command", "created",  "isa"};
    static const char *const numbers[] = {"first_replication", "n_replications", "threads"};
    json_t *object = *manifest = json_object();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *text = rk_read_provenance(page->reading, texts[i]);
        rk_page_put(page, object, texts[i], rk_page_text(text));
        free(text);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        int64_t number = 0;
        bool told = rk_read_provenance_number(page->reading, numbers[i], &number);
        rk_page_put(page, object, numbers[i], told ? json_integer(number) : json_null());
    }
    rk_status status = put_files(page, object);
    return status == RK_OK ? put_settings(page, object) : status;
}
