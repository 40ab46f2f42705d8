#if SQLite
    import Raido
    @testable import RaidoPlanning
    import RaidoProof
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    private func table(_ name: String, _ columns: Column..., foreignKeys: [ForeignKey] = []) -> Table {
        Table(
            name, columns: [Column("id", .bigInteger, identity: true)] + columns, primaryKey: ["id"],
            foreignKeys: foreignKeys)
    }

    @Suite struct `A plan that is broken on purpose` {
        private func result(
            _ before: [Table], _ after: [Table], _ changes: [Change]..., findings: [Hazard] = []
        ) throws -> ProofResult {
            try prove(
                ProofRequest(
                    before: Schema(before), after: Schema(after),
                    migrations: changes.enumerated().map { Migration(id: "m\($0)", batch: "1", changes: $1) },
                    hazards: findings, targets: [.sqlite]))
        }

        private func fault(of result: ProofResult, sourceLocation: SourceLocation = #_sourceLocation) throws
            -> ProofFailure
        {
            guard case .failed(let failure) = result else {
                Issue.record("it was taken: \(result)", sourceLocation: sourceLocation)
                throw Unexpected(what: "\(result)")
            }
            return failure
        }

        private let plain = table("t", Column("a", .varchar(20)))
        private let widened = table("t", Column("a", .varchar(20)), Column("b", .integer, nullable: true))
        private let widening = Change.addColumn(Column("b", .integer, nullable: true), to: "t")

        @Test func `is refused where a change is missing`() throws {
            let after = table("t", Column("a", .varchar(20)), Column("b", .integer, nullable: true))
            let failure = try fault(of: result([plain], [after], []))
            #expect(
                failure.fault.difference
                    == SchemaDifference(element: .column("b", table: "t"), expected: "b big_integer NULL", found: nil))
            #expect(!failure.isReverting)
        }

        @Test func `is refused where a default is another one`() throws {
            let wanted = Column("b", .integer, default: .integer(1))
            var wrong = wanted
            wrong.defaultValue = .integer(2)
            let after = table("t", Column("a", .varchar(20)), wanted)
            let failure = try fault(of: result([plain], [after], [.addColumn(wrong, to: "t")]))
            guard case .differs(_, let expected, let found) = failure.fault else {
                throw Unexpected(what: "\(failure)")
            }
            #expect(expected.contains("DEFAULT 1") && found.contains("DEFAULT 2"))
        }

        @Test func `is none where a person's conversion gives no value`() throws {
            #expect(try isProved(PersonsConversion.request([.sqlite]), on: nil))
        }

        @Test func `is refused where the way back leads elsewhere`() throws {
            let new = Column("b", .integer, nullable: true)
            let after = table("t", Column("a", .varchar(20)), new)
            let wrong = RawSQL(
                up: ["ALTER TABLE t ADD COLUMN b integer"], down: ["ALTER TABLE t RENAME COLUMN b TO c"],
                effect: [.addColumn(new, to: "t")])
            let failure = try fault(of: result([plain], [after], [.sql(wrong)]))
            #expect(failure.isReverting)
        }

        @Test func `is refused where two changes are exchanged`() throws {
            let after = table("t", Column("c", .varchar(20)), Column("b", .integer, nullable: true))
            let rename = Change.renameColumn("a", to: "c", in: "t")
            let index = Index("idx_t_c", [.ascending("c")])
            var indexed = after
            indexed.indexes = [index]
            let add = Change.addColumn(Column("b", .integer, nullable: true), to: "t")
            guard case .proved = try result([plain], [indexed], [rename, .addIndex(index, to: "t"), add]) else {
                Issue.record("the right order is refused")
                return
            }
            _ = try fault(of: result([plain], [indexed], [.addIndex(index, to: "t"), rename, add]))
        }

        @Test func `is refused where rows are lost`() throws {
            let delete = RawSQL(up: ["DELETE FROM t WHERE a = ''"], down: ["SELECT 1"])
            let failure = try fault(of: result([plain], [widened], [widening, .sql(delete)]))
            guard case .lostRows(_, let rows) = failure.fault else { throw Unexpected(what: "\(failure)") }
            #expect(rows == ["t had 5 rows and has 4"])
        }

        @Test func `is refused where values become others`() throws {
            let update = RawSQL(up: ["UPDATE t SET a = upper(a) WHERE a LIKE 'it''s%'"], down: ["SELECT 1"])
            let failure = try fault(of: result([plain], [widened], [widening, .sql(update)]))
            guard case .lostRows(_, let rows) = failure.fault else { throw Unexpected(what: "\(failure)") }
            #expect(rows.first?.contains("it's") == true)
        }

        @Test func `is refused where a value of another type is another one`() throws {
            let before = table("t", Column("a", .integer))
            let after = table("t", Column("a", .varchar(20)))
            let change = Change.alterColumn(in: "t", from: Column("a", .integer), to: Column("a", .varchar(20)))
            let update = RawSQL(up: ["UPDATE t SET a = '0' || a WHERE a = '1'"], down: ["UPDATE t SET a = a + 0"])
            guard case .proved = try result([before], [after], [change]) else {
                Issue.record("it is refused although its values stay")
                return
            }
            let wrong = RawSQL(up: ["UPDATE t SET a = '6' WHERE a = '1'"], down: ["SELECT 1"])
            let failure = try fault(of: result([before], [after], [change, .sql(wrong)]))
            guard case .lostRows(_, let rows) = failure.fault else { throw Unexpected(what: "\(failure)") }
            #expect(rows.first?.contains("a: 1") == true, "\(rows)")
            guard case .proved = try result([before], [after], [change, .sql(update)]) else {
                Issue.record("01 is taken for another number than 1")
                return
            }
        }

        @Test func `is refused where a renamed value of an enum becomes another one`() throws {
            func states(_ values: String...) -> Table {
                var table = table("t", Column("state", .enumeration("State")))
                table.enums = [EnumType("State", values.map(EnumValue.text))]
                return table
            }
            let rename = Change.renameEnumValue("new", to: "open", of: "State", in: "t")
            let (before, after) = (states("new", "old"), states("open", "old"))
            guard case .proved = try result([before], [after], [rename]) else {
                Issue.record("it is refused although the rows follow")
                return
            }
            let wrong = RawSQL(up: ["UPDATE t SET state = 'old' WHERE state = 'open'"], down: ["SELECT 1"])
            let failure = try fault(of: result([before], [after], [rename, .sql(wrong)]))
            guard case .lostRows(_, let rows) = failure.fault else { throw Unexpected(what: "\(failure)") }
            #expect(rows.first?.contains("state: 'open'") == true, "\(rows)")
        }

        /// Rows had a text; the enum's number has come in its place when its value goes.
        @Test func `is taken where a value of an enum goes right after a text became it`() throws {
            let before = table("t", Column("level", .varchar(20)))
            let (low, high) = (EnumValue.number(1, name: "low"), EnumValue.number(5, name: "high"))
            func levels(_ values: EnumValue...) -> Table {
                var table = table("t", Column("level", .enumeration("Level"), default: .integer(5)))
                table.enums = [EnumType("Level", storage: .integer, values)]
                return table
            }
            let (both, one) = (levels(low, high), levels(high))
            let result = try result(
                [before], [one],
                [
                    .createEnum(both.enums[0], in: "t"),
                    .alterColumn(in: "t", from: before.columns[1], to: both.columns[1]),
                    .dropEnumValue(low, from: "Level", in: "t", before: "high", replacement: "high"),
                ], findings: [finding(.changeType, "level"), finding(.dropEnumValue, "level")])
            guard case .proved(let record) = result else {
                Issue.record("\(result)")
                return
            }
            #expect(record.rows > 0)
        }

        @Test func `is refused where the rows of children die`() throws {
            let child = table(
                "c", Column("t_id", .bigInteger, nullable: true),
                foreignKeys: [ForeignKey("fk_c_t_id", ["t_id"], references: "t", ["id"], onDelete: .cascade)])
            let kill = RawSQL(up: ["DELETE FROM c"], down: ["SELECT 1"], effect: [])
            let touch = Change.addColumn(Column("b", .integer, nullable: true), to: "t")
            let after = table("t", Column("a", .varchar(20)), Column("b", .integer, nullable: true))
            let failure = try fault(of: result([plain, child], [after, child], [touch, .sql(kill)]))
            guard case .lostRows(_, let rows) = failure.fault else { throw Unexpected(what: "\(failure)") }
            #expect(rows == ["c had 5 rows and has 0"])
        }

        @Test func `is refused where rows are in the way and nobody was warned`() throws {
            let nullable = table("t", Column("a", .varchar(20), nullable: true))
            let change = Change.alterColumn(
                in: "t", from: Column("a", .varchar(20), nullable: true), to: Column("a", .varchar(20)))
            _ = try fault(of: result([nullable], [plain], [change]))
            guard
                case .proved(let record) = try result(
                    [nullable], [plain], [change], findings: [finding(.setNotNull, "a")])
            else {
                Issue.record("it is refused although it was allowed")
                return
            }
            #expect(record.rows == 4, "the row without a value is left out")
        }

        @Test(arguments: [
            (Hazard.Kind.setNotNull, "b"), (.addUnique, "a"), (.addCheck, "a"), (.dropColumn, "a"), (.dropDefault, "a"),
        ])
        func `is refused where the warning was about something else`(kind: Hazard.Kind, column: String) throws {
            let nullable = table("t", Column("a", .varchar(20), nullable: true))
            let change = Change.alterColumn(
                in: "t", from: Column("a", .varchar(20), nullable: true), to: Column("a", .varchar(20)))
            _ = try fault(of: result([nullable], [plain], [change], findings: [finding(kind, column)]))
        }

        @Test(arguments: [-1, 5]) func `reports a value that a person gives and a check does not take`(
            value: Int64
        ) throws {
            var (before, after) = (table("t", Column("n", .integer, nullable: true)), table("t", Column("n", .integer)))
            before.checks = [CheckConstraint("ck_n", "n > 0")]
            after.checks = before.checks
            let change = Change.alterColumn(
                in: "t", from: before.columns[1], to: after.columns[1], fill: .value(.integer(value)))
            let result = try result([before], [after], [change])
            switch result {
            case .proved: #expect(value == 5)
            case .failed(let failure):
                guard case .givenValues("m0", let words) = failure.fault else { throw Unexpected(what: "\(failure)") }
                #expect(value == -1 && words.contains("ck_n"))
            case .impossible(let reason): Issue.record("\(reason)")
            case .stopped: Issue.record("it took too long")
            }
        }

        @Test func `reports rows that cannot go back`() throws {
            let (before, after) = (table("t", Column("n", .integer)), table("t", Column("n", .integer, nullable: true)))
            let change = Change.alterColumn(in: "t", from: before.columns[1], to: after.columns[1])
            guard case .proved(let record) = try result([before], [after], [change]) else {
                Issue.record("it is refused although it holds")
                return
            }
            #expect(record.stoppedByRows == nil)
            let text = table("t", Column("n", .text))
            let words = Change.alterColumn(
                in: "t", from: before.columns[1], to: text.columns[1], using: "'number ' || n")
            guard case .proved(let told) = try result([before], [text], [words], findings: [finding(.changeType, "n")])
            else {
                Issue.record("it is refused although nobody is at fault")
                return
            }
            #expect(told.rows > 0 && told.stoppedByRows?.contains("cannot be converted to integer") == true)
        }

        @Test func `is refused where rows are duplicate and the warning was of another column`() throws {
            let before = table("t", Column("a", .integer), Column("b", .boolean))
            var after = before
            after.uniques = [UniqueConstraint("uq_t_b", ["b"])]
            let change = Change.addUnique(after.uniques[0], to: "t")
            _ = try fault(of: result([before], [after], [change], findings: [finding(.addUnique, "a")]))
            guard case .proved = try result([before], [after], [change], findings: [finding(.addUnique, "b")]) else {
                Issue.record("it is refused although it was allowed")
                return
            }
        }

        /// A column keeps its finding under the name that it had before.
        @Test func `is taken where the column of the warning has another name by then`() throws {
            let before = table("t", Column("old", .varchar(20), nullable: true))
            let rename = Change.renameColumn("old", to: "a", in: "t")
            let change = Change.alterColumn(
                in: "t", from: Column("old", .varchar(20), nullable: true), to: Column("old", .varchar(20)))
            guard
                case .proved = try result(
                    [before], [plain], [change, rename], findings: [finding(.setNotNull, "a")])
            else {
                Issue.record("it is refused although it was allowed")
                return
            }
        }

        private func finding(_ kind: Hazard.Kind, _ column: String) -> Hazard {
            Hazard(
                kind: kind, id: "\(kind.rawValue):t.\(column)", table: "t", column: column, message: "",
                engines: [.sqlite], rows: nil, advice: [])
        }

        @Test func `is not tried where SQLite does not know what a person wrote`() throws {
            var after = plain
            after.checks = [CheckConstraint("ck_t_a", "a ~ '^x' AND char_length_of(a) > 1")]
            let change = Change.addCheck(after.checks[0], to: "t")
            guard
                case .impossible(let reason) = try result(
                    [plain], [after], [change], findings: [finding(.addCheck, "a")])
            else {
                Issue.record("it is not impossible")
                return
            }
            #expect(reason.contains("syntax error") || reason.contains("no such function"))
        }

        @Test func `leaves out rows that the old schema refuses`() throws {
            var before = table("t", Column("a", .integer, nullable: true))
            before.checks = [CheckConstraint("ck_t_a", "a IS NOT NULL AND a > 1000000 AND a < 1000002")]
            var after = before
            after.columns.append(Column("b", .text, nullable: true))
            let add = Change.addColumn(Column("b", .text, nullable: true), to: "t")
            guard case .proved(let record) = try result([before], [after], [add]) else {
                Issue.record("it is refused")
                return
            }
            #expect(record.rows == 0)
        }
    }

    private struct Unexpected: Error { var what: String }

    extension ProofFailure.Fault {
        fileprivate var difference: SchemaDifference? {
            if case .differs(let difference, _, _) = self { difference } else { nil }
        }
    }

    /// Random plans, broken in ways that must not go through.
    @Suite struct `A random plan` {
        @Test(arguments: Seeds.first(60)) func `does not hold without one of its changes`(seed: UInt64) throws {
            let random = RandomPlan(seed)
            let changes = random.plan.migrations.flatMap(\.changes)
            guard !changes.isEmpty else { return }
            let place = Int(seed % UInt64(changes.count))
            // Nothing of these is in a database of SQLite's.
            guard !changes[place].leavesNoTrace(on: .sqlite, after: changes[..<place], random.before) else { return }
            var request = random.request
            var fewer = changes
            fewer.remove(at: place)
            request.migrations = [Migration(id: "m", batch: "1", changes: fewer)]
            if case .proved = try prove(request) { Issue.record("seed \(seed): \(changes[place])") }
        }
    }

    extension Change {
        /// Whether a database looks alike with and without the change.
        fileprivate func leavesNoTrace(on engine: Engine, after earlier: ArraySlice<Change>, _ schema: Schema) -> Bool {
            guard let before = try? schema.applying(Array(earlier)), let after = try? before.applying([self]) else {
                return false
            }
            return normalised(before, for: engine) == normalised(after, for: engine)
        }
    }
#endif
