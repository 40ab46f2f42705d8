import Raido
import RaidoSQL

/// The command that begins or ends a transaction in statements that a person wrote, if there is one.
func transactionCommand(in sql: String) -> String? {
    splitStatements(sql, for: .postgresql).lazy.compactMap { statement in
        let words = PostgreSQLWords(statement)
        if words[0] == "PREPARE", words[1] == "TRANSACTION" { return "PREPARE TRANSACTION" }
        // To a savepoint, it ends nothing.
        if words[0] == "ROLLBACK", words[1] == "TO" || words[2] == "TO" { return nil }
        return ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT"].contains(words[0]) ? words[0] : nil
    }.first
}
