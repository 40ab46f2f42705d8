import Raido

/// A table or a column that changes take away from whoever names it.
public struct LostName: Hashable, Sendable {
    public enum Fate: Hashable, Sendable {
        case dropped
        case renamed(to: String)
        /// The column is dropped, and another one takes its place with the converted values.
        case rebuilt
    }

    public var table: String
    /// Nil where the whole table goes.
    public var column: String?
    public var fate: Fate
}

/// What has another name after changes, or is gone: who names it finds nothing then, or something else.
struct LostNames {
    private let lineage: Lineage
    private let changes: [Change]

    init(_ changes: [Change]) {
        self.changes = changes.replayed
        lineage = Lineage(ofNames: changes)
    }

    /// Under the names from before the changes, in order.
    var found: [LostName] {
        lineage.concerned.compactMap { element in
            guard element.isTableOrColumn else { return nil }
            switch lineage.fate(of: element) {
            case .kept(let now), .replaced(by: let now):
                return now.name == element.name ? nil : LostName(element, .renamed(to: now.name))
            // A name that something new has is found.
            case .dropped:
                if case .created = lineage.origin(of: element) { return nil }
                return LostName(element, .dropped)
            }
        }.sorted()
    }

    /// The columns that are dropped, though another may take their place: what an index loses on engines that convert
    /// so.
    var lostToIndexes: [LostName] {
        let dropped = lineage.concerned.filter { element in
            if case .column = element { lineage.fate(of: element) == .dropped } else { false }
        }
        let replaced = Set(replacedColumns).subtracting(dropped)
        return (dropped.map { LostName($0, .dropped) } + replaced.map { LostName($0, .rebuilt) }).sorted()
    }

    /// Columns whose values an expression converts, by their names before the changes.
    private var replacedColumns: [SchemaElement] {
        var lineage = Lineage()
        return changes.compactMap { change in
            defer { lineage.follow(change) }
            guard case .alterColumn(let table, _, let new, .some, _) = change, new.generated == nil,
                case .start(let element) = lineage.origin(of: .column(new.name, table: table))
            else { return nil }
            return element
        }
    }

    /// What the column of these names from before the changes is called after them; nil where it is dropped.
    func present(_ table: String, _ column: String) -> (table: String, column: String)? {
        switch lineage.fate(of: .column(column, table: table)) {
        case .kept(let now), .replaced(by: let now): (now.table, now.name)
        case .dropped: nil
        }
    }

    /// The names from before the changes of what is called so after them.
    func former(_ table: String, _ column: String) -> (table: String, column: String) {
        guard case .start(let element) = lineage.origin(of: .column(column, table: table)) else {
            return (table, column)
        }
        return (element.table, element.name)
    }
}

extension LostName: Comparable {
    fileprivate init(_ element: SchemaElement, _ fate: Fate) {
        if case .column(let column, let table) = element {
            self.init(table: table, column: column, fate: fate)
        } else {
            self.init(table: element.table, column: nil, fate: fate)
        }
    }

    public static func < (left: LostName, right: LostName) -> Bool {
        (left.table, left.column ?? "") < (right.table, right.column ?? "")
    }
}

extension SchemaElement {
    fileprivate var isTableOrColumn: Bool {
        switch self {
        case .table, .column: true
        case .primaryKey, .unique, .index, .foreignKey, .check, .enumType, .enumValue: false
        }
    }
}
