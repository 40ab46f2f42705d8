/// The completion script for fish, 3.0 or later.
struct FishCompletions {
    private let program: Program

    init(of program: Program) { self.program = program }

    /// The name that the script's functions begin with.
    private var function: String { "__" + program.name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined() }

    var script: String {
        """
        # Completion of \(program.name) in fish. Made by '\(program.name) completions fish'.

        # Whether the command typed so far is this one; without an argument, whether there is none yet.
        function \(function)_using
            set -l command
            set -l option
            set -l words (commandline -opc)
            set -e words[1]
            for word in $words
                if test -n "$option"
                    set option
                    continue
                end
                switch $word
                    case \(valued)
                        set option $word
                    case '-*'
                    case '*'
                        set command $word
                        break
                end
            end
            test "$command" = "$argv[1]"
        end

        # What the program prints, a value a line, for the project that is named.
        function \(function)_printed
            set -l words (commandline -opc)
            set -l project
            for place in (seq 2 (count $words))
                switch $words[$place]
                    case --project
                        set -q words[(math $place + 1)]
                        and set project --project=$words[(math $place + 1)]
                    case '--project=*'
                        set project $words[$place]
                end
            end
            $words[1] $argv $project 2>/dev/null
        end

        # Beginnings of URLs. Behind the first, the scheme of files, a path follows.
        function \(function)_urls
            set -l typed (commandline -ct | string replace -r -- '^--[^=]*=' '')
            if string match -q -- "$argv[1]*" $typed
                for path in (__fish_complete_path (string replace -- $argv[1] '' $typed) | string replace -r '\\t.*' '')
                    echo $argv[1]$path
                end
            end
            printf '%s\\n' $argv
        end

        complete -c \(program.name) -f
        \(lines.joined(separator: "\n"))

        """
    }

    /// The options before a command that take a value. A word that is none of them matches nothing.
    private var valued: String {
        let names = program.options.filter { $0.value != nil }.map(\.name)
        return (names.isEmpty ? [""] : names).map(quoted).joined(separator: " ")
    }

    private var lines: [String] {
        var lines: [String] = []
        for option in program.ownOptions { lines.append(line(option, for: nil)) }
        for option in program.options { lines.append(line(option, for: nil)) }
        for command in program.offeredCommands {
            lines.append(
                "\(start(nil)) -a \(quoted(command.name)) -d \(quoted(command.summary))")
        }
        for command in program.offeredCommands {
            for option in program.offeredOptions(of: command) { lines.append(line(option, for: command)) }
            if let operand = command.operand, let argument = argument(operand) {
                lines.append("\(start(command)) \(argument) -d \(quoted(operand.help))")
            }
        }
        return lines
    }

    private func start(_ command: Command?) -> String {
        "complete -c \(program.name) -n \(quoted("\(function)_using" + (command.map { " \($0.name)" } ?? "")))"
    }

    private func line(_ option: Command.Option, for command: Command?) -> String {
        let long = option.name.drop { $0 == "-" }
        let value = option.value == nil ? "" : " " + value(option.offer)
        return "\(start(command)) -l \(quoted(String(long)))\(value) -d \(quoted(option.help))"
    }

    /// What an option's value is completed with, and that it takes one.
    private func value(_ offer: Command.Offer) -> String {
        if offer == .file { return "-r -F" }
        return "-x" + (source(of: offer).map { " -a \(quoted($0))" } ?? "")
    }

    private func argument(_ operand: Command.Operand) -> String? {
        if operand.offer == .file { return "-F" }
        return source(of: operand.offer).map { "-a \(quoted($0))" }
    }

    /// The words of an offer as fish evaluates them; nil where nothing is offered, or what fish completes by itself.
    private func source(of offer: Command.Offer) -> String? {
        switch offer {
        case .nothing, .file: return nil
        case .words(let words): return words.joined(separator: " ")
        case .folder: return "(__fish_complete_directories)"
        case .url(let file, let servers):
            let beginnings = servers.map { "\($0)://" }
            guard let file else { return beginnings.joined(separator: " ") }
            return "(\(function)_urls \((["\(file):"] + beginnings).joined(separator: " ")))"
        case .printed(let arguments): return "(\(function)_printed \(arguments.joined(separator: " ")))"
        }
    }

    /// Only the backslash and the quotation mark itself mean something between single ones.
    private func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
