import Raido
import RaidoSQL

extension [Step] {
    /// Whether one of them adds a value to an enum, which nobody can use before the transaction ends.
    var addsEnumValue: Bool {
        contains { step in
            guard case .statement(let statement) = step else { return false }
            return splitStatements(statement.text, for: .postgresql).contains { text in
                let words = PostgreSQLWords(text)
                return words[0] == "ALTER" && words[1] == "TYPE" && words.contains("ADD", "VALUE")
            }
        }
    }
}
