#!/usr/bin/env bash
# Places where no results can be written, and files that must not be overwritten.
. "$(dirname "$0")/../support/end-to-end.sh"

claim "a folder that does not exist is a mistake" exits 2 quick -o nowhere/r.h5
claim "and is named" says err "nowhere"
claim "a folder instead of a file is a mistake" exits 2 quick -o .
printf 'years of notes\n' > notes.txt
claim "a file that is no results file is not overwritten" exits 2 quick -o notes.txt
claim "it is as it was" grep -q 'years of notes' notes.txt
claim "a device is no place for results" exits 2 quick -o /dev/null
claim "and stays what it is" test -c /dev/null

claim "an earlier results file is replaced" bash -c '
    "$RENKEI" run ehime --years 1 --replications 16 -q -o r.h5 >/dev/null && cp r.h5 before.h5 &&
    "$RENKEI" run ehime --years 1 --replications 32 -q -o r.h5 >/dev/null && ! cmp -s r.h5 before.h5'
claim "a mistake in the input leaves it alone" bash -c '
    cp r.h5 before.h5; "$RENKEI" run ehime --set years=abc -q -o r.h5 2>/dev/null; [ $? -eq 2 ] && cmp r.h5 before.h5'

cut_short() {
    echo before >c-outcomes.csv
    (ulimit -f 1; trap '' XFSZ; "$RENKEI" compare r.h5 --csv c.csv >/dev/null 2>err)
    [ $? -eq 1 ] && grep -qx before c-outcomes.csv && [ "$(echo c-outcomes*)" = c-outcomes.csv ]
}
claim "a table that cannot be written whole leaves the one that was there" cut_short
claim "and says why" says err "c-outcomes.csv: File too large"

mkdir closed
chmod a-w closed
if [ "$(id -u)" -eq 0 ]; then
    skip "a folder without permission is a mistake" "root may write everywhere"
else
    claim "a folder without permission is a mistake" exits 2 quick -o closed/r.h5
fi

mkdir small
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=64k tmpfs small 2>/dev/null; then
    trap 'umount "$scratch/small"; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
    claim "a full disk ends the run with status 1" exits 1 quick -o small/r.h5
    claim "and says so" says err "No space left"
    claim "and leaves nothing behind" is_empty_folder small
else
    skip "a full disk ends the run with status 1" "a small file system can be mounted by root only"
fi
claim "a full disk under standard output is a failure" bash -c '"$RENKEI" list metrics >/dev/full; [ $? -eq 1 ]'
end
