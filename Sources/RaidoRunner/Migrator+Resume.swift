import Raido
import RaidoSQL

extension Migrator {
    /// The work that continues with what was started and not finished.
    ///
    /// - Throws: ``MigratorError/unfinished(_:_:)`` where that would be something else than what was started.
    func resuming(
        _ unfinished: UnfinishedMigration, _ way: RowsOnTheWay, after applied: [AppliedMigration], on schema: Schema
    ) throws(MigratorError) -> Work {
        let isReverting = way.isReverting
        guard let migration = try catalog.migration(unfinished.id) else { throw .unfinished(unfinished, .unknown) }
        guard unfinished.isReverting == isReverting else { throw .unfinished(unfinished, .otherDirection) }
        report(.resuming(unfinished))
        var work =
            isReverting ? try reverting(migration, way, on: schema) : try applying(migration, on: schema)
        // It was agreed to when it was started.
        work.acceptsLoss = isReverting
        work.unfinished = unfinished
        let rest = try catalog.migrations(applied.map(\.id).filter { $0 != migration.id })
        let changes = work.changes
        work.expectResult = { () throws(MigratorError) in
            let comparison = try comparison(of: isReverting ? rest : rest + [migration], ignoring: [])
                .limited(to: changes.writtenTables, knownFrom: schema)
            if !comparison.matches { throw .unfinished(unfinished, .differs(comparison)) }
        }
        return work
    }

    /// The error for any other request while a migration is unfinished.
    func unfinishedError(_ unfinished: UnfinishedMigration) -> MigratorError {
        .unfinished(unfinished, !catalog.has(unfinished.id) ? .unknown : .notAsked)
    }
}

extension SchemaComparison {
    /// What it says of these tables. What no schema says, no migration made, so it was there before; and what neither
    /// this migration nor one before it names, another program added.
    fileprivate func limited(to tables: Set<String>, knownFrom schema: Schema) -> SchemaComparison {
        var result = self
        result.traits = []
        for name in expected.tables.map(\.name) where !tables.contains(name) { result.expected[name] = nil }
        // Under the names that they had before, too.
        let before = schema.tables.filter { tables.contains($0.name) }
        for found in found.tables {
            let known = before + (expected[found.name].map { [$0] } ?? [])
            result.found[found.name] = tables.contains(found.name) ? found.limited(to: known) : nil
        }
        return result
    }
}

extension Table {
    /// Without the columns, indexes and constraints whose names none of these has.
    fileprivate func limited(to known: [Table]) -> Table {
        if known.isEmpty { return self }
        func names(_ parts: (Table) -> [String]) -> Set<String> { Set(known.flatMap(parts)) }
        var result = self
        let columns = names { $0.columns.map(\.name) }
        result.columns = self.columns.filter { columns.contains($0.name) }
        let keys = names { $0.indexes.map(\.name) + $0.uniques.map(\.name) + $0.foreignKeys.map(\.name) }
        result.indexes = indexes.filter { keys.contains($0.name) }
        result.uniques = uniques.filter { keys.contains($0.name) }
        result.foreignKeys = foreignKeys.filter { keys.contains($0.name) }
        let checks = names { $0.checks.map(\.name) }
        result.checks = self.checks.filter { checks.contains($0.name) }
        return result
    }
}
