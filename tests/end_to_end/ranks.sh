#!/usr/bin/env bash
# Several processes under mpirun: the bytes of one, also when a process is killed at any moment and the run continues with
# another number of processes. KILLS: how often.
. "$(dirname "$0")/../support/end-to-end.sh"
KILLS=${KILLS:-6}
RANDOM=${SEED:-20261123}

MPI=$(dirname "$(dirname "$RENKEI")")/mpi/renkei
if ! command -v mpirun >/dev/null || [ ! -x "$MPI" ]; then
    skip "several processes give the bytes of one" "Open MPI is not installed, or this build is without it (make MPI=1)"
    end
fi
# For root, as in containers, and for more processes than processors.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export RENKEI_PART_SECONDS=0 # a part after every batch

scenario=(ehime --years 2 --models alone,pool --first-replication 100 --replications 9000)
ranks() { # number, arguments...
    local n=$1
    shift
    mpirun --oversubscribe -n "$n" "$MPI" run "$@"
}

plain() { grep -q '^Results: ' "$1" && ! grep -q $'\033' "$1"; }

claim "one process" exits 0 "$RENKEI" run "${scenario[@]}" -q -o whole.h5
for n in 1 2 3; do
    claim "$n processes of mpirun" exits 0 ranks "$n" "${scenario[@]}" -q -o some.h5
    claim "print one table" bash -c '[ "$(grep -c "^Results: " out)" -eq 1 ]'
    claim "and give the same bytes" same_results whole.h5 some.h5
    claim "and leave no parts" bash -c '[ ! -e some.h5.parts ]'
done
# Open MPI gives the processes a terminal of their own for standard output, whatever its own is.
export TERM=xterm
for n in 1 2; do
    claim "$n processes print for a file" exits 0 ranks "$n" ehime --years 1 --models alone,pool --replications 32 -q -o few.h5
    claim "a table without escapes" plain out
done
claim "the MPI program without mpirun is one process" exits 0 "$MPI" run "${scenario[@]}" -q -o some.h5
claim "with the same bytes" same_results whole.h5 some.h5
claim "more processes than shards" exits 0 ranks 3 ehime --years 1 --models alone --replications 20 -q -o few.h5
claim "one of them" exits 0 "$RENKEI" run ehime --years 1 --models alone --replications 20 -q -o one.h5
claim "are the same" same_results one.h5 few.h5

narrow=(ehime --years 2 --models alone,pool --first-replication 100 --replications 20000 --precision zero_cover_months=0.005)
claim "one process that stops at a precision" exits 0 "$RENKEI" run "${narrow[@]}" -q -o narrow.h5
claim "does so before the last replication" says out "reached after"
grep Precision out >said
for n in 2 3; do
    claim "$n processes stop, too" exits 0 ranks "$n" "${narrow[@]}" -q -o some.h5
    claim "where the one does" says out "$(cat said)"
    claim "with the same bytes" same_results narrow.h5 some.h5
    claim "and leave no parts" bash -c '[ ! -e some.h5.parts ]'
done
claim "one process that does not reach it" exits 0 "$RENKEI" run "${narrow[@]}" --replications 1500 -q -o wide.h5
claim "3 processes neither" exits 0 ranks 3 "${narrow[@]}" --replications 1500 -q -o some.h5
claim "say so" says out "NOT reached after 1,500"
claim "and give the same bytes" same_results wide.h5 some.h5

once() { [ "$(grep -cF -- "$1" err)" -eq 1 ] || { cat err; return 1; }; }
claim "a mistake of a scenario ends all with status 2" exits 2 ranks 3 ehime --set yeers=3 -q -o no.h5
claim "and is said once" once "yeers"
claim "so is one of the command line" exits 2 ranks 2 ehime --replications many -o no.h5
claim "said once, too" once "expected a whole number"
claim "other commands, too" exits 2 mpirun --oversubscribe -n 2 "$MPI" compare whole.h5
claim "in a sentence" once "mpirun is for \`renkei run\`"
claim "a renkei without MPI says so" exits 2 mpirun --oversubscribe -n 2 "$RENKEI" run ehime -o no.h5
claim "once" once "built without MPI"
claim "nothing was written" bash -c '[ ! -e no.h5 ] && [ ! -e no.h5.part ] && [ ! -e no.h5.parts ]'

