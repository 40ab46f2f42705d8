package import Raido

/// A table rebuilt under another name, filled with the rows of the old one, and put in its place: how SQLite makes
/// the changes that its `ALTER TABLE` does not know (manual, "Making Other Kinds Of Table Schema Changes").
///
/// The runner does it in the one order that loses nothing; `script` writes the same order for users.
package struct TableRebuild: Hashable, Sendable {
    /// The table as it is when the rebuild begins.
    package var before: Table
    package var after: Table

    /// What the new table is called until the old one is gone.
    package var temporaryName: String

    /// `CREATE TABLE` under the temporary name.
    package var create: SQLStatement

    package var rows: RowCopy

    /// The same for a table that was made `WITHOUT ROWID` by something else; nil where its rows could not be told
    /// apart then.
    package var rowsByKey: RowCopy?

    /// Indexes and triggers of the old table that Raido owns. All others are someone's own and are kept.
    package var ownedNames: [String]

    /// The statements that make the indexes and triggers Raido owns on the new table.
    package var objects: [SQLStatement]
}

/// How the rows come into the new table, and how it is known that they came whole.
package struct RowCopy: Hashable, Sendable {
    /// `INSERT INTO … SELECT …` with explicit lists of columns and expressions.
    package var statement: SQLStatement

    /// What must hold of the copied rows.
    package var verifications: [Verification]

    /// For each column that is copied as it is, by its old name: whether it came out as it was. It does, unless the old
    /// table is not what the migrations know.
    package var unchanged: [Verification]
}

/// A question about copied rows. It counts those that are not as they should be.
package struct Verification: Hashable, Sendable {
    package enum Rule: Hashable, Sendable {
        /// The values must be stored as one of these: `integer`, `real`, `text`, `blob`.
        case storage([String])
        /// The values must be days or times as SQLite reads them.
        case moment
        /// The texts must be UUIDs.
        case uuid
        /// Converting must give a value where there was one.
        case notLost
        /// The new value must tell the old one.
        case roundTrip
        /// The bytes must be UTF-8. The query selects them.
        case utf8
        /// The value must be what it was.
        case same
        /// There must be a value: SQLite numbers rows that have none in a numbered key.
        case present
    }

    package var column: String
    package var type: ColumnType
    package var rule: Rule
    package var query: SQLStatement
}
