import Raido

/// A neutral value for rows already there.
struct MySQLPlaceholder {
    var expression: String
    /// Whether it counts the rows by `@raido_row`, which has to begin at 0.
    var counts = false
}

extension MySQLFamilyDialect {
    /// A neutral value of the column's type, distinct in each row where the column has to be.
    ///
    /// A column that refers to another table gets the first key there is in it: every other value would be an orphan.
    func placeholder(for column: Column, in table: Table, final: Table) -> MySQLPlaceholder {
        let isDistinct = table.isDistinct(column.name) || final.isDistinct(column.name)
        if !isDistinct, let key = final.foreignKeys.first(where: { $0.columns.contains(column.name) }),
            let place = key.columns.firstIndex(of: column.name), key.referencedColumns.indices.contains(place)
        {
            let target = backtickQuote(key.referencedColumns[place])
            // In brackets twice, as the table that is written may not be read directly (error 1093).
            return MySQLPlaceholder(
                expression: "(SELECT k FROM (SELECT \(target) AS k FROM \(backtickQuote(key.referencedTable)) "
                    + "ORDER BY \(backtickList(key.referencedColumns)) LIMIT 1) AS keys_there)")
        }
        let type = StoredType.typeOfLiterals(in: column, on: engine)
        return isDistinct
            ? MySQLPlaceholder(expression: distinct(type, in: table, "(@raido_row := @raido_row + 1)"), counts: true)
            : MySQLPlaceholder(expression: common(type, in: table))
    }

    func commonValue(for column: Column, in table: Table) -> String {
        common(StoredType.typeOfLiterals(in: column, on: engine), in: table)
    }

    func distinctValue(for column: Column, in table: Table) -> String? {
        let type = StoredType.typeOfLiterals(in: column, on: engine)
        let value = distinct(type, in: table, "row_number() OVER ()")
        // Rows after the last value of an enum would get none: the same value twice is in the way of a key, too.
        return type.family == .enumeration ? "coalesce(\(value), \(common(type, in: table)))" : value
    }

    private func common(_ type: ColumnType, in table: Table) -> String {
        switch type.family {
        case .text, .interval, .networkAddress, .xml, .custom: "''"
        case .boolean, .integer, .floatingPoint, .decimal: "0"
        case .date: "'1970-01-01'"
        case .time: "'00:00:00'"
        case .timestamp: "'1970-01-01 00:00:00'"
        case .uuid: "'00000000-0000-0000-0000-000000000000'"
        case .document: "'null'"
        case .bytes: type.fixedByteLength.map { "repeat(x'00', \($0))" } ?? "''"
        case .enumeration: table.enumType(of: type)?.values.first.map(text) ?? "''"
        }
    }

    private func distinct(_ type: ColumnType, in table: Table, _ number: String) -> String {
        switch type.family {
        case .text, .interval, .networkAddress, .xml, .custom, .document: return "CAST(\(number) AS CHAR)"
        case .boolean: return "\(number) - 1"
        case .integer, .floatingPoint, .decimal: return number
        case .date: return "date_add('1970-01-01', INTERVAL \(number) DAY)"
        case .time: return "sec_to_time(\(number))"
        case .timestamp: return "date_add('1970-01-01 00:00:00', INTERVAL \(number) SECOND)"
        case .uuid: return "concat('00000000-0000-4000-8000-', lpad(\(number), 12, '0'))"
        case .bytes: return type.fixedByteLength.map { "lpad(\(number), \($0), '0')" } ?? "CAST(\(number) AS CHAR)"
        case .enumeration:
            let values = table.enumType(of: type)?.values.map(text) ?? []
            return "elt(\(number), \(values.joined(separator: ", ")))"
        }
    }

    private func text(_ value: EnumValue) -> String {
        switch value {
        case .text(let text): backslashLiteral(text)
        case .number(let number, _): "\(number)"
        }
    }
}
