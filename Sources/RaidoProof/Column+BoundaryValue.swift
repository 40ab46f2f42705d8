import Raido

extension Column {
    /// The value of a row, one that the column's type takes on this engine.
    func value(row: Int, kind: RowKind, enums: [EnumType], on engine: Engine) -> BoundaryValue {
        if isUUIDBlob(on: engine) {
            return .bytes(Array(repeating: UInt8(truncatingIfNeeded: row), count: 16))
        }
        switch kind {
        case .usual, .absent: break
        case .greatest: if let value = greatest(on: engine) { return value }
        case .least: if let value = least(on: engine) { return value }
        case .awkward: if let value = awkward { return value }
        }
        return usual(row: row, enums: enums)
    }

    private func usual(row: Int, enums: [EnumType]) -> BoundaryValue {
        let two = row < 10 ? "0\(row)" : "\(row)"
        return switch type {
        case .varchar, .char, .text, .xml, .custom: .text("\(row)")
        case .interval: .text("\(row) days")
        case .inet: .text("10.0.0.\(row)")
        case .cidr: .text("10.0.\(row).0/24")
        case .macAddress: .text("08:00:2b:01:02:\(two)")
        case .boolean: .truth(row % 2 == 1)
        case .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger, .unsignedSmallInteger,
            .unsignedInteger, .unsignedBigInteger:
            .number("\(row)")
        case .real, .double: .number("\(row).5")
        case .decimal(_, let scale): .number(scale == 0 ? "\(row)" : "\(row).5")
        case .date: .text("\(2000 + row)-01-31")
        case .time: .text("12:00:\(two)")
        case .timestamp, .timestampWithTimeZone: .text("2026-01-01 12:00:\(two)")
        case .uuid: .text("00000000-0000-4000-8000-0000000000\(two)")
        case .json, .jsonb: .text("[\(row)]")
        case .blob, .varbinary: .bytes([UInt8(truncatingIfNeeded: row)])
        case .binary(let length): .bytes(Array(repeating: UInt8(truncatingIfNeeded: row), count: length))
        case .enumeration(let name): Self.value(row: row, of: enums.first { $0.name == name })
        }
    }

    /// One after the other, so that each value has its row.
    private static func value(row: Int, of type: EnumType?) -> BoundaryValue {
        guard let values = type?.values, !values.isEmpty else { return .null }
        return switch values[(row - 1) % values.count] {
        case .text(let text): .text(text)
        case .number(let number, _): .number("\(number)")
        }
    }

    private func greatest(on engine: Engine) -> BoundaryValue? {
        switch type {
        case .varchar(let length): .text(String(repeating: "é", count: min(length, Self.longest)))
        case .char(let length): .text(String(repeating: "ß", count: min(length, Self.longest)))
        case .text: .text(String(repeating: "€🙂", count: 400))
        case .tinyInteger: .number("127")
        case .smallInteger: .number("32767")
        case .integer: .number("2147483647")
        case .bigInteger: .number("9223372036854775807")
        case .unsignedTinyInteger: .number("255")
        case .unsignedSmallInteger: .number("65535")
        case .unsignedInteger: .number("4294967295")
        case .unsignedBigInteger:
            .number(engine.facts.hasUnsignedBigInteger ? "18446744073709551615" : "9223372036854775807")
        case .decimal(let precision, let scale): .number(Self.nines(precision, scale))
        case .real: .number("1.5e30")
        case .double: .number("1.5e300")
        case .date: .text("9999-12-31")
        case .time: .text("23:59:59\(fraction(on: engine))")
        case .timestamp, .timestampWithTimeZone:
            .text("9999-12-31 23:59:59\(fraction(on: engine))")
        case .blob: .bytes(Array(repeating: 0xFF, count: 400))
        case .binary(let length): .bytes(Array(repeating: 0xFF, count: length))
        case .varbinary(let length): .bytes(Array(repeating: 0xFF, count: min(length, Self.longest)))
        case .json, .jsonb: .text("{\"a\": [\"it's\", null, 1e10, {\"€\": \"🙂\"}]}")
        case .boolean, .interval, .uuid, .inet, .cidr, .macAddress, .xml, .enumeration, .custom: nil
        }
    }

    /// The greatest fraction of a second.
    private func fraction(on engine: Engine) -> String { engine.facts.keepsFractionsOfSeconds ? ".999999" : "" }

    private func least(on engine: Engine) -> BoundaryValue? {
        switch type {
        case .varchar, .char, .text: .text("")
        case .tinyInteger: .number("-128")
        case .smallInteger: .number("-32768")
        case .integer: .number("-2147483648")
        // The least of all is no literal of SQLite's, nor of MySQL's.
        case .bigInteger: .number("-9223372036854775807")
        case .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger: .number("0")
        case .decimal(let precision, let scale): .number("-" + Self.nines(precision, scale))
        case .real: .number("-1.5e30")
        case .double: .number("-1.5e300")
        case .date: .text("1000-01-01")
        case .time: .text("00:00:00")
        case .timestamp, .timestampWithTimeZone: .text("1000-01-01 00:00:00")
        case .blob, .varbinary: .bytes([])
        case .binary(let length): .bytes(Array(repeating: 0, count: length))
        case .json, .jsonb: .text("{}")
        case .boolean, .interval, .uuid, .inet, .cidr, .macAddress, .xml, .enumeration, .custom: nil
        }
    }

    private var awkward: BoundaryValue? {
        let text = "it's \u{E9}e\u{301} \"a\" \\ `b` %s; -- Ünï 🙂"
        return switch type {
        case .varchar(let length), .char(let length):
            .text(String(String.UnicodeScalarView(text.unicodeScalars.prefix(length))))
        case .text: .text(text)
        case .blob: .bytes([0, 0x27, 0x5C, 0xFF])
        case .varbinary(let length): .bytes(Array([0, 0x27, 0x5C, 0xFF].prefix(length)))
        case .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger,
            .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .real, .double, .decimal, .date, .time,
            .timestamp, .timestampWithTimeZone, .interval, .uuid, .json, .jsonb, .binary, .inet, .cidr, .macAddress,
            .xml, .enumeration, .custom:
            nil
        }
    }

    /// The most characters or bytes of a value. Types such as `mediumblob` hold more, and servers do not take a statement
    /// with that much (MariaDB manual, max_allowed_packet: 16 MB). A type that is declared with a length has no more.
    private static let longest = 65_535

    private static func nines(_ precision: Int, _ scale: Int) -> String {
        let whole = precision > scale ? String(repeating: "9", count: precision - scale) : "0"
        return scale == 0 ? whole : "\(whole).\(String(repeating: "9", count: scale))"
    }
}
