import Raido

extension MySQLFamilyDialect {
    /// The default as `DEFAULT` takes it.
    func expression(
        _ value: DefaultValue, for column: Column, in table: Table
    ) throws(UnsupportedChange) -> String {
        try expectRoom(for: value, of: column, in: table)
        let words = try operand(value, for: column, in: table)
        switch value {
        case .string(let text) where text.hasFourByteCharacters:
            return "(convert(x'\(hexadecimal(text.utf8))' using utf8mb4))"
        case .string, .integer, .unsigned, .decimal, .boolean:
            return needsExpressionDefault(column) ? "(\(words))" : words
        case .now: return isCurrentTimestamp(value, for: column) && !isInstant(column) ? words : "(\(words))"
        case .today, .uuid, .sql: return "(\(words))"
        }
    }

    /// Throws where a type that settings name is too narrow for the default, which the engine refuses (error 1067).
    private func expectRoom(
        for value: DefaultValue, of column: Column, in table: Table
    ) throws(UnsupportedChange) {
        guard let native = column.nativeTypes[engine],
            let range = StoredType(of: column, table.enums, on: engine).exactNumber,
            let number = wholeNumber(value, for: column, in: table), !range.contains(number)
        else { return }
        throw UnsupportedChange(
            engine, .defaultOutOfRange(number, type: native, column: column.name, table: table.name))
    }

    private func wholeNumber(_ value: DefaultValue, for column: Column, in table: Table) -> Int64? {
        switch value {
        case .integer(let number): number
        case .string(let text): self.number(named: text, for: column, in: table)
        case .unsigned, .decimal, .boolean, .now, .today, .uuid, .sql: nil
        }
    }

    /// The value as it is in a statement.
    func operand(_ value: DefaultValue, for column: Column, in table: Table) throws(UnsupportedChange) -> String {
        switch value {
        case .string(let text):
            if let number = number(named: text, for: column, in: table) { return "\(number)" }
            return backslashLiteral(column.type == .timestampWithTimeZone ? momentInUTC(text) : text)
        case .integer(let number): return "\(number)"
        case .unsigned(let number): return "\(number)"
        case .decimal(let digits): return digits
        case .boolean(let isTrue): return isTrue ? "1" : "0"
        case .now: return moment(for: column)
        case .today: return "CURRENT_DATE"
        case .uuid: return uuid(as: .current)
        case .sql(let fragment): return try text(fragment, of: .column(column.name, table: table.name))
        }
    }

    /// `CURRENT_TIMESTAMP(6)`, with as many digits as the column holds: another number is refused (MySQL manual, 13.2).
    /// For instants `UTC_TIMESTAMP(6)`: the other one gives the time in the session's zone.
    func moment(for column: Column, as rendering: Rendering = .current) -> String {
        if rendering == .current, isInstant(column) {
            let digits = column.nativeTypes[engine].map { $0.drop { $0 != "(" } } ?? "(6)"
            return "UTC_TIMESTAMP\(digits.isEmpty ? "()" : digits)"
        }
        if let native = column.nativeTypes[engine] {
            let digits = native.drop { $0 != "(" }
            return "CURRENT_TIMESTAMP\(digits.isEmpty || !isTimestamp(native) ? "" : String(digits))"
        }
        if column.type == .date { return "CURRENT_DATE" }
        return column.type == .time ? "CURRENT_TIME(6)" : "CURRENT_TIMESTAMP(6)"
    }

    /// A UUID of version 4, all of whose other bits are random. `uuid()` gives version 1, the time and the machine:
    /// who knows one can guess those made next to it. MariaDB has random bytes since 10.10, MySQL always.
    func uuid(as rendering: Rendering) -> String {
        guard rendering == .current else { return "uuid()" }
        func digits(_ bytes: Int) -> String { "lower(hex(random_bytes(\(bytes))))" }
        let (version, variant) = ("substr(\(digits(2)), 2)", "lower(hex(ascii(random_bytes(1)) & 63 | 128))")
        return "concat(\(digits(4)), '-', \(digits(2)), '-4', \(version), '-', \(variant), \(digits(1)), '-', "
            + "\(digits(6)))"
    }

    /// Whether each row gets a UUID of its own, in words that older versions did not use.
    func makesRandomUUIDs(_ column: Column) -> Bool { column.generated == nil && column.defaultValue == .uuid }

    private func isCurrentTimestamp(_ value: DefaultValue, for column: Column) -> Bool {
        value == .now && (column.nativeTypes[engine].map(isTimestamp) ?? column.type.isTimestamp)
    }

    /// Whether the default gives each row a value of its own, or may: then rows already there are filled one by one.
    func isVolatile(_ value: DefaultValue) -> Bool {
        switch value {
        case .string, .integer, .unsigned, .decimal, .boolean, .now, .today: false
        case .uuid, .sql: true
        }
    }

    func isLiteral(_ value: DefaultValue) -> Bool {
        switch value {
        case .string, .integer, .unsigned, .decimal, .boolean: true
        case .now, .today, .uuid, .sql: false
        }
    }

    /// The number that a value of an integer enum stands for.
    func number(named name: String, for column: Column, in table: Table) -> Int64? {
        guard case .enumeration(let typeName) = column.type, let type = table.enumType(typeName), !type.storesText
        else { return nil }
        for case .number(let number, name) in type.values { return number }
        return nil
    }
}
