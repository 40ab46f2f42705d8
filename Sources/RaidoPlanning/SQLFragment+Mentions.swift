import Raido

extension SQLFragment {
    /// Whether the text names a column.
    func mentions(_ column: String) -> Bool {
        renamingColumn(column, to: column + "_") != self
    }
}

extension Index {
    /// The expressions and the condition.
    var texts: [SQLFragment] {
        let expressions = parts.compactMap { part -> SQLFragment? in
            switch part {
            case .expression(let text): text
            case .ascending, .descending: nil
            }
        }
        return expressions + (predicate.map { [$0] } ?? [])
    }
}
