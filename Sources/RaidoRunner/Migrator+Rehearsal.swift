import Raido

extension Migrator {
    /// What going up would do.
    public enum Rehearsal: Hashable, Sendable {
        /// These were applied and taken back.
        case applied([String])
        /// The engine commits each statement, so nothing was run: rows were looked at, as far as they are there yet, and
        /// this is what would be run.
        case planned([Script], unasked: [UnaskedCheck])
    }

    /// Applies pending migrations in one transaction and takes everything back, where the engine can do that. Where it
    /// cannot, the rows are asked whether they are in the way of a migration.
    ///
    /// - Throws: ``MigratorError``, as going up would.
    public func rehearse(
        _ extent: Upward = .all, allowing allowances: Set<Allowance> = [], skippingChecks: Bool = false
    ) throws(MigratorError) -> Rehearsal {
        let applied = try database.rehearsing { () throws(MigratorError) in
            try withoutBackups.up(extent, allowing: allowances, skippingChecks: skippingChecks)
        }
        if let applied { return .applied(applied) }
        let (chosen, unasked) = try chosenAfterChecks(extent, allowing: allowances, skippingChecks: skippingChecks)
        return .planned(try plannedSQL(upTo: chosen), unasked: unasked)
    }

    private func chosenAfterChecks(
        _ extent: Upward, allowing allowances: Set<Allowance>, skippingChecks: Bool
    ) throws(MigratorError) -> ([Migration], unasked: [UnaskedCheck]) {
        if case .to(let id) = extent, !catalog.has(id) { throw .unknownMigration(id) }
        // Nothing is written, not even an empty history, so no lock is taken.
        let applied = try appliedMigrations()
        if let unfinished = try unfinishedMigration() { throw standing(unfinished) }
        try refuse(among: applied, but: allowances, Allowance.allCases)
        let entries = pending(after: applied).extent(extent)
        try expectFittingIdentities(of: entries)
        let chosen = try catalog.migrations(entries.map(\.id))
        let before = try schema(of: catalog.migrations(applied.map(\.id)))
        try database.expectFeasible(works(for: chosen, on: before))
        if skippingChecks { return (chosen, []) }
        return (chosen, try expectFittingRows(for: chosen, .up, on: before).unasked)
    }

    private func works(for migrations: [Migration], on before: Schema) throws(MigratorError) -> [Work] {
        var schema = before
        var works: [Work] = []
        for migration in migrations {
            works.append(try applying(migration, on: schema))
            do { schema = try schema.applying(migration.changes) } catch {
                throw .mismatch(migration: migration.id, error)
            }
        }
        return works
    }
}
