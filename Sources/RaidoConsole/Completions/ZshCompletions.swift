/// The completion script for zsh, 5.0 or later: a function of its completion system.
struct ZshCompletions {
    private let program: Program

    init(of program: Program) { self.program = program }

    /// The name that the script's functions begin with.
    private var function: String { "_" + program.name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined() }

    var script: String {
        """
        #compdef \(program.name)
        # Completion of \(program.name) in zsh. Made by '\(program.name) completions zsh'.

        # Offers what the program prints, a value a line, for the project that is named.
        \(function)_printed() {
            local project=${opt_args[--project]-$\(function)_project}
            local -a values
            values=(${(f)"$(_call_program values ${(q)\(function)_program} "$@" ${project:+--project=${(q)project}} 2>/dev/null)"})
            compadd -a values
        }

        # Offers the beginnings of URLs. Behind the first, the scheme of files, a path follows.
        \(function)_urls() {
            if [[ $1 != *// ]] && compset -P "$1"; then
                _files
            else
                compadd -S '' -- "$@"
            fi
        }

        \(function)_commands() {
            local -a commands
            commands=(
        \(commandList)
            )
            _describe -t commands command commands
        }

        \(function)() {
            local curcontext="$curcontext" state state_descr line ret=1
            local \(function)_program=$words[1] \(function)_project=
            typeset -A opt_args

            _arguments -C \\
        \(leadingSpecifications) && ret=0
            [[ $state == arguments ]] || return ret

            \(function)_project=${(Q)opt_args[--project]}
            curcontext="${curcontext%:*:*}:\(program.name)-$words[1]:"
            case $words[1] in
        \(branches)
            esac
            return ret
        }

        \(function) "$@"

        """
    }

    /// The options before the command, and the command.
    private var leadingSpecifications: String {
        let options =
            program.ownOptions.map { specification($0, alone: true) } + program.options.map { specification($0) }
        let words = ["1:command:\(function)_commands", "*::argument:->arguments"].map(shellQuoted)
        return specifications(options + words, indent: "        ")
    }

    private var commandList: String {
        program.offeredCommands.map { command in
            "        " + shellQuoted("\(command.name.replacing(":", with: "\\:")):\(command.summary)")
        }.joined(separator: "\n")
    }

    private var branches: String {
        program.offeredCommands.map { command in
            var parts = program.offeredOptions(of: command).map { specification($0) }
            if let operand = command.operand { parts.append(specification(operand)) }
            return """
                    \(command.name))
                        _arguments \\
                \(specifications(parts, indent: "                ")) && ret=0
                        ;;
                """
        }.joined(separator: "\n")
    }

    private func specifications(_ parts: [String], indent: String) -> String {
        parts.map { indent + $0 }.joined(separator: " \\\n")
    }

    /// `'*--allow=[Allow one finding]:ID: '`
    private func specification(_ option: Command.Option, alone: Bool = false) -> String {
        var text = alone ? "(- *)" : option.isRepeatable ? "*" : ""
        text += option.name + (option.value == nil ? "" : "=") + "[\(escaped(option.help, "[]"))]"
        if let value = option.value { text += ":\(escaped(value, ":")):\(action(option.offer))" }
        return shellQuoted(text)
    }

    private func specification(_ operand: Command.Operand) -> String {
        let place = operand.isRepeatable ? "*:" : "1::"
        return shellQuoted("\(place)\(escaped(operand.name, ":")):\(action(operand.offer))")
    }

    /// An action that begins with a blank gets no arguments of the completion system before its own.
    private func action(_ offer: Command.Offer) -> String {
        switch offer {
        case .nothing: return " "
        case .words(let words): return "(\(words.joined(separator: " ")))"
        case .file: return "_files"
        case .folder: return "_files -/"
        case .url(let file, let servers):
            let beginnings = (file.map { ["\($0):"] } ?? []) + servers.map { "\($0)://" }
            return " \(function)_urls " + beginnings.map { escaped($0, ":") }.joined(separator: " ")
        case .printed(let arguments): return " \(function)_printed " + arguments.joined(separator: " ")
        }
    }

    /// Text of a specification, in which these characters would end a part.
    private func escaped(_ text: String, _ characters: String) -> String {
        var result = ""
        for character in text {
            if character == "\\" || characters.contains(character) { result += "\\" }
            result.append(character)
        }
        return result
    }
}
