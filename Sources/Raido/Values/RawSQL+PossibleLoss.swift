extension RawSQL {
    /// Whether the statements may take something of rows, which only running them tells.
    package func mayLose(on engine: Engine) -> Bool {
        up.compactMap { $0.text(for: engine) }.contains { holdsLosingWord($0, on: engine) }
    }
}

/// Whether SQL holds a word that takes or changes rows, wherever in it; names and texts in quotation marks are no words.
private func holdsLosingWord(_ sql: String, on engine: Engine) -> Bool {
    let tokens = SQLPieces(sql, for: engine).compactMap(\.token)
    return tokens.enumerated().contains { place, token in
        // `replace(a, 'x', 'y')` is a function.
        if token.isKeyword("replace") { return place + 1 == tokens.count || !tokens[place + 1].isSymbol("(") }
        return ["delete", "update", "drop", "alter"].contains { token.isKeyword($0) }
    }
}
