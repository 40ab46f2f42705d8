package import Raido

/// A piece of SQL in one spelling: no comments, blanks in fixed places, names in quotation marks only where they need
/// them. Two texts that differ in nothing else come out the same.
package func canonicalSQL(_ text: String) -> String { canonicalSQL(Array(SQLTokens(text))) }

package func canonicalSQL(_ tokens: [SQLToken]) -> String {
    var result = ""
    var previous: SQLToken?
    for token in tokens {
        if let previous, needsBlank(between: previous, and: token) { result += " " }
        result += spelling(token)
        previous = token
    }
    return result
}

private func spelling(_ token: SQLToken) -> String {
    switch token {
    case .word(let text), .number(let text), .symbol(let text): text
    case .quoted(let name): isPlainName(name) ? name : quote(name)
    case .string(let text): literal(text)
    }
}

private func needsBlank(between left: SQLToken, and right: SQLToken) -> Bool {
    if left.isSymbol("(") || left.isSymbol(".") { return false }
    if right.isSymbol(")") || right.isSymbol(",") || right.isSymbol(".") { return false }
    // A text of bits.
    if left.isKeyword("b"), right.isString { return false }
    if right.isSymbol("("), let name = left.identifier { return keywordsBeforeBracket.contains(name.lowercased()) }
    return true
}

private let keywordsBeforeBracket: Set<String> = [
    "and", "as", "between", "by", "case", "check", "else", "in", "is", "like", "not", "or", "over", "then", "when",
    "where",
]

private func isPlainName(_ name: String) -> Bool {
    var tokens = SQLTokens(name)
    return tokens.next() == .word(name) && tokens.next() == nil
}
