package import Raido

/// What a statement of MySQL or MariaDB changes, as far as its first words tell.
package enum StatementSubject: Hashable, Sendable {
    /// What these names stand for. The statement commits, and is made as a whole or not at all.
    case definitions([SchemaObject])
    /// Rows, which a transaction undoes.
    case rows
    /// What the session keeps to itself: variables, settings.
    case session
    /// The transaction, its locks, or the database in use, which are the runner's; with the word that says so.
    case transaction(String)
    /// Something that may leave no trace in any definition, cannot be undone, and does harm where it is made twice.
    case traceless
    /// What these procedures do, and nothing that ends the transaction beside them.
    case calling([String])
    /// Anything in the database.
    case anything
}

/// Something of a name that statements define.
package enum SchemaObject: Hashable, Sendable {
    /// A table, a view, or a sequence of MariaDB.
    case table(String)
    case trigger(String)
    case procedure(String)
    case function(String)
    case event(String)

    /// - Parameter kind: The keyword.
    fileprivate init?(_ kind: String, _ name: String) {
        switch kind {
        case "TABLE", "VIEW", "SEQUENCE": self = .table(name)
        case "TRIGGER": self = .trigger(name)
        case "PROCEDURE": self = .procedure(name)
        case "FUNCTION": self = .function(name)
        case "EVENT": self = .event(name)
        default: return nil
        }
    }
}

extension StatementSubject {
    package init(of sql: String, on engine: Engine) {
        var words = StatementWords(statementTokens(sql, on: engine))
        self.init(&words)
    }

    private init(_ words: inout StatementWords) {
        switch words.keyword() {
        case "INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "WITH", "VALUES", "DO", "LOAD": self = .rows
        case "CALL": self = Self.calling(words) ?? .traceless
        case "SET": self = Self.setting(&words)
        case "PREPARE", "DEALLOCATE": self = .session
        // What was prepared may be anything, so that it may commit rows as well.
        case "TRUNCATE", "EXECUTE", "INSTALL", "REVOKE", "UNINSTALL": self = .traceless
        case "BEGIN": self = words.skip("NOT") ? Self.block(words) : .transaction("BEGIN")
        case let word? where Self.transactionWords.contains(word): self = .transaction(word)
        case "CREATE": self = Self.creating(&words)
        case "DROP": self = Self.dropping(&words)
        case "ALTER": self = Self.altering(&words)
        case "RENAME": self = Self.renaming(&words)
        default: self = .anything
        }
        // A definition of another database is not looked at.
        if case .definitions = self, words.hasReadSchema { self = .traceless }
    }

    private static let transactionWords: Set<String> = [
        "COMMIT", "LOCK", "RELEASE", "ROLLBACK", "SAVEPOINT", "START", "UNLOCK", "USE", "XA",
    ]

    private static func setting(_ words: inout StatementWords) -> StatementSubject {
        // MariaDB's settings for one statement, which follows them.
        if words.skip("STATEMENT") { return words.skip(past: "FOR") ? StatementSubject(&words) : .anything }
        let isAutocommit = words.containsName(endingIn: "autocommit")
        return isAutocommit || words.skip("TRANSACTION") ? .transaction("SET autocommit") : .session
    }

    private static func calling(_ words: StatementWords) -> StatementSubject? {
        var words = words
        let name = words.name()
        return words.hasReadSchema ? nil : name.map { .calling([$0]) }
    }

    /// A block may commit in its middle.
    private static func block(_ words: StatementWords) -> StatementSubject {
        let block = BlockWords(words)
        if block.mayCommit { return .traceless }
        return block.procedures.isEmpty ? .anything : .calling(block.procedures)
    }

    private static func creating(_ words: inout StatementWords) -> StatementSubject {
        let isReplacing = words.skip("OR")
        words.skipAll("REPLACE")
        if words.skip("TEMPORARY") { return .session }
        guard let kind = words.definedKind() else { return isReplacing ? .anything : beyondDefinitions(words) }
        words.skipAll("IF", "NOT", "EXISTS")
        if kind == "INDEX" { return words.indexedTable() }
        guard let thing = words.name().flatMap({ SchemaObject(kind, $0) }) else { return .anything }
        // The rows of the table that was there are gone each time.
        return isReplacing && kind == "TABLE" ? .traceless : .definitions([thing])
    }

