import Raido
import RaidoSQL

/// What tells one foreign key's orphans from another's, whatever happens to row numbers.
struct OrphanKey: Hashable {
    var table: String
    var columns: [String]
    var parent: String
    var parentColumns: [String]
    /// The engine's words, where the key itself does not work.
    var message: String?
}

extension SQLiteDatabase {
    /// The rows that refer to nothing, counted by foreign key, of the tables that a migration touches and of those
    /// that refer to them; of all tables where `touched` is nil.
    func orphans(around touched: Set<String>?) throws(StepFailure) -> [OrphanKey: Int] {
        var found: [OrphanKey: Int] = [:]
        for (table, keys) in try foreignKeys().sorted(by: { $0.key < $1.key }) {
            let isConcerned = { (name: String) in touched?.contains(name.lowercased()) ?? true }
            guard isConcerned(table) || keys.values.contains(where: { isConcerned($0.parent) }) else { continue }
            do {
                let rows = try connection.rows(
                    "SELECT fkid, count(*) FROM pragma_foreign_key_check(?) GROUP BY fkid", [.text(table)])
                for row in rows {
                    guard let key = keys[row[0].integer ?? -1] else { continue }
                    found[key, default: 0] += Int(row[1].integer ?? 0)
                }
            } catch {
                // A key without a matching unique index on the other side makes the whole check fail.
                found[OrphanKey(table: table, columns: [], parent: "", parentColumns: [], message: error.message)] = 1
            }
        }
        return found
    }

    func expectNoOrphans(
        around touched: Set<String>?, but before: [OrphanKey: Int]
    ) throws(StepFailure) {
        var fresh: [Orphans] = []
        for (key, count) in try orphans(around: touched) where count > before[key] ?? 0 {
            fresh.append(
                Orphans(
                    table: key.table, columns: key.columns, parent: key.parent, count: count - (before[key] ?? 0),
                    message: key.message))
        }
        guard fresh.isEmpty else { throw .orphans(fresh.sorted { ($0.table, "\($0)") < ($1.table, "\($1)") }) }
    }

    /// The foreign keys of every table that has some, by the numbers SQLite gives them.
    private func foreignKeys() throws(StepFailure) -> [String: [Int64: OrphanKey]] {
        let rows = try asking("read the foreign keys") { () throws(DatabaseError) in
            try connection.rows(
                """
                SELECT t.name, k.id, k."table", k."from", k."to"
                FROM sqlite_master AS t, pragma_foreign_key_list(t.name) AS k
                WHERE t.type = 'table' ORDER BY t.name, k.id, k.seq
                """)
        }
        var keys: [String: [Int64: OrphanKey]] = [:]
        for row in rows {
            guard let table = row[0].text, let id = row[1].integer else { continue }
            let empty = OrphanKey(table: table, columns: [], parent: row[2].text ?? "", parentColumns: [])
            keys[table, default: [:]][id, default: empty].columns.append(row[3].text ?? "")
            keys[table, default: [:]][id, default: empty].parentColumns.append(row[4].text ?? "")
        }
        return keys
    }
}

extension [Change] {
    /// The tables that the changes are about, in lower case, by all names they have meanwhile; nil where raw SQL may
    /// be about any.
    var touchedTables: Set<String>? {
        var names: Set<String> = []
        for change in self {
            guard let name = change.tableName else { return nil }
            names.insert(name.lowercased())
            if case .renameTable(_, let new) = change { names.insert(new.lowercased()) }
        }
        return names
    }
}

extension [OrphanKey: Int] {
    /// The same orphans under the names that tables and columns have after the changes.
    func renamed(by changes: [Change]) -> Self {
        var result = self
        for change in changes {
            if case .renameTable(let old, let new) = change {
                result = result.mapKeys { key in
                    if key.table == old { key.table = new }
                    if key.parent == old { key.parent = new }
                }
            }
            if case .renameColumn(let old, let new, let table) = change {
                result = result.mapKeys { key in
                    if key.table == table { key.columns = key.columns.map { $0 == old ? new : $0 } }
                    if key.parent == table { key.parentColumns = key.parentColumns.map { $0 == old ? new : $0 } }
                }
            }
        }
        return result
    }

    private func mapKeys(_ transform: (inout OrphanKey) -> Void) -> Self {
        Dictionary(
            map { entry in
                var key = entry.key
                transform(&key)
                return (key, entry.value)
            }, uniquingKeysWith: +)
    }
}
