import Raido

/// What tells the rows of a table apart while they are copied, and puts them in order.
struct SQLiteRowKey {
    /// As SQL; where other tables are joined, qualified by the table's name.
    var columns: [String]

    /// How the new table says the same of its row `n`.
    var copies: [String]

    /// What the rows of the old table have to say for the new one's key.
    var identities: [String]

    /// The name by which the row's number is copied, where it is not a column of the new table anyway.
    var copiedNumber: String?

    var order: String { columns.joined(separator: ", ") }
}

extension Table {
    /// A name of the row's number that is no column's.
    package var rowNumberName: String? {
        ["rowid", "_rowid_", "oid"].first { name in !columns.contains { $0.name.lowercased() == name } }
    }

    /// The column that is the row's number under another name: an `INTEGER PRIMARY KEY` (manual, "ROWIDs and the
    /// INTEGER PRIMARY KEY").
    func rowNumberColumn(_ dialect: SQLiteDialect) throws(UnsupportedChange) -> Column? {
        guard primaryKey.count == 1, let column = column(primaryKey[0]) else { return nil }
        return try dialect.storage(of: column, in: self).declaredType.lowercased() == "integer" ? column : nil
    }
}
