/* The page for people and the table for machines. */
#include "reality.h"

#include "reality_measures.h"

#include <math.h>
#include <string.h>

/* Three significant digits, and whole numbers whole. */
static const char *number(double value, char text[32])
{
    if (isnan(value)) {
        return "-";
    }
    (void)snprintf(text, 32, fabs(value) >= 100.0 ? "%.0f" : "%.3g", value);
    return text;
}

static void fact_row(FILE *file, const reality_fact *fact, const reality_value *model)
{
    char text[7][32];
    fprintf(file, "| %s | %s | %s | %s | %s to %s | %s | %s to %s | %s |\n", fact->fact, fact->what, fact->unit,
            number(fact->published, text[0]), number(fact->low, text[1]), number(fact->high, text[2]),
            number(model->mean, text[3]), number(model->low, text[4]), number(model->high, text[5]),
            reality_verdict_name(reality_judge(fact, model)));
}

static void counts(FILE *file, const reality_value values[])
{
    size_t n[4] = {0};
    for (size_t i = 0; i < reality_n_facts; i++) {
        n[reality_judge(&reality_facts[i], &values[i])]++;
    }
    fprintf(file, "%zu figures: %zu hit, %zu in range, %zu missed; %zu not published.\n\n", reality_n_facts,
            n[REALITY_HIT], n[REALITY_IN_RANGE], n[REALITY_MISS], n[REALITY_UNKNOWN]);
}

static void misses(FILE *file, const reality_value values[])
{
    const char *before = "";
    fprintf(file, "## What a miss means\n\n");
    for (size_t i = 0; i < reality_n_facts; i++) {
        const reality_fact *fact = &reality_facts[i];
        reality_verdict verdict = reality_judge(fact, &values[i]);
        if (verdict != REALITY_MISS && verdict != REALITY_IN_RANGE) {
            continue;
        }
        bool same = strcmp(fact->miss, before) == 0 && *before != '\0';
        fprintf(
            file, "- **%s, %s** (%s): %s\n", fact->fact, fact->what, reality_verdict_name(verdict),
            same                  ? "as above."
            : *fact->miss != '\0' ? fact->miss
            : verdict == REALITY_IN_RANGE
                ? "the mean is off by more than the fact's own uncertainty, but within what the assumptions leave open."
                : "not explained yet.");
        before = fact->miss;
    }
    fprintf(file, "\n");
}

static void how(FILE *file)
{
    fprintf(file,
            "## Limits and measurement\n\n| fact | figure | why the accepted range is that wide | how the model's "
            "number is found |\n|---|---|---|---|\n");
    for (size_t i = 0; i < reality_n_facts; i++) {
        const reality_fact *fact = &reality_facts[i];
        fprintf(file, "| %s | %s | %s | %s |\n", fact->fact, fact->what, fact->limits, fact->measured);
    }
    fprintf(file, "\n");
}

/* The fit of the establishment by size of municipality, as simulated. */
static void sizes(FILE *file, reality_runs *runs)
{
    static const double limits[] = {0, 10e3, 20e3, 50e3, 100e3, 300e3, 1e9};
    static const char *const names[] = {"under 10,000",      "10,000 to 20,000",   "20,000 to 50,000",
                                        "50,000 to 100,000", "100,000 to 300,000", "300,000 and over"};
    const reality_table *none = reality_read(runs, "start", "/municipal/nobody_months_mean");
    const reality_table *solo = reality_read(runs, "start", "/municipal/solo_months_mean");
    const reality_table *filled = reality_read(runs, "start", "/municipal/filled_post_months_mean");
    const reality_table *people = reality_read(runs, "start", "/population");
    fprintf(file, "## Posts by size of municipality, April 2023\n\n"
                  "| residents | municipalities | DX staff, mean | nobody | at most one |\n|---|---|---|---|---|\n");
    for (size_t size = 0; size < sizeof names / sizeof *names; size++) {
        double n = 0.0, staff = 0.0, nobody = 0.0, at_most_one = 0.0;
        for (size_t i = 0; i < people->n; i++) {
            bool in = people->value[i] >= limits[size] && people->value[i] < limits[size + 1];
            n += in;
            staff += in ? filled->value[i] / 12.0 : 0.0;
            nobody += in ? none->value[i] / 12.0 : 0.0;
            at_most_one += in ? (none->value[i] + solo->value[i]) / 12.0 : 0.0;
        }
        fprintf(file, "| %s | %.0f | %.1f | %.2f | %.1f |\n", names[size], n, staff / n, nobody, at_most_one);
    }
    fprintf(file, "\n");
}

