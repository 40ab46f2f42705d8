import Raido

/// The additions and alterations of a table's columns in an order in which the SQL of a `fill` finds the other columns
/// as the migration leaves them: converted, and filled.
///
/// Where no fill names a column that is altered, or one that is added, the order stays what it is.
struct ColumnOrder {
    private(set) var changes: [Change] = []
    private var rest: [String: Change]
    private let added: Set<String>
    private let table: String

    init(_ changes: [Change], of table: String) {
        self.table = table
        let names = changes.compactMap(\.columnName)
        rest = Dictionary(zip(names, changes)) { first, _ in first }
        added = Set(changes.compactMap(\.addedColumn))
        guard names.count == changes.count, changes.contains(where: { !named(in: $0.fills, $0).isEmpty }) else {
            self.changes = changes
            return
        }
        for name in names { take(name) }
    }

    /// Puts the change of a column behind those of the columns that it reads. Of columns that read one another, the first
    /// comes first.
    private mutating func take(_ name: String) {
        guard let change = rest.removeValue(forKey: name) else { return }
        let read = named(in: change.fills, change) + named(in: change.conversions, change).filter(added.contains)
        for other in read { take(other) }
        changes.append(change)
    }

    private func named(in texts: [SQLFragment], _ change: Change) -> [String] {
        // Most changes have no SQL, and there may be thousands of them.
        if texts.isEmpty { return [] }
        return rest.keys.sorted().filter { column in
            column != change.columnName && texts.contains { $0.mentions(column, of: table) }
        }
    }
}

extension Change {
    fileprivate var columnName: String? {
        if case .alterColumn(_, _, let column, _, _) = self { return column.name }
        return addedColumn
    }

    fileprivate var addedColumn: String? {
        if case .addColumn(let column, _, _) = self { return column.name }
        return nil
    }

    /// The SQL that fills rows which have no value.
    fileprivate var fills: [SQLFragment] {
        switch self {
        case .addColumn(_, _, .value(.sql(let text))?), .alterColumn(_, _, _, _, .value(.sql(let text))?): [text]
        default: []
        }
    }

    /// The SQL that gives all rows their values.
    fileprivate var conversions: [SQLFragment] {
        if case .alterColumn(_, _, let column, let using, _) = self {
            return [using, column.generated].compactMap { $0 }
        }
        if case .addColumn(let column, _, _) = self { return [column.generated].compactMap { $0 } }
        return []
    }
}
