#!/usr/bin/env bash
# Runs that die: kill -9, a full disk, parts that are cut off or changed. --resume ends with the bytes of an undisturbed
# run. KILLS: how often the run is killed at a random moment.
. "$(dirname "$0")/../support/end-to-end.sh"
KILLS=${KILLS:-8}
RANDOM=${SEED:-20261122}

export RENKEI_PART_SECONDS=0 # a part after every batch

command=("$RENKEI" run ehime --years 2 --models alone,pool --replications 9000 --quiet)
run() { "${command[@]}" "$@"; }
parts_of() { find "$1.parts" -name '0*-*-*.h5' 2>/dev/null | sort; }

began=$(date +%s%N)
claim "an undisturbed run" exits 0 run -o whole.h5
milliseconds=$((($(date +%s%N) - began) / 1000000))
claim "leaves no parts" bash -c '[ ! -e whole.h5.parts ]'

die_after() { # seconds, arguments...
    local wait_for=$1 pid
    shift
    "${command[@]}" "$@" >out 2>err & # no function: it would be a shell that is killed
    pid=$!
    sleep "$wait_for"
    kill -KILL $pid 2>/dev/null
    wait $pid 2>/dev/null
    return 0
}
die_once() { # number, output
    local pid
    rm -f "$2"
    "${command[@]}" -o "$2" --discard >out 2>err &
    pid=$!
    comes_true $pid has_parts "$2" "$1"
    kill -KILL $pid 2>/dev/null
    wait $pid 2>/dev/null
    [ ! -e "$2" ] && has_parts "$2" "$1"
}
die_with_parts() { caught die_once "$@"; } # when so many parts are there

claim "a run that is killed leaves parts" die_with_parts 1 dead.h5
claim "and no results" bash -c '[ ! -e dead.h5 ]'
claim "a new run is refused" exits 2 run -o dead.h5
claim "and says how to go on" says err "--resume continues it, --discard begins anew"
claim "as is one of another seed that wants to continue" exits 2 run -o dead.h5 --seed 5 --resume
claim "which is said" says err "another seed, other models or other settings"
claim "or one of another length" exits 2 "$RENKEI" run ehime --years 2 --models alone,pool --replications 9001 -q -o dead.h5 --resume
claim "the parts are still there" bash -c '[ -n "$(ls dead.h5.parts)" ]'
claim "the run continues" exits 0 run -o dead.h5 --resume --threads 1
claim "and ends as an undisturbed one" same_results whole.h5 dead.h5
claim "without parts" bash -c '[ ! -e dead.h5.parts ]'
claim "--resume with nothing to resume is a run" exits 0 run -o fresh.h5 --resume

claim "another dies" die_with_parts 2 cut.h5
cut_last() { local last; last=$(parts_of cut.h5 | tail -n 1); truncate -s -1000 "$last"; }
claim "its last part is cut off" cut_last
claim "it continues all the same" exits 0 run -o cut.h5 --resume
claim "to the same bytes" same_results whole.h5 cut.h5
claim "another dies" die_with_parts 2 flip.h5
flip_first() { printf '\xA5' | dd of="$(parts_of flip.h5 | head -n 1)" bs=1 seek=40000 conv=notrunc status=none; }
claim "a byte of its first part is changed" flip_first
claim "it continues" exits 0 run -o flip.h5 --resume
claim "to the same bytes" same_results whole.h5 flip.h5
is_mended() { # BROKEN: there is a first part again, and it is not the broken one
    local is
    is=$(stat -c '%n %i %s' only.h5.parts/0000000000-*.h5) && [ "$is" != "$1" ]
}
mend_once() { # stopped when the first part is there again; second and second_then: the part behind it before and after
    local pid part broken
    die_once 3 only.h5 || return 1
    mapfile -t part < <(parts_of only.h5)
    second=$(stat -c '%n %i' "${part[1]}")
    truncate -s -1000 "${part[0]}"
    broken=$(stat -c '%n %i %s' "${part[0]}")
    "${command[@]}" -o only.h5 --resume --threads 1 >out 2>err &
    pid=$!
    comes_true $pid is_mended "$broken"
    kill -KILL $pid 2>/dev/null
    wait $pid 2>/dev/null
    [ ! -e only.h5 ] && is_mended "$broken" && second_then=$(stat -c '%n %i' "$(parts_of only.h5 | sed -n 2p)")
}
only_the_broken_one() {
    local second second_then
    caught mend_once && [ "$second" = "$second_then" ]
}
claim "only the broken part is written again" only_the_broken_one
claim "and the run continues" exits 0 run -o only.h5 --resume
claim "to the same bytes" same_results whole.h5 only.h5
claim "another dies" die_with_parts 1 gone.h5
claim "--discard begins anew" exits 0 run -o gone.h5 --discard
claim "and ends well" same_results whole.h5 gone.h5

