import Raido
import RaidoSQL

extension Migrator {
    /// The work that goes on with what was begun and not finished.
    ///
    /// - Throws: ``MigratorError/unfinished(_:_:)`` where that would be something else than what was begun.
    func resuming(
        _ unfinished: UnfinishedMigration, isReverting: Bool, after applied: [AppliedMigration], on schema: Schema
    ) throws(MigratorError) -> Work {
        guard unfinished.isReverting == isReverting else { throw .unfinished(unfinished, .otherDirection) }
        guard let migration = byID[unfinished.id] else { throw .unfinished(unfinished, .unknown) }
        report(.resuming(unfinished))
        var work =
            isReverting
            ? try reverting(migration, on: schema, force: true) : try applying(migration, on: schema)
        work.unfinished = unfinished
        let rest = applied.compactMap { byID[$0.id] }.filter { $0.id != migration.id }
        let changes = work.changes
        work.expectResult = { () throws(MigratorError) in
            let comparison = try comparison(of: isReverting ? rest : rest + [migration], ignoring: [])
                .limited(to: Set(changes.replayed.flatMap(\.writtenTables)))
            if !comparison.matches { throw .unfinished(unfinished, .differs(comparison)) }
        }
        return work
    }
}

extension SchemaComparison {
    /// What it says of these tables. What no schema says, no migration made, so it was there before.
    fileprivate func limited(to tables: Set<String>) -> SchemaComparison {
        var result = self
        result.traits = []
        for name in expected.tables.map(\.name) where !tables.contains(name) { result.expected[name] = nil }
        for name in found.tables.map(\.name) where !tables.contains(name) { result.found[name] = nil }
        return result
    }
}

extension Change {
    /// The tables whose definition the change writes; under both names where it renames one.
    fileprivate var writtenTables: [String] {
        if case .renameTable(let old, let new) = self { return [old, new] }
        return table.map { [$0] } ?? []
    }
}
