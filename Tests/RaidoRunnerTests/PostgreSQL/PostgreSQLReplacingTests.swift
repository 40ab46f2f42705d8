#if PostgreSQL
    import Raido
    import RaidoPlanning
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    /// What goes for a while and comes back in another form.
    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `PostgreSQL, what is made anew` {
        private static let first = Column("first", .varchar(20))
        private static let full = Column("full", .varchar(40), nullable: true, generated: "upper(\"first\")")
        private static let size = Column("size", .unsignedInteger, nullable: true, generated: "length(\"first\")")
        private static let state = Column("state", .enumeration("State"), default: .string("new"))
        private static let type = EnumType("State", [.text("new"), .text("old")])

        private func bench() throws -> PostgreSQLWorkbench {
            let bench = try PostgreSQLWorkbench(
                Table(
                    "t", columns: [Self.first, Self.full, Self.size, Self.state],
                    uniques: [UniqueConstraint("uq_t_full", ["full"])],
                    indexes: [
                        Index("ix_t_full", [.ascending("full")]), Index("ix_t_size", [.expression("\"size\" + 1")]),
                    ], checks: [CheckConstraint("ck_t_full", "\"full\" <> 'X'")], enums: [Self.type]))
            try bench.run("INSERT INTO t (\"first\") VALUES ('a')")
            return bench
        }

        private static let changes: [Change] = [
            // What is generated from it is dropped and made again.
            .alterColumn(in: "t", from: first, to: Column("first", .text)),
            .alterColumn(
                in: "t", from: full, to: Column("full", .varchar(40), nullable: true, generated: "lower(\"first\")")),
            // It stops being generated.
            .alterColumn(in: "t", from: full, to: Column("full", .varchar(40), nullable: true)),
        ]

        @Test(arguments: [
            ("CREATE INDEX mine ON t (\"full\")", "index mine", "DROP INDEX mine"),
            ("CREATE INDEX mine ON t (\"first\") WHERE \"full\" <> ''", "index mine", "DROP INDEX mine"),
            (
                "ALTER TABLE t ADD CONSTRAINT mine CHECK (\"full\" <> 'y')", "constraint mine on table t",
                "ALTER TABLE t DROP CONSTRAINT mine"
            ),
            ("CREATE STATISTICS mine ON \"full\", \"state\" FROM t", "statistics object mine", "DROP STATISTICS mine"),
            (
                "GRANT SELECT (\"full\") ON t TO PUBLIC", "the right SELECT of PUBLIC",
                "REVOKE SELECT (\"full\") ON t FROM PUBLIC"
            ),
        ])
        func `a column that takes what is a person's own with it stays`(
            making: String, words: String, removing: String
        ) throws {
            for change in Self.changes {
                let bench = try bench()
                try bench.run(making)
                let error = try failure { try bench.apply([change]) }
                #expect("\(error)".contains("column 't.full' must be rebuilt, which would lose"), "\(error)")
                #expect("\(error)".contains(words), "\(error)")
                #expect("\(error)".contains("Drop or revoke them by hand, and recreate or grant them again afterwards"))
                #expect(try bench.rows("SELECT \"full\" FROM t") == ["A"])
                // Raw SQL in the migration sees to it.
                try bench.apply([
                    .sql(RawSQL(up: [.init(removing)])), change, .sql(RawSQL(up: [.init(making)])),
                ])
                try? bench.run(removing)
                try bench.expectAsWanted()
            }
        }

        /// The server would go back to the usual collation, and say nothing.
        @Test func `a collation that migrations do not know of is not lost`() throws {
            for (type, isLost) in [(ColumnType.varchar(30), true), (.text, true), (.integer, false)] {
                let change = Change.alterColumn(
                    in: "t", from: Column("first", .varchar(20)), to: Column("first", type))
                let bench = try PostgreSQLWorkbench(Table("t", columns: [Self.first]))
                let setting = "ALTER TABLE t ALTER \"first\" TYPE varchar(20) COLLATE \"C\""
                try bench.run(setting)
                guard isLost else {
                    try bench.apply([change])
                    continue
                }
                let error = try failure { try bench.apply([change]) }
                #expect(
                    "\(error)".contains(
                        "column 't.first' must be redefined, which would lose what the migrations do not know of it: "
                            + "COLLATE \"C\""), "\(error)")
                let collations =
                    "SELECT collation_name FROM information_schema.columns WHERE column_name = 'first' "
                    + "AND table_schema = current_schema()"
                #expect(try bench.rows(collations) == ["C"])
                // Raw SQL in the migration drops it first.
                let dropping = "ALTER TABLE t ALTER \"first\" TYPE varchar(20) COLLATE \"default\""
                try bench.apply([.sql(RawSQL(up: [.init(dropping)])), change])
                try bench.expectAsWanted()
            }
        }

        @Test func `a collation of the model is no loss`() throws {
            func column(_ type: ColumnType, _ collation: String?) -> Column {
                Column("first", type, collation: collation, nativeTypes: [:])
            }
            for (old, new) in [("C", "C"), ("C", nil), (nil, "C")] {
                let bench = try PostgreSQLWorkbench(Table("t", columns: [column(.varchar(20), old)]))
                try bench.apply([.alterColumn(in: "t", from: column(.varchar(20), old), to: column(.text, new))])
                try bench.expectAsWanted()
            }
        }

        @Test func `a column that goes for good takes what stands on it`() throws {
            let bench = try bench()
            try bench.run("CREATE INDEX mine ON t (\"full\")")
            let parts = try #require(bench.schema["t"])
            try bench.apply([
                .alterColumn(in: "t", from: Self.first, to: Column("first", .text)),
                .dropIndex(parts.indexes[0], from: "t"), .dropUnique(parts.uniques[0], from: "t"),
                .dropCheck(parts.checks[0], from: "t"), .dropColumn(Self.full, from: "t"),
            ])
            try bench.expectAsWanted()
        }

        @Test(arguments: changes) func `a column with nothing of one's own is made anew`(change: Change) throws {
            let bench = try bench()
            try bench.run("CREATE INDEX mine ON t (\"first\")")
            try bench.run("GRANT SELECT ON t TO PUBLIC")
            try bench.apply([change])
            #expect(try bench.rows("SELECT to_regclass('mine')::text") == ["mine"])
            try bench.run("DROP INDEX mine")
            try bench.expectAsWanted()
        }

        @Test(arguments: [
            ("GRANT USAGE ON TYPE t_state TO \(role)", "the right USAGE of '\(role)'"),
            ("REVOKE USAGE ON TYPE t_state FROM PUBLIC", "the right USAGE of PUBLIC"),
        ])
        func `an enum that loses rights stays`(statement: String, words: String) throws {
            let bench = try bench()
            let change = Change.dropEnumValue(.text("old"), from: "State", in: "t", before: nil, replacement: "new")
            try bench.withRole { (role, _) throws in
                func named(_ text: String) -> String { text.replacing(Self.role, with: role) }
                try bench.run(named(statement))
                let error = try failure { try bench.apply([change]) }
                #expect("\(error)".contains("enum 'State' of 't' must be rebuilt, which would lose"), "\(error)")
                #expect("\(error)".contains(named(words)), "\(error)")
                try bench.expectAsWanted()
            }
            try bench.run("GRANT USAGE ON TYPE t_state TO PUBLIC")
            // What each new type has, spelled out.
            try bench.apply([change])
            try bench.expectAsWanted()
        }

        private static let role = "somebody"

        /// Models of a table with an enum, and the plan from one to the other.
        private func expectThereAndBack(
            _ before: Table, _ after: Table, _ hints: Hints = Hints(), rows: String...,
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let bench = try PostgreSQLWorkbench(before)
            for row in rows { try bench.run("INSERT INTO orders \(row)") }
            let plan = plan(
                PlanRequest(
                    before: Schema([before]), after: Schema([after]), hints: hints, batch: "1", targets: [.postgresql]))
            for changes in plan.migrations.map(\.changes) {
                try bench.applyAndRevert(changes, sourceLocation: sourceLocation)
                try bench.apply(changes)
            }
            try bench.expectAsWanted(sourceLocation: sourceLocation)
        }

        private func orders(_ values: [String], naming value: String) -> Table {
            Table(
                "orders",
                columns: [
                    Column("n", .varchar(20)), Column("state", .enumeration("State"), default: .string(value)),
                ],
                indexes: [
                    Index("ix_live", [.ascending("n")], where: SQLFragment("state <> '\(value)'")),
                    Index("ix_rank", [.expression(SQLFragment("case when state = '\(value)' then 1 else 0 end"))]),
                ], checks: [CheckConstraint("ck", SQLFragment("state <> '\(value)' or n <> ''"))],
                enums: [EnumType("State", values.map { .text($0) })])
        }

        private let key = Hints.EnumValueKey(table: "orders", enumType: "State", value: "Cancelled")

        @Test func `a value that checks and indexes name is renamed, and gets its name back`() throws {
            var hints = Hints()
            hints.enumValues[.init(table: "orders", enumType: "State", value: "Void")] = "Cancelled"
            try expectThereAndBack(
                orders(["New", "Cancelled"], naming: "Cancelled"), orders(["New", "Void"], naming: "Void"), hints,
                rows: "VALUES ('a', 'Cancelled'), ('', 'New')")
        }

        @Test func `a value that checks and indexes name goes, and comes back`() throws {
            var hints = Hints()
            hints.replacements[key] = "New"
            try expectThereAndBack(
                orders(["New", "Cancelled"], naming: "Cancelled"), orders(["New"], naming: "New"), hints,
                rows: "VALUES ('a', 'Cancelled'), ('b', 'New')")
        }

        @Test func `a value that checks and indexes name comes, and goes again`() throws {
            try expectThereAndBack(
                orders(["New", "Cancelled"], naming: "Cancelled"),
                orders(["New", "Cancelled", "Held"], naming: "Held"),
                rows: "VALUES ('a', 'Cancelled'), ('b', 'New')")
        }

        @Test func `a check is about a column's type, in both directions`() throws {
            let before = Table(
                "orders", columns: [Column("n", .varchar(20))], checks: [CheckConstraint("ck", "n <> 'x'")])
            let after = Table("orders", columns: [Column("n", .integer)], checks: [CheckConstraint("ck", "n > 0")])
            try expectThereAndBack(before, after, rows: "VALUES ('4')")
        }

        @Test func `own SQL between a check and the value that it names is run`() throws {
            func check(_ value: String) -> CheckConstraint {
                CheckConstraint("ck", SQLFragment("state <> '\(value)' or n <> ''"))
            }
            var table = orders(["New", "Cancelled"], naming: "Cancelled")
            table.indexes = []
            let cases: [[Change]] = [
                [.renameEnumValue("Cancelled", to: "Void", of: "State", in: "orders")],
                [
                    .addEnumValue(.text("Void"), to: "State", in: "orders"),
                    .alterColumn(
                        in: "orders", from: Column("state", .enumeration("State"), default: .string("Cancelled")),
                        to: Column("state", .enumeration("State"), default: .string("Void"))),
                    .dropEnumValue(
                        .text("Cancelled"), from: "State", in: "orders", before: "Void", replacement: "Void"),
                ],
            ]
            for changes in cases {
                try PostgreSQLWorkbench(table).applyAndRevert(
                    changes + [
                        .sql(RawSQL(up: ["INSERT INTO orders VALUES ('a')"], down: ["DELETE FROM orders"])),
                        .changeCheck(in: "orders", from: check("Cancelled"), to: check("Void")),
                    ])
            }
        }

        @Test func `a text of one's own conversion becomes the value of an enum`() throws {
            let level = EnumType("Level", [.text("Low"), .text("High")])
            let number = EnumType("Level", storage: .integer, [.number(1, name: "Low"), .number(2, name: "High")])
            let using: SQLFragment = "case when level < 2 then 'Low' when level = 2 then 'High' end"
            for (type, enums) in [(ColumnType.integer, []), (.enumeration("Level"), [number])] {
                var hints = Hints()
                hints.usings[.init(table: "orders", column: "level")] = using
                for column in [
                    Column("level", .enumeration("Level"), nullable: true),
                    Column("level", .enumeration("Level"), default: .string("High")),
                ] {
                    var old = column
                    old.type = type
                    old.defaultValue = nil
                    let (before, after) = (
                        Table("orders", columns: [old], enums: enums),
                        Table("orders", columns: [column], enums: [level])
                    )
                    let plan = plan(
                        PlanRequest(
                            before: Schema([before]), after: Schema([after]), hints: hints, batch: "1",
                            targets: [.postgresql]))
                    let bench = try PostgreSQLWorkbench(before)
                    try bench.run("INSERT INTO orders VALUES (1), (2)")
                    for migration in plan.migrations { try bench.apply(migration.changes) }
                    try bench.expectAsWanted()
                    #expect(try bench.rows("SELECT level FROM orders ORDER BY level") == ["Low", "High"])
                }
            }
        }
    }
#endif
