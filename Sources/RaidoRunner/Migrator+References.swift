import Raido

extension Migrator {
    /// Refuses migrations that leave a key, index or constraint on a table or column that does not exist, as those of two
    /// merged branches may. SQLite would take it.
    ///
    /// A table that no migration ever had may be one of the user's own SQL; the engine knows.
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
        let names = known.flatMap(\.changes).writtenTables
        guard let reference = dangling.first(where: { names.contains($0.target.table) }) else { return }
        let tables = [reference.user.table, reference.target.table]
        let culprit = migrations.last { !$0.changes.writtenTables.isDisjoint(with: tables) } ?? first
        throw .mismatch(migration: culprit.id, .dangling(reference.user, to: reference.target))
    }
}
