import Raido
import RaidoSQL

// A row is there from before the first statement of a migration until its row in the history. A change of it is written
// to InnoDB's log before what comes after it, so a statement that survives a crash of the server never lacks it.
extension MySQLDatabase {
    func createJournal() throws(StepFailure) {
        let text = "longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL"
        try asking("create the journal") { () throws(DatabaseError) in
            try connection.run(
                """
                CREATE TABLE IF NOT EXISTS \(backtickQuote(historyTable.journal)) (
                    id \(Self.textColumn) PRIMARY KEY, checksum \(Self.textColumn), direction \(Self.textColumn),
                    step int NOT NULL, steps int NOT NULL, statement \(text), state_before \(text),
                    is_made boolean NOT NULL, in_doubt boolean NOT NULL DEFAULT 0, made \(Self.textColumn), started_at \(Self.textColumn)
                ) \(mysqlStorage)
                """)
        }
    }

    package func unfinishedMigration() throws(StepFailure) -> UnfinishedMigration? {
        try asking("read the journal") { () throws(DatabaseError) in
            guard try hasTable(historyTable.journal) else { return nil }
            return try connection.rows(
                """
                SELECT id, direction, checksum, step, steps, statement, is_made, state_before, started_at, made, in_doubt
                FROM \(backtickQuote(historyTable.journal)) WHERE step > 0 ORDER BY id
                """
            ).first.map { row in
                UnfinishedMigration(
                    id: row[0].text ?? "", isReverting: row[1].text == "down", checksum: row[2].text ?? "",
                    step: Int(row[3].integer ?? 0), count: Int(row[4].integer ?? 0), statement: row[5].text ?? "",
                    isMade: row[6].integer == 1, isUndone: row[6].integer == 2,
                    isInDoubt: row[10].integer == 1, made: row[9].text ?? "", before: row[7].text ?? "",
                    startedAt: row[8].text ?? "")
            }
        }
    }

    func startJournal(_ entry: Work.Entry, steps: Int) throws(StepFailure) {
        try asking("write the journal") { () throws(DatabaseError) in
            // Of which nothing was started.
            try connection.run("DELETE FROM \(backtickQuote(historyTable.journal)) WHERE step = 0")
            try connection.run(
                """
                INSERT INTO \(backtickQuote(historyTable.journal))
                (id, checksum, direction, step, steps, statement, state_before, is_made, made, started_at)
                VALUES (?, ?, ?, 0, ?, '', '', 0, '', \(Self.now))
                """,
                [
                    .text(entry.id), .text(entry.checksum), .text(entry.isRemoval ? "down" : "up"),
                    .integer(Int64(steps)),
                ])
        }
    }

    /// Notes that a statement comes next, which says of those before that they are made.
    func noteStep(_ place: JournalPlace, before: String, of entry: Work.Entry) throws(StepFailure) {
        try asking("write the journal") { () throws(DatabaseError) in
            try connection.run(
                """
                UPDATE \(backtickQuote(historyTable.journal)) SET step = ?, steps = ?, statement = ?, made = ?, checksum = ?,
                    state_before = ?, is_made = 0
                WHERE id = ?
                """,
                [
                    .integer(Int64(place.step)), .integer(Int64(place.count)), .text(place.statement),
                    .text(place.made), .text(entry.checksum), .text(before), .text(entry.id),
                ])
        }
    }

    /// Notes that the statement is made, in the transaction of the statement itself.
    ///
    /// The session has the user's settings there, so the identity is in digits, which mean the same under all of them.
    func noteMade(_ entry: Work.Entry) throws(DatabaseError) {
        let identity = hexadecimal(entry.id.utf8)
        try connection.run(
            "UPDATE \(backtickQuote(historyTable.journal)) SET is_made = 1 WHERE id = _utf8mb4 x'\(identity)'")
    }

    /// Notes that the statement was refused, and nothing of it is made.
    func noteUndone(_ entry: Work.Entry) throws(DatabaseError) {
        try connection.run(
            "UPDATE \(backtickQuote(historyTable.journal)) SET is_made = 2 WHERE id = ?", [.text(entry.id)])
    }

    /// Notes that what is made in the end has to be compared with what it should be.
    func noteDoubt(_ entry: Work.Entry) throws(StepFailure) {
        try asking("write the journal") { () throws(DatabaseError) in
            try connection.run(
                "UPDATE \(backtickQuote(historyTable.journal)) SET in_doubt = 1 WHERE id = ?", [.text(entry.id)])
        }
    }

    func forgetJournal(_ entry: Work.Entry) throws(StepFailure) {
        try asking("write the journal") { () throws(DatabaseError) in
            try connection.run("DELETE FROM \(backtickQuote(historyTable.journal)) WHERE id = ?", [.text(entry.id)])
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
}
