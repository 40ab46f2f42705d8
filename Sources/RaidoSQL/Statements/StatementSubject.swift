package import Raido

/// What a statement of MySQL or MariaDB changes, as far as its first words tell.
package enum StatementSubject: Hashable, Sendable {
    /// What these names stand for. The statement commits, and is made as a whole or not at all.
    case definitions([DefinedThing])
    /// Rows, which a transaction takes back.
    case rows
    /// What the session keeps to itself: variables, settings.
    case session
    /// The transaction, its locks, or the database in use, which are the runner's; with the word that says so.
    case transaction(String)
    /// Something that leaves no trace in any definition and cannot be taken back.
    case traceless
    /// Anything in the database.
    case anything
}

/// Something of a name that statements define.
package enum DefinedThing: Hashable, Sendable {
    /// A table or a view.
    case table(String)
    case trigger(String)
}

extension StatementSubject {
    package init(of sql: String, on engine: Engine) {
        let tokens = SQLPieces(sql, for: engine).compactMap(\.token)
        var words = StatementWords(tokens)
        switch words.keyword() {
        // A variable of the session is gone with it.
        case "SELECT" where words.contains("INTO") && tokens.contains(where: { $0.isSymbol("@") }): self = .session
        case "INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "WITH", "VALUES", "DO", "CALL", "LOAD": self = .rows
        case "SET":
            let isAutocommit = tokens.contains { $0.identifier?.lowercased().hasSuffix("autocommit") == true }
            self = isAutocommit || words.skip("TRANSACTION") ? .transaction("SET autocommit") : .session
        case "PREPARE", "DEALLOCATE": self = .session
        case "TRUNCATE": self = .traceless
        case "BEGIN": self = words.skip("NOT") ? .anything : .transaction("BEGIN")
        case let word? where Self.transactionWords.contains(word): self = .transaction(word)
        case "CREATE": self = Self.creating(&words)
        case "DROP": self = Self.dropping(&words)
        case "ALTER": self = words.skipTable() ? .table(words.name()) : .anything
        case "RENAME": self = Self.renaming(&words)
        default: self = .anything
        }
        // A definition of another database is not looked at.
        if case .definitions = self, tokens.prefix(8).contains(where: { $0.isSymbol(".") }) { self = .traceless }
    }

    private static let transactionWords: Set<String> = [
        "COMMIT", "LOCK", "RELEASE", "ROLLBACK", "SAVEPOINT", "START", "UNLOCK", "USE", "XA",
    ]

    private static func table(_ name: String?) -> StatementSubject {
        name.map { .definitions([.table($0)]) } ?? .anything
    }

    private static func creating(_ words: inout StatementWords) -> StatementSubject {
        if words.skip("TEMPORARY") { return .session }
        words.skipAll("OR", "REPLACE", "UNIQUE", "FULLTEXT", "SPATIAL")
        if words.skip("TABLE") || words.skip("VIEW") {
            words.skipAll("IF", "NOT", "EXISTS")
            return table(words.name())
        }
        if words.skip("INDEX") {
            words.skipAll("IF", "NOT", "EXISTS")
            words.skipName()
            return words.skip("ON") ? table(words.name()) : .anything
        }
        guard words.skip("TRIGGER") else { return .anything }
        words.skipAll("IF", "NOT", "EXISTS")
        return words.name().map { .definitions([.trigger($0)]) } ?? .anything
    }

    private static func dropping(_ words: inout StatementWords) -> StatementSubject {
        if words.skip("TABLE") || words.skip("VIEW") {
            words.skipAll("IF", "EXISTS")
            let names = words.clauses.map { clause in
                var clause = clause
                return clause.name()
            }
            return .definitions(names.compactMap(\.self).map(DefinedThing.table))
        }
        if words.skip("INDEX") {
            words.skipAll("IF", "EXISTS")
            words.skipName()
            return words.skip("ON") ? table(words.name()) : .anything
        }
        guard words.skip("TRIGGER") else { return .anything }
        words.skipAll("IF", "EXISTS")
        return words.name().map { .definitions([.trigger($0)]) } ?? .anything
    }

    private static func renaming(_ words: inout StatementWords) -> StatementSubject {
        guard words.skipTable() else { return .anything }
        var things: [DefinedThing] = []
        for clause in words.clauses {
            var clause = clause
            clause.skipAll("IF", "EXISTS")
            guard let old = clause.name(), clause.skip("TO"), let new = clause.name() else { return .anything }
            things += [.table(old), .table(new)]
        }
        return .definitions(things)
    }
}

extension StatementWords {
    /// `TABLE`, with what may stand around it.
    fileprivate mutating func skipTable() -> Bool {
        skipAll("ONLINE", "IGNORE")
        guard skip("TABLE") else { return false }
        skipAll("IF", "EXISTS")
        return true
    }
}
