import Raido
import RaidoSQL

extension SQLiteDatabase {
    /// The catalogue of the database as it is now.
    func currentCatalogue() throws(StepFailure) -> SQLiteCatalogue {
        let version = try schemaVersion()
        if let catalogue, catalogue.version == version { return catalogue }
        var read = SQLiteCatalogue()
        try readKeys(into: &read, of: nil)
        try readDependents(into: &read, of: nil)
        read.version = version
        catalogue = read
        return read
    }

    /// Reads again what changes may have written of the catalogue.
    func updateCatalogue(after changes: [Change]) throws(StepFailure) {
        guard var known = catalogue, let touched = changes.touchedTables else {
            catalogue = nil
            return
        }
        catalogue = nil
        // A new name of a table or column is in the texts and keys of others, too.
        let written = touched.union(known.forget(around: touched))
        try readDependents(into: &known, of: written)
        for table in known.children(of: touched).union(changes.flatMap(\.tables)) {
            known.set([], of: table)
            try readKeys(into: &known, of: table)
        }
        known.version = try schemaVersion()
        catalogue = known
    }

    private func schemaVersion() throws(StepFailure) -> Int64 {
        try number("PRAGMA schema_version", doing: "look for changes of the schema") ?? 0
    }

    private func readKeys(into catalogue: inout SQLiteCatalogue, of table: String?) throws(StepFailure) {
        let tables = table == nil ? "(SELECT name FROM main.sqlite_master WHERE type = 'table')" : "(SELECT ? AS name)"
        let rows = try asking("read the foreign keys") { () throws(DatabaseError) in
            try connection.rows(
                """
                SELECT t.name, k.id, k."table", k."from", k."to"
                FROM \(tables) AS t, pragma_foreign_key_list(t.name) AS k ORDER BY t.name, k.id, k.seq
                """, table.map { [.text($0)] } ?? [])
        }
        var keys: [SQLiteForeignKey] = []
        var last: [SQLValue] = []
        for row in rows {
            guard let table = row[0].text, let parent = row[2].text, let column = row[3].text else { continue }
            if last != Array(row.prefix(2)) {
                last = Array(row.prefix(2))
                keys.append(SQLiteForeignKey(table: table, columns: [], parent: parent, parentColumns: []))
            }
            keys[keys.count - 1].columns.append(column)
            if let target = row[4].text { keys[keys.count - 1].parentColumns.append(target) }
        }
        for (table, own) in Dictionary(grouping: keys, by: \.table) { catalogue.set(own, of: table) }
    }

    private func readDependents(into catalogue: inout SQLiteCatalogue, of subjects: Set<String>?) throws(StepFailure) {
        let condition = subjects.map { subjects in
            "AND tbl_name COLLATE NOCASE IN (\(subjects.sorted().map(literal).joined(separator: ", ")))"
        }
        let rows = try asking("read the views and triggers") { () throws(DatabaseError) in
            try connection.rows(
                """
                SELECT type, name, tbl_name, sql FROM main.sqlite_master
                WHERE type IN ('view', 'trigger') AND sql IS NOT NULL \(condition ?? "")
                """)
        }
        for row in rows {
            guard let kind = row[0].text.flatMap(UserObjectKind.init), let name = row[1].text, let table = row[2].text,
                let text = row[3].text
            else { continue }
            catalogue.add(kind, name, on: table, text: text)
        }
    }
}
