package import Raido

/// The type that PostgreSQL's words for a type tell: its own long ones, or the short ones that users write.
package func postgresqlType(declared: String) -> ColumnType {
    if declared.hasSuffix("[]") {
        let element = postgresqlType(declared: String(declared.dropLast(2)))
        let name = try? PostgreSQLDialect().type(of: Column("", element), in: Table("", columns: []))
        return .custom("\(name ?? element.description)[]")
    }
    // One byte, and another type than char.
    if declared == "\"char\"" { return .custom(declared) }
    let words = canonicalSQL(postgresqlTokens(declared))
    let dense = words.replacing(", ", with: ",")
    let arguments = dense.split(separator: "(", maxSplits: 1)
    let name = arguments.first.map { $0.last == " " ? String($0.dropLast()) : String($0) } ?? dense
    let numbers =
        arguments.count == 2
        ? arguments[1].prefix { $0 != ")" }.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) } : []
    if let type = sizedType(name, numbers) { return type }
    guard arguments.count <= 1 else {
        return .custom(dense.replacing(" without time zone", with: ""))
    }
    return plainTypes[name] ?? .custom(dense)
}

private func sizedType(_ name: String, _ numbers: [Int]) -> ColumnType? {
    switch (name, numbers.count) {
    case ("varchar", 1), ("character varying", 1): .varchar(numbers[0])
    case ("char", 1), ("character", 1), ("bpchar", 1): .char(numbers[0])
    case ("char", 0), ("character", 0): .char(1)
    case ("numeric", 1), ("decimal", 1): .decimal(precision: numbers[0], scale: 0)
    case ("numeric", 2), ("decimal", 2): .decimal(precision: numbers[0], scale: numbers[1])
    default: nil
    }
}

private let plainTypes: [String: ColumnType] = [
    "text": .text, "boolean": .boolean, "bool": .boolean, "smallint": .smallInteger, "int2": .smallInteger,
    "integer": .integer, "int": .integer, "int4": .integer, "bigint": .bigInteger, "int8": .bigInteger, "real": .real,
    "float4": .real, "double precision": .double, "float8": .double, "float": .double, "date": .date, "time": .time,
    "time without time zone": .time, "timestamp": .timestamp, "timestamp without time zone": .timestamp,
    "timestamptz": .timestampWithTimeZone, "timestamp with time zone": .timestampWithTimeZone, "interval": .interval,
    "uuid": .uuid, "json": .json, "jsonb": .jsonb, "bytea": .blob, "inet": .inet, "cidr": .cidr,
    "macaddr": .macAddress, "xml": .xml,
]

/// The type that a check of Raido's, if the column has one, makes of the engine's type; nil where they do not go
/// together.
package func postgresqlType(_ type: ColumnType, checkedBy condition: String, column: String) -> ColumnType? {
    let name = postgresqlName(column)
    if condition == "\(name) >= 0" {
        switch type {
        case .smallInteger: return .unsignedTinyInteger
        case .integer: return .unsignedSmallInteger
        case .bigInteger: return .unsignedInteger
        case .decimal(precision: 20, scale: 0): return .unsignedBigInteger
        default: return nil
        }
    }
    guard type == .blob else { return nil }
    if let length = number(in: condition, after: "octet_length(\(name)) = ") { return .binary(length) }
    return number(in: condition, after: "octet_length(\(name)) <= ").map { .varbinary($0) }
}

private func number(in words: String, after prefix: String) -> Int? {
    words.hasPrefix(prefix) ? Int(words.dropFirst(prefix.count)) : nil
}

/// The default that an expression gives a column of that type, or nil for NULL.
package func postgresqlDefault(_ expression: String, as type: ColumnType) -> DefaultValue? {
    guard let parsed = PostgreSQLExpression(postgresqlTokens(expression)) else {
        return .sql(SQLFragment(expression))
    }
    let value = parsed.constant.withoutOwnCasts([:])
    switch value {
    case .string(let text):
        // The server adds its own zone, which is UTC in a session of Raido's.
        if type == .timestampWithTimeZone, text.hasSuffix("+00") { return .string(String(text.dropLast(3))) }
        return .string(text)
    case .word("NULL"): return nil
    case .word("TRUE"): return .boolean(true)
    case .word("FALSE"): return .boolean(false)
    case .word("CURRENT_DATE"): return .today
    case .word("CURRENT_TIMESTAMP"), .call("now", []): return .now
    case .word("LOCALTIME") where type == .time: return .now
    case .word(let digits) where digits.contains(where: \.isNumber):
        if let number = Int64(digits) { return .integer(number) }
        return UInt64(digits).map { .unsigned($0) } ?? .decimal(digits)
    case .call("gen_random_uuid", []) where type == .uuid: return .uuid
    default: return .sql(SQLFragment(value.text))
    }
}

/// Whether the default numbers the rows from a sequence, as `serial` does.
package func isSequenceDefault(_ expression: String) -> Bool {
    guard case .call("nextval", _)? = PostgreSQLExpression(postgresqlTokens(expression)) else { return false }
    return true
}

/// The name of an enum as a model would give it, from that of its native type: `Status` for `articles_status`.
///
/// A name that does not begin with the table's, or was cut, stays as it is.
package func postgresqlEnumName(_ native: String, of table: String) -> String {
    let prefix = "\(table)_"
    guard native.hasPrefix(prefix), native.count > prefix.count else { return native }
    let words = native.dropFirst(prefix.count).split(separator: "_", omittingEmptySubsequences: false)
    let name = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    // Only a name that leads back to the type says the same.
    return DerivedName.enumType(table, name) == native ? name : native
}
