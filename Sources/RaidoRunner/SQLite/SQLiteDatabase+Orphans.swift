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
    /// The rows that refer to nothing, counted by foreign key.
    func orphans() throws(StepFailure) -> [OrphanKey: Int] {
        var found: [OrphanKey: Int] = [:]
        let tables = try asking("read the tables") { () throws(DatabaseError) in
            try connection.texts("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        }
        for table in tables {
            let keys = try foreignKeys(of: table)
            guard !keys.isEmpty else { continue }
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

    func expectNoOrphans(but before: [OrphanKey: Int]) throws(StepFailure) {
        var fresh: [Orphans] = []
        for (key, count) in try orphans() where count > before[key] ?? 0 {
            fresh.append(
                Orphans(
                    table: key.table, columns: key.columns, parent: key.parent, count: count - (before[key] ?? 0),
                    message: key.message))
        }
        guard fresh.isEmpty else { throw .orphans(fresh.sorted { ($0.table, "\($0)") < ($1.table, "\($1)") }) }
    }

    private func foreignKeys(of table: String) throws(StepFailure) -> [Int64: OrphanKey] {
        let rows = try asking("read the foreign keys of '\(table)'") { () throws(DatabaseError) in
            try connection.rows(
                "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?) ORDER BY id, seq",
                [.text(table)])
        }
        var keys: [Int64: OrphanKey] = [:]
        for row in rows {
            guard let id = row[0].integer else { continue }
            var key = keys[id] ?? OrphanKey(table: table, columns: [], parent: row[1].text ?? "", parentColumns: [])
            key.columns.append(row[2].text ?? "")
            key.parentColumns.append(row[3].text ?? "")
            keys[id] = key
        }
        return keys
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
