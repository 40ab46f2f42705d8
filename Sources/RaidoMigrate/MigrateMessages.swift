import Raido
import RaidoConsole
import RaidoPlatform
import RaidoProject
import RaidoRunner
import RaidoSQL

/// The messages of this module, in alphabetical order.
enum MigrateMessages {
    static func applied(_ count: Int) -> String { count == 0 ? "Nothing to apply." : "Applied \(migrations(count))." }

    static func backup(_ path: String) -> String { "Backup: \(visible(path))" }

    static func backup(_ path: String, madeAt time: String) -> String { "\(backup(path)), made at \(time)" }

    static func baseline(_ count: Int) -> String {
        count == 0
            ? "Nothing to mark."
            : "The database matches \(migrations(count)); \(count == 1 ? "it is" : "they are") marked as applied."
    }

    static let baselineRefused = "the database does not match the migrations; nothing was marked"
    static let baselineRefusedAdvice = [
        "make the database or the models match the other side",
        "or use --to ID to mark only the migrations that match",
        "or use --ignore TABLE.PART to accept a difference",
    ]

    static var contradictionAdvice: String {
        "run '\(ProgramName.current) check': it names the migrations that contradict each other, and says what to do"
    }

    static let correctFile = "correct the file, or remove it and name the database with --database"

    static let correctVariable = "correct the variable, or name the database with --database"

    static func database(_ choice: DatabaseChoice) -> String {
        "Database: \(visible(choice.shownURL)) (\(choice.reason))"
    }

    static func drift(_ differences: Int, applied count: Int, pending: Int) -> String {
        "Drift: \(differences == 1 ? "1 difference" : "\(differences) differences") between the database and "
            + "\(appliedMigrations(count, pending: pending)).\n"
    }

    static func engine(_ engine: Engine, _ version: String) -> String {
        "Engine: \(engine.displayName) \(version), as reported by the server"
    }

    /// The comment above printed models.
    static func inspected(_ engine: Engine, _ version: String?) -> String {
        "// The contents of a \(engine.displayName)\(version.map { " \($0)" } ?? "") database.\n"
    }

    /// A `StaticString`, because a signal handler writes it.
    static let interrupted: StaticString =
        """
        \nInterrupted. Either the database rolls back the migration that was running, or the same command resumes it;
        the command 'status' shows which.\n
        """

    static func keptFile(_ path: String) -> String { "The replaced file is kept: \(visible(path))" }

    static func markedAsApplied(_ id: String) -> String {
        "\(visible(id)) is marked as applied; no statement was run."
    }

    static func markedAsReverted(_ id: String) -> String {
        "\(visible(id)) is marked as not applied; no statement was run."
    }

    static func migrations(_ count: Int) -> String { "\(count) migration\(count == 1 ? "" : "s")" }

    static func missingDatabase(_ path: String) -> String {
        "The database file '\(path)' does not exist yet; '\(ProgramName.current) up' creates it. If it should exist, "
            + "correct the path."
    }

    static func noDrift(applied count: Int, pending: Int) -> String {
        "No drift: the database matches \(appliedMigrations(count, pending: pending))."
    }

    static func leftOutIndex(_ index: String, of table: String, _ engine: Engine) -> String {
        "an older version of Raido left out index '\(visible(index))' of '\(visible(table))', or a part of it. Queries that "
            + "need it are slow; create it by hand, as 'raido sql --engine \(engine.rawValue) --schema' shows it"
    }

    static let nothingChanged = "Nothing was changed."

    /// The last line of `status`: `14 migrations applied, 2 pending, 1 interrupted.`
    static func numbers(of statuses: [Migrator.Status]) -> String {
        let finished = statuses.filter { $0.unfinished == nil }
        let applied = finished.count { $0.appliedAt != nil }
        let parts = [
            "\(migrations(applied)) applied", "\(finished.count - applied) pending",
            statuses.contains { $0.state == .interrupted } ? "1 interrupted" : nil,
            statuses.contains { $0.state == .running } ? "1 running" : nil,
        ]
        return parts.compactMap(\.self).joined(separator: ", ") + "."
    }

    /// - Parameter parts: The columns that an older version defined by other SQL.
    static func olderTable(_ table: String, _ parts: [String], _ engine: Engine) -> String {
        "'\(visible(table))' was made by an older version of Raido; \(engine.dialect.flawsOfOlderSQL): "
            + parts.map(visibleLines).joined(separator: ", ")
            + ". 'raido new --refresh \(visible(table))' writes a migration that brings it up to date"
    }

