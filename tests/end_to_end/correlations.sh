#!/usr/bin/env bash
# Correlated assumptions: in every command that draws or keeps them, and the same bytes however the run was made.
. "$(dirname "$0")/../support/end-to-end.sh"

cat >own.yaml <<'END'
renkei: 1
base: ehime
years: 1
municipalities: [38386, 38401]
models: {visits: null, shared: null, divide: null, posted: null}
correlations:
  - between: [quits.trend, leave.trend]
    rank: 0.6
  - {between: [experts.requests, work.load], rank: -0.4}
sweep:
  replications: 16
  vary: {quits.trend: [0 %/year, 5 %/year]}
END
run() { exits 0 "$RENKEI" run own.yaml --quiet "$@"; }

claim "check understands them" exits 0 "$RENKEI" check own.yaml
claim "explain shows each with its place" bash -c '"$RENKEI" explain own.yaml | tr -s " " |
    grep -qxF "correlations[quits.trend, leave.trend] 0.6 own.yaml:8 rank correlation of two assumptions"'
claim "--set that fixes one makes it idle" bash -c '"$RENKEI" explain own.yaml --set "quits.trend=5 %/year" |
    grep -q "^correlations.quits.trend.* 0.6, idle: one of the two is fixed"'
printf 'base: own.yaml\nparameters: {quits.trend: 5 %%/year}\n' >above.yaml
claim "so does a file that builds on it" bash -c '"$RENKEI" explain above.yaml | grep -q "0.6, idle: one of the two is fixed  *base own.yaml:8"'
claim "what is fixed in the same file is a mistake" bash -c '
    sed "s/^years: 1/&\nparameters: {quits.trend: 5 %\/year}/" own.yaml >fixed.yaml
    ! "$RENKEI" check fixed.yaml 2>err && grep -q "fixed.yaml:8:15: correlations.between: quits.trend is one number" err'
printf 'base: own.yaml\ncorrelations: null\n' >none.yaml
claim "null takes them away" bash -c '! "$RENKEI" explain none.yaml | grep -q "^correlations"'
claim "--set brings others" bash -c '"$RENKEI" explain none.yaml --set "correlations=[{between: [work.load, leave.rate], rank: 0.2}]" |
    grep -q "^correlations.work.load, leave.rate.  *0.2  *--set"'

claim "a run of 85 replications" run --replications 85 -o whole.h5
claim "on one thread" run --replications 85 --threads 1 -o one.h5
claim "gives the same" same_results whole.h5 one.h5
claim "other draws than without" bash -c '"$RENKEI" run none.yaml --quiet --replications 85 -o none.h5 >out &&
    ! h5diff -q whole.h5 none.h5 /assumptions/value /assumptions/value'
claim "one of 21" run --replications 21 -o short.h5
claim "is extended" exits 0 "$RENKEI" extend short.h5 --replications 85 -q
claim "to the same" same_results whole.h5 short.h5
claim "a first part" run --replications 40 -o a.h5
claim "a second one" run --first-replication 40 --replications 45 -o b.h5
claim "are merged" exits 0 "$RENKEI" merge b.h5 a.h5 -o merged.h5 -q
claim "into the same" same_results whole.h5 merged.h5
mv own.yaml away.yaml
claim "rerun needs the results file alone" exits 0 "$RENKEI" rerun merged.h5 -q -o again.h5
claim "and gives the same" same_results whole.h5 again.h5
mv away.yaml own.yaml
claim "the file says what was correlated" bash -c 'h5dump -d /provenance/values/key whole.h5 | grep -q "correlations\[quits.trend, leave.trend\]"'

claim "a sweep fixes one of them at each point" exits 0 "$RENKEI" sweep own.yaml --quiet -o sweep.h5
claim "and may vary them" bash -c '
    sed "s/vary: .*/vary: {correlations: [[], [{between: [work.load, leave.rate], rank: 0.9}]]}/" own.yaml >vary.yaml
    "$RENKEI" sweep vary.yaml --quiet -o vary.h5 >out'
claim "sensitivity says that each moves by itself" bash -c '
    "$RENKEI" sensitivity own.yaml --vary quits.trend --vary hiring.round --points 2 --replications 32 --model alone --quiet --lang en |
    grep -q "^1 of the assumptions are correlated in the scenario; here each moves by itself"'
claim "and nothing of it where none is" bash -c '
    ! "$RENKEI" sensitivity own.yaml --vary hiring.round --points 2 --replications 32 --model alone --quiet --lang en | grep -q correlated'
end
