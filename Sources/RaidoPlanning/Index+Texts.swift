import Raido

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
