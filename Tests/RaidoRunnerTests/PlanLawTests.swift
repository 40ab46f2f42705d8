#if SQLite
    import Raido
    import RaidoPlanning
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoProof
    @testable import RaidoRunner

    @Suite struct `A random plan on a database with rows` {
        @Test func `counts rows as they will be`() throws {
            func counts(_ before: Table, _ after: Table, _ rows: String, hints: Hints = Hints()) throws -> [String] {
                let bench = try Workbench(before)
                try bench.run(rows)
                let request = PlanRequest(
                    before: Schema([before]), after: Schema([after]), hints: hints, batch: "1", targets: [.sqlite])
                let plan = plan(request)
                let queries = try CountQueries(
                    .sqlite, of: plan.migrations.map(\.changes), on: request.before)
                return try plan.hazards.compactMap(\.rows).flatMap { try bench.rows(queries.query(for: $0)) }
            }
            func unique(_ collation: String?) -> Table {
                Table(
                    "t", columns: [Column("v", .text, collation: collation)],
                    uniques: [UniqueConstraint("uq_t_v", ["v"])])
            }
            #expect(try counts(unique(nil), unique("nocase"), "INSERT INTO t VALUES ('X'), ('x'), ('y')") == ["1"])

            func generated(_ expression: SQLFragment) -> Table {
                Table(
                    "t",
                    columns: [
                        Column("a", .integer, nullable: true),
                        Column("g", .integer, nullable: true, generated: expression),
                    ], uniques: [UniqueConstraint("uq_t_g", ["g"])], checks: [CheckConstraint("ck_t_g", "t.g < 9")])
            }
            let rows = "INSERT INTO t (a) VALUES (1), (2), (3), (NULL)"
            #expect(try counts(generated("a"), generated("a % 2 + 8"), rows) == ["1", "2"])

            var hints = Hints()
            hints.tables["u"] = "t"
            let checked = Table(
                "u", columns: [Column("v", .integer)], checks: [CheckConstraint("ck_u_v", "u.v > 0")])
            let plain = Table("t", columns: [Column("v", .integer)])
            #expect(try counts(plain, checked, "INSERT INTO t VALUES (0), (1)", hints: hints) == ["1"])
        }

        /// What `--dry-run` prints, put through SQLite by hand, with rows where the migrator takes them.
        @Test(arguments: Seeds.first(60)) func `does the same as the script that people read`(seed: UInt64) throws {
            var generator = SplitMix64(seed: seed)
            let before = randomSchema(using: &generator)
            let (after, hints) = randomSuccessor(of: before, using: &generator)
            let plan = plan(
                PlanRequest(before: before, after: after, hints: hints, batch: "1", targets: [.sqlite]))
            let byMigrator = try filled(before)
            let byHand = try filled(before)
            var schema = before
            for changes in plan.migrations.map(\.changes) {
                do { try byMigrator.apply(changes) } catch {
                    for bench in [byMigrator, byHand] { try bench.clear(schema) }
                    try byMigrator.apply(changes)
                }
                let steps = try render(changes, on: schema, for: .sqlite)
                // The connection lets no script begin or end a transaction.
                let lines = transactionScript(steps, for: .sqlite).split(separator: "\n")
                for line in lines.prefix(2) { try byHand.run(String(line)) }
                try byHand.connection.runScript(lines.dropFirst(2).dropLast(2).joined(separator: "\n"))
                try byHand.run("COMMIT")
                schema = try schema.applying(changes)
            }
            #expect(try byHand.database.inspect() == normalised(after, for: .sqlite))
            #expect(try byHand.contents(of: schema) == byMigrator.contents(of: schema))
        }

        /// A database of the schema, with rows.
        private func filled(_ schema: Schema) throws -> Workbench {
            let bench = try Workbench()
            try bench.run("PRAGMA foreign_keys = OFF")
            try bench.apply(schema.tables.map(Change.createTable))
            var exclusions = RowExclusions()
            _ = try BoundaryRows(schema, on: .sqlite).insert(on: bench.connection, without: &exclusions)
            return bench
        }
    }

    extension Workbench {
        fileprivate func clear(_ schema: Schema) throws {
            for table in schema.tables { try run("DELETE FROM \(quote(table.name))") }
        }

        /// The rows of each table, without what the engine gives each time anew.
        fileprivate func contents(of schema: Schema) throws -> [[String]] {
            try schema.tables.map { table in
                let fresh: [DefaultValue] = [.uuid, .now, .today]
                let columns = table.columns.filter { column in !fresh.contains { $0 == column.defaultValue } }
                let list = columns.isEmpty ? "1" : quotedList(columns.map(\.name))
                return try rows("SELECT \(list) FROM \(quote(table.name)) ORDER BY rowid")
            }
        }
    }
#endif
