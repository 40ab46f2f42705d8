import Foundation
import Raido
import RaidoRunner
import RaidoTestSupport
import Testing

/// What `raido sql` prints means the same in whatever session a person runs it, and does all of it or nothing.
@Suite struct PrintedSQLSafetyTests {
    /// The scripts that make one model, and take it to another one.
    private func scripts(_ first: String, _ second: String, for engine: Engine) throws -> (schema: String, up: String) {
        let project = try ScratchProject(["entities/a.model": first])
        func printed(_ options: String...) throws -> String {
            let outcome = try run(.raido, ["sql", "--engine", engine.rawValue] + options, in: project.folder)
            #expect(outcome.status == 0, "\(outcome)")
            return outcome.output
        }
        let schema = try printed("--schema")
        _ = try project.raido("makemigrations", "--force", "--now", "2026-01-01T12:00:00Z")
        try project.write(second, to: "entities/a.model")
        return (schema, try printed())
    }

    private func model(_ fields: String, _ rest: String = "") -> String {
        "model! { Thing, table: \"things\", fields: { \(fields) }\(rest) }\n"
    }

    @Test(arguments: TestServer.available.filter { $0 == .postgresql })
    func theTimeZoneOfTheDatabaseMovesNoMoment(engine: Engine) throws {
        let field = "at: timestamp_tz [default: \"2026-01-02 03:04:05\"]"
        let scripts = try scripts(model(field), model("at: datetime"), for: engine)
        try withDatabase(of: engine) { database in
            _ = try database.ask(
                """
                DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = ''Asia/Kolkata''', current_database());
                EXECUTE format('ALTER DATABASE %I SET bytea_output = escape', current_database()); END $$;
                """)
            _ = try database.ask(scripts.schema)
            _ = try database.ask("INSERT INTO things DEFAULT VALUES")
            #expect(try database.ask("SELECT at AT TIME ZONE 'UTC' FROM things") == "2026-01-02 03:04:05")
            _ = try database.ask(scripts.up)
            #expect(try database.ask("SELECT at FROM things") == "2026-01-02 03:04:05")
            #expect(try database.ask("SHOW timezone") == "Asia/Kolkata")
        }
    }

    @Test(
        arguments: TestServer.available.filter { $0 == .postgresql },
        [
            ["UPDATE things SET n = 1", "CREATE INDEX CONCURRENTLY things_n ON things (n)"],
            ["UPDATE things SET n = 1; CREATE INDEX CONCURRENTLY things_n ON things (n);"],
        ] as [[SQLFragment]])
    func whatCannotBeInATransactionIsPrintedOutsideOfIt(engine: Engine, up: [SQLFragment]) throws {
        let table = Table("things", columns: [Column("id", .bigInteger, identity: true)], primaryKey: ["id"])
        let changes: [Change] = [
            .addColumn(Column("n", .integer, nullable: true), to: "things"),
            .sql(RawSQL(up: up, down: ["DROP INDEX CONCURRENTLY things_n"])),
            .addColumn(Column("m", .integer, nullable: true), to: "things"),
        ]
        let (first, second) = (
            Migration(id: "m1", batch: "1", changes: [.createTable(table)]),
            Migration(id: "m2", batch: "2", changes: changes)
        )
        try withDatabase(of: engine) { database in
            let migrator = try Migrator(fromTextOf: [first, second], database: openDatabase(database.url))
            for direction in [Migrator.Direction.up, .down] {
                if direction == .up { try migrator.up(.to("m1")) }
                let script = try #require(migrator.plannedSQL(direction, of: ["m2"]).last).text
                let outcome = try database.run(script)
                #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
                let indexes = try database.ask("SELECT count(*) FROM pg_indexes WHERE indexname = 'things_n'")
                #expect(indexes == (direction == .up ? "1" : "0"))
                #expect(script.components(separatedBy: "BEGIN;").count == 3, "\(script)")
            }
        }
    }

