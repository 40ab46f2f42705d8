import RaidoSQL

/// The table that tells which migration is being applied or reverted.
package let journalTable = "_raido_journal"

/// A migration that was begun and not finished.
public struct UnfinishedMigration: Hashable, Sendable {
    public var id: String
    public var isReverting: Bool

    /// The statement that was begun last, counted from 1, and how many there are; 0 where none was begun.
    public var step: Int
    public var count: Int
    public var statement: String

    /// In UTC: `2026-01-31T12:00:00Z`.
    public var startedAt: String
}

extension MySQLDatabase {
    /// Two programs may come here at once; the second one finds them made.
    func createHistory() throws(StepFailure) {
        try asking("create the history table") { () throws(DatabaseError) in
            let key = "varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL"
            try connection.run(
                """
                CREATE TABLE IF NOT EXISTS \(backtickQuote(historyTable)) (
                    place bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
                    id \(key) UNIQUE, batch \(key), checksum \(key), applied_at \(key), duration double NOT NULL
                ) ENGINE=InnoDB
                """)
            try connection.run(
                """
                CREATE TABLE IF NOT EXISTS \(backtickQuote(journalTable)) (
                    id \(key) PRIMARY KEY, checksum \(key), direction \(key), step int NOT NULL, steps int NOT NULL,
                    statement longtext CHARACTER SET utf8mb4 NOT NULL, started_at \(key)
                ) ENGINE=InnoDB
                """)
        }
    }

    package func history() throws(StepFailure) -> [AppliedMigration] {
        try asking("read the history") { () throws(DatabaseError) in
            guard try hasTable(historyTable) else { return [] }
            return try connection.rows(
                """
                SELECT id, batch, checksum, applied_at, duration FROM \(backtickQuote(historyTable)) ORDER BY place
                """
            ).map { row in
                AppliedMigration(
                    id: row[0].text ?? "", batch: row[1].text ?? "", checksum: row[2].text ?? "",
                    appliedAt: row[3].text ?? "", duration: row[4].real ?? 0)
            }
        }
    }

    func unfinishedMigration() throws(StepFailure) -> UnfinishedMigration? {
        try asking("read the journal") { () throws(DatabaseError) in
            try connection.rows(
                "SELECT id, direction, step, steps, statement, started_at FROM \(backtickQuote(journalTable)) ORDER BY id"
            ).first.map { row in
                UnfinishedMigration(
                    id: row[0].text ?? "", isReverting: row[1].text == "down", step: Int(row[2].integer ?? 0),
                    count: Int(row[3].integer ?? 0), statement: row[4].text ?? "", startedAt: row[5].text ?? "")
            }
        }
    }

    func startJournal(_ work: Work, steps: Int) throws(StepFailure) {
        try asking("write the journal") { () throws(DatabaseError) in
            let (checksum, direction) =
                switch work.entry {
                case .add(_, _, let checksum): (checksum, "up")
                case .remove: ("", "down")
                }
            try connection.run(
                """
                INSERT INTO \(backtickQuote(journalTable))
                (id, checksum, direction, step, steps, statement, started_at) VALUES (?, ?, ?, 0, ?, '', \(Self.now))
                """,
                [.text(work.entry.id), .text(checksum), .text(direction), .integer(Int64(steps))])
        }
    }

    func noteStep(_ step: Int, _ statement: SQLStatement, of entry: Work.Entry) throws(StepFailure) {
        try asking("write the journal") { () throws(DatabaseError) in
            try connection.run(
                "UPDATE \(backtickQuote(journalTable)) SET step = ?, statement = ? WHERE id = ?",
                [.integer(Int64(step)), .text(statement.text), .text(entry.id)])
        }
    }

    func forgetJournal(_ entry: Work.Entry) throws(StepFailure) {
        try asking("write the journal") { () throws(DatabaseError) in
            try connection.run("DELETE FROM \(backtickQuote(journalTable)) WHERE id = ?", [.text(entry.id)])
        }
    }

    /// Writes what was done to the history and strikes it from the journal, both or neither.
    func finish(_ entry: Work.Entry, duration: Double) throws(StepFailure) {
        try asking("begin the history's transaction") { () throws(DatabaseError) in
            try connection.run("START TRANSACTION")
        }
        do {
            try write(entry, duration: duration)
            try forgetJournal(entry)
            try asking("write the history") { () throws(DatabaseError) in try connection.run("COMMIT") }
        } catch {
            try? connection.run("ROLLBACK")
            throw error
        }
    }

    private func write(_ entry: Work.Entry, duration: Double) throws(StepFailure) {
        try asking("write the history") { () throws(DatabaseError) in
            switch entry {
            case .add(let id, let batch, let checksum):
                try connection.run(
                    """
                    INSERT INTO \(backtickQuote(historyTable)) (id, batch, checksum, applied_at, duration)
                    VALUES (?, ?, ?, \(Self.now), ?)
                    """, [.text(id), .text(batch), .text(checksum), .real(duration)])
            case .remove(let id):
                try connection.run("DELETE FROM \(backtickQuote(historyTable)) WHERE id = ?", [.text(id)])
            }
        }
    }

    private static let now = "date_format(utc_timestamp(), '%Y-%m-%dT%H:%i:%sZ')"
}
