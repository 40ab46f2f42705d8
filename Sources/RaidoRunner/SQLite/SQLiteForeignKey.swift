import Raido

/// A foreign key as a database has it.
struct SQLiteForeignKey: Hashable {
    var table: String
    var columns: [String]
    var parent: String
    /// The columns referred to, also where the key names none and means the primary key.
    var parentColumns: [String]

    /// What distinguishes one key from another, as SQLite compares names.
    var identity: SQLiteForeignKey {
        var key = self
        key.table = table.lowercased()
        key.columns = columns.map { $0.lowercased() }
        key.parent = parent.lowercased()
        key.parentColumns = parentColumns.map { $0.lowercased() }
        return key
    }
}

/// The rows of a foreign key that refer to nothing.
struct OrphanRows: Hashable {
    /// How many there are of each value. Row numbers would not do: a migration may change them.
    var values: [[SQLValue]: Int] = [:]
    /// Whether the key itself does not work: what it refers to is no key, or not there.
    var isBroken = false

    /// How many there are that another set does not have.
    func count(beyond other: OrphanRows) -> Int {
        values.reduce(0) { $0 + max(0, $1.value - (other.values[$1.key] ?? 0)) }
    }
}

extension String {
    /// Names are the same to SQLite in small and capital letters.
    func isSameName(as other: String) -> Bool { lowercased() == other.lowercased() }
}
