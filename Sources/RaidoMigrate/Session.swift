import Raido
import RaidoConsole
import RaidoPlatform
import RaidoProject
import RaidoRunner

/// One run of `migrate`.
struct Session {
    let command: Command
    let arguments: Arguments
    let migrations: [Migration]
    let terminal: Terminal

    init(_ command: Command, _ arguments: Arguments, migrations: [Migration]) {
        self.command = command
        self.arguments = arguments
        self.migrations = migrations
        terminal = .standard(isQuiet: arguments.has("--quiet"))
    }

    func run() throws(UsageError) -> ExitStatus {
        if ["up", "down", "redo"].contains(command.name), !arguments.has("--dry-run") {
            Platform.sayWhenInterrupted(
                """
                \nmigrate: interrupted. A migration that was begun is taken back by the database, or gone on with by the
                same command: 'migrate status' says which.\n
                """)
        }
        switch command.name {
        case "up":
            let extent = try upward()
            let allowances = try allowances()
            if arguments.has("--dry-run") { return rehearse(extent, allowances) }
            return withMigrator { migrator throws(MigratorError) in
                let done = try migrator.up(
                    extent, allowing: allowances, skippingChecks: arguments.has("--skip-checks"))
                terminal.say(done.isEmpty ? "Nothing to apply." : "Applied \(counted(done.count)).")
                return .success
            }
        case "down":
            let extent = try downward()
            let allowances = try allowances()
            return withMigrator { migrator throws(MigratorError) in
                let done = try migrator.down(
                    extent, force: arguments.has("--force"), allowing: allowances,
                    skippingChecks: arguments.has("--skip-checks"))
                terminal.say(done.isEmpty ? "Nothing to revert." : "Reverted \(counted(done.count)).")
                return .success
            }
        case "redo":
            let allowances = try allowances()
            return withMigrator { migrator throws(MigratorError) in
                let done = try migrator.redo(
                    force: arguments.has("--force"), allowing: allowances,
                    skippingChecks: arguments.has("--skip-checks"))
                terminal.say(done.isEmpty ? "Nothing to redo." : "Redid \(counted(done.count)).")
                return .success
            }
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
        case "check":
            if !arguments.has("--database") {
                if arguments.has("--ignore") { throw .needs("--ignore", "--database", command: command.name) }
                return checkSnapshots()
            }
            if arguments.has("--snapshots") { throw .notTogether("--snapshots", "--database", command: command.name) }
            return checkDatabase()
        case "inspect": return inspectDatabase()
        case "baseline": return baseline()
        case "restore": return restore()
        case "mark-applied":
            let id = try identity()
            return withMigrator { migrator throws(MigratorError) in
                try migrator.markApplied(id)
                terminal.say("\(id) is marked as applied; nothing was run.")
                return .success
            }
        case "mark-reverted":
            let id = try identity()
            return withMigrator { migrator throws(MigratorError) in
                try migrator.markReverted(id)
                terminal.say("\(id) is marked as not applied; nothing was run.")
                return .success
            }
        default: preconditionFailure("a command that no one runs: \(command.name)")
        }
    }

    /// Says what going up would do.
    private func rehearse(_ extent: Migrator.Upward, _ allowances: Set<Allowance>) -> ExitStatus {
        withMigrator { migrator throws(MigratorError) in
            let rehearsal = try migrator.rehearse(
                extent, allowing: allowances, skippingChecks: arguments.has("--skip-checks"))
            switch rehearsal {
            case .applied(let ids):
                terminal.say(
                    ids.isEmpty
                        ? "Nothing to apply." : "Would apply \(counted(ids.count)): they were made and taken back.")
            case .planned(let scripts, let unasked):
                for script in scripts { terminal.print("-- \(script.id)\n\(script.text)") }
                terminal.say(
                    scripts.isEmpty
                        ? "Nothing to apply."
                        : "Would apply \(counted(scripts.count)). \(migrator.engine.displayName) commits each statement, "
                            + "so none was tried; "
                            + (arguments.has("--skip-checks")
                                ? "no row was looked at." : "no row that was asked for is in the way."))
                if unasked.isEmpty { break }
                terminal.say("Not asked, since these migrations make or write what it is about:")
                for check in unasked { terminal.say("  \(check)") }
            }
            return .success
        }
    }

