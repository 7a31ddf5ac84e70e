#!/usr/bin/env bash
# stability: coalitions run from a scenario, asked again from the file, in both languages and every face.
. "$(dirname "$0")/../support/end-to-end.sh"

set_up="--set municipalities=[38201,38202,38203,38204] --set years=2 --replications 64 --quiet"
claim "--help has examples" exits 0 "$RENKEI" stability --help
claim "of its own" says out "renkei stability ehime --model shared"
claim "and fits into 80 columns" bash -c '! grep -E "^.{81}" out'
claim "a model's coalitions are run and answered" exits 0 "$RENKEI" stability ehime --model shared $set_up --lang en
claim "in a sentence about all" says out "Together the 4 members of Five shared experts"
claim "about those who would leave" says out "As costs are shared"
claim "about groups" says out "Of 14 ways to leave"
claim "and every way to share" says out "Shapley"
cp out first
claim "the file is there" bash -c '[ -s coalitions.h5 ]'
claim "and gives the same answer" exits 0 "$RENKEI" stability coalitions.h5 --lang en
claim "to the byte" cmp first out
claim "one thread gives the same file" exits 0 "$RENKEI" stability ehime --model shared $set_up --threads 1 -o one.h5
claim "to the byte" same_results coalitions.h5 one.h5
claim "as does renkei run with the block" exits 0 "$RENKEI" run ehime $set_up --set coalitions.model=shared -o run.h5
claim "whose figures are the same" exits 0 "$RENKEI" stability run.h5 --lang en
claim "each of them" cmp first out
claim "in Japanese" exits 0 "$RENKEI" stability coalitions.h5 --lang ja
claim "by Japanese names" says out "松山市"
claim "in sentences" says out "最小の補助"
claim "--json" exits 0 "$RENKEI" stability coalitions.h5 --json
if command -v jq >/dev/null; then
    claim "is JSON with five tables" jq -e '.command == "stability" and (.tables | length == 5)' out
    claim "payments of every rule add up to the same" jq -e '[.tables[] | select(.id == "by_rule") | .rows | group_by(.rule)[]
        | map(.extra) | add] | (max - min) < 1' out
else
    skip "is JSON with five tables" "no jq command"
    skip "payments of every rule add up to the same" "no jq command"
fi
claim "--csv and --xlsx" exits 0 "$RENKEI" stability coalitions.h5 --csv s.csv --bom --xlsx s.xlsx
claim "a row for each coalition, and each member alone" bash -c '[ "$(wc -l < s-coalitions.csv)" -eq 16 ]'
claim "money alone" exits 0 "$RENKEI" stability coalitions.h5 --wtp 0 --payer total --lang en
claim "is what it counts" says out "worth 0 yen each"
claim "another effect" exits 0 "$RENKEI" stability coalitions.h5 --effect unserved_work --lang en
claim "is named" says out "person-month of work given up avoided"
claim "members by name" exits 0 "$RENKEI" stability ehime --model shared --members 松山市,今治市,38203 $set_up --lang en
claim "are those who may leave" says out "Together the 3 members"
claim "more of them are sampled" exits 0 "$RENKEI" stability ehime --model shared --set years=1 --replications 32 -q --pairs 1 \
    --set coalitions.exact_up_to=3 --members 38201,38202,38203,38204,38205 --lang en
claim "and it says so" says out "2 sampled orders"
claim "a subsidy may be luck" exits 0 "$RENKEI" stability neighbours --model offices --set municipalities=[39201,39204] \
    --set years=2 --replications 32 -q -o few.h5 --lang en
claim "but is never below 0" says out "(95 % interval 0 yen to"
claim "a member named twice is a mistake" exits 2 "$RENKEI" stability ehime --model shared --members 松山市,38201
claim "and who it is" says err "松山市 is given twice"
claim "a loss by leaving may be luck" exits 0 "$RENKEI" stability neighbours --model offices \
    --set municipalities=[39341,39344,39363] --set years=2 --replications 64 -q -o few3.h5 --lang en
claim "and it says so" says out "which is within the error of so many"

claim "a plain results file holds no coalitions" exits 0 quick -o plain.h5
claim "which is a mistake" exits 2 "$RENKEI" stability plain.h5
claim "that says what to do" says err "renkei stability SCENARIO --model KEY"
claim "an unknown model is a mistake" exits 2 "$RENKEI" stability ehime --model sharde -o wrong.h5
claim "with the nearest name" says err '"shared"'
claim "nothing is written" bash -c '[ ! -e wrong.h5 ]'
claim "the baseline has no members" exits 2 "$RENKEI" stability ehime --model alone
claim "a results file takes no --model" exits 2 "$RENKEI" stability coalitions.h5 --model shared
claim "nor --members" exits 2 "$RENKEI" stability coalitions.h5 --members 松山市
claim "a scenario without --model is a mistake" exits 2 "$RENKEI" stability "$SOURCE/scenarios/ehime.yaml"
claim "another metric is a mistake" exits 2 "$RENKEI" stability coalitions.h5 --effect solo_months
claim "as is another payer" exits 2 "$RENKEI" stability coalitions.h5 --payer nation
claim "no file at all too" exits 2 "$RENKEI" stability
end
