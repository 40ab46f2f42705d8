import Raido
import RaidoPlanning

extension Plan {
    /// The last migration of this plan that touched each table, by the tables' names after it.
    func lastMigrations(from before: Schema) throws(SchemaMismatch) -> [String: String] {
        var last: [String: String] = [:]
        var schema = before
        for migration in migrations {
            let next = try schema.applying(migration.changes)
            for name in migration.touchedTables(in: next) where schema[name] != next[name] {
                last[name] = migration.id
            }
            schema = next
        }
        return last
    }
}

extension Migration {
    /// The tables that the migration may change. A rename is felt by every table that refers to what is renamed.
    fileprivate func touchedTables(in schema: Schema) -> [String] {
        let isFeltElsewhere = changes.contains { change in
            switch change {
            case .renameTable, .renameColumn, .sql: true
            default: false
            }
        }
        return isFeltElsewhere ? schema.tables.map(\.name) : changes.compactMap(\.table)
    }
}
