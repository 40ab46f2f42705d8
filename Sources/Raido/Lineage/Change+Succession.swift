/// A rename: what had the old name before it, and what has the new one after it.
package struct Rename: Hashable, Sendable {
    package var old: SchemaElement
    package var new: SchemaElement

    package var newName: String { new.name }
}

/// What one change, or many, make of an element.
package enum Fate: Hashable, Sendable {
    /// It exists, under this name.
    case kept(SchemaElement)
    /// It is an enum's value, and rows that held it hold this one.
    case replaced(by: SchemaElement)
    case dropped
}

extension Change {
    package var rename: Rename? {
        switch shape {
        case .renameTable(let old, let new): Rename(old: .table(old), new: .table(new))
        case .alterTable(let table, .rename(let kind, let old, let new)):
            Rename(old: kind.element(old, in: table), new: kind.element(new, in: table))
        case .alterTable(let table, .enumValues(let type, .rename(let old, let new))):
            Rename(
                old: .enumValue(old, enumType: type, table: table), new: .enumValue(new, enumType: type, table: table))
        case .createTable, .dropTable, .alterTable, .sql: nil
        }
    }

    /// What the change removes from the schema. A table takes its parts with it, an enum its values.
    package var removed: SchemaElement? {
        switch shape {
        case .dropTable(let table, _): .table(table.name)
        case .alterTable(let table, .drop(let part)): part.element(in: table)
        case .alterTable(let table, .enumValues(let type, .drop(let value, _))):
            .enumValue(value.identity, enumType: type, table: table)
        case .createTable, .renameTable, .alterTable, .sql: nil
        }
    }

    /// What the change makes of something that exists before it. User SQL makes nothing of it: its effects do.
    package func fate(of element: SchemaElement) -> Fate {
        if let removed, element.isPart(of: removed) {
            guard case .dropEnumValue(_, let type, let table, _, let replacement?) = self else { return .dropped }
            return .replaced(by: .enumValue(replacement, enumType: type, table: table))
        }
        return .kept(rename.map(element.following) ?? element)
    }

    /// What something that exists after the change was before it; nil where the change creates it.
    package func former(_ element: SchemaElement) -> SchemaElement? {
        guard let inverse, case .kept(let former) = inverse.fate(of: element) else { return nil }
        return former
    }
}

extension SchemaElement {
    /// The name without the table's.
    package var name: String {
        switch self {
        case .table(let name), .column(let name, _), .unique(let name, _), .index(let name, _),
            .foreignKey(let name, _), .check(let name, _), .enumType(let name, _), .enumValue(let name, _, _):
            name
        case .primaryKey: ""
        }
    }

    /// Whether it is something, or goes with it.
    func isPart(of whole: SchemaElement) -> Bool {
        switch whole {
        case .table(let name): table == name
        case .enumType(let name, let table):
            if case .enumValue(_, name, table) = self { true } else { self == whole }
        case .column, .primaryKey, .unique, .index, .foreignKey, .check, .enumValue: self == whole
        }
    }

    func following(_ rename: Rename) -> SchemaElement {
        if self == rename.old { return rename.new }
        if case .table(let old) = rename.old, table == old { return moved(to: rename.newName) }
        if case .enumValue(let value, let type, let table) = self, .enumType(type, table: table) == rename.old {
            return .enumValue(value, enumType: rename.newName, table: table)
        }
        return self
    }

    /// The same element of another table.
    package func moved(to table: String) -> SchemaElement {
        switch self {
        case .table: .table(table)
        case .column(let name, _): .column(name, table: table)
        case .primaryKey: .primaryKey(table: table)
        case .unique(let name, _): .unique(name, table: table)
        case .index(let name, _): .index(name, table: table)
        case .foreignKey(let name, _): .foreignKey(name, table: table)
        case .check(let name, _): .check(name, table: table)
        case .enumType(let name, _): .enumType(name, table: table)
        case .enumValue(let name, let type, _): .enumValue(name, enumType: type, table: table)
        }
    }
}
