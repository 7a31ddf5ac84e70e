#!/usr/bin/env bash
# renkei replay: one municipality in one future, from a results file or a scenario, as text and as JSON.
. "$(dirname "$0")/../support/end-to-end.sh"

tell() { "$RENKEI" replay "$@"; }
one=(--replication 17 --municipality 38386)
moved() { mv here there; }

mkdir here && printf 'code,posts\n38386,3\n' > here/staff.csv
cat > here/own.yaml <<'YAML'
renkei: 1
base: ehime
data:
  municipalities: staff.csv
YAML
claim "a results file of a scenario with a file of its own" exits 0 "$RENKEI" run here/own.yaml --years 4 \
    --replications 32 --seed 9 --set parameters.quits.trend='5 %/year' --quiet -o r.h5
claim "is told from, month by month" exits 0 tell r.h5 "${one[@]}" --model pool --lang en
claim "with what happened" says out "in post at the start"
claim "and the money" says out "pay and fees of shared experts"
cp out english
claim "the scenario's files may be elsewhere" moved
same_words() { exits 0 tell r.h5 "${one[@]}" --model pool --lang en && cmp out english; }
claim "what is told stays the same, word for word" same_words
claim "in Japanese too" exits 0 tell r.h5 --replication 17 --municipality 久万高原町 --model pool --lang ja
claim "with Japanese words" says out "開始時に在職"

same_as_scenario() { # the results file's settings, given by hand
    exits 0 tell r.h5 "${one[@]}" --model visits --json && grep -v '"file"' out > from-results || return 1
    exits 0 tell there/own.yaml --set years=4 --set seed=9 --set parameters.quits.trend='5 %/year' "${one[@]}" \
        --model visits --json && grep -v '"file"' out > from-scenario || return 1
    cmp from-results from-scenario
}
claim "a scenario with the same settings tells the same" same_as_scenario

adds_up() { # every year: items, payers, and who bears what before funding
    jq -e 'all(.years[]; .outcomes as $o | .borne_before_funding as $b
        | ([$o | to_entries[] | select((.key | startswith("cost_")) and .key != "cost_total") | .value] | add) == $o.cost_total
        and ([$o | to_entries[] | select(.key | startswith("paid_")) | .value] | add) == $o.cost_total
        and ([$b[] | .[]] | add) == $o.cost_total)
        and (.months | length == 48 and .[0].month == "2026-04" and .[47].month == "2030-03")' from-results
}
if command -v jq >/dev/null; then
    claim "its yen add up, by item and by payer" adds_up
else
    skip "its yen add up, by item and by payer" "no jq command"
fi

claim "differences name both models" exits 0 tell r.h5 "${one[@]}" --model pool --differences --lang en
claim "and what the pool did" says out "asks for an expert"
claim "and as JSON" exits 0 tell r.h5 "${one[@]}" --model pool --differences --json
claim "with the baseline" says out '"baseline": "alone"'
claim "other instruction sets tell the same" \
    bash -c 'RENKEI_ISA=baseline "$RENKEI" replay r.h5 --replication 17 --municipality 38386 --model pool --lang en | cmp - english'

claim "all mistakes are told at once" exits 2 tell r.h5 --replication 32 --municipality 久万高原 --model poll
claim "the range" says err "replications 0 to 31"
claim "the place" says err "--municipality 久万高原"
claim "the models" says err "alone, pool, visits"
claim "nothing is printed" says_nothing out
claim "the baseline does not differ from itself" exits 2 tell r.h5 "${one[@]}" --differences
claim "the others are named" bash -c 'grep -q "alone is the baseline itself; --model one of [^,]*pool" err && ! grep -q "one of .*alone" err'
claim "--set is for scenarios" exits 2 tell r.h5 "${one[@]}" --set years=3
claim "a file that is neither is a mistake" exits 2 tell english "${one[@]}"
claim "so is a missing one" exits 2 tell nothing.h5 "${one[@]}"
claim "and no municipality" exits 2 tell r.h5 --replication 3
claim "--help ends well" exits 0 tell --help
claim "it has examples" says out "Examples:"
claim "in 80 columns" bash -c '"$RENKEI" replay --help | awk "length > 80 { exit 1 }"'
end
