#!/usr/bin/env bash
# Results that are extended, merged and run again: the same bytes as one run.
. "$(dirname "$0")/../support/end-to-end.sh"

run() { exits 0 "$RENKEI" run own.yaml --years 2 --models alone,pool --quiet "$@"; }
cat >own.yaml <<'END'
base: ehime
seed: 11
data: {municipalities: own.csv}
END
printf 'code,posts,filled\n38201,9,8\n' >own.csv

claim "a run of 117 replications" run --replications 117 -o whole.h5
claim "one of 37" run --replications 37 -o short.h5
mkdir away
mv own.yaml own.csv away # what follows needs the results file only
claim "is extended to 117" exits 0 "$RENKEI" extend short.h5 --replications 117 -q -o longer.h5
claim "which gives the whole" same_results whole.h5 longer.h5
claim "and leaves the short one alone" bash -c 'h5dump -a /n_replications short.h5 | grep -q "(0): 37"'
claim "in two steps" exits 0 "$RENKEI" extend short.h5 --replications 38 -q --threads 1
claim "and in place" exits 0 "$RENKEI" extend short.h5 --replications 117 -q
claim "it is the whole, too" same_results whole.h5 short.h5
claim "fewer replications than there are are refused" exits 2 "$RENKEI" extend short.h5 --replications 20 -q
claim "with a sentence" says err "has 117 replications already"

claim "rerun gives the same again" exits 0 "$RENKEI" rerun longer.h5 -q -o again.h5
claim "byte for byte" same_results whole.h5 again.h5
claim "the scenario in force is the same" h5diff whole.h5 again.h5 /provenance/values/value /provenance/values/value

# Killed as soon as the first of its own parts is there; what it extends is never touched before the end.
export RENKEI_PART_SECONDS=0
stopped_once() { # OUTPUT COMMAND...
    local pid output=$1
    shift
    rm -f "$output"
    "$RENKEI" "$@" -o "$output" --discard --quiet >out 2>err &
    pid=$!
    comes_true $pid has_parts "$output" 1
    kill -KILL $pid 2>/dev/null
    wait $pid 2>/dev/null
    [ ! -e "$output" ] && has_parts "$output" 1
}
claim "a long one" exits 0 "$RENKEI" extend longer.h5 --replications 9000 -q -o long.h5
claim "that is killed leaves parts" caught stopped_once dead.h5 extend longer.h5 --replications 9000
claim "is not written over" exits 2 "$RENKEI" extend longer.h5 --replications 9000 -q -o dead.h5
claim "is not continued to another end" exits 2 "$RENKEI" extend longer.h5 --replications 9001 -q -o dead.h5 --resume
claim "continues" exits 0 "$RENKEI" extend longer.h5 --replications 9000 -q -o dead.h5 --resume --threads 1
claim "to the same bytes" same_results long.h5 dead.h5
claim "and leaves no parts" test ! -e dead.h5.parts
claim "rerun leaves parts, too" caught stopped_once dead2.h5 rerun long.h5
claim "and continues" exits 0 "$RENKEI" rerun long.h5 -q -o dead2.h5 --resume
claim "to the same bytes" same_results long.h5 dead2.h5
claim "merge simulates nothing" exits 2 "$RENKEI" merge long.h5 -o no.h5 --resume
unset RENKEI_PART_SECONDS

