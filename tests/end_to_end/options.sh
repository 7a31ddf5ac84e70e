#!/usr/bin/env bash
# Every command takes the options that its --help lists, and no other that some command lists.
. "$(dirname "$0")/../support/end-to-end.sh"

commands=$("$RENKEI" help | sed -nE 's/^  renkei ([a-z]+) +[a-z].*/\1/p')
listed() { # COMMAND: "--name" a line, or "--name=" of those that take a value, and "-x"
    "$RENKEI" "$1" --help |
        sed -nE 's/^ {2}(-.), --([a-z-]+)(\[?=)?.*/\1\n--\2\3/p; s/^ {6}--([a-z-]+)(\[?=)?.*/--\1\2/p' | sed 's/\[=/=/'
}
declare -A options
for command in $commands; do
    options[$command]=$'\n'$(listed "$command")$'\n'
done
all=$(printf '%s\n' "${options[@]}" | sort -u)
claim "there are commands" test "$(wc -w <<<"$commands")" -ge 20
claim "and options of them" test "$(wc -w <<<"$all")" -ge 60

unknown() { # COMMAND OPTION: does it not know the option?
    "$RENKEI" "$1" "$2" nowhere/at.all >out 2>err </dev/null
    [[ $(<err) =~ (unrecognized|invalid)\ option ]]
}
refused() { # COMMAND: all that it does not list
    local option wrong=0
    for option in $all; do
        # getopt takes a beginning of a long name for the name.
        [[ ${options[$1]} == *$'\n'"${option%=}"* ]] && continue
        unknown "$1" "$option" || { echo "$1 takes $option"; wrong=1; }
    done
    return $wrong
}
taken() { # COMMAND: all that it lists
    local option wrong=0
    for option in ${options[$1]}; do
        [[ $option =~ ^(-\?|-V|--help|--usage|--version)$ ]] && continue
        [[ $option == *= ]] && option+=x
        unknown "$1" "$option" && { echo "$1 does not take $option"; wrong=1; }
    done
    return $wrong
}
for command in $commands; do
    claim "$command lists options" test "$(wc -w <<<"${options[$command]}")" -ge 4
    claim "$command takes what its help lists" taken "$command"
    claim "and nothing that others list" refused "$command"
done
claim "none of this leaves a file" bash -c '[ "$(ls -A | tr "\n" " ")" = "err out " ]'
end
