package import Raido
import RaidoPlatform
import RaidoSQL

/// A PostgreSQL database, migrated through one connection.
///
/// The lock is an advisory one of the transaction itself, and is gone with the connection. A migration waits for the
/// locks of its tables a short time only, since whoever comes after waits behind it; then it releases everything and
/// tries again. What the server makes outside of transactions waits as long as it takes.
package final class PostgreSQLDatabase: Database {
    package let engine = Engine.postgresql
    package let historyTable: HistoryTable
    let connection: any Connection
    let lockTimeouts: PostgreSQLLockTimeouts

    /// The history as it was read last.
    var knownHistory = KnownHistory()

    /// Whether a transaction is open in which someone decides what to do.
    private(set) var isDeciding = false

    /// Whether a transaction is open that is undone in the end.
    private var isRehearsing = false

    /// Whether a migration that is rehearsed added a value to an enum.
    private var hasNewEnumValues = false

    /// Where PostgreSQL 12 has its generator of UUIDs.
    private var uuidFunctionOfExtension: String?

    /// Where the runner's own statements go.
    private(set) var place: PostgreSQLSession.Place?

    package init(
        _ connection: any Connection, history: HistoryTable = .standard,
        lockTimeouts: PostgreSQLLockTimeouts = PostgreSQLLockTimeouts()
    ) {
        historyTable = history
        self.connection = connection
        self.lockTimeouts = lockTimeouts
    }

    package var serverVersion: String? {
        (try? connection.texts("SHOW server_version"))?.first?.split(separator: " ").first.map(String.init)
    }

    package func recording(
        _ decide: (HistoryState) throws(MigratorError) -> Work?
    ) throws(MigratorError) -> CompletedWork? {
        if isRehearsing { return try rehearse(decide) }
        let applied = try failing { () throws(StepFailure) in try beginLocked() }
        let work: Work?
        isDeciding = true
        defer { isDeciding = false }
        do {
            let unfinished = try failing { () throws(StepFailure) in try unfinishedMigration() }
            work = try decide(HistoryState(applied: applied, unchanged: knownHistory.unchanged, unfinished: unfinished))
            if let work { try expectNoUses(in: work) }
        } catch {
            try? connection.run("ROLLBACK")
            throw error
        }
        guard let work else {
            try failing { () throws(StepFailure) in try command("ROLLBACK", for: "release the lock") }
            return nil
        }
        if work.isOutsideTransaction || work.unfinished != nil {
            do throws(MigratorError) {
                return try makeInParts(work)
            } catch {
                try? connection.run("ROLLBACK")
                throw error
            }
        }
        let completed: CompletedWork
        do {
            completed = try patiently { () throws(StepFailure) in
                try make(work)
            } again: { () throws(StepFailure) in
                guard try beginLocked() == applied else { throw .historyMoved }
            }
        } catch {
            try? connection.run("ROLLBACK")
            throw work.failure(error)
        }
        try commit(work)
        return completed
    }

    private func commit(_ work: Work) throws(MigratorError) {
        do {
            try command("COMMIT", for: "commit")
        } catch {
            let (id, isReverting) = (work.entry.id, work.entry.isRemoval)
            // The server may have committed and not come to say so.
            if case .database(let cause, _) = error, cause.kind == .cannotConnect {
                throw .undecided(migration: id, isReverting: isReverting, error)
            }
            try? connection.run("ROLLBACK")
            throw .failed(migration: id, isReverting: isReverting, error)
        }
    }

    package func rehearsing(
        _ body: () throws(MigratorError) -> [String]
    ) throws(MigratorError) -> [String]? {
        _ = try failing { () throws(StepFailure) in try beginLocked() }
        isRehearsing = true
        defer {
            isRehearsing = false
            hasNewEnumValues = false
            try? connection.run("ROLLBACK")
        }
        return try body()
    }

    private func rehearse(
        _ decide: (HistoryState) throws(MigratorError) -> Work?
    ) throws(MigratorError) -> CompletedWork? {
        let state = try failing { () throws(StepFailure) in
            let applied = try history()
            return HistoryState(
                applied: applied, unchanged: knownHistory.unchanged, unfinished: try unfinishedMigration())
        }
        isDeciding = true
        defer { isDeciding = false }
        guard let work = try decide(state) else { return nil }
        try expectNoUses(in: work)
        if work.isOutsideTransaction || work.unfinished != nil {
            let reason = work.unfinished == nil ? NoRehearsal.outsideTransaction : .unfinished
            throw .unsupported(migration: work.entry.id, reason: "\(reason)")
        }
        do {
            let completed = try make(work)
            hasNewEnumValues = hasNewEnumValues || work.steps.addsEnumValue
            return completed
        } catch {
            if hasNewEnumValues, error.isAboutNewEnumValue, !work.steps.filter(\.isOwnSQL).addsEnumValue {
                throw .unsupported(
                    migration: work.entry.id, reason: "\(NoRehearsal.newEnumValue)")
            }
            throw work.failure(error)
        }
    }

    /// Begins a transaction and takes the lock; the history is read when it exists.
    private func beginLocked() throws(StepFailure) -> [AppliedMigration] {
        // Each statement sees what was committed before it, also what was while it waited for the lock.
        try begin()
        do {
            try takeLock()
            place = try currentPlace()
            try command("SET LOCAL lock_timeout = \(lockTimeouts.statement)", for: "set how long to wait for a lock")
            try command("SET CONSTRAINTS ALL IMMEDIATE", for: "have constraints checked at once")
            try createHistory()
            return try history()
        } catch {
            try? connection.run("ROLLBACK")
            throw error
        }
    }

    private func begin() throws(StepFailure) {
        try command("BEGIN ISOLATION LEVEL READ COMMITTED", for: "begin")
    }

    private func takeLock() throws(StepFailure) {
        var waited = 0
        var pause = 50
        while true {
            let sql = "SELECT pg_catalog.pg_try_advisory_xact_lock(\(try lockKey()))"
            if try number(sql, doing: "take the lock") == 1 { return }
            guard waited < lockTimeouts.run else {
                let holder = try migratingSession().map { ": \($0)" } ?? ""
                let error = DatabaseError(
                    kind: .busy, code: 0, message: "another program is migrating this database\(holder)",
                    statement: sql)
                throw .database(error, doing: "take the lock")
            }
            // What the holder does may wait for every transaction that is open, as CREATE INDEX CONCURRENTLY does.
            try command("ROLLBACK", for: "wait for the lock")
            Platform.sleep(milliseconds: pause)
            try begin()
            waited += pause
            pause = min(pause * 2, 1000)
        }
    }

    /// Of sessions that are not the user's own, the server may tell no more than number and user.
    package func migratingSession() throws(StepFailure) -> LockingSession? {
        let key = UInt64(bitPattern: try lockKey())
        let rows = try? connection.rows(
            """
            SELECT l.pid, a.usename::text, pg_catalog.host(a.client_addr) || ':' || a.client_port,
            CASE WHEN a.state IS NOT NULL THEN (a.state <> 'active')::integer END,
            pg_catalog.to_char(a.state_change AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            FROM pg_locks AS l LEFT JOIN pg_stat_activity AS a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
            AND l.database = (SELECT oid FROM pg_database WHERE datname = pg_catalog.current_database())
            AND l.classid::bigint = \(key >> 32) AND l.objid::bigint = \(key & 0xffff_ffff)
            """)
        return LockingSession(rows?.first)
    }

    /// One lock for each schema that holds a history.
    func lockKey() throws(StepFailure) -> Int64 {
        Int64(bitPattern: FNV1a.hash64("raido \(try currentSchema())".utf8))
    }

    /// The schema in which tables are made and looked for.
    @discardableResult
    func currentSchema() throws(StepFailure) -> String {
        let schema = try asking("find the schema") { () throws(DatabaseError) in
            try connection.texts("SELECT pg_catalog.current_schema()").first
        }
        guard let schema else { throw .noSchema }
        return schema
    }

    /// Makes something in a transaction, again and again while a lock that it needs is not to be had.
    ///
    /// - Parameter begin: What comes before it is made once more.
    func patiently<Result>(
        _ make: () throws(StepFailure) -> Result, again begin: () throws(StepFailure) -> Void = {}
    ) throws(StepFailure) -> Result {
        for attempt in 1..<lockTimeouts.attempts {
            do { return try make() } catch {
                guard case .database(let cause, _) = error, cause.isPassing else { throw error }
            }
            try? connection.run("ROLLBACK")
            Platform.sleep(milliseconds: lockTimeouts.pause(after: attempt))
            try begin()
        }
        do { return try make() } catch { throw namingHolder(error) }
    }

    private func make(_ work: Work) throws(StepFailure) -> CompletedWork {
        let start = ContinuousClock.now
        try provideUUIDs(for: work)
        try run(work.steps)
        try restoreSession(after: work)
        let duration = (ContinuousClock.now - start).seconds
        try write(work.entry, duration: duration)
        return CompletedWork(id: work.entry.id, duration: duration)
    }

    /// PostgreSQL 12 has its generator of UUIDs in an extension.
    private func provideUUIDs(for work: Work) throws(StepFailure) {
        let needsThem = work.steps.contains { step in
            guard case .statement(let statement) = step else { return false }
            return statement.text.contains(Self.uuidFunction)
        }
        guard needsThem else { return }
        let known = try number(
            """
            SELECT count(*) FROM pg_proc WHERE proname = 'gen_random_uuid'
            AND pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'pg_catalog')
            """, doing: "look for gen_random_uuid()")
        guard known == 0 else { return }
        try command(
            "CREATE EXTENSION IF NOT EXISTS pgcrypto", for: "have gen_random_uuid(), which PostgreSQL 13 has built in")
        uuidFunctionOfExtension = try asking("look for gen_random_uuid()") { () throws(DatabaseError) in
            try connection.texts(
                """
                SELECT pg_catalog.quote_ident(nspname::text) || '.gen_random_uuid()' FROM pg_extension
                JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = 'pgcrypto'
                """
            ).first
        }
    }

    private static let uuidFunction = "pg_catalog.gen_random_uuid()"

    /// A rendered statement as this server takes it.
    private func spelled(_ text: String) -> String {
        uuidFunctionOfExtension.map { text.replacing(Self.uuidFunction, with: $0) } ?? text
    }

    func run(_ step: Step) throws(StepFailure) {
        switch step {
        case .statement(let statement):
            switch statement.replaced {
            case .type(let column, let table, let collation)?:
                try expectSameCollation(of: column, table, besides: collation) { () throws(StepFailure) in
                    try run(statement)
                }
            case let replaced?:
                try expectNothingElse(on: replaced)
                try run(statement)
            case nil: try run(statement)
            }
        case .rebuild: preconditionFailure("only SQLite rebuilds tables")
        }
    }

    private func run(_ statement: SQLStatement) throws(StepFailure) {
        try asking(statement.purpose) { () throws(DatabaseError) in
            switch statement.origin {
            case .rendered: try connection.run(spelled(statement.text))
            case .raw: try connection.runScript(statement.text)
            }
        }
    }

    package func rowCount(of table: String) throws(StepFailure) -> Int? {
        let there = try number(
            "SELECT count(*) FROM pg_tables WHERE schemaname = pg_catalog.current_schema() AND tablename = $1",
            [.text(table)],
            doing: "look for table '\(table)'")
        guard there == 1 else { return nil }
        return Int(try number("SELECT count(*) FROM \(quote(table))", doing: "count the rows of '\(table)'") ?? 0)
    }

    package func rowCount(of table: String, withoutValueIn column: String) throws(StepFailure) -> Int? {
        guard try rowCount(of: table) != nil else { return nil }
        return Int(
            try number(
                "SELECT count(*) FROM \(quote(table)) WHERE \(quote(column)) IS NULL",
                doing: "count the rows of '\(table)' without '\(column)'") ?? 0)
    }

    /// A refusal would end the transaction, so only what is done for the answer is undone.
    package func answer(to query: String) throws(StepFailure) -> RowAnswer {
        guard isDeciding else { return try connection.answer(to: query) }
        try command("SAVEPOINT raido_question", for: "look at the rows")
        let answer = try connection.answer(to: query)
        try command("ROLLBACK TO SAVEPOINT raido_question", for: "look at the rows")
        return answer
    }

    func command(_ sql: String, for purpose: String) throws(StepFailure) {
        try asking(purpose) { () throws(DatabaseError) in try connection.run(sql) }
    }

    func number(_ sql: String, _ values: [SQLValue] = [], doing: String) throws(StepFailure) -> Int64? {
        try asking(doing) { () throws(DatabaseError) in try connection.number(sql, values) }
    }
}

extension Work {
    /// Of this work in a transaction that is rolled back, if it is still there.
    fileprivate func failure(_ failure: StepFailure) -> MigratorError {
        if case .database(let cause, _) = failure, cause.kind == .endedTransaction {
            return .undecided(migration: entry.id, isReverting: entry.isRemoval, failure)
        }
        return .failed(migration: entry.id, isReverting: entry.isRemoval, failure)
    }
}

/// How long to wait, in milliseconds.
package struct PostgreSQLLockTimeouts: Sendable {
    /// For another program that migrates the same database.
    package var run = 60_000
    /// For the lock of a table, each time.
    package var statement = 5000
    /// How often to try again when the lock of a table was not to be had.
    package var attempts = 6

    package init(run: Int = 60_000, statement: Int = 5000, attempts: Int = 6) {
        self.run = run
        self.statement = statement
        self.attempts = attempts
    }

    /// Longer each time, so that what holds the lock gets its turn.
    func pause(after attempt: Int) -> Int { min(statement, 50 << min(attempt, 10)) }
}
