import Raido
import RaidoConsole
import RaidoPlatform
import RaidoProject
import RaidoRunner

/// One run of a command that works on a database.
struct Session {
    let action: RunnerCommand
    /// The action as the program offers it: its name and options.
    let command: Command
    let arguments: Arguments
    let source: MigrationSource
    let terminal: Terminal

    init(_ action: RunnerCommand, _ command: Command, _ arguments: Arguments, source: MigrationSource) {
        self.action = action
        self.command = command
        self.arguments = arguments
        self.source = source
        var terminal = Terminal.standard(isQuiet: arguments.has("--quiet") || arguments.has("--json"))
        if action.changesHistory {
            terminal.done = "'\(ProgramName.current) status' shows which migrations are applied"
        }
        self.terminal = terminal
    }

    func run() throws(UsageError) -> ExitStatus {
        switch action {
        case .up: return try up()
        case .down: return try down()
        case .redo: return try redo()
        case .status: return status()
        case .sql: return try sql()
        case .restore: return restore()
        case .inspect: return inspectDatabase()
        case .check: return try check()
        case .baseline: return baseline()
        case .markApplied:
            let id = try identity()
            return withMigrator { migrator throws(MigratorError) in
                try migrator.markApplied(id)
                terminal.say(MigrateMessages.markedAsApplied(id))
                return .success
            }
        case .markReverted:
            let id = try identity()
            return withMigrator { migrator throws(MigratorError) in
                try migrator.markReverted(id)
                terminal.say(MigrateMessages.markedAsReverted(id))
                return .success
            }
        }
    }

    private func sql() throws(UsageError) -> ExitStatus {
        // These are about the SQL between snapshots and models.
        for option in ["--engine", "--schema", "--entities", "--snapshots"] where arguments.has(option) {
            throw .notTogether(option, "--database", command: command.name)
        }
        return withMigrator(isQuiet: true) { migrator throws(MigratorError) in
            let direction: Migrator.Direction = arguments.has("--down") ? .down : .up
            let scripts = try migrator.plannedSQL(direction, of: arguments.operands)
            if !scripts.isEmpty { terminal.print(migrator.clientScript(scripts), terminator: "") }
            return .success
        }
    }

    private func check() throws(UsageError) -> ExitStatus {
        if arguments.has("--database") {
            // These are about snapshots and models.
            for option in ["--snapshots", "--entities", "--format"] where arguments.has(option) {
                throw .notTogether(option, "--database", command: command.name)
            }
            return checkDatabase()
        }
        if arguments.has("--ignore") { throw .needs("--ignore", "--database", command: command.name) }
        guard case .compiled(let migrations, _) = source else {
            preconditionFailure("'raido check' without a database is a command of its own")
        }
        return checkSnapshots(migrations)
    }
}
