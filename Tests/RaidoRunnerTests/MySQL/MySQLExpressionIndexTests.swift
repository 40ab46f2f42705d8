#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.serialized) struct `Indexes by expressions on MySQL and MariaDB` {
        private static let notes = table(
            "notes", Column("name", .varchar(40)), Column("body", .text, nullable: true),
            Column("data", .json, nullable: true), Column("age", .integer, nullable: true),
            Column("made", .timestamp, nullable: true), Column("bytes", .blob, nullable: true))

        private static func index(_ name: String, _ parts: Index.Part...) -> Change {
            .addIndex(Index(name, parts), to: "notes")
        }

        private func indexed(_ bench: MySQLBench) throws -> [String] {
            try bench.rows(
                """
                SELECT index_name, seq_in_index, column_name FROM information_schema.statistics
                WHERE table_schema = DATABASE() AND table_name = 'notes' AND index_name <> 'PRIMARY' ORDER BY 1, 2
                """)
        }

        @Test(arguments: MySQLServer.available.filter { $0.engine == .mysql })
        func `are made where the value is limited, whatever columns they name`(server: MySQLServer) throws {
            let bench = try MySQLBench(server, Self.notes)
            try bench.run("INSERT INTO notes (name, body, data, age) VALUES ('a', 'Text', '{\"n\": 7}', 3)")
            try bench.applyAndRevert([
                Self.index("idx_data", .expression("cast(data->'$.n' as unsigned)")),
                Self.index("idx_name", .expression("lower(name)")),
                Self.index("idx_start", .ascending("age"), .expression("left(body, 20)"), .descending("name")),
            ])
            try bench.apply([
                Self.index("idx_data", .expression("cast(data->'$.n' as unsigned)")),
                Self.index("idx_start", .ascending("age"), .expression("left(body, 20)"), .descending("name")),
            ])
            #expect(try indexed(bench) == ["idx_data|1|", "idx_start|1|age", "idx_start|2|", "idx_start|3|name"])
            let plan = try bench.rows(
                "EXPLAIN FORMAT=TREE SELECT id FROM notes WHERE cast(data->'$.n' as unsigned) = 7")
            #expect(plan.joined().contains("idx_data"), "\(plan)")
        }

        @Test(arguments: MySQLServer.available.filter { $0.engine == .mariadb })
        func `are left out on MariaDB, from the first expression on`(server: MySQLServer) throws {
            let bench = try MySQLBench(server, Self.notes)
            try bench.apply([
                Self.index("idx_data", .expression("json_value(data, '$.n')")),
                Self.index("idx_start", .ascending("age"), .expression("lower(body)")),
            ])
            try bench.expectAsWanted()
            #expect(try indexed(bench) == ["idx_start|1|age"])
        }

        static let expressions = [
            "cast(data->'$.n' as unsigned)", "data->'$.n'", "data->>'$.n'", "json_extract(data, '$.n')",
            "json_extract(name, '$.n')", "json_unquote(data->'$.n')", "json_value(data, '$.n')",
            "json_value(data, '$.n' returning unsigned)", "json_length(data)", "json_keys(data)", "json_type(data)",
            "json_quote(name)", "lower(body)", "lower(name)", "left(body, 20)", "left(body, 800)",
            "upper(left(body, 500))", "right(body, 5)", "substr(body, 2)", "substr(body, 1, 20)",
            "substring(body from 1 for 20)", "mid(body, 1, 5)", "char_length(body)", "length(data->>'$.n')",
            "cast(body as char(20))", "cast(body as char)", "cast(age as char)", "cast(data as char(50))",
            "cast(data->>'$.n' as char(30))", "cast(data->>'$.t' as datetime(6))", "cast(body as binary(16))",
            "cast(data->'$.t' as unsigned array)", "convert(body, char(5))", "convert(body using utf8mb4)",
            "convert(left(body, 5) using utf8mb4)", "sha2(body, 256)", "crc32(body)", "concat(left(body, 10), name)",
            "concat_ws('-', name, left(body, 3))", "concat(name, body)", "coalesce(body, '')", "ifnull(name, body)",
            "nullif(body, '')", "nullif(name, body)", "body is null", "body = 'x'", "body like 'a%'",
            "if(body is null, 1, 0)", "if(age > 1, body, '')", "case when body is null then 'a' else 'b' end",
            "case when age > 1 then body else 'b' end",
            "case when age > 1 then case when age > 2 then 'x' else 'y' end else left(body, 3) end",
            "case body when 'x' then 1 else 2 end", "elt(age, body, 'x')", "trim(left(body, 5))", "hex(bytes)",
            "hex(left(bytes, 4))", "reverse(body)", "replace(body, 'a', 'b')", "substring_index(body, '@', 1)",
            "substring_index(name, '@', 1)", "lpad(body, 10, ' ')", "rpad(left(body, 3), 10, ' ')", "age + 1",
            "(age + 1) * 2", "-age", "date(made)", "year(made)", "date_format(made, '%Y')", "name collate utf8mb4_bin",
            "json_contains(data, '1', '$.n')", "json_overlaps(data, '[1]')", "(body is null and age > 3)",
            "lower(case when age > 1 then name else 'b' end)", "octet_length(concat(body, body))",
        ]

        @Test(arguments: MySQLServer.available.filter { $0.engine == .mysql })
        func `are refused when planned exactly where the server refuses them`(server: MySQLServer) throws {
            let bench = try MySQLBench(server, Self.notes)
            for expression in Self.expressions {
                let isTaken = (try? bench.run("ALTER TABLE notes ADD KEY own ((\(expression)))")) != nil
                if isTaken { try bench.run("ALTER TABLE notes DROP KEY own") }
                let change = Self.index("own", .expression(SQLFragment(expression)))
                let isPlanned = (try? render([change], on: bench.schema, for: .mysql)) != nil
                #expect(isPlanned == isTaken, "\(expression)")
            }
        }

        @Test func `are refused with a way out, also where a column becomes longer`() throws {
            func refusal(_ expression: String) throws -> String {
                let index = Self.index("own", .expression(SQLFragment(expression)))
                return "\(try failure { _ = try render([index], on: Schema([Self.notes]), for: .mysql) })"
            }
            #expect(
                try refusal("lower(body)")
                    == "MySQL cannot index 'lower(body)', which index 'own' of 'notes' names: its value is a text of any "
                    + "length; index its beginning instead, as in left(…, 100), or leave MySQL out of \"engines\"")
            #expect(
                try refusal("data->'$.n'")
                    == "MySQL cannot index 'data->'$.n'', which index 'own' of 'notes' names: its value is JSON; index a "
                    + "cast instead, as in cast(… as unsigned) or cast(… as char(100)), "
                    + "or leave MySQL out of \"engines\"")
            var indexed = Self.notes
            indexed.indexes = [Index("own", [.expression("lower(name)")])]
            let longer = Change.alterColumn(
                in: "notes", from: Column("name", .varchar(40)), to: Column("name", .text))
            let error = try failure { _ = try render([longer], on: Schema([indexed]), for: .mysql) }
            #expect("\(error)".contains("cannot index 'lower(name)'"), "\(error)")
            #expect(throws: Never.self) { try render([longer], on: Schema([indexed]), for: .mariadb) }
        }

        @Test(arguments: MySQLServer.available.filter { $0.engine == .mysql })
        func `that an older version left out are no drift, are named, and are asked for before they are dropped`(
            server: MySQLServer
        ) throws {
            let index = Index("idx_data", [.expression("cast(data->'$.n' as unsigned)")])
            var notes = Self.notes
            // The older version made the first part of this one.
            notes.indexes = [index, Index("idx_start", [.ascending("age"), .expression("left(body, 20)")])]
            let bench = try MySQLBench(server)
            let migrator = try Migrator(
                fromTextOf: [
                    Migration(id: "m1", batch: "1", changes: [.createTable(notes)]),
                    Migration(
                        id: "m2", batch: "2",
                        changes: [
                            .addColumn(Column("n", .integer, nullable: true), to: "notes"),
                            .dropIndex(index, from: "notes"),
                        ]),
                ], database: bench.database)
            try migrator.up(.to("m1"))
            try bench.run("ALTER TABLE notes DROP KEY idx_data, DROP KEY idx_start, ADD KEY idx_start (age)")
            let comparison = try migrator.compare()
            #expect(comparison.matches)
            #expect(
                comparison.older.map { "\($0)" } == ["index 'idx_data' of 'notes'", "index 'idx_start' of 'notes'"])

            let error = "\(try failure { try migrator.up() })"
            #expect(error.contains("index 'idx_data' of 'notes' does not exist: an older version"), "\(error)")
            let creation = try #require(error.split(separator: "\n").last { $0.contains("ALTER TABLE") })
            #expect(try bench.rows("SHOW COLUMNS FROM notes LIKE 'n'").isEmpty)
            try bench.run(String(creation))
            #expect(try migrator.up() == ["m2"])
        }
    }
#endif
