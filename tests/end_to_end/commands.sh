#!/usr/bin/env bash
# help, version, list, check, explain: what is asked for, on stdout, with exit status 0.
. "$(dirname "$0")/../support/end-to-end.sh"

shows() { # text, command...
    local text=$1
    shift
    exits 0 "$@" && says out "$text" && says_nothing err
}

claim "help lists every command" shows "renkei explain" "$RENKEI" help
claim "--help is help" shows "renkei explain" "$RENKEI" --help
for command in run check explain list; do
    claim "$command --help has examples" shows "Examples:" "$RENKEI" "$command" --help
    claim "help $command is the same" shows "Examples:" "$RENKEI" help "$command"
done
claim "help fits into 80 columns" bash -c \
    'for c in run check explain list; do "$RENKEI" $c --help; done | awk "length > 80 { print; wrong = 1 } END { exit wrong }"'
claim "--version names the libraries" shows "HDF5" "$RENKEI" --version

claim "nothing at all shows the help and is a mistake" exits 2 "$RENKEI"
claim "an unknown command is a mistake" exits 2 "$RENKEI" chekc ehime
claim "and names the nearest" says err "renkei check"
claim "an unknown option is a mistake" exits 2 "$RENKEI" run ehime --replicatoins 3
claim "too many replications are a mistake" exits 2 "$RENKEI" run ehime --replications 100000001
claim "and the range is that of the key" says err "from 1 to 100000000"
claim "a wrong number is a mistake" exits 2 "$RENKEI" run ehime --replications 1e3
claim "and says the range" says err "from 1 to"

claim "scenarios are listed" shows "kobe" "$RENKEI" list scenarios
claim "prefectures are listed" shows "愛媛県" "$RENKEI" list prefectures
claim "all 47 of them" bash -c '[ "$("$RENKEI" list prefectures | wc -l)" -eq 48 ]'
claim "municipalities are listed by prefecture code" shows "松山市" "$RENKEI" list municipalities 38
claim "or by name" shows "松山市" "$RENKEI" list municipalities 愛媛県
claim "20 of them" bash -c '[ "$("$RENKEI" list municipalities 愛媛県 | wc -l)" -eq 21 ]'
claim "1,741 in all" bash -c '[ "$("$RENKEI" list municipalities | wc -l)" -eq 1742 ]'
claim "instruments are listed" shows "experts" "$RENKEI" list instruments
claim "metrics are listed" shows "zero_cover_months" "$RENKEI" list metrics
claim "parameters are listed" shows "quits.trend" "$RENKEI" list parameters
claim "with their Japanese names" says out "離職率の年間の伸び"
claim "funding rules are listed" shows "special_external_talent" "$RENKEI" list funding
claim "an unknown list is a mistake" exits 2 "$RENKEI" list metric
claim "and names the nearest" says err "metrics"
claim "an unknown prefecture is a mistake" exits 2 "$RENKEI" list municipalities 伊予国

claim "a scenario without mistakes is said to be so" shows "no mistakes" "$RENKEI" check ehime
claim "check sees --set" exits 2 "$RENKEI" check ehime --set years=1000
claim "explain shows defaults" shows "default" "$RENKEI" explain ehime
claim "explain shows what --set changed" shows "--set" "$RENKEI" explain ehime --set years=3
claim "explain --json is JSON" bash -c '"$RENKEI" explain ehime --json | grep -q "\"key\": \"parameters.quits.trend\""'
claim "explain lists the funding rules in force" shows "special_prefectural_talent  in force" "$RENKEI" explain ehime
claim "and not those that are off" bash -c '! "$RENKEI" explain ehime | grep -q "prefectural_subsidy *off"'
claim "but what the scenario switched off" shows "special_prefectural_talent  off" "$RENKEI" explain ehime \
    --set funding.special_prefectural_talent=off
claim "a rule is changed from the command line" shows "changed by --set" "$RENKEI" explain ehime \
    --set funding.special_external_talent.until=2029-03
claim "an unknown rule is a mistake" exits 2 "$RENKEI" check ehime --set funding.special_external_taelnt.rate=0.5
claim "and names the nearest" says err "special_external_talent"
claim "none of this leaves a file" bash -c '[ "$(ls -A | tr "\n" " ")" = "err out " ]'
end
