import Raido

extension Migrator {
    /// What going up would do.
    public enum Rehearsal: Hashable, Sendable {
        /// These were applied and undone.
        case applied([String])
        /// The engine commits each statement, so nothing was run: rows were looked at, as far as they are there yet,
        /// and this is what would be run.
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
        if let unfinished = try unfinishedMigration() { throw unfinishedError(unfinished) }
        try refuse(among: applied, but: allowances, Allowance.allCases)
        let entries = pending(after: applied).extent(extent)
        try expectFittingIdentities(of: entries)
        let chosen = try catalog.migrations(entries.map(\.id))
        let before = try schema(of: catalog.migrations(applied.map(\.id)))
        try database.expectFeasible(works(for: chosen, on: before))
        if skippingChecks { return (chosen, []) }
        return (chosen, try expectFittingRows(for: chosen, .up, on: before).unasked)
    }

    /// The statements that revert these migrations, the last one first, each rendered once.
    ///
    /// - Throws: what is in the way of one of them, or of one that is applied again.
    func feasibleWorks(
        reverting applied: [AppliedMigration], _ way: RowsOnTheWay, on before: Schema
    ) throws(MigratorError) -> [Work] {
        let migrations = try catalog.migrations(applied.map(\.id))
        var schema = before
        var works: [Work] = []
        for migration in migrations {
            let work = try reverting(migration, way, on: schema)
            do { schema = try schema.applying(work.changes) } catch {
                throw .mismatch(migration: migration.id, error)
            }
            works.append(work)
        }
        try database.expectFeasible(works)
        if way.comesBack { _ = try self.works(for: migrations.reversed(), on: schema) }
        return works
    }

    /// The statements of all these migrations, each rendered once.
    func works(for migrations: [Migration], on before: Schema) throws(MigratorError) -> [Work] {
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
