#!/usr/bin/env bash
# The page of a report: the committed one is what its sources build, and it holds its claims in a real browser.
. "$(dirname "$0")/../support/end-to-end.sh"

web=$SOURCE/build/web # a copy, so that packages do not land among the sources
missing=
for command in node npm; do command -v "$command" >/dev/null || missing="no $command command"; done
# node:test as the tests use it is there since 18.19.
[ -n "$missing" ] || node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 18 || (a == 18 && b >= 19) ? 0 : 1)' ||
    missing="node $(node --version) is older than 18.19"
if [ ! -d "${HOME:-}" ] || [ ! -w "${HOME:-}" ]; then # npm and the browser want one
    mkdir -p "$scratch/home"
    export HOME=$scratch/home
fi
if [ -z "$missing" ]; then
    mkdir -p "$web"
    rm -rf "$web/src" "$web/test" "$web/dist"
    cp -R "$SOURCE"/analysis/web/* "$web/"
    cd "$web" || exit 1
    if ! cmp -s package-lock.json node_modules/.for-this-lock; then
        if npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1; then
            cp package-lock.json node_modules/.for-this-lock
        else
            missing="npm could not install the packages: $(grep -m 1 -iE 'err' npm.log)"
        fi
    fi
fi
if [ -n "$missing" ]; then
    skip "the committed page is what its sources build" "$missing"
    skip "the page in a browser" "$missing"
    end
fi
claim "the committed page is what its sources build" node build.mjs --check
claim "the lock file names no server" bash -c '! grep -q "\"resolved\"" package-lock.json'

# A command of that name may only say how to get the browser; and without a Japanese font there is nothing to look at.
for browser in chromium chromium-browser; do
    RENKEI_CHROMIUM=$(command -v $browser) && "$RENKEI_CHROMIUM" --version >/dev/null 2>&1 && break
    RENKEI_CHROMIUM=
done
export RENKEI_CHROMIUM
if [ -z "$RENKEI_CHROMIUM" ]; then
    skip "the page in a browser" "no chromium"
    end
fi
if command -v fc-list >/dev/null && [ -z "$(fc-list :lang=ja)" ]; then
    skip "the page in a browser" "no Japanese font"
    end
fi

# ---- Pages to look at ----
cd "$scratch" || exit 1
cat >hostile.yaml <<'END'
renkei: 1
title: '</script><script>window.broken=1</script> "引用" ''単'' & <b>太字</b>'
prefecture: 38
years: 3
models:
  alone: {title: '<img src=x onerror=window.broken=1>', instruments: []}
  right: {title: 'עברית (right-to-left) & “引用”', instruments: [experts: {number: 3 persons}]}
  long: {title: 長い名前, instruments: [experts: {number: 5 persons}]}
END
sed -i "s/長い名前,/$(printf '長い名前%.0s' {1..50}),/" hostile.yaml
page() { # NAME RUN-ARGUMENT...: NAME.html and NAME.json of a short run
    local name=$1
    shift
    "$RENKEI" run "$@" --quiet -o "$name.h5" >/dev/null &&
        "$RENKEI" report "$name.h5" -o "$name.html" && "$RENKEI" report "$name.h5" --format json -o "$name.json"
}
claim "pages of 20 municipalities, enough futures to tell luck from assumptions" page ehime ehime --replications 144
claim "of 59" page fukushima fukushima --replications 64
claim "of 179" page hokkaido ehime --set prefecture=1 --models alone,pool,posted --replications 48
claim "of hostile names" page hostile hostile.yaml --replications 64
claim "of three prefectures" page several ehime --set 'prefecture=[36, 38, 39]' --years 3 --replications 32

# Each test of node becomes a claim of ours.
cd "$web" || exit 1
RENKEI_PAGES=$scratch node --test --test-concurrency=1 --test-reporter=tap test/*.test.mjs >"$scratch/tap" 2>"$scratch/tap.err" </dev/null
sed -n 's/^# \\# /# /p' "$scratch/tap"
passed() { # NAME; what went wrong is shown
    awk -v name="- $1" '/^(not )?ok / { on = /^not/ && index($0, name); bad += on } on; END { exit bad > 0 }' "$scratch/tap"
}
claim "the browser ran" grep -q '^ok ' "$scratch/tap"
while IFS= read -r name; do
    claim "$name" passed "$name"
done < <(sed -nE 's/^(not )?ok [0-9]+ - //p' "$scratch/tap")
end
