#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.serialized) struct `What MySQL and MariaDB spell otherwise` {
        static let conditions = [
            "not b", "b and n > 1", "n > 1 and (b or f > 0)", "not (n > 1 and b)", "not (b or not (n < 3))",
            "not not b",
            "n in (1)", "n not in (1)", "n not in (1, -2)", "round(f) > 1", "f > .5", "f > 1e-7", "f < 1e20", "f > 5.",
            "lower(s) = 'x'", "s like 'a!%' escape '!'", "s not like 'b%'", "b is true", "b is not false",
            "(n > 1) is not true", "n between -1 and 5", "not (n between 1 and 5)", "coalesce(n, 0) >= -7",
            "case when n > 1 then 1 else 0 end = 1", "case n when 1 then 2 end is null", "length(s) > 2",
            "char_length(s) > 2", "concat(s, 'x') <> 'yx'", "d > '2020-01-01'", "d >= date '2020-01-01'",
            "at > '2020-01-01 10:00'", "hour(t) < 23", "t > '10:00'", "-n < 5", "-(-n) < 5", "n - (1 - 2) > 0",
            "mod(n, 2) = 0", "n % 2 = 0 or n is null", "s <> 'it''s'", "s <> 'a\\b\"c'", "s <> 'é€'", "s <> ''",
            "n = '1'", "n != +3", "n <=> 1", "nullif(n, 0) is not null", "trim(both ' ' from s) <> ''",
            "substring(s from 1 for 2) <> 'ab'", "cast(n as char) <> '5'", "extract(year from d) > 2000",
            "d + interval 1 day > '2020-01-01'", "s regexp '^a'", "not s regexp '^a'", "s is not null and true",
            "checked.n > 0", "n xor b", "abs(n) in (1, 2, null)", "price = 1.50", "position('a' in s) > 0",
        ]

        /// A server started with the option keeps the tables as this one is told to; only its answer is put in.
        private final class SmallLetters: Connection {
            private let inner: MySQLConnection

            init(_ inner: MySQLConnection) { self.inner = inner }

            var exists: Bool { true }

            func rows(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) -> [[SQLValue]] {
                sql == "SELECT @@lower_case_table_names" ? [[.integer(1)]] : try inner.rows(sql, values)
            }

            func runScript(_ sql: String) throws(DatabaseError) { try inner.runScript(sql) }

            func compile(_ sql: String) throws(DatabaseError) { try inner.compile(sql) }
        }

        @Test(arguments: MySQLServer.available)
        func `tables in small letters, where the server's option says so`(server: MySQLServer) throws {
            func table(_ name: String, referringTo other: String) -> Table {
                Table(
                    name, columns: [Column("id", .integer), Column("of", .integer, nullable: true)],
                    primaryKey: ["id"],
                    foreignKeys: [ForeignKey("fk_\(name.lowercased())", ["of"], references: other, ["id"])])
            }
            let bench = try MySQLBench(server, table("authors", referringTo: "authors"))
            try bench.apply([.createTable(table("booklist", referringTo: "authors"))])
            let changes = [("Authors", "Authors"), ("bookList", "Authors")].map { name, other in
                Change.createTable(table(name, referringTo: other))
            }
            let history = [Migration(id: "m1", batch: "1", changes: changes)]
            try bench.run("DROP TABLE _raido_migrations")
            for isSmall in [false, true] {
                let database = isSmall ? try MySQLDatabase(SmallLetters(bench.connection)) : bench.database
                let migrator = try Migrator(fromTextOf: history, database: database)
                if !isSmall { try migrator.markApplied("m1") }
                #expect(try migrator.compare().matches == isSmall)
            }
        }

        static let values: [(ColumnType, DefaultValue)] = [
            (.double, .decimal("1e-7")), (.double, .decimal("1e2")), (.double, .decimal("1e20")),
            (.double, .decimal("-.5")), (.double, .decimal("100000000000000000000")), (.real, .decimal("16777217")),
            (.real, .decimal("0.1")), (.decimal(precision: 30, scale: 10), .decimal("1e-7")),
            (.decimal(precision: 30, scale: 2), .decimal("1e20")), (.decimal(precision: 10, scale: 2), .decimal("1e2")),
            (.decimal(precision: 10, scale: 2), .decimal("1.005")), (.time, .string("10:00")),
            (.time, .string("10:00:00.50")), (.timestamp, .string("2020-01-01")),
            (.timestamp, .string("2020-01-01 10:00")), (.timestamp, .string("2020-01-01T10:00:00")),
            (.boolean, .sql("not true")), (.boolean, .sql("1 > 2")), (.integer, .sql("-3")), (.integer, .sql("- (3)")),
            (.integer, .sql("case when 1 > 0 then 1 else 2 end")), (.integer, .sql("coalesce(null, 4)")),
            (.integer, .sql("7 % 4")), (.varchar(20), .sql("upper('ab')")), (.varchar(20), .sql("concat('a', 'é\\')")),
            (.varchar(20), .string("a\\b''\"\n")), (.date, .sql("current_date + interval 1 day")),
            (.timestamp, .sql("now()")), (.text, .string("it's")), (.json, .string("{\"a\": \"\\\\\"}")),
        ]

        static let generated: [(ColumnType, SQLFragment)] = [
            (.boolean, "n > 1 and not b"), (.boolean, "b is not true"), (.boolean, "n not in (1)"),
            (.double, "f * 1e-7"), (.double, "round(f)"), (.double, "-n - -f"), (.varchar(90), "concat(s, '-', n)"),
            (.varchar(90), "case when n > 1 then 'p' else lower(s) end"), (.varchar(90), "coalesce(s, 'é''\\')"),
            (.timestamp, "at + interval 1 day"), (.integer, "length(s)"), (.integer, "if(b, 1, -1)"),
            (.integer, "computed.n * 2"),
        ]

        static let indexed: [SQLFragment] = [
            "lower(s)", "n * -1", "coalesce(n, 0)", "not b", "n in (1)", "case when n > 1 then 1 else 2 end",
            "cast(n as char(10))", "concat(s, 'é')", "f * 1e-7", "round(f)", "length(s)", "b is true",
        ]

        static let columns = [
            Column("n", .integer), Column("b", .boolean), Column("f", .double), Column("s", .varchar(40)),
            Column("d", .date), Column("at", .timestamp), Column("t", .time),
            Column("price", .decimal(precision: 10, scale: 2)),
        ]

        static let tables = [
            Table(
                "checked", columns: columns,
                checks: conditions.enumerated().map { CheckConstraint("ck_\($0)", SQLFragment($1)) }),
            Table(
                "defaulted",
                columns: values.enumerated().map { Column("c\($0)", $1.0, nullable: true, default: $1.1) }),
            Table(
                "computed",
                columns: columns
                    + generated.enumerated().map { Column("g\($0)", $1.0, nullable: true, generated: $1.1) }),
            Table(
                "indexed", columns: columns,
                indexes: indexed.enumerated().map { Index("ix_\($0)", [.expression($1), .ascending("n")]) }),
        ]

        @Test(arguments: MySQLServer.available)
        func `is no difference when made, altered and made anew`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            try bench.create(Self.tables)
            try expectNone(on: bench)
            for table in Self.tables {
                try bench.apply([
                    .addColumn(Column("added", .integer, nullable: true), to: table.name),
                    .changeTableComment(of: table.name, from: nil, to: "altered"),
                ])
                try bench.run("ALTER TABLE \(table.name) FORCE")
            }
            try expectNone(on: bench)
            try bench.apply(Self.tables.map { .renameTable($0.name, to: "old_\($0.name)") })
            try expectNone(on: bench)
        }

        @Test(arguments: MySQLServer.available)
        func `hides no difference`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            try bench.create(Self.tables)
            let drop = server.engine == .mysql ? "DROP CHECK" : "DROP CONSTRAINT"
            try bench.run("ALTER TABLE checked \(drop) ck_0, ADD CONSTRAINT ck_0 CHECK (b)".boolean(on: server))
            try bench.run("ALTER TABLE defaulted ALTER COLUMN c0 SET DEFAULT 1e-6")
            try bench.run("ALTER TABLE computed MODIFY COLUMN g0 tinyint(1) AS (n > 1 and b) STORED")
            let found = try bench.database.inspect()
            let readback = try bench.database.readback(of: bench.schema, beside: found)
            #expect(
                readback.schema["checked"]?.checks.filter { found["checked"]?.checks.contains($0) == false }.map(\.name)
                    == ["ck_0"])
            #expect(readback.schema["defaulted"]?.columns.first != found["defaulted"]?.columns.first)
            #expect(readback.schema["computed"]?.column("g0") != found["computed"]?.column("g0"))
        }

        @Test(arguments: MySQLServer.available)
        func `is told as a doubt where the user may make no temporary table`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            try bench.create(Self.tables)
            let user = "u\(UInt32.random(in: 0...UInt32.max))"
            try bench.run("CREATE USER \(user)@'%' IDENTIFIED BY 'secret'")
            defer { try? bench.run("DROP USER \(user)@'%'") }
            try bench.run("GRANT SELECT, TRIGGER ON \(bench.name).* TO \(user)@'%'")
            var address = try MySQLAddress(server.url)
            (address.user, address.password, address.database) = (user, "secret", bench.name)

            func readback() throws -> (ExpectedReadback, Schema) {
                let database = try MySQLDatabase(try MySQLConnection(address))
                let found = try database.inspect()
                return (try database.readback(of: bench.schema, beside: found), found)
            }
            let (refused, there) = try readback()
            #expect(refused.schema["checked"] != there["checked"])
            #expect(refused.unasked["checked"]?.contains("Access denied for user '\(user)'") == true)
            try bench.run("GRANT CREATE TEMPORARY TABLES ON \(bench.name).* TO \(user)@'%'")
            let (told, found) = try readback()
            #expect(told.unasked == [:])
            #expect(told.schema.firstDifference(from: found) == nil)
        }

        private func expectNone(on bench: MySQLBench) throws {
            let found = try bench.database.inspect()
            let readback = try bench.database.readback(of: bench.schema, beside: found)
            #expect(readback.unasked == [:])
            for table in readback.schema.tables {
                let other = try #require(found[table.name])
                for (wanted, there) in zip(table.checks, other.checks) { #expect(wanted == there) }
                for (wanted, there) in zip(table.columns, other.columns) { #expect(wanted == there) }
                for (wanted, there) in zip(table.indexes, other.indexes) { #expect(wanted == there) }
                #expect(table == other)
            }
        }
    }

    extension String {
        /// MySQL wants a comparison where MariaDB takes every number.
        fileprivate func boolean(on server: MySQLServer) -> String {
            server.engine == .mysql ? replacing("(b)", with: "(b = 1)") : self
        }
    }
#endif
