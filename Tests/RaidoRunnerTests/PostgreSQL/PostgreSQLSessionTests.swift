#if PostgreSQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// What the session is set to, and what a migration's own SQL sets it to.
    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `PostgreSQL, the session` {
        private static func history(_ changes: Change...) -> [Migration] {
            changes.enumerated().map { Migration(id: "m\($0.offset)", batch: "\($0.offset)", changes: [$0.element]) }
        }

        private static func raw(_ up: SQLFragment...) -> Change { .sql(RawSQL(up: up)) }

        /// Two tables of a role that is not above their policies, with a row that a policy hides from it.
        private func hiding(
            _ table: Table, _ row: String, _ change: Change, _ body: (Migrator, PostgreSQLWorkbench) throws -> Void
        ) throws {
            let bench = try PostgreSQLWorkbench()
            try bench.withRole { (role, url) throws in
                let migrator = try Migrator(fromTextOf: Self.history(.createTable(table), change), database: url)
                try migrator.up(.to("m0"))
                try bench.run("ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
                try bench.run("CREATE POLICY shown ON t USING (n > 0)")
                try bench.run("INSERT INTO t VALUES \(row)")
                for skips in [false, true] {
                    let error = try failure { try migrator.up(skippingChecks: skips) }
                    #expect("\(error)".contains("row-level security policy for table \"t\""), "\(error)")
                    #expect(
                        "\(error)".contains("NO FORCE ROW LEVEL SECURITY until the migration is applied"), "\(error)")
                    #expect("\(error)".contains("a role with BYPASSRLS"), "\(error)")
                }
                #expect(try migrator.status().map(\.state) == [.applied, .pending])
                try bench.run("ALTER TABLE t NO FORCE ROW LEVEL SECURITY")
                #expect(try migrator.up() == ["m1"])
                try body(migrator, bench)
            }
        }

        @Test func `a row that a policy hides keeps the value of a column that stops being generated`() throws {
            let full = Column("full", .integer, nullable: true, generated: "n * 2")
            let table = Table("t", columns: [Column("n", .integer), full])
            let change = Change.alterColumn(in: "t", from: full, to: Column("full", .integer, nullable: true))
            try hiding(table, "(1), (-5)", change) { (_, bench) throws in
                #expect(try bench.rows("SELECT n, \"full\" FROM t ORDER BY n") == ["-5|-10", "1|2"])
            }
        }

        @Test func `a row that a policy hides gets the successor of an enum's value`() throws {
            let kinds = EnumType("Kind", storage: .smallInteger, [.number(1, name: "low"), .number(9, name: "gone")])
            let table = Table(
                "t", columns: [Column("n", .integer), Column("kind", .enumeration("Kind"))], enums: [kinds])
            let change = Change.dropEnumValue(
                .number(9, name: "gone"), from: "Kind", in: "t", before: nil, replacement: "low")
            try hiding(table, "(1, 9), (-5, 9)", change) { (_, bench) throws in
                #expect(try bench.rows("SELECT kind FROM t") == ["1", "1"])
            }
        }

        @Test func `rows that a policy hides are not taken for rows that are not there`() throws {
            let table = Table("t", columns: [Column("n", .integer)])
            let bench = try PostgreSQLWorkbench()
            try bench.withRole { (_, url) throws in
                let migrator = try Migrator(fromTextOf: Self.history(.createTable(table)), database: url)
                try migrator.up()
                try bench.run("INSERT INTO t VALUES (-5)")
                try bench.run("ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
                let error = try failure { try migrator.down() }
                #expect("\(error)".contains("a role with BYPASSRLS"), "\(error)")
            }
        }

        @Test func `a connection whose settings were refused is not used`() throws {
            let bench = try PostgreSQLWorkbench()
            try bench.run(
                "CREATE FUNCTION refuse() RETURNS text LANGUAGE plpgsql AS 'BEGIN RAISE ''no settings''; END'")
            // Found before the server's own view of that name.
            try bench.run("CREATE VIEW pg_settings AS SELECT refuse() AS name, '' AS setting, '' AS source")
            let connection = try PostgreSQLConnection(url: bench.url + ",pg_catalog")
            for _ in 1...2 {
                let error = try failure { try connection.run("SELECT 1") }
                #expect("\(error)".contains("no settings"), "\(error)")
            }
        }

        @Test(arguments: [
            "SET search_path TO pg_catalog", "SET LOCAL search_path TO pg_catalog",
            "SELECT set_config('search_path', '', false)",
        ])
        func `own SQL that sets the search path sets it for itself`(statement: String) throws {
            let bench = try PostgreSQLWorkbench()
            let own = Self.raw(
                .init(statement), "SET TimeZone = 'Asia/Tokyo'; SET row_security = on; SET work_mem = '9MB'")
            let last = Self.raw(
                "INSERT INTO t (name) VALUES (concat_ws(' ', current_setting('TimeZone'), current_setting('row_security')))"
            )
            var history = Self.history(
                .createTable(table("t", Column("name", .text))), own, .createTable(table("late")), last)
            history[1].changes.append(.addColumn(Column("more", .text, nullable: true), to: "t"))
            let migrator = try Migrator(fromTextOf: history, database: bench.database)
            #expect(try migrator.up(.to("m1")) == ["m0", "m1"])
            #expect(try bench.rows("SHOW work_mem") != ["9MB"])
            #expect(try migrator.up() == ["m2", "m3"])
            #expect(try bench.rows("SELECT name FROM t") == ["UTC off"])
            #expect(try bench.rows("SELECT id FROM _raido_migrations ORDER BY place") == ["m0", "m1", "m2", "m3"])
            #expect(try migrator.status().map(\.state) == [.applied, .applied, .applied, .applied])
            #expect(try migrator.rehearse() == .applied([]))
        }

        @Test(arguments: [
            ("SET TIME ZONE 'Europe/Berlin'", ColumnType.timestamp, ColumnType.timestampWithTimeZone),
            ("SET LOCAL TimeZone = 'Asia/Tokyo'", .timestamp, .timestampWithTimeZone),
            ("SET datestyle = 'ISO, DMY'", .varchar(40), .date),
        ])
        func `own SQL sets nothing for what is rendered after it`(sql: String, old: ColumnType, new: ColumnType) throws
        {
            let bench = try PostgreSQLWorkbench()
            let (before, after) = (Column("w", old), Column("w", new))
            var history = Self.history(
                .createTable(Table("t", columns: [before])), Self.raw("INSERT INTO t VALUES ('02-03-04')"))
            history[1].changes += [
                Self.raw(.init(sql)), .alterColumn(in: "t", from: before, to: after),
                .addColumn(Column("s", .text, default: .string("a\\nb")), to: "t"),
            ]
            history[1].changes.insert(Self.raw("SET standard_conforming_strings = off"), at: 3)
            #expect(try Migrator(fromTextOf: history, database: bench.database).up() == ["m0", "m1"])
            #expect(try bench.rows("SELECT w::date, s FROM t") == ["2002-03-04|a\\nb"])
            if new == .timestampWithTimeZone {
                #expect(try bench.rows("SELECT to_char(w AT TIME ZONE 'UTC', 'HH24:MI') FROM t") == ["00:00"])
            }
        }

        @Test func `a temporary table of own SQL is not taken for a table`() throws {
            let bench = try PostgreSQLWorkbench()
            var history = Self.history(
                .createTable(Table("t", columns: [Column("a", .integer)])), Self.raw("CREATE TEMP TABLE t (a int)"),
                .addColumn(Column("c", .integer, nullable: true), to: "t"))
            history[1].changes.append(.addColumn(Column("b", .integer, nullable: true), to: "t"))
            #expect(try Migrator(fromTextOf: history, database: bench.database).up() == ["m0", "m1", "m2"])
            let columns = "SELECT column_name FROM information_schema.columns WHERE table_schema = '\(bench.name)' "
            #expect(try bench.rows(columns + "AND table_name = 't' ORDER BY 1") == ["a", "b", "c"])
        }

        @Test func `own SQL may make functions with bodies of their own`() throws {
            let bench = try PostgreSQLWorkbench()
            guard try bench.connection.number("SELECT current_setting('server_version_num')::int") ?? 0 >= 140_000
            else { return }
            let sql = """
                CREATE FUNCTION one() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 2; SELECT CASE WHEN true THEN 1 END; END;
                SELECT one()
                """
            #expect(
                try Migrator(fromTextOf: Self.history(Self.raw(.init(sql))), database: bench.database).up() == ["m0"])
            #expect(try bench.rows("SELECT one()") == ["1"])
        }

        @Test(arguments: ["SET", "SET LOCAL"])
        func `a part that sets the search path leaves the history where it is`(set: String) throws {
            let bench = try PostgreSQLWorkbench()
            try bench.run("CREATE TABLE t (name text)")
            let own = Self.raw(
                SQLFragment("CREATE INDEX CONCURRENTLY i ON t (name); \(set) search_path TO pg_catalog; SELECT 1"))
            let history = Self.history(own, .createTable(table("late")))
            let migrator = try Migrator(fromTextOf: history, database: bench.database)
            #expect(try migrator.up() == ["m0", "m1"])
            #expect(try bench.rows("SELECT count(*) FROM _raido_journal") == ["0"])
            #expect(try bench.rows("SELECT current_schema()") == [bench.name])
        }

        @Test func `own SQL that takes a role takes it for itself`() throws {
            let bench = try PostgreSQLWorkbench()
            try bench.withRole { (role, _) throws in
                let history = Self.history(Self.raw(SQLFragment("SET ROLE \(role)")), .createTable(table("late")))
                #expect(try Migrator(fromTextOf: history, database: bench.database).up() == ["m0", "m1"])
                #expect(try bench.rows("SELECT current_setting('role')") == ["none"])
            }
        }

        @Test func `a schema is the one of that name, capitals and all`() throws {
            let bench = try PostgreSQLWorkbench()
            let name = "Te\"nant \(UInt32.random(in: 0...UInt32.max))"
            for schema in [quote(name), quote(name.lowercased())] {
                try bench.run("CREATE SCHEMA \(schema)")
            }
            defer {
                for schema in [name, name.lowercased()] { try? bench.run("DROP SCHEMA \(quote(schema)) CASCADE") }
            }
            let base = PostgreSQLServer.url ?? ""
            let url =
                "\(base)?options=-csearch_path%3D%22\(name.replacing("\"", with: "%22%22").replacing(" ", with: "%5C%20"))%22"
            let books = table("books", Column("title", .text))
            let history = Self.history(
                .createTable(books), .renameColumn("title", to: "name", in: "books"),
                .dropTable(
                    table("books", Column("name", .text))))
            let migrator = try Migrator(fromTextOf: history, database: url)
            #expect(try migrator.up(.to("m0")) == ["m0"])
            #expect(try migrator.compare().matches)
            let body = "RETURNS text LANGUAGE sql AS 'SELECT max(title) FROM books'"
            let options = "SET check_function_bodies = off"
            try bench.run(options)
            try bench.run("CREATE FUNCTION \(quote(name.lowercased())).theirs() \(body)")
            try bench.run("CREATE FUNCTION \(quote(name)).own() \(body)")
            let error = try failure { try migrator.up() }
            #expect("\(error)".contains("function 'own' uses 'books.title'"), "\(error)")
            #expect(!"\(error)".contains("theirs"))
            try bench.run("DROP FUNCTION \(quote(name)).own()")
            #expect(try migrator.up() == ["m1", "m2"])
        }
    }
#endif
