#!/usr/bin/env bash
# Commands that simulate point by point die: kill -9 at any moment, Ctrl-C, a damaged file, a full disk. --resume ends with
# the bytes of an undisturbed run. KILLS: how often each is killed at a random moment.
. "$(dirname "$0")/../support/end-to-end.sh"
KILLS=${KILLS:-4}
RANDOM=${SEED:-20261123}

# Set for each command: its name, its words, the output beside which points are kept, an option that changes what is asked,
# and what makes it last.
name='' words=() output='' other=() long=()

run() { "$RENKEI" "${words[@]}" --quiet --lang en "$@"; }
keep() { mv out whole.out && mv "$output" whole.file; } # what a run said and wrote
same() { cmp out whole.out && cmp "$output" whole.file && rm "$output"; }
has_bytes() { [ "$(stat -c %s "$output.points" 2>/dev/null || echo 0)" -gt "$1" ]; } # of kept points
nothing_left() { [ ! -e "$output.points" ] && [ ! -e "$output.part" ]; }

# Ended when more than BYTES of points are kept, before the output is there.
end_once() { # SIGNAL BYTES
    local pid
    rm -f "$output"
    "$RENKEI" "${words[@]}" --quiet --lang en --discard >out 2>err & # no function: it would be a shell that is killed
    pid=$!
    comes_true $pid has_bytes "$2"
    kill "-$1" $pid 2>/dev/null
    wait $pid 2>/dev/null
    [ "$1" != KILL ] || [ ! -e "$output" ] || return 1
    has_bytes "$2"
}
killed() { caught end_once KILL "$1"; }
interrupted() { caught end_once INT "$1"; }
killed_often() {
    local pid
    for _ in $(seq "$KILLS"); do
        "$RENKEI" "${words[@]}" --quiet --lang en --resume >out 2>err &
        pid=$!
        sleep "$(awk -v r=$RANDOM -v m="$milliseconds" 'BEGIN { print 0.05 + 1.1 * m / 1000 * r / 32768 }')"
        kill -KILL $pid 2>/dev/null
        wait $pid 2>/dev/null
    done
    exits 0 run --resume && same
}
two_once() {
    local pid status
    "$RENKEI" "${words[@]}" --quiet --lang en --discard >out1 2>err1 &
    pid=$!
    comes_true $pid has_bytes 0
    run --discard >out 2>err
    status=$?
    kill -KILL $pid 2>/dev/null
    wait $pid 2>/dev/null
    rm -f "$output.points"
    [ $status -eq 2 ] && says err "another renkei is writing it"
}
two_at_once() { caught two_once; }
# Byte AT of what is kept, counted from the end of its head.
change() { printf '\xA5\x5A\xA5' | dd of="$output.points" bs=1 seek=$((88 + $1)) conv=notrunc status=none; }
limited() { (ulimit -f 1; trap '' XFSZ; exits 1 run); }

# Lines for machines, of one that would take long.
progress() { # ARGUMENTS...
    local pid seen=0
    "$RENKEI" "${words[@]}" --json "$@" >out 2>err &
    pid=$!
    comes_true $pid grep -qxE '."finished": [1-9][0-9]*, "of": [1-9][0-9]*, "what": "replications[ a-z]*", "per_second": [0-9.e+-]+, "seconds_left": [0-9.e+-]+.' err ||
        seen=1
    kill -KILL $pid
    wait $pid 2>/dev/null
    rm -f "$output.points"
    return $seen
}

