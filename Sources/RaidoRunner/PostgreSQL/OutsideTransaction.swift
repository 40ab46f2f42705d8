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

/// The index that `DROP INDEX CONCURRENTLY [IF EXISTS] name` drops.
func droppedConcurrentIndexName(_ sql: String) -> String? {
    var tokens = TokenReader(sql)
    guard tokens.skip("DROP", "INDEX", "CONCURRENTLY") else { return nil }
    _ = tokens.skip("IF", "EXISTS")
    return tokens.foldedName()
}

extension TokenReader {
    /// A name as PostgreSQL takes it: without quotation marks in lower case.
    fileprivate mutating func foldedName() -> String? {
        guard let token = next(), let name = token.identifier else { return nil }
        if case .word = token { return name.lowercased() }
        return name
    }
}

/// The index that `CREATE [UNIQUE] INDEX CONCURRENTLY [IF NOT EXISTS] name` makes.
func concurrentIndexName(_ sql: String) -> String? {
    var tokens = TokenReader(sql)
    guard tokens.skip("CREATE") else { return nil }
    _ = tokens.skip("UNIQUE")
    guard tokens.skip("INDEX", "CONCURRENTLY") else { return nil }
    _ = tokens.skip("IF", "NOT", "EXISTS")
    return tokens.foldedName()
}
