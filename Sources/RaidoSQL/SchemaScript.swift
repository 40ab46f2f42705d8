package import Raido

/// A script that makes what does not exist yet of a schema, and may be run again and again.
///
/// Tables that exist keep their columns, whatever they look like: bringing them up to date is what migrations are
/// for. What is no part of `CREATE TABLE` is added where they lack it: indexes on SQLite and PostgreSQL, and triggers;
/// the engine refuses an index over a column that does not exist. Of several clients that run it at once, one does it,
/// and the others wait up to a minute.
package func schemaScript(_ schema: Schema, for engine: Engine) throws(UnsupportedChange) -> String {
    let statements = try statements(making: schema, for: engine).flatMap { statement -> [String] in
        let cost = StatementCost(of: statement.text, on: engine).map { "-- \($0)" }
        return [cost, repeatable(statement, on: engine).forClient(of: engine)].compactMap { $0 }
    }
    let script = statements.map { $0 + "\n" }.joined()
    return engine.dialect.exclusiveScript(around: script)
}

private func statements(making schema: Schema, for engine: Engine) throws(UnsupportedChange) -> [SQLStatement] {
    var steps: [Step] = []
    var made = Schema()
    for change in changes(making: schema, for: engine) {
        steps += try render([change], on: made, for: engine)
        do { try made.apply(change) } catch { throw UnsupportedChange(engine, .mismatch(error)) }
    }
    return steps.compactMap { step in
        switch step {
        case .statement(let statement): statement
        case .rebuild: nil  // only of tables that are there already
        }
    }
}

/// Tables before those that refer to them; where they refer to one another in a circle, the keys come last.
private func changes(making schema: Schema, for engine: Engine) -> [Change] {
    var waiting = schema.tables
    let keysMayComeLate = engine.dialect.addsForeignKeys
    var changes: [Change] = []
    var late: [Change] = []
    while !waiting.isEmpty {
        let missing = Set(waiting.map(\.name))
        let place = waiting.firstIndex { $0.references.isDisjoint(with: missing) } ?? 0
        var table = waiting.remove(at: place)
        changes.append(.createTable(table))
        guard keysMayComeLate else { continue }
        let others = missing.subtracting([table.name])
        late += table.foreignKeys.filter { others.contains($0.referencedTable) }
            .map { .addForeignKey($0, to: table.name) }
        table.foreignKeys.removeAll { others.contains($0.referencedTable) }
        changes[changes.count - 1] = .createTable(table)
    }
    return changes + late
}

extension Table {
    /// The other tables that it refers to.
    fileprivate var references: Set<String> { Set(foreignKeys.map(\.referencedTable)).subtracting([name]) }
}
