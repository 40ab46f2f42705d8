#!/usr/bin/env zsh
# Prints what zsh offers for a line, one a line: complete.zsh FOLDER-OF-FUNCTIONS LINE
#
# Completion works only in an interactive shell, so one is started on a pseudo terminal. Its compadd prints what it is
# given between two lines that hold a NUL.
zmodload zsh/zpty || exit 2
zpty shell zsh -f -i
setup=$(mktemp)
cat >$setup <<END
PROMPT= RPROMPT=
fpath=(${(q)1} \$fpath)
autoload -Uz compinit
compinit -u -D
bindkey '^I' complete-word
zstyle ':completion:*' list-grouped false
zstyle ':completion:*' insert-tab false
mark() { echo -E - \$'\0' }
compprefuncs=(mark)
comppostfuncs=(mark exit)
compadd() {
    if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "\$@"
        return
    fi
    local -a found shown
    local place
    place=\${@[(i)-d]}
    ((place < \$#)) && { shown=(\${(P)@[place + 1]}) 2>/dev/null }
    builtin compadd -A found -D shown "\$@"
    local status_=\$? each
    ((\$#found)) || return status_
    for each in {1..\$#found}; do
        echo -E - "offer:\$IPREFIX\$found[each]\${shown[each]:+ (\$shown[each])}"
    done
    return 0
}
cd ${(q)PWD}
echo ready
END
zpty -w shell "source $setup"
while zpty -r shell line; do [[ $line == ready* ]] && break; done
rm -f $setup
zpty -w -n shell "$2"$'\t'
while zpty -r shell line; do
    for part in ${(f)line}; do
        [[ $part == *offer:* ]] && print -r - ${${part#*offer:}%$'\r'}
    done
done
