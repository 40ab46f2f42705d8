/// The range of an exact number.
package struct ExactNumber: Hashable, Sendable {
    package var isSigned: Bool
    package var scale: Int

    /// Digits in front of the point, and for integers the bits.
    package var digits: Int
    package var bits: Int?

    /// As many digits as the engine has room for.
    static let unlimited = ExactNumber(isSigned: true, scale: 16_383, digits: 131_072, bits: nil)

    var precision: Int { digits + scale }

    /// How many characters a number is written with at most.
    var spelledLength: Int { digits + 1 + (scale > 0 ? scale + 1 : 0) }

    func holds(_ other: ExactNumber) -> Bool {
        if let bits, let otherBits = other.bits {
            return isSigned == other.isSigned ? bits >= otherBits : bits > otherBits
        }
        // An integer type holds all numbers of its digits but the last one.
        return (bits == nil ? digits : digits - 1) >= other.digits
    }

    func fits(digits bound: Int) -> Bool { scale == 0 && digits <= bound }
}

extension ColumnType {
    /// Whether it is an integer type with room for the number.
    package func holds(_ number: Int64) -> Bool {
        guard let exactNumber, let bits = exactNumber.bits else { return false }
        guard exactNumber.isSigned else { return number >= 0 && (bits == 64 || number >> bits == 0) }
        return number >= Int64.min >> (64 - bits) && number <= Int64.max >> (64 - bits)
    }
}

extension ColumnType {
    package var exactNumber: ExactNumber? {
        switch self {
        case .tinyInteger: ExactNumber(isSigned: true, scale: 0, digits: 3, bits: 8)
        case .smallInteger: ExactNumber(isSigned: true, scale: 0, digits: 5, bits: 16)
        case .integer: ExactNumber(isSigned: true, scale: 0, digits: 10, bits: 32)
        case .bigInteger: ExactNumber(isSigned: true, scale: 0, digits: 19, bits: 64)
        case .unsignedTinyInteger: ExactNumber(isSigned: false, scale: 0, digits: 3, bits: 8)
        case .unsignedSmallInteger: ExactNumber(isSigned: false, scale: 0, digits: 5, bits: 16)
        case .unsignedInteger: ExactNumber(isSigned: false, scale: 0, digits: 10, bits: 32)
        case .unsignedBigInteger: ExactNumber(isSigned: false, scale: 0, digits: 20, bits: 64)
        case .decimal(let precision, let scale):
            ExactNumber(isSigned: true, scale: scale, digits: precision - scale, bits: nil)
        case .varchar, .char, .text, .boolean, .real, .double, .date, .time, .timestamp, .timestampWithTimeZone,
            .interval, .uuid, .json, .jsonb, .blob, .binary, .varbinary, .inet, .cidr, .macAddress, .xml, .enumeration,
            .custom:
            nil
        }
    }

    /// How many characters the type takes; nil for types that hold no text.
    package var textCapacity: Int? {
        switch self {
        case .varchar(let length), .char(let length): length
        case .text: .max
        case .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger, .unsignedTinyInteger,
            .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .real, .double, .decimal, .date, .time,
            .timestamp, .timestampWithTimeZone, .interval, .uuid, .json, .jsonb, .blob, .binary, .varbinary, .inet,
            .cidr, .macAddress, .xml, .enumeration, .custom:
            nil
        }
    }

    /// How many bytes a value has; nil for types that hold no bytes.
    var byteLengths: ClosedRange<Int>? {
        switch self {
        case .blob: 0...(.max)
        case .binary(let length): length...length
        case .varbinary(let length): 0...length
        case .varchar, .char, .text, .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger,
            .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .real, .double,
            .decimal, .date, .time, .timestamp, .timestampWithTimeZone, .interval, .uuid, .json, .jsonb, .inet, .cidr,
            .macAddress, .xml, .enumeration, .custom:
            nil
        }
    }

    /// How long the texts are that values of the type are written as, where all engines write them alike.
    var spelledLength: Int? {
        if let number = exactNumber { return number.spelledLength }
        return switch self {
        case .uuid: 36
        case .date: 10
        case .inet, .cidr: 43
        case .macAddress: 17
        case .json, .jsonb, .xml: .max
        case .varchar, .char, .text, .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger,
            .unsignedTinyInteger, .unsignedSmallInteger, .unsignedInteger, .unsignedBigInteger, .real, .double,
            .decimal, .time, .timestamp, .timestampWithTimeZone, .interval, .blob, .binary, .varbinary, .enumeration,
            .custom:
            nil
        }
    }
}
