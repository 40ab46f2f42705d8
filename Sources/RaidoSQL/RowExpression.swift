import Raido

/// What there is in an expression that gives one value for each row: that of `using`, or of `fill: sql("…")`.
struct RowExpression {
    private var tokens: [SQLToken]

    init(_ text: String, for engine: Engine) { tokens = SQLPieces(text, for: engine).compactMap(\.token) }

    var hasSubquery: Bool { tokens.contains { $0.isKeyword("select") } }

    /// Whether a subquery may read the table.
    func reads(_ table: String) -> Bool {
        hasSubquery && tokens.contains { $0.identifier?.lowercased() == table.lowercased() }
    }

    /// The first of these functions outside subqueries, or `over` if that is among them and a window follows a function.
    func call(ofAny functions: Set<String>) -> String? {
        var depth = 0
        var subquery: Int?
        for (place, token) in tokens.enumerated() {
            if token.isSymbol("(") { depth += 1 }
            if token.isSymbol(")") {
                if depth == subquery { subquery = nil }
                depth -= 1
            }
            if subquery == nil, depth > 0, token.isKeyword("select") { subquery = depth }
            guard subquery == nil, case .word(let word) = token, isCall(at: place),
                functions.contains(word.lowercased()), !hasWindow(after: place) || functions.contains("over")
            else { continue }
            return word.lowercased()
        }
        return nil
    }

    /// A word before a bracket, without a schema; `over` only after a function.
    private func isCall(at place: Int) -> Bool {
        guard place + 1 < tokens.count, tokens[place + 1].isSymbol("(") else { return false }
        guard place > 0 else { return true }
        return tokens[place].isKeyword("over") ? tokens[place - 1].isSymbol(")") : !tokens[place - 1].isSymbol(".")
    }

    private func hasWindow(after call: Int) -> Bool {
        var depth = 0
        for (place, token) in tokens.enumerated().dropFirst(call + 1) {
            if token.isSymbol("(") { depth += 1 }
            if token.isSymbol(")") { depth -= 1 }
            guard depth == 0 else { continue }
            guard place + 1 < tokens.count else { return false }
            if tokens[place + 1].isKeyword("over") { return true }
            // Between the function and its window there may be a condition.
            if !tokens[place + 1].isKeyword("filter"), !tokens[place].isKeyword("filter") { return false }
        }
        return false
    }
}

extension Dialect {
    /// Refuses what an engine would refuse when the statement runs, after other migrations of the batch were applied: an
    /// expression for each row that computes with several rows, or gives several.
    func expectRowExpressions(in changes: [Change]) throws(UnsupportedChange) {
        for change in changes {
            for expression in change.rowExpressions {
                guard let text = expression.fragment.text(for: engine),
                    let function = RowExpression(text, for: engine).call(ofAny: functionsOverRows)
                else { continue }
                throw UnsupportedChange(
                    engine,
                    .functionOverRows(
                        function, in: expression.word, column: expression.column, table: expression.table))
            }
        }
    }
}

extension Change {
    /// The user's SQL that is computed for each row, and the word that it is written with.
    fileprivate var rowExpressions: [(fragment: SQLFragment, word: String, column: String, table: String)] {
        func filled(_ fill: Fill?, _ column: Column, _ table: String) -> [(SQLFragment, String, String, String)] {
            if case .value(.sql(let fragment))? = fill { [(fragment, "fill", column.name, table)] } else { [] }
        }
        if case .addColumn(let column, let table, let fill) = self { return filled(fill, column, table) }
        guard case .alterColumn(let table, _, let new, let using, let fill) = self else { return [] }
        return (using.map { [($0, "using", new.name, table)] } ?? []) + filled(fill, new, table)
    }
}
