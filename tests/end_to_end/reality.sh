#!/usr/bin/env bash
# The rows of the page of published facts (make verify) can be computed: two prefectures, 32 replications.
. "$(dirname "$0")/../support/end-to-end.sh"

export OMP_WAIT_POLICY=passive # many small runs beside other tests
claim "the runs are made and the page is written" "$SOURCE/tests/verify/runs" here 32 "[36, 38]"
columns() { awk -F '"' 'NR > 1 { n = split($7, number, ","); if (NF != 15 || n != 9) { print; wrong = 1 } } END { exit wrong || NR < 30 }' here/reality.csv; }
claim "every row of the table has its columns" columns
measured() { ! awk -F '"' 'NR > 1 { split($7, number, ","); if (number[5] !~ /^-?[0-9]/) { print } }' here/reality.csv | grep .; }
claim "and a number of the model" measured
verdicts() { awk -F '"' 'NR > 1 { print $8 }' here/reality.csv | sort -u | tr '\n' ' '; }
judged() { [ -z "$(verdicts | sed 's/hit\|in range\|miss\|unknown//g' | tr -d ' ')" ] || { verdicts; return 1; }; }
claim "and a verdict" judged
in_page() { # as many rows in the page's first table as in the CSV
    [ "$(awk '/^\| fact / { inside = 1 } /^$/ && inside { exit } inside' here/reality.md | wc -l)" -eq \
        "$(($(wc -l <here/reality.csv) + 1))" ]
}
claim "the page has the same rows" in_page
not_a_number() { ! grep -ni '[^a-z]nan[^a-z]\|[^a-z]inf[^a-z]' here/reality.md here/reality.csv; }
claim "nothing that is no number" not_a_number
tool=${RENKEI%/bin/renkei}/tests/verify/tool_reality
claim "without the runs it says which is missing" exits 1 "$tool" here
claim "by name" says err "here/start.h5"
end
