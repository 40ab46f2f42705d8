import Raido
import RaidoSQL

/// The call of a function that gives away the lock that migrations are made under: `release_all_locks()`; nil where the
/// user's statement has none.
func lockRelease(by function: String, in tokens: [SQLToken]) -> String? {
    let isCalled = zip(tokens, tokens.dropFirst()).contains { token, next in
        token.identifier?.lowercased() == function && next.isSymbol("(")
    }
    return isCalled ? "\(function)()" : nil
}
