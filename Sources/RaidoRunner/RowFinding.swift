public import Raido

/// Rows that a migration would fail on, or change without a word.
public struct RowFinding: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// The column takes no NULL any longer.
        case noValue(column: String)
        /// The column is generated or filled by an expression, which gives NULL, and takes none.
        case noComputedValue(column: String)
        /// A column is added that has no value for the rows there are.
        case rowsWithoutValue(column: String)
        case duplicates(columns: [String])
        /// What the rows refer to does not exist.
        case orphans(columns: [String], parent: String)
        case check(String)
        /// Too long, out of range, or not to be converted.
        case unfit(column: String, type: String)
        /// A value that the enum loses.
        case enumValue(String, column: String)
        /// The engine changes values to fit the new type, without an error.
        case changed(column: String, type: String, SilentChange)
    }

    public var migration: String
    public var table: String
    public var kind: Kind

    /// How many rows it is about; of duplicates, how many values.
    public var count: Int

    /// Up to five, shortened: the rows' keys, or the values that several rows have.
    public var examples: [String]

    /// Finds all of them.
    public var query: String

    /// The values that nobody gave, where it is about such values.
    public var invented: [InventedValue] = []

    /// Whether the migration is reverted.
    public var isReverting = false

    /// Whether they could not be found before the first migration of the run, since one before this writes these rows.
    public var isLate = false
}

/// Something that is asked of rows, but could not be before anything was made: migrations make or write what it is
/// about, or the database refuses the question.
public struct UnaskedCheck: Hashable, Sendable {
    public var migration: String
    public var table: String
    public var kind: RowFinding.Kind
}
