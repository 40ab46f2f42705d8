import Raido
import RaidoSQL

extension SQLiteDatabase {
    /// The rows that refer to nothing, by foreign key, of the tables that a migration touches and of those that refer
    /// to them; of all tables where `touched` is nil.
    ///
    /// SQLite's own check stops at the first key that does not work, and then says nothing of the others.
    func orphans(around touched: Set<String>?) throws(StepFailure) -> [SQLiteForeignKey: OrphanRows] {
        var found: [SQLiteForeignKey: OrphanRows] = [:]
        for var key in try currentCatalogue().foreignKeys(around: touched) {
            if key.parentColumns.isEmpty { key.parentColumns = try primaryKey(of: key.parent) }
            found[key] = try orphans(of: key)
        }
        return found
    }

    func expectNoOrphans(
        around touched: Set<String>?, but before: [SQLiteForeignKey: OrphanRows]
    ) throws(StepFailure) {
        let known = Dictionary(before.map { ($0.key.identity, $0.value) }) { first, _ in first }
        var fresh: [Orphans] = []
        for (key, rows) in try orphans(around: touched) {
            let old = known[key.identity] ?? OrphanRows()
            let isBroken = rows.isBroken && !old.isBroken
            let count = rows.count(beyond: old)
            guard isBroken || count > 0 else { continue }
            fresh.append(
                Orphans(table: key.table, columns: key.columns, parent: key.parent, count: count, isBroken: isBroken))
        }
        guard fresh.isEmpty else { throw .orphans(fresh.sorted { ($0.table, "\($0)") < ($1.table, "\($1)") }) }
    }

    private func orphans(of key: SQLiteForeignKey) throws(StepFailure) -> OrphanRows {
        let isKey = try keys(of: key.parent).contains(Set(key.parentColumns.map { $0.lowercased() }))
        var orphans = OrphanRows(isBroken: !isKey || key.columns.count != key.parentColumns.count)
        let columns = key.columns.map { "c.\(quote($0))" }
        var conditions = columns.map { "\($0) IS NOT NULL" }
        let there = Set(try columnNames(of: key.parent).map { $0.lowercased() })
        if there.isSuperset(of: key.parentColumns.map { $0.lowercased() }), !key.parentColumns.isEmpty {
            // Without an affinity of its own the child's value gets the parent's, as SQLite itself compares them.
            let same = zip(key.parentColumns, columns).map { "p.\(quote($0)) = +\($1)" }
            conditions.append(
                "NOT EXISTS (SELECT 1 FROM \(quote(key.parent)) AS p WHERE \(same.joined(separator: " AND ")))")
        }
        // As texts, so that a migration may change the type on both sides.
        let values = columns.map { "CAST(\($0) AS TEXT)" }.joined(separator: ", ")
        let rows = try asking("look for rows of '\(key.table)' that refer to nothing") { () throws(DatabaseError) in
            try connection.rows(
                """
                SELECT count(*), \(values) FROM \(quote(key.table)) AS c
                WHERE \(conditions.joined(separator: " AND ")) GROUP BY \(values)
                """)
        }
        for row in rows { orphans.values[Array(row.dropFirst())] = Int(row[0].integer ?? 0) }
        return orphans
    }

    private func columnNames(of table: String) throws(StepFailure) -> [String] {
        try asking("read the columns of '\(table)'") { () throws(DatabaseError) in
            try connection.texts("SELECT name FROM pragma_table_xinfo(?)", [.text(table)])
        }
    }

    private func primaryKey(of table: String) throws(StepFailure) -> [String] {
        try asking("read the primary key of '\(table)'") { () throws(DatabaseError) in
            try connection.texts("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", [.text(table)])
        }
    }

    /// The sets of columns, in lower case, that a foreign key may refer to: the primary key, and each of a unique index
    /// without a condition.
    private func keys(of table: String) throws(StepFailure) -> Set<Set<String>> {
        let rows = try asking("read the keys of '\(table)'") { () throws(DatabaseError) in
            try connection.rows(
                """
                SELECT l.name, i.name FROM pragma_index_list(?) AS l, pragma_index_info(l.name) AS i
                WHERE l."unique" = 1 AND l.partial = 0 ORDER BY l.name, i.seqno
                """, [.text(table)])
        }
        var columns: [String: [String?]] = [:]
        for row in rows { columns[row[0].text ?? "", default: []].append(row[1].text?.lowercased()) }
        // An expression has no name, and an index of one is no key.
        var keys = Set(columns.values.filter { !$0.contains(nil) }.map { Set($0.compactMap { $0 }) })
        keys.insert(Set(try primaryKey(of: table).map { $0.lowercased() }))
        return keys
    }
}

extension [Change] {
    /// The tables that the changes are about, in lower case, by all names they have in the meantime; nil where raw SQL
    /// may be about any.
    var touchedTables: Set<String>? {
        var names: Set<String> = []
        for change in self {
            if change.table == nil { return nil }
            names.formUnion(change.tables.map { $0.lowercased() })
        }
        return names
    }
}

extension [SQLiteForeignKey: OrphanRows] {
    /// The same orphans under the names that tables and columns have after the changes.
    func renamed(by changes: [Change]) -> Self {
        let lineage = Lineage(ofNames: changes)
        return mapKeys { key in
            key.columns = key.columns.map { lineage.presentName(ofColumn: $0, in: key.table) ?? $0 }
            key.parentColumns = key.parentColumns.map { lineage.presentName(ofColumn: $0, in: key.parent) ?? $0 }
            key.table = lineage.presentName(ofTable: key.table) ?? key.table
            key.parent = lineage.presentName(ofTable: key.parent) ?? key.parent
        }
    }

    private func mapKeys(_ transform: (inout SQLiteForeignKey) -> Void) -> Self {
        Dictionary(
            map { entry in
                var key = entry.key
                transform(&key)
                return (key, entry.value)
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// Names that a database has, in which small and capital letters are the same.
extension Lineage {
    /// Nil for a table that is dropped.
    func presentName(ofTable name: String) -> String? {
        presentName(name) { if case .table(let old) = $0 { name.isSameName(as: old) } else { false } }
    }

    /// Nil for a column that is dropped.
    func presentName(ofColumn name: String, in table: String) -> String? {
        presentName(name) {
            guard case .column(let old, let home) = $0 else { return false }
            return name.isSameName(as: old) && table.isSameName(as: home)
        }
    }

    private func presentName(_ name: String, where isMeant: (SchemaElement) -> Bool) -> String? {
        guard let element = concerned.first(where: isMeant) else { return name }
        if case .kept(let present) = fate(of: element) { return present.name } else { return nil }
    }
}
