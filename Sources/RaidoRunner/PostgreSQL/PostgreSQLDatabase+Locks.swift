import Raido
import RaidoSQL

// Who holds a lock that a migration waits for.
extension PostgreSQLDatabase {
    /// The failure of a statement that did not get a lock in time, with the session that holds one on a table that the
    /// statement names. The transaction is rolled back before: after an error, it answers nothing.
    func namingHolder(_ failure: StepFailure) -> StepFailure {
        guard case .database(var error, let purpose) = failure, error.kind == .busy else { return failure }
        try? connection.run("ROLLBACK")
        guard let (table, session) = holder(of: error.statement) else { return failure }
        error.message += "; '\(table)' is locked by \(session)"
        return .database(error, doing: purpose)
    }

    /// Of several, the one whose transaction is the oldest.
    private func holder(of statement: String) -> (table: String, LockingSession)? {
        let names = Set(SQLTokens(statement).compactMap(\.identifier).flatMap { [$0, $0.lowercased()] })
        guard !names.isEmpty else { return nil }
        let rows = try? connection.rows(
            """
            SELECT c.relname::text, l.pid, a.usename::text, pg_catalog.host(a.client_addr) || ':' || a.client_port,
            CASE WHEN a.state IS NOT NULL THEN (a.state <> 'active')::integer END,
            pg_catalog.to_char(a.state_change AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            FROM pg_catalog.pg_locks AS l JOIN pg_catalog.pg_class AS c ON c.oid = l.relation
            LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
            WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
            AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
            AND c.relkind IN ('r', 'p') AND c.relname IN (\(names.sorted().map(literal).joined(separator: ", ")))
            AND pg_catalog.pg_table_is_visible(c.oid)
            ORDER BY a.xact_start NULLS LAST LIMIT 1
            """)
        guard let row = rows?.first, let table = row.first?.text, let session = LockingSession(Array(row.dropFirst()))
        else { return nil }
        return (table, session)
    }
}
