import Raido

/// The text of a view, trigger, routine or event, and what it names, as far as that can be told without the engine.
///
/// A column counts as named where the text names its table too, and the column alone or after the table's name or
/// alias; in a trigger also after `NEW` and `OLD`.
struct NamingText {
    private let tokens: [SQLToken]
    /// The database or schema that tables may be qualified by.
    private let home: String
    /// Tables whose rows are `NEW` and `OLD`, where the text is a trigger's.
    private let triggeredBy: Set<String>

    init(_ text: String, on engine: Engine, in home: String, triggeredBy: [String] = []) {
        tokens = SQLPieces(text, for: engine).compactMap(\.token)
        self.home = home.lowercased()
        self.triggeredBy = Set(triggeredBy.map { $0.lowercased() })
    }

    var identifiers: Set<String> { Set(tokens.compactMap(\.identifier)) }

    func names(_ lost: LostName) -> Bool {
        let table = lost.table.lowercased()
        let places = tokens.indices.filter { isTable(table, at: $0) }
        guard let column = lost.column?.lowercased() else { return !places.isEmpty }
        let isOfRow = triggeredBy.contains(table)
        if places.isEmpty, !isOfRow { return false }
        let aliases = Set(places.compactMap(alias) + [table])
        return tokens.indices.contains { place in
            guard name(at: place) == column, !isFunction(at: place) else { return false }
            guard isSymbol(".", at: place - 1) else {
                return !places.isEmpty && !isKeyword(["as"], at: place - 1) && !isSymbol(".", at: place + 1)
            }
            guard let qualifier = name(at: place - 2) else { return false }
            if rows.contains(qualifier) { return isOfRow }
            return !places.isEmpty && aliases.contains(qualifier)
        }
    }

    private let rows: Set<String> = ["new", "old"]

    private func name(at place: Int) -> String? {
        tokens.indices.contains(place) ? tokens[place].identifier?.lowercased() : nil
    }

    private func isSymbol(_ symbol: String, at place: Int) -> Bool {
        tokens.indices.contains(place) && tokens[place].isSymbol(symbol)
    }

    private func isKeyword(_ words: Set<String>, at place: Int) -> Bool {
        guard tokens.indices.contains(place), case .word(let word) = tokens[place] else { return false }
        return words.contains(word.lowercased())
    }

    private func isFunction(at place: Int) -> Bool {
        isSymbol("(", at: place + 1) && !isSymbol(".", at: place - 1)
            && !isKeyword(tableWords, at: place - 1)
    }

    /// Whether a table is named there: after a word that a table follows, in a list, or in front of its column.
    private func isTable(_ table: String, at place: Int) -> Bool {
        guard name(at: place) == table else { return false }
        var start = place
        if isSymbol(".", at: place - 1) {
            guard name(at: place - 2) == home else { return false }
            start = place - 2
        }
        return isKeyword(tableWords, at: start - 1) || isSymbol(",", at: start - 1) || isSymbol("(", at: start - 1)
            || isSymbol(".", at: place + 1)
    }

    /// What the table is called in the rest of its statement: `books AS b`, `books b`.
    private func alias(_ place: Int) -> String? {
        let next = isKeyword(["as"], at: place + 1) ? place + 2 : place + 1
        return isKeyword(wordsAfterTables, at: next) ? nil : name(at: next)
    }
}

/// Words that a table's name follows.
private let tableWords: Set<String> = [
    "from", "ignore", "into", "join", "low_priority", "only", "replace", "straight_join", "table", "truncate", "update",
    "using",
]

/// Words that follow a table's name where it has no alias.
private let wordsAfterTables: Set<String> = [
    "cross", "do", "end", "except", "fetch", "for", "force", "full", "group", "having", "ignore", "inner", "intersect",
    "into", "join", "left", "limit", "lock", "loop", "natural", "on", "order", "partition", "returning", "right",
    "select", "set", "straight_join", "then", "union", "use", "using", "values", "where", "window",
]
