import Raido

extension Column {
    /// The value of a row in a key that other tables refer to: with gaps, in no order, large and negative, so that
    /// neither a row's number nor the first key there is stands for it. Nil where the type has no such values.
    ///
    /// - Parameter isSmall: Whether some expression computes with it.
    func keyValue(row: Int, isSmall: Bool, on engine: Engine) -> BoundaryValue? {
        switch type.family {
        case .integer, .decimal: return keyNumber(row: row, isSmall: isSmall)
        case .text:
            let length = type.textCapacity ?? .max
            return .text(isSmall || length < 8 ? "\(Self.small(row))" : Self.keyText(row: row, length: length))
        case .uuid: return uuid(row: row, on: engine)
        case .date: return .text("\(1971 + row * 37 % 60)-02-28")
        case .timestamp: return .text("\(1971 + row * 37 % 60)-02-28 23:30:00")
        case .boolean, .floatingPoint, .time, .interval, .document, .bytes, .networkAddress, .xml, .enumeration,
            .custom:
            return nil
        }
    }

    /// No two rows have the same one, and 120 is none.
    private static func small(_ row: Int) -> Int {
        switch row {
        case 1: 8
        case 2: 21
        case 3: 90
        case 4: 4
        case 5: 96
        default: 23 + 2 * row
        }
    }

    private func keyNumber(row: Int, isSmall: Bool) -> BoundaryValue? {
        guard let number = type.exactNumber, number.digits > 2 else { return nil }
        var value = Int64(Self.small(row))
        if !isSmall, row == 3 {
            switch number.bits {
            case 8: value = 120
            case 16: value = 31_007
            case 32: value = 2_000_000_011
            // Floating point has no such number.
            case 64: value = 9_007_199_254_740_993
            case _: value = number.digits > 9 ? 4_000_000_007 : 997
            }
        }
        if !isSmall, row == 4, number.isSigned { value = -13 }
        return .number(number.scale == 0 ? "\(value)" : "\(value).5")
    }

    private static func keyText(row: Int, length: Int) -> String {
        switch row {
        case 3: String(repeating: "K", count: min(length, 40))
        case 4: "k-\u{E9}"
        case 5: "k'e\u{301}\\"
        default: "\(small(row))"
        }
    }

    private func uuid(row: Int, on engine: Engine) -> BoundaryValue {
        let number = UInt64(row)
        let halves = [number &* 0x9E37_79B9_7F4A_7C15, number &* 0xC2B2_AE3D_27D4_EB4F]
        var bytes = halves.flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> ($0 * 8)) } }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        if isUUIDBlob(on: engine) { return .bytes(bytes) }
        let digits = Array(hexadecimal(bytes))
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        return .text(groups.joined(separator: "-"))
    }

    /// The column as the engine stores it: values are at the bounds of that type, whatever the models call it.
    func asStored(on engine: Engine) -> Column {
        var column = self
        if isUUIDBlob(on: engine) { return column }
        if case .enumeration = type { return column }
        guard nativeTypes[engine] != nil || type.isCustom else { return column }
        switch StoredType(of: self, [], on: engine) {
        case .type(let type), .coarse(let type, _): column.type = type
        case .textOfBytes(let count): column.type = .varchar(min(count / 4, 1000))
        case .number(let number) where number.bits == 24:
            column.type = number.isSigned ? .smallInteger : .unsignedSmallInteger
        case .number(let number):
            let scale = min(number.scale, 6)
            let digits = min(number.digits, engine.facts.exactWholeDigits)
            column.type = .decimal(precision: digits + scale, scale: scale)
        case .unknown(let spelling): column.type = .custom(spelling)
        case .values, .unknownValues: break
        }
        return column
    }
}
