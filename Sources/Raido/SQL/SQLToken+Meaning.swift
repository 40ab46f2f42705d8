extension [SQLToken] {
    /// Whether the name at a place is that of a column of the table, and not of a function, a type, a table, a
    /// collation or a keyword.
    func isColumn(at place: Int, of table: String?) -> Bool {
        let (before, after) = (self[safe: place - 1], self[safe: place + 1])
        if let after, after.isSymbol("(") || after.isSymbol(".") { return false }
        if let before, before.isSymbol(".") {
            guard let table, let qualifier = self[safe: place - 2]?.identifier else { return table == nil }
            return qualifier.lowercased() == table.lowercased()
        }
        guard case .word(let word) = self[place] else { return !isType(at: place) && !followsCollate(place) }
        return !structuralWords.contains(word.lowercased()) && after?.isString != true && !isType(at: place)
            && !followsCollate(place) && !isField(at: place) && !isZone(at: place)
    }

    /// Whether the name at a place qualifies another one.
    func isQualifier(at place: Int) -> Bool { self[safe: place + 1]?.isSymbol(".") == true }

    private func followsCollate(_ place: Int) -> Bool { self[safe: place - 1]?.isKeyword("collate") == true }

    /// Whether the name at a place is, or belongs to, a type or an alias: `CAST(a AS double precision)`, `a::text`.
    private func isType(at place: Int) -> Bool {
        var start = place
        while let before = self[safe: start - 1] {
            if before.isKeyword("as") || before.isSymbol("::") { return true }
            guard let word = before.identifier, !structuralWords.contains(word.lowercased()), !isZone(at: start - 1)
            else { return false }
            start -= 1
        }
        return false
    }

    /// Whether the word at a place names a part of a date: `EXTRACT(year FROM a)`, `INTERVAL 1 DAY`.
    private func isField(at place: Int) -> Bool {
        if self[safe: place - 1]?.isSymbol("(") == true, self[safe: place - 2]?.isKeyword("extract") == true {
            return true
        }
        guard case .number = self[safe: place - 1] else { return false }
        return self[safe: place - 2]?.isKeyword("interval") == true
    }

    /// Whether the word at a place begins `AT TIME ZONE` or `AT LOCAL`; a column may have that name.
    private func isZone(at place: Int) -> Bool {
        guard self[place].isKeyword("at"), let after = self[safe: place + 1] else { return false }
        return after.isKeyword("time") || after.isKeyword("local")
    }

    private subscript(safe place: Int) -> SQLToken? { indices.contains(place) ? self[place] : nil }
}

/// Words that hold an expression together, and are no columns unless they are in quotation marks.
private let structuralWords: Set<String> = [
    "and", "as", "between", "case", "collate", "distinct", "else", "end", "escape", "exists", "from", "in", "is",
    "like", "not", "null", "or", "select", "then", "when", "where",
]
