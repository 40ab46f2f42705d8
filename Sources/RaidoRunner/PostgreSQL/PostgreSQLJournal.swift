import Raido
import RaidoSQL

// What PostgreSQL refuses inside a transaction commits by itself, so a migration that holds such a statement is made in
// parts. The journal shows which part comes next; it is there only where it was needed.
extension PostgreSQLDatabase {
    package func unfinishedMigration() throws(StepFailure) -> UnfinishedMigration? {
        guard try isThere(historyTable.journal) else { return nil }
        return try asking("read the journal") { () throws(DatabaseError) in
            try connection.rows(
                """
                SELECT id, direction, checksum, step, steps, statement, is_made, started_at, made, state_before
                FROM \(quote(historyTable.journal)) WHERE step > 0
                """
            ).first.map { row in
                UnfinishedMigration(
                    id: row[0].text ?? "", isReverting: row[1].text == "down", checksum: row[2].text ?? "",
                    step: Int(row[3].integer ?? 0), count: Int(row[4].integer ?? 0), statement: row[5].text ?? "",
                    isMade: row[6].integer == 1, made: row[8].text ?? "", before: row[9].text ?? "",
                    startedAt: row[7].text ?? "")
            }
        }
    }

    /// In the transaction of the lock, so it is there for good when that is committed.
    func startJournal(_ entry: Work.Entry, parts: Int) throws(StepFailure) {
        try asking("write the journal") { () throws(DatabaseError) in
            try connection.run(
                """
                CREATE TABLE IF NOT EXISTS \(quote(historyTable.journal)) (
                    "id" text NOT NULL PRIMARY KEY, "checksum" text NOT NULL, "direction" text NOT NULL,
                    "step" integer NOT NULL, "steps" integer NOT NULL, "statement" text NOT NULL,
                    "is_made" boolean NOT NULL, "made" text NOT NULL, "state_before" text NOT NULL,
                    "started_at" text NOT NULL
                )
                """)
            // Of which nothing was started.
            try connection.run("DELETE FROM \(quote(historyTable.journal)) WHERE step = 0")
            try connection.run(
                """
                INSERT INTO \(quote(historyTable.journal)) VALUES
                ($1, $2, $3, 0, $4::integer, '', false, '', '', pg_catalog.to_char(pg_catalog.now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
                """,
                [
                    .text(entry.id), .text(entry.checksum), .text(entry.isRemoval ? "down" : "up"),
                    .integer(Int64(parts)),
                ])
        }
    }

    /// Notes that a part comes next, which says of those before that they are made.
    ///
    /// - Parameter before: What the database says of the thing that the part is about.
    func notePart(_ part: JournalPlace, before: String, of entry: Work.Entry) throws(StepFailure) {
        try asking("write the journal") { () throws(DatabaseError) in
            try connection.run(
                """
                UPDATE \(quote(historyTable.journal)) SET step = $1::integer, steps = $2::integer, statement = $3, made = $4,
                    checksum = $5, is_made = false, state_before = $7 WHERE id = $6
                """,
                [
                    .integer(Int64(part.step)), .integer(Int64(part.count)), .text(part.statement), .text(part.made),
                    .text(entry.checksum), .text(entry.id), .text(before),
                ])
        }
    }

    func noteMade(_ entry: Work.Entry) throws(StepFailure) {
        try asking("write the journal") { () throws(DatabaseError) in
            try connection.run(
                "UPDATE \(quote(historyTable.journal)) SET is_made = true WHERE id = $1", [.text(entry.id)])
        }
    }

    func forgetJournal(_ entry: Work.Entry) throws(StepFailure) {
        guard try isThere(historyTable.journal) else { return }
        try asking("write the journal") { () throws(DatabaseError) in
            try connection.run("DELETE FROM \(quote(historyTable.journal)) WHERE id = $1", [.text(entry.id)])
        }
    }
}
