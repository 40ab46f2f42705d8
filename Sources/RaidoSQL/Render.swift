package import Raido

/// The statements that make these changes to a database that looks like `schema`.
///
/// - Throws: ``UnsupportedChange`` where the engine cannot make one of them, or one does not fit the schema.
package func render(
    _ changes: [Change], on schema: Schema, for engine: Engine
) throws(UnsupportedChange) -> [Step] {
    let dialect = engine.dialect
    for change in changes {
        guard case .createTable(let table) = change else { continue }
        try dialect.expectRoom(for: table.columns.count, in: table.name)
    }
    let grown = Dictionary(grouping: changes.compactMap(\.grownTable)) { $0 }
    for (table, added) in grown where (schema[table]?.columns.count ?? 0) + added.count > dialect.mostColumns {
        let count = (try? schema.applying(changes))?[table]?.columns.count
        try dialect.expectRoom(for: count ?? 0, in: table)
    }
    try dialect.expectRowExpressions(in: changes)
    let steps = try dialect.steps(making: changes, on: schema)
    for statement in steps.lazy.flatMap(\.statements) {
        try engine.expectNoNUL(in: statement.text, for: statement.purpose)
    }
    return steps
}

extension Engine {
    /// Refuses SQL that an engine would run the beginning of: they take C's texts, which end at a NUL.
    ///
    /// - Parameter purpose: What it is for, in words: `add column 'phone' to 'users'`.
    package func expectNoNUL(in sql: String, for purpose: String) throws(UnsupportedChange) {
        guard let end = sql.utf8.firstIndex(of: 0) else { return }
        let line = sql[..<end].split(whereSeparator: \.isNewline).last ?? ""
        throw UnsupportedChange(self, .nul(in: purpose, behind: String(line.suffix(60))))
    }
}

extension Dialect {
    fileprivate func expectRoom(for columns: Int, in table: String) throws(UnsupportedChange) {
        guard columns <= mostColumns else {
            throw UnsupportedChange(engine, .tooManyColumns(columns, most: mostColumns, table: table))
        }
    }
}

extension Change {
    /// The table that gets one column more.
    fileprivate var grownTable: String? {
        if case .addColumn(_, let table, _) = self { table } else { nil }
    }
}
