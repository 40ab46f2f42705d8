package import Raido

/// The indexes of a table that MySQL has, and that the first versions of Raido left out there altogether; with the words
/// that make them.
package func mysqlIndexesInNewWords(of table: Table) -> [(name: String, creation: String?)] {
    let dialect = MySQLDialect()
    return table.indexes.filter { index in
        guard let now = try? dialect.parts(of: index, in: table) else { return false }
        return !now.isEmpty && (try? dialect.parts(of: index, in: table, as: .first))?.isEmpty == true
    }.map { ($0.name, try? dialect.clause($0, in: table)) }
}