    @Test(arguments: TestServer.available.filter { $0 != .postgresql })
    func aClientsLaxModeCutsNothing(engine: Engine) throws {
        let scripts = try scripts(
            model("a: text, b: i32, c: text"),
            model("a: text [max_length: 3], b: i8, c: text [required, fill: \"x\"]"), for: engine)
        let lax = """
            SET SESSION sql_mode = '', sql_safe_updates = 1, sql_select_limit = 1, time_zone = '+05:30',
            sql_auto_is_null = 1, foreign_key_checks = 0;

            """
        for (row, value) in [("'abcdefgh', 1, 'c'", "abcdefgh|1|c"), ("'a', 99999, 'c'", "a|99999|c")] {
            try withDatabase(of: engine) { database in
                _ = try database.ask(lax + scripts.schema)
                _ = try database.ask("INSERT INTO things (a, b, c) VALUES (\(row))")
                let outcome = try database.run(lax + scripts.up)
                #expect(outcome.status != 0 && outcome.errors.contains("ERROR"), "\(outcome)")
                #expect(try database.ask("SELECT concat_ws('|', a, b, c) FROM things") == value)
            }
        }
        try withDatabase(of: engine) { database in
            _ = try database.ask(lax + scripts.schema)
            _ = try database.ask("INSERT INTO things (a, b) VALUES ('a', 1), ('b', 2)")
            let after = "SELECT @@sql_mode, @@sql_safe_updates, @@sql_select_limit, @@time_zone, @@foreign_key_checks;"
            #expect(try database.ask(lax + scripts.up + after) == "\t1\t1\t+05:30\t0")
            #expect(try database.ask("SELECT group_concat(c) FROM things") == "x,x")
        }
    }

