import Raido
import RaidoSQL

/// The command that begins or ends a transaction in statements that a person wrote, if there is one.
func transactionCommand(in sql: String) -> String? {
    splitStatements(sql, for: .postgresql).lazy.map { PostgreSQLWords($0)[0] }.first { word in
        ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT"].contains(word)
    }
}
