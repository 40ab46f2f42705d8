#if MySQL
    import Raido
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    /// What is refused before anything runs is what the servers refuse, and what they take is not.
    @Suite(.serialized) struct `Limits of MySQL and MariaDB` {
        static let types: [Column] = [
            Column("x", .bigInteger), Column("x", .integer), Column("x", .smallInteger), Column("x", .boolean),
            Column("x", .real), Column("x", .double), Column("x", .date), Column("x", .time), Column("x", .timestamp),
            Column("x", .decimal(precision: 10, scale: 2)), Column("x", .decimal(precision: 19, scale: 4)),
            Column("x", .uuid), Column("x", .char(7)), Column("x", .binary(7)), Column("x", .varchar(70)),
            Column("x", .varchar(70), collation: "latin1_bin"), Column("x", .enumeration("State")),
            Column("x", .inet),
        ]

        static func table(_ columns: [Column], key: [String] = [], unique: [String] = []) -> Table {
            Table(
                "t", columns: columns, primaryKey: key,
                uniques: unique.isEmpty ? [] : [UniqueConstraint("uq_t", unique)],
                enums: [EnumType("State", [.text("open"), .text("done")])])
        }

        @Test(arguments: MySQLServer.available) func `of a key are told to the byte`(server: MySQLServer) throws {
            for column in Self.types {
                let longest = try greatest { length in
                    Self.table([column, Column("rest", .varbinary(length))], key: ["x", "rest"])
                } on: {
                    $0 <= 3072 && isRendered($1, for: server.engine)
                }
                try expectLimit(on: server) { extra in
                    Self.table([column, Column("rest", .varbinary(longest + extra))], key: ["x", "rest"])
                }
            }
        }

        @Test(arguments: MySQLServer.available) func `of a row are told to the byte`(server: MySQLServer) throws {
            let long = [Column("x", .text), Column("x", .json), Column("x", .blob), Column("x", .varchar(60))]
            for column in Self.types + long + long.map(\.nullable) {
                let longest = try greatest { length in
                    Self.table([column, Column("rest", .varbinary(length))])
                } on: {
                    $0 <= 65_535 && isRendered($1, for: server.engine)
                }
                try expectLimit(on: server) { extra in
                    Self.table([column, Column("rest", .varbinary(longest + extra))])
                }
            }
        }

        @Test(arguments: MySQLServer.available) func `of a unique constraint are MySQL's`(server: MySQLServer) throws {
            let table = Self.table([Column("x", .varchar(769))], unique: ["x"])
            #expect(isRendered(table, for: server.engine) == (server.engine == .mariadb))
            #expect(try isTaken(table, by: server) == (server.engine == .mariadb))
            let short = Self.table([Column("x", .varchar(768))], unique: ["x"])
            #expect(isRendered(short, for: server.engine))
            #expect(try isTaken(short, by: server))
        }

        @Test(arguments: MySQLServer.available)
        func `of an index are kept by the beginnings of long texts`(server: MySQLServer) throws {
            for (count, length) in [(4, 190), (5, 190), (2, 600), (4, 769), (5, 769), (4, 16_000)] {
                var table = Self.table((0..<count).map { Column("c\($0)", length < 1000 ? .varchar(length) : .text) })
                table.indexes = [Index("ix", table.columns.map { .ascending($0.name) })]
                let steps = try? render([.createTable(table)], on: Schema(), for: server.engine)
                #expect((steps != nil) == (count < 5), "\(count) times \(length)")
                let bench = try MySQLBench(server)
                if steps != nil { try bench.create([table]) }
            }
        }

        @Test(arguments: MySQLServer.available) func `of checks are told before`(server: MySQLServer) throws {
            let conditions: [SQLFragment] = [
                "n", "(b)", "- n", "n + 1", "n % 2", "coalesce(b, true)", "coalesce(b, 1)", "1", "'x'", "length(s)",
                "case when b then n else 1 end", "n > 1", "b is true", "not n", "b and n", "n or b", "true",
                "json_valid(s)",
                "strcmp(s, 'a')", "n between 1 and 2", "n in (1)", "s like 'a'", "n is null", "b = 1", "if(b, 1, 0)",
            ]
            for condition in conditions {
                let table = Table(
                    "t", columns: [Column("n", .integer), Column("b", .boolean), Column("s", .varchar(20))],
                    checks: [CheckConstraint("ck_t", condition)])
                let isTaken = try isTaken(table, by: server)
                // With a word for truth in it, it is left to the server.
                guard condition != "coalesce(b, true)" else { continue }
                #expect(isRendered(table, for: server.engine) == isTaken, "\(condition.common ?? "")")
            }
        }

        @Test(arguments: MySQLServer.available) func `of a table's keys are told before`(server: MySQLServer) throws {
            func table(_ indexes: Int) -> Table {
                Table(
                    "t", columns: [Column("id", .bigInteger), Column("parent_id", .bigInteger, nullable: true)],
                    primaryKey: ["id"],
                    indexes: (0..<indexes).map { Index("idx_\($0)", [.ascending("id"), .descending("parent_id")]) },
                    foreignKeys: [ForeignKey("fk_t", ["parent_id"], references: "t", ["id"])])
            }
            let bench = try MySQLBench(server, table(62))
            let last = Change.addIndex(Index("idx_62", [.ascending("id")]), to: "t")
            let refused = UnsupportedChange(server.engine, .tooManyKeys(65, table: "t"))
            #expect(throws: refused) { try render([last], on: Schema([table(62)]), for: server.engine) }
            #expect(throws: refused) { try render([.createTable(table(63))], on: Schema(), for: server.engine) }
            #expect("\(refused)".contains("allows 64 keys per table, and 't' would have 65"))
            #expect("\(try failure { try bench.run("CREATE INDEX idx_62 ON t (id)") })".contains("Too many keys"))
        }

        @Test(arguments: MySQLServer.available)
        func `of what is made of a char are told before`(server: MySQLServer) throws {
            let expressions: [SQLFragment] = [
                "c", "upper(c)", "rtrim(c)", "trim(c)", "length(c)", "c = 'x'", "c like 'a%'", "concat(c, 'x')",
                "case when c = 'x' then 1 else 0 end", "c in ('x')", "upper(rtrim(c))", "concat(rtrim(c), c)",
                "c is null",
                "c between 'a' and 'b'", "c + 1", "coalesce(s, c)",
            ]
            for expression in expressions {
                let table = Table(
                    "t",
                    columns: [
                        Column("c", .char(3)), Column("s", .varchar(3)),
                        Column("g", .varchar(90), nullable: true, generated: expression),
                    ])
                #expect(
                    isRendered(table, for: server.engine) == (try isTaken(table, by: server)),
                    "\(expression.common ?? "")")
            }
        }

        private func isRendered(_ table: Table, for engine: Engine) -> Bool {
            (try? render([.createTable(table)], on: Schema(), for: engine)) != nil
        }

        /// Whether the server takes such a table, which it is given without asking for limits.
        private func isTaken(_ table: Table, by server: MySQLServer) throws -> Bool {
            let bench = try MySQLBench(server)
            let name = backtickQuote(mysqlProbeName)
            var statements = [
                try mysqlProbe(
                    of: table, checks: Set(table.checks.map(\.name)), indexes: [], collation: mysqlCollation,
                    engine: server.engine)
            ]
            statements += table.uniques.map { "ALTER TABLE \(name) ADD UNIQUE (\(backtickList($0.columns)))" }
            do { for statement in statements { try bench.run(statement) } } catch { return false }
            return true
        }

        /// The greatest length that is rendered.
        private func greatest(_ make: (Int) -> Table, on isFitting: (Int, Table) -> Bool) throws -> Int {
            var (low, high) = (1, 70_000)
            while low + 1 < high {
                let middle = (low + high) / 2
                if isFitting(middle, make(middle)) { low = middle } else { high = middle }
            }
            return low
        }

        private func expectLimit(on server: MySQLServer, _ make: (Int) -> Table) throws {
            for extra in [0, 1] {
                let table = make(extra)
                #expect(try isTaken(table, by: server) == (extra == 0), "\(table.columns[0].type) \(extra)")
            }
        }
    }

    extension Column {
        fileprivate var nullable: Column {
            var column = self
            column.isNullable = true
            return column
        }
    }
#endif
