import Raido

extension Migrator {
    /// What going up would do.
    public enum Rehearsal: Hashable, Sendable {
        /// These were applied and taken back.
        case applied([String])
        /// The engine commits each statement, so nothing was run: rows were looked at, and this is what would be run.
        case planned([Script])
    }

    /// Applies pending migrations in one transaction and takes everything back, where the engine can do that. Where it
    /// cannot, the rows are asked whether they are in the way of a migration.
    ///
    /// - Throws: ``MigratorError``, as going up would.
    public func rehearse(
        _ extent: Upward = .all, allowing allowances: Set<Allowance> = [], skippingChecks: Bool = false
    ) throws(MigratorError) -> Rehearsal {
        let applied = try database.rehearsing { () throws(MigratorError) in
            try up(extent, allowing: allowances, skippingChecks: skippingChecks)
        }
        if let applied { return .applied(applied) }
        let chosen = try chosenAfterChecks(extent, allowing: allowances, skippingChecks: skippingChecks)
        return .planned(try plannedSQL().filter { chosen.contains($0.id) })
    }

    private func chosenAfterChecks(
        _ extent: Upward, allowing allowances: Set<Allowance>, skippingChecks: Bool
    ) throws(MigratorError) -> Set<String> {
        if case .to(let id) = extent, byID[id] == nil { throw .unknownMigration(id) }
        var chosen: [Migration] = []
        _ = try database.recording { (state) throws(MigratorError) -> Work? in
            if let unfinished = state.unfinished { throw .unfinished(unfinished, .notAsked) }
            try refuse(among: state.applied, but: allowances, Allowance.allCases)
            chosen = pending(after: state.applied).extent(extent)
            let known = state.applied.compactMap { byID[$0.id] }
            if !skippingChecks { _ = try expectFittingRows(for: chosen, on: schema(of: known)) }
            return nil
        }
        return Set(chosen.map(\.id))
    }
}
