import Raido

extension SQLiteDialect {
    /// A neutral value of the column's type, distinct in each row where the column has to be.
    ///
    /// A column that refers to another table gets keys that exist: every other value would be an orphan.
    ///
    /// - Parameter old: the table as it is.
    func placeholder(for column: Column, in table: Table, from old: Table, final: Table, order: String) -> String {
        if let key = parentKey(for: column, in: table, from: old, final: final) { return key.value }
        let isDistinct = table.isDistinct(column.name) || final.isDistinct(column.name)
        if !isDistinct, let (key, target) = table.reference(of: column.name, from: old, or: final) {
            return "(SELECT \(target) FROM \(quote(key.referencedTable)) "
                + "ORDER BY \(sqliteColumns(key.referencedColumns)) LIMIT 1)"
        }
        let type = StoredType.typeOfLiterals(in: column, on: engine)
        return isDistinct
            ? distinctPlaceholder(for: type, in: table, "row_number() OVER (ORDER BY \(order))")
            : commonPlaceholder(for: type, in: table)
    }

    func commonValue(for column: Column, in table: Table) -> String {
        commonPlaceholder(for: StoredType.typeOfLiterals(in: column, on: engine), in: table)
    }

    func distinctValue(for column: Column, in table: Table) -> String? {
        let type = StoredType.typeOfLiterals(in: column, on: engine)
        return distinctPlaceholder(for: type, in: table, "row_number() OVER ()")
    }

    /// For a column that refers to another table and has to be distinct: the keys of that table, one after the other.
    func parentKey(for column: Column, in table: Table, from old: Table, final: Table) -> ParentKeyLookup? {
        guard table.isDistinct(column.name) || final.isDistinct(column.name),
            let (key, target) = table.reference(of: column.name, from: old, or: final)
        else { return nil }
        return ParentKeyLookup(column: column.name, key: key, target: target)
    }

    private func commonPlaceholder(for type: ColumnType, in table: Table) -> String {
        switch type.family {
        case .text, .interval, .networkAddress, .xml, .custom: "''"
        case .boolean, .integer, .floatingPoint, .decimal: "0"
        case .date: "'1970-01-01'"
        case .time: "'00:00:00'"
        case .timestamp: "'1970-01-01 00:00:00'"
        case .uuid: "'00000000-0000-0000-0000-000000000000'"
        case .document: "'null'"
        case .bytes: type.fixedByteLength.map { "zeroblob(\($0))" } ?? "x''"
        case .enumeration: table.enumType(of: type)?.values.first.map(text) ?? "''"
        }
    }

    private func distinctPlaceholder(for type: ColumnType, in table: Table, _ number: String) -> String {
        switch type.family {
        case .text, .interval, .networkAddress, .xml, .custom, .document: return "CAST(\(number) AS TEXT)"
        case .boolean: return "\(number) - 1"
        case .integer, .floatingPoint, .decimal: return number
        case .date: return "date('1970-01-01', (\(number)) || ' days')"
        case .time: return "time(\(number), 'unixepoch')"
        case .timestamp: return "datetime(\(number), 'unixepoch')"
        case .uuid: return "printf('00000000-0000-4000-8000-%012x', \(number))"
        case .bytes:
            guard let length = type.fixedByteLength else { return "CAST(CAST(\(number) AS TEXT) AS BLOB)" }
            return "CAST(printf('%0\(length)d', \(number)) AS BLOB)"
        case .enumeration:
            let values = table.enumType(of: type)?.values.map(text) ?? []
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

    /// The foreign key that a column refers to another table with, and the column it refers to, as SQL.
    /// One to a column of the same table that does not exist yet tells no values.
    fileprivate func reference(
        of column: String, from old: Table, or final: Table
    ) -> (key: ForeignKey, target: String)? {
        let keys = (final.foreignKeys.isEmpty ? foreignKeys : final.foreignKeys).filter { key in
            key.referencedTable != old.name || key.referencedColumns.allSatisfy { old.column($0) != nil }
        }
        guard let key = keys.first(where: { $0.columns.contains(column) }),
            let place = key.columns.firstIndex(of: column), key.referencedColumns.indices.contains(place)
        else { return nil }
        return (key, sqliteColumn(key.referencedColumns[place]))
    }
}

/// The `n`-th key of another table for the `n`-th row, beginning again where there are too few.
struct ParentKeyLookup {
    var column: String
    var key: ForeignKey
    /// As SQL.
    var target: String

    private var alias: String { quote("__raido_key_\(column)") }

    var value: String { "\(alias).\"__raido_key\"" }

    /// What follows `LEFT JOIN`.
    func join(to table: String, by row: SQLiteRowKey) -> String {
        let parent = quote(key.referencedTable)
        let own = row.columns.enumerated().map { "\($0.element) AS \"__raido_\($0.offset)\"" }
        let sameRow = row.columns.enumerated().map { place, name in
            "\(alias).\"__raido_\(place)\" = \(name)"
        }
        return """
            (SELECT p."__raido_key", o.*
            FROM (SELECT \(own.joined(separator: ", ")), row_number() OVER (ORDER BY \(row.order)) - 1 AS "__raido_n" FROM \(quote(table))) AS o
            JOIN (SELECT \(target) AS "__raido_key", row_number() OVER (ORDER BY \(sqliteColumns(key.referencedColumns))) - 1 AS "__raido_n" FROM \(parent)) AS p
            ON p."__raido_n" = o."__raido_n" % (SELECT count(*) FROM \(parent))) AS \(alias) ON \(sameRow.joined(separator: " AND "))
            """
    }
}