survives() { # BYTES: of some points
    local began
    began=$(date +%s%N)
    claim "$name: an undisturbed run" exits 0 run
    milliseconds=$((($(date +%s%N) - began) / 1000000))
    claim "$name: leaves no points" nothing_left
    claim "$name: is kept for comparison" keep
    claim "$name: killed with some points finished" killed "$1"
    claim "$name: there is no output" test ! -e "$output"
    claim "$name: a new run is refused" exits 2 run
    claim "$name: and told how to go on" says err "--resume continues it, --discard begins anew"
    claim "$name: as is another that wants to continue" exits 2 run --resume "${other[@]}"
    claim "$name: which is said" says err "holds points of another run: another scenario, seed or build, or other options"
    claim "$name: as is another seed" exits 2 run --resume --seed 5
    claim "$name: it continues on one thread" exits 0 run --resume --threads 1
    claim "$name: to the same bytes" same
    claim "$name: and leaves nothing" nothing_left
    claim "$name: killed again" killed "$1"
    claim "$name: with a changed byte" change 100
    claim "$name: it continues" exits 0 run --resume
    claim "$name: to the same bytes" same
    claim "$name: Ctrl-C keeps what is finished" interrupted "$1"
    claim "$name: and says how to go on" says err "what is finished is kept in $output.points; --resume continues there"
    claim "$name: which it does" exits 0 run --resume
    claim "$name: to the same bytes" same
    claim "$name: two at once are refused" two_at_once
    claim "$name: what cannot be kept ends it" limited
    claim "$name: and says so once" bash -c '[ "$(grep -c "could not be written" err)" -eq 1 ]'
    claim "$name: with room it continues" exits 0 run --resume
    claim "$name: to the same bytes" same
    claim "$name: tells machines how far it is" progress "${long[@]}"
    claim "$name: killed $KILLS times at any moment and resumed each time, it ends with the same bytes" killed_often
}

little=(--set years=1 --set municipalities='[38386, 38401]')

name=sobol output=sobol.csv other=(--vary hiring.round) long=(--points 100000)
words=(sensitivity ehime "${little[@]}" --method sobol --points 60 --outcome vacancy_months --model pool-alone
    --vary quits.trend --vary work.load --csv sobol.csv)
survives 1200
name=morris output=morris.csv other=(--points 10) long=(--points 100000)
words=(sensitivity ehime "${little[@]}" --points 9 --replications 32 --outcome vacancy_months --model alone --csv morris.csv)
survives 1200
name=tornado output=tornado.csv other=(--outcome cost_total) long=(--replications 65536)
words=(sensitivity ehime "${little[@]}" --method tornado --replications 4096 --outcome demand --model alone
    --vary quits.trend --vary work.load --vary hiring.round --csv tornado.csv)
survives 1200

name=size output=size.csv other=(--until 'unserved_work.mean<=2.5') long=(--replications 4194304 --until 'unserved_work.mean<=2.82')
words=(size ehime "${little[@]}" --vary models.posted.experts.number=0..6 --until 'unserved_work.mean<=2.6' --csv size.csv)
survives 1800
name=mix output=mix.csv other=(--cheapest cost_experts) long=(--replications 4194304)
words=(size ehime "${little[@]}" --vary models.posted.experts.number=0..2 --vary years=1..2 --replications 8192
    --until 'unserved_work.mean<=2.6' --csv mix.csv)
survives 1800

cat >past.yaml <<'S'
renkei: 1
prefecture: 31
start: 2022-04
years: 2
parameters:
  establishment.scale: uniform(0.02, 0.12)
  leave.rate: uniform(0.5, 12) %/year
models:
  alone: {instruments: []}
S
printf '%s\n' fiscal_year,metric,value,unit,scope 2022,dx_staff_total,65,persons,scenario \
    2022,mental_health_absence_rate,0.06,per\ year,scenario 2023,dx_staff_total,65,persons,scenario >figures.csv
name=calibrate output=posterior.csv other=(--discrepancy 2) long=(--points 60000)
words=(calibrate past.yaml --targets figures.csv --points 24 --rounds 3 --replications 128 --discrepancy 1 --hold-out all)
survives 90000 # in the second round of three
killed_over_rounds() { caught end_once KILL 90000 && exits 0 run --resume --rounds 3 && same; }
words=(calibrate past.yaml --targets figures.csv --points 24 --rounds 2 --replications 128 --discrepancy 1 --hold-out all)
claim "$name: what is killed may be given more rounds" killed_over_rounds
sed s/,65,/,66,/ figures.csv >others.csv
words=(calibrate past.yaml --targets figures.csv --points 24 --replications 128)
claim "$name: points of these" killed 1000
claim "$name: are not those of others" exits 2 run --targets others.csv --resume
claim "$name: which is said" says err "holds points of another run"
rm posterior.csv.points

