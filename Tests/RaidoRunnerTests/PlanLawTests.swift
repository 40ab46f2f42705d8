#if SQLite
    import Raido
    import RaidoPlanning
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite struct `A random plan on a database with rows` {
        /// Applies a plan, compares, reverts it, compares. Where the rows themselves are in the way, which is said and
        /// leaves everything as it was, the rest is done without rows.
        @Test(arguments: Seeds.first(300)) func `gives the target and back the source`(seed: UInt64) throws {
            var generator = SplitMix64(seed: seed)
            let before = randomSchema(using: &generator)
            let (after, hints) = randomSuccessor(of: before, using: &generator)
            let plan = plan(PlanRequest(before: before, after: after, hints: hints, batch: "1", targets: [.sqlite]))
            #expect(plan.fault == nil)

            let bench = try Workbench()
            try bench.apply(before.tables.map(Change.createTable))
            try SampleRows(schema: before, numericTexts: seed % 2 == 0).insert(3, into: bench)
            var survivors: Survivors? = try Survivors(of: before, in: bench)

            for migration in plan.migrations { try make(migration.changes, on: bench, &survivors, isDown: false) }
            #expect(try bench.database.inspect() == normalised(after, for: .sqlite))
            try bench.expectAsWanted()
            for migration in plan.migrations.reversed() {
                try make(try migration.inverse(), on: bench, &survivors, isDown: true)
            }
            #expect(bench.schema == before)
            try bench.expectAsWanted()
        }

        /// What `--dry-run` prints, put through SQLite by hand.
        @Test(arguments: Seeds.first(60)) func `does the same as the script that people read`(seed: UInt64) throws {
            var generator = SplitMix64(seed: seed)
            let before = randomSchema(using: &generator)
            let (after, hints) = randomSuccessor(of: before, using: &generator)
            let plan = plan(PlanRequest(before: before, after: after, hints: hints, batch: "1", targets: [.sqlite]))
            let bench = try Workbench()
            var schema = Schema()
            for changes in [before.tables.map(Change.createTable)] + plan.migrations.map(\.changes) {
                try bench.connection.runScript(script(try render(changes, on: schema, for: .sqlite)))
                schema = try schema.applying(changes)
            }
            #expect(try bench.database.inspect() == normalised(after, for: .sqlite))
        }

        private func make(
            _ changes: [Change], on bench: Workbench, _ survivors: inout Survivors?, isDown: Bool
        ) throws {
            let start = bench.schema
            do {
                try bench.apply(changes)
            } catch let error as MigratorError {
                guard case .failed(_, _, let failure) = error, failure.isAboutRows else { throw error }
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

    extension Survivors {
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

    extension StepFailure {
        /// Whether rows that do not fit are the reason, and not the statement.
        fileprivate var isAboutRows: Bool {
            switch self {
            case .database(let error, _): [.unique, .notNull, .check, .type].contains(error.kind)
            case .notConverted: true
            case .orphans(let orphans): orphans.allSatisfy { $0.message == nil }
            case .ownObject, .unknownParts, .rowCount, .foreignKeysAwake, .mixedTransaction, .historyMoved, .noSchema:
                false
            }
        }
    }

    extension Workbench {
        func clear() throws {
            for table in schema.tables { try run("DELETE FROM \(quote(table.name))") }
        }
    }
#endif
