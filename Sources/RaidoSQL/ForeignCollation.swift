import Raido

extension StandardDialect {
    /// Throws for a collation that only MySQL and MariaDB have. The user may have made any other one.
    func expectNoForeignCollation(
        _ collation: String, of column: Column, in table: Table
    ) throws(UnsupportedChange) {
        let prefixes = ["utf8mb4_", "utf8mb3_", "utf8_", "latin1_"]
        guard prefixes.contains(where: collation.lowercased().hasPrefix) else { return }
        throw UnsupportedChange(engine, .collation(collation, column: column.name, table: table.name))
    }
}
