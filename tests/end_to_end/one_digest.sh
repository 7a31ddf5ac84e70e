#!/usr/bin/env bash
# However a run is made, its figures have one SHA-256: one process, several under mpirun, a job array, killed and continued,
# extended in two steps.
. "$(dirname "$0")/../support/end-to-end.sh"

n=10000
options=(--years 1 --models alone,pool)
run() { "$RENKEI" run ehime "${options[@]}" "$@"; }

# All that is outside /provenance, numbers in full.
digest() {
    local object arguments=()
    for object in $(h5ls "$1" | awk '$1 != "provenance" { print $2 == "Group" ? "--group=" $1 : "--dataset=" $1 }'); do
        arguments+=("$object")
    done
    [ ${#arguments[@]} -gt 5 ] && h5dump -y -w 0 -m %a "${arguments[@]}" "$1" | tail -n +2 | sha256sum
}
claim "one process" exits 0 run --replications $n -q -o whole.h5
whole=$(digest whole.h5)
claim "has a digest" test ${#whole} -gt 64
is_whole() {
    local own
    own=$(digest "$1")
    [ "$own" = "$whole" ] || { echo "digest $own instead of $whole"; return 1; }
}
claim "which another seed has not" bash -c '! "$@"' _ test "$(run --replications $n --seed 2 -q -o other.h5 >/dev/null; digest other.h5)" = "$whole"

# The job array as scenarios/README.md shows it, fewer models and years.
sed -n '/^    #SBATCH --array/,/^    renkei merge/p' "$SOURCE/scenarios/README.md" |
    sed -n 's|^    ||p' | sed "s|renkei run ehime|\"\$RENKEI\" run ehime ${options[*]}|; s|^renkei|\"\$RENKEI\"|" >array.sh
claim "the documents show a job array" grep -q -- '--shards' array.sh
tasks=$(sed -n 's/.*--array=0-\([0-9]*\).*/\1/p' array.sh)
whole_array() {
    local task
    sed '/ merge /d' array.sh >task.sh
    for task in $(seq 0 "$tasks"); do
        SLURM_ARRAY_TASK_ID=$task bash task.sh >/dev/null || return 1
    done
    bash -c "$(sed -n '/ merge /p' array.sh)" >/dev/null && [ "$(find . -name 'ehime-*.h5' | wc -l)" -eq $((tasks + 1)) ]
}
claim "its tasks and the merge run as they are written" whole_array
claim "and give the digest" is_whole ehime.h5

claim "one half" exits 0 run --replications $n --shards 0-19 -q -o a.h5
claim "the other" exits 0 run --replications $n --shards 20-39 -q --threads 1 -o b.h5
claim "are merged" exits 0 "$RENKEI" merge b.h5 a.h5 -q -o halves.h5
claim "to the digest" is_whole halves.h5

claim "37 replications" exits 0 run --replications 37 -q -o longer.h5
claim "extended" exits 0 "$RENKEI" extend longer.h5 --replications 5001 -q
claim "and again" exits 0 "$RENKEI" extend longer.h5 --replications $n -q
claim "have the digest" is_whole longer.h5

killed() {
    rm -f killed.h5
    "$RENKEI" run ehime "${options[@]}" --replications $n -q -o killed.h5 --discard >out 2>err &
    local pid=$!
    comes_true $pid has_parts killed.h5 1
    kill -KILL $pid 2>/dev/null
    wait $pid 2>/dev/null
    [ ! -e killed.h5 ] && has_parts killed.h5 1
}
export RENKEI_PART_SECONDS=0
claim "one that is killed" caught killed
claim "and continued" exits 0 run --replications $n -q -o killed.h5 --resume
claim "has the digest" is_whole killed.h5

goal=(--replications 50000 --precision zero_cover_months=0.02)
claim "one that stops at a precision" exits 0 run "${goal[@]}" -q -o narrow.h5
narrow=$(digest narrow.h5)
claim "has a digest" test ${#narrow} -gt 64

MPI=$(dirname "$(dirname "$RENKEI")")/mpi/renkei
if command -v mpirun >/dev/null && [ -x "$MPI" ]; then
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
    claim "2 processes" exits 0 mpirun --oversubscribe -n 2 "$MPI" run ehime "${options[@]}" --replications $n -q -o ranks.h5
    claim "have the digest" is_whole ranks.h5
    claim "2 that stop at the precision" exits 0 mpirun --oversubscribe -n 2 "$MPI" run ehime "${options[@]}" "${goal[@]}" -q -o ranks.h5
    claim "have the digest of one" test "$(digest ranks.h5)" = "$narrow"
else
    skip "2 processes have the digest" "Open MPI is not installed, or this build is without it (make MPI=1)"
fi
end
