# Sourced by the scripts of tests/end_to_end: a scratch folder to be in, and claims about the command in TAP.
#
#   RENKEI   the program; by default that of the release build
#   SOURCE   the root of the sources

set -uo pipefail
unset CDPATH # cd would print where it went
SOURCE=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
RENKEI=${RENKEI:-$SOURCE/build/release/bin/renkei}
export SOURCE RENKEI
# Nothing of who runs the tests decides what is seen: language, numbers, colours, other data.
unset NO_COLOR RENKEI_ISA RENKEI_DATA RENKEI_PART_SECONDS LANG LANGUAGE LC_MESSAGES POSIXLY_CORRECT
export LC_ALL=C.UTF-8
export OMP_WAIT_POLICY=passive # threads that wait leave the processors to the tests beside
umask 022
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
export XDG_DATA_HOME=$scratch/data # no boundaries of the user's own

n_claims=0
n_wrong=0

# claim TEXT COMMAND...: the command succeeds. What it says is shown only when it does not.
claim() {
    local text=$1 said
    shift
    n_claims=$((n_claims + 1))
    if said=$("$@" 2>&1); then
        echo "ok $n_claims - $text"
    else
        n_wrong=$((n_wrong + 1))
        echo "not ok $n_claims - $text"
        printf '%s\n' "$said" | head -n 30 | sed 's/^/# /'
    fi
}

skip() { # TEXT REASON
    n_claims=$((n_claims + 1))
    echo "ok $n_claims - $1 # SKIP $2"
}

# The last line of every script.
end() {
    echo "1..$n_claims"
    exit $((n_wrong > 0))
}

# exits STATUS COMMAND...: the command ends with that status; its output is in ./out and ./err.
exits() {
    local expected=$1 status=0
    shift
    "$@" >out 2>err </dev/null || status=$?
    [ "$status" -eq "$expected" ] && return 0
    echo "exit status $status, expected $expected, of: $*"
    cat out err
    return 1
}

says() { grep -qF -- "$2" "$1" || { echo "no '$2' in $1:"; cat "$1"; return 1; }; }
says_nothing() { [ ! -s "$1" ] || { echo "$1 is not empty:"; cat "$1"; return 1; }; }
both() { "$1" && "$2"; }
is_empty_folder() { [ -z "$(ls -A "$1")" ] || { ls -lA "$1"; return 1; }; }
same_results() { "$SOURCE/tests/support/same-results" "$@"; }

# comes_true PID COMMAND...: wait, for minutes if it must be, until the command succeeds while that process is at work.
comes_true() {
    local pid=$1 before=$SECONDS
    shift
    until "$@" >/dev/null 2>&1; do
        if ! kill -0 "$pid" 2>/dev/null; then
            "$@" >/dev/null 2>&1 && return 0
            echo "the process ended before: $*"
            return 1
        fi
        [ $((SECONDS - before)) -lt 1800 ] || { echo "not after 30 minutes: $*"; return 1; }
        sleep 0.02
    done
}

# caught COMMAND...: the command stops a run in the middle, which it may miss where the run is over first: then once more.
caught() {
    local try
    for try in {1..20}; do
        "$@" && return 0
    done
    echo "missed $try times: $*"
    return 1
}

# has_parts OUTPUT NUMBER: has a run to this output finished so many parts?
has_parts() {
    local parts=("$1".parts/0*-*-*.h5)
    [ -e "${parts[0]}" ] && [ ${#parts[@]} -ge "$2" ]
}

# A run that takes a moment: two years of Ehime.
quick() { "$RENKEI" run ehime --years 2 --replications 64 --quiet "$@"; }
