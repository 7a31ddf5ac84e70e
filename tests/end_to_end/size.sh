#!/usr/bin/env bash
# renkei size: a threshold, a mix, and goals that are not understood.
. "$(dirname "$0")/../support/end-to-end.sh"

few=(size ehime --set years=1 --set municipalities='[38386, 38401]' --replications 512 --quiet --lang en)
posted=(--vary models.posted.experts.number=0..8)
claim "a size ends with status 0" exits 0 "$RENKEI" "${few[@]}" "${posted[@]}" --until 'expert_time.mean>=5'
claim "and is the smallest" says out "models.posted.experts.number = 1 is the smallest that meets expert_time.mean>=5"
claim "with the chance that it is another" says out "chance that it is another value"
claim "the number of threads changes nothing" bash -c 'cp out one && "$@" > other && cmp one other' _ \
    "$RENKEI" "${few[@]}" "${posted[@]}" --until 'expert_time.mean>=5' --threads 1
claim "a goal that cannot be met is said" exits 0 "$RENKEI" "${few[@]}" "${posted[@]}" --until 'expert_time.p90>=5000'
claim "in words" says out "up to 8 does not meet"
claim "and one that is met by nothing" exits 0 "$RENKEI" "${few[@]}" "${posted[@]}" --until 'expert_time.p50>=0'
claim "in words too" says out "at the lowest value already, 0"
claim "two numbers are a mix" exits 0 "$RENKEI" "${few[@]}" --vary models.posted.experts.number=0..2 \
    --vary years=1..2 --until 'expert_time.mean>=5' --cheapest cost_experts --json
claim "with a row for each pair" bash -c '[ "$(grep -c "\"value_2\": [12]" out)" -eq 6 ]'

claim "a goal without a limit is a mistake" exits 2 "$RENKEI" "${few[@]}" "${posted[@]}" --until 'expert_time.mean'
claim "an unknown outcome is one" exits 2 "$RENKEI" "${few[@]}" "${posted[@]}" --until 'expert_tim<=1'
claim "and names the nearest" says err "expert_time"
claim "an unknown statistic is one" exits 2 "$RENKEI" "${few[@]}" "${posted[@]}" --until 'expert_time.q90<=1'
claim "a range beyond the key's is one" exits 2 "$RENKEI" "${few[@]}" --vary models.posted.experts.number=0..2000 --until 'expert_time<=1'
claim "before anything runs" says err "allowed is 0 to 500"
claim "a key that is not there is one" exits 2 "$RENKEI" "${few[@]}" --vary models.posted.expert.number=0..2 --until 'expert_time<=1'
claim "told with the option" says err '--vary: models.posted.expert.number: the model has no instrument "expert"; the nearest is "experts"'
claim "a goal that is none is told with it" exits 2 "$RENKEI" "${few[@]}" --vary models.posted.expert.number=0..2 --until 'expert_tim.mean<=1'
claim "in one go" bash -c 'grep -q "^--vary: models" err && grep -q "expert_time" err'
claim "an empty range is one" exits 2 "$RENKEI" "${few[@]}" --vary models.posted.experts.number=4..4 --until 'expert_time<=1'
claim "a mix of one key is one" exits 2 "$RENKEI" "${few[@]}" "${posted[@]}" "${posted[@]}" --until 'expert_time<=1'
claim "which is said" says err "models.posted.experts.number: this key is given twice"
end
