#if PostgreSQL
    import Raido
    import RaidoPlanning
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isThere)) struct `PostgreSQL, on random schemas` {
        @Test(arguments: Seeds.first(100)) func `inspecting what was created gives what was wanted`(seed: UInt64) throws
        {
            var generator = SplitMix64(seed: seed)
            let schema = randomSchema(using: &generator)
            let bench = try PostgreSQLWorkbench()
            try bench.apply(schema.creations)
            try bench.expectAsWanted()
        }

        /// Applies a plan, compares, reverts it, compares, applies it again. Where the rows themselves are in the way,
        /// which is said and leaves everything as it was, the rest is done without rows.
        @Test(arguments: Seeds.first(150)) func `a plan gives the target and back the source`(seed: UInt64) throws {
            var generator = SplitMix64(seed: seed)
            let before = randomSchema(using: &generator)
            let (after, hints) = randomSuccessor(of: before, using: &generator)
            let plan = plan(PlanRequest(before: before, after: after, hints: hints, batch: "1", targets: [.postgresql]))
            #expect(plan.fault == nil)

            let bench = try PostgreSQLWorkbench()
            try bench.apply(before.creations)
            try PostgreSQLRows(schema: before, numericTexts: seed % 2 == 0, hasBounds: seed % 3 == 0).insert(
                3, into: bench)
            var survivors: PostgreSQLSurvivors? = try PostgreSQLSurvivors(of: before, in: bench)

            for migration in plan.migrations { try make(migration.changes, on: bench, &survivors) }
            try bench.expectAsWanted()
            for migration in plan.migrations.reversed() { try make(try migration.inverse(), on: bench, &survivors) }
            #expect(bench.schema == before)
            try bench.expectAsWanted()
            for migration in plan.migrations { try make(migration.changes, on: bench, &survivors) }
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

        private func make(
            _ changes: [Change], on bench: PostgreSQLWorkbench, _ survivors: inout PostgreSQLSurvivors?
        ) throws {
            let start = bench.schema
            do {
                try bench.apply(changes)
            } catch let error as MigratorError {
                guard case .failed(_, _, .database(let cause, _)) = error,
                    cause.kind.isAboutRows
                else { throw error }
                #expect(bench.schema == start)
                try bench.expectAsWanted()
                try bench.clear()
                survivors = nil
                try bench.apply(changes)
            }
            try bench.expectAsWanted()
            try survivors?.follow(changes, from: start)
            #expect(try survivors?.lost(in: bench) ?? [] == [])
        }
    }

    extension PostgreSQLSurvivors {
        fileprivate mutating func follow(_ changes: [Change], from schema: Schema) throws {
            var schema = schema
            for change in changes {
                follow(change) { table, type in
                    Set(schema[table]?.columns.filter { $0.type == .enumeration(type) }.map(\.name) ?? [])
                }
                try schema.apply(change)
            }
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
