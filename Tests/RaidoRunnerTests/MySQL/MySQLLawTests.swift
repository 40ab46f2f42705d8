#if MySQL
    import Raido
    import RaidoPlanning
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.serialized) struct `Random schemas on MySQL and MariaDB` {
        @Test(arguments: MySQLServer.withSeeds(Seeds.first(100)))
        func `are read back as they were wanted`(server: MySQLServer, seed: UInt64) throws {
            var generator = SplitMix64(seed: seed)
            let schema = randomSchema(using: &generator).withoutWhatMySQLRefuses()
            let bench = try MySQLBench(server)
            try bench.create(schema.tables)
            let difference = try bench.difference()
            #expect(difference == nil)
        }

        /// Applies a plan to a database with rows, compares, reverts it, compares, and applies it again. Where the rows
        /// themselves are in the way, the rest is done without rows.
        @Test(arguments: MySQLServer.withSeeds(Seeds.first(150)))
        func `are changed into one another and back`(server: MySQLServer, seed: UInt64) throws {
            var generator = SplitMix64(seed: seed)
            let first = randomSchema(using: &generator)
            let (second, hints) = randomSuccessor(of: first, using: &generator)
            let before = first.withoutWhatMySQLRefuses()
            let after = second.withoutWhatMySQLRefuses()
            let plan = plan(
                PlanRequest(before: before, after: after, hints: hints, batch: "1", targets: [server.engine]))
            #expect(plan.fault == nil)

            let bench = try MySQLBench(server)
            try bench.create(before.tables)
            let kinds = MySQLRows.Kind.allCases
            try MySQLRows(schema: before, kind: kinds[Int(seed % 3)]).insert(3, into: bench)
            var survivors: MySQLSurvivors? = try MySQLSurvivors(of: before, in: bench)

            for migration in plan.migrations { try make(migration.changes, on: bench, &survivors) }
            #expect(normalised(bench.schema, for: server.engine) == normalised(after, for: server.engine))
            for migration in plan.migrations.reversed() { try make(try migration.inverse(), on: bench, &survivors) }
            #expect(bench.schema == before)
            for migration in plan.migrations { try make(migration.changes, on: bench, &survivors) }
        }

        private func make(_ changes: [Change], on bench: MySQLBench, _ survivors: inout MySQLSurvivors?) throws {
            let start = bench.schema
            do {
                try bench.apply(changes)
            } catch let error as MigratorError {
                guard error.isAboutRows else { throw error }
                try bench.clear()
                try bench.create(start.tables)
                survivors = nil
                try bench.apply(changes)
            }
            let difference = try bench.difference()
            #expect(difference == nil)
            try survivors?.follow(changes, from: start)
            #expect(try survivors?.lost(in: bench) ?? [] == [])
        }
    }

    extension MigratorError {
        /// Whether rows that do not fit are the reason, and not the statement.
        fileprivate var isAboutRows: Bool {
            switch self {
            case .failed(_, _, .database(let error, _)), .halted(_, _, _, _, .database(let error, _)):
                error.kind.isAboutRows
            default: false
            }
        }
    }
#endif