children() { cat /proc/"$1"/task/*/children 2>/dev/null; }
die_after() { # seconds, ranks, arguments...: kill one of the ranks, any
    local wait_for=$1 n=$2 pid ranks
    shift 2
    mpirun --oversubscribe -n "$n" "$MPI" run "$@" >out 2>err &
    pid=$!
    sleep "$wait_for"
    read -ra ranks <<<"$(children $pid)"
    [ ${#ranks[@]} -eq 0 ] || kill -KILL "${ranks[RANDOM % ${#ranks[@]}]}" 2>/dev/null
    wait $pid 2>/dev/null
    return 0
}
began=$(date +%s%N)
claim "a run to see how long it takes" exits 0 ranks 2 "${scenario[@]}" --threads 1 -q -o timed.h5
milliseconds=$((($(date +%s%N) - began) / 1000000))
killed_often() {
    local i
    for i in $(seq "$KILLS"); do
        die_after "$(awk -v r=$RANDOM -v m=$milliseconds 'BEGIN { print 0.2 + m / 1000 * r / 32768 }')" \
            $((1 + RANDOM % 3)) "${scenario[@]}" --threads 1 -q -o often.h5 --resume
    done
    exits 0 ranks 2 "${scenario[@]}" -q -o often.h5 --resume && same_results whole.h5 often.h5
}
claim "killed $KILLS times at any moment and resumed with 1 to 3 processes: the same bytes" killed_often

leave_parts() { # output: a run of two processes, one of which is killed when there are parts
    local pid ranks
    rm -f "$1"
    mpirun --oversubscribe -n 2 "$MPI" run "${scenario[@]}" --threads 1 -q -o "$1" --discard >out 2>err &
    pid=$!
    comes_true $pid has_parts "$1" 3
    read -ra ranks <<<"$(children $pid)"
    [ ${#ranks[@]} -eq 0 ] || kill -KILL "${ranks[-1]}" 2>/dev/null
    wait $pid 2>/dev/null
    [ ! -e "$1" ] && has_parts "$1" 3
}
claim "a process that dies leaves the parts of all" caught leave_parts left.h5
claim "a new run is refused" exits 2 ranks 2 "${scenario[@]}" -q -o left.h5
claim "once, with the way to go on" once "--resume continues it"
claim "one process continues it" exits 0 "$RENKEI" run "${scenario[@]}" -q -o left.h5 --resume
claim "to the same bytes" same_results whole.h5 left.h5

narrow_killed_often() {
    local i
    for i in $(seq "$KILLS"); do
        die_after "$(awk -v r=$RANDOM 'BEGIN { print 0.2 + 1.5 * r / 32768 }')" $((1 + RANDOM % 3)) "${narrow[@]}" --threads 1 -q \
            -o stopped.h5 --resume
    done
    cp -r stopped.h5.parts alone.h5.parts 2>/dev/null
    exits 0 ranks 2 "${narrow[@]}" -q -o stopped.h5 --resume && same_results narrow.h5 stopped.h5 &&
        exits 0 "$RENKEI" run "${narrow[@]}" -q -o alone.h5 --resume && same_results narrow.h5 alone.h5
}
claim "one that stops at a precision, killed $KILLS times: the same bytes, from several processes and from one" narrow_killed_often

mkdir small
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=3m tmpfs small 2>/dev/null; then
    trap 'umount "$scratch/small"; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
    claim "a disk that fills up ends all with status 1" exits 1 ranks 2 "${scenario[@]}" -q -o small/r.h5
    claim "and says so once" once "No space left"
    mount -o remount,size=64m small
    claim "with more room they go on" exits 0 ranks 2 "${scenario[@]}" -q -o small/r.h5 --resume
    claim "to the same bytes" same_results whole.h5 small/r.h5
else
    skip "a disk that fills up ends all with status 1" "a small file system can be mounted by root only"
fi
end
