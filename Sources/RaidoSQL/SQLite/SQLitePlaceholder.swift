import Raido

extension SQLiteDialect {
    /// A neutral value of the column's type, distinct in each row where the column has to be.
    ///
    /// A column that refers to another table gets the first key there is in it: every other value would be an orphan.
    func placeholder(for column: Column, in table: Table, final: Table) -> String {
        let isDistinct = table.isDistinct(column.name) || final.isDistinct(column.name)
        let keys = final.foreignKeys.isEmpty ? table.foreignKeys : final.foreignKeys
        if !isDistinct, let key = keys.first(where: { $0.columns.contains(column.name) }),
            let place = key.columns.firstIndex(of: column.name), key.referencedColumns.indices.contains(place)
        {
            let target = quote(key.referencedColumns[place])
            return
                "(SELECT \(target) FROM \(quote(key.referencedTable)) ORDER BY \(quotedList(key.referencedColumns)) LIMIT 1)"
        }
        return isDistinct
            ? distinctPlaceholder(for: column.type, in: table) : commonPlaceholder(for: column.type, in: table)
    }

    private func commonPlaceholder(for type: ColumnType, in table: Table) -> String {
        switch type {
        case .varchar, .char, .text, .interval, .inet, .cidr, .macAddress, .xml, .custom: "''"
        case .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger,
            .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .real, .double, .decimal:
            "0"
        case .date: "'1970-01-01'"
        case .time: "'00:00:00'"
        case .timestamp, .timestampWithTimeZone: "'1970-01-01 00:00:00'"
        case .uuid: "'00000000-0000-0000-0000-000000000000'"
        case .json, .jsonb: "'null'"
        case .blob, .varbinary: "x''"
        case .binary(let length): "zeroblob(\(length))"
        case .enumeration(let name): table.enumType(name)?.values.first.map(text) ?? "''"
        }
    }

    private func distinctPlaceholder(for type: ColumnType, in table: Table) -> String {
        let number = "row_number() OVER (ORDER BY rowid)"
        switch type {
        case .varchar, .char, .text, .interval, .inet, .cidr, .macAddress, .xml, .custom, .json, .jsonb:
            return "CAST(\(number) AS TEXT)"
        case .boolean: return "\(number) - 1"
        case .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
            .unsignedInteger, .unsignedBigInteger, .real, .double, .decimal:
            return number
        case .date: return "date('1970-01-01', (\(number)) || ' days')"
        case .time: return "time(\(number), 'unixepoch')"
        case .timestamp, .timestampWithTimeZone: return "datetime(\(number), 'unixepoch')"
        case .uuid: return "printf('00000000-0000-4000-8000-%012x', \(number))"
        case .blob, .varbinary: return "CAST(CAST(\(number) AS TEXT) AS BLOB)"
        case .binary(let length): return "CAST(printf('%0\(length)d', \(number)) AS BLOB)"
        case .enumeration(let name):
            let values = table.enumType(name)?.values.map(text) ?? []
            let cases = values.enumerated().map { "WHEN \($0.offset + 1) THEN \($0.element)" }
            return "CASE \(number) \(cases.joined(separator: " ")) ELSE \(values.first ?? "''") END"
        }
    }

    private func text(_ value: EnumValue) -> String {
        switch value {
        case .text(let text): literal(text)
        case .number(let number, _): "\(number)"
        }
    }
}

extension Table {
    /// Whether no two rows may have the same value in the column.
    func isDistinct(_ column: String) -> Bool {
        primaryKey.contains(column) || uniques.contains { $0.columns.contains(column) }
            || indexes.contains { $0.isUnique && $0.parts.contains { $0.column == column } }
    }
}
