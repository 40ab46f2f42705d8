import Raido

/// A name in SQL, and the bytes it takes.
struct ColumnReference {
    var name: String
    /// Whether it is without quotation marks.
    var isBare: Bool
    var range: Range<Int>
}

/// The names in the text that can be nothing but columns of the table. Names that may be functions, types, words of an
/// engine or, as some engines read double quotes, texts are left out, and so is all of a text that holds a query.
func columnReferences(in sql: WrittenSQL, of table: String) -> [ColumnReference] {
    let reader = ReferenceReader(sql, table: table)
    guard !reader.isBeyondReading else { return [] }
    return reader.pieces.indices.compactMap { place in
        guard let name = reader.tokens[place].identifier, reader.isColumn(at: place) else { return nil }
        return ColumnReference(
            name: name, isBare: reader.tokens[place] == .word(name), range: reader.pieces[place].range)
    }
}

/// The names that columns are qualified with.
func qualifiers(in sql: WrittenSQL) -> [ColumnReference] {
    let reader = ReferenceReader(sql, table: "")
    guard !reader.isBeyondReading else { return [] }
    return reader.pieces.indices.compactMap { place in
        guard let name = reader.tokens[place].identifier, reader.isQualifier(at: place)
        else { return nil }
        return ColumnReference(
            name: name, isBare: reader.tokens[place] == .word(name), range: reader.pieces[place].range)
    }
}

/// A text that a column is compared with, and the bytes it takes.
struct ComparedText {
    var column: String
    var text: String
    var range: Range<Int>
}

/// The texts with which columns are compared for being the same: `status = 'draft'`, `'draft' <> status`,
/// `status NOT IN ('draft', 'gone')`.
func comparedTexts(in sql: WrittenSQL, of table: String) -> [ComparedText] {
    let reader = ReferenceReader(sql, table: table)
    guard !reader.isBeyondReading else { return [] }
    return reader.pieces.indices.flatMap { place -> [ComparedText] in
        guard let column = reader.tokens[place].identifier, reader.isColumn(at: place) else { return [] }
        return reader.textsCompared(at: place).compactMap { place in
            guard case .string(let text) = reader.tokens[place] else { return nil }
            return ComparedText(column: column, text: text, range: reader.pieces[place].range)
        }
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

    /// Whether the name is before a point, and after none.
    func isQualifier(at place: Int) -> Bool {
        token(place + 1)?.isSymbol(".") == true && token(place - 1)?.isSymbol(".") != true
    }

    /// Whether what is on both sides leaves room for a value and nothing else.
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

    /// The places of the texts that the column at a place is compared with.
    func textsCompared(at place: Int) -> [Int] {
        var places: [Int] = []
        if isEquality(place + 1), isWholeText(place + 2) { places.append(place + 2) }
        let isQualified = token(place - 1)?.isSymbol(".") == true
        let first = isQualified ? place - 2 : place
        if isEquality(first - 1), isWholeText(first - 2) { places.append(first - 2) }
        var next = place + 1
        if token(next)?.isKeyword("not") == true { next += 1 }
        guard token(next)?.isKeyword("in") == true, token(next + 1)?.isSymbol("(") == true else { return places }
        next += 2
        while token(next)?.isString == true, isWholeText(next) {
            places.append(next)
            guard token(next + 1)?.isSymbol(",") == true else { break }
            next += 2
        }
        return places
    }

    private func isEquality(_ place: Int) -> Bool {
        token(place)?.isOne(of: [], or: ["=", "==", "<>", "!="]) == true
    }

    /// Whether the text at a place is all that is on its side.
    private func isWholeText(_ place: Int) -> Bool {
        let edges: (words: Set<String>, symbols: Set<String>) = (
            ["and", "or", "not", "xor", "when", "then", "else", "end"], ["(", ")", ",", "=", "==", "<>", "!="]
        )
        func isEdge(_ place: Int) -> Bool {
            token(place).map { $0.isOne(of: edges.words, or: edges.symbols) } ?? true
        }
        return token(place)?.isString == true && isEdge(place - 1) && isEdge(place + 1)
    }

    private func isWholeArgument(at place: Int) -> Bool {
        token(place - 1)?.isOne(of: [], or: ["(", ","]) == true
            && token(place + 1)?.isOne(of: [], or: [")", ","]) == true
    }

    /// Whether an engine could take the name in double quotes for a text: anywhere but on the left of a comparison.
    private func mayBeText(at place: Int) -> Bool {
        guard engine?.facts.mayReadNamesAsTexts ?? true, bytes[pieces[place].range.lowerBound] == UInt8(ascii: "\"")
        else { return false }
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
