#!/usr/bin/env bash
# What a run prints: the table, JSON, progress, colours.
. "$(dirname "$0")/../support/end-to-end.sh"

claim "a run ends with status 0" exits 0 quick
cp out table
claim "the results are where they are by default" test -s results.h5
claim "the table says where" says table "results.h5"
claim "the table has the levels" says table "空白月数"
claim "with their errors" says table "±"
claim "and the money by payer" says table "都道府県負担"
claim "and the paired differences" says table "95 % interval"
claim "--quiet says nothing on stderr" says_nothing err

no_escapes() { ! grep -q $'\033' "$@"; }
claim "no escape codes where there is no terminal" exits 0 "$RENKEI" run ehime --years 1 --replications 16
claim "neither in the table nor in the progress" no_escapes out err

on_terminal() { # environment... : a run on a pseudo-terminal, into ./typescript; the shell of some users only says no
    env TERM=xterm SHELL=/bin/sh "$@" script -qec "'$RENKEI' run ehime --years 1 --replications 32" typescript >/dev/null </dev/null
}
if command -v script >/dev/null; then
    claim "a run on a terminal ends with status 0" on_terminal
    claim "headings are bold there" grep -q $'\033\[1m' typescript
    claim "NO_COLOR is heeded" on_terminal NO_COLOR=1
    claim "no bold then" bash -c '! grep -q "\[1m" typescript'
else
    skip "colours on a terminal" "no script command"
fi

# Every line of the levels ends in the same column, since the last one is aligned to the right. wc -L counts columns.
aligned() {
    sed -n '/standard error/,/^$/p' table | sed '1d;/^$/d' | while IFS= read -r line; do
        printf '%s\n' "$line" | LC_ALL=C.UTF-8 wc -L
    done | sort -u | awk 'END { exit NR != 1 }'
}
claim "the columns line up" aligned

claim "--json is one JSON object" exits 0 quick --json -o json.h5
cp out report.json
for word in '"zero_cover_months"' '"paid_prefecture"' '"variance_factor"' '"partial": false'; do
    claim "with $word" says report.json "$word"
done

claim "--models keeps these and the baseline" exits 0 quick --models pool
claim "and says which is the baseline" says out "(the baseline)"
claim "an unknown model is a mistake" exits 2 quick --models alone,poool
claim "and names the nearest" says err "pool"
claim "--set reaches the run" exits 2 quick --set parameters.quits.trned=1
claim "and a mistake in it has its place" says err "--set"
claim "a run of one replication has no error and says so" exits 0 "$RENKEI" run ehime --years 1 --replications 1 -q
claim "in words" says out "more than 16 replications"
end