    static func otherDatabase(_ path: String) -> String {
        "'\(path)' has no migration history, so it may not be the database that was backed up"
    }

    static func otherEngine(_ engine: Engine, found server: Engine) -> String {
        "DB_ENGINE is \(engine.displayName), but the server is \(server.displayName)"
    }

    static func otherEngineAdvice(_ server: Engine) -> String {
        "set DB_ENGINE to \(server.rawValue), or name another database"
    }

    static let otherOrderAdvice =
        "the migrations fit each other in the order of their ids; " + MergeRecipe.possibleAdvice

    static func planned(_ count: Int, on engine: Engine, skippingChecks: Bool) -> String {
        if count == 0 { return applied(0) }
        return "Would apply \(migrations(count)). \(engine.displayName) commits each statement, so none was tried; "
            + (skippingChecks ? "rows were not checked." : "no checked row violates a migration.")
    }

    static func redone(_ count: Int) -> String { count == 0 ? "Nothing to redo." : "Redid \(migrations(count))." }

    static func replayed(_ count: Int, tables: Int, in folder: String) -> String {
        "\(migrations(count)) \(count == 1 ? "produces" : "produce") the \(tables == 1 ? "1 table" : "\(tables) tables") "
            + "recorded in \(folder)."
    }

    static func restored(_ time: String) -> String { "Restored; rows are as they were at \(time)." }

    /// - Parameter isMissing: Whether the program does not have the migration.
    static func resume(_ unfinished: UnfinishedMigration, isMissing: Bool) -> String {
        let condition = ProgramName.readsMigrations ? " with its file restored" : " in a program that has it"
        return
            "\(unfinished); '\(unfinished.resumeCommand)'\(isMissing ? condition : "") resumes it, or says what to do."
    }

    static func resuming(_ unfinished: UnfinishedMigration) -> String { "\(unfinished); resuming there." }

    static func reverted(_ count: Int) -> String {
        count == 0 ? "Nothing to revert." : "Reverted \(migrations(count))."
    }

    /// The state of a migration, as `status` shows it.
    static func state(_ status: Migrator.Status, style: Style) -> String {
        switch status.state {
        case .applied where status.isUnverified: style.green("applied") + " (has code, so edits are not detected)"
        case .applied: style.green("applied")
        case .pending: style.yellow("pending")
        case .outOfOrder: style.red("pending") + " (older than the last applied one)"
        case .edited: style.red("edited since it was applied")
        case .unknown: style.red("applied, \(missing)")
        case .running: style.yellow("running in another program")
        case .interrupted: style.red("interrupted") + (status.batch.isEmpty ? ", \(missing)" : "")
        }
    }

    static func tried(_ count: Int) -> String {
        count == 0 ? applied(0) : "Would apply \(migrations(count)): tried and rolled back."
    }

    static let typeMappings =
        "// Models have no words for some of these types. 'raido.json' names the type to use, for each engine:"

    static func unasked(_ check: UnaskedCheck, _ error: DatabaseError) -> String {
        "\(check) is unknown, because the database rejected the query: \(error.message)"
    }

    static let uncheckedRows = "Not checked, because these migrations create or write the data:"

    static func uncomparedTable(_ table: String, _ reason: String) -> String {
        "expressions and defaults of '\(visible(table))' may differ only in spelling: the server did not report how it "
            + "spells them. \(visibleLines(reason))"
    }

    static func unverified(_ id: String) -> String {
        "\(id) has code, so it is unknown whether it was edited after it was applied."
    }

    static func uselessPattern(_ pattern: IgnorePattern) -> String {
        "--ignore '\(pattern.text)' has no effect: name a TABLE that no migration creates, or a TABLE.PART: a column, "
            + "index, constraint or enum"
    }

    /// `17 applied migrations (2 pending)`.
    private static func appliedMigrations(_ count: Int, pending: Int) -> String {
        "\(count) applied migration\(count == 1 ? "" : "s")" + (pending == 0 ? "" : " (\(pending) pending)")
    }

    /// Where a migration of the history is missing.
    private static var missing: String {
        ProgramName.readsMigrations ? "not in the migrations folder" : "not in this program"
    }
}
