extension SQLFragment {
    /// The fragment with a column renamed, as the engines themselves rewrite checks, predicates and generated columns.
    /// Texts, functions, types and columns of other tables are left alone.
    ///
    /// - Parameter table: The column's table. Without one, a qualified name is taken for the column whatever it is
    ///   qualified with.
    package func renamingColumn(_ old: String, to new: String, of table: String? = nil) -> SQLFragment {
        mapTexts { text, engine in
            rename(old, to: new, in: text, of: engine) { $0.isColumn(at: $1, of: table) }
        }
    }

    /// The fragment with a table renamed where columns are qualified with it.
    package func renamingTable(_ old: String, to new: String) -> SQLFragment {
        mapTexts { text, engine in
            rename(old, to: new, in: text, of: engine) { $0.isQualifier(at: $1) }
        }
    }

    /// The fragment with the columns of a table named without it, where no schema is before that.
    package func unqualified(by table: String) -> SQLFragment {
        mapTexts { text, engine in removeQualifier(table, in: text, of: engine) }
    }

    /// Whether the text names a column of the table.
    package func mentions(_ column: String, of table: String? = nil) -> Bool {
        renamingColumn(column, to: column + "_", of: table) != self
    }

    private func mapTexts(_ transform: (String, Engine?) -> String) -> SQLFragment {
        var fragment = SQLFragment(common.map { transform($0, nil) })
        for (engine, text) in overrides { fragment.overrides[engine] = transform(text, engine) }
        return fragment
    }
}

private func rename(
    _ old: String, to new: String, in text: String, of engine: Engine?, where isMeant: ([SQLToken], Int) -> Bool
) -> String {
    let pieces = Array(SQLPieces(text, for: engine))
    let tokens = pieces.compactMap(\.token)
    let bytes = Array(text.utf8)
    let folded = old.lowercased()
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = 0
    for piece in pieces {
        let written = bytes[piece.range]
        guard let token = piece.token else {
            result += written
            continue
        }
        if let name = token.identifier, name.lowercased() == folded, isMeant(tokens, place) {
            result += spelling(of: new, insteadOf: old, written: written, on: engine)
        } else {
            result += written
        }
        place += 1
    }
    return String(decoding: result, as: UTF8.self)
}

private func removeQualifier(_ table: String, in text: String, of engine: Engine?) -> String {
    let pieces = SQLPieces(text, for: engine).filter { $0.token != nil }
    let tokens = pieces.compactMap(\.token)
    let bytes = Array(text.utf8)
    let folded = table.lowercased()
    var result: [UInt8] = []
    var kept = 0
    for place in tokens.indices
    where tokens[place].identifier?.lowercased() == folded && tokens.isQualifier(at: place)
        && !(place > 0 && tokens[place - 1].isSymbol("."))
    {
        result += bytes[kept..<pieces[place].range.lowerBound]
        kept = place + 2 < pieces.count ? pieces[place + 2].range.lowerBound : bytes.count
    }
    return String(decoding: result + bytes[kept...], as: UTF8.self)
}

/// The new name in the place of the old one: in quotation marks where it needs them, and where the user used some. What
/// is for MySQL or MariaDB alone gets backticks: there, double quotation marks are those of a text.
private func spelling(
    of new: String, insteadOf old: String, written: ArraySlice<UInt8>, on engine: Engine?
) -> [UInt8] {
    let first = written[written.startIndex]
    let isQuoted = !isSQLWordByte(first)
    // An old name that needs marks had to have them; they say nothing about the new one.
    let keepsMarks = isQuoted && !needsQuotationMarks(old)
    guard keepsMarks || needsQuotationMarks(new) else { return Array(new.utf8) }
    let usual = engine?.facts.identifierMark ?? "\""
    let mark: Character = isQuoted ? (first == UInt8(ascii: "`") ? "`" : "\"") : usual
    return Array(quote(new, with: mark).utf8)
}

private func needsQuotationMarks(_ name: String) -> Bool {
    let startsWithDigit = name.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
    return startsWithDigit || !name.utf8.allSatisfy(isSQLWordByte) || reservedWords.contains(name.lowercased())
}

/// Words that at least one engine takes for something else than a column where it expects an expression.
private let reservedWords: Set<String> = [
    "all", "and", "any", "array", "as", "asc", "between", "both", "by", "case", "cast", "check", "collate", "column",
    "constraint", "create", "cross", "default", "delete", "desc", "distinct", "drop", "else", "end", "except", "exists",
    "false", "for", "foreign", "from", "full", "grant", "group", "having", "in", "index", "inner", "insert",
    "intersect", "into", "is", "join", "key", "leading", "left", "like", "limit", "natural", "not", "null", "offset",
    "on", "or", "order", "outer", "over", "primary", "range", "rank", "references", "right", "row", "rows", "select",
    "set", "some", "table", "then", "to", "trailing", "trigger", "true", "union", "unique", "update", "user", "using",
    "values", "when", "where", "window", "with",
]
