/// One token of SQL.
package enum SQLToken: Hashable, Sendable {
    /// A keyword or a bare name, as written.
    case word(String)
    /// A name in quotation marks, backticks or brackets, without them.
    case quoted(String)
    /// A text, without its quotation marks.
    case string(String)
    /// A number, as written.
    case number(String)
    /// A blob literal, a parameter or an operator, as written.
    case symbol(String)

    /// The name that the token may be.
    package var identifier: String? {
        switch self {
        case .word(let name), .quoted(let name): name
        case .string, .number, .symbol: nil
        }
    }

    package func isKeyword(_ keyword: String) -> Bool {
        if case .word(let word) = self { return word.lowercased() == keyword.lowercased() }
        return false
    }

    package func isSymbol(_ text: String) -> Bool { self == .symbol(text) }

    package var isString: Bool {
        switch self {
        case .string: true
        case .word, .quoted, .number, .symbol: false
        }
    }
}
