import Raido

/// PostgreSQL has no integers of 8 bits, and keeps neither the names of integer enums nor the text of expressions.
func normalisedForPostgreSQL(_ table: Table) -> Table {
    var result = table
    let hasTriggers = !postgresqlUpdateTriggers(of: table).isEmpty
    result.enums = table.enums.filter(\.storesText).map { type in
        EnumType(readableName(type.name, table), type.values)
    }
    result.columns = table.columns.map { original in
        var column = original
        column.isSetOnUpdate = column.isSetOnUpdate && hasTriggers && column.generated == nil
        column.generated = canonical(column.generated)
        column.type = readableType(of: column, in: table)
        column.nativeTypes = [:]
        column.defaultValue = readableDefault(of: original, in: table, as: column.type)
        return column
    }
    result.checks = table.checks.compactMap { check in
        canonical(check.expression).map { CheckConstraint(check.name, $0) }
    }
    result.indexes = table.indexes.map(normalised)
    return result
}

private func normalised(_ index: Index) -> Index {
    var index = index
    if index.method == "btree" { index.method = nil }
    index.predicate = canonical(index.predicate)
    index.parts = index.parts.map { part in
        switch part {
        case .ascending, .descending: part
        case .expression(let fragment): .expression(canonical(fragment) ?? fragment)
        }
    }
    return index
}

private func canonical(_ fragment: SQLFragment?) -> SQLFragment? {
    fragment?.text(for: .postgresql).map { SQLFragment(canonicalPostgreSQL($0)) }
}

private func readableName(_ name: String, _ table: Table) -> String {
    postgresqlEnumName(DerivedName.enumType(table.name, name), of: table.name)
}

private func readableType(of column: Column, in table: Table) -> ColumnType {
    if let native = column.nativeTypes[.postgresql] { return postgresqlType(declared: native) }
    if case .custom(let name) = column.type { return postgresqlType(declared: name) }
    guard let type = table.enumType(of: column.type) else { return withoutEightBits(column.type) }
    return type.storesText ? .enumeration(readableName(type.name, table)) : withoutEightBits(type.storage)
}

private func withoutEightBits(_ type: ColumnType) -> ColumnType { type == .tinyInteger ? .smallInteger : type }

private func readableDefault(of column: Column, in table: Table, as type: ColumnType) -> DefaultValue? {
    guard let value = column.defaultValue else { return nil }
    // A text that a default writes for another engine only cannot be rendered, and does not exist.
    guard let text = try? PostgreSQLDialect().expression(value, for: column, in: table) else { return value }
    return postgresqlDefault(text, as: type)
}
