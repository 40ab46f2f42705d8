import Raido
import RaidoSQL

/// What the server reported, field by field (manual, 55.8).
struct PostgreSQLReport {
    /// The SQLSTATE, five digits and letters.
    var state: String
    var primary: String
    var detail: String?
    var hint: String?
    /// The function of the server that reported it.
    var function: String?
    /// Whether it is about a place in the statement's text, and so about no row.
    var isAboutText: Bool

    /// The words for a value that a conversion refuses, since PostgreSQL would change it without an error.
    fileprivate var refusal: String? {
        guard let (reason, value) = RefusedValue.find(in: primary) else { return nil }
        return switch reason {
        case .cut(let type): "the value \"\(value)\" would be cut by the type \(type)"
        case .invalid(let type): "'\(value)' is not a valid \(type)"
        case .moving(let type): "'\(value)' is not a fixed \(type)"
        case .offset(let type): "'\(value)' has a time zone offset, which \(type) does not keep"
        }
    }

    fileprivate var isCut: Bool {
        if case .cut? = RefusedValue.find(in: primary)?.reason { true } else { false }
    }

    /// Whether it quotes a value that the statement spells out: of what `ALTER TABLE` adds, the server tells no place.
    func quotesText(of statement: String) -> Bool {
        let tokens = SQLTokens(statement)
        guard tokens.contains(where: { $0.isKeyword("add") || $0.isKeyword("default") }),
            !tokens.contains(where: { $0.isKeyword("using") })
        else { return false }
        return tokens.contains { if case .string(let text) = $0 { primary.contains("\"\(text)\"") } else { false } }
    }
}

extension DatabaseError {
    /// What the server said. The code is the SQLSTATE, read as a number of base 36.
    init(_ report: PostgreSQLReport, statement: String) {
        var words = "\(report.refusal ?? report.primary) (SQLSTATE \(report.state))"
        if let detail = report.detail, !Self.mayHoldValues(report.state) { words += "; \(detail.withoutPeriod)" }
        // The hint is to drop everything that depends on it, which nobody wants to lose.
        if let hint = report.hint, report.state != "2BP01" { words += "; \(hint.withoutPeriod)" }
        self.init(
            kind: Kind(report, statement), code: Int(report.state, radix: 36) ?? 0, message: words,
            statement: statement)
    }

    /// Whether the detail quotes the values of a row, which are no part of a message.
    private static func mayHoldValues(_ state: String) -> Bool { state.hasPrefix("22") || state.hasPrefix("23") }

    /// Whether the same may succeed a moment later: a lock was not had, or two transactions waited for each other.
    var isPassing: Bool {
        ["55P03", "40P01", "40001"].contains { Int($0, radix: 36) == code }
    }
}

extension StepFailure {
    /// Whether a value is used that the same transaction added to an enum.
    var isAboutNewEnumValue: Bool {
        if case .database(let error, _) = self { error.code == Int("55P04", radix: 36) } else { false }
    }
}

extension DatabaseError.Kind {
    fileprivate init(_ report: PostgreSQLReport, _ statement: String) {
        let state = report.state
        switch state {
        // Of a type that a view keeps as it is, the server says no more than that it cannot do that; the detail names
        // the view.
        case "0A000" where report.detail != nil && statement.contains(" TYPE "): self = .dependent
        case "23505": self = .unique
        case "23502": self = .notNull
        case "23514": self = .check
        case "23503": self = .foreignKey
        case "55P03", "40P01", "40001": self = .busy
        case "2BP01": self = .dependent
        case "25006": self = .readOnlyServer
        // The words differ with the server's language.
        case "42501" where report.function == "check_enable_rls": self = .rowSecurity
        case "42501": self = .denied
        case "42P07", "42710", "42701", "42723": self = .exists
        case "22021", "22P05": self = .encoding
        case _ where state.hasPrefix("22") && (report.isAboutText || report.quotesText(of: statement)):
            self = .writtenValue
        case "22001": self = .tooLong
        case "22P02" where report.isCut: self = .tooLong
        case "22003", "22008", "22015": self = .outOfRange
        case "22012": self = .divisionByZero
        // These are about what an expression is given, and not about what a column takes.
        case "22011", "22013", "22014", "22016", "2201B", "2201E", "2201F", "2201G", "2201W", "2201X", "22023", "22025",
            "2202E":
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
