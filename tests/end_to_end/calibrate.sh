#!/usr/bin/env bash
# renkei calibrate: figures that renkei made itself with known parameters are found again; its file is used by a run; its
# mistakes.
. "$(dirname "$0")/../support/end-to-end.sh"

cat >past.yaml <<'EOF'
renkei: 1
prefecture: 31
start: 2022-04
years: 2
parameters:
  establishment.scale: uniform(0.02, 0.12)
  leave.rate: uniform(0.5, 12) %/year
models:
  alone: {instruments: []}
EOF
# Figures as the model has them about establishment.scale 0.06 and leave.rate 6 %/year.
table() { # VALUE OF 2022, LEAVE, VALUE OF 2023
    echo 'fiscal_year,metric,value,unit,scope'
    echo "2022,dx_staff_total,$1,persons,scenario"
    echo "2022,mental_health_absence_rate,$2,per year,scenario"
    echo "2023,dx_staff_total,$3,persons,scenario"
}
table 1 1 1 >guess.csv
"$RENKEI" calibrate past.yaml --targets guess.csv --prior --points 16 --quiet --json \
    --set 'parameters.establishment.scale=uniform(0.0599, 0.0601)' \
    --set 'parameters.leave.rate=uniform(5.9, 6.1) %/year' >made.json
figures() { grep -o '"prior": [0-9.eE+-]*' made.json | sed 's/.*: //'; }
# shellcheck disable=SC2046
table $(figures) >targets.csv

fit=(calibrate past.yaml --targets targets.csv --points 64 --replications 32 --discrepancy 1 --quiet --lang en)
claim "a calibration ends with status 0" exits 0 "$RENKEI" "${fit[@]}" --hold-out all --page page.md --json
claim "and writes draws with units" says posterior.csv "draw,establishment.scale,leave.rate [%/year],note"
claim "that say where they come from" says posterior.csv "targets SHA-256"
middle() { awk -F, -v column="$1" 'NR > 1 { print $column }' posterior.csv | sort -g | sed -n 256p; }
near() { awk -v a="$(middle "$1")" -v b="$2" -v by="$3" 'BEGIN { exit !(a > b - by && a < b + by) }' || { echo "$(middle "$1")"; return 1; }; }
claim "of the parameters that the figures were made with" near 2 0.06 0.012
claim "both of them" near 3 6 1.5
claim "the page is Markdown" says page.md "| --- |"
claim "with the years left out" says page.md "## Years left out"
cp posterior.csv first.csv
cp out first.json
claim "one thread gives the same bytes" bash -c '"$RENKEI" "$@" --hold-out all --json --threads 1 >one && cmp one first.json && cmp posterior.csv first.csv' _ "${fit[@]}"
claim "so does the plainest instruction set" bash -c 'RENKEI_ISA=baseline "$RENKEI" "$@" --hold-out all --json --threads 3 >one && cmp one first.json && cmp posterior.csv first.csv' _ "${fit[@]}"
claim "another seed gives others" bash -c '"$RENKEI" "$@" --seed 2 -o other.csv >/dev/null && ! cmp -s other.csv first.csv' _ "${fit[@]}"
claim "priors can be looked at alone" exits 0 "$RENKEI" "${fit[@]}" --prior -o none.csv
claim "and write nothing" test ! -e none.csv
claim "in Japanese too" exits 0 "$RENKEI" "${fit[@]}" --prior --lang ja
claim "with its words" says out "公表値とモデル"

claim "a run names the draws" exits 0 "$RENKEI" run past.yaml --set posterior=posterior.csv --replications 64 --quiet -o run.h5
mkdir elsewhere
mv posterior.csv elsewhere
claim "and is repeated without the file" exits 0 "$RENKEI" rerun run.h5 -o again.h5 --quiet
claim "to the byte" same_results run.h5 again.h5
mv elsewhere/posterior.csv .
claim "explain shows them" bash -c '"$RENKEI" explain past.yaml --set posterior=posterior.csv | grep -q "512 joint draws"'

mistake() { exits 2 "$RENKEI" calibrate past.yaml --quiet "$@"; }
claim "figures are needed" mistake
claim "a figure with a mistake is told" bash -c 'sed "s/dx_staff_total/dx_staf_total/" targets.csv >bad.csv'
claim "with its place" mistake --targets bad.csv
claim "and the nearest name" says err 'bad.csv:2:6: metric: there is no published figure "dx_staf_total"; the nearest is "dx_staff_total"'
claim "an unknown parameter is one" mistake --targets targets.csv --parameters leave.rat
claim "with the nearest" says err "did you mean leave.rate?"
claim "a known number is one" mistake --targets targets.csv --parameters cover.support_days
claim "and says how it varies" says err "uniform(LOW, HIGH)"
claim "figures of the nation need the nation" mistake --targets "$SOURCE/scenarios/data/targets.csv" --set start=2023-04 --set 'parameters.leave.rate=2 %/year'
claim "and this is said" says err "predicts none of these"
claim "a year without figures cannot be held out" mistake --targets targets.csv --hold-out 2020
claim "nor the only one" bash -c 'grep -v 2023 targets.csv >one.csv'
claim "since nothing would be left" mistake --targets one.csv --hold-out all
claim "a file that is no posterior is not overwritten" mistake --targets targets.csv -o past.yaml
claim "an unknown model is one" mistake --targets targets.csv --model alon
claim "a folder that is not there is one" mistake --targets targets.csv -o nowhere/posterior.csv
claim "half a block is one" mistake --targets targets.csv --replications 40
claim "more than can be counted is one" mistake --targets targets.csv --points 65536 --replications 65536
interrupted() { # when the first points are done
    local status=0 pid
    "$RENKEI" calibrate past.yaml --targets targets.csv --points 60000 --json -o never.csv >out 2>err &
    pid=$!
    comes_true $pid grep -q '"finished": [1-9]' err
    kill -INT $pid
    wait $pid || status=$?
    [ $status -eq 130 ] || { echo "exit status $status"; cat err; return 1; }
}
claim "an interrupted round is not counted" interrupted
claim "which is said" says err "interrupted before a round was finished"
claim "its points are kept" says err "what is finished is kept in never.csv.points; --resume continues there"
claim "and nothing else is left of it" bash -c '[ "$(ls never.csv*)" = never.csv.points ]'
claim "nothing was written" test ! -e past.yaml.part
end
