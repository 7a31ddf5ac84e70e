#!/usr/bin/env bash
# renkei boundary: a file is imported, listed, used by a report, removed; what is wrong is told and nothing is stored.
. "$(dirname "$0")/../support/end-to-end.sh"

export XDG_DATA_HOME=$PWD/home
stored=$XDG_DATA_HOME/renkei/boundaries

# 富山県 as a row of strips with the areas of renkei's table.
awk -F, 'BEGIN { printf "{\"type\":\"FeatureCollection\",\"features\":[\n"; west = 136.8 }
    $3 == "16" {
        east = west + $12 / 111.195 / 111.195 / 0.8027 / 0.4
        printf "%s{\"type\":\"Feature\",\"properties\":{\"N03_004\":\"%s\",\"N03_007\":\"%s\"},\"geometry\":{\"type\":\"Polygon\",", comma, $5, $1
        printf "\"coordinates\":[[[%.6f,36.4],[%.6f,36.4],[%.6f,36.8],[%.6f,36.8],[%.6f,36.4]]]}}\n", west, east, east, west, west
        west = east; comma = ","
    }
    END { print "]}" }' "$SOURCE/scenarios/data/municipalities.csv" > N03-20240101_16.geojson

claim "no boundaries at first" exits 0 "$RENKEI" boundary list
claim "which is said" says out "There are no boundaries"
claim "a file is imported" exits 0 "$RENKEI" boundary import N03-20240101_16.geojson
claim "and counted" says out "1 prefecture, 15 municipalities"
claim "it is listed with its day and credit" exits 0 "$RENKEI" boundary list
claim "day" says out "2024-01-01"
claim "credit" says out "「国土数値情報（行政区域データ）」（国土交通省）を加工して作成"
claim "twice the same gives the same bytes" bash -c '
    cp "$1/16.topojson" first && "$RENKEI" boundary import N03-20240101_16.geojson > again && cmp first "$1/16.topojson"' _ "$stored"
claim "nothing else is left in the folder" bash -c '[ "$(ls "$1")" = 16.topojson ]' _ "$stored"
claim "another credit and day" exits 0 "$RENKEI" boundary import N03-20240101_16.geojson --credit 'A "quoted" line' --date 2023-04-01
claim "are kept" bash -c '"$RENKEI" boundary list | grep -q "2023-04-01 .*A \"quoted\" line"'

printf 'renkei: 1\nbase: ehime\nprefecture: 富山県\nyears: 1\nreplications: 16\n' > toyama.yaml
claim "a run of it" exits 0 "$RENKEI" run toyama.yaml --quiet
claim "its report" exits 0 "$RENKEI" report results.h5 --format json -o report.json
claim "has shapes" bash -c 'grep -q "\"kind\": *\"shapes\"" report.json && grep -q "2023-04-01" report.json'
claim "the boundaries go" exits 0 "$RENKEI" boundary remove 富山
claim "and the report has tiles" bash -c '
    "$RENKEI" report results.h5 --format json -o report.json > out && grep -q "\"kind\": *\"tiles\"" report.json'
claim "what is not there cannot go" exits 2 "$RENKEI" boundary remove 16
claim "which is said, too" says err "there are no boundaries of 富山県"
claim "nor an unknown prefecture" exits 2 "$RENKEI" boundary remove 48

sed -e '3s/16202/1620/' -e '4s/16204/16999/' N03-20240101_16.geojson > bad.geojson
claim "mistakes are refused" exits 2 "$RENKEI" boundary import bad.geojson
claim "a code of 4 digits, with its line" says err 'bad.geojson:3:2: N03_007: "1620" is no code; expected text of 5 digits; the leading 0 is lost'
claim "an unknown one" says err 'bad.geojson:4:2: N03_007: 16999 魚津市 is no municipality of today'
claim "those that are missing" says err 'bad.geojson: 16202 高岡市 is missing'
claim "a missing day" says err 'bad.geojson: --date: the day whose boundaries these are'
claim "and nothing is stored" bash -c '[ -z "$(ls "$1")" ]' _ "$stored"
head -c 2000 N03-20240101_16.geojson > N03-20240101_cut.geojson
claim "a file that is cut off" exits 2 "$RENKEI" boundary import N03-20240101_cut.geojson
claim "is told" says err "the file ends in the middle: it is cut off"
claim "no file" exits 2 "$RENKEI" boundary import nowhere-20240101.geojson
claim "no word" exits 2 "$RENKEI" boundary
claim "a word with a slip" exits 2 "$RENKEI" boundary improt x
claim "has its neighbour named" says err "did you mean 'import'?"
if [ "$(id -u)" -eq 0 ]; then
    printf x > plain
    claim "a folder that cannot be made" exits 1 env XDG_DATA_HOME="$PWD/plain" "$RENKEI" boundary import N03-20240101_16.geojson
else
    mkdir -m 555 closed
    claim "a folder that cannot be made" exits 1 env XDG_DATA_HOME="$PWD/closed" "$RENKEI" boundary import N03-20240101_16.geojson
fi
claim "is told with its reason" says err "renkei/boundaries: "
end
