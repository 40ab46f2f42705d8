import Raido
import RaidoSQL

extension SQLiteDatabase {
    /// Two programs may come here at once; the second one finds it made.
    func createHistory() throws(StepFailure) {
        try asking("create the history table") { () throws(DatabaseError) in
            try connection.run(
                """
                CREATE TABLE IF NOT EXISTS \(quote(historyTable.name)) (
                    "id" text NOT NULL PRIMARY KEY,
                    "batch" text NOT NULL,
                    "checksum" text NOT NULL,
                    "applied_at" text NOT NULL,
                    "duration" real NOT NULL
                )
                """)
        }
    }

    /// It changes with nothing that this connection does (SQLite manual, "PRAGMA data_version").
    package func versionOfOthers() throws(StepFailure) -> Int64? {
        try number("PRAGMA data_version", doing: "look for changes by others")
    }

    package func history() throws(StepFailure) -> [AppliedMigration] {
        let isThere = try asking("open the database") { () throws(DatabaseError) in try connection.isThere }
        guard isThere, try rowCount(of: historyTable.name) != nil else { return [] }
        let version = try versionOfOthers() ?? 0
        if let known = knownHistory, known.version == version { return known.rows }
        let rows = try historyRows("ORDER BY rowid")
        knownHistory = (version, rows)
        return rows
    }

    private func historyRows(_ clause: String, _ values: [SQLValue] = []) throws(StepFailure) -> [AppliedMigration] {
        try asking("read the history") { () throws(DatabaseError) in
            try connection.rows(
                "SELECT id, batch, checksum, applied_at, duration FROM \(quote(historyTable.name)) \(clause)", values
            ).map { row in
                AppliedMigration(
                    id: row[0].text ?? "", batch: row[1].text ?? "", checksum: row[2].text ?? "",
                    appliedAt: row[3].text ?? "", duration: row[4].real ?? 0)
            }
        }
    }

    /// Only `recording` comes here, in the transaction of the work itself.
    func write(_ entry: Work.Entry, duration: Double) throws(StepFailure) {
        try asking("write the history") { () throws(DatabaseError) in
            switch entry {
            case .add(let id, let batch, let checksum):
                try connection.run(
                    """
                    INSERT INTO \(quote(historyTable.name)) (id, batch, checksum, applied_at, duration)
                    VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?)
                    """, [.text(id), .text(batch), .text(checksum), .real(duration)])
            case .remove(let id, _):
                try connection.run("DELETE FROM \(quote(historyTable.name)) WHERE id = ?", [.text(id)])
            }
        }
        switch entry {
        case .add(let id, _, _): knownHistory?.rows += try historyRows("WHERE id = ?", [.text(id)])
        case .remove(let id, _): knownHistory?.rows.removeAll { $0.id == id }
        }
    }
}
