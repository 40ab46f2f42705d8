import Raido

/// Triggers that refuse what would be lost while a column is converted: new rows, and other values in the columns that
/// the conversion reads.
///
///     CREATE TRIGGER `__raido_update_articles_views` BEFORE UPDATE ON `articles` FOR EACH ROW
///     IF NOT (NEW.`views` <=> OLD.`views` AND CAST(NEW.`views` AS BINARY) <=> CAST(OLD.`views` AS BINARY))
///     THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '…'; END IF
struct MySQLFreeze {
    var triggers: [(name: String, text: String)]

    /// - Parameter read: the columns that the conversion reads, in lower case; other names may be among them.
    init(of column: String, in table: Table, reading read: Set<String>) {
        func name(_ event: String) -> String { DerivedName.fit("__raido_\(event)_\(table.name)_\(column)") }
        func begin(_ event: String) -> String {
            "CREATE TRIGGER \(backtickQuote(name(event.lowercased()))) BEFORE \(event) ON "
                + "\(backtickQuote(table.name)) FOR EACH ROW\n"
        }
        // The message has room for 128 characters.
        let refusal =
            "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a migration converts this table; try again when it is made'"
        let same = table.columns.map(\.name).filter { read.contains($0.lowercased()) }.map { name in
            let (new, old) = ("NEW.\(backtickQuote(name))", "OLD.\(backtickQuote(name))")
            // Equal texts may differ in their letters, and bytes alone do not tell all numbers apart.
            return "\(new) <=> \(old) AND CAST(\(new) AS BINARY) <=> CAST(\(old) AS BINARY)"
        }
        triggers = [
            (
                name("update"),
                begin("UPDATE") + "IF NOT (\(same.joined(separator: " AND ")))\nTHEN \(refusal); END IF"
            ), (name("insert"), begin("INSERT") + refusal),
        ]
    }
}
