#!/usr/bin/env bash
# renkei sensitivity: its three methods, its faces and its mistakes.
. "$(dirname "$0")/../support/end-to-end.sh"

study=(sensitivity ehime --set years=1 --set municipalities='[38386, 38401]' --replications 32 --quiet)
few=(--vary quits.trend --vary work.load)
claim "screening ends with status 0" exits 0 "$RENKEI" "${study[@]}" "${few[@]}" --points 2 --outcome vacancy_months --model alone --lang en
claim "and names what varies" says out "parameters.quits.trend"
claim "and where its values are" says out "%/year"
claim "the number of threads changes nothing" bash -c '
    cp out one && "$RENKEI" "$@" --threads 1 > other && cmp one other' _ \
    "${study[@]}" "${few[@]}" --points 2 --outcome vacancy_months --model alone --lang en
claim "indices are JSON" exits 0 "$RENKEI" "${study[@]}" "${few[@]}" --method sobol --points 4 --outcome vacancy_months --model pool-alone --json
claim "with a row for each assumption" says out '"total_high"'
claim "a tornado is CSV too" exits 0 "$RENKEI" "${study[@]}" "${few[@]}" --method tornado --model pool --outcome cost_total --csv t.csv
claim "with its heads" says t.csv "at_p10_error [yen]"
claim "a known number varies in a range" exits 0 "$RENKEI" "${study[@]}" --vary cover.support_days='2..8 days/month' --method tornado --model alone --outcome demand --lang en
claim "in its unit" says out "2.6 days/month"

claim "assumptions have names in Japanese" exits 0 "$RENKEI" "${study[@]}" "${few[@]}" --method tornado --model alone --lang ja --csv ja.csv
claim "with their keys" says out "離職率の年間の伸び（quits.trend）"
claim "which the CSV has in a column" bash -c 'head -n 1 ja.csv | grep -q ",key.$" && grep -q ",parameters.quits.trend.$" ja.csv'
claim "an unknown outcome is a mistake" exits 2 "$RENKEI" "${study[@]}" --outcome zero_cover_month
claim "and names the nearest" says err "zero_cover_months"
claim "a model less itself is a mistake" exits 2 "$RENKEI" "${study[@]}" --model pool-pool
claim "an unknown model is a mistake" exits 2 "$RENKEI" "${study[@]}" --model pol
claim "what is known cannot vary without a range" exits 2 "$RENKEI" "${study[@]}" --vary cover.support_days
claim "and says so" says err "give it a range"
claim "a range outside of the key's is a mistake" exits 2 "$RENKEI" "${study[@]}" --vary cover.support_days='2..800 days/month'
claim "of this option" says err "--vary: parameters.cover.support_days:"
interrupted() { # METHOD FACE...: Ctrl-C in the middle of a study that would take hours
    local pid status=0
    "$RENKEI" "${study[@]}" "${few[@]}" --outcome vacancy_months --model alone --method "$1" --points 100000 --lang en \
        --discard --csv part.csv "${@:2}" >out 2>err &
    pid=$!
    comes_true $pid bash -c '[ "$(stat -c %s part.csv.points)" -ge 6000 ]'
    kill -INT $pid
    wait $pid || status=$?
    rm -f part.csv.points
    [ $status -eq 130 ] || { echo "exit status $status"; cat err; return 1; }
}
for method in morris sobol; do
    claim "Ctrl-C ends $method with status 130" interrupted $method
    claim "the text says that it is partial" bash -c 'grep -qE "^INTERRUPTED: of [0-9]+ rows of the design.s 100000" out'
    claim "so does the CSV" bash -c 'head -n 1 part.csv | grep -q ",partial.$" && tail -n 1 part.csv | grep -q ",1.$"'
    claim "and JSON" interrupted $method --json
    claim "for machines" says out '"partial": true'
done
claim "a whole study" exits 0 "$RENKEI" "${study[@]}" "${few[@]}" --points 2 --outcome vacancy_months --model alone --csv whole.csv --json
claim "is not partial in any face" bash -c 'grep -q "\"partial\": false" out && ! grep -q partial whole.csv'

claim "half a block has no halves" exits 2 "$RENKEI" "${study[@]}" --replications 16
end
