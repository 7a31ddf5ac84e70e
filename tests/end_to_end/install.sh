#!/usr/bin/env bash
# make install into a folder of its own; the command works from anywhere, and another program can use the library.
. "$(dirname "$0")/../support/end-to-end.sh"

mkdir "a folder with spaces"
here="$PWD/a folder with spaces"
# The prefix stays the one that was built for, so that nothing is built again under the feet of other tests.
prefix=$(cat "$SOURCE/build/release/prefix")
usr=$here/root$prefix
make_() { env -u VARIANT make -C "$SOURCE" --no-print-directory PREFIX="$prefix" DESTDIR="$here/root" "$@"; }
claim "make install" make_ install
export PATH=$usr/bin:$PATH RENKEI=$usr/bin/renkei
mkdir elsewhere
cd elsewhere || exit 1
claim "the installed command finds its scenarios from any folder" exits 0 quick
claim "it is the installed one" bash -c '[ "$(command -v renkei)" = "$RENKEI" ]'
claim "the man page is there" test -s "$usr/share/man/man1/renkei.1"

cat >program.c <<'END'
#include <renkei/scenario.h>
#include <renkei/version.h>
int main(void)
{
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario;
    rk_status status = rk_scenario_open("ehime", NULL, 0, mistakes, &scenario);
    rk_mistakes_print(mistakes, stderr);
    puts(rk_version_libraries());
    rk_scenario_close(scenario);
    rk_mistakes_free(mistakes);
    return status != RK_OK;
}
END
use_library() {
    local flags
    flags=$(PKG_CONFIG_PATH=$usr/lib/pkgconfig pkg-config --define-variable=prefix="$usr" --cflags --libs renkei) ||
        return 1
    eval "set -- $flags" # words as a shell reads them: spaces of a folder are escaped
    "${CC:-gcc}" -o "$usr/bin/program" program.c "$@" && program
}
claim "a program of somebody else compiles with pkg-config and opens a scenario" use_library

claim "DESTDIR is not in renkei.pc" grep -qx "prefix=$prefix" "$usr/lib/pkgconfig/renkei.pc"
rm -f "$usr/bin/program"
claim "make uninstall" make_ uninstall
claim "leaves no file" bash -c '[ -z "$(find "$1" -type f)" ]' bash "$here/root"
end
