import Raido

/// A type whose values are written as Swift literals, or as calls of the vocabulary.
protocol LiteralReadable {
    /// What a value is called in messages: "a string", "'Column'".
    static var kind: String { get }

    /// - Throws: ``SwiftMistake`` where Swift would not take the literal for a value of this type.
    init(reading literal: SwiftLiteral) throws(SwiftMistake)
}

extension LiteralReadable {
    /// The literal is a value of another type, or has to be evaluated.
    static func mismatch(_ literal: SwiftLiteral) -> SwiftMistake {
        SwiftMistake(.wrongKind(expected: kind, found: literal.kind), from: literal.start, to: literal.end)
    }
}

extension String: LiteralReadable {
    static var kind: String { "a string" }

    init(reading literal: SwiftLiteral) throws(SwiftMistake) {
        guard case .string(let text) = literal.content else { throw Self.scalarMismatch(literal) }
        self = text
    }
}

extension Bool: LiteralReadable {
    static var kind: String { "'true' or 'false'" }

    init(reading literal: SwiftLiteral) throws(SwiftMistake) {
        guard case .boolean(let flag) = literal.content else { throw Self.scalarMismatch(literal) }
        self = flag
    }
}

extension Int: LiteralReadable {}
extension Int64: LiteralReadable {}
extension UInt64: LiteralReadable {}

extension LiteralReadable where Self: FixedWidthInteger {
    static var kind: String { "a whole number" }

    init(reading literal: SwiftLiteral) throws(SwiftMistake) {
        guard case .integer(let number) = literal.content else { throw Self.scalarMismatch(literal) }
        guard let value: Self = number.value() else {
            throw SwiftMistake(
                .numberOutOfRange(number.text, type: "\(Self.self)"), from: literal.start, to: literal.end)
        }
        self = value
    }
}

extension LiteralReadable {
    /// A name or a call in the place of a string, number or flag is code: `Int.max`, `String(5)`.
    fileprivate static func scalarMismatch(_ literal: SwiftLiteral) -> SwiftMistake {
        switch literal.content {
        case .name, .call: .code(literal.kind, from: literal.start, to: literal.end)
        case .string, .integer, .float, .boolean, .null, .array, .dictionary: mismatch(literal)
        }
    }
}

extension Optional: LiteralReadable where Wrapped: LiteralReadable {
    static var kind: String { Wrapped.kind + " or 'nil'" }

    init(reading literal: SwiftLiteral) throws(SwiftMistake) {
        if case .null = literal.content { self = nil } else { self = try Wrapped(reading: literal) }
    }
}

extension Array: LiteralReadable where Element: LiteralReadable {
    static var kind: String { "an array" }

    init(reading literal: SwiftLiteral) throws(SwiftMistake) {
        guard case .array(let literals) = literal.content else { throw Self.mismatch(literal) }
        self = []
        reserveCapacity(literals.count)
        for literal in literals { append(try Element(reading: literal)) }
    }
}

extension Dictionary: LiteralReadable where Key: LiteralReadable, Value: LiteralReadable {
    static var kind: String { "a dictionary" }

    init(reading literal: SwiftLiteral) throws(SwiftMistake) {
        guard case .dictionary(let members) = literal.content else { throw Self.mismatch(literal) }
        self = [:]
        for member in members {
            let key = try Key(reading: member.key)
            guard updateValue(try Value(reading: member.value), forKey: key) == nil else {
                throw SwiftMistake(.keyTwice(member.key.kind), from: member.key.start, to: member.key.end)
            }
        }
    }
}
