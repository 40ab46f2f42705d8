import Raido

/// Something that is in the way of a change: it is dropped, and made again when all changes are made.
enum SuspendedPart: Hashable {
    case columnDefault(String, String)
    case generated(String, String)
    case primaryKey(String)
    case unique(String, String)
    case index(String, String)
    case check(String, String)
    case foreignKey(String, String)

    var element: SchemaElement {
        switch self {
        case .columnDefault(let name, let table), .generated(let name, let table): .column(name, table: table)
        case .primaryKey(let table): .primaryKey(table: table)
        case .unique(let name, let table): .unique(name, table: table)
        case .index(let name, let table): .index(name, table: table)
        case .check(let name, let table): .check(name, table: table)
        case .foreignKey(let name, let table): .foreignKey(name, table: table)
        }
    }

    var name: String { element.name }
    var table: String { element.table }

    /// The same of another element of the kind.
    func of(_ element: SchemaElement) -> SuspendedPart {
        let (name, table) = (element.name, element.table)
        return switch self {
        case .columnDefault: .columnDefault(name, table)
        case .generated: .generated(name, table)
        case .primaryKey: .primaryKey(table)
        case .unique: .unique(name, table)
        case .index: .index(name, table)
        case .check: .check(name, table)
        case .foreignKey: .foreignKey(name, table)
        }
    }

    /// Whether values may be spelled out in it.
    var isExpression: Bool {
        switch self {
        case .columnDefault, .generated, .index, .check: true
        case .primaryKey, .unique, .foreignKey: false
        }
    }

    /// Foreign keys come last: they need the others.
    private var rank: Int {
        switch self {
        case .columnDefault, .generated: 0
        case .primaryKey, .unique: 1
        case .index: 2
        case .check: 3
        case .foreignKey: 4
        }
    }

    static func precedes(_ left: SuspendedPart, _ right: SuspendedPart) -> Bool {
        (left.rank, left.table, left.name) < (right.rank, right.table, right.name)
    }
}

extension PostgreSQLRendering {
    /// Drops the part, unless that was done already.
    ///
    /// - Parameter returns: Whether it is made again.
    mutating func drop(_ part: SuspendedPart, returns: Bool = false) {
        guard suspended.remove(part) == nil else { return }
        let (name, table) = (part.name, part.table)
        switch part {
        case .columnDefault:
            alterTable(
                table, ["ALTER COLUMN \(quote(name)) DROP DEFAULT"], for: "drop the default of '\(table).\(name)'")
        case .generated:
            alterTable(
                table, ["DROP COLUMN \(quote(name))"], for: "drop column '\(name)' of '\(table)'",
                replacing: returns
                    ? .column(name, table: table, collation: schema[table]?.column(name)?.collation) : nil)
        case .primaryKey:
            alterTable(table, dropsOfPrimaryKey(of: table), for: "drop the primary key of '\(table)'")
        case .index: run("DROP INDEX \(quote(name))", for: "drop index '\(name)' of '\(table)'")
        case .unique, .check, .foreignKey:
            alterTable(table, ["DROP CONSTRAINT \(quote(name))"], for: "drop '\(name)' of '\(table)'")
        }
    }

    mutating func suspend(_ part: SuspendedPart) {
        guard !suspended.contains(part) else { return }
        drop(part, returns: upcoming.fate(of: part.element) != .dropped)
        suspended.insert(part)
    }

    /// Whether what is made over the table's columns has to wait, since one of them does not exist.
    func mustWait(_ table: String) -> Bool {
        suspended.contains { part in
            if case .generated(_, table) = part { true } else { false }
        }
    }

    /// Whether what an expression compares the table's columns with may not be there yet: a later change gives an enum
    /// the value, or a column the type.
    func awaitsValues(_ table: String) -> Bool {
        upcoming.changes(of: table).contains { change in
            if case .alterColumn(_, let old, let new, _, _) = change { return old.type != new.type }
            return change.enumValues != nil
        }
    }

    /// The second name is PostgreSQL's own, in a table that was adopted.
    func dropsOfPrimaryKey(of table: String) -> [String] {
        [DerivedName.primaryKey(table), "\(table)_pkey"].map { "DROP CONSTRAINT IF EXISTS \(quote($0))" }
    }

    private func waits(_ part: SuspendedPart) -> Bool {
        switch part {
        case .check(_, let table): awaitsValues(table) || isReplaced(part.element)
        case .index(let name, let table):
            schema[table]?.indexes.first { $0.name == name }?.hasExpression == true
                && (awaitsValues(table) || isReplaced(part.element))
        case .columnDefault, .generated, .primaryKey, .unique, .foreignKey: false
        }
    }

    /// Whether a later change drops it, or defines it anew.
    private func isReplaced(_ element: SchemaElement) -> Bool {
        let upcoming = upcoming
        let names = upcoming.names(of: element)
        return upcoming.fate(of: element) == .dropped
            || upcoming.changes(of: element.table).contains { $0.redefined.map(names.contains) == true }
    }

    /// Makes what is suspended again, as it is wanted now, but for what later changes are needed for.
    mutating func restore() throws(UnsupportedChange) {
        let waiting = suspended.filter(waits)
        let parts = suspended.subtracting(waiting).sorted(by: SuspendedPart.precedes)
        suspended = waiting
        for part in parts {
            guard let table = schema[part.table] else { continue }
            switch part {
            case .columnDefault(let name, _):
                guard let column = table.column(name), let value = column.defaultValue else { continue }
                let text = try dialect.expression(value, for: column, in: table)
                alterTable(
                    table.name, ["ALTER COLUMN \(quote(name)) SET DEFAULT \(text)"],
                    for: "set the default of '\(table.name).\(name)'")
            case .generated(let name, _):
                guard let column = table.column(name) else { continue }
                try addNow(column, to: table, fill: nil, final: table)
            case .primaryKey:
                changePrimaryKey(of: table.name, from: [], to: table.primaryKey)
            case .unique(let name, _):
                guard let unique = table.uniques.first(where: { $0.name == name }) else { continue }
                addUnique(unique, to: table.name)
            case .index(let name, _):
                guard let index = table.indexes.first(where: { $0.name == name }) else { continue }
                add([try dialect.statement(creating: index, on: table)])
            case .check(let name, _):
                guard let check = table.checks.first(where: { $0.name == name }) else { continue }
                addCheck(check, to: table.name)
            case .foreignKey(let name, _):
                guard let key = table.foreignKeys.first(where: { $0.name == name }) else { continue }
                addForeignKey(key, to: table.name)
            }
        }
    }
}

extension Change {
    /// The check or the index that it defines anew, by its name before.
    fileprivate var redefined: SchemaElement? {
        if case .changeCheck(let table, let old, _) = self { return .check(old.name, table: table) }
        if case .changeIndex(let table, let old, _) = self { return .index(old.name, table: table) }
        return nil
    }
}
