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
        try expectNoTriggers(on: historyTable.name)
        let extent = try asking("read the history") { () throws(DatabaseError) -> [SQLValue]? in
            guard try hasTable(historyTable.name) else {
                try expectNone(historyTable.name)
                return nil
            }
            return try connection.rows(
                """
                SELECT count(*), coalesce(max(place), 0), CAST(coalesce(sum(\(Self.digest)), 0) AS signed) FROM \(table)
                """
            ).first
        }
        try knownHistory.update(
            count: Int(extent?[0].integer ?? 0), last: extent?[1].integer ?? 0, digest: extent?[2].integer ?? 0
        ) { (place) throws(StepFailure) in
            try asking("read the history") { () throws(DatabaseError) in
                try connection.rows(
                    """
                    SELECT place, \(Self.digest), id, batch, checksum, applied_at, duration FROM \(table)
                    WHERE place > ? ORDER BY place
                    """, [.integer(place)]
                ).map(KnownHistory.Row.init)
            }
        }
        return knownHistory.migrations
    }

    /// A hash of 32 bits: the server can add up the hashes of all rows.
    private static let digest = "CAST(crc32(concat_ws(' ', id, batch, checksum, applied_at)) AS signed)"

    package func otherHistories() throws(StepFailure) -> [OtherHistory] {
        try asking("look for the history table") { () throws(DatabaseError) in
            guard try !hasTable(historyTable.name) else { return [] }
            let names = try connection.texts(
                """
                SELECT table_name FROM information_schema.columns WHERE table_schema = DATABASE()
                AND column_name IN (\(OtherHistory.columns.map { "'\($0)'" }.joined(separator: ", ")))
                GROUP BY table_name HAVING count(*) = \(OtherHistory.columns.count) ORDER BY table_name
                """)
            return try names.map { name throws(DatabaseError) in
                let journal = HistoryTable(name)?.journal ?? ""
                let pairs =
                    [(name, historyTable.name)] + (try hasTable(journal) ? [(journal, historyTable.journal)] : [])
                return OtherHistory(
                    table: name, ids: try connection.texts("SELECT id FROM \(backtickQuote(name))"),
                    renaming: pairs.map { "ALTER TABLE \(backtickQuote($0)) RENAME TO \(backtickQuote($1))" })
            }
        }
    }

    /// Of a trigger the server tells those who may create some on the table.
    private func expectNoTriggers(on table: String) throws(StepFailure) {
        let names = try asking("look for triggers on the history table") { () throws(DatabaseError) in
            try connection.texts(
                """
                SELECT trigger_name FROM information_schema.triggers
                WHERE event_object_schema = DATABASE() AND event_object_table = ? ORDER BY trigger_name
                """, [.text(table)])
        }
        if !names.isEmpty { throw .untrusted(UntrustedTable(name: table, reason: .triggers(names))) }
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
                // It already exists where the user ends a reverting that was interrupted.
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