# stability runs to a results file and keeps parts, as run does (parts.sh).
export RENKEI_PART_SECONDS=0
words=(stability ehime --model shared --set municipalities='[38201, 38202, 38203]' --set years=1 --replications 6000)
stopped_once() { # SIGNAL OUTPUT
    local pid
    rm -f "$2"
    "$RENKEI" "${words[@]}" --quiet --lang en --discard -o "$2" >out 2>err &
    pid=$!
    comes_true $pid has_parts "$2" 1
    kill "-$1" $pid 2>/dev/null
    wait $pid 2>/dev/null
    if [ "$1" = KILL ]; then [ ! -e "$2" ] && has_parts "$2" 1; else says err "labelled as partial"; fi
}
claim "stability: an undisturbed run" exits 0 run -o whole.h5
cp out whole.out
claim "stability: leaves no parts" test ! -e whole.h5.parts
claim "stability: killed" caught stopped_once KILL dead.h5
claim "stability: a new run is refused" exits 2 run -o dead.h5
claim "stability: and told how to go on" says err "--resume continues it, --discard begins anew"
claim "stability: as is another seed" exits 2 run -o dead.h5 --resume --seed 5
claim "stability: or other members" exits 2 run -o dead.h5 --resume --members 38201,38202
broken() { truncate -s -1000 dead.h5.parts/0000000000-*.h5; }
claim "stability: a part is cut off" broken
claim "stability: it continues" exits 0 run -o dead.h5 --resume --threads 1
claim "stability: to the same bytes" same_results whole.h5 dead.h5
claim "stability: and the same answer" cmp out whole.out
claim "stability: without parts" test ! -e dead.h5.parts
claim "stability: Ctrl-C leaves what is finished, labelled as partial" caught stopped_once INT ctrl.h5
claim "stability: to which the rest is added" exits 0 "$RENKEI" extend ctrl.h5 --replications 6000 --quiet
claim "stability: to the same bytes" same_results whole.h5 ctrl.h5
claim "stability: --resume is for a run" exits 2 "$RENKEI" stability whole.h5 --resume
claim "stability: progress line by line" progress --replications 100000 -o long.h5

words=(sensitivity ehime "${little[@]}" --points 2 --replications 32 --vary quits.trend)
claim "without an output there is nothing to resume" exits 2 run --resume
claim "which is said" says err "--resume: points are kept beside an output file such as that of --csv, or with --keep FILE"
claim "nor is anything kept" bash -c '"$RENKEI" "$@" --quiet >out && ! ls ./*.points 2>/dev/null' _ "${words[@]}"
echo "years of notes" >notes
claim "a file that is none of ours is not written over" exits 2 run --keep notes --discard
claim "and stays as it is" grep -qx "years of notes" notes
claim "and what to do is said" says err "remove it, or name another with --keep"
mkdir -p folder
for same in mine.csv ./mine.csv folder/../mine.csv; do
    claim "nor is an output: $same" exits 2 run --csv mine.csv --keep "$same"
    claim "which is said" says err "--keep $same: finished points would be kept in the same file as the output mine.csv"
    claim "and nothing is there" test ! -e mine.csv
done
: >there.xlsx
ln -s there.xlsx link.xlsx
claim "nor one that is there, under another name" exits 2 run --csv mine.csv --xlsx there.xlsx --keep link.xlsx
claim "nor one where points are kept unasked" exits 2 run --csv mine.csv --xlsx mine.csv.points
claim "which is said" says err "mine.csv.points: finished points would be kept in the same file as the output mine.csv.points"
cat >wide.yaml <<'EOF'
base: ehime
sweep:
  vary:
    parameters.quits.trend: [0 %/year, 10 %/year]
EOF
claim "nor the file of a sweep" exits 2 "$RENKEI" sweep wide.yaml -q -o grid.h5 --keep grid.h5
claim "of which nothing is left" bash -c '! ls grid.h5* 2>/dev/null'
claim "nor a posterior" exits 2 "$RENKEI" calibrate calibration --targets "$SOURCE/scenarios/data/targets.csv" -q -o p.csv --keep p.csv
claim "nor a page" exits 2 "$RENKEI" calibrate calibration --targets "$SOURCE/scenarios/data/targets.csv" -q --prior --page p.md --keep p.md
mkfifo pipe
claim "nor is a pipe" exits 2 run --keep pipe
claim "which stays" test -p pipe
claim "nor a folder" exits 2 run --keep .
claim "--keep names a file" exits 0 run --keep mine
claim "that is gone in the end" test ! -e mine
end
