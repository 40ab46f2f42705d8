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
    guard reservedWords.contains(column.lowercased()) else { return SQLFragment(expression(column)) }
    let backticked = expression("`\(column)`")
    return .sql(expression("\"\(column)\""), mysql: backticked, mariadb: backticked)
}

/// A condition on how many characters a column's value has.
func lengthFragment(_ column: String, _ condition: String) -> SQLFragment {
    var fragment = columnFragment(column) { "char_length(\($0)) \(condition)" }
    fragment.overrides[.sqlite] = columnFragment(column) { "length(\($0)) \(condition)" }.common
    return fragment
}
