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

    package func history() throws(StepFailure) -> [AppliedMigration] { try historyState().applied }

    /// The applied migrations, and how many of them are those of the last time.
    func historyState() throws(StepFailure) -> HistoryState {
        let exists = try asking("open the database") { () throws(DatabaseError) in try connection.exists }
        guard exists, try hasHistory() else { return HistoryState(applied: []) }
        let version = try versionOfOthers() ?? 0
        if let known = knownHistory, known.version == version {
            knownHistory?.seen = known.rows.count
            return HistoryState(applied: known.rows, unchanged: known.seen)
        }
        try expectNoTriggers()
        let rows = try historyRows("ORDER BY rowid")
        let former = knownHistory?.rows ?? formerHistory
        let unchanged = zip(rows, former).prefix { $0 == $1 }.count
        formerHistory = []
        knownHistory = (version, rows, rows.count)
        return HistoryState(applied: rows, unchanged: unchanged)
    }

    /// Only asked where the history is read again, so also after the user's SQL of a migration.
    private func expectNoTriggers() throws(StepFailure) {
        let names = try asking("look for triggers on the history table") { () throws(DatabaseError) in
            try connection.texts(
                """
                SELECT name FROM main.sqlite_master WHERE type = 'trigger' AND lower(tbl_name) = lower(?) ORDER BY name
                """, [.text(historyTable.name)])
        }
        guard names.isEmpty else {
            throw .untrusted(UntrustedTable(name: historyTable.name, reason: .triggers(names)))
        }
    }

    package func otherHistories() throws(StepFailure) -> [OtherHistory] {
        let exists = try asking("open the database") { () throws(DatabaseError) in try connection.exists }
        guard exists, try !hasHistory() else { return [] }
        let names = try asking("look for the history table") { () throws(DatabaseError) in
            try connection.texts(
                "SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql LIKE '%checksum%applied_at%'")
        }
        return names.compactMap { name in
            // The query fails on a table without these columns.
            let query = "SELECT \(OtherHistory.columns.joined(separator: ", ")) FROM main.\(quote(name))"
            guard let rows = try? connection.rows(query) else { return nil }
            let renaming = "ALTER TABLE \(quote(name)) RENAME TO \(quote(historyTable.name))"
            return OtherHistory(table: name, ids: rows.compactMap { $0[0].text }, renaming: [renaming])
        }
    }

    private func hasHistory() throws(StepFailure) -> Bool {
        try number(
            "SELECT count(*) FROM pragma_table_info(?)", [.text(historyTable.name)],
            doing: "look for the history table") != 0
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
        case .remove(let id, _):
            guard let known = knownHistory, let place = known.rows.lastIndex(where: { $0.id == id }) else { return }
            knownHistory?.rows.remove(at: place)
            knownHistory?.seen = min(known.seen, place)
        }
    }
}
