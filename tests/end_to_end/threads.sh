#!/usr/bin/env bash
# The number of threads changes no bit of the results.
. "$(dirname "$0")/../support/end-to-end.sh"

run_with() { exits 0 "$RENKEI" run ehime --years 3 --replications 600 --quiet --threads "$1" -o "$2"; }
claim "a run on one thread" run_with 1 one.h5
for threads in 2 7; do
    claim "a run on $threads threads" run_with $threads many.h5
    claim "gives the same bytes" same_results one.h5 many.h5
done
claim "another seed does not" bash -c '
    "$RENKEI" run ehime --years 3 --replications 600 -q --seed 987654321 -o other.h5 >/dev/null && test -s other.h5 &&
    ! "$SOURCE/tests/support/same-results" one.h5 other.h5'
end
