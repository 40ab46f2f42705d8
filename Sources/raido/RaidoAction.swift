import RaidoConsole
import RaidoMigrate

/// What a command line asks `raido` for.
enum RaidoAction {
    /// A command of this program alone.
    case own(OwnCommand)
    /// A command that works on a database, as every program with the runner has it.
    case runner(RunnerCommand)

    /// The raw value is the command's name.
    enum OwnCommand: String {
        case initProject = "init"
        case makemigrations
        case check
        case new
        case undo
        case rebase
        case why
        case snapshots
        case sql
        case completions
        case manual
    }

    /// Commands that are in both lists work on a database if the arguments name one.
    init(_ command: Command, _ arguments: Arguments) {
        switch (OwnCommand(rawValue: command.name), RunnerCommand(rawValue: command.name)) {
        case (let own?, nil): self = .own(own)
        case (nil, let runner?): self = .runner(runner)
        case (let own?, let runner?): self = arguments.has("--database") ? .runner(runner) : .own(own)
        case (nil, nil): preconditionFailure("'\(command.name)' is not one of the program's commands")
        }
    }

    /// Whether it reads the project, and so begins in its folder.
    func needsProject(_ arguments: Arguments) -> Bool {
        switch self {
        case .own(.manual): false
        case .own(.completions): arguments.has("--ids")
        case .own, .runner: true
        }
    }
}
