#!/usr/bin/env bash
# renkei sweep: a file of every point, mistakes before anything runs, what is finished after Ctrl-C.
. "$(dirname "$0")/../support/end-to-end.sh"

scenario() { # FILE, lines of the sweep block from stdin
    printf 'renkei: 1\nbase: ehime\nyears: 1\nmunicipalities: [38386, 38401]\nsweep:\n' > "$1"
    sed 's/^/  /' >> "$1"
}
value() { ncdump -v "$2" "$1" | tr -d '\n' | sed -n "s/.* $3 = \\([^;]*\\) ;.*/\\1/p" | tr -s ' '; }
holds() { [ "$(value "$1" "$2" "$3")" = "$4" ] || { value "$1" "$2" "$3"; return 1; }; }

scenario grid.yaml <<'S'
replications: 32
vary:
  quits.trend: [0 %/year, 10 %/year]
  models.pool.experts.number: [2, 4, 8]
S
claim "a grid ends with status 0" exits 0 "$RENKEI" sweep grid.yaml --quiet
claim "and says where it is" says out "6 points of 32 replications. Results: sweep.h5"
if command -v ncdump > dump; then
    claim "a coordinate for each key" holds sweep.h5 quits.trend 'quits\.trend' '0, 0, 0, 10, 10, 10'
    claim "the last key changes first" holds sweep.h5 models.pool.experts.number 'models\.pool\.experts\.number' '2, 4, 8, 2, 4, 8'
    claim "with its unit" bash -c 'ncdump -h sweep.h5 | grep -q "quits.trend:units = \"%/year\""'
    claim "figures by point, model and outcome" bash -c 'ncdump -h sweep.h5 | grep -q "double difference(point, model, metric)"'
    claim "of which the keys are coordinates" bash -c '
        ncdump -h sweep.h5 | grep -q "error:coordinates = .metric_unit quits.trend models.pool.experts.number."'
    claim "the file is whole" bash -c 'ncdump -h sweep.h5 | grep -q ":partial = 0"'
    "$RENKEI" run grid.yaml --set quits.trend='0 %/year' --set models.pool.experts.number=2 --replications 32 \
        --quiet --json > run.json 2> err
    mean=$(grep -A 6 '"backlog": {' run.json | sed -n 's/.*"mean": \([0-9.]*\),/\1/p' | head -n 1)
    claim "a point is a run of its own" bash -c '[ -n "$1" ] && ncdump -p 9,9 -v mean sweep.h5 | grep -qF " $1"' _ "$mean"
else
    skip "the file is netCDF" "no ncdump"
fi
claim "other threads, the same figures" bash -c '
    "$RENKEI" sweep grid.yaml --quiet --threads 1 -o one.h5 && h5diff sweep.h5 one.h5 /mean /mean' 

scenario range.yaml <<'S'
design: latin_hypercube
points: 8
replications: 16
vary:
  models.pool.experts.number: [1, 4]
  hiring.round: [20 %, 90 %]
S
claim "ranges take a Latin hypercube" exits 0 "$RENKEI" sweep range.yaml --quiet
claim "whole numbers in equal parts" bash -c '
    ncdump -v models.pool.experts.number sweep.h5 | tr -d "\n " | grep -o "experts.number=[^;]*" | head -n 1 | cut -d= -f2 | tr , "\n" | sort | uniq -c |
        tr -s " " "," | tr -d "\n" | grep -qx ",2,1,2,2,2,3,2,4"'
claim "check leaves the block alone" exits 0 "$RENKEI" check range.yaml

scenario bad.yaml <<'S'
vary:
  quits.trendd: [0 %/year]
  models.pool.experts.number: [2, 4000000]
  hiring.round: [20 %, 120 %]
