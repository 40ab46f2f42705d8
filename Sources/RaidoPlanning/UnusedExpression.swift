import Raido

/// A `using` that converts nothing, since the column keeps its type.
package struct UnusedExpression: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// The conversion was made by an earlier run, or the hint is of no use.
        case sameType
        /// The enum loses values but keeps its name, so its values change one by one.
        case sameEnum(String)
    }

    package var table: String
    package var column: String
    package var reason: Reason

    /// The warning, in words.
    package var message: String { PlanningMessages.unusedExpression(self) }
}

extension Comparison {
    func unusedExpressions(_ hints: Hints) -> [UnusedExpression] {
        kept.flatMap { difference in
            difference.new.columns.compactMap { column in
                let key = Hints.ColumnKey(table: difference.name, column: column.name)
                guard hints.usings[key] != nil, difference.old.column(column.name)?.type == column.type else {
                    return nil
                }
                var reason = UnusedExpression.Reason.sameType
                if case .enumeration(let type) = column.type, difference.shrunkColumns.contains(column.name) {
                    reason = .sameEnum(type)
                }
                return UnusedExpression(table: difference.name, column: column.name, reason: reason)
            }
        }
    }
}
