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
        return switch type.family {
        case .text, .xml, .custom: .text("\(row)")
        case .interval: .text("\(row) days")
        case .networkAddress:
            .text(
                type == .inet
                    ? "10.0.0.\(row)" : type == .cidr ? "10.0.\(row).0/24" : "08:00:2b:01:02:\(two)")
        case .boolean: .truth(row % 2 == 1)
        case .integer: .number("\(row)")
        case .floatingPoint: .number("\(row).5")
        case .decimal: .number(type.exactNumber?.scale == 0 ? "\(row)" : "\(row).5")
        case .date: .text("\(2000 + row)-01-31")
        case .time: .text("12:00:\(two)")
        case .timestamp: .text("2026-01-01 12:00:\(two)")
        case .uuid: .text("00000000-0000-4000-8000-0000000000\(two)")
        case .document: .text("[\(row)]")
        case .bytes: .bytes(Array(repeating: UInt8(truncatingIfNeeded: row), count: type.fixedByteLength ?? 1))
        case .enumeration: Self.value(row: row, of: enums.first { type == .enumeration($0.name) })
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
        switch type.family {
        case .text:
            guard let length = type.textCapacity, length != .max else {
                return .text(String(repeating: "€🙂", count: 400))
            }
            let letter = if case .char = type { "ß" } else { "é" }
            return .text(String(repeating: letter, count: min(length, Self.longest)))
        case .integer: return type.exactNumber.flatMap { greatest(integer: $0, on: engine) }
        case .decimal: return type.exactNumber.map { .number(Self.nines($0)) }
        case .floatingPoint: return .number(type == .real ? "1.5e30" : "1.5e300")
        case .date: return .text("9999-12-31")
        case .time: return .text("23:59:59\(fraction(on: engine))")
        case .timestamp: return .text("9999-12-31 23:59:59\(fraction(on: engine))")
        case .bytes: return .bytes(Array(repeating: 0xFF, count: greatestByteCount))
        case .document: return .text("{\"a\": [\"it's\", null, 1e10, {\"€\": \"🙂\"}]}")
        case .boolean, .interval, .uuid, .networkAddress, .xml, .enumeration, .custom: return nil
        }
    }

    private func greatest(integer: ExactNumber, on engine: Engine) -> BoundaryValue? {
        guard let bits = integer.bits else { return nil }
        let isSigned = integer.isSigned || bits == 64 && !engine.facts.hasUnsignedBigInteger
        return .number("\(UInt64.max >> UInt64(64 - bits + (isSigned ? 1 : 0)))")
    }

    private var greatestByteCount: Int {
        if let length = type.fixedByteLength { return length }
        let most = type.byteLengths?.upperBound ?? 0
        return most == .max ? 400 : min(most, Self.longest)
    }

    /// The greatest fraction of a second.
    private func fraction(on engine: Engine) -> String { engine.facts.keepsFractionsOfSeconds ? ".999999" : "" }

    private func least(on engine: Engine) -> BoundaryValue? {
        switch type.family {
        case .text: return .text("")
        case .integer:
            guard let number = type.exactNumber, let bits = number.bits, number.isSigned else { return .number("0") }
            // SQLite and MySQL cannot read the smallest 64-bit integer as a literal.
            return .number(bits == 64 ? "-9223372036854775807" : "\(Int64.min >> (64 - bits))")
        case .decimal: return type.exactNumber.map { .number("-" + Self.nines($0)) }
        case .floatingPoint: return .number(type == .real ? "-1.5e30" : "-1.5e300")
        case .date: return .text("1000-01-01")
        case .time: return .text("00:00:00")
        case .timestamp: return .text("1000-01-01 00:00:00")
        case .bytes: return .bytes(Array(repeating: 0, count: type.fixedByteLength ?? 0))
        case .document: return .text("{}")
        case .boolean, .interval, .uuid, .networkAddress, .xml, .enumeration, .custom: return nil
        }
    }

    private var awkward: BoundaryValue? {
        if let length = type.textCapacity {
            let text = "it's \u{E9}e\u{301} \"a\" \\ `b` %s; -- Ünï 🙂"
            return .text(String(String.UnicodeScalarView(text.unicodeScalars.prefix(length))))
        }
        guard let lengths = type.byteLengths, type.fixedByteLength == nil else { return nil }
        return .bytes(Array([0, 0x27, 0x5C, 0xFF].prefix(lengths.upperBound)))
    }

    /// The most characters or bytes of a value. Types such as `mediumblob` hold more, and servers do not take a statement
    /// with that much (MariaDB manual, max_allowed_packet: 16 MB). A type that is declared with a length has no more.
    private static let longest = 65_535

    private static func nines(_ number: ExactNumber) -> String {
        let whole = number.digits > 0 ? String(repeating: "9", count: number.digits) : "0"
        return number.scale == 0 ? whole : "\(whole).\(String(repeating: "9", count: number.scale))"
    }
}
