import Raido

/// A name in SQL, and the bytes it takes.
struct ColumnReference {
    var name: String
    var range: Range<Int>
}

/// The names in the text that can be nothing but columns of the table. Names that may be functions, types, words of an
/// engine or, as some engines read double quotes, texts are left out, and so is all of a text that holds a query.
func columnReferences(in sql: WrittenSQL, of table: String) -> [ColumnReference] {
    let reader = ReferenceReader(sql, table: table)
    guard !reader.isBeyondReading else { return [] }
    return reader.pieces.indices.compactMap { place in
        guard let name = reader.tokens[place].identifier, reader.isColumn(at: place) else { return nil }
        return ColumnReference(name: name, range: reader.pieces[place].range)
    }
}

private struct ReferenceReader {
    /// Those that are tokens.
    let pieces: [SQLPiece]
    let tokens: [SQLToken]
    let isBeyondReading: Bool
    private let table: String
    private let engine: Engine?
    private let bytes: [UInt8]

    init(_ sql: WrittenSQL, table: String) {
        pieces = SQLPieces(sql.text, for: sql.engine).filter { $0.token != nil }
        tokens = pieces.compactMap(\.token)
        isBeyondReading = tokens.contains { $0.isKeyword("select") }
        self.table = table.lowercased()
        engine = sql.engine
        bytes = Array(sql.text.utf8)
    }

    func isColumn(at place: Int) -> Bool {
        if token(place - 1)?.isSymbol(".") == true { return isQualifiedColumn(at: place) }
        guard isOperand(at: place) else { return false }
        switch tokens[place] {
        case .word(let word):
            let folded = word.lowercased()
            if wordsOfArguments.contains(folded), isWholeArgument(at: place) { return false }
            return !wordsOfSQL.contains(folded) && folded != table && !word.hasPrefix("$")
        case .quoted: return !mayBeText(at: place)
        case .string, .number, .symbol: return false
        }
    }

    /// `articles.views`, in SQL about `articles`.
    private func isQualifiedColumn(at place: Int) -> Bool {
        guard token(place - 2)?.identifier?.lowercased() == table, token(place - 3)?.isSymbol(".") != true else {
            return false
        }
        return token(place + 1)?.isSymbol(".") != true && token(place + 1)?.isSymbol("(") != true
    }

    /// Whether what stands on both sides leaves room for a value and nothing else.
    private func isOperand(at place: Int) -> Bool {
        // make_interval(days => 1)
        if token(place + 1)?.isSymbol("=") == true, token(place + 2)?.isSymbol(">") == true { return false }
        // U&'d\0061t\+000061'
        if tokens[place].isKeyword("u"), token(place + 1)?.isSymbol("&") == true, token(place + 2)?.isString == true {
            return false
        }
        // EXTRACT(epoch FROM a)
        if token(place - 1)?.isSymbol("(") == true, token(place - 2)?.isKeyword("extract") == true { return false }
        return token(place - 1).map { $0.isOne(of: wordsBeforeValues, or: symbolsBeforeValues) } ?? true
            && token(place + 1).map { $0.isOne(of: wordsAfterValues, or: symbolsAfterValues) } ?? true
    }

    private func isWholeArgument(at place: Int) -> Bool {
        token(place - 1)?.isOne(of: [], or: ["(", ","]) == true
            && token(place + 1)?.isOne(of: [], or: [")", ","]) == true
    }

    /// Whether SQLite or MySQL could take the name in double quotes for a text: anywhere but on the left of a comparison.
    private func mayBeText(at place: Int) -> Bool {
        guard engine != .postgresql, bytes[pieces[place].range.lowerBound] == UInt8(ascii: "\"") else { return false }
        let begins = token(place - 1).map { $0.isOne(of: ["and", "or", "not", "when"], or: ["("]) } ?? true
        let isCompared =
            token(place + 1)?.isOne(
                of: ["is", "in", "between", "like", "not"], or: ["=", "==", "<", ">", "<=", ">=", "<>", "!="]) ?? false
        return !begins || !isCompared
    }

    private func token(_ place: Int) -> SQLToken? { tokens.indices.contains(place) ? tokens[place] : nil }
}

extension SQLToken {
    fileprivate func isOne(of words: Set<String>, or symbols: Set<String>) -> Bool {
        switch self {
        case .word(let word): words.contains(word.lowercased())
        case .symbol(let symbol): symbols.contains(symbol)
        case .quoted, .string, .number: false
        }
    }
}