S
claim "mistakes at some point are mistakes" exits 2 "$RENKEI" sweep bad.yaml -o bad.h5
claim "an unknown key at its place" says err 'bad.yaml:7:19: sweep.vary.quits.trendd: no such key "quits.trendd"; the nearest is "quits.trend"'
claim "a value out of range at its place" says err "bad.yaml:8:33: sweep.vary.models.pool.experts.number: 4000000 is out of range"
claim "all of them" says err "hiring.round: 120 % is out of range"
claim "and nothing is written" bash -c '[ ! -e bad.h5 ] && [ ! -e bad.h5.part ]'
sed 's/^years: 1$/years: 400/' bad.yaml >worse.yaml
claim "mistakes of the file are told with those of the points" exits 2 "$RENKEI" sweep worse.yaml -o bad.h5 --set quits.trnd=1
claim "the file's" says err "worse.yaml:3:8: years: 400 is out of range"
claim "the command line's" says err '--set: quits.trnd: no such key'
claim "the points'" says err "worse.yaml:9:19: sweep.vary.hiring.round: 120 % is out of range"
claim "each once" bash -c '[ "$(wc -l <err)" -eq 6 ] && [ "$(grep -c "^worse.yaml\|^--set" err)" -eq 5 ]'
claim "check finds them, too" exits 2 "$RENKEI" check worse.yaml
claim "where they are" says err "worse.yaml:8:33: sweep.vary.models.pool.experts.number: 4000000 is out of range"
scenario lists.yaml <<'S'
design: list
vary:
  quits.trend: [0 %/year, x, 2 %/year]
  years: [1, 99]
  models.more: [{}, {instruments: [{experts: {number: 99999}}]}]
S
claim "lists of different lengths are told with what is wrong in them" exits 2 "$RENKEI" check lists.yaml
claim "the length" says err "lists.yaml:9:12: sweep.vary.years: 2 values, but quits.trend has 3"
claim "a value" says err "lists.yaml:9:12: sweep.vary.years: 99 is out of range"
claim "a word" says err 'lists.yaml:8:18: sweep.vary.quits.trend: "x" is no number'
claim "a key within a value" says err "lists.yaml:10:18: sweep.vary.models.more: experts.number: 99999 is out of range"
claim "without a sweep there is none" exits 2 "$RENKEI" sweep ehime

scenario twice.yaml <<'S'
vary:
  quits.trend: [0 %/year, 4 %/year]
  parameters.quits.trend: [1 %/year, 2 %/year]
S
claim "a key that varies twice is a mistake" exits 2 "$RENKEI" sweep twice.yaml -o bad.h5
claim "under either name" says err 'twice.yaml:8:5: sweep.vary.parameters.quits.trend: this varies already; first in line 7'
claim "machines get an object" exits 0 "$RENKEI" sweep grid.yaml --quiet --json
claim "that says where the points are" bash -c 'tr -d " \n" <out | grep -qF "\"results\":\"sweep.h5\",\"partial\":false,\"points\":6,\"points_asked\":6,\"replications\":32"'
scenario long.yaml <<'S'
design: latin_hypercube
points: 60000
replications: 400
vary:
  models.pool.experts.number: [1, 4]
  hiring.round: [20 %, 90 %]
S
start_long() { # OPTION...: a sweep that would take hours, in the background; its id is in $run
    "$RENKEI" sweep long.yaml "$@" >out 2>err &
    run=$!
}
progress() {
    local run seen=0
    start_long --json -o long.h5
    comes_true $run grep -qxE '."finished": [1-9][0-9]*, "of": 60000, "what": "points", "per_second": [0-9.e+-]+, "seconds_left": [0-9.e+-]+.' err ||
        seen=1
    kill -KILL $run
    wait $run 2>/dev/null
    return $seen
}
claim "and progress line by line" progress

