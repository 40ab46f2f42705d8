/// A part of a table that has a name of its own.
package enum NamedPart: Hashable, Sendable {
    case column(Column)
    case unique(UniqueConstraint)
    case index(Index)
    case foreignKey(ForeignKey)
    case check(CheckConstraint)
    case enumType(EnumType)

    package enum Kind: Hashable, Sendable { case column, unique, index, foreignKey, check, enumType }

    package var kind: Kind {
        switch self {
        case .column: .column
        case .unique: .unique
        case .index: .index
        case .foreignKey: .foreignKey
        case .check: .check
        case .enumType: .enumType
        }
    }

    package var name: String {
        switch self {
        case .column(let column): column.name
        case .unique(let unique): unique.name
        case .index(let index): index.name
        case .foreignKey(let key): key.name
        case .check(let check): check.name
        case .enumType(let type): type.name
        }
    }

    /// The columns that it is over; a column itself. What expressions name is not counted.
    package var columns: [String] {
        switch self {
        case .column(let column): [column.name]
        case .unique(let unique): unique.columns
        case .index(let index): index.parts.compactMap(\.column)
        case .foreignKey(let key): key.columns
        case .check, .enumType: []
        }
    }

    package func element(in table: String) -> SchemaElement { kind.element(name, in: table) }
}

extension NamedPart.Kind {
    package func element(_ name: String, in table: String) -> SchemaElement {
        switch self {
        case .column: .column(name, table: table)
        case .unique: .unique(name, table: table)
        case .index: .index(name, table: table)
        case .foreignKey: .foreignKey(name, table: table)
        case .check: .check(name, table: table)
        case .enumType: .enumType(name, table: table)
        }
    }
}

/// What a change makes of the values of an enum.
package enum EnumValueChange: Sendable {
    case add(EnumValue)
    case drop(EnumValue, replacement: String?)
    case rename(from: String, to: String)
    case renumber(String)
    case reorder
}

/// What a change makes of one table.
package enum Alteration: Sendable {
    case comment
    case primaryKey(from: [String], to: [String])
    case add(NamedPart)
    case drop(NamedPart)
    /// It has the same name before and after.
    case change(from: NamedPart, to: NamedPart)
    case rename(NamedPart.Kind, from: String, to: String)
    case enumValues(of: String, EnumValueChange)
}

/// What a change does, by its shape. Code that treats all parts of tables alike asks this, so that a new kind of part
/// needs a case of ``NamedPart`` and nothing there.
package enum ChangeShape: Sendable {
    /// - Parameter exists: Whether something else created it.
    case createTable(Table, exists: Bool)
    /// - Parameter stays: Whether the table stays in the database.
    case dropTable(Table, stays: Bool)
    case renameTable(from: String, to: String)
    case alterTable(String, Alteration)
    case sql(RawSQL)
}

extension Change {
    package var shape: ChangeShape {
        switch self {
        case .createTable(let table): .createTable(table, exists: false)
        case .adoptTable(let table): .createTable(table, exists: true)
        case .dropTable(let table): .dropTable(table, stays: false)
        case .releaseTable(let table): .dropTable(table, stays: true)
        case .renameTable(let old, let new): .renameTable(from: old, to: new)
        case .changeTableComment(let table, _, _): .alterTable(table, .comment)
        case .changePrimaryKey(let table, let old, let new): .alterTable(table, .primaryKey(from: old, to: new))

        case .addColumn(let column, let table, _): .alterTable(table, .add(.column(column)))
        case .dropColumn(let column, let table): .alterTable(table, .drop(.column(column)))
        case .alterColumn(let table, let old, let new, _, _):
            .alterTable(table, .change(from: .column(old), to: .column(new)))
        case .renameColumn(let old, let new, let table): .alterTable(table, .rename(.column, from: old, to: new))

        case .addUnique(let unique, let table): .alterTable(table, .add(.unique(unique)))
        case .dropUnique(let unique, let table): .alterTable(table, .drop(.unique(unique)))
        case .changeUnique(let table, let old, let new):
            .alterTable(table, .change(from: .unique(old), to: .unique(new)))
        case .renameUnique(let old, let new, let table): .alterTable(table, .rename(.unique, from: old, to: new))

        case .addIndex(let index, let table): .alterTable(table, .add(.index(index)))
        case .dropIndex(let index, let table): .alterTable(table, .drop(.index(index)))
        case .changeIndex(let table, let old, let new): .alterTable(table, .change(from: .index(old), to: .index(new)))
        case .renameIndex(let old, let new, let table): .alterTable(table, .rename(.index, from: old, to: new))

        case .addForeignKey(let key, let table): .alterTable(table, .add(.foreignKey(key)))
        case .dropForeignKey(let key, let table): .alterTable(table, .drop(.foreignKey(key)))
        case .changeForeignKey(let table, let old, let new):
            .alterTable(table, .change(from: .foreignKey(old), to: .foreignKey(new)))
        case .renameForeignKey(let old, let new, let table):
            .alterTable(table, .rename(.foreignKey, from: old, to: new))

        case .addCheck(let check, let table): .alterTable(table, .add(.check(check)))
        case .dropCheck(let check, let table): .alterTable(table, .drop(.check(check)))
        case .changeCheck(let table, let old, let new): .alterTable(table, .change(from: .check(old), to: .check(new)))
        case .renameCheck(let old, let new, let table): .alterTable(table, .rename(.check, from: old, to: new))

        case .createEnum(let type, let table): .alterTable(table, .add(.enumType(type)))
        case .dropEnum(let type, let table): .alterTable(table, .drop(.enumType(type)))
        case .renameEnum(let old, let new, let table): .alterTable(table, .rename(.enumType, from: old, to: new))
        case .addEnumValue(let value, let type, let table, _):
            .alterTable(table, .enumValues(of: type, .add(value)))
        case .dropEnumValue(let value, let type, let table, _, let replacement):
            .alterTable(table, .enumValues(of: type, .drop(value, replacement: replacement)))
        case .renameEnumValue(let old, let new, let type, let table):
            .alterTable(table, .enumValues(of: type, .rename(from: old, to: new)))
        case .renumberEnumValue(let value, _, _, let type, let table):
            .alterTable(table, .enumValues(of: type, .renumber(value)))
        case .reorderEnum(let type, _, _, let table): .alterTable(table, .enumValues(of: type, .reorder))

        case .sql(let raw): .sql(raw)
        }
    }

    /// What it makes of its table; nil where it is about a whole table, or user SQL.
    package var alteration: Alteration? {
        if case .alterTable(_, let alteration) = shape { alteration } else { nil }
    }
}