static void quits(FILE *file, reality_runs *runs)
{
    static const char *const what[] = {
        [REALITY_ALL_CALM] = "chances by age (A05), years in post, age mix of DX staff",
        [REALITY_ALL_STAFF] = "and overload and working alone (J)",
        [REALITY_DIGITAL] = "and quits.skill_multiplier, digital against all staff (J)",
    };
    static const int order[] = {REALITY_ALL_CALM, REALITY_ALL_STAFF, REALITY_DIGITAL};
    fprintf(file, "## What resignations are made of, FY2022\n\n| with | %% a year | 95 %% range |\n|---|---|---|\n");
    for (size_t i = 0; i < 3; i++) {
        reality_value value = reality_quits(runs, order[i]);
        fprintf(file, "| %s | %.2f | %.2f to %.2f |\n", what[order[i]], value.mean, value.low, value.high);
    }
    fprintf(file, "\n");
}

/* What was changed in the priors because of this page. */
static const char changed[] =
    "## Priors that were mended, and why\n\n"
    "- **establishment.zero, zero_power, scale, exponent**: one flat chance of nobody (2.1 %) put 12 municipalities "
    "with at "
    "most one over 50,000 residents, where two are known, and left cities without anybody. The chance now falls with "
    "size; "
    "the four numbers meet S04, S08, S09 and S10 together (tests/verify/test_priors.c).\n"
    "- **quits.base_year, leave.base_year**: the rates are of FY2022 (A05, A12) and were taken as those of the first "
    "year of "
    "any run. A run from FY2026 has four years of trend more now.\n"
    "- **quits.tenure_\\***: 2.2 : 1 : 0.5 (A36) had a mean of 1.1 over the people found at the start, and raised A05 "
    "by a "
    "tenth; it is 1 now.\n"
    "- **People at the start** are found in long stays as often as there are; the first two years moved a quarter more "
    "people than the later ones.\n"
    "- Left as they are: quits.skill_multiplier (J), the age mix (J), overload (J) and leave.rate (A11); what they do "
    "is in "
    "the tables.\n\n";

void reality_write_page(FILE *file, reality_runs *runs, const reality_value values[])
{
    size_t n = reality_read(runs, "start", "/national/nobody_months_horizon")->n;
    fprintf(
        file,
        "# The model against published facts\n\n"
        "Every default, nobody cooperating, all 1,741 municipalities; runs of %zu replications (%zu blocks) made by "
        "`make verify`. The same as a table: reality.csv.\n\n"
        "**Model** is the mean over replications; its range holds the central 95 %% of them, what luck and assumptions "
        "leave open together. **Accepted** is the published figure with its own uncertainty. *hit*: the mean lies "
        "in the accepted range; *in range*: it does not, but the published figure lies in the model's range; *miss*: "
        "neither. Nothing was tuned to be a hit without a word below.\n\n",
        n, n / REALITY_BLOCK);
    counts(file, values);
    fprintf(file, "| fact | figure | unit | published | accepted | model | 95 %% range | verdict |\n"
                  "|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < reality_n_facts; i++) {
        fact_row(file, &reality_facts[i], &values[i]);
    }
    fprintf(file, "\n");
    misses(file, values);
    sizes(file, runs);
    quits(file, runs);
    fprintf(file, "%s", changed);
    how(file);
    fprintf(file, "## Cannot be compared\n\n| facts | why |\n|---|---|\n");
    for (size_t i = 0; i < reality_n_silences; i++) {
        fprintf(file, "| %s | %s |\n", reality_silences[i].facts, reality_silences[i].reason);
    }
}

/* ---- For machines ---- */

static void quoted(FILE *file, const char *text, char end)
{
    fputc('"', file);
    for (; *text != '\0'; text++) {
        fprintf(file, *text == '"' ? "\"\"" : "%c", *text);
    }
    fprintf(file, "\"%c", end);
}

/* Empty where there is none. */
static void plain(FILE *file, double value)
{
    if (!isnan(value)) {
        fprintf(file, "%.6g", value);
    }
    fputc(',', file);
}

void reality_write_csv(FILE *file, const reality_value values[])
{
    fprintf(file,
            "fact,figure,unit,published,accepted_low,accepted_high,model,model_error,model_low,model_high,verdict,"
            "limits,measured,meaning\n");
    for (size_t i = 0; i < reality_n_facts; i++) {
        const reality_fact *fact = &reality_facts[i];
        quoted(file, fact->fact, ',');
        quoted(file, fact->what, ',');
        quoted(file, fact->unit, ',');
        const double numbers[] = {fact->published, fact->low,     fact->high,    values[i].mean,
                                  values[i].error, values[i].low, values[i].high};
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
            plain(file, numbers[k]);
        }
        quoted(file, reality_verdict_name(reality_judge(fact, &values[i])), ',');
        quoted(file, fact->limits, ',');
        quoted(file, fact->measured, ',');
        quoted(file, fact->miss, '\n');
    }
}
