package import Raido

/// What MySQL and MariaDB keep of a table: no names of enums, `RESTRICT` and `NO ACTION` as one, types by what they are
/// stored as, and unique indexes as unique constraints.
func normalisedForMySQL(
    _ table: Table, in schema: Schema, dialect: any MySQLFamilyDialect, as rendering: Rendering
) -> Table {
    var result = table
    result.enums = []
    result.comment = kept(table.comment)
    let triggers = Set(mysqlUpdateTriggers(of: table, for: dialect.engine).map(\.column))
    result.columns = table.columns.map { original in
        var column = original
        column.type = readableType(of: original, in: table, dialect)
        column.nativeTypes = [:]
        column.isIdentity = original.isIdentity && original.name == table.numberedColumn
        column.isSetOnUpdate = dialect.isSetByEngine(original) || triggers.contains(original.name)
        column.generated = canonical(column.generated, dialect)
        if column.generated != nil, !dialect.takesNotNullWithGenerated { column.isNullable = true }
        column.comment = kept(column.comment)
        if column.collation == mysqlCollation { column.collation = nil }
        column.defaultValue = (column.defaultValue ?? dialect.impliedDefault(of: original)).map {
            readable($0, of: original, in: table, dialect)
        }
        if (original.defaultValue ?? dialect.impliedDefault(of: original)) == .now, dialect.isInstant(original) {
            let words = dialect.moment(for: original, as: rendering)
            column.defaultValue = mysqlDefault(expression: words, of: column.type)
        }
        if original.defaultValue == .uuid {
            column.defaultValue = mysqlDefault(expression: dialect.uuid(as: rendering), of: column.type)
        }
        let isTriggered = triggers.contains(original.name) && rendering == .current
        column.readInstant(
            isSetInUTC: isTriggered && dialect.isInstant(original), isSetLocally: column.isSetOnUpdate && !isTriggered)
        if case .enumeration = column.type, case .enumeration(let name) = original.type {
            result.enums.append(EnumType(column.name, table.enumType(name)?.values ?? []))
        } else if case .enumeration = column.type {
            result.enums.append(EnumType(column.name, mysqlEnumValues(original.nativeTypes[dialect.engine] ?? "")))
        }
        return column
    }
    result.checks = table.checks.compactMap { check in
        canonical(check.expression, dialect).map { CheckConstraint(check.name, $0) }
    }
    let stored = try? dialect.stored(table, in: schema).foreignKeys.map(\.name)
    result.foreignKeys = table.foreignKeys.filter { stored?.contains($0.name) ?? true }.map { key in
        var key = key
        key.onDelete = readable(key.onDelete)
        key.onUpdate = readable(key.onUpdate)
        return key
    }
    let indexes = table.indexes.compactMap { readable($0, in: table, dialect, as: rendering) }
    result.indexes = indexes.filter { $0.asUnique == nil }
    result.uniques = table.uniques + indexes.compactMap(\.asUnique)
    return result
}

private func kept(_ comment: String?) -> String? {
    guard let comment, !comment.isEmpty else { return nil }
    guard comment.hasFourByteCharacters else { return comment }
    return String(String.UnicodeScalarView(comment.unicodeScalars.map { $0.value > 0xFFFF ? "?" : $0 }))
}

private func canonical(_ fragment: SQLFragment?, _ dialect: any MySQLFamilyDialect) -> SQLFragment? {
    fragment?.text(for: dialect.engine).map { SQLFragment(canonicalMySQL($0)) }
}

private func readable(_ action: ForeignKey.Action) -> ForeignKey.Action {
    switch action {
    case .noAction, .restrict: .noAction
    case .cascade: .cascade
    case .setNull, .setDefault: .setNull
    }
}

private func readable(
    _ index: Index, in table: Table, _ dialect: any MySQLFamilyDialect, as rendering: Rendering
) -> Index? {
    guard let parts = try? dialect.parts(of: index, in: table, as: rendering) else { return index }
    guard !parts.isEmpty else { return nil }
    var index = index
    index.predicate = nil
    let method = index.method?.lowercased()
    index.method = method == "fulltext" || method == "spatial" ? method : nil
    index.parts = parts.map { part in
        switch part {
        case .ascending, .descending: part
        case .expression(let text): .expression(canonical(text, dialect) ?? text)
        }
    }
    return index
}

private func readableType(of column: Column, in table: Table, _ dialect: any MySQLFamilyDialect) -> ColumnType {
    guard column.nativeTypes[dialect.engine] == nil, dialect.isJSON(column) else {
        let words = try? dialect.nativeType(of: column, in: table)
        return words.map { mysqlType(declared: $0, of: column.name) } ?? column.type
    }
    return .json
}

/// The type that a declared type tells, as `information_schema` spells it. The width at which an integer is shown
/// (`int(11)`) is no part of it, but for `tinyint(1)` and where zeros fill it.
package func mysqlType(declared: String, of column: String) -> ColumnType {
    let lower = declared.lowercased()
    if lower.hasPrefix("enum(") { return .enumeration(column) }
    if lower.hasSuffix(" zerofill") { return .custom(lower) }
    let word = String(lower.prefix { $0.isLetter })
    let isUnsigned = lower.contains(" unsigned")
    let numbers = lower.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }.split(separator: ",").compactMap { Int($0) }
    switch (word, numbers.count) {
    case ("tinyint", 1) where numbers == [1] && !isUnsigned: return .boolean
    case ("tinyint", _): return isUnsigned ? .unsignedTinyInteger : .tinyInteger
    case ("smallint", _): return isUnsigned ? .unsignedSmallInteger : .smallInteger
    case ("int", _), ("integer", _): return isUnsigned ? .unsignedInteger : .integer
    case ("bigint", _): return isUnsigned ? .unsignedBigInteger : .bigInteger
    case ("float", 0) where !isUnsigned: return .real
    case ("double", 0) where !isUnsigned: return .double
    case ("decimal", 2) where !isUnsigned: return .decimal(precision: numbers[0], scale: numbers[1])
    case ("varchar", 1) where numbers != [0]: return .varchar(numbers[0])
    case ("char", 1) where numbers != [0]: return .char(numbers[0])
    case ("binary", 1) where numbers != [0]: return .binary(numbers[0])
    case ("varbinary", 1) where numbers != [0]: return .varbinary(numbers[0])
    case ("longtext", 0): return .text
    case ("longblob", 0): return .blob
    case ("date", 0): return .date
    case ("time", 1) where numbers == [6]: return .time
    case ("datetime", 1) where numbers == [6]: return .timestamp
    case ("uuid", 0): return .uuid
    case ("json", 0): return .json
    default: return .custom(lower)
    }
}

/// The values in the brackets of `enum('a','b')`.
package func mysqlEnumValues(_ declared: String) -> [EnumValue] {
    // By scalars: a mark that a combining character follows is one Character with it.
    var rest = Substring(declared).unicodeScalars.drop { $0 != "'" }
    var values: [EnumValue] = []
    while rest.first == "'" {
        values.append(.text(mysqlString(&rest)))
        rest = rest.drop { $0 == "," }
    }
    return values
}
