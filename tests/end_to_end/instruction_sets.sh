#!/usr/bin/env bash
# The instruction set changes no bit of the results.
. "$(dirname "$0")/../support/end-to-end.sh"

run_with() { RENKEI_ISA=$1 exits 0 "$RENKEI" run ehime --years 5 --replications 200 --quiet -o "$1.h5"; }
claim "the plain instruction set runs everywhere" run_with baseline
for isa in v3 v4; do
    if RENKEI_ISA=$isa "$RENKEI" run ehime --years 1 --replications 1 -q -o probe.h5 >out 2>err; then
        claim "a run with $isa" run_with $isa
        claim "gives the same bytes" same_results baseline.h5 $isa.h5
    else
        skip "a run with $isa" "this build or processor has no $isa"
    fi
done
with_unknown() { RENKEI_ISA=sse9 exits 2 quick; }
claim "an unknown instruction set is a mistake" with_unknown
claim "and says which there are" says err "baseline, v3 or v4"
end