    // MARK: - Arguments

    private func upward() throws(UsageError) -> Migrator.Upward {
        let count = try count()
        if let id = arguments.value("--to") {
            if count != nil { throw .notTogether("COUNT", "--to", command: command.name) }
            return .to(id)
        }
        return count.map(Migrator.Upward.batches) ?? .all
    }

    private func downward() throws(UsageError) -> Migrator.Downward {
        let count = try count()
        if arguments.has("--all") {
            if count != nil { throw .notTogether("COUNT", "--all", command: command.name) }
            if arguments.has("--to") { throw .notTogether("--to", "--all", command: command.name) }
            return .all
        }
        if let id = arguments.value("--to") {
            if count != nil { throw .notTogether("COUNT", "--to", command: command.name) }
            return .to(id)
        }
        return .batches(count ?? 1)
    }

    private func count() throws(UsageError) -> Int? {
        guard let text = arguments.operands.first else { return nil }
        guard let count = Int(text), count > 0, text.allSatisfy(\.isNumber) else {
            throw .badValue("COUNT", value: text, expected: "a number of batches, 1 or more", command: command.name)
        }
        return count
    }

    private func identity() throws(UsageError) -> String {
        guard let id = arguments.operands.first else { throw .missingOperand("ID", command: command.name) }
        return id
    }

    private func allowances() throws(UsageError) -> Set<Allowance> {
        var allowances: Set<Allowance> = []
        for text in arguments.all("--allow") {
            guard let allowance = Allowance(rawValue: text) else {
                let words = Allowance.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
                throw .badValue("--allow", value: text, expected: "one of \(words)", command: command.name)
            }
            allowances.insert(allowance)
        }
        return allowances
    }

    // MARK: - The database

    /// Opens the database, says which and why, and turns what goes wrong into a message and a status.
    func withMigrator(
        isQuiet: Bool = false, _ body: (Migrator) throws(MigratorError) -> ExitStatus
    ) -> ExitStatus {
        guard let choice = databaseChoice() else { return .failure }
        let style = terminal.outputStyle
        if !isQuiet { terminal.say(style.dim("Database: \(choice.shownURL) (\(choice.reason))")) }
        do throws(MigratorError) {
            let migrator = try Migrator(
                migrations: migrations, database: choice.url, backups: !arguments.has("--no-backup")
            ) { progress in
                switch progress {
                case .applying, .reverting: break
                case .resuming(let unfinished): terminal.say(style.yellow("\(unfinished); going on from there."))
                case .backedUp(let path): terminal.say("Backup: \(visible(path))")
                case .changing(let finding): terminal.say(style.yellow("\(finding)"))
                case .unasked(let check, let error):
                    terminal.say(
                        style.yellow("\(check) is not known, as the database refuses the question: \(error.message)"))
                case .applied(let id, let seconds):
                    terminal.say("\(style.green("↑")) \(id) \(style.dim(milliseconds(seconds)))")
                case .reverted(let id, let seconds):
                    terminal.say("\(style.yellow("↓")) \(id) \(style.dim(milliseconds(seconds)))")
                }
            }
            let server = migrator.engine
            if let engine = choice.engine, engine != server {
                terminal.fail(
                    "DB_ENGINE says \(engine.displayName), and the server is \(server.displayName)",
                    advice: ["set DB_ENGINE to \(server.rawValue), or name another database"])
                return .failure
            }
            // A server that cannot be reached says nothing, and what is wrong is said below.
            if server != .sqlite, !isQuiet, let version = migrator.serverVersion {
                terminal.say(style.dim("Engine: \(server.displayName) \(version), as the server says"))
            }
            return try body(migrator)
        } catch {
            return fail(error)
        }
    }

    func databaseChoice() -> DatabaseChoice? {
        do throws(Variables.Mistake) {
            let variables = try Variables.load()
            do throws(DatabaseChoice.Mistake) {
                return try .make(option: arguments.value("--database"), variables: variables)
            } catch {
                terminal.fail(error.description, advice: ["correct the variable, or give the database with --database"])
            }
        } catch {
            terminal.fail(
                error.description, advice: ["correct the file, or remove it and give the database with --database"])
        }
        return nil
    }