    private static func dropping(_ words: inout StatementWords) -> StatementSubject {
        if words.skipOne(of: "TEMPORARY", "PREPARE") { return .session }
        guard let kind = words.definedKind() else { return beyondDefinitions(words) }
        words.skipAll("IF", "EXISTS")
        if kind == "INDEX" { return words.indexedTable() }
        var things: [SchemaObject] = []
        for clause in words.clauses {
            var clause = clause
            guard let thing = clause.name().flatMap({ SchemaObject(kind, $0) }) else { return .anything }
            if clause.hasReadSchema { return .traceless }
            things.append(thing)
        }
        return .definitions(things)
    }

    private static func altering(_ words: inout StatementWords) -> StatementSubject {
        guard let kind = words.definedKind() else { return beyondDefinitions(words) }
        // Where a sequence continues is in no definition.
        if kind == "SEQUENCE" { return .traceless }
        words.skipAll("IF", "EXISTS")
        guard let name = words.name(), let thing = SchemaObject(kind, name) else { return .anything }
        if kind == "TABLE", AlterTraces(table: name, clauses: words.clauses).changesRowsAlone { return .traceless }
        guard kind == "EVENT", words.skip(past: "RENAME"), words.skip("TO"), let new = words.name() else {
            return .definitions([thing])
        }
        return .definitions([thing, .event(new)])
    }

    /// Users, roles, databases and servers are in no definition that is looked at. `IF EXISTS` lets them be made twice.
    private static func beyondDefinitions(_ words: StatementWords) -> StatementSubject {
        words.contains("IF") || words.nextKeyword == "PACKAGE" ? .anything : .traceless
    }

    private static func renaming(_ words: inout StatementWords) -> StatementSubject {
        guard words.skipOne(of: "TABLE", "TABLES") else { return beyondDefinitions(words) }
        words.skipAll("IF", "EXISTS")
        var things: [SchemaObject] = []
        for clause in words.clauses {
            var clause = clause
            clause.skipAll("IF", "EXISTS")
            guard let old = clause.name(), clause.skip("TO"), let new = clause.name() else { return .anything }
            if clause.hasReadSchema { return .traceless }
            things += [.table(old), .table(new)]
        }
        return .definitions(things)
    }
}

func statementTokens(_ sql: String, on engine: Engine) -> [SQLToken] {
    SQLPieces(openingExecutedComments(in: sql, for: engine), for: engine).compactMap(\.token)
}

extension StatementWords {
    private static let options: Set<String> = [
        "AGGREGATE", "ALGORITHM", "DEFINER", "FULLTEXT", "IGNORE", "ONLINE", "SPATIAL", "SQL", "UNIQUE", "VECTOR",
    ]
    private static let kinds: Set<String> = [
        "EVENT", "FUNCTION", "INDEX", "PROCEDURE", "SEQUENCE", "TABLE", "TRIGGER", "VIEW",
    ]

    /// The keyword of what is created, altered or dropped, with what may be before it:
    /// `DEFINER = me@localhost PROCEDURE`.
    mutating func definedKind() -> String? {
        var isOption = true
        while isOption, let word = nextKeyword {
            if Self.kinds.contains(word) { return keyword() }
            if word == "TABLES" { return keyword().map { _ in "TABLE" } }
            isOption = Self.options.contains(word)
            guard isOption else { return nil }
            _ = keyword()
            skipOptionValue(of: word)
        }
        return nil
    }

    private mutating func skipOptionValue(of option: String) {
        switch option {
        case "SQL": _ = (skip("SECURITY"), keyword())
        case "ALGORITHM", "DEFINER":
            _ = skip(symbol: "=")
            _ = skipWord()
            if skip(symbol: "(") { _ = skip(symbol: ")") }
            if skip(symbol: "@") { _ = skipWord() }
        default: break
        }
    }

    /// What the table of an index gives, after the index's name.
    fileprivate mutating func indexedTable() -> StatementSubject {
        skipName()
        guard skip(past: "ON"), let table = name() else { return .anything }
        return .definitions([.table(table)])
    }
}
