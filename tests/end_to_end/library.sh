#!/usr/bin/env bash
# Every scenario of the library is found by its name, has no mistake, runs, and is in the catalogue.
. "$(dirname "$0")/../support/end-to-end.sh"

listed() { "$RENKEI" list scenarios | awk -v name="$1" '$1 == name { found = 1 } END { exit !found }'; }
small() { # a run that is over at once
    case $1 in
    national) exits 0 "$RENKEI" run "$1" --years 1 --replications 16 -q -o "$1.h5" ;;
    *) exits 0 "$RENKEI" run "$1" --years 3 --replications 16 -q -o "$1.h5" ;;
    esac
}
has_titles() { grep -q '^title: ' "$1" && grep -q '^title_en: ' "$1"; }
in_catalogue() { grep -qF "[\`$1\`]($1.yaml)" "$SOURCE/scenarios/README.md"; }

for file in "$SOURCE"/scenarios/*.yaml; do
    name=$(basename "$file" .yaml)
    claim "$name has no mistakes" exits 0 "$RENKEI" check "$name"
    claim "and runs" small "$name"
    claim "it is listed" listed "$name"
    claim "it has titles in both languages" has_titles "$file"
    claim "and is in the catalogue" in_catalogue "$name"
done
programmes="ehime fukushima nagasaki kamisato funagata awara miyakonojo nishiaizu sakata oita yokohama kobe tarumizu matching
    neighbours standardisation access hiroshima govtech national"
for name in $programmes; do
    claim "there is a scenario for $name" test -f "$SOURCE/scenarios/$name.yaml"
done
end
