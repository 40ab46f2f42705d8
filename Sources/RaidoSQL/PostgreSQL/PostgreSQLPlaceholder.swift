import Raido

extension PostgreSQLDialect {
    /// The statement that gives rows already there a neutral value of the column's type, distinct in each row where the
    /// column has to be.
    ///
    /// A column that refers to another table gets the first key there is in it: every other value would be an orphan.
    func statement(
        fillingWithPlaceholders column: Column, in table: Table, final: Table, schema: Schema, onlyNulls: Bool
    ) throws(UnsupportedChange) -> SQLStatement {
        let name = quote(column.name)
        let target = quote(table.name)
        let purpose = "fill column '\(column.name)' of '\(table.name)'"
        let isDistinct = table.isDistinct(column.name) || final.isDistinct(column.name)
        if isDistinct {
            let value = try distinctPlaceholder(for: column, in: table, number: "numbered.number")
            let condition = onlyNulls ? " AND \(target).\(name) IS NULL" : ""
            return SQLStatement(
                """
                UPDATE \(target) SET \(name) = \(value)
                FROM (SELECT ctid AS row, pg_catalog.row_number() OVER () AS number FROM \(target)) AS numbered
                WHERE \(target).ctid = numbered.row\(condition)
                """, for: purpose)
        }
        let neutral = commonPlaceholder(for: column, in: table)
        let value = try reference(of: column, in: table, final: final, schema) ?? neutral
        let condition = onlyNulls ? " WHERE \(name) IS NULL" : ""
        return SQLStatement("UPDATE \(target) SET \(name) = \(value)\(condition)", for: purpose)
    }

    private func reference(
        of column: Column, in table: Table, final: Table, _ schema: Schema
    ) throws(UnsupportedChange) -> String? {
        // What it will refer to may not be there yet, or not under that name.
        let keys = (final.foreignKeys + table.foreignKeys).filter { key in
            key.columns.contains(column.name)
                && key.referencedColumns.allSatisfy { schema[key.referencedTable]?.column($0) != nil }
        }
        guard let key = keys.first, let place = key.columns.firstIndex(of: column.name),
            key.referencedColumns.indices.contains(place), let target = schema[key.referencedTable],
            let referenced = target.column(key.referencedColumns[place])
        else { return nil }
        // It may still be of the type that it had.
        let value = try conversion(from: referenced, in: target, to: column, in: table) ?? quote(referenced.name)
        return "(SELECT \(value) FROM \(quote(target.name)) ORDER BY \(quotedList(key.referencedColumns)) LIMIT 1)"
    }

    private func commonPlaceholder(for column: Column, in table: Table) -> String {
        let type = StoredType.typeOfLiterals(in: column, on: engine)
        return switch type.family {
        case .text, .xml, .custom: "''"
        case .boolean: "false"
        case .integer, .floatingPoint, .decimal: "0"
        case .date: "'1970-01-01'"
        case .time: "'00:00:00'"
        case .timestamp: type == .timestamp ? "'1970-01-01 00:00:00'" : "'1970-01-01 00:00:00+00'"
        case .interval: "'0'"
        case .uuid: "'00000000-0000-0000-0000-000000000000'"
        case .document: "'null'"
        case .bytes:
            type.fixedByteLength.map { "pg_catalog.decode(pg_catalog.repeat('00', \($0)), 'hex')" } ?? "''"
        case .networkAddress:
            type == .inet ? "'0.0.0.0'" : type == .cidr ? "'0.0.0.0/32'" : "'00:00:00:00:00:00'"
        case .enumeration: table.enumType(of: type)?.values.first.map(spelling) ?? "NULL"
        }
    }

    func commonValue(for column: Column, in table: Table) -> String {
        typed(commonPlaceholder(for: column, in: table), of: column, in: table)
    }

    func distinctValue(for column: Column, in table: Table) -> String? {
        let number = "pg_catalog.row_number() OVER ()"
        // The enum may be created by the same changes, so that its values are compared as texts.
        return isEnum(column, in: table)
            ? distinctEnumValue(for: StoredType.typeOfLiterals(in: column, on: engine), in: table, number: number)
            : try? distinctPlaceholder(for: column, in: table, number: number)
    }

    private func distinctEnumValue(for type: ColumnType, in table: Table, number: String) -> String {
        let values = table.enumType(of: type)?.values.map(spelling) ?? []
        let cases = values.enumerated().map { "WHEN \($0.offset + 1) THEN \($0.element)" }
        return "(CASE \(number) \(cases.joined(separator: " ")) ELSE \(values.first ?? "NULL") END)"
    }

    private func distinctPlaceholder(
        for column: Column, in table: Table, number: String
    ) throws(UnsupportedChange) -> String {
        let literals = StoredType.typeOfLiterals(in: column, on: engine)
        switch literals.family {
        case .text: return "\(number)::text"
        case .boolean: return "\(number) > 1"
        case .integer, .floatingPoint, .decimal: return number
        case .date: return "date '1970-01-01' + \(number)::integer"
        case .time: return "time '00:00:00' + \(number)::double precision * interval '1 second'"
        case .timestamp:
            let start =
                literals == .timestamp ? "timestamp '1970-01-01 00:00:00'" : "timestamptz '1970-01-01 00:00:00+00'"
            return "\(start) + \(number)::double precision * interval '1 second'"
        case .interval: return "\(number)::double precision * interval '1 second'"
        case .uuid: return "pg_catalog.lpad(pg_catalog.to_hex(\(number)), 32, '0')::uuid"
        case .bytes:
            guard let length = literals.fixedByteLength else {
                return "pg_catalog.convert_to(\(number)::text, 'UTF8')"
            }
            return "pg_catalog.decode(pg_catalog.lpad(pg_catalog.to_hex(\(number)), \(2 * length), '0'), 'hex')"
        case .networkAddress where literals == .macAddress:
            return "pg_catalog.lpad(pg_catalog.to_hex(\(number)), 12, '0')::macaddr"
        case .networkAddress: return "('0.0.0.0'::inet + \(number))::\(literals == .inet ? "inet" : "cidr")"
        case .document, .xml, .custom: return "\(number)::text::\(try type(of: column, in: table))"
        case .enumeration:
            let value = distinctEnumValue(for: literals, in: table, number: number)
            return "\(value)::\(try type(of: column, in: table))"
        }
    }

    private func spelling(_ value: EnumValue) -> String {
        switch value {
        case .text(let text): literal(text)
        case .number(let number, _): "\(number)"
        }
    }
}
