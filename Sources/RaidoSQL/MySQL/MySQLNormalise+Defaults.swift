package import Raido

func readable(
    _ value: DefaultValue, of column: Column, in table: Table, _ dialect: any MySQLFamilyDialect
) -> DefaultValue {
    let type = column.type
    switch value {
    case .string(let text):
        if let number = dialect.number(named: text, for: column, in: table) { return .integer(number) }
        return mysqlLiteral(
            type == .timestampWithTimeZone ? momentInUTC(text) : text,
            of: column.nativeTypes[dialect.engine] == nil ? type : .text)
    case .integer(let number): return mysqlNumber("\(number)", of: type)
    case .unsigned(let number): return mysqlNumber("\(number)", of: type)
    case .decimal(let digits): return mysqlNumber(digits, of: type)
    case .boolean(let isTrue): return mysqlNumber(isTrue ? "1" : "0", of: type)
    case .now: return type == .date ? .today : .now
    case .today: return .today
    case .uuid: return .uuid
    case .sql(let fragment):
        let text = fragment.text(for: dialect.engine) ?? ""
        return mysqlDefault(expression: text, of: type)
    }
}

extension Column {
    /// What tells an instant from a moment without a zone, which have one type here: the time in UTC as default, or from a
    /// trigger. Where the session's own time is given to it as well, it is none.
    package mutating func readInstant(isSetInUTC: Bool, isSetLocally: Bool) {
        let defaultsToUTC = defaultValue == .sql("utc_timestamp(6)")
        guard type == .timestamp, isSetInUTC || defaultsToUTC, !isSetLocally, defaultValue != .now else { return }
        type = .timestampWithTimeZone
        if defaultsToUTC { defaultValue = .now }
    }
}

/// A default that an expression gives, as far as it is one of those that have a name here.
package func mysqlDefault(expression text: String, of type: ColumnType) -> DefaultValue {
    if let written = textOfBytes(Array(SQLTokens(text))) { return mysqlLiteral(written, of: type) }
    let canonical = canonicalMySQL(text)
    switch canonical {
    case "current_timestamp(6)", "current_timestamp()", "current_time(6)", "current_time()": return .now
    case "current_date()": return .today
    case randomUUID: return .uuid
    default: break
    }
    let tokens = Array(SQLTokens(canonical))
    if tokens.count == 1, case .string(let text) = tokens[0] { return mysqlLiteral(text, of: type) }
    if tokens.count == 1, case .number(let digits) = tokens[0] { return mysqlNumber(digits, of: type) }
    if tokens.count == 2, tokens[0] == .symbol("-"), case .number(let digits) = tokens[1] {
        return mysqlNumber("-" + digits, of: type)
    }
    return .sql(SQLFragment(canonical))
}

/// As both engines are read.
private let randomUUID = canonicalMySQL(MySQLDialect().uuid(as: .current))

/// The text that `convert(x'…' using utf8mb4)` stands for.
private func textOfBytes(_ tokens: [SQLToken]) -> String? {
    guard tokens.count == 6, tokens[0].isKeyword("convert"), tokens[4].isKeyword("utf8mb4") else { return nil }
    let digits: Substring
    switch tokens[2] {
    case .symbol(let bytes) where bytes.hasPrefix("x'"): digits = bytes.dropFirst(2).dropLast()
    case .number(let bytes) where bytes.hasPrefix("0x"): digits = bytes.dropFirst(2)
    case .word, .quoted, .string, .number, .symbol: return nil
    }
    return String(decoding: bytes(hexadecimal: digits), as: UTF8.self)
}

/// A number as a default, without the zeros that the engine adds after the point.
package func mysqlNumber(_ digits: String, of type: ColumnType) -> DefaultValue {
    var text = digits
    if case .decimal(_, let scale) = type { text = rounded(digits, toScale: scale) }
    if text.contains("."), !text.lowercased().contains("e") {
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
    }
    if text == "-0" { text = "0" }
    if let number = Int64(text) {
        return type == .boolean && (0...1).contains(number) ? .boolean(number == 1) : .integer(number)
    }
    return UInt64(text).map(DefaultValue.unsigned) ?? .decimal(text)
}

/// An exact number with no more digits after the point than the column has: half of one is rounded away from zero.
private func rounded(_ digits: String, toScale scale: Int) -> String {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count > scale, parts[1].allSatisfy(\.isNumber) else { return digits }
    let sign = digits.hasPrefix("-") ? "-" : ""
    var kept = Array((parts[0].drop { $0 == "-" } + parts[1].prefix(scale)).utf8)
    if let next = parts[1].dropFirst(scale).first, next >= "5" {
        var place = kept.count - 1
        while place >= 0, kept[place] == UInt8(ascii: "9") {
            kept[place] = UInt8(ascii: "0")
            place -= 1
        }
        if place >= 0 { kept[place] += 1 } else { kept.insert(UInt8(ascii: "1"), at: 0) }
    }
    let whole = String(decoding: kept.dropLast(scale), as: UTF8.self)
    let fraction = String(decoding: kept.suffix(scale), as: UTF8.self)
    return sign + (whole.isEmpty ? "0" : whole) + (scale > 0 ? "." + fraction : "")
}

/// A text as a default: of a moment without the zeros that the engine adds, of a number as a number.
package func mysqlLiteral(_ text: String, of type: ColumnType) -> DefaultValue {
    switch type.family {
    case .timestamp, .time:
        var short = text
        if short.contains(".") {
            while short.hasSuffix("0") { short.removeLast() }
            if short.hasSuffix(".") { short.removeLast() }
        }
        if type != .time, short.utf8.count == 10 { short += " 00:00:00" }
        return .string(short)
    case .boolean, .integer, .floatingPoint, .decimal: return mysqlNumber(text, of: type)
    case .text, .date, .interval, .uuid, .document, .bytes, .networkAddress, .xml, .enumeration, .custom:
        return .string(text)
    }
}