n_bytes() { stat -c %s "$1" 2>/dev/null || echo 0; }
has_bytes() { [ "$(n_bytes "$1")" -ge "$2" ]; }
killed_once() { # OUTPUT: ended by SIGNAL when three points or more, or AT bytes, are kept
    rm -f "$1"
    "$RENKEI" sweep grid.yaml --replications 400 --quiet --discard -o "$1" >out 2>err &
    local run=$!
    comes_true $run has_bytes "$1.points" "${AT:-120000}"
    kill "-${SIGNAL:-KILL}" $run 2>/dev/null
    wait $run 2>/dev/null
    [ "${SIGNAL:-KILL}" != KILL ] || [ ! -e "$1" ] || return 1
    has_bytes "$1.points" "${AT:-120000}"
}
killed() { caught killed_once "$1"; }
again() { "$RENKEI" sweep grid.yaml --replications 400 --quiet -o "$@"; }
same_figures() { h5diff -c --exclude-path /provenance "$1" "$2"; }
claim "a sweep for comparison" again whole.h5
claim "leaves nothing behind" bash -c '[ ! -e whole.h5.points ] && [ ! -e whole.h5.part ]'
claim "a sweep that is killed leaves its points" killed dead.h5
claim "and no results" bash -c '[ ! -e dead.h5 ]'
claim "another is refused" exits 2 again dead.h5
claim "and told how to go on" says err "dead.h5.points holds points of a run that did not end; --resume continues it, --discard begins anew"
claim "as is one of another seed" exits 2 again dead.h5 --seed 9 --resume
claim "which is said" says err "points of another run"
claim "points that are cut off" truncate -s -50 dead.h5.points
claim "do not matter" exits 0 again dead.h5 --resume --threads 1
claim "the figures are the same" same_figures whole.h5 dead.h5
claim "and nothing is left" bash -c '[ ! -e dead.h5.points ] && [ ! -e dead.h5.part ]'
claim "another is killed" killed flip.h5
claim "and changed" bash -c 'printf "\xA5\x5A" | dd of=flip.h5.points bs=1 seek=9000 conv=notrunc status=none'
claim "and continued" exits 0 again flip.h5 --resume
claim "to the same figures" same_figures whole.h5 flip.h5
SIGNAL=INT AT=100 claim "Ctrl-C leaves points, too" killed ctrl.h5
claim "and says so" says err "what is finished is kept in ctrl.h5.points; --resume continues there"
claim "beside what is finished, labelled as partial" bash -c 'h5dump -a /partial ctrl.h5 | grep -q "(0): 1"'
claim "and continued" exits 0 again ctrl.h5 --resume
claim "to the same figures" same_figures whole.h5 ctrl.h5
claim "another is killed in between" killed new.h5
claim "and begun anew" exits 0 again new.h5 --discard
claim "to the same figures" same_figures whole.h5 new.h5

KILLS=${KILLS:-4}
RANDOM=${SEED:-20261124}
killed_often() {
    local run
    for _ in $(seq "$KILLS"); do
        "$RENKEI" sweep grid.yaml --replications 400 --quiet -o often.h5 --resume >out 2>err &
        run=$!
        sleep "$(awk -v r=$RANDOM 'BEGIN { print 0.05 + 0.6 * r / 32768 }')"
        kill -KILL $run 2>/dev/null
        wait $run 2>/dev/null
    done
    exits 0 again often.h5 --resume && same_figures whole.h5 often.h5
}
claim "killed $KILLS times at any moment and continued each time, it has the same figures" killed_often
two_once() {
    local run status
    start_long --quiet -o two.h5 --discard
    comes_true $run has_bytes two.h5.points 1
    "$RENKEI" sweep long.yaml --quiet -o two.h5 --discard >out 2>err2
    status=$?
    kill -KILL $run 2>/dev/null
    wait $run 2>/dev/null
    [ $status -eq 2 ] && says err2 "another run is writing it"
}
claim "two at once are refused" two_once

interrupted() {
    local run status=0
    start_long --quiet -o part.h5
    comes_true $run has_bytes part.h5.points 120000
    kill -INT $run
    wait $run || status=$?
    [ $status -eq 130 ] || { echo "exit status $status"; cat err; return 1; }
}
claim "Ctrl-C ends after the point in hand" interrupted
claim "and says what is kept" says err "of 60000 points are in part.h5, labelled as partial"
claim "also where the answer is" grep -qE ': [0-9,]+ of 60,000 points \(PARTIAL\) of 400 replications. Results: part.h5$' out
claim "the file opens" h5ls part.h5
claim "and no unfinished one is left" bash -c '[ ! -e part.h5.part ]'
end
