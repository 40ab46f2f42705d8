import Raido
import RaidoSQL

extension SQLiteDatabase {
    /// The indexes and triggers of a table that Raido did not make.
    func userObjects(on table: String, but owned: [String]) throws(StepFailure) -> [UserObject] {
        let owned = Set(owned.map { $0.lowercased() })
        return try asking("read the indexes and triggers of '\(table)'") { () throws(DatabaseError) in
            try connection.rows(
                """
                SELECT type, name, sql FROM sqlite_master
                WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name = ? COLLATE NOCASE ORDER BY rowid
                """, [.text(table)])
        }.compactMap { row in
            guard let kind = row[0].text.flatMap(UserObjectKind.init), let name = row[1].text, let sql = row[2].text
            else { return nil }
            return owned.contains(name.lowercased()) ? nil : UserObject(kind: kind, name: name, sql: sql)
        }
    }

    func create(_ object: UserObject) throws(StepFailure) {
        do { try connection.run(object.sql) } catch { throw .userObject(kind: object.kind, name: object.name, error) }
    }

    /// What works before a migration and has to work after it: the views, and the triggers through their tables, that a
    /// change of these tables may break; all where `touched` is nil.
    func workingProbes(around touched: Set<String>?) throws(StepFailure) -> [Probe] {
        let subjects = try currentCatalogue().subjects(around: touched)
        let probes =
            subjects.views.sorted().map { Probe(subject: .view($0)) }
            + subjects.tables.sorted().flatMap { table in
                Probe.Writing.allCases.map { Probe(subject: .triggers(of: table, $0)) }
            }
        var working: [Probe] = []
        for probe in probes where try failure(of: probe) == nil { working.append(probe) }
        return working
    }

    /// - Parameter before: What worked, under the names that tables have by now.
    func expectWorking(_ before: [Probe]) throws(StepFailure) {
        for probe in before {
            guard let error = try failure(of: probe), try exists(probe) else { continue }
            throw .userObject(kind: probe.kind, name: probe.name, error)
        }
    }

    /// Whether the view, or a trigger of the table, is still there.
    private func exists(_ probe: Probe) throws(StepFailure) -> Bool {
        try number(
            "SELECT count(*) FROM main.sqlite_master WHERE type = ? AND tbl_name = ? COLLATE NOCASE",
            [.text(probe.kind.rawValue), .text(probe.name)], doing: "look for what depends on tables") != 0
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

    private func updateOfAllColumns(of table: String) throws(StepFailure) -> String {
        let columns = try asking("read the columns of '\(table)'") { () throws(DatabaseError) in
            try connection.texts("SELECT name FROM pragma_table_info(?)", [.text(table)])
        }.map { "\(quote($0)) = \(quote($0))" }.joined(separator: ", ")
        return "UPDATE \(quote(table)) SET \(columns)"
    }
}

extension Sequence<Probe> {
    /// The probes under the names that tables have after the changes; those of dropped tables are gone.
    func following(_ changes: [Change]) -> [Probe] {
        let lineage = Lineage(ofNames: changes)
        return compactMap { probe in
            guard case .triggers(let table, let writing) = probe.subject else { return probe }
            return lineage.presentName(ofTable: table).map { Probe(subject: .triggers(of: $0, writing)) }
        }
    }
}
