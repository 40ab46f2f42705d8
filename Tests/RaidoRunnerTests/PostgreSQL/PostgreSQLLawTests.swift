#if PostgreSQL
    import Raido
    import RaidoPlanning
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `PostgreSQL, on random schemas` {
        @Test(arguments: Seeds.first(100)) func `inspecting what was created gives what was wanted`(seed: UInt64) throws
        {
            var generator = SplitMix64(seed: seed)
            let schema = randomSchema(using: &generator)
            let bench = try PostgreSQLWorkbench()
            try bench.apply(schema.creations)
            try bench.expectAsWanted()
        }

        /// What `raido sql` prints, put through the server by hand.
        @Test(arguments: Seeds.first(40)) func `the script that people read does the same`(seed: UInt64) throws {
            var generator = SplitMix64(seed: seed)
            let before = randomSchema(using: &generator)
            let (after, hints) = randomSuccessor(of: before, using: &generator)
            let plan = plan(PlanRequest(before: before, after: after, hints: hints, batch: "1", targets: [.postgresql]))
            let bench = try PostgreSQLWorkbench()
            var schema = Schema()
            for changes in [before.creations] + plan.migrations.map(\.changes) {
                try bench.connection.runScript(script(try render(changes, on: schema, for: .postgresql)))
                schema = try schema.applying(changes)
            }
            #expect(try bench.database.inspect() == bench.database.normalised(after))
        }
    }

    extension Schema {
        /// The changes that make the tables, foreign keys last: tables may refer to one another in a circle.
        var creations: [Change] {
            tables.map { table in
                var bare = table
                bare.foreignKeys = []
                return .createTable(bare)
            } + tables.flatMap { table in table.foreignKeys.map { .addForeignKey($0, to: table.name) } }
        }
    }
#endif
