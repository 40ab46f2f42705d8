import Raido

/// A `using` that converts nothing: the column's enum keeps its name, so its values change one by one.
package struct UnusedExpression: Hashable, Sendable {
    package var table: String
    package var column: String
    package var enumType: String

    /// The warning, in words.
    package var message: String { PlanningMessages.unusedExpression(self) }
}

extension Comparison {
    func unusedExpressions(_ hints: Hints) -> [UnusedExpression] {
        kept.flatMap { difference in
            difference.new.columns.compactMap { column in
                let key = Hints.ColumnKey(table: difference.name, column: column.name)
                guard hints.usings[key] != nil, difference.shrunkColumns.contains(column.name),
                    difference.old.column(column.name)?.type == column.type, case .enumeration(let type) = column.type
                else { return nil }
                return UnusedExpression(table: difference.name, column: column.name, enumType: type)
            }
        }
    }
}
