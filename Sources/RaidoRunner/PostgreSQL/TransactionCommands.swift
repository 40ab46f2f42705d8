import Raido
import RaidoSQL

/// The command that begins or ends a transaction in statements that a person wrote, if there is one.
func transactionCommand(in sql: String) -> String? {
    splitStatements(sql, for: .postgresql).lazy.map { PostgreSQLWords($0)[0] }.first { word in
        ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT"].contains(word)
    }
}

extension DatabaseError {
    /// A person's own statement that begins or ends the runner's transaction.
    static func transactionCommand(_ word: String, in sql: String) -> Self {
        DatabaseError(
            kind: .notAllowed, code: 0, message: "\(word) is the runner's, who makes a migration in one transaction",
            statement: sql)
    }

    static func unnamedIndex(_ sql: String) -> Self {
        DatabaseError(
            kind: .other, code: 0,
            message: "an index that is made CONCURRENTLY needs a name, by which a run after an interruption finds it",
            statement: sql)
    }
}
