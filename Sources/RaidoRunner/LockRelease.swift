import Raido
import RaidoSQL

/// The words by which the user's statement would give away the lock that migrations are made under, if it has any.
func lockRelease(in sql: String, for engine: Engine) -> String? {
    let text = engine.isOfMySQLFamily ? openingExecutedComments(in: sql, for: engine) : sql
    let tokens = SQLPieces(text, for: engine).compactMap(\.token)
    if engine == .postgresql, tokens.count > 1, tokens[0].isKeyword("discard"), tokens[1].isKeyword("all") {
        return "DISCARD ALL"
    }
    let name = engine == .postgresql ? "pg_advisory_unlock_all" : "release_all_locks"
    let isCalled = zip(tokens, tokens.dropFirst()).contains { token, next in
        token.identifier?.lowercased() == name && next.isSymbol("(")
    }
    return isCalled ? "\(name)()" : nil
}
