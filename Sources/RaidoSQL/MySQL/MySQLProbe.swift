package import Raido

/// The name of the temporary table by which MySQL and MariaDB are asked how they spell things.
package let mysqlProbeName = "__raido_probe"

/// The statement that makes a table once more, as a temporary one: its columns, and those of its checks and indexes
/// that are named. Of its keys it has the primary one alone, without which a server may refuse it; foreign keys,
/// numbering and full-text indexes are not for temporary tables.
///
///     CREATE TEMPORARY TABLE `__raido_probe` (`a` int DEFAULT 3, CONSTRAINT `ck` CHECK (a > 1)) COLLATE utf8mb4_bin
///
/// - Parameter collation: The table's own, which its columns have unless they say something else.
package func mysqlProbe(
    of table: Table, checks: Set<String>, indexes: Set<String>, collation: String, engine: Engine
) throws(UnsupportedChange) -> String {
    let dialect = mysqlDialect(of: engine)
    var bare = table
    bare.name = mysqlProbeName
    func renamed(_ fragment: SQLFragment) -> SQLFragment { fragment.renamingTable(table.name, to: mysqlProbeName) }
    bare.columns = table.columns.map { column in
        var column = column
        column.isIdentity = false
        column.generated = column.generated.map(renamed)
        return column
    }
    var lines: [String] = []
    for column in bare.columns {
        lines.append("\(backtickQuote(column.name)) \(try dialect.definition(of: column, in: bare))")
    }
    if !table.primaryKey.isEmpty { lines.append("PRIMARY KEY (\(backtickList(table.primaryKey)))") }
    for index in table.indexes where indexes.contains(index.name) {
        var index = index
        index.parts = index.parts.map { part in
            if case .expression(let fragment) = part { .expression(renamed(fragment)) } else { part }
        }
        if let words = try dialect.clause(index, in: bare) { lines.append(words) }
    }
    for check in table.checks where checks.contains(check.name) {
        let expression = try dialect.text(
            renamed(check.expression), of: .check(check.name, table: table.name))
        lines.append("CONSTRAINT \(backtickQuote(check.name)) CHECK (\(expression))")
    }
    return "CREATE TEMPORARY TABLE \(backtickQuote(mysqlProbeName)) (\(lines.joined(separator: ", "))) "
        + "\(mysqlStorage) COLLATE \(collation)"
}
