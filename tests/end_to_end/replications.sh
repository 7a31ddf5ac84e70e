#!/usr/bin/env bash
# A replication is itself, in whatever run.
. "$(dirname "$0")/../support/end-to-end.sh"

run() { exits 0 "$RENKEI" run ehime --years 2 --quiet "$@"; }
same_rows() { "$SOURCE/tests/support/same-rows" "$@"; }
claim "a run of 10,000 replications" run --replications 10000 -o long.h5
claim "and one of 1,000" run --replications 1000 -o short.h5
claim "its replications are the first 1,000 of the longer one" same_rows long.h5 short.h5 0
claim "they are not the next 1,000" bash -c '! "$SOURCE/tests/support/same-rows" long.h5 short.h5 1000'
claim "replication 417 runs alone" run --first-replication 417 --replications 1 -o alone.h5
claim "and equals itself in the batch" same_rows short.h5 alone.h5 417
claim "it is not 416" bash -c '! "$SOURCE/tests/support/same-rows" short.h5 alone.h5 416'
claim "an odd stretch across batches, 1,000 to 1,036" run --first-replication 1000 --replications 37 -o stretch.h5
claim "equals itself in the batch" same_rows long.h5 stretch.h5 1000

run_models() { run --replications 100 --models alone,pool -o two.h5 && run --replications 100 -o all.h5; }
one_model() { # file: what the model `pool` gave, by replication
    h5dump -d /prefectural/zero_cover_months -s "1,0,0,0" -c "1,1,100,1" -m '%.17g' "$1" |
        sed -n '/ATTRIBUTE/q; s/^ *([0-9,]*): //p'
}
same_model() { [ -n "$(one_model two.h5)" ] && cmp <(one_model two.h5) <(one_model all.h5); }
claim "a run with fewer models" run_models
claim "changes nothing in those that stay" same_model

claim "the first replication and the number together have a limit" \
    exits 2 "$RENKEI" run ehime --first-replication 4294967295 --replications 2
end
