import Raido

/// Something that stands in the way of a change: it is dropped, and made again when all changes are made.
enum SuspendedPart: Hashable {
    case columnDefault(String, String)
    case generated(String, String)
    case primaryKey(String)
    case unique(String, String)
    case index(String, String)
    case check(String, String)
    case foreignKey(String, String)

    var name: String {
        switch self {
        case .columnDefault(let name, _), .generated(let name, _), .unique(let name, _), .index(let name, _),
            .check(let name, _),
            .foreignKey(let name, _):
            name
        case .primaryKey: ""
        }
    }

    var table: String {
        switch self {
        case .columnDefault(_, let table), .generated(_, let table), .unique(_, let table), .index(_, let table),
            .check(_, let table),
            .foreignKey(_, let table):
            table
        case .primaryKey(let table): table
        }
    }

    func renamingTable(_ old: String, to new: String) -> SuspendedPart {
        guard table == old else { return self }
        return switch self {
        case .columnDefault(let name, _): .columnDefault(name, new)
        case .generated(let name, _): .generated(name, new)
        case .primaryKey: .primaryKey(new)
        case .unique(let name, _): .unique(name, new)
        case .index(let name, _): .index(name, new)
        case .check(let name, _): .check(name, new)
        case .foreignKey(let name, _): .foreignKey(name, new)
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
                replacing: returns ? .column(name, table: table) : nil)
        case .primaryKey:
            alterTable(table, dropsOfPrimaryKey(of: table), for: "drop the primary key of '\(table)'")
        case .index: run("DROP INDEX \(quote(name))", for: "drop index '\(name)' of '\(table)'")
        case .unique, .check, .foreignKey:
            alterTable(table, ["DROP CONSTRAINT \(quote(name))"], for: "drop '\(name)' of '\(table)'")
        }
    }

    mutating func suspend(_ part: SuspendedPart) {
        guard !suspended.contains(part) else { return }
        drop(part, returns: !rest.contains { $0.dropsColumn(part.name, of: part.table) })
        suspended.insert(part)
    }

    /// Whether what is made over the table's columns has to wait, since one of them is not there.
    func mustWait(_ table: String) -> Bool {
        suspended.contains { part in
            if case .generated(_, table) = part { true } else { false }
        }
    }

    /// Whether what an expression compares the table's columns with may not be there yet: a later change gives an enum
    /// the value, or a column the type.
    func awaitsValues(_ table: String) -> Bool {
        var table = table
        for change in rest {
            if case .renameTable(table, let new) = change { table = new }
            if change.enumValues?.table == table { return true }
            if case .alterColumn(table, let old, let new, _, _) = change, old.type != new.type { return true }
        }
        return false
    }

    /// The second name is PostgreSQL's own, in a table that was adopted.
    func dropsOfPrimaryKey(of table: String) -> [String] {
        [DerivedName.primaryKey(table), "\(table)_pkey"].map { "DROP CONSTRAINT IF EXISTS \(quote($0))" }
    }

    private func waits(_ part: SuspendedPart) -> Bool {
        switch part {
        case .check(let name, let table): awaitsValues(table) || rest.contains { $0.replacesCheck(name, of: table) }
        case .index(let name, let table):
            schema[table]?.indexes.first { $0.name == name }?.hasExpression == true
                && (awaitsValues(table) || rest.contains { $0.replacesIndex(name, of: table) })
        case .columnDefault, .generated, .primaryKey, .unique, .foreignKey: false
        }
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
    fileprivate func dropsColumn(_ name: String, of table: String) -> Bool {
        if case .dropColumn(let column, table) = self { column.name == name } else { false }
    }

    fileprivate func replacesCheck(_ name: String, of table: String) -> Bool {
        if case .changeCheck(table, let old, _) = self { return old.name == name }
        if case .dropCheck(let check, table) = self { return check.name == name }
        return false
    }

    fileprivate func replacesIndex(_ name: String, of table: String) -> Bool {
        if case .changeIndex(table, let old, _) = self { return old.name == name }
        if case .dropIndex(let index, table) = self { return index.name == name }
        return false
    }
}
