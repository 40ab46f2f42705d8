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

extension Pair<Column> {
    /// Whether the column's values are converted, so that `using` has an effect: it gets another type, or the same one
    /// mapped to another native type. An enum that keeps its name is the same type; its values change one by one.
    var converts: Bool {
        if old.type != new.type { return true }
        if case .enumeration = new.type { return false }
        return old.nativeTypes != new.nativeTypes
    }
}

extension Comparison {
    func unusedExpressions(_ hints: Hints) -> [UnusedExpression] {
        kept.flatMap { difference in
            difference.new.columns.compactMap { column in
                let key = Hints.ColumnKey(table: difference.name, column: column.name)
                guard hints.usings[key] != nil, let before = difference.old.column(column.name),
                    !Pair(old: before, new: column).converts
                else { return nil }
                var reason = UnusedExpression.Reason.sameType
                if case .enumeration(let type) = column.type, difference.shrunkColumns.contains(column.name) {
                    reason = .sameEnum(type)
                }
                return UnusedExpression(table: difference.name, column: column.name, reason: reason)
            }
        }
    }
}
