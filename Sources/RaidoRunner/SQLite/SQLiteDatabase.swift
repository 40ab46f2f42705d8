package import Raido
import RaidoSQL

/// A SQLite database, migrated through one connection.
package final class SQLiteDatabase: Database {
    package let engine = Engine.sqlite
    package let historyTable: HistoryTable
    private(set) var connection: any Connection

    /// The history as it was read or written last, and what SQLite then said of changes by others.
    /// `seen` tells how many of the rows, from the first, were there when it was looked at.
    var knownHistory: (version: Int64, rows: [AppliedMigration], seen: Int)?

    /// What it was until the user's SQL ran, which may have changed it.
    var formerHistory: [AppliedMigration] = []

    /// The catalogue as it was read or updated last; none where a transaction was undone since.
    var catalogue: SQLiteCatalogue?

    /// Whether a transaction is open that is undone in the end.
    private(set) var isRehearsing = false

    /// The path of the file, as it was given.
    let file: String?

    /// How often to try to take the lock, each time for as long as the connection waits.
    private let attempts: Int

    package init(
        _ connection: any Connection, file: String? = nil, history: HistoryTable = .standard, attempts: Int = 1
    ) {
        historyTable = history
        self.connection = connection
        self.file = file
        self.attempts = attempts
    }

    package var missingFile: String? {
        guard let file, (try? connection.exists) == false else { return nil }
        return file
    }

    package var serverVersion: String? { (try? connection.texts("SELECT sqlite_version()"))?.first }

    package func recording(
        _ decide: (HistoryState) throws(MigratorError) -> Work?
    ) throws(MigratorError) -> CompletedWork? {
        if isRehearsing { return try recordingInTransaction(decide) }
        let pragmas = try begin()
        // The first error wins: putting the settings back must not mask it.
        defer { pragmas.restore(on: connection) }
        do {
            let completed = try recordingInTransaction(decide)
            try command(
                completed == nil ? "ROLLBACK" : "COMMIT", for: completed == nil ? "release the lock" : "commit")
            connection.releaseTransaction()
            return completed
        } catch {
            rollBack()
            throw error
        }
    }

    package func rehearsing(
        _ body: () throws(MigratorError) -> [String]
    ) throws(MigratorError) -> [String]? {
        let own = connection
        defer { connection = own }
        #if SQLite
            // Where there is no file none is made: it would be empty, and so is a database in memory.
            let exists = try failing { () throws(StepFailure) in
                try asking("look for the database") { () throws(DatabaseError) in try own.exists }
            }
            if !exists { connection = (try? SQLiteConnection(path: ":memory:")) ?? own }
        #endif
        let pragmas = try begin()
        isRehearsing = true
        defer {
            isRehearsing = false
            rollBack()
            pragmas.restore(on: connection)
        }
        return try body()
    }

    /// Puts foreign keys to sleep and takes the lock.
    private func begin() throws(MigratorError) -> SQLitePragmas {
        let pragmas = try failing { () throws(StepFailure) in try SQLitePragmas(saving: connection) }
        do {
            // Before the transaction: inside one, the first of these does nothing and says nothing.
            try command("PRAGMA foreign_keys = OFF", for: "put foreign keys to sleep")
            try command("PRAGMA legacy_alter_table = OFF", for: "put foreign keys to sleep")
            try takeLock()
        } catch {
            pragmas.restore(on: connection)
            throw error
        }
        connection.holdTransaction()
        return pragmas
    }

    private func takeLock() throws(MigratorError) {
        for attempt in 1... {
            do { return try command("BEGIN IMMEDIATE", for: "take the lock") } catch {
                guard attempt < attempts, case .database(.database(let cause, _)) = error, cause.kind == .busy else {
                    throw error
                }
            }
        }
    }

    private func rollBack() {
        knownHistory = nil
        catalogue = nil
        connection.releaseTransaction()
        try? connection.run("ROLLBACK")
    }

    private func recordingInTransaction(
        _ decide: (HistoryState) throws(MigratorError) -> Work?
    ) throws(MigratorError) -> CompletedWork? {
        let state = try failing { () throws(StepFailure) in
            try createHistory()
            return try historyState()
        }
        guard let work = try decide(state) else { return nil }
        do {
            let start = ContinuousClock.now
            try make(work)
            let duration = (ContinuousClock.now - start).seconds
            try write(work.entry, duration: duration)
            return CompletedWork(id: work.entry.id, duration: duration)
        } catch { throw .failed(migration: work.entry.id, isReverting: work.entry.isRemoval, error) }
    }

    private func command(_ sql: String, for purpose: String) throws(MigratorError) {
        try failing { () throws(StepFailure) in
            try asking(purpose) { () throws(DatabaseError) in try connection.run(sql) }
        }
    }

    private func make(_ work: Work) throws(StepFailure) {
        guard try number("PRAGMA foreign_keys", doing: "read a setting") == 0 else { throw .foreignKeysEnabled }
        let touched = work.changes.touchedTables
        let orphans = work.mayOrphanRows ? try orphans(around: touched) : [:]
        let working = try workingProbes(around: touched)
        try make(work.steps, acceptingLoss: work.acceptsLoss)
        try updateCatalogue(after: work.changes)
        if work.mayOrphanRows {
            try expectNoOrphans(around: touched, but: orphans.renamed(by: work.changes))
        }
        try expectWorking(working.following(work.changes))
    }

    /// Makes the steps. What the user's SQL sets in the connection, or makes in `temp`, holds for no other step.
    private func make(_ steps: [Step], acceptingLoss: Bool) throws(StepFailure) {
        var settings: SQLiteSettings?
        for step in steps {
            switch step {
            case .statement(let statement) where statement.origin == .raw:
                if settings == nil {
                    settings = try asking("read the settings of the connection") { () throws(DatabaseError) in
                        try SQLiteSettings(of: connection)
                    }
                }
                try run(statement)
            case .statement(let statement):
                if let settings {
                    try restore(settings)
                    try expectNoShadows()
                }
                try run(statement)
            case .rebuild(let rebuild):
                if let settings {
                    try restore(settings)
                    try expectNoShadows(over: rebuild.temporaryName)
                }
                try make(rebuild, acceptingLoss: acceptingLoss)
            }
        }
        if let settings {
            try restore(settings)
            try dropTemporaryObjects()
        }
    }

    private func restore(_ settings: SQLiteSettings) throws(StepFailure) {
        try asking("put back the settings of the connection") { () throws(DatabaseError) in
            try settings.restore(on: connection)
        }
    }

    func run(_ statement: SQLStatement) throws(StepFailure) {
        try asking(statement.purpose) { () throws(DatabaseError) in
            switch statement.origin {
            case .rendered: try connection.run(statement.text)
            case .raw:
                formerHistory = knownHistory?.rows ?? formerHistory
                knownHistory = nil
                try connection.runScript(statement.text)
            }
        }
    }

    package func rowCount(of table: String) throws(StepFailure) -> Int? {
        let there = try number(
            "SELECT count(*) FROM main.sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE", [.text(table)],
            doing: "look for table '\(table)'")
        guard there == 1 else { return nil }
        return Int(try number("SELECT count(*) FROM main.\(quote(table))", doing: "count the rows of '\(table)'") ?? 0)
    }

    package func rowCount(of table: String, withoutValueIn column: String) throws(StepFailure) -> Int? {
        guard try rowCount(of: table) != nil else { return nil }
        return Int(
            try number(
                "SELECT count(*) FROM main.\(quote(table)) WHERE \(sqliteColumn(column)) IS NULL",
                doing: "count the rows of '\(table)' without '\(column)'") ?? 0)
    }

    package func answer(to query: String) throws(StepFailure) -> RowAnswer {
        let answer = try connection.answer(to: query)
        if case .refused(let error) = answer, connection.hasLostTransaction {
            throw .database(error, doing: "look at the rows")
        }
        return answer
    }

    func number(_ sql: String, _ values: [SQLValue] = [], doing: String) throws(StepFailure) -> Int64? {
        try asking(doing) { () throws(DatabaseError) in try connection.number(sql, values) }
    }
}

