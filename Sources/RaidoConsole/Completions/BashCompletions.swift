/// The completion script for bash, 3.2 or later. It needs nothing of the package bash-completion.
struct BashCompletions {
    private let program: Program

    init(of program: Program) { self.program = program }

    /// The name that the script's functions begin with.
    private var function: String { "_" + program.name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined() }

    var script: String {
        """
        # Completion of \(program.name) in bash. Made by '\(program.name) completions bash'.

        # Offers those of the words that begin with what is typed.
        \(function)_offer() {
            local word
            for word in "$@"; do
                [[ $word == "$value"* ]] && COMPREPLY+=("$lead$word")
            done
        }

        # Offers the beginnings of URLs.
        \(function)_offer_url() {
            \(function)_offer "$@"
            compopt -o nospace 2>/dev/null
        }

        # Offers what the program prints, a value a line.
        \(function)_offer_printed() {
            local line
            while IFS= read -r line; do
                \(function)_offer "$line"
            done < <("${COMP_WORDS[0]}" "$@" ${project:+"--project=$project"} 2>/dev/null)
        }

        # Offers what a command takes, or an option of it.
        \(function)_value() {
            case $1 in
        \(cases)
            esac
        }

        \(function)() {
            COMPREPLY=()
            # Readline cuts words at ':' and '='; these are arguments.
            local words=() word place last
            for ((place = 1; place <= COMP_CWORD; place++)); do
                word=${COMP_WORDS[place]} last=${#words[@]}
                if ((last)) && [[ $word =~ ^[:=]+$ || ${COMP_WORDS[place - 1]} =~ ^[:=]+$ ]]; then
                    words[last - 1]+=$word
                else
                    words+=("$word")
                fi
            done
            last=$((${#words[@]} - 1))

            local current=${words[last]} command='' option='' project='' ended=''
            for ((place = 0; place < last; place++)); do
                word=${words[place]}
                if [[ $option ]]; then
                    [[ $option == --project ]] && project=$word
                    option=''
                elif [[ ! $ended && $word == -- ]]; then
                    ended=yes
                elif [[ ! $ended && $word == -* ]]; then
                    [[ $word == --project=* ]] && project=${word#*=}
                    case "$command $word" in
                    \(valued)) option=$word ;;
                    esac
                elif [[ ! $command ]]; then
                    command=$word
                fi
            done

            local value=$current lead=''
            if [[ $option ]]; then
                \(function)_value "$command $option"
            elif [[ ! $ended && $current == --*=* ]]; then
                value=${current#*=} lead=${current%%=*}=
                \(function)_value "$command ${current%%=*}"
            elif [[ ! $ended && $current == -* ]]; then
                \(function)_value "$command -"
            else
                \(function)_value "$command"
            fi

            # Readline puts back only what follows the last ':' or '='.
            local part=${COMP_WORDS[COMP_CWORD]} kept
            [[ $part =~ ^[:=]+$ ]] && part=''
            kept=${current%"$part"}
            for ((place = 0; place < ${#COMPREPLY[@]}; place++)); do
                COMPREPLY[place]=${COMPREPLY[place]#"$kept"}
            done
        }

        complete -F \(function) \(program.name)

        """
    }

    /// The options that take a value, as patterns for `command --option`.
    private var valued: String {
        let common = program.options.filter { $0.value != nil }.map { "*' \($0.name)'" }
        let own = program.commands.flatMap { command in
            command.options.filter { $0.value != nil }.map { shellQuoted("\(command.name) \($0.name)") }
        }
        // A pattern that nothing matches, where no option takes a value.
        return (common + own + ["''"]).joined(separator: " | ")
    }

    private var cases: String {
        var lines: [String] = []
        func add(_ pattern: String, _ action: String) { lines.append("    \(pattern)) \(action) ;;") }
        for option in program.options where option.value != nil { add("*' \(option.name)'", action(option.offer)) }
        for command in program.commands {
            for option in command.options where option.value != nil && option.offer != .nothing {
                add(shellQuoted("\(command.name) \(option.name)"), action(option.offer))
            }
        }
        for command in program.offeredCommands {
            add(shellQuoted("\(command.name) -"), offer(program.offeredOptions(of: command).map(\.name)))
            if let operand = command.operand, operand.offer != .nothing {
                add(shellQuoted(command.name), action(operand.offer))
            }
        }
        add("' -'", offer((program.options + program.ownOptions).map(\.name)))
        add("''", offer(program.offeredCommands.map(\.name)))
        return lines.joined(separator: "\n")
    }

    private func offer(_ words: [String]) -> String {
        "\(function)_offer " + words.map(shellQuoted).joined(separator: " ")
    }

    private func action(_ offer: Command.Offer) -> String {
        switch offer {
        case .nothing: ":"
        case .words(let words): self.offer(words)
        case .file: "compopt -o default 2>/dev/null"
        case .folder: "compopt -o dirnames 2>/dev/null"
        case .url(let file, let servers):
            url(file, servers)
        case .printed(let arguments):
            "\(function)_offer_printed " + arguments.map(shellQuoted).joined(separator: " ")
        }
    }

    /// Behind the scheme of files Readline completes the path itself.
    private func url(_ file: String?, _ servers: [String]) -> String {
        let beginnings = (file.map { ["\($0):"] } ?? []) + servers.map { "\($0)://" }
        let offer = "\(function)_offer_url " + beginnings.map(shellQuoted).joined(separator: " ")
        guard let file else { return offer }
        return "if [[ $value == \(file):* ]]; then compopt -o default 2>/dev/null; else \(offer); fi"
    }
}
