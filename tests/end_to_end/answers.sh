#!/usr/bin/env bash
# compare, winners, risk, budget, frontier, value, regret: what a planner asks of results.h5, in both languages and every face.
. "$(dirname "$0")/../support/end-to-end.sh"

claim "a run" exits 0 quick --replications 160
for command in compare winners risk budget frontier value regret; do
    claim "$command --help has examples" exits 0 "$RENKEI" "$command" --help
    claim "of its own" says out "renkei $command results.h5"
    claim "and fits into 80 columns" bash -c '! grep -E "^.{81}" out'
    claim "$command answers in Japanese" exits 0 "$RENKEI" "$command" results.h5 --lang ja
    claim "in sentences" says out "。"
    claim "about models by their Japanese titles" says out "単独（連携なし）"
    claim "and in English" exits 0 "$RENKEI" "$command" results.h5 --lang en
    claim "by their English titles" says out "Each alone"
    claim "the language is that of the locale" exits 0 env LC_ALL=ja_JP.UTF-8 "$RENKEI" "$command" results.h5
    claim "here Japanese" says out "単独（連携なし）"
    claim "$command --json" exits 0 "$RENKEI" "$command" results.h5 --json
    if command -v jq >/dev/null; then
        claim "is JSON with tables" jq -e ".command == \"$command\" and (.tables | length > 0)" out
    else
        skip "is JSON with tables" "no jq command"
    fi
    claim "$command --csv and --xlsx" exits 0 "$RENKEI" "$command" results.h5 --csv "$command.csv" --bom --xlsx "$command.xlsx"
    claim "the CSV begins with a byte-order mark" bash -c "head -c 3 $command.csv | od -An -tx1 | grep -q 'ef bb bf'"
    claim "and its lines end as Excel's do" bash -c "grep -q \$'\r\$' $command.csv"
    if command -v unzip >/dev/null; then
        claim "the workbook is whole" unzip -tq "$command.xlsx"
    else
        skip "the workbook is whole" "no unzip command"
    fi
    claim "another command for no file" exits 2 "$RENKEI" "$command"
    claim "a file that is not there is a mistake" exits 2 "$RENKEI" "$command" nothing.h5
    claim "and named" says err "nothing.h5"
    claim "so is a scenario" exits 2 "$RENKEI" "$command" "$SOURCE/scenarios/ehime.yaml"
    claim "in words" says err "no HDF5 file"
    claim "nothing is on standard output then" says_nothing out
done

# Tables line up by what is seen: lines of a table whose last column is full end in the same column.
aligned() { # FILE TITLE
    sed -n "/^$2/,/^\$/p" "$1" | sed '1d;/^$/d;/。$/d' | while IFS= read -r line; do
        printf '%s\n' "$line" | LC_ALL=C.UTF-8 wc -L
    done | sort -u | awk 'END { exit NR != 1 }'
}
claim "risk again in Japanese" exits 0 "$RENKEI" risk results.h5 --lang ja
claim "its columns line up" aligned out 職員不在の確率
claim "those of the years too" aligned out ある市町村がある月に空白である確率

claim "compare --by another outcome" exits 0 "$RENKEI" compare results.h5 --by cost_total --lang en
claim "ranks by it" says out "Ranking by total cost"
claim "compare --pairs" exits 0 "$RENKEI" compare results.h5 --pairs --lang en
claim "shows who beats whom" says out "Chance that the model of the row beats"
claim "an unknown outcome is a mistake" exits 2 "$RENKEI" compare results.h5 --by costs
claim "and named" says err '"costs"'
mkdir linked
ln -s linked/there.csv link.csv
claim "a table may be written through a link" exits 0 "$RENKEI" winners results.h5 --csv link.csv
claim "which stays" test -L link.csv -a -s linked/there.csv
for command in "extend results.h5 --replications 99" "rerun results.h5" "sweep ehime" "sensitivity ehime" "stability ehime --model pool"; do
    claim "${command%% *}: to continue and to begin anew do not go together" exits 2 "$RENKEI" $command --resume --discard
    claim "which is asked" says err "--resume or --discard"
