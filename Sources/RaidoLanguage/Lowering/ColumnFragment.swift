import Raido

/// Words that are no column names without quotes, in one of the engines.
private let reservedWords: Set<String> = [
    "add", "all", "alter", "and", "as", "asc", "between", "by", "case", "check", "column", "condition", "constraint",
    "create", "current_date", "current_time", "current_timestamp", "default", "delete", "desc", "distinct", "drop",
    "else", "end", "except", "exists", "fetch", "for", "foreign", "from", "grant", "group", "groups", "having", "in",
    "index", "insert", "interval", "into", "is", "join", "key", "keys", "lead", "like", "limit", "lines", "load",
    "lock", "match", "maxvalue", "natural", "not", "null", "offset", "on", "option", "or", "order", "over", "partition",
    "precision", "primary", "range", "rank", "read", "references", "release", "rename", "repeat", "replace", "require",
    "restrict", "return", "row", "row_number", "rows", "schema", "select", "set", "show", "signal", "system", "table",
    "then", "to", "trigger", "union", "unique", "unlock", "update", "usage", "use", "user", "using", "values",
    "varying", "when", "where", "window", "with", "write",
]

/// An expression about a column, with its name in each engine's quotes where it is a word of SQL.
func columnFragment(_ column: String, _ expression: (String) -> String) -> SQLFragment {
    fragment { expression(name(column, for: $0)) }
}

/// A condition on how many characters a column's value has.
func lengthFragment(_ column: String, _ condition: String) -> SQLFragment {
    fragment { engine in
        "\(engine?.facts.lengthFunction ?? "char_length")(\(name(column, for: engine))) \(condition)"
    }
}

private func name(_ column: String, for engine: Engine?) -> String {
    guard reservedWords.contains(column.lowercased()) else { return column }
    let mark = engine?.facts.identifierMark ?? "\""
    return "\(mark)\(column)\(mark)"
}

/// The text for any engine, and those of engines that spell it otherwise.
private func fragment(_ text: (Engine?) -> String) -> SQLFragment {
    var fragment = SQLFragment(text(nil))
    for engine in Engine.allCases {
        let own = text(engine)
        if own != fragment.common { fragment.overrides[engine] = own }
    }
    return fragment
}
