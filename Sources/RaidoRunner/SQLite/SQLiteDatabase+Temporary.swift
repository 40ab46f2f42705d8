import Raido

extension SQLiteDatabase {
    /// Refuses what the user's SQL left in the connection's own schema `temp` where SQLite would take it for a part of
    /// the database, as it looks there first: another change would be made on it.
    ///
    /// - Parameter name: One that the next change makes.
    func expectNoShadows(over name: String = "") throws(StepFailure) {
        let rows = try asking("look for temporary tables") { () throws(DatabaseError) in
            try connection.rows(
                """
                SELECT t.type, t.name, t.tbl_name FROM temp.sqlite_master AS t
                WHERE t.name NOT LIKE 'sqlite~_%' ESCAPE '~' AND EXISTS (
                    SELECT 1 FROM (SELECT m.name FROM main.sqlite_master AS m UNION ALL SELECT ?) AS m
                    WHERE m.name = t.name COLLATE NOCASE
                    OR (t.type = 'trigger' AND m.name = t.tbl_name COLLATE NOCASE))
                ORDER BY t.rowid
                """, [.text(name)])
        }
        let objects = rows.map { row in
            let kind = row[0].text ?? ""
            return TemporaryObject(
                kind: kind, name: row[1].text ?? "", table: kind == "trigger" ? row[2].text : nil)
        }
        guard objects.isEmpty else { throw .shadowed(objects) }
    }

    /// Drops what the user's SQL left in `temp`, which would last for all migrations of the run.
    func dropTemporaryObjects() throws(StepFailure) {
        try asking("drop temporary tables") { () throws(DatabaseError) in
            // Tables last, and of those virtual ones first, which have tables of their own.
            for (kind, isVirtual) in [("trigger", false), ("view", false), ("table", true), ("table", false)] {
                let names = try connection.texts(
                    """
                    SELECT name FROM temp.sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
                    AND (sql LIKE 'CREATE VIRTUAL%') = ?
                    """, [.text(kind), .integer(isVirtual ? 1 : 0)])
                for name in names { try connection.run("DROP \(kind) temp.\(quote(name))") }
            }
        }
    }
}
