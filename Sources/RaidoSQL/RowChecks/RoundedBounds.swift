import Raido

/// Where the range of a number ends for values that servers round to it first. What these do is measured.
struct RoundedBounds {
    enum Origin {
        /// The values have no more digits after the point than the number.
        case exact
        /// They have more, and are rounded at the half away from zero.
        case longerFraction
        /// Whole numbers are made of them by rounding the half to the even one.
        case floating
        /// They are of any type of numbers.
        case unknown
    }

    var number: ExactNumber
    var origin: Origin
    var dialect: any ServerRowDialect

    /// The condition that a value is out of range once it is rounded.
    func exceeded(by value: String) -> String {
        // The least whole number has no absolute value.
        let (less, more) = (dialect.comparison("<="), dialect.comparison(">="))
        guard let bits = number.bits else {
            return "\(value) \(less) -\(decimalLimit) OR \(value) \(more) \(decimalLimit)"
        }
        let greatest = number.isSigned ? UInt64(Int64.max >> (64 - bits)) : UInt64.max >> (64 - bits)
        if origin == .floating, let end = dialect.endOfFloating(number) {
            return "\(value) \(end.below ?? below) OR \(value) \(end.above)"
        }
        let above = origin == .exact ? "\(dialect.comparison(">")) \(greatest)" : "\(more) \(greatest).5"
        return "\(value) \(below) OR \(value) \(above)"
    }

    /// The least absolute value that becomes too long: 99.995 for numbers of four digits, two of them after the point.
    private var decimalLimit: String {
        if origin == .exact { return "1" + String(repeating: "0", count: number.digits) }
        let nines = number.digits == 0 ? "0" : String(repeating: "9", count: number.digits)
        return "\(nines).\(String(repeating: "9", count: number.scale))5"
    }

    private var below: String {
        // Unsigned numbers are checked on PostgreSQL, and types of the MySQL family.
        let least = number.isSigned ? "-\(UInt64(1) << ((number.bits ?? 64) - 1))" : "-0"
        switch origin {
        case .exact: return "\(dialect.comparison("<")) \(number.isSigned ? least : "0")"
        case .floating, .unknown: return "\(dialect.comparison("<")) \(least).5"
        case .longerFraction:
            let isNegative = !number.isSigned && dialect.checksSignBeforeRounding
            return isNegative ? "< 0" : "\(dialect.comparison("<=")) \(least).5"
        }
    }
}
