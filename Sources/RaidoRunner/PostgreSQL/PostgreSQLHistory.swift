import Raido
import RaidoSQL

extension PostgreSQLDatabase {
    /// Only under the lock: `IF NOT EXISTS` alone does not keep two programs from making it at once.
    func createHistory() throws(StepFailure) {
        guard try !isThere(historyTable.name) else { return }
        _ = try history()
        try command(
            """
            CREATE TABLE \(quote(historyTable.name)) (
                "place" bigint GENERATED ALWAYS AS IDENTITY,
                "id" text NOT NULL PRIMARY KEY,
                "batch" text NOT NULL,
                "checksum" text NOT NULL,
                "applied_at" text NOT NULL,
                "duration" double precision NOT NULL
            )
            """, for: "create the history table")
    }

    package func otherHistories() throws(StepFailure) -> [OtherHistory] {
        guard try !isThere(historyTable.name) else { return [] }
        return try asking("look for the history table") { () throws(DatabaseError) in
            let names = try connection.texts(
                """
                SELECT table_name::text FROM information_schema.columns WHERE table_schema = pg_catalog.current_schema()
                AND column_name IN (\(OtherHistory.columns.map(literal).joined(separator: ", ")))
                GROUP BY table_name HAVING count(*) = \(OtherHistory.columns.count) ORDER BY table_name
                """)
            return try names.map { name throws(DatabaseError) in
                let journal = HistoryTable(name)?.journal ?? ""
                let hasJournal = try connection.number(
                    "SELECT count(*) FROM pg_tables WHERE schemaname = pg_catalog.current_schema() AND tablename = $1",
                    [.text(journal)])
                let pairs = [(name, historyTable.name)] + (hasJournal == 1 ? [(journal, historyTable.journal)] : [])
                return OtherHistory(
                    table: name, ids: try connection.texts("SELECT id FROM \(quote(name))"),
                    renaming: pairs.map { "ALTER TABLE \(quote($0)) RENAME TO \(quote($1))" })
            }
        }
    }

    /// The schema that holds a history and was the first one until there was one of the user's name: by default the
    /// path is `"$user", public`. Who names schemas has several histories on purpose.
    private func schemaOfOtherHistory() throws(StepFailure) -> String? {
        try asking("look for the history table") { () throws(DatabaseError) in
            try connection.texts(
                """
                SELECT schemaname::text FROM pg_tables
                WHERE schemaname = ANY (pg_catalog.current_schemas(false)) AND tablename = $1
                AND pg_catalog.current_schema() = current_user AND pg_catalog.current_setting('search_path') LIKE '"$user"%' LIMIT 1
                """, [.text(historyTable.name)]
            ).first
        }
    }

    package func history() throws(StepFailure) -> [AppliedMigration] {
        let schema = try currentSchema()
        guard try isThere(historyTable.name) else {
            knownHistory = KnownHistory()
            if let other = try schemaOfOtherHistory() { throw .otherHistory(schema: other, first: schema) }
            return []
        }
        let table = quote(historyTable.name)
        let extent = try asking("read the history") { () throws(DatabaseError) in
            try connection.rows(
                "SELECT count(*), coalesce(pg_catalog.max(place), 0), coalesce(pg_catalog.sum(\(Self.digest)), 0) FROM \(table)"
            ).first
        }
        try knownHistory.update(
            count: Int(extent?[0].integer ?? 0), last: extent?[1].integer ?? 0, digest: extent?[2].integer ?? 0
        ) { (place) throws(StepFailure) in
            try asking("read the history") { () throws(DatabaseError) in
                try connection.rows(
                    """
                    SELECT place, \(Self.digest), id, batch, checksum, applied_at, duration FROM \(table)
                    WHERE place > $1 ORDER BY place
                    """, [.integer(place)]
                ).map(KnownHistory.Row.init)
            }
        }
        return knownHistory.migrations
    }

    /// A hash of 32 bits: the server can add up the hashes of all rows.
    private static let digest = "pg_catalog.hashtext(pg_catalog.concat_ws(' ', id, batch, checksum, applied_at))"

    /// Only `recording` comes here, in the transaction of the work itself.
    func write(_ entry: Work.Entry, duration: Double) throws(StepFailure) {
        try forgetJournal(entry)
        try asking("write the history") { () throws(DatabaseError) in
            switch entry {
            case .add(let id, let batch, let checksum):
                try connection.run(
                    """
                    INSERT INTO \(quote(historyTable.name)) (id, batch, checksum, applied_at, duration)
                    VALUES ($1, $2, $3, pg_catalog.to_char(pg_catalog.clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), $4)
                    ON CONFLICT (id) DO NOTHING
                    """, [.text(id), .text(batch), .text(checksum), .real(duration)])
            case .remove(let id, _):
                try connection.run("DELETE FROM \(quote(historyTable.name)) WHERE id = $1", [.text(id)])
            }
        }
    }
}
