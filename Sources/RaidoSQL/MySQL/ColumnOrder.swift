import Raido

/// The order of a table's columns as these engines take it: what an expression computes, be it a generated column or a
/// default, follows the computed columns that it names (MySQL's errors 3107 and 3767, MariaDB's 4029).
struct ColumnOrder {
    private(set) var names: [String] = []
    /// The columns that are not where they were, and the ones directly before them now.
    private(set) var moved: [String: String] = [:]

    private var followers: [String: [String]] = [:]
    private var placed: Set<String> = []

    /// The order nearest to the one given.
    init(_ start: [String], of columns: [StoredTable.ColumnPart]) {
        let computed = columns.filter { $0.computedFrom != nil }
        for column in computed {
            followers[column.name] = computed.filter {
                $0.name != column.name && $0.computedFrom?.contains(column.name.lowercased()) == true
            }.map(\.name)
        }
        for name in start.reversed() where !placed.contains(name) { place(name) }
        names.reverse()
        for (before, name) in zip(names, names.dropFirst()) where moved[name] != nil { moved[name] = before }
    }

    /// Puts a column before those placed so far; first those that have to be behind it.
    private mutating func place(_ name: String) {
        placed.insert(name)
        for follower in (followers[name] ?? []).reversed() where !placed.contains(follower) {
            moved[follower] = name
            place(follower)
        }
        names.append(name)
    }
}
