package import Raido

/// What keeps a schema from being one that a database could hold; empty for a valid one.
package func problems(in schema: Schema) -> [String] {
    var result = schema.tables.flatMap { table in problems(in: table, of: schema).map { "\(table.name): \($0)" } }
    result += duplicates(of: schema.tables.map { $0.name.lowercased() }).map { "two tables '\($0)'" }
    let names = schema.tables.flatMap { table in
        table.uniques.map(\.name) + table.indexes.map(\.name) + table.foreignKeys.map(\.name) + table.checks.map(\.name)
    }
    result += duplicates(of: names.map { $0.lowercased() }).map { "two constraints '\($0)'" }
    return result
}

func problems(in table: Table, of schema: Schema) -> [String] {
    var result: [String] = []
    func check(_ holds: Bool, _ problem: String) { if !holds { result.append(problem) } }

    check(table.columns.contains { $0.generated == nil }, "no column")
    result += duplicates(of: table.columns.map { $0.name.lowercased() }).map { "two columns '\($0)'" }
    for column in table.columns { result += problems(in: column, of: table) }
    for name in table.primaryKey {
        check(table.column(name)?.isNullable == false, "key column '\(name)' is missing or nullable")
        check(table.column(name)?.type.isKeyable == true, "key column '\(name)' is of no key's type")
    }
    for unique in table.uniques { check(table.hasKeyable(unique.columns), "unique '\(unique.name)'") }
    for index in table.indexes {
        check(table.hasKeyable(index.parts.compactMap(\.column)), "index '\(index.name)'")
        check(!index.parts.isEmpty, "index '\(index.name)' is empty")
    }
    for name in table.mentionedColumns where table.column(name) == nil {
        result.append("an expression mentions '\(name)', which does not exist")
    }
    for key in table.foreignKeys { result += problems(in: key, of: table, schema) }
    for type in table.enums {
        check(!type.values.isEmpty, "enum '\(type.name)' is empty")
        result += duplicates(of: type.values.map(\.identity)).map { "enum '\(type.name)' has two '\($0)'" }
        let numbers = type.values.compactMap(\.number)
        check(Set(numbers).count == numbers.count, "enum '\(type.name)' has one number twice")
    }
    return result
}

private func problems(in column: Column, of table: Table) -> [String] {
    var result: [String] = []
    if column.isIdentity {
        let fits = column.type == .integer || column.type == .bigInteger
        if table.primaryKey != [column.name] || !fits || column.defaultValue != nil || column.isNullable
            || !column.nativeTypes.isEmpty
        {
            result.append("'\(column.name)' is no identity")
        }
    }
    if case .enumeration(let name) = column.type {
        guard let type = table.enumType(name) else { return result + ["'\(column.name)' has no enum '\(name)'"] }
        let stored = type.values.map(\.asDefault)
        if let value = column.defaultValue, !stored.contains(value) {
            result.append("the default of '\(column.name)' is not a value of '\(name)'")
        }
    }
    if column.generated != nil, column.defaultValue != nil || table.primaryKey.contains(column.name) {
        result.append("'\(column.name)' is generated and more")
    }
    if column.collation != nil, !column.type.isTextual { result.append("'\(column.name)' has a collation") }
    if column.isSetOnUpdate, !column.type.isMoment { result.append("'\(column.name)' is set on update") }
    return result
}

private func problems(in key: ForeignKey, of table: Table, _ schema: Schema) -> [String] {
    guard let target = schema[key.referencedTable] else { return ["'\(key.name)' refers to no table"] }
    var result: [String] = []
    if target.primaryKey != key.referencedColumns,
        !target.uniques.contains(where: { $0.columns == key.referencedColumns })
    {
        result.append("'\(key.name)' refers to no key")
    }
    if key.columns.count != key.referencedColumns.count { result.append("'\(key.name)' has two lengths") }
    for (column, referenced) in zip(key.columns, key.referencedColumns) {
        let (here, there) = (table.column(column), target.column(referenced))
        if here?.type != there?.type || here?.collation != there?.collation || here?.generated != nil
            || here?.nativeTypes != there?.nativeTypes || here == nil
        {
            result.append("'\(key.name)' joins two types")
        }
        let setsNull = [key.onDelete, key.onUpdate].contains { $0 == .setNull || $0 == .setDefault }
        if setsNull, here?.isNullable != true { result.append("'\(key.name)' sets NULL where there can be none") }
    }
    return result
}

private func duplicates(of names: [String]) -> [String] {
    Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys.sorted()
}

extension Table {
    fileprivate func hasKeyable(_ columns: [String]) -> Bool {
        Set(columns).isSubset(of: Set(keyableColumns)) && Set(columns).count == columns.count
    }
}

extension EnumValue {
    var number: Int64? {
        switch self {
        case .text: nil
        case .number(let number, _): number
        }
    }

    var asDefault: DefaultValue {
        switch self {
        case .text(let text): .string(text)
        case .number(let number, _): .integer(number)
        }
    }
}

extension Table {
    /// The plain names of columns that stand in the expressions of checks, indexes and generated columns.
    fileprivate var mentionedColumns: [String] {
        let fragments =
            checks.map(\.expression) + indexes.compactMap(\.predicate) + columns.compactMap(\.generated)
            + indexes.flatMap(\.parts).compactMap { part in
                if case .expression(let fragment) = part { fragment } else { nil }
            }
        let words = fragments.compactMap(\.common).flatMap { text in
            text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
        }
        return words.filter(NamePool.isPlain)
    }
}