done
claim "a wrong option of a run is a mistake where a results file is asked" exits 2 "$RENKEI" stability results.h5 --seed abc
claim "winners --model all" exits 0 "$RENKEI" winners results.h5 --model all --csv all.csv --lang ja
claim "lists every municipality under every model" bash -c '[ "$(wc -l < all-municipalities.csv)" -eq 101 ]'
claim "by name" says all-municipalities.csv "松野町"
claim "an unknown model is a mistake" exits 2 "$RENKEI" winners results.h5 --model nobody
claim "risk --top 0 --model" exits 0 "$RENKEI" risk results.h5 --top 0 --model pool --csv risk.csv
claim "lists all municipalities" bash -c '[ "$(wc -l < risk-municipalities.csv)" -eq 21 ]'
claim "a wrong number is a mistake" exits 2 "$RENKEI" risk results.h5 --top many

head -c 100000 results.h5 >cut.h5
claim "a file that is cut off is a mistake" exits 2 "$RENKEI" compare cut.h5
claim "and said to be" says err "cut off or damaged"
claim "a folder that is not there fails" exits 1 "$RENKEI" compare results.h5 --csv nowhere/a.csv
claim "a run of one replication has no error" exits 0 "$RENKEI" run ehime --years 1 --replications 1 -q -o one.h5
for command in compare winners risk budget frontier regret; do
    claim "$command says so" bash -c "\"\$RENKEI\" $command one.h5 --lang en | grep -q '16 replications or fewer'"
    claim "and shows no nan" bash -c "! \"\$RENKEI\" $command one.h5 --lang en | grep -qiwE -- '-?nan'"
done
claim "a run of one model can be compared with nothing" exits 0 "$RENKEI" run ehime --years 1 --replications 20 -q \
    --models alone -o alone.h5
claim "compare shows its levels" exits 0 "$RENKEI" compare alone.h5
claim "winners says so" exits 2 "$RENKEI" winners alone.h5
claim "risk needs no other" exits 0 "$RENKEI" risk alone.h5
claim "nor does budget" exits 0 "$RENKEI" budget alone.h5
claim "value says that there is nothing to choose" exits 2 "$RENKEI" value alone.h5
claim "as does regret" exits 2 "$RENKEI" regret alone.h5
claim "value of few replications is refused" exits 2 "$RENKEI" value one.h5
claim "and why" says err "too few replications"

claim "budget holds an envelope against every model" exits 0 "$RENKEI" budget results.h5 --payer nation --envelope 5000man \
    --chance 5% --lang en --csv nation.csv
claim "in words" says out "what the nation pays in any fiscal year is above 5,000 man yen"
claim "and year by year" says nation-envelope_years.csv "FY2027"
for wrong in "--envelope 5x" "--envelope -1" "--chance 0%" "--chance 200%" "--discount 60%" "--payer ministry" \
    "--over month" "--suppress -1" "--suppress 100"; do
    claim "budget $wrong is a mistake" exits 2 "$RENKEI" budget results.h5 $wrong
done
claim "a run of another prefecture" exits 0 "$RENKEI" run ehime --set prefecture=36 --years 2 --replications 160 -q -o other.h5
claim "is added up with the first" exits 0 "$RENKEI" budget results.h5 other.h5 --lang en
claim "by prefecture" says out "2 results files are added up"
claim "the same file twice is a mistake" exits 2 "$RENKEI" budget results.h5 results.h5
claim "and named" says err "is in results.h5 too"
claim "other replications are a mistake" exits 2 "$RENKEI" budget other.h5 one.h5
claim "frontier by another effect" exits 0 "$RENKEI" frontier results.h5 --effect work_done --wtp 50man --lang en
claim "names its unit" says out "per person-month of work done"
claim "money is no effect" exits 2 "$RENKEI" frontier results.h5 --effect cost_total
claim "an effect without a default price asks for one" exits 2 "$RENKEI" value results.h5 --effect hires
claim "by its option" says err "--wtp"
claim "regret in net benefit" exits 0 "$RENKEI" regret results.h5 --wtp 1oku --lang en
claim "says so" says out "Regret: net benefit"
end
