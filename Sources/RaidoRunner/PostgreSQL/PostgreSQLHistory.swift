import Raido
import RaidoSQL

extension PostgreSQLDatabase {
    /// Only under the lock: `IF NOT EXISTS` alone does not keep two programs from making it at once.
    func createHistory() throws(StepFailure) {
        guard try historyIsThere() == false else { return }
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

    private func historyIsThere() throws(StepFailure) -> Bool {
        try number(
            "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1",
            [.text(historyTable.name)], doing: "look for the history table") == 1
    }

    /// The schema that holds a history and was the first one until there was one of the user's name: by default the path
    /// is `"$user", public`. Who names schemas has several histories on purpose.
    private func schemaOfOtherHistory() throws(StepFailure) -> String? {
        try asking("look for the history table") { () throws(DatabaseError) in
            try connection.texts(
                """
                SELECT schemaname::text FROM pg_tables
                WHERE schemaname = ANY (current_schemas(false)) AND tablename = $1
                AND current_schema() = current_user AND current_setting('search_path') LIKE '"$user"%' LIMIT 1
                """, [.text(historyTable.name)]
            ).first
        }
    }

    package func history() throws(StepFailure) -> [AppliedMigration] {
        let schema = try currentSchema()
        guard try historyIsThere() else {
            knownHistory = KnownHistory()
            if let other = try schemaOfOtherHistory() { throw .otherHistory(schema: other, first: schema) }
            return []
        }
        let table = quote(historyTable.name)
        let extent = try asking("read the history") { () throws(DatabaseError) in
            try connection.rows("SELECT count(*), coalesce(max(place), 0) FROM \(table)").first
        }
        try knownHistory.update(
            count: Int(extent?[0].integer ?? 0), last: extent?[1].integer ?? 0
        ) { (place) throws(StepFailure) in
            try asking("read the history") { () throws(DatabaseError) in
                try connection.rows(
                    """
                    SELECT place, id, batch, checksum, applied_at, duration FROM \(table)
                    WHERE place > $1 ORDER BY place
                    """, [.integer(place)]
                ).map { KnownHistory.Row(place: $0[0].integer ?? 0, migration: AppliedMigration($0.dropFirst())) }
            }
        }
        return knownHistory.migrations
    }

    /// Only `recording` comes here, in the transaction of the work itself.
    func write(_ entry: Work.Entry, duration: Double) throws(StepFailure) {
        try forgetJournal(entry)
        try asking("write the history") { () throws(DatabaseError) in
            switch entry {
            case .add(let id, let batch, let checksum):
                try connection.run(
                    """
                    INSERT INTO \(quote(historyTable.name)) (id, batch, checksum, applied_at, duration)
                    VALUES ($1, $2, $3, to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), $4)
                    ON CONFLICT (id) DO NOTHING
                    """, [.text(id), .text(batch), .text(checksum), .real(duration)])
            case .remove(let id, _):
                try connection.run("DELETE FROM \(quote(historyTable.name)) WHERE id = $1", [.text(id)])
            }
        }
    }
}
