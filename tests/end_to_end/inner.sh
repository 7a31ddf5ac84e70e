#!/usr/bin/env bash
# Blocks of 48 replications: a run is the same however it is made, and single replications keep their luck.
. "$(dirname "$0")/../support/end-to-end.sh"

run() { exits 0 "$RENKEI" run ehime --years 2 --models alone,pool --inner 48 --quiet "$@"; }

claim "700 replications" run --replications 700 --threads 1 -o whole.h5
claim "in blocks of 48" bash -c 'h5dump -a /inner whole.h5 | grep -q "(0): 48" && h5ls whole.h5 | grep -q "^block  *Dataset {15/Inf}"'
for threads in 2 7; do
    claim "by $threads threads" run --replications 700 --threads $threads -o other.h5
    claim "are the same" same_results whole.h5 other.h5
done

claim "37 replications" run --replications 37 -o longer.h5
claim "extended within a block" exits 0 "$RENKEI" extend longer.h5 --replications 90 -q
claim "within the next" exits 0 "$RENKEI" extend longer.h5 --replications 141 -q --threads 1
claim "and to the end" exits 0 "$RENKEI" extend longer.h5 --replications 700 -q
claim "are the whole" same_results whole.h5 longer.h5
claim "rerun gives it again" exits 0 "$RENKEI" rerun longer.h5 -q -o again.h5
claim "byte for byte" same_results whole.h5 again.h5

shards() { run --replications 700 --shards "$1" -o "$2"; }
claim "a shard holds whole blocks, 288 replications" shards 0 s0.h5
claim "as it says" bash -c 'h5dump -a /n_replications s0.h5 | grep -q "(0): 288"'
claim "the others" shards 1-2 s1.h5
claim "merge" exits 0 "$RENKEI" merge s1.h5 s0.h5 -o merged.h5 -q
claim "into the whole" same_results whole.h5 merged.h5
claim "the second alone" shards 1 middle.h5
claim "and the third" shards 2 last.h5
claim "one that is missing is refused" exits 2 "$RENKEI" merge s0.h5 last.h5 -o no.h5 -q
claim "and named" says err "replications 288 to 575 are missing between s0.h5 and last.h5; --shards 1-1 makes them"
claim "pieces that cut blocks" run --replications 101 -o a.h5
claim "and more of them" run --first-replication 101 --replications 599 -o b.h5
claim "merge, too" exits 0 "$RENKEI" merge a.h5 b.h5 -o merged.h5 -q
claim "into the whole" same_results whole.h5 merged.h5

MPI=$(dirname "$(dirname "$RENKEI")")/mpi/renkei
if command -v mpirun >/dev/null && [ -x "$MPI" ]; then
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    claim "2 processes" exits 0 mpirun --oversubscribe -n 2 "$MPI" run ehime --years 2 --models alone,pool --inner 48 \
        --replications 700 -q -o ranks.h5
    claim "make the whole" same_results whole.h5 ranks.h5
else
    skip "2 processes make the whole" "Open MPI is not installed, or this build is without it (make MPI=1)"
fi

precise() { run --replications 20000 --precision zero_cover_months=0.03 "$@"; }
claim "a run that stops at a precision" precise --threads 1 -o narrow.h5
whole_blocks() {
    local n
    n=$(h5dump -a /n_replications narrow.h5 | sed -n 's/.*(0): //p')
    [ $((n % 48)) -eq 0 ] && [ "$n" -ge $((64 * 48)) ] && [ "$n" -lt 20000 ] || { echo "$n replications"; return 1; }
}
claim "does so behind whole blocks, 64 at least" whole_blocks
claim "with any number of threads" precise --threads 3 -o again.h5
claim "at the same replication" same_results narrow.h5 again.h5

few=(run ehime --years 1 --models alone --inner 48 --precision zero_cover_months=5 -q -o few.h5)
claim "fewer than 64 blocks are too few to judge by" exits 0 "$RENKEI" "${few[@]}" --replications 3000
claim "which is said at the start" says err "cannot be reached with 3,000 replications: it is looked at from 64 blocks of 48"
claim "and at the end, with a unit" bash -c 'grep -q "NOT reached after 3,000 replications; .* months per municipality and year\.$" out &&
    grep -q "must hold at two looks in a row" out'
needed=$(sed -n 's/.* \([0-9,]*\) are needed at least$/\1/p' err | tr -d ,)
claim "with so many" exits 0 "$RENKEI" "${few[@]}" --replications "$needed"
claim "it is reached" bash -c 'grep -q "zero_cover_months=5: reached after" out && [ ! -s err ]'
claim "with one less" exits 0 "$RENKEI" "${few[@]}" --replications $((needed - 1))
claim "it is not" says out "NOT reached"

claim "blocks of another size" exits 0 "$RENKEI" run ehime --years 2 --models alone,pool --inner 64 --quiet \
    --first-replication 101 --replications 599 -o c.h5
