package import Raido

/// Whether MySQL or MariaDB undoes by itself what a statement did that it refuses in the end. What routines, blocks and
/// prepared statements do is not known; of databases and of lists of users MariaDB leaves what was done before the
/// error.
package func failsAsWhole(_ sql: String, on engine: Engine) -> Bool {
    var words = StatementWords(statementTokens(sql, on: engine))
    guard let verb = words.keyword(), ["ALTER", "CREATE", "DROP", "RENAME", "TRUNCATE"].contains(verb) else {
        return false
    }
    if words.skip("OR") { return false }
    if verb == "TRUNCATE" || words.definedKind() != nil || words.skipOne(of: "TABLE", "TABLES") { return true }
    if verb == "DROP", words.skipOne(of: "DATABASE", "SCHEMA") { return false }
    return engine == .mysql || words.clauses.count < 2
}

/// Whether it is one of MariaDB's blocks that may be outside of a routine without `BEGIN`: `IF … END IF`.
package func isUnboundedBlock(_ sql: String, on engine: Engine) -> Bool {
    guard engine == .mariadb else { return false }
    var words = StatementWords(statementTokens(sql, on: engine))
    let kinds = ["CASE", "FOR", "IF", "LOOP", "REPEAT", "WHILE"]
    if kinds.contains(where: { words.skip($0) }) { return true }
    // A label.
    return words.skipWord() && words.skip(symbol: ":")
}

/// The names and texts in a statement, in small letters: under `ANSI_QUOTES` names stand in double quotation marks.
package func statementNames(_ sql: String, on engine: Engine) -> [String] {
    statementTokens(sql, on: engine).compactMap { $0.nameOrText?.lowercased() }
}

extension SQLToken {
    /// The name, or the text where one may be.
    var nameOrText: String? {
        if case .string(let text) = self { return text }
        return identifier
    }
}
