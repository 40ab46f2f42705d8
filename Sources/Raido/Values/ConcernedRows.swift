/// The rows that a finding of the guard is about, in a database as it is before the changes.
///
/// No engine is named here: each spells the query that counts them in its own way.
package indirect enum ConcernedRows: Hashable, Sendable {
    /// All rows of a table, by its name before the changes.
    case all(of: String)
    /// Those that have values in all of these columns, by their names before the changes.
    case present([String], of: String)
    /// Those that have no value in the column.
    case missing(String, of: String)
    /// Those that hold an enum's value in one of the columns.
    case holding(EnumValue, in: [String], of: String)
    /// Those that break a rule, with the names and values that they have after the changes; others where an engine
    /// cannot be asked for them.
    case breaking(RowRule, of: String, otherwise: ConcernedRows)
}

/// What a change requires of rows, by the names after the change.
package enum RowRule: Hashable, Sendable {
    /// Each row has a value in the column.
    case value(String)
    /// No two rows have the same values in the key of this name.
    case key(String)
    case foreignKey(String)
    case check(String)
    /// Each value of the column is one of its new type, and stays what it is.
    case type(String)
}