claim "do not merge" exits 2 "$RENKEI" merge a.h5 c.h5 -o no.h5 -q
claim "with a sentence" says err "a block has 64 replications here, which is another than in a.h5"
claim "nothing of it was written" bash -c '[ ! -e no.h5 ] && [ ! -e no.h5.part ]'

killed() {
    rm -f killed.h5
    "$RENKEI" run ehime --years 2 --models alone,pool --inner 48 --replications 5000 -q -o killed.h5 --discard >out 2>err &
    local pid=$!
    comes_true $pid has_parts killed.h5 1
    kill -KILL $pid 2>/dev/null
    wait $pid 2>/dev/null
    [ ! -e killed.h5 ] && has_parts killed.h5 1
}
export RENKEI_PART_SECONDS=0
claim "5,000 replications" run --replications 5000 -o long.h5
claim "killed" caught killed
claim "are not continued with other blocks" exits 2 "$RENKEI" run ehime --years 2 --models alone,pool --inner 64 \
    --replications 5000 -q -o killed.h5 --resume
claim "are continued" run --replications 5000 -o killed.h5 --resume
claim "to the whole" same_results long.h5 killed.h5
unset RENKEI_PART_SECONDS

# Nothing is uncertain, so that replications are the same in whichever block; 500 leave the last one uneven.
known() { exits 0 "$RENKEI" run "$SOURCE/tests/oracle/careers.yaml" --years 3 --replications 500 --quiet \
    --set parameters.retirement.output=0.8 --set "parameters.retirement.stay_full_time=1" "$@"; }
claim "a scenario without anything uncertain" known --inner 16 -o k16.h5
for inner in 32 48 208; do
    claim "in blocks of $inner" known --inner $inner -o k$inner.h5
    claim "has the same replications" h5diff k16.h5 k$inner.h5 /prefectural /prefectural
    claim "and means" h5diff k16.h5 k$inner.h5 /municipal/resignations_mean /municipal/resignations_mean
    claim "and other errors" bash -c "! h5diff -q k16.h5 k$inner.h5 /municipal/resignations_error /municipal/resignations_error"
done

claim "blocks that are no multiple of 16 are refused" exits 2 "$RENKEI" run ehime --inner 40 -o no.h5
claim "with the next that are" says err "inner: 40 is not a multiple of 16; the next are 32 and 48"
claim "so are blocks that are too large" exits 2 "$RENKEI" run ehime --inner 2048 -o no.h5
claim "with the range" says err "expected a whole number from 16 to 1024"
claim "a replication is lived again with its block" exits 0 "$RENKEI" replay whole.h5 --replication 417 --municipality 38386
claim "by any instruction set" bash -c 'for isa in baseline v3 v4; do RENKEI_ISA=$isa "$RENKEI" run ehime --years 2 \
    --models alone,pool --inner 48 --quiet --replications 700 -o isa.h5 >/dev/null 2>err || { grep -q "no more than this" err; continue; }
    "$SOURCE/tests/support/same-results" whole.h5 isa.h5 || exit 1; done'

claim "blocks of the file are averaged" exits 0 "$RENKEI" regret whole.h5 --lang en
claim "each with its lucks" says out "means of 48 futures"
claim "what knowing is worth is asked of whole blocks" exits 0 "$RENKEI" value whole.h5 --lang en
claim "of which there are enough" exits 2 "$RENKEI" value a.h5
claim "or not" says err "8 whole blocks of 48 are needed (384 replications), 64 or more (3072) are better"

study() { exits "$1" "$RENKEI" sensitivity ehime --set years=1 --method tornado --vary quits.trend --inner 48 --quiet "${@:2}"; }
claim "a study with two blocks at a point" study 0 --replications 96
claim "but not with one and a half" study 2 --replications 64
claim "is told what it takes" says err "expected a multiple of 96: two halves of whole blocks"
claim "a search needs a block for each unit" exits 2 "$RENKEI" size ehime --vary models.pool.experts.number=0..2 \
    --until "zero_cover_months.mean<=100" --inner 48 --replications 1000
claim "and says how many" says err "expected at least 1536, 32 blocks"
claim "a search with so many" exits 0 "$RENKEI" size ehime --set years=1 --vary models.pool.experts.number=0..2 \
    --until "zero_cover_months.mean<=100" --inner 48 --replications 1536 --quiet
claim "a calibration needs whole blocks, two" exits 2 "$RENKEI" calibrate calibration --prior --inner 48 --replications 64 \
    --targets "$SOURCE/scenarios/data/targets.csv"
claim "and says so" says err "a multiple of 48 from 96 on"
printf 'base: ehime\nsweep: {design: list, replications: 100, vary: {quits.trend: [0 %%/year, 9 %%/year]}}\n' >swept.yaml
claim "a sweep takes them, too" exits 0 "$RENKEI" sweep swept.yaml --inner 48 --quiet
claim "explain tells of it" bash -c '"$RENKEI" explain ehime --set inner=48 | grep -q "inner *48"'
end
