package import Raido
import RaidoPlatform
import RaidoSQL

/// A MySQL or MariaDB database, migrated through one connection.
///
/// There, each statement that defines something commits. So a journal tells which statement of which migration is
/// being run, and a migration that was not finished is found, and not run a second time.
package final class MySQLDatabase: Database {
    package let engine: Engine
    let connection: any Connection

    /// How long to wait for another program's lock, in seconds.
    private let patience: Int

    package init(_ connection: any Connection, lockTimeout: Int = 5, patience: Int = 30) throws(OpenError) {
        self.connection = connection
        self.patience = patience
        do {
            let version = try connection.texts("SELECT version()").first ?? ""
            engine = try MySQLVersion(version).supportedEngine()
            try connection.begin(lockTimeout: lockTimeout)
        } catch let error as DatabaseError {
            throw .cannotConnect(error.message)
        } catch let error as OpenError {
            throw error
        } catch {
            throw .cannotConnect("\(error)")
        }
    }

    package var serverVersion: String? {
        (try? connection.texts("SELECT version()"))?.first?.split(separator: "-").first.map(String.init)
    }

    package func recording(
        _ decide: ([AppliedMigration]) throws(MigratorError) -> Work?
    ) throws(MigratorError) -> CompletedWork? {
        try failing { () throws(StepFailure) in try takeLock() }
        // Closing the connection lets go of it too, so that nothing is lost where this fails.
        defer { try? connection.run("DO RELEASE_LOCK(\(lockName))") }
        let applied = try failing { () throws(StepFailure) in
            try createHistory()
            return try history()
        }
        if let unfinished = try failing({ () throws(StepFailure) in try unfinishedMigration() }) {
            throw .unfinished(unfinished)
        }
        guard let work = try decide(applied) else { return nil }
        try expectTypes(of: work)
        let start = ContinuousClock.now
        try make(work)
        let duration = (ContinuousClock.now - start).seconds
        try failing { () throws(StepFailure) in try finish(work.entry, duration: duration) }
        return CompletedWork(id: work.entry.id, duration: duration)
    }

    /// Runs the steps one by one. Where one fails, those before it stand: which they are is in the journal.
    private func make(_ work: Work) throws(MigratorError) {
        let statements = work.steps.compactMap(\.statement)
        try failing { () throws(StepFailure) in try startJournal(work, steps: statements.count) }
        var hasChanged = false
        for (place, statement) in statements.enumerated() {
            do {
                try noteStep(place + 1, statement, of: work.entry)
                try run(statement)
            } catch {
                let isClean = !hasChanged && statement.origin == .rendered && !error.leavesDoubt
                if isClean { try? forgetJournal(work.entry) }
                let isReverting = work.entry.isRemoval
                if isClean { throw .failed(migration: work.entry.id, isReverting: isReverting, error) }
                throw .halted(
                    migration: work.entry.id, isReverting: isReverting, step: place + 1, of: statements.count, error)
            }
            hasChanged = hasChanged || !statement.text.hasPrefix("SET ")
        }
    }

    private func run(_ statement: SQLStatement) throws(StepFailure) {
        var pause = 200
        for attempt in 1... {
            do {
                switch statement.origin {
                case .rendered: try connection.run(statement.text)
                case .raw: try connection.runScript(statement.text)
                }
                return
            } catch {
                // Nothing of it was done, so it can be tried again; a person's statements may have begun something.
                guard error.kind == .busy, attempt < 5, statement.origin == .rendered else {
                    throw .database(error, doing: statement.purpose)
                }
            }
            Platform.sleep(milliseconds: pause)
            pause *= 2
        }
    }

    package func rowCount(of table: String) throws(StepFailure) -> Int? {
        try asking("count the rows of '\(table)'") { () throws(DatabaseError) in
            guard try hasTable(table) else { return nil }
            return try connection.number("SELECT count(*) FROM \(backtickQuote(table))").map { Int($0) }
        }
    }

    func hasTable(_ name: String) throws(DatabaseError) -> Bool {
        try connection.number(
            """
            SELECT count(*) FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name = ?
            """, [.text(name)]) == 1
    }

    func asking<Value>(
        _ purpose: String, _ body: () throws(DatabaseError) -> Value
    ) throws(StepFailure) -> Value {
        do { return try body() } catch { throw .database(error, doing: purpose) }
    }

    private func failing<Value>(_ body: () throws(StepFailure) -> Value) throws(MigratorError) -> Value {
        do { return try body() } catch { throw .database(error) }
    }
}

// The lock
extension MySQLDatabase {
    /// The name of the lock, one a database of the server; it has at most 64 characters.
    private var lockName: String { "concat('raido.', left(sha2(DATABASE(), 256), 40))" }

    private func takeLock() throws(StepFailure) {
        let statement = "SELECT GET_LOCK(\(lockName), \(patience))"
        let answer = try asking("take the lock") { () throws(DatabaseError) in try connection.number(statement) }
        guard answer == 1 else {
            let error = DatabaseError(
                kind: .busy, code: 0, message: "it is held for longer than \(patience) seconds", statement: statement)
            throw .database(error, doing: "take the lock")
        }
    }
}

extension Connection {
    /// Says how the session reads and checks what it is told, whatever the server's settings are.
    fileprivate func begin(lockTimeout: Int) throws(DatabaseError) {
        try run(
            """
            SET SESSION sql_mode = \
            'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', \
            foreign_key_checks = 1, unique_checks = 1, time_zone = '+00:00', autocommit = 1, \
            lock_wait_timeout = \(lockTimeout), innodb_lock_wait_timeout = \(lockTimeout)
            """)
        try run("SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci")
        if try number("SELECT @@explicit_defaults_for_timestamp") == 0 {
            // Not every version lets a session say so; then TIMESTAMP columns of a project's own are as the server has it.
            try? run("SET SESSION explicit_defaults_for_timestamp = 1")
        }
    }
}

extension Step {
    fileprivate var statement: SQLStatement? {
        switch self {
        case .statement(let statement): statement
        case .rebuild: preconditionFailure("a table is rebuilt on SQLite only")
        }
    }
}

extension StepFailure {
    /// Whether the statement may have been made although it failed.
    fileprivate var leavesDoubt: Bool {
        if case .database(let error, _) = self { return error.isLostConnection }
        return false
    }
}
