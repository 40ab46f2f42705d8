import Raido

/// Where the range of a number ends for values that are rounded to it first. What the engines do is measured.
struct RoundedBounds {
    enum Origin {
        /// The values have no more digits after the point than the number.
        case exact
        /// They have more, and are rounded at the half away from zero.
        case longerFraction
        /// Whole numbers are made of them by rounding the half to the even one.
        case floating
    }

    var number: ExactNumber
    var origin: Origin
    var engine: Engine

    /// The condition that a value is out of range once it is rounded.
    func exceeded(by value: String) -> String {
        // The least whole number has no absolute value.
        let (less, more) = (engine.comparison("<="), engine.comparison(">="))
        guard let bits = number.bits else {
            return "\(value) \(less) -\(decimalLimit) OR \(value) \(more) \(decimalLimit)"
        }
        let greatest = number.isSigned ? UInt64(Int64.max >> (64 - bits)) : UInt64.max >> (64 - bits)
        if let limits = limitsOfFloating { return "\(value) \(limits.below) OR \(value) \(limits.above)" }
        let above = origin == .exact ? "\(engine.comparison(">")) \(greatest)" : "\(more) \(greatest).5"
        return "\(value) \(below) OR \(value) \(above)"
    }

    /// MariaDB makes the greatest signed number of this floating one, and refuses greater ones.
    static let lostByMariaDB = "9223372036854775808"

    /// Whether floating numbers above the greatest signed one do not become whole ones.
    var endsAtSignedNumbers: Bool {
        engine == .mariadb && origin == .floating && !number.isSigned && number.bits == 64
    }

    /// Where MySQL and MariaDB end when they make the longest whole numbers of floating ones: MySQL takes none of those
    /// that could be out of range for their missing digits.
    private var limitsOfFloating: (below: String, above: String)? {
        if endsAtSignedNumbers { return (below, "> \(Self.lostByMariaDB)") }
        guard engine == .mysql, origin == .floating, number.bits == 64 else { return nil }
        return (number.isSigned ? "<= -9223372036854775808" : below, ">= 9223372036854774784")
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
        case .exact: return "\(engine.comparison("<")) \(number.isSigned ? least : "0")"
        case .floating: return "\(engine.comparison("<")) \(least).5"
        // MariaDB looks at the sign before it rounds.
        case .longerFraction:
            return !number.isSigned && engine == .mariadb ? "< 0" : "\(engine.comparison("<=")) \(least).5"
        }
    }
}

extension Engine {
    /// An operator of PostgreSQL's own also where the schema of the tables has one that fits the types better.
    func comparison(_ symbol: String) -> String {
        self == .postgresql ? "OPERATOR(pg_catalog.\(symbol))" : symbol
    }
}
