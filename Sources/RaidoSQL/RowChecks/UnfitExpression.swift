import Raido

/// Which values of an expression a column refuses for what it stores, whatever the type of the expression is.
struct UnfitExpression {
    /// The expression, as an operand.
    var text: String
    var column: Column
    var table: Table
    var dialect: any RowDialect

    /// Nil where nothing shows them, or there are none.
    var condition: String? {
        if case .enumeration(let name) = column.type, let type = table.enumType(name), !type.storesText,
            !type.values.isEmpty
        {
            let numbers = type.values.compactMap(\.number).map { "\($0)" }
            return "\(text) NOT IN (\(numbers.joined(separator: ", ")))"
        }
        let stored = StoredType(of: column, table.enums, on: dialect.engine)
        // The engine refuses the same of values that are stored.
        if let capacity = stored.type?.textCapacity {
            return capacity == .max ? nil : "\(dialect.length(text)) > \(capacity)"
        }
        return stored.exactNumber.flatMap { dialect.outOfRange(text, $0) }
    }
}
