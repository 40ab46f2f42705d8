package import Raido

/// Whether a statement of MySQL or MariaDB makes of one table, and of nothing else, what it would make of an empty one
/// of the same definition in another database.
package func isReplayable(_ sql: String, on definition: String, of engine: Engine) -> Bool {
    let tokens = statementTokens(sql, on: engine)
    var words = StatementWords(tokens)
    guard case .definitions(let things) = StatementSubject(of: sql, on: engine), things.count == 1,
        definition.hasPrefix("CREATE TABLE `"), let verb = words.keyword()
    else { return false }
    words.skipAll("OR", "REPLACE")
    switch (verb, words.definedKind()) {
    case ("ALTER", "TABLE"), ("CREATE", "INDEX"), ("DROP", "INDEX"): break
    default: return false
    }
    let isRenaming = traces(of: sql, on: engine).contains { trace in
        if case .thing = trace.part { return true }
        return false
    }
    return !isRenaming && [tokens, statementTokens(definition, on: engine)].allSatisfy(staysInDatabase)
}

/// Whether a definition names nothing of another database, and no file.
private func staysInDatabase(_ tokens: [SQLToken]) -> Bool {
    tokens.indices.allSatisfy { place in
        let token = tokens[place]
        if token.isSymbol(".") || wordsOfFiles.contains(where: token.isKeyword) { return false }
        let next = tokens[(place + 1)...]
        // Without the sign the second one is the name of a column.
        let isEngine = token.isKeyword("ENGINE") || (token.isKeyword("TYPE") && next.first?.isSymbol("=") == true)
        guard isEngine else { return true }
        let name = next.first { !$0.isSymbol("=") }?.nameOrText
        return name.map { enginesOfOwnFiles.contains($0.lowercased()) } ?? false
    }
}

private let wordsOfFiles = ["CONNECTION", "DIRECTORY", "TABLESPACE", "UNION"]
private let enginesOfOwnFiles: Set<String> = ["aria", "innodb", "memory", "myisam"]

/// Whether a statement of MySQL or MariaDB says what the session is to have, and nothing that holds beyond it.
package func isSetting(_ sql: String, on engine: Engine) -> Bool {
    var words = StatementWords(statementTokens(sql, on: engine))
    guard StatementSubject(of: sql, on: engine) == .session, words.skip("SET") else { return false }
    return !["GLOBAL", "PASSWORD", "PERSIST", "PERSIST_ONLY", "ROLE", "STATEMENT"].contains(where: words.contains)
}
