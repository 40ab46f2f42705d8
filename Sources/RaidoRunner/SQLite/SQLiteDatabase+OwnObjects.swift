import Raido
import RaidoSQL

/// An index, trigger or view that is somebody's own.
struct OwnObject: Hashable {
    var kind: String
    var name: String
    var sql: String
}

extension SQLiteDatabase {
    /// The indexes and triggers of a table that Raido did not make.
    func ownObjects(on table: String, but owned: [String]) throws(StepFailure) -> [OwnObject] {
        let owned = Set(owned.map { $0.lowercased() })
        return try asking("read the indexes and triggers of '\(table)'") { () throws(DatabaseError) in
            try connection.rows(
                """
                SELECT type, name, sql FROM sqlite_master
                WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name = ? COLLATE NOCASE ORDER BY rowid
                """, [.text(table)])
        }.compactMap { row in
            guard let kind = row[0].text, let name = row[1].text, let sql = row[2].text else { return nil }
            return owned.contains(name.lowercased()) ? nil : OwnObject(kind: kind, name: name, sql: sql)
        }
    }

    func create(_ object: OwnObject) throws(StepFailure) {
        do { try connection.run(object.sql) } catch { throw .ownObject(kind: object.kind, name: object.name, error) }
    }

    /// What works before a migration and has to work after it: every view, and every trigger through its table.
    func ownObjects() throws(StepFailure) -> [OwnObject] {
        var objects: [OwnObject] = []
        for view in try names(of: "view") {
            objects.append(OwnObject(kind: "view", name: view, sql: "SELECT * FROM \(quote(view)) LIMIT 0"))
        }
        for table in try tablesWithTriggers() {
            for sql in try writings(to: table) { objects.append(OwnObject(kind: "trigger", name: table, sql: sql)) }
        }
        return objects.filter { failure(of: $0) == nil }
    }

    func expectUnbroken(_ objects: [OwnObject]) throws(StepFailure) {
        let views = Set(try names(of: "view"))
        let tables = Set(try tablesWithTriggers())
        for object in objects where (object.kind == "view" ? views : tables).contains(object.name) {
            // The table's columns may be others now, so the statement is written anew.
            let statements = object.kind == "view" ? [object.sql] : try writings(to: object.name)
            for sql in statements where sql.prefix(6) == object.sql.prefix(6) {
                let checked = OwnObject(kind: object.kind, name: object.name, sql: sql)
                if let error = failure(of: checked) {
                    throw .ownObject(kind: object.kind, name: object.name, error)
                }
            }
        }
    }

    private func failure(of object: OwnObject) -> DatabaseError? {
        do { try connection.compile(object.sql) } catch { return error }
        return nil
    }

    private func names(of kind: String) throws(StepFailure) -> [String] {
        try asking("read the \(kind)s") { () throws(DatabaseError) in
            try connection.texts("SELECT name FROM sqlite_master WHERE type = ? ORDER BY name", [.text(kind)])
        }
    }

    private func tablesWithTriggers() throws(StepFailure) -> [String] {
        try asking("read the triggers") { () throws(DatabaseError) in
            try connection.texts(
                """
                SELECT DISTINCT t.tbl_name FROM sqlite_master AS t
                JOIN sqlite_master AS o ON o.name = t.tbl_name AND o.type = 'table'
                WHERE t.type = 'trigger' ORDER BY 1
                """)
        }
    }

    /// Statements that are compiled together with all triggers of the table.
    private func writings(to table: String) throws(StepFailure) -> [String] {
        let columns = try asking("read the columns of '\(table)'") { () throws(DatabaseError) in
            try connection.texts("SELECT name FROM pragma_table_info(?)", [.text(table)])
        }.map { "\(quote($0)) = \(quote($0))" }.joined(separator: ", ")
        return [
            "DELETE FROM \(quote(table))", "INSERT INTO \(quote(table)) DEFAULT VALUES",
            "UPDATE \(quote(table)) SET \(columns)",
        ]
    }
}
