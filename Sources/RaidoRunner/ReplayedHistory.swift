package import Raido

/// The schema that a history leaves, kept from one migration to the next.
struct ReplayedHistory {
    private var ids: [String] = []
    private var schema = Schema()

    /// The schema after the applied migrations, as far as the program knows them.
    ///
    /// - Parameter isContinued: Whether they are those of the last time with one more, or one fewer, at the end.
    mutating func schema(
        after applied: [AppliedMigration], of catalog: MigrationCatalog, isContinued: Bool = false
    ) throws(MigratorError) -> Schema {
        if isContinued, let last = applied.last, applied.count == ids.count + 1 {
            try apply(catalog.migration(last.id)?.changes ?? [], of: last.id)
            ids.append(last.id)
            return schema
        }
        if isContinued, let last = ids.last, applied.count == ids.count - 1,
            let inverse = try? catalog.migration(last)?.inverse()
        {
            try apply(inverse, of: last)
            ids.removeLast()
            return schema
        }
        let wanted = applied.map(\.id)
        if wanted == ids.dropLast(), let last = ids.last, let inverse = try? catalog.migration(last)?.inverse() {
            try apply(inverse, of: last)
            ids = wanted
        }
        if !wanted.starts(with: ids) { self = ReplayedHistory() }
        for id in wanted.dropFirst(ids.count) {
            try apply(catalog.migration(id)?.changes ?? [], of: id)
            ids.append(id)
        }
        return schema
    }

    private mutating func apply(_ changes: [Change], of id: String) throws(MigratorError) {
        for change in changes {
            do { try schema.apply(change) } catch { throw .mismatch(migration: id, error) }
        }
    }
}

/// The schema that migrations leave when they are applied to an empty database in this order.
///
/// - Throws: ``MigratorError/mismatch(migration:_:)`` for the first one that does not fit.
package func schema(of migrations: [Migration]) throws(MigratorError) -> Schema {
    var schema = Schema()
    for migration in migrations {
        for change in migration.changes {
            do { try schema.apply(change) } catch { throw .mismatch(migration: migration.id, error) }
        }
    }
    return schema
}
