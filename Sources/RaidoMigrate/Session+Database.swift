import Raido
import RaidoConsole
import RaidoPlatform
import RaidoProject
import RaidoRunner

// Opening the database, and saying what went wrong with it.
extension Session {
    /// Opens the database, says which and why, and turns what goes wrong into a message and a status.
    func withMigrator(
        isQuiet: Bool = false, _ body: (Migrator) throws(MigratorError) -> ExitStatus
    ) -> ExitStatus {
        withMigrator(isQuiet: isQuiet) { (migrator, _) throws(MigratorError) in try body(migrator) }
    }

    func withMigrator(
        isQuiet: Bool = false, _ body: (Migrator, RunProgress) throws(MigratorError) -> ExitStatus
    ) -> ExitStatus {
        guard let choice = databaseChoice() else { return .failure }
        let style = terminal.outputStyle
        if !isQuiet { terminal.say(style.dim("Database: \(visible(choice.shownURL)) (\(choice.reason))")) }
        let failures = ReadFailures()
        let run = RunProgress(command, database: choice.shownURL, printsJSON: reportsJSON, terminal)
        guard let migrations = load(failures, run) else { return .failure }
        do throws(MigratorError) {
            let migrator = try Migrator(
                catalog: migrations.catalog, database: choice.url, history: migrations.history,
                backups: !arguments.has("--no-backup"), creating: createsDatabase, report: run.show)
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
            let status = try body(migrator, run)
            run.finish()
            return status
        } catch {
            let status = status(of: error)
            if run.finish(failures.errors.first?.description ?? error.description, status) { return status }
            fail(error, failures)
            return status
        }
    }

    /// Whether a SQLite file that is not there is created. Any other command means a database that exists, so its path is
    /// mistyped.
    private var createsDatabase: Bool {
        switch command.name {
        case "up": true
        default: false
        }
    }

    /// Whether the command prints a document of what it did.
    private var reportsJSON: Bool {
        switch command.name {
        case "up", "down", "redo": arguments.has("--json")
        default: false
        }
    }

    /// Whether the command does anything with migrations. A database can be looked at from anywhere.
    private var needsMigrations: Bool { command.name != "inspect" }

    private func load(_ failures: ReadFailures, _ run: RunProgress) -> SourcedMigrations? {
        do throws(SourceFailure) {
            let migrations = try needsMigrations ? source.load(failures) : source.withoutMigrations()
            if let recovery = migrations.recovery { complain([recovery.notice], sources: []) }
            return migrations
        } catch {
            switch error {
            case .project(let error): if !run.finish(error.description, .failure) { complain(error) }
            case .migrator(let error): if !run.finish(error.description, .failure) { terminal.fail(error.description) }
            }
            return nil
        }
    }

    func complain(_ error: ProjectError) {
        complain([error.diagnostic], sources: error.sourceFile.map { [$0] } ?? [])
    }

    private func complain(_ diagnostics: [Diagnostic], sources: [SourceFile]) {
        terminal.complain(DiagnosticFormat(style: terminal.errorStyle, sources: sources).render(diagnostics))
    }

    func databaseChoice() -> DatabaseChoice? {
        do throws(Variables.Mistake) {
            let variables = try Variables.load()
            for warning in variables.warnings { terminal.warn(warning) }
            do throws(DatabaseChoice.Mistake) {
                return try .make(option: arguments.value("--database"), variables: variables)
            } catch {
                if printedDocument(error.description) { return nil }
                terminal.fail(error.description, advice: ["correct the variable, or give the database with --database"])
            }
        } catch {
            if printedDocument(error.description) { return nil }
            terminal.fail(
                error.description, advice: ["correct the file, or remove it and give the database with --database"])
        }
        return nil
    }

    /// Prints what keeps a run from a database as a document, where the command prints one.
    private func printedDocument(_ error: String) -> Bool {
        RunProgress(command, database: nil, printsJSON: reportsJSON, terminal).finish(error, .failure)
    }

    private func fail(_ error: MigratorError, _ failures: ReadFailures) {
        if case .unfinished(_, .differs(let comparison)) = error { show(comparison) }
        if case .unreadable = error, !failures.errors.isEmpty {
            for error in failures.errors { complain(error) }
            return
        }
        terminal.fail(error.description)
    }

    private func status(of error: MigratorError) -> ExitStatus {
        switch error {
        case .backup(.noSpace): .refused
        case .refused, .wouldLose, .differs, .unfinished, .rowsInTheWay: .refused
        case .unknownMigration, .notApplied, .alreadyApplied: .usage
        case .open, .backup, .failed, .halted, .inDoubt, .undecided, .notMarked, .database, .unsupported, .mismatch,
            .irreversible, .duplicate, .unreadable:
            .failure
        }
    }
}
