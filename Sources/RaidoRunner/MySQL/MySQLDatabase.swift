package import Raido
import RaidoSQL

/// A MySQL or MariaDB database, migrated through one connection.
///
/// There, each statement that defines something commits. So a journal shows which statement of which migration is
/// being run, and the next run resumes from there.
package final class MySQLDatabase: Database {
    package let engine: Engine
    package let historyTable: HistoryTable
    let connection: any Connection

    /// How long to wait for another program's lock, in seconds.
    private let migrationLockTimeout: Int

    /// Whether the caller makes sure that no other run is in progress.
    private let isSingleRunner: Bool

    /// Whether the lock keeps out every other run; nil until the server was asked.
    private var isLockShared: Bool?

    /// How long a statement waits for a table that others use, in seconds.
    let lockTimeout: Int

    /// What the session is to have, as the server lets it.
    var session = MySQLSessionSettings()

    /// Whether the session replicates to a Galera cluster, if the server belongs to one.
    var isReplicating = false

    /// The most bytes that the server takes at once.
    var largestPacket = Int.max

    /// The history as it was read last.
    var knownHistory = KnownHistory()

    /// Whether settings that the user's statements of this migration made are kept.
    var keepsPersonsSettings = false

    package init(
        _ connection: any Connection, history: HistoryTable = .standard, lockTimeout: Int = 5,
        migrationLockTimeout: Int = 60, singleRunner: Bool = false
    ) throws(OpenError) {
        historyTable = history
        self.connection = connection
        self.migrationLockTimeout = migrationLockTimeout
        self.lockTimeout = lockTimeout
        isSingleRunner = singleRunner
        do {
            // Under the server's own limits, no query might be answered.
            try connection.run("SET SESSION sql_select_limit = 18446744073709551615, SESSION sql_big_selects = 1")
            let version = try connection.texts("SELECT version()").first ?? ""
            engine = try MySQLVersion(version).supportedEngine()
            try setUp()
            try waitForCluster()
        } catch let error as DatabaseError {
            throw .cannotConnect(error.words)
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
        _ decide: (HistoryState) throws(MigratorError) -> Work?
    ) throws(MigratorError) -> CompletedWork? {
        try takeLock()
        // Closing the connection releases it too, so that nothing is lost where this fails.
        defer { try? connection.run("DO RELEASE_LOCK(\(mysqlLockName))") }
        let state = try failing { () throws(StepFailure) in
            if keepsPersonsSettings { try asking("set the session up") { () throws(DatabaseError) in try setUp() } }
            try createHistory()
            try createJournal()
            let applied = try history()
            return HistoryState(
                applied: applied, unchanged: knownHistory.unchanged, unfinished: try unfinishedMigration())
        }
        guard let work = try decide(state) else { return nil }
        try expectTypes(of: work)
        try expectKeys(of: work)
        // What was started passed then.
        if work.unfinished == nil {
            try expectNoUses(in: work)
            try expectTriggers(of: work)
        }
        let start = ContinuousClock.now
        try make(work)
        let duration = (ContinuousClock.now - start).seconds
        try failing { () throws(StepFailure) in try finish(work.entry, duration: duration) }
        return CompletedWork(id: work.entry.id, duration: duration)
    }

    package func rowCount(of table: String) throws(StepFailure) -> Int? { try rowCount(of: table, where: "1 = 1") }

    package func rowCount(of table: String, withoutValueIn column: String) throws(StepFailure) -> Int? {
        try rowCount(of: table, where: "\(backtickQuote(column)) IS NULL")
    }

    private func rowCount(of table: String, where condition: String) throws(StepFailure) -> Int? {
        try asking("count rows of '\(table)'") { () throws(DatabaseError) in
            guard try hasTable(table) else { return nil }
            let query = "SELECT count(*) FROM \(backtickQuote(table)) WHERE \(condition)"
            return try connection.number(query).map { Int($0) }
        }
    }

    package func answer(to query: String) throws(StepFailure) -> RowAnswer { try connection.answer(to: query) }

    func hasTable(_ name: String) throws(DatabaseError) -> Bool {
        try connection.number(
            """
            SELECT count(*) FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name = ?
            """, [.text(name)]) == 1
    }
}

// The lock
extension MySQLDatabase {
    /// Keeps other runs out, before anything is written.
    ///
    /// - Throws: ``MigratorError/lockNotShared(_:)`` if the lock cannot do that.
    private func takeLock() throws(MigratorError) {
        if isLockShared == nil {
            let cluster = try failing { () throws(StepFailure) in
                try asking("find out whether the server belongs to a cluster") { () throws(DatabaseError) in
                    try connection.cluster()
                }
            }
            if let cluster, !isSingleRunner { throw .lockNotShared(cluster) }
            isLockShared = cluster == nil
        }
        try failing { () throws(StepFailure) in try takeLockOfServer() }
    }

    private func takeLockOfServer() throws(StepFailure) {
        let statement = "SELECT GET_LOCK(\(mysqlLockName), \(migrationLockTimeout))"
        let answer = try asking("take the lock") { () throws(DatabaseError) -> Int64? in
            do throws(DatabaseError) { return try connection.number(statement) } catch {
                // The caller keeps other runs out.
                guard isLockShared == false, error.isRefusedInCluster else { throw error }
                return 1
            }
        }
        guard answer == 1 else {
            let holder = migratingSession().map { " by \($0)" } ?? ""
            let error = DatabaseError(
                kind: .busy, code: 0, message: "it is held for longer than \(migrationLockTimeout) seconds\(holder)",
                statement: statement)
            throw .database(error, doing: "take the lock")
        }
    }

    /// Without the right to see the sessions of others, only the holder's number is known.
    package func migratingSession() -> LockingSession? {
        let number = "CAST(IS_USED_LOCK(\(mysqlLockName)) AS signed)"
        let known = try? connection.rows(
            """
            SELECT CAST(`id` AS signed), `user`, `host`, `command` = 'Sleep',
            date_format(utc_timestamp() - INTERVAL `time` SECOND, '%Y-%m-%dT%H:%i:%sZ')
            FROM information_schema.processlist WHERE `id` = \(number)
            """)
        if let holder = LockingSession(known?.first) { return holder }
        return LockingSession((try? connection.rows("SELECT \(number), NULL, NULL, NULL, NULL"))?.first)
    }
}
