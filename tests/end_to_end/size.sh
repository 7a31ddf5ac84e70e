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
# Blocks of 1,024 make a look at a value long; what is kept grows by each piece of one.
long=(size ehime --set years=1 --set municipalities='[38386, 38401]' --inner 1024 --quiet --lang en --csv a.csv --discard)
interrupted() { # BYTES kept
    local status=0 pid
    rm -f a*.csv
    "$RENKEI" "${long[@]}" --vary models.posted.experts.number=0..400 --until 'expert_time.mean>=777' "${@:2}" >out 2>err &
    pid=$!
    comes_true $pid bash -c "[ \"\$(stat -c %s a.csv.points 2>/dev/null || echo 0)\" -ge $1 ]"
    kill -INT $pid 2>/dev/null
    wait $pid || status=$?
    [ $status -eq 130 ] && [ -e a.csv ] || { echo "exit status $status"; cat err; return 1; }
}
claim "one that is interrupted ends with status 130" caught interrupted 14000
claim "and tells the range that it has closed in on" grep -qE "is between [0-9]+ and [0-9]+ \\(chance that it is outside: " out
claim "not one value" bash -c '! grep -q "is the smallest" out'
claim "as numbers, too" grep -qE "^[0-9]+,[0-9]+,[0-9.e-]+,1" a-between.csv
claim "between a value that misses and one that meets" bash -c '
    least=$(sed -n "2s/,.*//p" a-between.csv) most=$(sed -n "2s/^[^,]*,\([^,]*\),.*/\1/p" a-between.csv)
    grep -q "^$((least - 1)),.*misses" a.csv && grep -q "^$most,.*meets" a.csv'
between() { # LEAST,MOST, of a finished size
    "$RENKEI" "${few[@]}" "${posted[@]}" --csv a.csv --discard "${@:2}" >out && cat a-between.csv &&
        diff <(sed "2s/,[0-9.e-]*\r$/,/" a-between.csv) <(printf 'least,most,chance_outside [0..1]\r\n%s\n' "$1")
}
claim "a finished one takes the place of its files, with one value" between 1,1, --until 'expert_time.mean>=5'
claim "the lowest" between 0,0, --until 'expert_time.p50>=0'
claim "or none up to the highest" between 9,, --until 'expert_time.p90>=5000'
claim "two numbers are a mix" exits 0 "$RENKEI" "${few[@]}" --vary models.posted.experts.number=0..2 \
    --vary years=1..2 --until 'expert_time.mean>=5' --cheapest cost_experts --json
claim "with a row for each pair" bash -c '[ "$(grep -c "\"value_2\": [12]" out)" -eq 6 ]'

claim "a goal without a limit is a mistake" exits 2 "$RENKEI" "${few[@]}" "${posted[@]}" --until 'expert_time.mean'
claim "an unknown outcome is one" exits 2 "$RENKEI" "${few[@]}" "${posted[@]}" --until 'expert_tim<=1'
claim "and names the nearest" says err "expert_time"
claim "an unknown statistic is one" exits 2 "$RENKEI" "${few[@]}" "${posted[@]}" --until 'expert_time.q90<=1'
claim "a range beyond the key's is one" exits 2 "$RENKEI" "${few[@]}" --vary models.posted.experts.number=0..2000 --until 'expert_time<=1'
claim "before anything runs" says err "allowed is 0 to 500"
claim "what is wrong at any corner of a mix is told" exits 2 "$RENKEI" "${few[@]}" --until 'expert_time.mean<=1' --set x=1 \
    --vary models.posted.experts.number=0..2000 --vary years=0..1
claim "all at once" bash -c 'grep -q "allowed is 0 to 500" err && grep -q "allowed is 1 to 30" err'
claim "and once each" says err "3 mistakes"
claim "a key that is not there is one" exits 2 "$RENKEI" "${few[@]}" --vary models.posted.expert.number=0..2 --until 'expert_time<=1'
claim "told with the option" says err '--vary: models.posted.expert.number: the model has no instrument "expert"; the nearest is "experts"'
claim "a goal that is none is told with it" exits 2 "$RENKEI" "${few[@]}" --vary models.posted.expert.number=0..2 --until 'expert_tim.mean<=1'
claim "in one go" bash -c 'grep -q "^--vary: models" err && grep -q "expert_time" err'
claim "an empty range is one" exits 2 "$RENKEI" "${few[@]}" --vary models.posted.experts.number=4..4 --until 'expert_time<=1'
claim "a mix of one key is one" exits 2 "$RENKEI" "${few[@]}" "${posted[@]}" "${posted[@]}" --until 'expert_time<=1'
claim "which is said" says err "models.posted.experts.number: this key is given twice"
end