    // The engine cannot work out such a value by itself, so triggers keep others from writing what it is made of.
    @Test(arguments: TestServer.available.filter { $0 != .postgresql })
    func aConversionThatOthersMustNotDisturbGoesThroughTheClient(engine: Engine) throws {
        let scripts = try scripts(
            model("n: text [max_length: 20]"),
            model(#"n: i32 [using: "CAST(n AS signed) + (SELECT count(*) FROM more)"]"#), for: engine)
        #expect(scripts.up.contains("CREATE TRIGGER") && scripts.up.contains("DELIMITER $$"), "\(scripts.up)")
        try withDatabase(of: engine) { database in
            for script in [
                scripts.schema, "CREATE TABLE more (id int); INSERT INTO more VALUES (1), (2);\n",
                "INSERT INTO things (n) VALUES ('5'), ('8');\n", scripts.up,
            ] {
                let outcome = try database.run(script)
                #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
            }
            #expect(try database.ask("SELECT group_concat(n ORDER BY id) FROM things") == "7,10")
            #expect(
                try database.ask("SELECT count(*) FROM information_schema.triggers WHERE trigger_schema = DATABASE()")
                    == "0")
        }
    }

    /// Puts a script through sqlite3 as it is by itself: it goes on after a mistake.
    private func runOn(_ script: String, after rows: String, schema: String, look: String) throws -> (Outcome, String) {
        let project = try ScratchProject(["schema.sql": schema, "rows.sql": rows + ";\n", "up.sql": script])
        func sqlite(_ command: String) throws -> Outcome {
            try run("/usr/bin/sqlite3", ["app.sqlite", command], in: project.folder)
        }
        #expect(try sqlite(".read schema.sql").errors == "")
        #expect(try sqlite(".read rows.sql").errors == "")
        let before = try sqlite(".dump").output
        let outcome = try sqlite(".read up.sql")
        let isSame = try sqlite(".dump").output == before
        return (outcome, isSame ? "as it was" : try sqlite(look).output)
    }

    @Test(arguments: [
        ("n: text", "n: i32", "INSERT INTO things (n) VALUES ('abc')", "values of 'things.n'"),
        (
            "n: i32", "n: i64 [min: 0, check]",
            "INSERT INTO things (n) VALUES (1); CREATE INDEX own ON things (n)",
            "user indexes and triggers of 'things' would be lost; drop them first"
        ),
        (
            "n: i32", "n: i32 [min: 0, check]", "INSERT INTO things (n) VALUES (-1)",
            "rows of 'things' that were not copied"
        ),
        ("n: int", "n: int [unique], o: int", "INSERT INTO things (n) VALUES (1), (1)", "UNIQUE constraint failed"),
        ("n: int", "n: int [required], o: int", "INSERT INTO things (n) VALUES (NULL)", "NOT NULL constraint failed"),
    ])
    func onSQLiteAllIsTakenBackByAClientThatGoesOn(
        first: String, second: String, rows: String, words: String
    ) throws {
        let scripts = try scripts(model(first), model(second), for: .sqlite)
        let (outcome, found) = try runOn(
            scripts.up, after: rows, schema: scripts.schema, look: "SELECT * FROM things")
        #expect((outcome.output + outcome.errors).contains(words), "\(outcome)")
        #expect(outcome.errors.contains("CHECK constraint failed: everything is rolled back"), "\(outcome)")
        #expect(outcome.errors.contains("no transaction is active"))
        #expect(found == "as it was")
    }

    @Test(arguments: [
        ("INSERT INTO things (n) VALUES (1), (2), (3); DELETE FROM things WHERE id > 1", "4"),
        ("INSERT INTO things (n) VALUES (1), (2), (3); DELETE FROM things", "4"),
        ("INSERT INTO things (n) VALUES (1)", "2"), ("SELECT 1", "1"),
    ])
    func onSQLiteNoNumberIsGivenOutTwice(rows: String, next: String) throws {
        let scripts = try scripts(model("n: i32"), model("n: i32 [min: 0, check]"), for: .sqlite)
        let insert = "INSERT INTO things (n) VALUES (9); SELECT max(id) FROM things"
        let (outcome, found) = try runOn(scripts.up, after: rows, schema: scripts.schema, look: insert)
        #expect(outcome.errors == "" && outcome.output == "", "\(outcome)")
        #expect(found == next + "\n")
    }

    @Test func onSQLiteOrphansTakeAllBack() throws {
        let parent = "model! { Owner, table: \"owners\", fields: { name: text } }\n"
        let scripts = try scripts(
            parent + model("owner_id: bigint"),
            parent + model("owner_id: bigint", ", relations: { belongs_to: Owner via owner_id [cascade] }"),
            for: .sqlite)
        let rows = "INSERT INTO things (owner_id) VALUES (7)"
        let (outcome, found) = try runOn(scripts.up, after: rows, schema: scripts.schema, look: ".schema")
        #expect(outcome.output.contains("rolled back: rows that refer to missing rows"))
        #expect(found == "as it was")
        let fitting = "INSERT INTO owners (id) VALUES (7); INSERT INTO things (owner_id) VALUES (7)"
        let (made, schema) = try runOn(scripts.up, after: fitting, schema: scripts.schema, look: ".schema")
        #expect(made.errors == "" && made.output == "")
        #expect(schema.contains("FOREIGN KEY"))
    }

    @Test(arguments: TestDatabase.engines)
    func theEndOfALineAsWindowsHasItStaysInATextsValue(engine: Engine) throws {
        let old = "a: i32, b: text [default: \"x\\r\\ny\"]"
        let scripts = try scripts(
            model(old), model("\(old), c: text [required, fill: \"1\\r\\n2\"]"), for: engine)
        try withDatabase(of: engine) { database in
            _ = try database.ask(scripts.schema)
            _ = try database.ask("INSERT INTO things (a) VALUES (1)")
            _ = try database.ask(scripts.up)
            let hex =
                switch engine {
                case .sqlite: "hex(b || c)"
                case .postgresql: "encode(convert_to(b || c, 'UTF8'), 'hex')"
                case .mysql, .mariadb: "hex(concat(b, c))"
                }
            #expect(try database.ask("SELECT \(hex) FROM things").uppercased() == "780D0A79310D0A32")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aCheckIsForTheValuesThatRowsHaveInTheEnd(engine: Engine) throws {
        func model(_ values: String, _ check: String) -> String {
            self.model(
                "s: choice [enum(S), required], n: int [required]",
                ", enums: { S: [\(values)] }, meta: { checks: { c: \"\(check)\" } }")
        }
        let first = model("Low, Mid, High", "s <> 'High' OR n > 0")
        for (values, check, last) in [
            ("Low, Mid [removed, to: Low], High", "s = 'High' OR s = 'Low'", "Low"),
            ("Low, Mid [removed, to: New], New, High", "s = 'New' OR s = 'Low'", "New"),
        ] {
            let scripts = try scripts(first, model(values, check), for: engine)
            try withDatabase(of: engine) { database in
                _ = try database.run(scripts.schema)
                _ = try database.ask("INSERT INTO things (s, n) VALUES ('Mid', 0)")
                let outcome = try database.run(scripts.up)
                #expect(outcome.status == 0, "\(outcome)")
                #expect(try database.ask("SELECT s FROM things") == last)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theSchemaMakesNoIndexOverAColumnThatIsNotThere(engine: Engine) throws {
        let old = try scripts(model("name: text"), model("name: text"), for: engine).schema
        let new = try scripts(model("name: text, code: i32 [unique], n: i32 [index]"), model("name: text"), for: engine)
            .schema
        try withDatabase(of: engine) { database in
            _ = try database.run(old)
            // The others make indexes with the table alone.
            let isRefused = engine == .sqlite || engine == .postgresql
            #expect(try database.run(new).status != 0 ? isRefused : !isRefused)
            _ = try database.ask("INSERT INTO things (name) VALUES ('a')")
            _ = try database.ask("INSERT INTO things (name) VALUES ('b')")
            let found = try #require(try openDatabase(database.url).inspect()["things"])
            #expect(found.uniques.isEmpty && found.indexes.isEmpty && found.columns.count == 2)
        }
    }

    @Test func aColumnThatIsNotThereIsNoText() throws {
        let old = model("name: text, phone: varchar(9)")
        let up = try scripts(old, model("name: text, phone: varchar(90)"), for: .sqlite).up
        try withDatabase(of: .sqlite) { database in
            _ = try database.ask("CREATE TABLE things (id integer PRIMARY KEY, name text)")
            _ = try database.ask("INSERT INTO things (name) VALUES ('a')")
            let outcome = try database.run(up)
            #expect(outcome.status != 0 && outcome.errors.contains("no such column: phone"), "\(outcome)")
            #expect(try database.ask("SELECT * FROM things") == "1|a")
        }
    }

    /// Four clients at once, each with a session of its own, as services have that start together.
    @Test(arguments: TestDatabase.engines)
    func severalClientsMayMakeTheSchemaAtOnce(engine: Engine) async throws {
        let book = """
            model! { Book, table: "books", enums: { S: [New, Old] },
                     fields: { thing_id: bigint [required, index], status: choice [enum(S), default: New] },
                     relations: { belongs_to: Thing via thing_id [cascade] } }
            """
        let text = model("name: text [unique], changed: datetime [auto_now_update]") + book
        let script = try scripts(text, text, for: engine).schema
        for _ in 1...3 {
            let project = try ScratchProject(["schema.sql": script])
            let name = "raido_\(UUID().uuidString.prefix(8).lowercased())"
            let server = TestServer(engine)
            if let server { _ = try server.run("CREATE DATABASE \(name)") }
            let folder = project.folder
            let file = folder.appendingPathComponent("schema.sql").path
            let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
                for _ in 1...4 {
                    group.addTask {
                        if let server { return try server.run(file: file, in: name) }
                        return try run("/usr/bin/sqlite3", ["-bail", "app.sqlite", ".read schema.sql"], in: folder)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for outcome in outcomes { #expect(outcome.status == 0 && !outcome.errors.contains("ERR"), "\(outcome)") }
            let url = server?.url(of: name) ?? "sqlite:\(folder.path)/app.sqlite"
            #expect(try openDatabase(url).inspect().tables.map(\.name) == ["books", "things"])
            if let server { _ = try server.run("DROP DATABASE \(name)") }
        }
    }

    @Test(arguments: TestServer.available.filter { $0 != .postgresql })
    func aSchemaIsNotMadeWithoutTheLock(engine: Engine) throws {
        let script = try scripts(model("a: i32"), model("a: i32"), for: engine).schema
        try withDatabase(of: engine) { database in
            let locked = script.replacingOccurrences(of: ", 60) = 1", with: ", 60) = 2")
            #expect(locked != script)
            let outcome = try database.run(locked)
            #expect(outcome.status != 0)
            #expect(outcome.errors.contains("another program holds the lock of this database"), "\(outcome)")
            #expect(try openDatabase(database.url).inspect().isEmpty)
        }
    }
}
