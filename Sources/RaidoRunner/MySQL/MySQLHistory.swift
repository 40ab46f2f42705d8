import Raido
import RaidoSQL

extension MySQLDatabase {
    /// Two programs may come here at once; the second one finds them made.
    func createHistory() throws(StepFailure) {
        try asking("create the history table") { () throws(DatabaseError) in
            let key = Self.textColumn
            try connection.run(
                """
                CREATE TABLE IF NOT EXISTS \(backtickQuote(historyTable.name)) (
                    place bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
                    id \(key) UNIQUE, batch \(key), checksum \(key), applied_at \(key), duration double NOT NULL
                ) \(mysqlStorage)
                """)
        }
    }

    package func history() throws(StepFailure) -> [AppliedMigration] {
        let table = backtickQuote(historyTable.name)
        let extent = try asking("read the history") { () throws(DatabaseError) -> [SQLValue]? in
            guard try hasTable(historyTable.name) else {
                try expectNone(historyTable.name)
                return nil
            }
            return try connection.rows("SELECT count(*), coalesce(max(place), 0) FROM \(table)").first
        }
        try knownHistory.update(
            count: Int(extent?[0].integer ?? 0), last: extent?[1].integer ?? 0
        ) { (place) throws(StepFailure) in
            try asking("read the history") { () throws(DatabaseError) in
                try connection.rows(
                    """
                    SELECT place, id, batch, checksum, applied_at, duration FROM \(table)
                    WHERE place > ? ORDER BY place
                    """, [.integer(place)]
                ).map { KnownHistory.Row(place: $0[0].integer ?? 0, migration: AppliedMigration($0.dropFirst())) }
            }
        }
        return knownHistory.migrations
    }

    /// Tables that a user has no right on are not listed.
    private func expectNone(_ table: String) throws(DatabaseError) {
        do { try connection.run("SELECT 1 FROM \(backtickQuote(table)) LIMIT 0") } catch {
            // Error 1146: there is no such table.
            guard error.code == 1146 else { throw error }
        }
    }

    func write(_ entry: Work.Entry, duration: Double) throws(StepFailure) {
        try asking("write the history") { () throws(DatabaseError) in
            switch entry {
            case .add(let id, let batch, let checksum):
                // It is there already where a person ends a reverting that was interrupted.
                try connection.run(
                    """
                    INSERT INTO \(backtickQuote(historyTable.name)) (id, batch, checksum, applied_at, duration)
                    VALUES (?, ?, ?, \(Self.now), ?) ON DUPLICATE KEY UPDATE id = id
                    """, [.text(id), .text(batch), .text(checksum), .real(duration)])
            case .remove(let id, _):
                try connection.run("DELETE FROM \(backtickQuote(historyTable.name)) WHERE id = ?", [.text(id)])
            }
        }
    }

    package var longestIdentity: Int? { Self.textLength }

    /// In characters.
    private static let textLength = 255

    /// The words of a column that holds a name, a checksum or a moment.
    static let textColumn = "varchar(\(textLength)) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL"

    static let now = "date_format(utc_timestamp(), '%Y-%m-%dT%H:%i:%sZ')"
}
