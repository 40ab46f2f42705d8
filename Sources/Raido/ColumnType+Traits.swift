/// A sort of values, whatever their lengths and widths.
package enum TypeFamily: Hashable, Sendable, CaseIterable {
    case text, boolean, integer, decimal, floatingPoint
    case date, time, timestamp, interval
    case uuid, document, bytes, networkAddress, xml, enumeration, custom

    package var isNumeric: Bool { self == .integer || self == .decimal || self == .floatingPoint }

    /// Whether it is a day, a time of day, or both.
    package var isMoment: Bool { self == .date || self == .time || self == .timestamp }
}

/// What is known of a type on every engine.
package struct TypeTraits {
    package var family: TypeFamily

    /// The range of an exact number; nil for other values.
    package var exactNumber: ExactNumber?

    /// How many characters the type takes; nil for types that hold no text.
    package var textCapacity: Int?

    /// How many bytes a value has; nil for types that hold no bytes.
    package var byteLengths: ClosedRange<Int>?

    /// How long the texts are that values are written as, where all engines write them alike.
    package var spelledLength: Int?

    fileprivate init(
        _ family: TypeFamily, textCapacity: Int? = nil, byteLengths: ClosedRange<Int>? = nil, spelledLength: Int? = nil
    ) {
        self.family = family
        self.textCapacity = textCapacity
        self.byteLengths = byteLengths
        self.spelledLength = spelledLength
    }

    fileprivate init(_ family: TypeFamily, _ number: ExactNumber) {
        self.init(family, spelledLength: number.spelledLength)
        exactNumber = number
    }

    fileprivate static func integer(bits: Int, digits: Int, isSigned: Bool = true) -> Self {
        Self(.integer, ExactNumber(isSigned: isSigned, scale: 0, digits: digits, bits: bits))
    }
}

extension ColumnType {
    /// The table of all types: a new one needs a line here.
    package var traits: TypeTraits {
        switch self {
        case .varchar(let length), .char(let length): TypeTraits(.text, textCapacity: length)
        case .text: TypeTraits(.text, textCapacity: .max)
        case .boolean: TypeTraits(.boolean)
        case .tinyInteger: .integer(bits: 8, digits: 3)
        case .smallInteger: .integer(bits: 16, digits: 5)
        case .integer: .integer(bits: 32, digits: 10)
        case .bigInteger: .integer(bits: 64, digits: 19)
        case .unsignedTinyInteger: .integer(bits: 8, digits: 3, isSigned: false)
        case .unsignedSmallInteger: .integer(bits: 16, digits: 5, isSigned: false)
        case .unsignedInteger: .integer(bits: 32, digits: 10, isSigned: false)
        case .unsignedBigInteger: .integer(bits: 64, digits: 20, isSigned: false)
        case .real, .double: TypeTraits(.floatingPoint)
        case .decimal(let precision, let scale):
            TypeTraits(.decimal, ExactNumber(isSigned: true, scale: scale, digits: precision - scale, bits: nil))
        case .date: TypeTraits(.date, spelledLength: 10)
        case .time: TypeTraits(.time)
        case .timestamp, .timestampWithTimeZone: TypeTraits(.timestamp)
        case .interval: TypeTraits(.interval)
        case .uuid: TypeTraits(.uuid, spelledLength: 36)
        case .json, .jsonb: TypeTraits(.document, spelledLength: .max)
        case .blob: TypeTraits(.bytes, byteLengths: 0...(.max))
        case .binary(let length): TypeTraits(.bytes, byteLengths: length...length)
        case .varbinary(let length): TypeTraits(.bytes, byteLengths: 0...length)
        case .inet, .cidr: TypeTraits(.networkAddress, spelledLength: 43)
        case .macAddress: TypeTraits(.networkAddress, spelledLength: 17)
        case .xml: TypeTraits(.xml, spelledLength: .max)
        case .enumeration: TypeTraits(.enumeration)
        case .custom: TypeTraits(.custom)
        }
    }

    package var family: TypeFamily { traits.family }
    package var exactNumber: ExactNumber? { traits.exactNumber }
    package var textCapacity: Int? { traits.textCapacity }
    package var byteLengths: ClosedRange<Int>? { traits.byteLengths }
    var spelledLength: Int? { traits.spelledLength }

    /// How many bytes each value has, where all have the same number: `binary(16)`.
    package var fixedByteLength: Int? { byteLengths.flatMap { $0.lowerBound == $0.upperBound ? $0.upperBound : nil } }
}
