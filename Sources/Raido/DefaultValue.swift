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

    /// Texts are compared by their bytes.
    public static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.string(let text), .string(let other)), (.decimal(let text), .decimal(let other)): text.isExactly(other)
        case (.integer(let number), .integer(let other)): number == other
        case (.unsigned(let number), .unsigned(let other)): number == other
        case (.boolean(let value), .boolean(let other)): value == other
        case (.sql(let fragment), .sql(let other)): fragment == other
        case (.now, .now), (.today, .today), (.uuid, .uuid): true
        case (.string, _), (.integer, _), (.unsigned, _), (.decimal, _), (.boolean, _), (.now, _), (.today, _),
            (.uuid, _), (.sql, _):
            false
        }
    }
}

/// What rows already there get in a column that is added, or made NOT NULL; once, not a lasting default.
public enum Fill: Hashable, Sendable {
    case value(DefaultValue)

    /// A neutral value of the column's type, distinct in each row where the column is unique. Reverting the drop of
    /// a NOT NULL column uses it where the user accepts that: the values that were there are gone.
    case placeholder
}
