import Raido
import RaidoSQL

// Who holds a lock that a migration waits for.
extension MySQLDatabase {
    /// The failure of a statement that did not get a lock in time, with the session that holds one on a table that the
    /// statement names, as far as the server tells this user.
    func namingHolder(_ error: DatabaseError) -> DatabaseError {
        guard error.kind == .busy, let (table, session) = holder(of: error.statement) else { return error }
        var error = error
        error.message += "; '\(table)' is locked by \(session)"
        return error
    }

    private func holder(of statement: String) -> (table: String, LockingSession)? {
        let names = Set(SQLPieces(statement, for: engine).compactMap { $0.token?.identifier })
        guard !names.isEmpty else { return nil }
        let list = names.sorted().map(backslashLiteral).joined(separator: ", ")
        let rows = try? connection.rows(engine == .mysql ? Self.holders(of: list) : Self.mariaDBHolders(of: list))
        guard let row = rows?.first, let table = row.first?.text, let session = LockingSession(Array(row.dropFirst()))
        else { return nil }
        return (table, session)
    }

    /// That a table is used, MySQL tells in its performance schema (MySQL manual, "The metadata_locks Table").
    private static func holders(of names: String) -> String {
        """
        SELECT l.object_name, \(session)
        FROM performance_schema.metadata_locks AS l JOIN performance_schema.threads AS t ON t.thread_id = l.owner_thread_id
        JOIN information_schema.processlist AS p ON p.id = t.processlist_id
        WHERE l.object_type = 'TABLE' AND l.lock_status = 'GRANTED' AND p.id <> CONNECTION_ID()
        AND l.object_schema = DATABASE() AND l.object_name IN (\(names)) ORDER BY p.time DESC LIMIT 1
        """
    }

    /// MariaDB tells it where the plug-in `metadata_lock_info` is installed.
    private static func mariaDBHolders(of names: String) -> String {
        """
        SELECT l.table_name, \(session)
        FROM information_schema.metadata_lock_info AS l JOIN information_schema.processlist AS p ON p.id = l.thread_id
        WHERE p.id <> CONNECTION_ID() AND l.table_schema = DATABASE() AND l.table_name IN (\(names))
        ORDER BY p.time DESC LIMIT 1
        """
    }

    private static let session = """
        CAST(p.`id` AS signed), p.`user`, p.`host`, p.`command` = 'Sleep',
        date_format(utc_timestamp() - INTERVAL p.`time` SECOND, '%Y-%m-%dT%H:%i:%sZ')
        """
}
