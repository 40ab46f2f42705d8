/// What a column holds when a row is inserted without a value for it.
public enum DefaultValue: Hashable, Sendable {
    case string(String)
    case integer(Int64)
    /// An integer above `Int64.max`.
    case unsigned(UInt64)
    /// An exact decimal number, as written: `12.50`, `-0.1`, `1e10`.
    case decimal(String)
    case boolean(Bool)
    /// The moment of the insertion: a timestamp, or the time of day in a `time` column.
    case now
    /// The day of the insertion.
    case today
    /// A fresh random UUID.
    case uuid
    /// An expression of the engine's.
    case sql(SQLFragment)
}

/// What rows already there get in a column that is added, or made NOT NULL; once, not a lasting default.
public enum Fill: Hashable, Sendable {
    case value(DefaultValue)

    /// A neutral value of the column's type, distinct in each row where the column is unique. Reverting the drop of
    /// a NOT NULL column uses it: the values that stood there are gone.
    case placeholder
}