/// The settings of the connection that a migration changes for its time.
private struct SQLitePragmas {
    var foreignKeys: Int64
    var legacyAlterTable: Int64

    init(saving connection: any Connection) throws(StepFailure) {
        do {
            foreignKeys = try connection.number("PRAGMA foreign_keys") ?? 0
            legacyAlterTable = try connection.number("PRAGMA legacy_alter_table") ?? 0
        } catch { throw .database(error, doing: "read the settings of the connection") }
    }

    func restore(on connection: any Connection) {
        try? connection.run("PRAGMA foreign_keys = \(foreignKeys)")
        try? connection.run("PRAGMA legacy_alter_table = \(legacyAlterTable)")
    }
}

extension Work {
    /// Whether making it can leave rows, or keys, that refer to nothing.
    fileprivate var mayOrphanRows: Bool {
        changes.contains(where: \.takesKeys)
            || steps.contains { step in
                switch step {
                case .rebuild: true
                case .statement: false
                }
            }
    }
}

extension Change {
    /// Whether it can take what a foreign key refers to, also where no table is rebuilt for it.
    fileprivate var takesKeys: Bool {
        switch self {
        case .dropTable, .dropUnique, .changeUnique, .dropIndex, .changeIndex, .sql: true
        case .createTable, .renameTable, .changeTableComment, .adoptTable, .releaseTable, .addColumn, .dropColumn,
            .renameColumn, .alterColumn, .changePrimaryKey, .addUnique, .renameUnique, .addIndex, .renameIndex,
            .addForeignKey, .dropForeignKey, .changeForeignKey, .renameForeignKey, .addCheck, .dropCheck,
            .changeCheck, .renameCheck, .createEnum, .dropEnum, .renameEnum, .addEnumValue, .dropEnumValue,
            .renameEnumValue, .renumberEnumValue, .reorderEnum:
            false
        }
    }
}

extension Work.Entry {
    var isRemoval: Bool {
        switch self {
        case .add: false
        case .remove: true
        }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
