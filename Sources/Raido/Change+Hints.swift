extension Change {
    /// The change with the user's SQL that gives rows their values as another one.
    func mapHints(_ transform: (SQLFragment) -> SQLFragment) -> Change {
        func map(_ fill: Fill?) -> Fill? {
            if case .value(.sql(let text))? = fill { .value(.sql(transform(text))) } else { fill }
        }
        if case .addColumn(let column, let table, let fill) = self {
            return .addColumn(column, to: table, fill: map(fill))
        }
        guard case .alterColumn(let table, let old, let new, let using, let fill) = self else { return self }
        return .alterColumn(in: table, from: old, to: new, using: using.map(transform), fill: map(fill))
    }

    /// The user's SQL that gives rows their values: of `using` and of `fill`.
    package var hints: [SQLFragment] {
        var found: [SQLFragment] = []
        _ = mapHints { text in
            found.append(text)
            return text
        }
        return found
    }
}
