package import RaidoConsole

/// The commands that work on a database, for every program that has them. The raw value is the command's name.
package enum RunnerCommand: String, CaseIterable, Sendable {
    case up
    case down
    case redo
    case status
    case sql
    case restore
    case inspect
    case check
    case baseline
    case markApplied = "mark-applied"
    case markReverted = "mark-reverted"

    /// Does what the command asks for, with the migrations of that source.
    ///
    /// - Parameter command: What the program calls it, and which options it takes there.
    package func run(
        _ command: Command, _ arguments: Arguments, _ source: MigrationSource
    ) throws(UsageError) -> ExitStatus {
        try Session(self, command, arguments, source: source).run()
    }

    /// Prints the document of a run that failed before it read its migrations.
    ///
    /// - Returns: Whether it was printed: false if the command prints text.
    package func reportFailure(_ error: String, of command: Command, _ arguments: Arguments) -> Bool {
        guard reportsRun, arguments.has("--json") else { return false }
        return RunProgress(command, database: nil, printsJSON: true, .standard(isQuiet: true)).finish(error, .failure)
    }
}

extension RunnerCommand {
    /// Whether it prints the JSON document of a run: the command, how it ended, the database, the migrations, the error.
    var reportsRun: Bool {
        switch self {
        case .up, .down, .redo, .status, .check: true
        case .sql, .restore, .inspect, .baseline, .markApplied, .markReverted: false
        }
    }

    /// Whether a run of it can change which migrations are applied.
    var changesHistory: Bool {
        switch self {
        case .up, .down, .redo, .restore, .baseline, .markApplied, .markReverted: true
        case .status, .sql, .inspect, .check: false
        }
    }

    /// Whether the file of a SQLite database may be missing: 'up' creates it, and 'status' says that it does not exist.
    var allowsMissingDatabase: Bool {
        switch self {
        case .up, .status: true
        case .down, .redo, .sql, .restore, .inspect, .check, .baseline, .markApplied, .markReverted: false
        }
    }

    /// Whether it needs migrations. A database can be inspected without them.
    var needsMigrations: Bool {
        switch self {
        case .inspect: false
        case .up, .down, .redo, .status, .sql, .restore, .check, .baseline, .markApplied, .markReverted: true
        }
    }

    /// The command of the program `migrate`.
    var command: Command {
        switch self {
        case .up: .up
        case .down: .down
        case .redo: .redo
        case .status: .status
        case .sql: .sql
        case .restore: .restore
        case .inspect: .inspect
        case .check: .check
        case .baseline: .baseline
        case .markApplied: .markApplied
        case .markReverted: .markReverted
        }
    }
}
