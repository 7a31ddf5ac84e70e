#!/usr/bin/env bash
# The tables that both READMEs print are those of the command.
. "$(dirname "$0")/../support/end-to-end.sh"

claim "the run of the five minutes ends with status 0" exits 0 "$RENKEI" run ehime

# Lines of the block behind the command, without the first two, which name time and size.
shown() {
    awk '/^    \$ build\/renkei run ehime$/ { inside = 1; next } inside && !/^    |^$/ { exit } inside' "$SOURCE/$1" |
        sed 's/^    //' | sed -n '3,$p' | grep -v '^  \.\.\. \|^  （以下' | grep .
}

as_printed() { # FILE: every line shown is a line of the table
    shown "$1" > lines
    test -s lines || return 1
    ! grep -vxFf out lines
}
claim "README.md shows what it prints" as_printed README.md
claim "README.ja.md shows what it prints" as_printed README.ja.md
end
