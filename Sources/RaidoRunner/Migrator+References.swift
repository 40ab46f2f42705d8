import Raido

extension Migrator {
    /// Refuses migrations that leave a key, index or constraint on a table or column that does not exist, as those of
    /// two merged branches may. SQLite would take it.
    ///
    /// A table that no migration ever had, or that user SQL names after it was renamed or dropped, may be created by
    /// user SQL; the engine knows.
    ///
    /// - Parameters:
    ///   - schema: The schema before these migrations.
    ///   - applied: The migrations that led to it.
    func expectReferences(
        of migrations: [Migration], on schema: Schema, after applied: [AppliedMigration]
    ) throws(MigratorError) {
        guard let first = migrations.first else { return }
        var result = schema
        for migration in migrations {
            for change in migration.changes {
                do { try result.apply(change) } catch { throw .mismatch(migration: migration.id, error) }
            }
        }
        let before = Set(schema.danglingReferences)
        let dangling = result.danglingReferences.filter { !before.contains($0) }
        guard !dangling.isEmpty else { return }
        let known = try catalog.migrations(applied.map(\.id)) + migrations
        let changes = known.flatMap(\.changes)
        let names = changes.writtenTables
        let reference = dangling.first { names.contains($0.target.table) && !changes.mayRecreate($0.target) }
        guard let reference else { return }
        let tables = [reference.user.table, reference.target.table]
        let culprit = migrations.last { !$0.changes.writtenTables.isDisjoint(with: tables) } ?? first
        throw .mismatch(migration: culprit.id, .dangling(reference.user, to: reference.target))
    }
}
