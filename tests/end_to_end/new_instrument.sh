#!/usr/bin/env bash
# engine/instruments/README.md ends with a complete instrument. Its code is taken out of the page into a copy of the
# sources, built there, and used; so the page cannot say what is not so, and a new instrument costs what it says: new
# files and one line.
. "$(dirname "$0")/../support/end-to-end.sh"

page=$SOURCE/engine/instruments/README.md
build=$(dirname "$(dirname "$RENKEI")") # of the variant that is tested
variant=$(basename "$build")
tree=$scratch/tree

# The code under the line that names its file.
code_of() {
    awk -v name="\`$1\`:" '/^```$/ { inside = 0 } inside { print } /^```c$/ { inside = found; found = 0 }
                           /:$/ { found = index($0, name) > 0 }' "$page"
}

# What has been built comes along, so that little is compiled anew; but not tests, which know where the sources are.
copy_sources() {
    mkdir -p "$tree/build/$variant" &&
        cp -a "$SOURCE"/{Makefile,.ci,include,engine,analysis,scenarios,tests} "$tree" &&
        cp -a "$build"/{flags,commit,prefix,kernel,lib*.a} "$tree/build/$variant" 2>/dev/null
    mkdir -p "$tree/build/$variant/obj" && cp -a "$build"/obj/{engine,analysis} "$tree/build/$variant/obj" 2>/dev/null
    rm -f "$tree/build/$variant/libsupport.a"
    test -f "$tree/Makefile"
}

add_instrument() {
    local file
    for file in engine/instruments/alumni.c tests/unit/instruments/test_alumni.c; do
        code_of $file > "$tree/$file" && test -s "$tree/$file" || return 1
    done
    code_of engine/instruments/registry.h > line && test "$(wc -l < line)" -eq 1 &&
        sed -i '/^#define RK_INSTRUMENT_LIST(X)/r line' "$tree/engine/instruments/registry.h"
}

fewer_than_100_lines() {
    local file n=0
    for file in engine/instruments/{alumni.c,registry.h} tests/unit/instruments/test_alumni.c; do
        n=$((n + $(code_of $file | wc -l)))
    done
    echo "$n lines"
    [ "$n" -gt 10 ] && [ "$n" -lt 100 ]
}

make_() { (cd "$tree" && env -u MAKEFLAGS -u MAKELEVEL make --no-print-directory VARIANT="$variant" "$@"); }
builds() { make_ -j2 "build/$variant/bin/renkei" > made 2>&1 && ! grep -A 5 'warning:' made || { cat made; return 1; }; }
unit() { (cd "$tree" && "build/$variant/tests/unit/$1"); }
lists_it() { RENKEI_DATA=$tree/scenarios "$tree/build/$variant/bin/renkei" list instruments >listed && grep -q '^alumni ' listed; }
model='models.alumni={instruments: [{alumni: {found: 80 %}}]}'
runs_it() {
    RENKEI_DATA=$tree/scenarios "$tree/build/$variant/bin/renkei" run ehime --years 2 --replications 32 -o one.h5 --set "$model" &&
        test -s one.h5
}

claim "the sources can be copied" copy_sources
claim "the page has an instrument, its line and its test" add_instrument
claim "of fewer than 100 lines in all" fewer_than_100_lines
claim "it builds without a warning" builds
for test in instruments/test_alumni instruments/test_registry run/test_pairs; do
    claim "$test is built" make_ -j2 "build/$variant/tests/unit/$test"
    claim "and passes with it" unit "$test"
done
claim "the command knows it" lists_it
claim "a model with it runs" runs_it
claim "the tables of keys can be refreshed" make_ -j2 tables
claim "and have it then" grep -q '^### `alumni`' "$tree/scenarios/FORMAT.md"
claim "the sources themselves are as before" test ! -e "$SOURCE/engine/instruments/alumni.c"
end
