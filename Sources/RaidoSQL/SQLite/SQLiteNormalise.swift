package import Raido

/// SQLite keeps no comments, one width of integers, no names of enums, and unique constraints as unique indexes.
func normalisedForSQLite(_ table: Table, as rendering: Rendering) -> Table {
    let table = table.unqualified
    var result = table
    result.comment = nil
    result.enums = []
    let hasTriggers = table.columns.contains { !$0.isSetOnUpdate && $0.generated == nil }
    result.columns = table.columns.map { original in
        var column = original
        column.comment = nil
        column.isIdentity = table.isNumbered(by: original)
        column.isSetOnUpdate = column.isSetOnUpdate && hasTriggers && column.generated == nil
        column.generated = canonical(column.generated)
        let type = readableType(of: column, in: table)
        column.defaultValue = column.defaultValue.map { readable($0, as: type, of: original, in: table) }
        column.type = type
        if rendering == .first, column.collation == nil, SQLiteDialect().comparesWithoutCase(original) {
            column.collation = "BINARY"
        }
        if type == .uuid, column.collation?.uppercased() == "NOCASE" { column.collation = nil }
        column.nativeTypes = original.isUUIDBlob ? [.sqlite: Column.uuidBlobType] : [:]
        if case .enumeration = type { result.enums.append(enumType(of: original, in: table)) }
        return column
    }
    result.checks = table.checks.compactMap { check in
        canonical(check.expression).map { CheckConstraint(check.name, $0) }
    }
    result.indexes = table.indexes.filter { $0.asUnique == nil }.map(normalised)
    result.uniques = table.uniques + table.indexes.compactMap(\.asUnique)
    return result
}

extension Index {
    /// The unique constraint that the index is, where it is no more than that.
    package var asUnique: UniqueConstraint? {
        guard isUnique, predicate == nil else { return nil }
        var columns: [String] = []
        for part in parts {
            guard case .ascending(let name) = part else { return nil }
            columns.append(name)
        }
        return UniqueConstraint(name, columns)
    }
}

private func normalised(_ index: Index) -> Index {
    var index = index
    index.method = nil
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
    fragment?.text(for: .sqlite).map { SQLFragment(canonicalSQL($0)) }
}

/// The enum that a check of values is read as: its name is the column's, its order nobody's.
private func enumType(of column: Column, in table: Table) -> EnumType {
    guard case .enumeration(let name) = column.type, let type = table.enumType(name) else {
        return EnumType(column.name, [])
    }
    return EnumType(column.name, type.identities.sorted().map { .text($0) })
}

private func readableType(of column: Column, in table: Table) -> ColumnType {
    if let native = column.nativeTypes[.sqlite] {
        return column.isUUIDBlob ? .uuid : sqliteType(declared: native)
    }
    switch column.type.family {
    case .integer: return column.type.exactNumber?.isSigned == true ? .bigInteger : .unsignedBigInteger
    case .floatingPoint: return .double
    case .timestamp: return .timestamp
    case .interval, .networkAddress, .xml: return .text
    case .document: return .json
    case .text, .boolean, .decimal, .date, .time, .uuid, .bytes, .custom: return column.type
    case .enumeration:
        return table.enumType(of: column.type)?.storesText == true ? .enumeration(column.name) : .bigInteger
    }
}

/// The type that a declared type without any check tells.
package func sqliteType(declared: String) -> ColumnType {
    switch declared.lowercased() {
    case "integer": return .bigInteger
    case "real": return .double
    case "text": return .text
    case "date": return .date
    case "time": return .time
    case "datetime": return .timestamp
    // Without a type, values are stored as in a blob (manual, "Datatypes", 3.1).
    case "", "blob": return .blob
    default:
        let spelling = canonicalSQL(declared)
        let dense = spelling.lowercased().split(separator: " ").joined()
        if let type = ColumnType(spelling: dense), case .decimal = type { return type }
        return .custom(spelling)
    }
}

private func readable(
    _ value: DefaultValue, as type: ColumnType, of column: Column, in table: Table
) -> DefaultValue {
    switch value {
    case .string(let text):
        if column.isUUIDBlob, let bytes = sqliteUUIDBlob(text) { return .sql(SQLFragment(bytes)) }
        guard case .enumeration(let name) = column.type, let type = table.enumType(name), !type.storesText
        else { return value }
        for case .number(let number, text) in type.values { return .integer(number) }
        return value
    case .integer(let number): return readable(number, as: type)
    case .unsigned(let number): return Int64(exactly: number).map { readable($0, as: type) } ?? value
    case .decimal(let digits): return Int64(digits).map { readable($0, as: type) } ?? value
    case .boolean(let isTrue): return readable(isTrue ? 1 : 0, as: type)
    case .now: return column.type == .date ? .today : .now
    case .today:
        guard column.type.isTimestamp else { return .today }
        return .sql(SQLFragment(canonicalSQL("datetime('now', 'start of day')")))
    case .uuid: return type == .uuid ? .uuid : .sql(SQLFragment(canonicalSQL(sqliteUUIDExpression)))
    case .sql(let fragment):
        let fragment = canonical(fragment) ?? fragment
        // A text is a text, also where it was written as an expression.
        let tokens = fragment.text(for: .sqlite).map { Array(SQLTokens($0)) } ?? []
        if tokens.count == 1, case .string(let text) = tokens[0] { return .string(text) }
        return .sql(fragment)
    }
}

private func readable(_ number: Int64, as type: ColumnType) -> DefaultValue {
    type == .boolean && (0...1).contains(number) ? .boolean(number == 1) : .integer(number)
}
