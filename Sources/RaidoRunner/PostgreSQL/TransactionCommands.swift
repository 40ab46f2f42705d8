import Raido
import RaidoSQL

/// The command that begins or ends a transaction in statements that the user wrote, if there is one.
func transactionCommand(in sql: String) -> String? {
    var savepoints: Set<String> = []
    for statement in splitStatements(sql, for: .postgresql) {
        let words = PostgreSQLWords(statement)
        if words[0] == "PREPARE", words[1] == "TRANSACTION" { return "PREPARE TRANSACTION" }
        if words[0] == "SAVEPOINT", !words[1].isEmpty { savepoints.insert(words[1]) }
        // To a savepoint of the same text, it takes nothing back that the runner made.
        if words[0] == "ROLLBACK", let name = words.savepoint, savepoints.contains(name) { continue }
        if ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT"].contains(words[0]) { return words[0] }
    }
    return nil
}

extension PostgreSQLWords {
    /// The name after `ROLLBACK [WORK | TRANSACTION] TO [SAVEPOINT]`.
    fileprivate var savepoint: String? {
        guard let place = [1, 2].first(where: { self[$0] == "TO" }) else { return nil }
        return self[self[place + 1] == "SAVEPOINT" ? place + 2 : place + 1]
    }
}
