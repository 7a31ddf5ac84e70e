#!/usr/bin/env bash
# Ctrl-C keeps what is finished and says that it is partial; once more keeps nothing; kill -9 leaves no file that looks
# whole.
. "$(dirname "$0")/../support/end-to-end.sh"

start() { # output file: a run that would take hours, in the background, at work since some parts; its id is in $pid
    rm -f err
    "$RENKEI" run ehime --replications 100000000 -o "$1" >out 2>err &
    pid=$!
    comes_true $pid has_parts "$1" 1
}
# Bash lets background jobs ignore SIGINT, which a program inherits; renkei catches it all the same.
interrupted_once() {
    start partial.h5 || return 1
    kill -INT $pid
    local status=0
    wait $pid || status=$?
    [ $status -eq 130 ] || { echo "exit status $status"; cat err; return 1; }
}
claim "a run ends with status 130 after Ctrl-C" interrupted_once
claim "and says what is kept" says err "labelled as partial"
claim "the table says so, too" says out "PARTIAL"
claim "the file opens" h5ls partial.h5
claim "and says that it is partial" bash -c 'h5dump -a /partial partial.h5 | grep -q "(0): 1"'
claim "nothing else is left" bash -c '[ "$(ls -A | tr "\n" " ")" = "err out partial.h5 " ]'

interrupted_twice() {
    start twice.h5 || return 1
    kill -INT $pid
    comes_true $pid grep -q 'once more to stop at once' err || return 1
    kill -INT $pid 2>/dev/null # unless it is done by now
    local status=0
    wait $pid || status=$?
    [ $status -eq 130 ] || { echo "exit status $status"; cat err; return 1; }
}
claim "a second Ctrl-C ends it with status 130, too" interrupted_twice
claim "and no unfinished file stays" bash -c '[ ! -e twice.h5.part ]'

terminated() {
    start term.h5 || return 1
    kill -TERM $pid
    local status=0
    wait $pid || status=$?
    [ $status -eq 130 ] && h5ls term.h5
}
claim "SIGTERM is like Ctrl-C" terminated

killed() {
    start killed.h5 || return 1
    kill -KILL $pid
    wait $pid 2>/dev/null
    [ ! -e killed.h5 ]
}
claim "kill -9 leaves no results file" killed
claim "the next run to the same file works" exits 0 quick -o killed.h5 --discard
end
