#if SQLite
    import Raido
    import RaidoPlanning
    import RaidoProof
    import RaidoRunner
    import RaidoTestSupport
    import Testing

    private struct Unexpected: Error { var what: String }

    @Suite struct `What a proof asks of its database` {
        /// A way from one schema to another, for so many tables.
        enum Way: CaseIterable {
            case creatingAll, droppingAll, growingAll, rebuildingATenth, growingOne

            func schemas(_ count: Int) -> (before: Schema, after: Schema) {
                let schema = Schema(large: count)
                return switch self {
                case .creatingAll: (Schema(), schema)
                case .droppingAll: (schema, Schema())
                case .growingAll: (schema, schema.growing(every: 1))
                case .rebuildingATenth: (schema, schema.checking(every: 10))
                case .growingOne: (schema, schema.growing(every: count))
                }
            }
        }

        private func cost(_ way: Way, _ count: Int) throws -> StatementCount {
            let (before, after) = way.schemas(count)
            let plan = plan(PlanRequest(before: before, after: after, batch: "1", targets: [.sqlite]))
            let request = ProofRequest(
                before: before, after: after, migrations: plan.migrations, hazards: plan.hazards, targets: [.sqlite])
            let cost = StatementCount()
            let result = try prove(request) { WatchedConnection($0, cost) }
            guard case .proved = result else { throw Unexpected(what: "\(result)") }
            return cost
        }

        @Test(arguments: Way.allCases) func `grows with the number of tables and no faster`(way: Way) throws {
            let (few, many) = (try cost(way, 15), try cost(way, 60))
            #expect(many.statements <= few.statements * 9 / 2, "\(few.statements), then \(many.statements)")
            #expect(many.rows <= few.rows * 9 / 2 + 20, "\(few.rows), then \(many.rows)")
        }

        @Test func `is next to nothing for a table that is created among others`() throws {
            let schema = Schema(large: 40)
            func cost(creating count: Int) throws -> StatementCount {
                var after = schema
                for number in 0..<count {
                    after["new_\(number)"] = Table("new_\(number)", columns: [Column("a", .text)])
                }
                let plan = plan(PlanRequest(before: schema, after: after, batch: "1", targets: [.sqlite]))
                let cost = StatementCount()
                let result = try prove(
                    ProofRequest(
                        before: schema, after: after, migrations: plan.migrations, hazards: [], targets: [.sqlite])
                ) { WatchedConnection($0, cost) }
                guard case .proved = result else { throw Unexpected(what: "\(result)") }
                return cost
            }
            let (one, ten) = (try cost(creating: 1), try cost(creating: 11))
            #expect(ten.rows - one.rows <= 10 * 20, "\(one.rows), then \(ten.rows)")
        }
    }

    @Suite struct `Harm that a migration does to a table that it does not touch` {
        private func table(_ name: String, _ columns: Column..., foreignKeys: [ForeignKey] = []) -> Table {
            Table(
                name, columns: [Column("id", .bigInteger, identity: true)] + columns, primaryKey: ["id"],
                foreignKeys: foreignKeys)
        }

        private let growth = Column("b", .integer, nullable: true)

        /// Three tables that get a column each, and one that refers to the first and stays as it is.
        private func request(_ extra: [Migration] = []) -> ProofRequest {
            let names = ["first", "second", "third"]
            let child = table(
                "child", Column("first_id", .bigInteger, nullable: true),
                foreignKeys: [ForeignKey("fk_child", ["first_id"], references: "first", ["id"])])
            let grown = names.map { table($0, growth) } + [child]
            return ProofRequest(
                before: Schema(names.map { table($0) } + [child]), after: Schema(grown),
                migrations: names.enumerated().map {
                    Migration(id: "m\($0)", batch: "1", changes: [.addColumn(growth, to: $1)])
                } + extra, hazards: [], targets: [.sqlite])
        }

        /// - Parameter times: How often the harm is done, where the proof begins anew.
        private func fault(
            after beginning: String, harm: String, times: Int = .max, in request: ProofRequest
        ) throws -> ProofFailure {
            var left = times
            let result = try prove(request) { connection in
                WatchedConnection(connection) { (sql, inner) throws(DatabaseError) in
                    guard sql.hasPrefix(beginning), left > 0 else { return }
                    left -= 1
                    try inner.run(harm)
                }
            }
            guard case .failed(let failure) = result else { throw Unexpected(what: "\(result)") }
            return failure
        }

        @Test(arguments: ["third", "child", "first"]) func `is found, with the migration that does it`(
            victim: String
        ) throws {
            let failure = try fault(
                after: "ALTER TABLE \"second\" ADD", harm: "DELETE FROM \"\(victim)\" WHERE id = 8", in: request())
            #expect(failure.fault == .lostRows(migration: "m1", ["\(victim) had 5 rows and has 4"]))
            #expect(!failure.isReverting)
        }

        @Test func `is found where a value becomes another one`() throws {
            let failure = try fault(
                after: "ALTER TABLE \"second\" ADD", harm: "UPDATE child SET first_id = 21 WHERE first_id = 8",
                in: request())
            guard case .lostRows("m1", let rows) = failure.fault else { throw Unexpected(what: "\(failure)") }
            #expect(rows.first?.contains("first_id: 8") == true, "\(rows)")
        }

        @Test func `is found on the way back`() throws {
            let failure = try fault(
                after: "ALTER TABLE \"second\" DROP", harm: "DELETE FROM child WHERE id = 8", in: request())
            #expect(failure.fault == .lostRows(migration: "m1", ["child had 5 rows and has 4"]))
            #expect(failure.isReverting)
        }

        @Test func `is found though the table is dropped afterwards`() throws {
            var request = request()
            guard let child = request.before["child"] else { throw Unexpected(what: "no child") }
            request.after["child"] = nil
            request.migrations.append(Migration(id: "m3", batch: "1", changes: [.dropTable(child)]))
            let failure = try fault(
                after: "ALTER TABLE \"second\" ADD", harm: "DELETE FROM child WHERE id = 8", in: request)
            #expect(failure.fault == .lostRows(migration: "m1", ["child had 5 rows and has 4"]))
        }

        @Test func `is reported though it is done once and never again`() throws {
            let failure = try fault(
                after: "ALTER TABLE \"second\" ADD", harm: "DELETE FROM child WHERE id = 8", times: 1, in: request())
            #expect(failure.fault == .lostRows(migration: "m2", ["child had 5 rows and has 4"]))
        }
    }

    @Suite struct `A proof that takes too long` {
        @Test func `is stopped between statements that are short`() throws {
            let schema = Schema(large: 5)
            let plan = plan(PlanRequest(before: Schema(), after: schema, batch: "1", targets: [.sqlite]))
            let request = ProofRequest(
                before: Schema(), after: schema, migrations: plan.migrations, hazards: [], targets: [.sqlite])
            guard case .stopped(after: 0) = try prove(request, seconds: 0) else {
                Issue.record("it went on")
                return
            }
        }
    }
#endif
