extension SQLFragment {
    /// The fragment with the column `old` called `new`, as the engines themselves rewrite checks, predicates and
    /// generated columns when a column is renamed. String literals, function names and qualified names of other
    /// tables are left alone.
    package func renamingColumn(_ old: String, to new: String) -> SQLFragment {
        mapTexts { renameIdentifier(old, to: new, in: $0) }
    }
}

private func renameIdentifier(_ old: String, to new: String, in text: String) -> String {
    let bytes = Array(text.utf8)
    let oldBytes = Array(old.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
        let end = tokenEnd(in: bytes, from: position)
        let token = bytes[position..<end]
        if let bare = identifier(token), bare.elementsEqual(oldBytes), !isCalled(bytes, after: end) {
            result += spelling(of: new, insteadOf: old, written: token, isQuoted: token.count > bare.count)
        } else {
            result += token
        }
        position = end
    }
    return String(decoding: result, as: UTF8.self)
}

/// The new name in the place of the old one: in quotation marks where it needs them, and where a person used some.
private func spelling(
    of new: String, insteadOf old: String, written token: ArraySlice<UInt8>, isQuoted: Bool
) -> [UInt8] {
    let mark = isQuoted ? token[token.startIndex] : UInt8(ascii: "\"")
    // An old name that needs marks had to have them; they say nothing about the new one.
    let keepsMarks = isQuoted && !needsQuotationMarks(old)
    return keepsMarks || needsQuotationMarks(new) ? [mark] + Array(new.utf8) + [mark] : Array(new.utf8)
}

private func needsQuotationMarks(_ name: String) -> Bool {
    let startsWithDigit = name.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
    return startsWithDigit || !name.utf8.allSatisfy(isWordByte) || reservedWords.contains(name.lowercased())
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

/// The end of the token that starts at `start`: a quoted text, a word, or one byte.
private func tokenEnd(in bytes: [UInt8], from start: Int) -> Int {
    let first = bytes[start]
    if first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") || first == UInt8(ascii: "`") {
        var position = start + 1
        while position < bytes.count {
            if bytes[position] == first {
                guard position + 1 < bytes.count, bytes[position + 1] == first else { return position + 1 }
                position += 1
            }
            position += 1
        }
        return bytes.count
    }
    guard isWordByte(first) else { return start + 1 }
    var position = start + 1
    while position < bytes.count, isWordByte(bytes[position]) { position += 1 }
    return position
}

private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
        true
    default: false
    }
}

/// The name that a token spells, bare or in double quotes or backticks; nil for anything else.
private func identifier(_ token: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = token.first else { return nil }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "`") { return token.dropFirst().dropLast() }
    return isWordByte(first) ? token : nil
}

private func isCalled(_ bytes: [UInt8], after position: Int) -> Bool {
    bytes[position...].first { $0 != UInt8(ascii: " ") } == UInt8(ascii: "(")
}
