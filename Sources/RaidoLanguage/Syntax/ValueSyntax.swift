import RaidoConsole

/// A value as it is written.
struct ValueSyntax {
    indirect enum Content {
        case string(String)
        case number(NumberSyntax)
        /// `Draft`, `users.id`, `Status::Draft`
        case path([String])
        /// `2 MB`, in bytes
        case size(Int64)
        /// `sql("now()")`
        case call(Name, [ArgumentSyntax])
        /// `(a, b)`, `[a, b]`
        case list([ValueSyntax])
    }

    var content: Content
    var span: SourceSpan

    /// The word, where the value is a single one.
    var word: String? {
        if case .path(let parts) = content, parts.count == 1 { parts[0] } else { nil }
    }

    var string: String? {
        if case .string(let text) = content { text } else { nil }
    }

    var number: NumberSyntax? {
        if case .number(let number) = content { number } else { nil }
    }
}

/// `1_000`, `-0.5`, `1e10`
struct NumberSyntax: Hashable {
    /// The digits without underscores, with a sign where it is negative.
    var text: String
    var isDecimal: Bool

    var isNegative: Bool { text.utf8.first == UInt8(ascii: "-") }

    var signed: Int64? { isDecimal ? nil : Int64(text) }
    var unsigned: UInt64? { isDecimal ? nil : UInt64(text) }
}

/// `cascade`, `postgresql: "…"`
struct ArgumentSyntax {
    var label: Name?
    var value: ValueSyntax
}

/// `required`, `max_length: 200`, `default(0)`, `fk(users.id, cascade)`
struct OptionSyntax {
    var name: Name
    var arguments: [ArgumentSyntax]
    var span: SourceSpan
}
