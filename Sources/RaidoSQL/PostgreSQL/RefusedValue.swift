import Raido

/// Why PostgreSQL must not convert a value to a type: it would change it without an error.
///
/// The conversion has the server read a text instead that no type takes, the reason and the value, and the server's error
/// quotes that text: `raido: not a valid uuid: 17`.
package enum RefusedValue: Hashable, Sendable {
    /// The type would cut it.
    case cut(type: String)
    /// No value of the old type is one of this type.
    case invalid(type: String)
    /// A word for the time at which it is read: `now`.
    case moving(type: String)
    /// A time with an offset, which the type would drop.
    case offset(type: String)

    /// A text that no type takes, as an expression.
    ///
    /// - Parameter value: The value as text, as an expression.
    func text(of value: String) -> String { "(\(literal(mark)) || \(value))" }

    /// What precedes the value in the text.
    package var mark: String {
        switch self {
        case .cut(let type): "\(Self.cutWords)\(type): "
        case .invalid(let type): "\(Self.invalidWords)\(type): "
        case .moving(let type): "\(Self.movingWords)\(type): "
        case .offset(let type): "\(Self.offsetWords)\(type): "
        }
    }

    /// Finds the reason and the value in an error of the server's; nil where it quotes another text.
    package static func find(in message: String) -> (reason: RefusedValue, value: String)? {
        guard let start = message.firstRange(of: "\"raido: "), let end = message.lastIndex(of: "\""),
            end >= start.upperBound
        else { return nil }
        let text = message[message.index(after: start.lowerBound)..<end]
        let reasons: [(words: String, reason: (String) -> RefusedValue)] = [
            (cutWords, { .cut(type: $0) }), (invalidWords, { .invalid(type: $0) }),
            (movingWords, { .moving(type: $0) }), (offsetWords, { .offset(type: $0) }),
        ]
        for (words, reason) in reasons where text.hasPrefix(words) {
            let rest = text.dropFirst(words.count)
            guard let colon = rest.firstRange(of: ": ") else { return nil }
            return (reason(String(rest[..<colon.lowerBound])), String(rest[colon.upperBound...]))
        }
        return nil
    }

    private static let cutWords = "raido: cut by "
    private static let invalidWords = "raido: not a valid "
    private static let movingWords = "raido: not a fixed "
    private static let offsetWords = "raido: an offset for "
}
