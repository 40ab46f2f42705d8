package import Raido

/// Whether a key has the columns that a `CREATE INDEX` of MySQL or MariaDB names, word for word; nil where the
/// statement is another one.
///
/// - Parameter line: What `SHOW CREATE TABLE` says of the key.
package func namesParts(_ sql: String, of line: String, on engine: Engine) -> Bool? {
    let tokens = statementTokens(sql, on: engine)
    var words = StatementWords(tokens)
    guard words.skip("CREATE") else { return nil }
    words.skipAll("OR", "REPLACE")
    guard words.definedKind() == "INDEX" else { return nil }
    return bracketedWords(tokens) == bracketedWords(statementTokens(line, on: engine))
}

/// What is in the first brackets; names in small letters, without the order that is the usual one.
private func bracketedWords(_ tokens: [SQLToken]) -> [String] {
    var words: [String] = []
    var depth = 0
    for token in tokens.drop(while: { !$0.isSymbol("(") }) where !token.isKeyword("ASC") {
        if token.isSymbol("(") { depth += 1 }
        if token.isSymbol(")") { depth -= 1 }
        words.append(token.nameOrText?.lowercased() ?? "\(token)")
        if depth == 0 { break }
    }
    return words
}
