#!/usr/bin/env bash
# The mistakes of a command line, of its scenario and of its other files are told all at once.
. "$(dirname "$0")/../support/end-to-end.sh"

tells() { # TEXT TEXT... -- COMMAND ARGUMENTS...: exit status 2, and all of these on stderr
    local texts=() text
    while [ "$1" != -- ]; do
        texts+=("$1")
        shift
    done
    shift
    exits 2 "$RENKEI" "$@" || return 1
    for text in "${texts[@]}"; do
        says err "$text" || return 1
    done
}

cat >wrong.yaml <<'EOF2'
base: ehime
yeers: 3
sweep:
  vary:
    parameters.quits.trend: [0 %/year, 10 %/year]
EOF2
claim "run: options and --set" tells "--inner 0: expected" "--replications -5: expected" "--years 99: expected" \
    "--seed x: expected" "--threads 0: expected" "--first-replication -1: expected" 'no such key "x"' "7 mistakes" \
    -- run ehime --inner 0 --replications -5 --years 99 --seed x --threads 0 --first-replication -1 --set x=1
for shards in -1 5- 1-x 5-3 ''; do
    claim "run: shards are quoted as they were typed: '$shards'" tells "--shards $shards: " "no such key" \
        -- run ehime --shards "$shards" --set x=1
done
claim "run: a wrong option is enough" tells "--inner 0: expected" "1 mistake" "nothing was written" -- run ehime --inner 0
claim "run: a number alone is asked for in words" tells "expected a whole number alone, such as 16" \
    -- run ehime --set inner='16 months'
claim "sweep: options and the file" tells "--points 0: expected" "--replications -4: expected" "wrong.yaml:2:1: yeers" \
    -- sweep wrong.yaml --points 0 --replications -4
claim "sensitivity: what to vary, whose outcome and which" tells "--vary x: " "--vary work.lod: " "--model a-b: " \
    '"zilch"' "a multiple of 96" \
    -- sensitivity ehime --vary x --vary work.lod --model a-b --outcome zilch --replications 100 --inner 48
claim "sensitivity: options and the scenario" tells "--method x: expected" "--points 1: expected" '"zilch"' "years: 99" \
    -- sensitivity ehime --method x --points 1 --outcome zilch --set years=99
claim "size: what is missing, and the scenario" tells "--vary KEY=LOW..HIGH and --until GOAL are needed" \
    "17 is not a multiple of 16" -- size ehime --inner 17
claim "size: a range, the goal, the number" tells "--vary x=1: expected" "--until what: expected" \
    "--replications 0: expected" "no such key" \
    -- size ehime --vary x=1 --until what --replications 0 --set x=1

targets=$SOURCE/scenarios/data/targets.csv
claim "calibrate: the model, parameters, the year" tells "--model nomodel: " "--parameters: nonsuch" \
    "--hold-out 1991: no figure" \
    -- calibrate calibration --targets "$targets" --model nomodel --hold-out 1991 --parameters nonsuch,quits.trend
(cat "$targets"; printf '%s\n' 2023,quit_rate 1066,dx_staff_totl,3,persons,scenario,,,) >ragged.csv
claim "calibrate: figures, whatever the other rows are like" tells "cells in this row: 2" "1066 is out of range" \
    '"dx_staff_totl"' "--parameters: nonsuch" \
    -- calibrate calibration --targets ragged.csv --parameters nonsuch
head -n 1 "$targets" >none.csv
claim "calibrate: no figures" tells "none.csv:1: no figures follow" -- calibrate calibration --targets none.csv
claim "calibrate: why only one year is left" tells "all figures that are predicted are of FY2022" \
    'need a scenario without `prefecture`' \
    -- calibrate calibration --targets "$targets" --set prefecture=36 --hold-out all
claim "calibrate: options and the scenario" tells "--points 3: expected" "--discrepancy x: expected" "years: 99" \
    "none.csv: exists and is no posterior" \
    -- calibrate calibration --targets "$targets" --points 3 --discrepancy x --set years=99 -o none.csv
claim "stability: the effect, the model and the scenario" tells "--effect zilch: expected" '"sharde"' "years: 99" \
    -- stability ehime --model sharde --effect zilch --set years=99
claim "none of this leaves a file" bash -c '[ "$(ls -A | tr "\n" " ")" = "err none.csv out ragged.csv wrong.yaml " ]'
end
