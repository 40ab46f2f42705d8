#if SQLite
    import Raido
    import RaidoPlanning
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite struct `A random plan on a database with rows` {
        /// The first of thirty seeds each, so that what most of them must do can be said.
        static let parts = Array(stride(from: UInt64(1), to: 300, by: 30))

        /// Applies a plan, compares, reverts it, compares. Where the rows themselves are in the way, which the plan has
        /// to have warned of, the rest is done without the rows.
        @Test(arguments: parts) func `gives the target and back the source`(first: UInt64) throws {
            var kept = 0
            for seed in first..<(first + 30) where try keepsRows(seed) { kept += 1 }
            #expect(kept >= 15, "only \(kept) of 30 kept their rows")
        }

        private func keepsRows(_ seed: UInt64) throws -> Bool {
            var trial = try Trial(seed)
            for migration in trial.plan.migrations { try trial.make(migration.changes) }
            #expect(try trial.bench.database.inspect() == normalised(trial.after, for: .sqlite), "seed \(seed)")
            for migration in trial.plan.migrations.reversed() {
                try trial.make(try migration.inverse(), isReverting: true)
            }
            #expect(trial.bench.schema == trial.before, "seed \(seed)")
            return trial.survivors != nil
        }

        @Test func `counts rows as they will be`() throws {
            func counts(_ before: Table, _ after: Table, _ rows: String, hints: Hints = Hints()) throws -> [String] {
                let bench = try Workbench(before)
                try bench.run(rows)
                let request = PlanRequest(
                    before: Schema([before]), after: Schema([after]), hints: hints, batch: "1", targets: [.sqlite])
                return try plan(request).hazards.compactMap(\.countQuery).flatMap { try bench.rows($0) }
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
            var trial = try Trial(seed)
            for migration in trial.plan.migrations { try trial.make(migration.changes) }
            let other = try Trial(seed)
            if trial.survivors == nil { try other.bench.clear() }
            var schema = trial.before
            for changes in trial.plan.migrations.map(\.changes) {
                try other.bench.connection.runScript(script(try render(changes, on: schema, for: .sqlite)))
                schema = try schema.applying(changes)
            }
            #expect(try other.bench.database.inspect() == normalised(trial.after, for: .sqlite))
            #expect(try trial.survivors?.lost(in: other.bench) ?? [] == [])
        }
    }

    /// A plan from one random schema to another, and a database that holds the first, with rows.
    private struct Trial {
        let seed: UInt64
        let before: Schema
        let after: Schema
        let plan: Plan
        let bench: Workbench
        var survivors: Survivors?

        init(_ seed: UInt64) throws {
            self.seed = seed
            var generator = SplitMix64(seed: seed)
            before = randomSchema(using: &generator)
            let hints: Hints
            (after, hints) = randomSuccessor(of: before, using: &generator)
            plan = RaidoPlanning.plan(
                PlanRequest(before: before, after: after, hints: hints, batch: "1", targets: [.sqlite]))
            #expect(plan.fault == nil)
            bench = try Workbench()
            try bench.apply(before.tables.map(Change.createTable))
            try SampleRows(schema: before, numericTexts: seed % 2 == 0).insert(3, into: bench)
            survivors = try Survivors(of: before, in: bench)
            for query in plan.hazards.compactMap(\.countQuery) { #expect(try bench.rows(query).count == 1) }
        }

        mutating func make(_ changes: [Change], isReverting: Bool = false) throws {
            let start = bench.schema
            do {
                try bench.apply(changes, acceptingLoss: isReverting)
            } catch let error as MigratorError {
                guard case .failed(_, _, let failure) = error, failure.isAboutRows else { throw error }
                #expect(isReverting || isWarned(of: failure), "seed \(seed): \(failure)")
                #expect(bench.schema == start)
                try bench.expectAsWanted()
                try bench.clear()
                survivors = nil
                try bench.apply(changes)
            }
            try bench.expectAsWanted()
            try survivors?.follow(changes, from: start)
            #expect(try survivors?.lost(in: bench) ?? [] == [], "seed \(seed)")
        }

        /// Whether the plan has a finding for the table that the failure is about.
        private func isWarned(of failure: StepFailure) -> Bool {
            plan.hazards.contains { hazard in
                switch failure {
                case .database(_, let purpose): purpose.contains("'\(hazard.table)'")
                case .notConverted(let table, _, _, _): table == hazard.table
                case .orphans(let orphans): orphans.contains { $0.table == hazard.table }
                case .ownObject, .unknownParts, .rowCount, .foreignKeysAwake, .historyMoved,
                    .noSchema:
                    false
                }
            }
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
            case .orphans(let orphans): orphans.allSatisfy { !$0.isBroken }
            case .ownObject, .unknownParts, .rowCount, .foreignKeysAwake, .historyMoved, .noSchema:
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
