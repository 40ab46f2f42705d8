package import Raido
import RaidoSQL

extension PostgreSQLDatabase {
    /// The schema as this server would tell it.
    ///
    /// PostgreSQL rewrites the expressions of checks, defaults, indexes and generated columns. What Raido makes of both
    /// texts covers what users usually write. Where a table still seems to differ, the server itself has the last
    /// word: it makes the table among the temporary ones, shows what it made of it, and forgets it.
    package func readback(of schema: Schema, beside found: Schema) throws(StepFailure) -> ExpectedReadback {
        var result = ExpectedReadback(schema: RaidoSQL.normalised(schema, for: .postgresql))
        let doubtful = result.schema.tables.filter { table in found[table.name].map { $0 != table } ?? false }
        guard !doubtful.isEmpty else { return result }
        // While a migration is decided on, a transaction is open already.
        try command(isDeciding ? "SAVEPOINT raido_probes" : "BEGIN", for: "begin")
        defer { try? connection.run(isDeciding ? "ROLLBACK TO SAVEPOINT raido_probes" : "ROLLBACK") }
        try command(
            "SELECT pg_catalog.set_config('search_path', 'pg_temp, ' || pg_catalog.current_setting('search_path'), true)",
            for: "look at a table the server makes")
        for table in doubtful {
            guard let wanted = schema[table.name] else { continue }
            var told: Table
            do {
                guard let made = try make(wanted) else { continue }
                told = made
            } catch {
                // Without the right to make temporary tables, or with a type that does not exist, the texts have to do.
                result.unasked[table.name] = error.reasonUncompared
                continue
            }
            told.foreignKeys = table.foreignKeys
            told.columns = told.columns.map { column in
                var column = column
                column.isSetOnUpdate = table.column(column.name)?.isSetOnUpdate ?? false
                return column
            }
            result.schema[table.name] = told
        }
        return result
    }

    /// What the server reports about a table when it was just made, or nil where it cannot make it.
    private func make(_ table: Table) throws(StepFailure) -> Table? {
        var bare = table
        bare.foreignKeys = []
        bare.columns = bare.columns.map { column in
            var column = column
            column.isSetOnUpdate = false
            return column
        }
        guard let steps = try? render([.createTable(bare)], on: Schema(), for: .postgresql) else { return nil }
        try command("SAVEPOINT raido_probe", for: "look at a table the server makes")
        defer { try? connection.run("ROLLBACK TO SAVEPOINT raido_probe") }
        for step in steps { try run(step) }
        return try inspect()[table.name]
    }
}
