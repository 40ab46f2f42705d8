/// The range of an exact number.
package struct ExactNumber: Hashable, Sendable {
    package var isSigned: Bool
    package var scale: Int

    /// Digits in front of the point, and for integers the bits.
    package var digits: Int
    package var bits: Int?

    /// As many digits as the engine has room for.
    static let unlimited = ExactNumber(isSigned: true, scale: 16_383, digits: 131_072, bits: nil)

    package var precision: Int { digits + scale }

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

    /// The numbers of an integer type; nil for types of digits, and for one whose greatest numbers are unsigned.
    package var signedRange: ClosedRange<Int64>? {
        guard let bits else { return nil }
        if isSigned { return Int64.min >> (64 - bits)...Int64.max >> (64 - bits) }
        return bits < 64 ? 0...(1 << bits) - 1 : nil
    }

    /// Whether an integer type of this range has room for the number; types of digits have no bounds here.
    package func contains(_ number: Int64) -> Bool {
        bits == nil || signedRange?.contains(number) ?? (number >= 0)
    }
}

extension ColumnType {
    /// Whether it is an integer type with room for the number.
    package func holds(_ number: Int64) -> Bool {
        family == .integer && exactNumber?.contains(number) == true
    }
}
