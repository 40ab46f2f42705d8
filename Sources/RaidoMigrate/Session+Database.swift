import Raido
import RaidoConsole
import RaidoPlatform
import RaidoProject
import RaidoRunner

// Opens the database and reports its errors.
extension Session {
    /// Opens the database, says which one and why, and turns errors into a message and an exit status.
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
        if !isQuiet { terminal.say(style.dim(MigrateMessages.database(choice))) }
        let failures = ReadFailures()
        let run = RunProgress(command, database: choice.shownURL, printsJSON: reportsJSON, terminal)
        guard let migrations = load(failures, run) else { return .failure }
        do throws(MigratorError) {
            let migrator = try Migrator(
                catalog: migrations.catalog, database: choice.url, history: migrations.history,
                backups: !arguments.has("--no-backup"), creating: action.allowsMissingDatabase,
                singleRunner: arguments.has("--single-runner"), report: run.show)
            let server = migrator.engine
            if let engine = choice.engine, engine != server {
                let words = MigrateMessages.otherEngine(engine, found: server)
                if !run.finish(words, .failure) {
                    terminal.fail(words, advice: [MigrateMessages.otherEngineAdvice(server)])
                }
                return .failure
            }
            // A server that cannot be reached reports no version; the error follows below.
            if server.isServer, !isQuiet, let version = migrator.serverVersion {
                terminal.say(style.dim(MigrateMessages.engine(server, version)))
            }
            let status = try body(migrator, run)
            run.finish()
            return status
        } catch {
            let status = status(of: error)
            let advice = advice(for: error, migrations.catalog)
            let words = ([error.description] + advice).joined(separator: "\n")
            if run.finish(failures.errors.first?.description ?? words, status) { return status }
            fail(error, failures, advice)
            return status
        }
    }

    /// Whether the command prints a JSON document of what it did.
    var reportsJSON: Bool { action.reportsRun && arguments.has("--json") }

    private func load(_ failures: ReadFailures, _ run: RunProgress) -> SourcedMigrations? {
        do throws(SourceFailure) {
            let migrations = try action.needsMigrations ? source.load(failures) : source.withoutMigrations()
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
                terminal.fail(error.description, advice: [MigrateMessages.correctVariable])
            }
        } catch {
            if printedDocument(error.description) { return nil }
            terminal.fail(
                error.description, advice: [MigrateMessages.correctFile])
        }
        return nil
    }

    /// Prints an error before the database is opened as a document, if the command prints one.
    private func printedDocument(_ error: String) -> Bool {
        RunProgress(command, database: nil, printsJSON: reportsJSON, terminal).finish(error, .failure)
    }

    /// Points to 'check' if the migrations contradict each other: it names both sides. If they do not, they were applied
    /// in another order.
    private func advice(for error: MigratorError, _ catalog: MigrationCatalog) -> [String] {
        guard case .mismatch = error, let migrations = try? catalog.migrations(catalog.entries.map(\.id)) else {
            return []
        }
        var replay = HistoryReplay()
        for migration in migrations { replay.apply(migration) }
        guard replay.findings(of: migrations, path: { $0 }).contains(where: { $0.severity == .error }) else {
            return [MigrateMessages.otherOrderAdvice]
        }
        return [MigrateMessages.contradictionAdvice]
    }

    private func fail(_ error: MigratorError, _ failures: ReadFailures, _ advice: [String]) {
        if case .unfinished(_, .differs(let comparison)) = error { show(comparison) }
        if case .unreadable = error, !failures.errors.isEmpty {
            for error in failures.errors { complain(error) }
            return
        }
        terminal.fail(error.description, advice: advice)
    }

    private func status(of error: MigratorError) -> ExitStatus {
        switch error {
        case .backup(.noSpace): .refused
        case .lockNotShared, .refused, .unlikeHistory, .wouldLose, .differs, .unfinished, .rowViolations: .refused
        case .unknownMigration, .unusableFill: .usage
        case .open, .backup, .failed, .halted, .inDoubt, .undecided, .notMarked, .database, .unsupported, .mismatch,
            .irreversible, .notApplied, .alreadyApplied, .duplicate, .unreadable:
            .failure
        }
    }
}
