import Raido
import RaidoConsole
import RaidoPlatform
import RaidoProject
import RaidoRunner

/// One run of a command that works on a database.
struct Session {
    let command: Command
    let arguments: Arguments
    let source: MigrationSource
    let terminal: Terminal

    init(_ command: Command, _ arguments: Arguments, source: MigrationSource) {
        self.command = command
        self.arguments = arguments
        self.source = source
        var terminal = Terminal.standard(isQuiet: arguments.has("--quiet") || arguments.has("--json"))
        if command.changesHistory {
            terminal.done = "'\(ProgramName.current) status' shows which migrations are applied"
        }
        self.terminal = terminal
    }

    func run() throws(UsageError) -> ExitStatus {
        switch command.name {
        case "up": return try up()
        case "down": return try down()
        case "redo": return try redo()
        case "status":
            return withMigrator(isQuiet: arguments.has("--json")) { migrator throws(MigratorError) in
                show(try migrator.status())
                return .success
            }
        case "sql":
            return withMigrator(isQuiet: true) { migrator throws(MigratorError) in
                let direction: Migrator.Direction = arguments.has("--down") ? .down : .up
                let scripts = try migrator.plannedSQL(direction, of: arguments.operands)
                if !scripts.isEmpty { terminal.print(migrator.clientScript(scripts), terminator: "") }
                return .success
            }
        case "check": return try check()
        case "inspect": return inspectDatabase()
        case "baseline": return baseline()
        case "restore": return restore()
        case "mark-applied":
            let id = try identity()
            return withMigrator { migrator throws(MigratorError) in
                try migrator.markApplied(id)
                terminal.say("\(visible(id)) is marked as applied; nothing was run.")
                return .success
            }
        case "mark-reverted":
            let id = try identity()
            return withMigrator { migrator throws(MigratorError) in
                try migrator.markReverted(id)
                terminal.say("\(visible(id)) is marked as not applied; nothing was run.")
                return .success
            }
        default: preconditionFailure("a command that no one runs: \(command.name)")
        }
    }

    private func check() throws(UsageError) -> ExitStatus {
        if arguments.has("--database") {
            if arguments.has("--snapshots") {
                throw .notTogether("--snapshots", "--database", command: command.name)
            }
            return checkDatabase()
        }
        if arguments.has("--ignore") { throw .needs("--ignore", "--database", command: command.name) }
        guard case .compiled(let migrations, _) = source else {
            preconditionFailure("'raido check' without a database is a command of its own")
        }
        return checkSnapshots(migrations)
    }

    func counted(_ count: Int) -> String { "\(count) migration\(count == 1 ? "" : "s")" }

    /// `1 migration gives`, `17 migrations give`.
    func given(by count: Int) -> String { "\(counted(count)) \(count == 1 ? "gives" : "give")" }
}

extension Command {
    /// Whether a run of it may leave other migrations applied than before.
    fileprivate var changesHistory: Bool {
        switch name {
        case "up", "down", "redo", "baseline", "mark-applied", "mark-reverted", "restore": true
        default: false
        }
    }
}
