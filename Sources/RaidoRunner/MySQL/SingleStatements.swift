import Raido
import RaidoSQL

extension Work {
    /// The statements one by one; those that the user wrote in one text are split.
    ///
    /// - Parameter packet: The most bytes that the server takes at once.
    func singleStatements(on engine: Engine, packet: Int) throws(StepFailure) -> [SQLStatement] {
        var statements: [SQLStatement] = []
        var search = MySQLSessionSearch(engine)
        var hasBackslashMode = false
        for case .statement(let statement) in steps {
            switch statement.origin {
            case .rendered: statements.append(statement)
            case .raw:
                let texts = splitStatements(statement.text, for: engine)
                for text in texts.flatMap({ splitDrops($0, on: engine) }) {
                    try expectAllowed(text, for: statement.purpose, on: engine)
                    if hasBackslashMode { try expectReadableTexts(in: text, under: [backslashMode], on: engine) }
                    hasBackslashMode = setsBackslashMode(text, on: engine) ?? hasBackslashMode
                    if let kind = search.use(in: text) {
                        throw .needsSession(SessionUse(kind: kind, statement: text))
                    }
                    statements.append(SQLStatement(text, for: statement.purpose, origin: .raw))
                }
            }
        }
        for statement in statements {
            // The names of the journal and the definitions of a table have room beside it.
            let size = backslashLiteral(statement.text).utf8.count + 65_536
            if size > packet { throw .tooLargeForPacket(statement: statement.text, size: size, limit: packet) }
        }
        return statements
    }

    private func expectAllowed(_ text: String, for purpose: String, on engine: Engine) throws(StepFailure) {
        if isUnboundedBlock(text, on: engine) { throw .unboundedBlock(statement: text) }
        if let kind = RefusedStatement.Kind(of: text, on: engine) {
            throw .refused(RefusedStatement(kind: kind, statement: text))
        }
        let tokens = SQLPieces(openingExecutedComments(in: text, for: engine), for: engine).compactMap(\.token)
        if let words = lockRelease(by: "release_all_locks", in: tokens) {
            throw .database(.lockRelease(words, in: text), doing: purpose)
        }
    }
}

extension RefusedStatement.Kind {
    fileprivate init?(of sql: String, on engine: Engine) {
        if isDelimiter(sql, on: engine) {
            self = .delimiter
        } else if case .transaction(let word) = StatementSubject(of: sql, on: engine) {
            self = .transaction(word)
        } else {
            return nil
        }
    }
}

/// Throws where a statement ends elsewhere under these modes than it is read to end.
private func expectReadableTexts(in sql: String, under modes: [String], on engine: Engine) throws(StepFailure) {
    if let mode = misreadMode(of: sql, under: modes, on: engine) {
        throw .refused(RefusedStatement(kind: .mode(mode), statement: sql))
    }
}

extension MySQLDatabase {
    /// Throws where what the statements before it set lets the user's statement end elsewhere than it is read to end.
    func expectReadable(_ sql: String) throws(StepFailure) {
        guard keepsPersonsSettings else { return }
        let modes = try asking("ask for the session's sql_mode") { () throws(DatabaseError) in
            try connection.texts("SELECT @raido_sql_mode").first ?? ""
        }
        try expectReadableTexts(in: sql, under: modes.split(separator: ",").map(String.init), on: engine)
    }
}
