import Raido
import RaidoConsole

/// A literal that stands for a column's value: of a default or a fill.
enum Literal {
    case null
    case value(DefaultValue)
}

/// Reads a literal for a column of that type, and makes sure that it fits.
func readLiteral(_ value: ValueSyntax, for type: ColumnType, enumType: EnumDraft?) throws(ValueMistake) -> Literal {
    if value.word == "null" { return .null }
    if case .call(let name, let arguments) = value.content {
        if name.text == "sql" { return .value(.sql(try readSQL(arguments, at: value.span))) }
        guard arguments.isEmpty else { throw misfit(value, type) }
        let word = ValueSyntax(content: .path([name.text]), span: value.span)
        return try readLiteral(word, for: type, enumType: enumType)
    }
    return .value(try fitting(value, type, enumType))
}

private func fitting(
    _ value: ValueSyntax, _ type: ColumnType, _ enumType: EnumDraft?
) throws(ValueMistake) -> DefaultValue {
    switch type {
    case .varchar(let length), .char(let length): return try characters(value, type, length)
    case .text: return try characters(value, type, nil)
    case .boolean:
        switch value.word {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: throw misfit(value, type, "write true or false")
        }
    case .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
        .unsignedInteger, .unsignedBigInteger:
        guard let range = type.exactNumber?.signedRange else { return try unsigned(value, type) }
        return try integer(value, type, range)
    case .real, .double: return try number(value, type)
    case .decimal(let precision, let scale): return try decimal(value, type, precision, scale)
    case .date, .time, .timestamp, .timestampWithTimeZone: return try moment(value, type)
    case .uuid:
        if value.word == "uuid" { return .uuid }
        guard let text = value.string, isUUID(text) else { throw misfit(value, type, "write uuid or 36 characters") }
        return .string(text)
    case .json, .jsonb:
        guard let text = value.string, isJSON(text) else { throw misfit(value, type, "write JSON in quotes") }
        return .string(text)
    case .blob, .binary, .varbinary: throw misfit(value, type, "write sql(\"…\")")
    case .interval: return try formed(value, type, isInterval, "write \"1 day 02:30:00\"")
    case .inet: return try formed(value, type, isInternetAddress, "write \"192.168.0.1\"")
    case .cidr: return try formed(value, type, isNetwork, "write \"192.168.0.0/16\"")
    case .macAddress: return try formed(value, type, isHardwareAddress, "write \"08:00:2b:01:02:03\"")
    case .xml: return try characters(value, type, nil)
    case .enumeration: return try variant(value, type, enumType)
    case .custom: return try anything(value, type)
    }
}

/// The message that a literal does not fit its column.
func misfit(_ value: ValueSyntax, _ type: ColumnType, _ advice: String? = nil) -> ValueMistake {
    ValueMistake(.doesNotFit(value.shown, type.description, advice: advice), at: value.span)
}

private func characters(
    _ value: ValueSyntax, _ type: ColumnType, _ length: Int?
) throws(ValueMistake) -> DefaultValue {
    guard let text = value.string else { throw misfit(value, type, "write it in quotes") }
    if let length, text.unicodeScalars.count > length {
        throw misfit(value, type, "it has \(text.unicodeScalars.count) characters")
    }
    return .string(text)
}

/// A text that must have a form of its own.
private func formed(
    _ value: ValueSyntax, _ type: ColumnType, _ isFormed: (String) -> Bool, _ advice: String
) throws(ValueMistake) -> DefaultValue {
    guard let text = value.string, isFormed(text) else { throw misfit(value, type, advice) }
    return .string(text)
}

private func integer(
    _ value: ValueSyntax, _ type: ColumnType, _ range: ClosedRange<Int64>
) throws(ValueMistake) -> DefaultValue {
    guard let number = value.number, !number.isDecimal else { throw misfit(value, type, "write a whole number") }
    guard let integer = number.signed, range.contains(integer) else {
        throw misfit(value, type, "it holds \(range.lowerBound) to \(range.upperBound)")
    }
    return .integer(integer)
}

private func unsigned(_ value: ValueSyntax, _ type: ColumnType) throws(ValueMistake) -> DefaultValue {
    guard let number = value.number, !number.isDecimal else { throw misfit(value, type, "write a whole number") }
    if let integer = number.signed, integer >= 0 { return .integer(integer) }
    guard let integer = number.unsigned else { throw misfit(value, type, "it holds 0 to \(UInt64.max)") }
    return .unsigned(integer)
}

private func number(_ value: ValueSyntax, _ type: ColumnType) throws(ValueMistake) -> DefaultValue {
    guard let number = value.number, Double(number.text)?.isFinite == true else {
        throw misfit(value, type, "write a number")
    }
    if let integer = number.signed { return .integer(integer) }
    return .decimal(number.text)
}

private func decimal(
    _ value: ValueSyntax, _ type: ColumnType, _ precision: Int, _ scale: Int
) throws(ValueMistake) -> DefaultValue {
    guard let number = value.number else { throw misfit(value, type, "write a number") }
    guard let digits = DecimalDigits(number.text), digits.whole <= precision - scale, digits.fraction <= scale else {
        throw misfit(value, type, "it holds \(precision - scale) digits before and \(scale) after the decimal point")
    }
    if let integer = number.signed { return .integer(integer) }
    return .decimal(number.text)
}

private func moment(_ value: ValueSyntax, _ type: ColumnType) throws(ValueMistake) -> DefaultValue {
    let isDate = type == .date
    if value.word == (isDate ? "today" : "now") { return isDate ? .today : .now }
    let advice =
        switch type {
        case .date: "write today or \"2026-01-31\""
        case .time: "write now or \"12:30:00\""
        case .timestampWithTimeZone: "write now or \"2026-01-31 12:30:00Z\""
        default: "write now or \"2026-01-31 12:30:00\""
        }
    guard let text = value.string, isMoment(text, type) else { throw misfit(value, type, advice) }
    return .string(text)
}

private func variant(
    _ value: ValueSyntax, _ type: ColumnType, _ enumType: EnumDraft?
) throws(ValueMistake) -> DefaultValue {
    // An enum that is not declared has been reported.
    guard let enumType else { return .string("") }
    if let found = enumType.value(meant: value) {
        switch found {
        case .text(let text): return .string(text)
        case .number(let number, _): return .integer(number)
        }
    }
    var word = value.string ?? value.word
    if word == nil, case .path(let parts) = value.content { word = parts.last }
    throw ValueMistake(
        .unknownVariant(
            value.shown, of: enumType.type.name, nearest: word.flatMap { nearest(to: $0, among: enumType.words) }),
        at: value.span)
}

private func anything(_ value: ValueSyntax, _ type: ColumnType) throws(ValueMistake) -> DefaultValue {
    if let text = value.string { return .string(text) }
    if let number = value.number { return number.signed.map { .integer($0) } ?? .decimal(number.text) }
    if let word = value.word {
        let words: [String: DefaultValue] = [
            "true": .boolean(true), "false": .boolean(false), "now": .now, "today": .today, "uuid": .uuid,
        ]
        if let found = words[word] { return found }
    }
    throw misfit(value, type)
}
