import Raido

extension Migrator {
    /// Throws what does not fit and is not allowed.
    func refuse(
        among applied: [AppliedMigration], but allowances: Set<Allowance>, _ concerns: [Allowance]
    ) throws(MigratorError) {
        let refusals = self.refusals(among: applied).filter {
            concerns.contains($0.allowance) && !allowances.contains($0.allowance)
        }
        if !refusals.isEmpty { throw .refused(refusals) }
    }

    /// The applied migrations whose files have code: nobody knows whether they were edited since.
    package func unverified() throws(MigratorError) -> [String] {
        if !catalog.entries.contains(where: { $0.checksum == nil }) { return [] }
        return try appliedMigrations().map(\.id).filter { id in
            if let entry = catalog.entry(id) { entry.checksum == nil } else { false }
        }
    }

    func refusals(among applied: [AppliedMigration]) -> [Refusal] {
        var refusals: [Refusal] = []
        for row in applied {
            guard let entry = catalog.entry(row.id) else {
                refusals.append(.unknown(id: row.id, appliedAt: row.appliedAt))
                continue
            }
            if let checksum = entry.checksum, checksum != row.checksum {
                refusals.append(.edited(id: row.id, appliedAt: row.appliedAt))
            }
        }
        guard let last = applied.map(\.id).max() else { return refusals }
        return refusals
            + pending(after: applied).filter { $0.id < last }.map { .outOfOrder(id: $0.id, lastApplied: last) }
    }
}
