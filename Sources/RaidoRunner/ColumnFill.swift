public import Raido

/// The value that rows get in a column that reverting brings back.
public struct ColumnFill: Hashable, Sendable {
    /// As the table is called after the revert.
    public var table: String

    /// As the column is called after the revert.
    public var column: String

    /// Nil for NULL.
    public var value: DefaultValue?

    public init(table: String, column: String, value: DefaultValue?) {
        self.table = table
        self.column = column
        self.value = value
    }
}

/// Why the value for a column that reverting brings back is refused.
public enum FillRefusal: Hashable, Sendable {
    /// Reverting brings back these, and no column of that name.
    case notReturning(ColumnName, returning: [ColumnName])
    /// The column takes no NULL.
    case null(ColumnName)
    /// It is not a value of the column's type.
    case unfit(ColumnName, reason: String)
    /// The column is given two values.
    case twice(ColumnName)
}

/// A column and its table.
public struct ColumnName: Hashable, Sendable {
    public var table: String
    public var column: String

    public init(table: String, column: String) {
        self.table = table
        self.column = column
    }
}

/// What rows get in a column that reverting brings back, if nobody gives a value.
public struct InventedValue: Hashable, Sendable {
    /// After the revert.
    public var column: ColumnName

    /// In words: `an empty text`.
    public var value: String

    /// The table that the column refers to: then rows get no value at all, and reverting needs one.
    public var referencedTable: String?

    /// The tables whose rows refer to the column, by their names before the revert: then reverting needs a value, too.
    public var referringTables: [String] = []

    /// Whether the engine numbers the rows.
    public var isNumbered = false
}
