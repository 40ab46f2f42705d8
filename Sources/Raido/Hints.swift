/// What the models say about how to get to them, beside what they are: former names, and values for rows already
/// there. New names are keys throughout, so that one old name that two things claim is found before it gets here.
package struct Hints: Hashable, Sendable {
    package struct ColumnKey: Hashable, Sendable {
        package var table: String
        package var column: String
        package init(table: String, column: String) {
            self.table = table
            self.column = column
        }
    }

    package struct EnumKey: Hashable, Sendable {
        package var table: String
        package var enumType: String
        package init(table: String, enumType: String) {
            self.table = table
            self.enumType = enumType
        }
    }

    package struct EnumValueKey: Hashable, Sendable {
        package var table: String
        package var enumType: String
        package var value: String
        package init(table: String, enumType: String, value: String) {
            self.table = table
            self.enumType = enumType
            self.value = value
        }
    }

    /// New name to old name.
    package var tables: [String: String] = [:]
    package var columns: [ColumnKey: String] = [:]
    package var enums: [EnumKey: String] = [:]
    /// New identity to old identity.
    package var enumValues: [EnumValueKey: String] = [:]

    /// Removed values (by old identity) and what rows that hold them get.
    package var replacements: [EnumValueKey: String] = [:]

    package var fills: [ColumnKey: DefaultValue] = [:]
    package var usings: [ColumnKey: SQLFragment] = [:]

    package init() {}
}

/// What a hint is about, by its new name. A removed enum value goes by the name it had.
package enum HintKey: Hashable, Sendable {
    case table(String)
    case column(table: String, String)
    /// What converts a column's values.
    case expression(table: String, String)
    /// What rows already there get in a column.
    case fill(table: String, String)
    case enumType(table: String, String)
    case enumValue(table: String, enumType: String, String)
}
