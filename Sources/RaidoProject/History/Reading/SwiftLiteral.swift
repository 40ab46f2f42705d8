/// An expression that is data: a literal, or a value of the vocabulary made of literals.
struct SwiftLiteral {
    enum Content {
        case string(String)
        case integer(SwiftInteger)
        case float
        case boolean(Bool)
        case null
        case array([SwiftLiteral])
        case dictionary([Member])
        /// `.now`, `Column`, `ForeignKey.Action.cascade`
        case name(SwiftPath)
        case call(SwiftPath, [Argument])
    }

    struct Member {
        var key: SwiftLiteral
        var value: SwiftLiteral
    }

    struct Argument {
        var label: String?
        /// Where the label starts, or the value where there is none.
        var start: Int
        var value: SwiftLiteral
        /// The end of the label, or of the value.
        var labelEnd: Int
    }

    var content: Content
    var start: Int
    var end: Int
}

/// The digits of an integer literal as a number.
struct SwiftInteger {
    /// Nil where it needs more than 64 bits.
    var magnitude: UInt64?
    var isNegative: Bool
    /// The literal as written.
    var text: String

    /// Nil where the type does not have the number.
    func value<Number: FixedWidthInteger>() -> Number? {
        guard let magnitude else { return nil }
        guard isNegative else { return Number(exactly: magnitude) }
        guard magnitude <= Int64.min.magnitude else { return nil }
        return Number(exactly: Int64(truncatingIfNeeded: 0 &- magnitude))
    }
}

/// Names with points between them. An implicit one begins with a point.
struct SwiftPath {
    var isImplicit: Bool
    var names: [String]

    var text: String { (isImplicit ? "." : "") + names.joined(separator: ".") }
}

extension SwiftLiteral {
    /// What it is, for messages.
    var kind: String {
        switch content {
        case .string: "a string"
        case .integer: "a whole number"
        case .float: "a number with a fraction"
        case .boolean(let flag): "'\(flag)'"
        case .null: "'nil'"
        case .array: "an array"
        case .dictionary: "a dictionary"
        case .name(let path): "'\(path.text)'"
        case .call(let path, _): "'\(path.text)(…)'"
        }
    }
}