mv away/* .
claim "a first part" run --replications 50 -o a.h5
claim "a second one" run --first-replication 50 --replications 3 -o b.h5
claim "a third one" run --first-replication 53 --replications 64 -o c.h5
claim "merge, in any order" exits 0 "$RENKEI" merge c.h5 a.h5 b.h5 -o merged.h5 -q
claim "into the whole" same_results whole.h5 merged.h5
claim "a gap is refused" exits 2 "$RENKEI" merge a.h5 c.h5 -o no.h5 -q
claim "and named" says err "--first-replication 50 --replications 3 makes them"
claim "what overlaps is refused" exits 2 "$RENKEI" merge a.h5 whole.h5 -o no.h5 -q
claim "and named, too" says err "both hold replication 0"
claim "a file twice is refused" exits 2 "$RENKEI" merge a.h5 ./a.h5 b.h5 -o no.h5 -q
claim "with both of its names" says err "a.h5 and ./a.h5 are the same file"
claim "another seed" run --first-replication 50 --replications 3 --seed 12 -o other.h5
claim "is refused" exits 2 "$RENKEI" merge a.h5 other.h5 -o no.h5 -q
claim "and named" says err "the seed is another"
claim "another setting" run --first-replication 50 --replications 3 --set "parameters.quits.trend=3 %/year" -o other.h5
claim "is refused as well" exits 2 "$RENKEI" merge a.h5 other.h5 -o no.h5 -q
claim "and named as such" says err "what the command line changed is another"
claim "nothing of it was written" bash -c '[ ! -e no.h5 ] && [ ! -e no.h5.part ]'

shards() { run --replications 700 --shards "$1" -o "$2"; }
claim "700 replications" run --replications 700 -o long.h5
claim "the first shard of them" shards 0 s0.h5
claim "the second" shards 1-1 s1.h5
claim "the rest, and more than there is" shards 2-9 s2.h5
claim "merge" exits 0 "$RENKEI" merge s2.h5 s0.h5 s1.h5 -o merged.h5 -q
claim "into the whole" same_results long.h5 merged.h5
claim "one that is missing in the middle is refused" exits 2 "$RENKEI" merge s0.h5 s2.h5 -o no.h5 -q
claim "and named" says err "replications 256 to 511 are missing between s0.h5 and s2.h5; --shards 1-1 makes them"
claim "at the beginning, too" exits 2 "$RENKEI" merge s1.h5 s2.h5 -o no.h5 -q
claim "and named" says err "replications 0 to 255 are missing at the beginning; --shards 0-0 makes them"
claim "and at the end" exits 2 "$RENKEI" merge s0.h5 s1.h5 -o no.h5 -q
claim "and named" says err "replications 512 to 699 are missing at the end; --shards 2-2 makes them"
claim "shards of a run of another length" run --replications 900 --shards 2-3 -o other.h5
claim "are refused" exits 2 "$RENKEI" merge s0.h5 s1.h5 other.h5 -o no.h5 -q
claim "with both lengths" says err "s0.h5 holds shards of a run of 700 replications, other.h5 of one of 900"
claim "a shard that the run does not have is a mistake" exits 2 "$RENKEI" run own.yaml --replications 700 --shards 3-4 -o no.h5
claim "and is told what there is" says err "a run of 700 replications has shards 0 to 2"
claim "so are shards the wrong way round" exits 2 "$RENKEI" run own.yaml --shards 3-2 -o no.h5
claim "and no numbers" exits 2 "$RENKEI" run own.yaml --shards 3-x -o no.h5
claim "or with --first-replication" exits 2 "$RENKEI" run own.yaml --shards 0 --first-replication 3 -o no.h5
claim "nothing of it was written" bash -c '[ ! -e no.h5 ] && [ ! -e no.h5.part ]'

claim "all prefectures of a region, whose file has totals" \
    exits 0 "$RENKEI" run ehime --set "prefecture=[36, 38]" --years 1 --models alone --replications 40 -q -o two.h5
claim "in two pieces" exits 0 "$RENKEI" run ehime --set "prefecture=[36, 38]" --years 1 --models alone \
    --replications 21 -q -o piece.h5
claim "extended" exits 0 "$RENKEI" extend piece.h5 --replications 40 -q
claim "are the same" same_results two.h5 piece.h5

claim "a run that stops at a precision" exits 0 "$RENKEI" run ehime --years 1 --models alone,pool -q \
    --precision zero_cover_months=0.1 -o precise.h5
claim "does so again" exits 0 "$RENKEI" rerun precise.h5 -q -o precise-again.h5
claim "at the same replication" same_results precise.h5 precise-again.h5

claim "a file that is no results file is refused" exits 2 "$RENKEI" extend own.yaml --replications 20
h5copy -i whole.h5 -o bare.h5 -s / -d /copy 2>/dev/null
claim "so is another HDF5 file" exits 2 "$RENKEI" rerun bare.h5
head -c 100000 whole.h5 >cut.h5
claim "and one that is cut off" exits 2 "$RENKEI" merge a.h5 cut.h5 -o no.h5
damaged() { # FILE DATASET: its first text is said to be 2 GB long
    local at
    cp whole.h5 "$1"
    at=$(h5dump -p -H -d "$2" "$1" | sed -n 's/.*OFFSET \([0-9]*\).*/\1/p')
    [ "${at:-0}" -gt 0 ] && printf '\xff\xff\xff\x7f' | dd of="$1" bs=1 seek="$at" conv=notrunc status=none
}
for text in /provenance/file /provenance/file_text /provenance/setting /model; do
    claim "a damaged $text" damaged torn.h5 $text
    cp torn.h5 before.h5
    claim "is not extended" exits 2 "$RENKEI" extend torn.h5 --replications 5000 -q
    claim "and told" says err "torn.h5: "
    claim "nor merged" exits 2 "$RENKEI" merge a.h5 torn.h5 -o no.h5 -q
    claim "and told" says err "torn.h5: "
    claim "and stays as it was" cmp torn.h5 before.h5
done
claim "nothing of it was written, either" bash -c '[ ! -e no.h5 ] && [ ! -e no.h5.part ]'
end