killed_often() {
    local i
    for i in $(seq "$KILLS"); do
        die_after "$(awk -v r=$RANDOM -v m=$milliseconds 'BEGIN { print 0.05 + 1.1 * m / 1000 * r / 32768 }')" \
            -o often.h5 --resume
    done
    exits 0 run -o often.h5 --resume && same_results whole.h5 often.h5
}
claim "killed $KILLS times at any moment and resumed each time, it ends with the same bytes" killed_often

goal=(--precision zero_cover_months=0.007@pool-alone)
claim "a run that stops at a precision" exits 0 run -o precise.h5 "${goal[@]}"
n_precise=$(h5dump -a /n_replications precise.h5 | sed -n 's/.*(0): //p')
claim "does so before the last replication" test "$n_precise" -gt 2048 -a "$n_precise" -lt 9000
precise_often() {
    local i
    for i in $(seq 4); do
        die_after "$(awk -v r=$RANDOM -v m=$milliseconds 'BEGIN { print 0.05 + 0.5 * m / 1000 * r / 32768 }')" \
            -o precise-often.h5 --resume "${goal[@]}"
    done
    exits 0 run -o precise-often.h5 --resume "${goal[@]}" && same_results precise.h5 precise-often.h5
}
claim "also when it is killed and resumed: at the same replication, with the same bytes" precise_often
other_goal() {
    die_with_parts 2 other.h5 && exits 2 run -o other.h5 --resume "${goal[@]}" && says err "another goal of --precision"
}
claim "parts of a run with another goal are refused" other_goal

two_at_once() { # the first would take hours
    "${command[@]}" --replications 100000000 -o twice.h5 >out1 2>err1 &
    local pid=$! status
    comes_true $pid has_parts twice.h5 1
    run -o twice.h5 --discard >out 2>err
    status=$?
    kill -KILL $pid 2>/dev/null
    wait $pid 2>/dev/null
    [ $status -eq 2 ] && says err "another run is writing it"
}
claim "two runs on one output are refused" two_at_once

mkdir small
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=3m tmpfs small 2>/dev/null; then
    trap 'umount "$scratch/small"; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
    claim "a disk that fills up ends the run with status 1" exits 1 run -o small/r.h5
    claim "and says so" says err "No space left"
    claim "what is finished can be told" bash -c 'ls -A small; [ ! -e small/r.h5 ]'
    mount -o remount,size=64m small
    claim "with more room it goes on" exits 0 run -o small/r.h5 --resume
    claim "to the same bytes" same_results whole.h5 small/r.h5
else
    skip "a disk that fills up ends the run with status 1" "a small file system can be mounted by root only"
fi
limited() { (ulimit -f 1500; trap '' XFSZ; exits 1 run -o limited.h5); }
claim "a limit of file size ends a run, too" limited
claim "which continues without it" exits 0 run -o limited.h5 --resume
claim "to the same bytes" same_results whole.h5 limited.h5
end