    private func fail(_ error: MigratorError) -> ExitStatus {
        if case .unfinished(_, .differs(let comparison)) = error { show(comparison) }
        terminal.fail(error.description)
        switch error {
        case .backup(.noSpace): return .refused
        case .refused, .wouldLose, .differs, .unfinished, .rowsInTheWay: return .refused
        case .unknownMigration, .notApplied, .alreadyApplied: return .usage
        case .open, .backup, .failed, .halted, .inDoubt, .undecided, .notMarked, .database, .unsupported, .mismatch,
            .irreversible, .duplicate:
            return .failure
        }
    }

    func counted(_ count: Int) -> String { "\(count) migration\(count == 1 ? "" : "s")" }

    /// `1 migration gives`, `17 migrations give`.
    func given(by count: Int) -> String { "\(counted(count)) \(count == 1 ? "gives" : "give")" }

    private func milliseconds(_ seconds: Double) -> String {
        "\(Int((seconds * 1000).rounded(.up))) ms"
    }

    // MARK: - What is where

    private func show(_ statuses: [Migrator.Status]) {
        if arguments.has("--json") {
            terminal.print(document(of: statuses).text())
            return
        }
        let style = terminal.outputStyle
        let width = statuses.map(\.id.count).max() ?? 0
        var batch: String?
        for status in statuses {
            if status.batch != batch {
                batch = status.batch
                terminal.print("\n" + style.bold(status.batch.isEmpty ? "batch unknown" : "batch \(status.batch)"))
            }
            let word =
                switch status.state {
                case .applied: style.green("applied")
                case .pending: style.yellow("pending")
                case .outOfOrder: style.red("pending") + " (older than the last one applied)"
                case .edited: style.red("edited since it was applied")
                case .unknown: style.red("applied, not in this program")
                case .running: style.yellow("being made by another program")
                case .interrupted: style.red("interrupted") + (status.batch.isEmpty ? ", not in this program" : "")
                }
            let id = status.id + String(repeating: " ", count: width - status.id.count)
            terminal.print("  \(id)  \(word)" + (status.appliedAt.map { style.dim("  \($0)") } ?? ""))
        }
        let pending = statuses.count { $0.appliedAt == nil }
        let applied = statuses.count - pending
        terminal.print("\(statuses.isEmpty ? "" : "\n")\(counted(applied)) applied, \(pending) pending.")
        for status in statuses {
            guard let unfinished = status.unfinished else { continue }
            let program = status.batch.isEmpty ? " of the program that has it" : ""
            guard unfinished.session == nil else {
                terminal.print("\(unfinished).")
                continue
            }
            terminal.print(
                "\(unfinished); '\(unfinished.commandToGoOn)'\(program) goes on from there, or says what to do.")
        }
    }

    private func document(of statuses: [Migrator.Status]) -> JSONDocument {
        .object([
            ("version", .integer(1)),
            (
                "migrations",
                .array(
                    statuses.map { status in
                        .object([
                            ("id", .string(status.id)), ("batch", .string(status.batch)),
                            ("state", .string(name(of: status.state))), ("applied_at", .optional(status.appliedAt)),
                            ("unfinished", status.unfinished.map(document) ?? .null),
                        ])
                    })
            ),
        ])
    }

    private func document(of unfinished: UnfinishedMigration) -> JSONDocument {
        .object([
            ("direction", .string(unfinished.isReverting ? "down" : "up")), ("step", .integer(unfinished.step)),
            ("steps", .integer(unfinished.count)), ("started_at", .string(unfinished.startedAt)),
            ("session", .optional(unfinished.session)),
        ])
    }

    private func name(of state: Migrator.Status.State) -> String {
        switch state {
        case .applied: "applied"
        case .edited: "edited"
        case .outOfOrder: "out-of-order"
        case .pending: "pending"
        case .unknown: "unknown"
        case .interrupted: "interrupted"
        case .running: "running"
        }
    }
}
