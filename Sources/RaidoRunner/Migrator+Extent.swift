import Raido

extension [MigrationCatalog.Entry] {
    /// How far up of these, which are pending, to go.
    func extent(_ extent: Migrator.Upward) -> [MigrationCatalog.Entry] {
        switch extent {
        case .all: return self
        case .batches(let count):
            var batches: Set<String> = []
            return Array(
                prefix { migration in
                    batches.insert(migration.batch)
                    return batches.count <= count
                })
        case .to(let id): return filter { $0.id <= id }
        }
    }
}

extension [AppliedMigration] {
    /// How far down of these, which are applied, to go: the last one first.
    func extent(_ extent: Migrator.Downward) throws(MigratorError) -> [AppliedMigration] {
        switch extent {
        case .all: return reversed()
        case .batches(let count):
            var batches: Set<String> = []
            return Array(
                reversed().prefix { row in
                    batches.insert(row.batch)
                    return batches.count <= count
                })
        case .to(let id):
            guard let place = firstIndex(where: { $0.id == id }) else { throw .notApplied(id) }
            return self[(place + 1)...].reversed()
        }
    }
}
