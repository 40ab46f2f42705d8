import Raido
import RaidoSQL

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
            guard let kind = row[0].text.flatMap(OwnObjectKind.init), let name = row[1].text, let sql = row[2].text
            else { return nil }
            return owned.contains(name.lowercased()) ? nil : OwnObject(kind: kind, name: name, sql: sql)
        }
    }

    func create(_ object: OwnObject) throws(StepFailure) {
        do { try connection.run(object.sql) } catch { throw .ownObject(kind: object.kind, name: object.name, error) }
    }

    /// What works before a migration and has to work after it: every view, and every trigger through its table.
    func workingProbes() throws(StepFailure) -> [Probe] {
        var working: [Probe] = []
        for probe in try probes() where try failure(of: probe) == nil { working.append(probe) }
        return working
    }

    /// - Parameter before: What worked, under the names that tables have by now.
    func expectWorking(_ before: Set<Probe>) throws(StepFailure) {
        for probe in try probes() where before.contains(probe) {
            if let error = try failure(of: probe) {
                throw .ownObject(kind: probe.kind, name: probe.name, error)
            }
        }
    }

    private func probes() throws(StepFailure) -> [Probe] {
        let views = try names(of: .view).map { Probe(subject: .view($0)) }
        return try views
            + tablesWithTriggers().flatMap { table in
                Probe.Writing.allCases.map { Probe(subject: .triggers(of: table, $0)) }
            }
    }

    private func failure(of probe: Probe) throws(StepFailure) -> DatabaseError? {
        let sql =
            switch probe.subject {
            case .view(let name): "SELECT * FROM \(quote(name)) LIMIT 0"
            case .triggers(let table, .insert): "INSERT INTO \(quote(table)) DEFAULT VALUES"
            case .triggers(let table, .delete): "DELETE FROM \(quote(table))"
            case .triggers(let table, .update): try updateOfAllColumns(of: table)
            }
        do { try connection.compile(sql) } catch { return error }
        return nil
    }

    private func names(of kind: OwnObjectKind) throws(StepFailure) -> [String] {
        try asking("read the \(kind.rawValue)s") { () throws(DatabaseError) in
            try connection.texts("SELECT name FROM sqlite_master WHERE type = ? ORDER BY name", [.text(kind.rawValue)])
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

    private func updateOfAllColumns(of table: String) throws(StepFailure) -> String {
        let columns = try asking("read the columns of '\(table)'") { () throws(DatabaseError) in
            try connection.texts("SELECT name FROM pragma_table_info(?)", [.text(table)])
        }.map { "\(quote($0)) = \(quote($0))" }.joined(separator: ", ")
        return "UPDATE \(quote(table)) SET \(columns)"
    }
}

extension Sequence<Probe> {
    /// The probes under the names that tables have after the changes; those of dropped tables are gone.
    func following(_ changes: [Change]) -> Set<Probe> {
        var probes = Set(self)
        for change in changes.replayed {
            if case .renameTable(let old, let new) = change {
                probes = Set(
                    probes.map { probe in
                        guard case .triggers(let table, let writing) = probe.subject, table.isSameName(as: old)
                        else { return probe }
                        return Probe(subject: .triggers(of: new, writing))
                    })
            } else if case .dropTable(let table) = change {
                probes = probes.filter { probe in
                    guard case .triggers(let name, _) = probe.subject else { return true }
                    return !name.isSameName(as: table.name)
                }
            }
        }
        return probes
    }
}
