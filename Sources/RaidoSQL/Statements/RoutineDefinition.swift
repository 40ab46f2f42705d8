package import Raido

/// Whether a statement defines a routine, a trigger or an event, or alters one: what has a body of statements.
package func definesRoutine(_ sql: String, on engine: Engine) -> Bool {
    definesRoutine(statementTokens(sql, on: engine))
}

func definesRoutine(_ tokens: some Sequence<SQLToken>) -> Bool {
    var words = StatementWords(tokens)
    guard words.skipOne(of: "CREATE", "ALTER") else { return false }
    words.skipAll("OR", "REPLACE", "TEMP", "TEMPORARY")
    if let kind = words.definedKind() { return ["EVENT", "FUNCTION", "PROCEDURE", "TRIGGER"].contains(kind) }
    return words.skip("PACKAGE")
}
