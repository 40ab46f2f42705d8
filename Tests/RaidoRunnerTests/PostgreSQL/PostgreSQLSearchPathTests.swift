#if PostgreSQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// Whoever may make functions in the schema of the tables could put one there that fits a call better than
    /// PostgreSQL's own, and would get the rights of whoever migrates.
    @Suite(.serialized, .enabled(if: PostgreSQLServer.isAvailable)) struct `PostgreSQL, names in the search path` {
        private static let people = table(
            "people", Column("name", .varchar(40), comment: "How others call them"), Column("mark", .binary(4)),
            Column("key", .uuid, default: .uuid), Column("made", .timestampWithTimeZone, default: .now),
            Column("changed", .timestampWithTimeZone, default: .now, setOnUpdate: true),
            Column("size", .integer, nullable: true), Column("weight", .double, nullable: true),
            Column("note", .text, nullable: true), Column("raw", .blob, nullable: true),
            Column("document", .text, nullable: true))

        private static let minimum = CheckConstraint(
            "ck_people_name_min_length", .sql("char_length(name) >= 3", sqlite: "length(name) >= 3"))

        private static var creation: Migration {
            var people = people
            people.checks = [minimum]
            people.indexes = [Index("idx_people_name", [.ascending("name")])]
            people.comment = "Those who come"
            return Migration(id: "m1", batch: "1", changes: [.createTable(people)])
        }

        private static let changes: [Change] = {
            func changed(_ name: String, to type: ColumnType, _ fill: Fill? = nil) -> Change {
                var old = Column(name, .text)
                for column in people.columns where column.name == name { old = column }
                var new = old
                new.type = type
                if fill != nil { new.isNullable = false }
                return .alterColumn(in: "people", from: old, to: new, fill: fill)
            }
            let twelve = Column("twelve", .binary(12))
            return [
                changed("size", to: .integer, .placeholder), changed("weight", to: .real), changed("raw", to: .text),
                changed("document", to: .jsonb), changed("note", to: .boolean),
                .addColumn(twelve, to: "people", fill: .placeholder),
                .addColumn(Column("code", .binary(8)), to: "people", fill: .placeholder),
                .addUnique(UniqueConstraint("uq_people_code", ["code"]), to: "people"),
                .addColumn(Column("tag", .uuid), to: "people", fill: .placeholder),
                .addUnique(UniqueConstraint("uq_people_tag", ["tag"]), to: "people"),
                .changePrimaryKey(of: "people", from: ["id"], to: ["tag"]),
            ]
        }()

        private func migrator(_ database: PostgreSQLDatabase) throws -> Migrator {
            let changes = Migration(id: "m2", batch: "2", changes: Self.changes)
            return try Migrator(fromTextOf: [Self.creation, changes], database: database)
        }

        /// Functions that the server would take for better fits, as they need no conversion. Each raises an error.
        private static let hostile = [
            ("char_length", "varchar"), ("octet_length", "varchar"), ("lower", "varchar"), ("abs", "smallint"),
            ("obj_description", "oid, text"), ("col_description", "oid, smallint"), ("quote_ident", "name"),
            ("generate_series", "integer, smallint"), ("to_jsonb", "pg_constraint"), ("to_jsonb", "pg_index"),
            ("concat_ws", "text, text, text, text, text"), ("aclexplode", "aclitem[]"), ("unnest", "smallint[]"),
            ("hashtext", "name"), ("hashtext", "varchar"), ("pg_try_advisory_xact_lock", "integer"),
            ("set_config", "varchar, varchar, boolean"), ("current_setting", "varchar"),
            ("to_char", "timestamp, varchar"),
            ("format_type", "oid, smallint"), ("convert_from", "bytea, text"), ("convert_to", "varchar, text"),
            ("to_regclass", "varchar"), ("to_regclass", "name"), ("array_to_string", "text[], text"),
            ("pg_get_serial_sequence", "varchar, varchar"), ("quote_literal", "name"), ("string_agg", "name, text"),
            ("lpad", "varchar, integer, text"), ("regexp_replace", "varchar, text, text, text"),
            ("regexp_replace", "varchar, text, text"),
        ]

        private func makeHostile(_ bench: PostgreSQLWorkbench) throws {
            for (name, arguments) in Self.hostile {
                try bench.run(
                    """
                    CREATE FUNCTION \(bench.name).\(name)(\(arguments)) RETURNS text LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'hostile \(name)'; END $$
                    """)
            }
        }

        @Test func `functions of the schema that fit better than the server's own are never called`() throws {
            let bench = try PostgreSQLWorkbench()
            try makeHostile(bench)
            // They are in the way of who does not say which function is meant.
            #expect(throws: DatabaseError.self) { try bench.run("SELECT char_length('abc'::varchar)") }
            let migrator = try migrator(bench.database)
            try migrator.up(.to("m1"))
            try bench.run("INSERT INTO people (name, mark, size, document) VALUES ('Ann', '\\x01020304', 5, '{}')")
            try bench.run("UPDATE people SET name = 'Anna'")
            #expect(throws: DatabaseError.self) { try bench.run("UPDATE people SET name = 'A'") }
            #expect(try ForeignHand.drift(migrator) == [])
            #expect(try migrator.compare().older.isEmpty)
            try migrator.up()
            #expect(try ForeignHand.drift(migrator) == [])
            try migrator.down(.all, force: true)
        }

        /// Operators that the server would take for better fits, for the same reason. Each raises an error.
        private static let hostileOperators = [
            ("=", "varchar", "varchar"), ("<>", "varchar", "varchar"), ("||", "text", "varchar"),
            ("<", "double precision", "numeric"), (">=", "double precision", "numeric"),
            ("<>", "double precision", "numeric"), ("<", "numeric", "integer"), ("<=", "numeric", "integer"),
            (">", "numeric", "integer"), (">=", "numeric", "integer"), ("<>", "numeric", "integer"),
            ("=", "numeric", "integer"),
        ]

        @Test func `operators of the schema that fit better than the server's own are never called`() throws {
            let bench = try PostgreSQLWorkbench()
            for (place, (symbol, left, right)) in Self.hostileOperators.enumerated() {
                try bench.run(
                    """
                    CREATE FUNCTION \(bench.name).hostile_\(place)(\(left), \(right)) RETURNS boolean LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'hostile \(symbol)'; END $$
                    """)
                try bench.run(
                    "CREATE OPERATOR \(bench.name).\(symbol) (LEFTARG = \(left), RIGHTARG = \(right), "
                        + "FUNCTION = \(bench.name).hostile_\(place))")
            }
            #expect(throws: DatabaseError.self) { try bench.run("SELECT 'a'::varchar = 'b'::varchar") }
            let (old, new) = (Self.columns(isNew: false), Self.columns(isNew: true))
            let shelves = Table("shelves", columns: [Column("code", .varchar(9))], primaryKey: ["code"])
            let books = Table("books", columns: [Column("id", .bigInteger)] + old, primaryKey: ["id"])
            let key = ForeignKey("fk", ["shelf"], references: "shelves", ["code"])
            let retyped = zip(old, new).filter { $0 != $1 }.map { Change.alterColumn(in: "books", from: $0, to: $1) }
            var unknown: [String] = []
            let migrator = try Migrator(
                fromTextOf: [
                    Migration(id: "m1", batch: "1", changes: [.createTable(shelves), .createTable(books)]),
                    Migration(id: "m2", batch: "2", changes: [.addForeignKey(key, to: "books")] + retyped),
                ], database: bench.database
            ) { progress in
                if case .unasked(let check, let error) = progress { unknown.append("\(check): \(error)") }
            }
            try migrator.up(.to("m1"))
            try bench.run("INSERT INTO shelves VALUES ('a')")
            try bench.run("INSERT INTO books VALUES (1, 'a', 1.5, 2.5, 1, '2024-01-31', 1e9)")
            #expect(try migrator.up() == ["m2"])
            #expect(unknown == [])
            #expect(try bench.rows("SELECT shelf, weight, flag::integer, day FROM books") == ["a|2|1|2024-01-31"])
            try migrator.down(.to("m1"), force: true)
            #expect(unknown == [])
        }

        private static func columns(isNew: Bool) -> [Column] {
            [
                Column("shelf", .varchar(9)),
                Column("price", .decimal(precision: isNew ? 5 : 9, scale: 2)),
                Column("weight", isNew ? .integer : .double),
                Column("flag", isNew ? .boolean : .decimal(precision: 3, scale: 0)),
                Column("day", isNew ? .date : .varchar(20)),
                Column("size", isNew ? .real : .double),
            ]
        }

        /// What is asked of the server, whether it goes well or not.
        @Test func `every call of a function of the server says that it is the server's`() throws {
            let bench = try PostgreSQLWorkbench()
            let own = Set(
                try bench.connection.texts(
                    "SELECT DISTINCT proname::text FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"))
            var calls: Set<String> = []
            let watched = WatchedConnection(bench.connection) { (sql, _) throws(DatabaseError) in
                calls.formUnion(unqualifiedCalls(in: sql, of: own))
            }
            let database = PostgreSQLDatabase(watched)
            let migrator = try migrator(database)
            try migrator.up(.to("m1"))
            try bench.run("INSERT INTO people (name, mark, size, document) VALUES ('Ann', '\\x01020304', 5, '{}')")
            try migrator.up()
            _ = try migrator.compare()
            try migrator.down(.all, force: true)
            let busy = DatabaseError(kind: .busy, code: 0, message: "a lock", statement: "ALTER TABLE people ADD a int")
            _ = database.namingHolder(.database(busy, doing: "alter"))
            #expect(calls.sorted() == [])
        }

        @Test func `a trigger's function finds nothing but what is the server's`() throws {
            let bench = try PostgreSQLWorkbench(Self.people)
            try bench.expectAsWanted()
            let settings = """
                SELECT proconfig::text FROM pg_proc
                WHERE proname = 'tr_people_changed' AND pronamespace = '\(bench.name)'::regnamespace
                """
            #expect(try bench.rows(settings) == ["{\"search_path=pg_catalog, pg_temp\"}"])
            try bench.run("ALTER FUNCTION tr_people_changed() SET search_path = \(bench.name)")
            #expect(try bench.difference()?.contains("search_path") == true)
        }

        @Test func `instants are in UTC whatever the session's zone`() throws {
            let bench = try PostgreSQLWorkbench(Self.people)
            try bench.run("SET TIME ZONE '-05:00'")
            try bench.run("INSERT INTO people (name, mark) VALUES ('Ann', '\\x01020304')")
            let distance = """
                SELECT extract(epoch FROM clock_timestamp() - made)::integer / 3600,
                extract(epoch FROM clock_timestamp() - changed)::integer / 3600 FROM people
                """
            #expect(try bench.rows(distance) == ["0|0"])
            try bench.run("UPDATE people SET changed = '2020-01-01'")
            try bench.run("UPDATE people SET name = 'Bob'")
            #expect(try bench.rows(distance) == ["0|0"])
        }

        @Test func `a table that an older version made is no drift, is named, and can be brought up to date`() throws {
            let bench = try PostgreSQLWorkbench()
            let refresh = Self.people.columnsInNewWords.filter(\.isSetOnUpdate).map {
                Change.alterColumn(in: "people", from: $0, to: $0)
            }
            let migrations = [Self.creation, Migration(id: "m2", batch: "2", changes: refresh)]
            let migrator = try Migrator(fromTextOf: migrations, database: bench.database)
            try migrator.up(.to("m1"))
            try bench.run("ALTER FUNCTION tr_people_changed() RESET search_path")
            let before = try migrator.compare()
            #expect(before.matches)
            #expect(before.older == [.column("changed", table: "people")])
            try migrator.up()
            let after = try migrator.compare()
            #expect(after.matches && after.older.isEmpty)
        }
    }

    /// The functions that the statement calls by their bare names. `count(*)` takes nothing that another one could fit
    /// better, and of `unnest` with several arguments the server takes its own (manual, 7.2.1.4).
    private func unqualifiedCalls(in sql: String, of functions: Set<String>) -> [String] {
        let tokens = Array(SQLTokens(sql))
        return tokens.indices.compactMap { place in
            guard case .word(let name) = tokens[place], functions.contains(name.lowercased()),
                tokens[(place + 1)...].first == .symbol("("), !grammar.contains(name.lowercased()),
                !(name == "count" && tokens[(place + 2)...].first == .symbol("*"))
            else { return nil }
            // Not of a schema, and no name that something gets.
            if place > 0, tokens[place - 1] == .symbol(".") || tokens[place - 1].isKeyword("as") { return nil }
            return name.lowercased()
        }
    }

    /// Words of SQL itself, which no function can take the place of.
    private let grammar: Set<String> = [
        "unnest", "trim", "overlay", "position", "substring", "varchar", "numeric", "char", "timestamp", "time",
        "interval",
    ]
#endif
