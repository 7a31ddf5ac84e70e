#!/usr/bin/env bash
# The model against published facts: build/verify/reality.md and reality.csv. The figures that must hold whatever is mended
# are claims here; the other misses are in the page, with what they mean.
. "$(dirname "$0")/../support/end-to-end.sh"

page=$SOURCE/build/verify
claim "the runs are made and the page is written" "$SOURCE/tests/verify/runs" "$page" "${REPLICATIONS:-1024}"

verdict() { # FACT FIGURE: of the first row whose figure begins so
    awk -F '"' -v fact="$1" -v figure="$2" '$2 == fact && index($4, figure) == 1 { print $8; exit }' "$page/reality.csv"
}
holds() {
    case $(verdict "$@") in
    hit | "in range") ;;
    *) grep "^\"$1\"" "$page/reality.csv"; return 1 ;;
    esac
}
claim "S04: DX staff per municipality" holds S04 "DX staff per municipality"
claim "S08: municipalities with at most one" holds S08 "municipalities with at most one"
claim "S09: municipalities with nobody" holds S09 "municipalities with nobody"
claim "S10: small desks in small municipalities" holds S10 "at most one"
claim "A05: resignations of all staff" holds A05 "resignations a year"
claim "A11: sick leave" holds "A11, A12" "long sick leaves begun"
claim "A15: retirements in alternate years" holds A15 "retirements"
every_miss_has_a_meaning() { ! grep 'not explained yet' "$page/reality.md"; }
claim "every miss says what it means" every_miss_has_a_meaning
end
