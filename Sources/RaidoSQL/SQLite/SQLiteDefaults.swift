import Raido

/// A fresh version 4 UUID: 36 characters, lower case.
package let sqliteUUIDExpression =
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || "
    + "substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"

/// The same as 16 bytes. Two of them tell version and variant.
package let sqliteUUIDBlobExpression =
    "CAST(randomblob(6) || substr(x'404142434445464748494a4b4c4d4e4f', 1 + (random() & 15), 1) || randomblob(1) || "
    + "substr(x'808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
    + "a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf', 1 + (random() & 63), 1) || "
    + "randomblob(7) AS BLOB)"

/// A UUID's text as the literal of its bytes; nil for other texts.
func sqliteUUIDBlob(_ text: String) -> String? {
    let digits = text.lowercased().filter { $0 != "-" }
    return digits.utf8.count == 32 && digits.allSatisfy(\.isHexDigit) ? "x'\(digits)'" : nil
}

extension SQLiteDialect {
    func expression(
        _ value: DefaultValue, for column: Column, in table: Table
    ) throws(UnsupportedChange) -> String {
        switch value {
        case .string(let text):
            if column.isUUIDBlob, let bytes = sqliteUUIDBlob(text) { return bytes }
            guard let number = number(named: text, for: column, in: table) else { return literal(text) }
            return "\(number)"
        case .integer(let number): return "\(number)"
        case .unsigned(let number):
            guard let fitting = Int64(exactly: number) else {
                throw UnsupportedChange(engine, .valueTooLarge(number, column: column.name, table: table.name))
            }
            return "\(fitting)"
        case .decimal(let digits): return digits
        case .boolean(let isTrue): return isTrue ? "1" : "0"
        case .now: return moment(for: column.type)
        case .today: return column.type.isTimestamp ? "(datetime('now', 'start of day'))" : "CURRENT_DATE"
        case .uuid: return "(\(column.isUUIDBlob ? sqliteUUIDBlobExpression : sqliteUUIDExpression))"
        case .sql(let fragment): return "(\(try text(fragment, of: .column(column.name, table: table.name))))"
        }
    }

    /// The current moment as the type holds it, in UTC: `2026-01-31 12:00:00`, `2026-01-31` or `12:00:00`.
    func moment(for type: ColumnType) -> String {
        if type == .date { return "CURRENT_DATE" }
        return type == .time ? "CURRENT_TIME" : "CURRENT_TIMESTAMP"
    }

    /// Whether `ADD COLUMN` takes the default although the table has rows.
    func isConstant(_ value: DefaultValue) -> Bool {
        switch value {
        case .string, .integer, .unsigned, .decimal, .boolean: true
        case .now, .today, .uuid, .sql: false
        }
    }

    /// The number that a value of an integer enum stands for.
    private func number(named name: String, for column: Column, in table: Table) -> Int64? {
        guard case .enumeration(let typeName) = column.type, let type = table.enumType(typeName), !type.storesText
        else { return nil }
        return type.number(of: name)
    }
}

extension ColumnType {
    var isTimestamp: Bool { self == .timestamp || self == .timestampWithTimeZone }
}
