#!/usr/bin/env bash
# results.h5, seen by tools that are not ours.
. "$(dirname "$0")/../support/end-to-end.sh"

command=("$RENKEI" run ehime --years 2 --replications 40 --seed 11 --set "parameters.quits.trend=3 %/year" -q)
claim "a run" exits 0 "${command[@]}"
read_header() { ncdump -h results.h5 >header; }
claim "netCDF reads it" read_header
for line in "model = 6 ;" "municipality = 20 ;" "fiscal_year = 2 ;" "replication = UNLIMITED ; // (40 currently)" \
    'zero_cover_months_mean:units = "months"' "空白月数"; do
    claim "with $line" says header "$line"
done
attribute() { h5dump -a "$1" results.h5 | sed -n 's/^ *(0): //p'; }
is() { local found; found=$(attribute "$1"); [ "$found" = "$2" ] || { echo "$1 is $found"; return 1; }; }
claim "a whole run is not partial" is /partial 0
claim "provenance has the seed" is /provenance/seed '"11"'
claim "and the command as it can be typed again" is /provenance/command \
    "\"renkei run ehime --years 2 --replications 40 --seed 11 --set 'parameters.quits.trend=3 %/year' -q\""
claim "and the text of the scenario" bash -c 'h5dump -d /provenance/file_text results.h5 | grep -q "baseline: alone"'
claim "and that of the funding rules in force" bash -c \
    'h5dump -d /provenance/file results.h5 | grep -q funding/special_allocation.yaml'
claim "and what --set changed" bash -c 'h5dump -d /provenance/values/origin results.h5 | grep -q -- --set'
claim "names of places are Japanese" bash -c 'ncdump -v municipality_name results.h5 | grep -q "松山市"'

# Every dataset has a unit and a description.
described() {
    ncdump -h results.h5 | awk '
        /^ *\t+(string|int|int64|double|float) [a-z]/ { name = $2; sub(/[(].*/, "", name); n++ }
        $1 == name ":units" { units++ }
        $1 == name ":long_name" { long++ }
        END { print n, units, long; exit !(n > 100 && n == units && n == long) }'
}
claim "every dataset has a unit and a description" described
mean_of_rows() { # the mean over replications of a horizon total, from the single values
    h5dump -d /prefectural/zero_cover_months_horizon -s 1,0,0 -c 1,1,40 -w 0 results.h5 |
        sed -n '/ATTRIBUTE/q; s/^ *([0-9,]*): //p' | tr -d ' ' | tr ',' '\n' | awk 'NF { s += $1; n++ } END { print s / n }'
}
mean_of_table() { # of all 20 municipalities over two years, from what is printed
    "${command[@]}" --json | awk '/"key": "pool"/ { inside = 1 } inside && /"mean"/ { sub(/,/, "", $2); print $2 * 40; exit }'
}
same_mean() {
    echo "$(mean_of_rows) $(mean_of_table)"
    [ "$(mean_of_rows)" = "$(mean_of_table)" ]
}
claim "the table shows the mean of the single replications" same_mean
# What each rule paid adds up to what the prefectures' replications say was funded.
same_funded() {
    local rules lives
    rules=$(h5dump -d /funding/total_mean -m %.3f -w 0 results.h5 | sed -n '/ATTRIBUTE/q; s/^ *([0-9,]*): //p' |
        tr -d ' ' | tr ',' '\n' | awk 'NF { s += $1 } END { printf "%.0f", s }')
    lives=$(h5dump -d /prefectural/funded_horizon -w 0 results.h5 | sed -n '/ATTRIBUTE/q; s/^ *([0-9,]*): //p' |
        tr -d ' ' | tr ',' '\n' | awk 'NF { s += $1 } END { printf "%.0f", s / 40 }')
    echo "$rules $lives"
    [ "$rules" -gt 0 ] && [ "$rules" = "$lives" ]
}
claim "rules paid in all what was funded in every replication" same_funded
claim "explain says what each of them paid" exits 0 env LANG=C LC_ALL= "$RENKEI" explain results.h5
claim "by model and year" says out "special_prefectural_talent  mean"
claim "a run without rules" exits 0 "${command[@]}" --set funding=none -o none.h5
claim "has none to explain" exits 0 env LANG=C LC_ALL= "$RENKEI" explain none.h5
claim "and says so" says out "No funding rule was in force."
claim "--set does not go with a results file" exits 2 "$RENKEI" explain results.h5 --set years=3
end
