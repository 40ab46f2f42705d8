import Raido
import RaidoSQL

/// Walks over the tokens of a statement.
struct TokenReader {
    private(set) var rest: [SQLToken]

    init(_ text: String) { rest = Array(SQLTokens(text)) }
    init(_ tokens: [SQLToken]) { rest = tokens }

    var isAtEnd: Bool { rest.isEmpty }
    var first: SQLToken? { rest.first }

    /// Passes over a keyword or symbol, if it is the next token.
    mutating func skip(_ word: String) -> Bool {
        guard let first = rest.first, first.isKeyword(word) || first.isSymbol(word) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func skip(_ words: String...) -> Bool {
        guard rest.count >= words.count, zip(rest, words).allSatisfy({ $0.isKeyword($1) }) else { return false }
        rest.removeFirst(words.count)
        return true
    }

    mutating func next() -> SQLToken? { rest.isEmpty ? nil : rest.removeFirst() }

    mutating func identifier() -> String? {
        guard let name = rest.first?.identifier else { return nil }
        rest.removeFirst()
        return name
    }

    /// The tokens between an opening bracket, if one is next, and its partner.
    mutating func group() -> [SQLToken]? {
        guard rest.first?.isSymbol("(") == true else { return nil }
        var depth = 0
        for (place, token) in rest.enumerated() {
            if token.isSymbol("(") { depth += 1 }
            if token.isSymbol(")") { depth -= 1 }
            guard depth == 0 else { continue }
            let inner = Array(rest[1..<place])
            rest.removeFirst(place + 1)
            return inner
        }
        return nil
    }

    /// The names in brackets, if they are next.
    mutating func names() -> [String] {
        group()?.split(by: ",").compactMap { $0.first?.identifier } ?? []
    }
}

extension [SQLToken] {
    /// The pieces between commas (or another symbol) that are in no brackets.
    func split(by symbol: String) -> [[SQLToken]] {
        var pieces: [[SQLToken]] = [[]]
        var depth = 0
        for token in self {
            if token.isSymbol("(") { depth += 1 }
            if token.isSymbol(")") { depth -= 1 }
            if depth == 0, token.isSymbol(symbol) {
                pieces.append([])
            } else {
                pieces[pieces.count - 1].append(token)
            }
        }
        return pieces
    }
}
