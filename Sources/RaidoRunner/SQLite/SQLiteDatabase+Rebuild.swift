import Raido
import RaidoSQL

extension SQLiteDatabase {
    /// Makes a table again, inside the migration's transaction, with foreign keys disabled.
    ///
    /// The order is the one of SQLite's manual ("Making Other Kinds Of Table Schema Changes"), and keeps what that
    /// leaves out: the number in `sqlite_sequence`, and the indexes and triggers that are someone's own. Views and the
    /// triggers of other tables stay as they are: with `legacy_alter_table` the renaming does not look at them.
    func make(_ rebuild: TableRebuild, acceptingLoss: Bool) throws(StepFailure) {
        let name = rebuild.before.name
        let found = try expectOnlyKnownParts(rebuild)
        let (creation, rows) = try found.hasRowNumbers ? (rebuild.create, rebuild.rows) : withoutRowNumbers(rebuild)
        let own = try userObjects(on: name, but: rebuild.ownedNames)
        let sequence = try sequenceNumber(of: name)
        let count = try rowCount(of: name) ?? 0

        try run(creation)
        try run(rows.statement)
        let copied = try rowCount(of: rebuild.temporaryName) ?? 0
        guard copied == count else { throw .rowCount(table: name, before: count, after: copied) }
        for verification in rows.verifications where !(acceptingLoss && verification.rule == .roundTrip) {
            try verify(verification, in: name)
        }
        // A table made by something else may declare a type that keeps values in another form.
        for verification in rows.unchanged where found.isOfAnotherType(verification.column) {
            try verify(verification, in: name)
        }

        try run(SQLStatement("DROP TABLE \(quote(name))", for: "drop the old table '\(name)'"))
        try run(SQLStatement("PRAGMA legacy_alter_table = ON", for: "rename the new table"))
        try run(
            SQLStatement(
                "ALTER TABLE \(quote(rebuild.temporaryName)) RENAME TO \(quote(rebuild.after.name))",
                for: "put the new table '\(name)' in place of the old one"))
        try run(SQLStatement("PRAGMA legacy_alter_table = OFF", for: "rename the new table"))

        if let sequence, rebuild.after.columns.contains(where: rebuild.after.isNumbered) {
            try raiseSequenceNumber(of: rebuild.after.name, to: sequence)
        }
        for object in rebuild.objects { try run(object) }
        for object in own { try create(object) }
    }

    private func verify(_ verification: Verification, in table: String) throws(StepFailure) {
        let wrong =
            switch verification.rule {
            case .storage, .moment, .uuid, .notLost, .roundTrip, .same, .present:
                try number(verification.query.text, doing: verification.query.purpose) ?? 0
            case .utf8: try invalidTexts(verification.query)
            }
        guard wrong == 0 else {
            if verification.rule == .present {
                // As SQLite says it where it does not number rows itself: result code 1299.
                let error = DatabaseError(
                    kind: .notNull, code: 1299,
                    message: "NOT NULL constraint failed: \(table).\(verification.column)",
                    statement: verification.query.text)
                throw .database(error, doing: verification.query.purpose)
            }
            throw .notConverted(
                table: table, column: verification.column, type: "\(verification.type)", count: Int(wrong))
        }
    }

    private func invalidTexts(_ query: SQLStatement) throws(StepFailure) -> Int64 {
        let values = try asking(query.purpose) { () throws(DatabaseError) in try connection.rows(query.text) }
        let wrong = values.filter { row in
            guard case .blob(let bytes)? = row.first else { return false }
            // SQLite takes a zero for the end of a text.
            return bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil
        }
        return Int64(wrong.count)
    }

    private func withoutRowNumbers(_ rebuild: TableRebuild) throws(StepFailure) -> (SQLStatement, RowCopy) {
        guard let rows = rebuild.rowsByKey else {
            throw .unknownParts(of: .table(rebuild.before.name), ["the option WITHOUT ROWID"])
        }
        var create = rebuild.create
        create.text += " WITHOUT ROWID"
        return (create, rows)
    }

    // The highest number ever given out, which deleting rows does not lower.

    private func sequenceNumber(of table: String) throws(StepFailure) -> Int64? {
        guard try rowCount(of: "sqlite_sequence") != nil else { return nil }
        return try number(
            "SELECT max(seq) FROM main.sqlite_sequence WHERE name = ? COLLATE NOCASE", [.text(table)],
            doing: "read the last number given out")
    }

    private func raiseSequenceNumber(of table: String, to number: Int64) throws(StepFailure) {
        let found = try sequenceNumber(of: table)
        try asking("keep the last number given out") { () throws(DatabaseError) in
            if let found {
                try connection.run(
                    "UPDATE main.sqlite_sequence SET seq = ? WHERE name = ? COLLATE NOCASE",
                    [.integer(max(found, number)), .text(table)])
            } else {
                try connection.run(
                    "INSERT INTO main.sqlite_sequence (name, seq) VALUES (?, ?)", [.text(table), .integer(number)])
            }
        }
    }
}
