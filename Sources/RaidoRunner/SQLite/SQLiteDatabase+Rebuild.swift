import Raido
import RaidoSQL

extension SQLiteDatabase {
    /// Makes a table anew, inside the migration's transaction, with foreign keys asleep.
    ///
    /// The order is the one of SQLite's manual ("Making Other Kinds Of Table Schema Changes"), and keeps what that
    /// leaves out: the number in `sqlite_sequence`, and the indexes and triggers that are somebody's own. Views and the
    /// triggers of other tables stay as they are: with `legacy_alter_table` the renaming does not look at them.
    func make(_ rebuild: TableRebuild) throws(StepFailure) {
        let name = rebuild.before.name
        try expectOnlyKnownParts(rebuild)
        let own = try ownObjects(on: name, but: rebuild.ownedNames)
        let sequence = try sequenceNumber(of: name)
        let count = try rowCount(of: name) ?? 0

        try run(rebuild.create)
        try run(rebuild.copy)
        let copied = try rowCount(of: rebuild.temporaryName) ?? 0
        guard copied == count else { throw .rowCount(table: name, before: count, after: copied) }
        for verification in rebuild.verifications { try verify(verification, in: name) }

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
        let wrong = try number(verification.query.text, doing: verification.query.purpose) ?? 0
        guard wrong == 0 else {
            throw .notConverted(
                table: table, column: verification.column, type: "\(verification.type)", count: Int(wrong))
        }
    }

    /// The table may have been made or changed by something else: a rebuild must not lose what it does not know.
    private func expectOnlyKnownParts(_ rebuild: TableRebuild) throws(StepFailure) {
        let known = rebuild.before.unqualified
        guard let texts = try texts(of: known.name)[known.name],
            let found = texts.read(named: known.name)?.unqualified
        else {
            throw .unknownParts(table: known.name, ["it is no ordinary table"])
        }
        let columns = Set(known.columns.map { $0.name.lowercased() })
        var unknown = found.columns.filter { !columns.contains($0.name.lowercased()) }.map { "column '\($0.name)'" }
        let keys = Set(known.foreignKeys.map { $0.columns.map { $0.lowercased() } })
        unknown += found.foreignKeys.filter { !keys.contains($0.columns.map { $0.lowercased() }) }
            .map { "foreign key (\($0.columns.joined(separator: ", ")))" }
        let checks = Set(
            known.checks.compactMap { $0.expression.text(for: .sqlite) }.map { canonicalSQL($0).lowercased() })
        unknown += found.checks.compactMap(\.expression.common).filter { !checks.contains($0.lowercased()) }
            .map { "check (\($0))" }
        unknown += try asking("read the unique constraints of '\(known.name)'") { () throws(DatabaseError) in
            try connection.texts("SELECT name FROM pragma_index_list(?) WHERE origin = 'u'", [.text(known.name)])
        }.map { "unique constraint '\($0)'" }
        unknown += texts.options.map { "the option \($0)" }
        guard unknown.isEmpty else { throw .unknownParts(table: known.name, unknown) }
    }

    // The highest number ever given out, which deleting rows does not lower.

    private func sequenceNumber(of table: String) throws(StepFailure) -> Int64? {
        guard try rowCount(of: "sqlite_sequence") != nil else { return nil }
        return try number(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", [.text(table)], doing: "read the last number given out")
    }

    private func raiseSequenceNumber(of table: String, to number: Int64) throws(StepFailure) {
        let found = try sequenceNumber(of: table)
        try asking("keep the last number given out") { () throws(DatabaseError) in
            if let found {
                try connection.run(
                    "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", [.integer(max(found, number)), .text(table)])
            } else {
                try connection.run(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [.text(table), .integer(number)])
            }
        }
    }
}
