extension DatabaseError {
    /// What the server said. The code is the SQLSTATE, five digits and letters, read as a number of base 36.
    init(state: String, primary: String, detail: String?, hint: String?, statement: String) {
        var words = "\(primary) (SQLSTATE \(state))"
        if let detail, !Self.mayHoldValues(state) { words += "; \(detail.withoutPeriod)" }
        // The hint is to drop everything that depends on it, which nobody wants to lose.
        if let hint, state != "2BP01" { words += "; \(hint.withoutPeriod)" }
        self.init(
            kind: Kind(state: state, detail: detail, statement: statement), code: Int(state, radix: 36) ?? 0,
            message: words, statement: statement)
    }

    /// Whether the detail quotes the values of a row, which are no part of a message.
    private static func mayHoldValues(_ state: String) -> Bool { state.hasPrefix("22") || state.hasPrefix("23") }

    /// Whether the same may succeed a moment later: a lock was not had, or two transactions waited for each other.
    var isPassing: Bool {
        ["55P03", "40P01", "40001"].contains { Int($0, radix: 36) == code }
    }
}

extension DatabaseError.Kind {
    fileprivate init(state: String, detail: String?, statement: String) {
        switch state {
        // Of a type that a view keeps as it is, the server says no more than that it cannot do that; the detail names
        // the view.
        case "0A000" where detail != nil && statement.contains(" TYPE "): self = .dependent
        case "23505": self = .unique
        case "23502": self = .notNull
        case "23514": self = .check
        case "23503": self = .foreignKey
        case "55P03", "40P01", "40001": self = .busy
        case "2BP01": self = .dependent
        case "25006": self = .readOnlyServer
        case "42501": self = .denied
        case "42P07", "42710", "42701", "42723": self = .exists
        case "22001": self = .tooLong
        case "22003", "22008", "22015": self = .outOfRange
        case "22012": self = .divisionByZero
        // These are about what an expression is given, and not about what a column takes.
        case "22013", "22014", "22016", "2201B", "2201E", "2201F", "2201G", "2201W", "2201X", "22023", "22025", "2202E":
            self = .other
        case _ where state.hasPrefix("22"): self = .type
        case _ where state.hasPrefix("08") || state.hasPrefix("57P"): self = .cannotConnect
        default: self = .other
        }
    }
}

extension String {
    fileprivate var withoutPeriod: String { hasSuffix(".") ? String(dropLast()) : self }
}
