/// A shell that a program can be completed in.
package enum Shell: String, CaseIterable, Sendable {
    case bash, zsh, fish
}

extension Program {
    /// A script that teaches a shell to complete the program's commands, options and arguments.
    package func completions(for shell: Shell) -> String {
        switch shell {
        case .bash: BashCompletions(of: self).script
        case .zsh: ZshCompletions(of: self).script
        case .fish: FishCompletions(of: self).script
        }
    }

    /// The commands that a shell offers.
    var offeredCommands: [Command] {
        commands + [
            Command(
                "help", "Shows the help of the program, or of a command.",
                operand: Command.Operand("COMMAND", offer: .words(commands.map(\.name)), help: "The command."))
        ]
    }

    /// What a command takes besides its own options.
    func offeredOptions(of command: Command) -> [Command.Option] {
        command.options + options + [Command.Option("--help", help: "Show this help.")]
    }

    /// The options that are alone.
    var ownOptions: [Command.Option] {
        [
            Command.Option("--help", help: "Show this help."),
            Command.Option("--version", help: "Show the version."),
        ]
    }
}

/// A word that a POSIX shell takes as it is.
func shellQuoted(_ text: String) -> String {
    var result = "'"
    for character in text { result += character == "'" ? "'\\''" : String(character) }
    return result + "'"
}
