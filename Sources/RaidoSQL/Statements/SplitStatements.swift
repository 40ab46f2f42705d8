package import Raido

/// The statements of a text that the user wrote, each without its semicolon.
///
/// The body of a procedure, function, trigger or event holds semicolons of its own: between `BEGIN` or `CASE` and its
/// `END` none ends a statement, nor does one in brackets.
package func splitStatements(_ sql: String, for engine: Engine) -> [String] {
    var split = StatementSplit(bytes: Array(sql.utf8), engine: engine)
    for piece in SQLPieces(sql, for: engine) { split.take(piece) }
    return split.finished()
}

private struct StatementSplit {
    let bytes: [UInt8]
    let beginsBodiesAtomic: Bool
    private var statements: [String] = []
    private var start = 0
    /// How many blocks and brackets are open.
    private var depth = 0
    /// Whether the last token was an `END`, which may be that of an `IF` or a loop, where none was counted.
    private var followsEnd = false
    /// The first words of the statement.
    private var tokens: [SQLToken] = []
    private var mayHaveBody = false
    private var followsBegin = false
    private var isEmpty = true

    init(bytes: [UInt8], engine: Engine) {
        self.bytes = bytes
        beginsBodiesAtomic = engine.dialect.beginsBodiesAtomic
    }

    mutating func take(_ piece: SQLPiece) {
        switch piece.content {
        case .blank: break
        case .comment: if isExecuted(piece) { isEmpty = false }
        case .token(let token): take(token, at: piece.range)
        }
    }

    mutating func finished() -> [String] {
        cut(at: bytes.count)
        return statements
    }

    /// MySQL and MariaDB run what is in such comments.
    private func isExecuted(_ piece: SQLPiece) -> Bool {
        let text = bytes[piece.range]
        return executedCommentMarks.contains { text.starts(with: $0.utf8) }
    }

    private mutating func take(_ token: SQLToken, at range: Range<Int>) {
        let word = keyword(token)
        if followsEnd {
            followsEnd = false
            if !["FOR", "IF", "LOOP", "REPEAT", "WHILE"].contains(word) { depth -= 1 }
            if word == "CASE" { return }
        }
        if token.isSymbol(";"), depth <= 0 {
            cut(at: range.lowerBound)
            start = range.upperBound
            return
        }
        isEmpty = false
        if tokens.count < Self.mostWords {
            tokens.append(token)
            mayHaveBody = beginsBody
        }
        if token.isSymbol("(") { depth += 1 }
        if token.isSymbol(")") { depth -= 1 }
        guard mayHaveBody else { return }
        let begins = beginsBodiesAtomic ? followsBegin && word == "ATOMIC" : word == "BEGIN"
        if begins || word == "CASE" { depth += 1 }
        followsBegin = word == "BEGIN"
        followsEnd = word == "END"
    }

    private func keyword(_ token: SQLToken) -> String {
        if case .word(let word) = token { return word.uppercased() }
        return ""
    }

    private var beginsBody: Bool {
        // MariaDB's block of its own: BEGIN NOT ATOMIC … END.
        if tokens[0].isKeyword("BEGIN") { return tokens.count == 1 || tokens[1].isKeyword("NOT") }
        return definesRoutine(tokens)
    }

    /// Before the word for what is defined is no more than who defines it.
    private static let mostWords = 16

    private mutating func cut(at end: Int) {
        defer {
            tokens = []
            mayHaveBody = false
            followsBegin = false
            depth = 0
            isEmpty = true
        }
        guard !isEmpty else { return }
        var text = Substring(String(decoding: bytes[start..<end], as: UTF8.self))
        text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        statements.append(String(text))
    }
}
