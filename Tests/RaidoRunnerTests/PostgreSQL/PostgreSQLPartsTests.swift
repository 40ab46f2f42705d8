#if PostgreSQL
    import Foundation
    import Raido
    import RaidoPlatform
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `A migration that PostgreSQL makes in parts` {
        private static let index = "CREATE INDEX CONCURRENTLY i ON people (name)"

        private func bench() throws -> PostgreSQLWorkbench {
            let bench = try PostgreSQLWorkbench()
            try bench.run("CREATE TABLE people (name text)")
            return bench
        }

        private func history(_ sql: String) -> [Migration] {
            [Migration(id: "m1", batch: "1", changes: [.sql(RawSQL(up: [SQLFragment(sql)]))])]
        }

        private func up(_ bench: PostgreSQLWorkbench, _ sql: String) throws -> [String] {
            try Migrator(fromTextOf: history(sql), database: PostgreSQLDatabase(bench.another())).up()
        }

        private func refusal(_ bench: PostgreSQLWorkbench, of sql: String) throws -> String {
            "\(try failure { try Migrator(fromTextOf: history(sql), database: bench.database).up() })"
        }

        /// Applies the SQL over a connection of its own that is lost on the way, and closed.
        private func lose(
            _ bench: PostgreSQLWorkbench, at beginning: String, isSent: Bool = false, of sql: String
        ) throws {
            let lost = LostConnection(try bench.another(), at: beginning, isSent: isSent)
            let error = try failure {
                try Migrator(fromTextOf: history(sql), database: PostgreSQLDatabase(lost)).up()
            }
            #expect("\(error)".contains("lost"), "\(error)")
        }

        @Test(
            arguments: [
                ("CREATE TEMP TABLE t AS SELECT * FROM people", "A temporary table ends with its session"),
                ("CREATE LOCAL TEMPORARY VIEW t AS SELECT 1", "A temporary table ends with its session"),
                ("SELECT name INTO TEMP t FROM people", "Create a regular table, and drop it at the end"),
                ("CREATE TABLE pg_temp.t (id int)", "Create a regular table, and drop it at the end"),
                ("PREPARE p AS SELECT 1", "A prepared statement ends with its session"),
                ("DECLARE c CURSOR WITH HOLD FOR SELECT 1", "A cursor ends with its session"),
                ("SELECT set_config('statement_timeout', '1h', false)", "set_config(…, false) applies to the session"),
                ("DO $$ BEGIN CREATE TEMP TABLE t (id int); END $$", "A temporary table ends with its session"),
                (
                    "DO $$ BEGIN PERFORM set_config('x.y', '1', false); END $$",
                    "set_config(…, false) applies to the session"
                ),
                ("DO $$ BEGIN SET statement_timeout = '1h'; END $$", "SET in a block applies to the session"),
                ("DO $$ BEGIN EXECUTE 'SET statement_timeout = 1'; END $$", "SET in a block applies to the session"),
                ("SET search_path TO other", "SET search_path also applies to the runner's own statements"),
            ])
        func `is refused where a part keeps something in the session`(refused: (sql: String, words: String)) throws {
            let bench = try bench()
            let sql = "CREATE TABLE other (id int); \(refused.sql); \(Self.index); SELECT 1"
            let migrator = try Migrator(fromTextOf: history(sql), database: bench.database)
            let message = "\(try failure { try migrator.up() })"
            #expect(message.contains(refused.words), "\(message)")
            #expect(message.contains("You can also move that statement to a migration of its own"), "\(message)")
            #expect(try bench.rows("SELECT to_regclass('other')") == [""])
            #expect(try migrator.status().map(\.state) == [.pending])
        }

        @Test(
            arguments: [
                "CREATE TEMP TABLE t ON COMMIT DROP AS SELECT 1; \(index)", "\(index); CREATE TEMP TABLE t (id int)",
                "SET LOCAL lock_timeout = '1h'; \(index)",
                "SELECT set_config('lock_timeout', '1h', true); \(index)",
                "DO $$ BEGIN SET LOCAL lock_timeout = '1h'; UPDATE people SET name = 'a'; END $$; \(index)",
                "CREATE SEQUENCE s; \(index); SELECT nextval('s'); SELECT currval('s'), lastval()",
            ])
        func `may have what ends with its part`(sql: String) throws {
            let bench = try bench()
            #expect(try Migrator(fromTextOf: history(sql), database: bench.database).up() == ["m1"])
        }

        @Test(arguments: ["SELECT currval('s')", "SELECT lastval()"])
        func `is refused where a part wants a number that an earlier one was given`(sql: String) throws {
            let bench = try bench()
            let sql = "CREATE SEQUENCE s; SELECT nextval('s'); \(Self.index); \(sql)"
            let message = "\(try failure { try Migrator(fromTextOf: history(sql), database: bench.database).up() })"
            #expect(message.contains("val() refers to the previous statement"), "\(message)")
            #expect(message.contains("Look up the row by a key instead."), "\(message)")
            #expect(try bench.rows("SELECT to_regclass('s')") == [""])
        }

        @Test func `goes on with a mistake corrected, and with no other edit`() throws {
            let bench = try bench()
            try bench.run("INSERT INTO people (name) VALUES ('a')")
            let first = "UPDATE people SET name = name || 'b'; \(Self.index)"
            let mistaken = try refusal(bench, of: "\(first); UPDATE people SET nothing = 1")
            #expect(mistaken.contains("this statement and those after it in the migration"), "\(mistaken)")
            for edited in ["UPDATE people SET name = 'b'; \(Self.index)", "\(Self.index); SELECT 1"] {
                let message = try refusal(bench, of: edited)
                #expect(message.contains("one of its applied statements was edited since"), "\(message)")
            }
            #expect(try up(bench, "\(first); UPDATE people SET name = name || 'c'") == ["m1"])
            #expect(try bench.rows("SELECT name FROM people") == ["abc"])
        }

        @Test(
            arguments: [
                ["UPDATE people SET name = name || 'b'; CREATE UNIQUE INDEX CONCURRENTLY i ON people (name); SELECT 1"],
                [
                    "UPDATE people SET name = name || 'b'; SELECT 1",
                    "CREATE UNIQUE INDEX CONCURRENTLY i ON people (name)",
                    "SELECT 2",
                ],
            ],
            ["CREATE INDEX i2 ON people (name)", "CREATE INDEX CONCURRENTLY i2 ON people (name)", "SELECT 3"])
        func `goes on with another statement in the place of the refused one`(texts: [String], edited: String) throws {
            let bench = try bench()
            try bench.run("INSERT INTO people (name) VALUES ('a'), ('a')")
            func migrator(_ texts: [String]) throws -> Migrator {
                let changes = texts.map { Change.sql(RawSQL(up: [SQLFragment($0)])) }
                return try Migrator(
                    fromTextOf: [Migration(id: "m1", batch: "1", changes: changes)],
                    database: PostgreSQLDatabase(bench.another()))
            }
            let refused = "CREATE UNIQUE INDEX CONCURRENTLY i ON people (name)"
            #expect("\(try failure { try migrator(texts).up() })".contains("could not create unique index"))
            let other = texts.map { $0.replacing(refused, with: edited) }
            let changed = other.map { $0.replacing("|| 'b'", with: "|| 'c'") }
            let message = "\(try failure { try migrator(changed).up() })"
            #expect(message.contains("one of its applied statements was edited since"), "\(message)")
            let dry = "\(try failure { _ = try migrator(other).rehearse() })"
            #expect(dry.contains("it is partly applied"), "\(dry)")
            #expect(try migrator(other).up() == ["m1"])
            #expect(try bench.rows("SELECT name FROM people") == ["ab", "ab"])
            let indexes = try bench.rows(
                "SELECT indexname FROM pg_indexes WHERE tablename = 'people' AND schemaname = current_schema()")
            #expect(indexes == (edited.contains("i2") ? ["i2"] : []), "what the refused one left is gone")
        }

        @Test func `goes on backwards with a mistake corrected`() throws {
            let bench = try bench()
            try bench.run("INSERT INTO people (name) VALUES ('a')")
            func migrator(_ down: String) throws -> Migrator {
                let change = Change.sql(RawSQL(up: ["SELECT 1"], down: [SQLFragment(down)]))
                return try Migrator(
                    fromTextOf: [Migration(id: "m1", batch: "1", changes: [change])],
                    database: PostgreSQLDatabase(bench.another()))
            }
            let first = "UPDATE people SET name = name || 'b'; \(Self.index)"
            try migrator("\(first); UPDATE people SET nothing = 1").up()
            let error = try failure { try migrator("\(first); UPDATE people SET nothing = 1").down(force: true) }
            #expect("\(error)".contains("'migrate down' resumes from this statement"), "\(error)")
            #expect(try migrator("\(first); UPDATE people SET name = name || 'c'").down() == ["m1"])
            #expect(try bench.rows("SELECT name FROM people") == ["abc"])
        }

        @Test func `does not take for its own what was there before`() throws {
            let bench = try bench()
            try bench.run("ALTER TABLE people ADD COLUMN id int")
            try bench.run("CREATE INDEX i ON people (id)")
            let sql = "INSERT INTO people (name) VALUES ('a'); \(Self.index)"
            for _ in 1...2 {
                let message = try refusal(bench, of: sql)
                #expect(message.contains("already exists"), "\(message)")
            }
            try bench.run("DROP INDEX i")
            #expect(try up(bench, sql) == ["m1"])
            let definition = try bench.rows(
                "SELECT indexdef FROM pg_indexes WHERE indexname = 'i' AND schemaname = current_schema()")
            #expect(definition.first?.hasSuffix("(name)") == true)
            #expect(try bench.rows("SELECT name FROM people") == ["a"])
        }

        @Test func `does not take for dropped what was not there`() throws {
            let bench = try bench()
            for _ in 1...2 {
                let message = try refusal(bench, of: "SELECT 1; DROP INDEX CONCURRENTLY missing")
                #expect(message.contains("does not exist"), "\(message)")
            }
        }

        @Test(arguments: ["SELECT pg_advisory_unlock_all()", "DISCARD ALL"])
        func `is refused where it would give the lock away`(sql: String) throws {
            let bench = try bench()
            let message = try refusal(bench, of: "CREATE TABLE other (id int); \(Self.index); \(sql)")
            #expect(message.contains("would release the lock that keeps other programs from migrating"), "\(message)")
            #expect(try bench.rows("SELECT to_regclass('other')") == [""])
        }

        @Test func `waits for a table that others use, again and again`() throws {
            let bench = try bench()
            nonisolated(unsafe) let reader = try bench.another()
            try reader.run("BEGIN")
            try reader.run("SELECT * FROM people")
            let sql = "ALTER TABLE people ADD COLUMN id int; \(Self.index)"
            let lockTimeouts = PostgreSQLLockTimeouts(statement: 50)
            let migrator = try Migrator(
                fromTextOf: history(sql), database: PostgreSQLDatabase(bench.another(), lockTimeouts: lockTimeouts))
            // On a thread of its own: those of the tests may all wait for this one.
            Thread.detachNewThread {
                Platform.sleep(milliseconds: 300)
                try? reader.run("COMMIT")
            }
            #expect(try migrator.up() == ["m1"])
        }

        @Test func `is no more where nothing of it was begun`() throws {
            let bench = try bench()
            try lose(bench, at: "UPDATE \"_raido_journal\"", of: "SELECT 1; \(Self.index)")
            let other = Migration(id: "m2", batch: "1", changes: [.sql(RawSQL(up: [SQLFragment(Self.index)]))])
            #expect(try Migrator(fromTextOf: [other], database: PostgreSQLDatabase(bench.another())).up() == ["m2"])
        }

        @Test(arguments: ["BEGIN; SELECT 1", "SELECT 1; COMMIT", "/* a /* b */ ; END */ SELECT 1; END"])
        func `is refused before its first part where it ends a transaction`(sql: String) throws {
            let bench = try bench()
            let message = try refusal(bench, of: "CREATE TABLE other (id int); \(Self.index); \(sql)")
            #expect(
                message.contains("is not allowed in raw SQL: the runner applies a migration in one transaction"),
                "\(message)")
            #expect(try bench.rows("SELECT to_regclass('other')") == [""])
        }

        @Test func `is refused where an index made concurrently has no name`() throws {
            let bench = try bench()
            let message = try refusal(bench, of: "CREATE INDEX CONCURRENTLY ON people (name)")
            #expect(message.contains("an index that is created CONCURRENTLY needs a name"), "\(message)")
            // Other tests have tables of that name.
            let indexes =
                "SELECT indexname FROM pg_indexes WHERE tablename = 'people' AND schemaname = current_schema()"
            #expect(try bench.rows(indexes) == [])
        }

        private func withOtherSchema(_ body: (PostgreSQLWorkbench, _ schema: String) throws -> Void) throws {
            let bench = try bench()
            let other = "\(bench.name)_other"
            try bench.run("CREATE SCHEMA \(other)")
            defer { try? bench.run("DROP SCHEMA \(other) CASCADE") }
            try bench.run("CREATE TABLE \(other).t (c int)")
            try body(bench, other)
        }

        // The connection is lost just after the statement was made, or before it is sent.
        @Test(arguments: [true, false]) func `finds what was made in other schemas`(isSent: Bool) throws {
            try withOtherSchema { bench, other in
                for sql in [
                    "CREATE INDEX CONCURRENTLY i ON \(other).t (c)", "DROP INDEX CONCURRENTLY \(other).i",
                    "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"I\" ON ONLY \(other).T (c)",
                    "DROP INDEX CONCURRENTLY IF EXISTS \(other).\"I\"",
                ] {
                    try bench.run("DROP TABLE IF EXISTS _raido_migrations")
                    try lose(bench, at: sql, isSent: isSent, of: sql)
                    #expect(try up(bench, sql) == ["m1"])
                    let left = try bench.rows("SELECT count(*) FROM pg_indexes WHERE schemaname = '\(other)'")
                    #expect(left == [sql.hasPrefix("CREATE") ? "1" : "0"])
                }
            }
        }

        @Test func `leaves no invalid index in another schema where it fails`() throws {
            try withOtherSchema { bench, other in
                try bench.run("INSERT INTO \(other).t VALUES (1), (1)")
                let sql = "CREATE UNIQUE INDEX CONCURRENTLY i ON \(other).t (c)"
                for _ in 1...2 {
                    #expect(try refusal(bench, of: sql).contains("could not create unique index"))
                }
                try bench.run("DELETE FROM \(other).t")
                #expect(try up(bench, sql) == ["m1"])
            }
        }

        // One that somebody else failed at. Another connection makes it, as no run of this package would.
        @Test(arguments: [0, 1]) func `leaves somebody else's invalid index alone`(earlierParts: Int) throws {
            let bench = try bench()
            try bench.run("INSERT INTO people (name) VALUES ('a'), ('a')")
            let other = try bench.another()
            _ = try? other.run("CREATE UNIQUE INDEX CONCURRENTLY idx ON people (name)")
            let valid = "SELECT indisvalid::integer FROM pg_index WHERE indexrelid = 'idx'::regclass"
            #expect(try bench.rows(valid) == ["0"])
            for condition in ["", "IF NOT EXISTS "] {
                let create = "CREATE INDEX CONCURRENTLY \(condition)idx ON people (name)"
                let sql = Array(repeating: "SELECT 1", count: earlierParts) + [create]
                let message = try refusal(bench, of: sql.joined(separator: "; "))
                #expect(
                    message.contains("an index idx exists and is INVALID: another session is building"), "\(message)")
                #expect(
                    message.contains(
                        "failed. Wait for them, or run 'DROP INDEX CONCURRENTLY idx', and try again."))
                #expect(try bench.rows(valid) == ["0"])
                try bench.run("DELETE FROM people")
                try bench.run("DROP INDEX CONCURRENTLY idx")
                #expect(try up(bench, sql.joined(separator: "; ")) == ["m1"])
                #expect(try bench.rows(valid) == ["1"])

                try bench.run("DROP TABLE _raido_migrations")
                try bench.run("DROP INDEX idx")
                try bench.run("INSERT INTO people (name) VALUES ('a'), ('a')")
                _ = try? other.run("CREATE UNIQUE INDEX CONCURRENTLY idx ON people (name)")
            }
        }

        // Somebody else makes one of that name where ours was just dropped, or is about to be made.
        @Test func `takes no index of somebody else for its own`() throws {
            let bench = try bench()
            try bench.run("ALTER TABLE people ADD COLUMN age int")
            try bench.run(Self.index)
            let drop = "DROP INDEX CONCURRENTLY i"
            try lose(bench, at: drop, isSent: true, of: drop)
            try bench.run("CREATE INDEX i ON people (age)")
            #expect(try up(bench, drop) == ["m1"])
            let columns = "SELECT attname::text FROM pg_attribute WHERE attrelid = 'i'::regclass"
            #expect(try bench.rows(columns) == ["age"])

            try bench.run("DROP TABLE _raido_migrations")
            try bench.run("DROP INDEX i")
            try lose(bench, at: Self.index, of: Self.index)
            try bench.run("CREATE INDEX i ON people (age)")
            let message = "\(try failure { _ = try up(bench, Self.index) })"
            #expect(message.contains("relation \"i\" already exists"), "\(message)")
            #expect(try bench.rows(columns) == ["age"])
            try bench.run("DROP INDEX i")
            #expect(try up(bench, Self.index) == ["m1"])
            #expect(try bench.rows(columns) == ["name"])
        }

        // PostgreSQL makes small letters of A to Z alone.
        @Test func `finds an index whose name has other capitals`() throws {
            let bench = try bench()
            let index = "CREATE UNIQUE INDEX CONCURRENTLY ÍndexA ON people (name)"
            try lose(bench, at: index, isSent: true, of: index)
            #expect(try up(bench, index) == ["m1"])

            try bench.run("DROP TABLE _raido_migrations")
            try bench.run("DROP INDEX ÍndexA")
            try bench.run("INSERT INTO people (name) VALUES ('a'), ('a')")
            #expect(try refusal(bench, of: "SELECT 1; \(index)").contains("could not create unique index"))
            try bench.run("DELETE FROM people")
            #expect(try up(bench, "SELECT 1; \(index)") == ["m1"])
        }

        @Test func `makes anew the indexes of a partitioned table`() throws {
            let bench = try bench()
            try bench.run("CREATE TABLE logs (d int) PARTITION BY LIST (d)")
            try bench.run("CREATE TABLE logs_1 PARTITION OF logs FOR VALUES IN (1)")
            try bench.run("CREATE INDEX ON logs (d)")
            let sql = "SELECT 1; REINDEX TABLE logs; REINDEX (VERBOSE) TABLE people"
            // Servers before 14 do not take a partitioned one at all.
            guard try bench.connection.number("SELECT current_setting('server_version_num')::int") ?? 0 >= 140_000
            else { return }
            #expect(try up(bench, sql) == ["m1"])
        }

        @Test func `detaches a partition once`() throws {
            let bench = try bench()
            // Servers before 14 do not know it.
            guard try bench.connection.number("SELECT current_setting('server_version_num')::int") ?? 0 >= 140_000
            else { return }
            try bench.run("CREATE TABLE logs (d int) PARTITION BY LIST (d)")
            try bench.run("CREATE TABLE logs_1 PARTITION OF logs FOR VALUES IN (1)")
            let sql = "SELECT 1; ALTER TABLE logs DETACH PARTITION logs_1 CONCURRENTLY"
            try lose(bench, at: "ALTER TABLE logs DETACH", isSent: true, of: sql)
            #expect(try up(bench, sql) == ["m1"])
            #expect(try bench.rows("SELECT count(*) FROM pg_inherits WHERE inhrelid = 'logs_1'::regclass") == ["0"])
        }

        @Test func `makes and drops a database once`() throws {
            let bench = try bench()
            let name = "\(bench.name)_db"
            defer { try? bench.run("DROP DATABASE IF EXISTS \(name)") }
            for sql in ["CREATE DATABASE \(name)", "DROP DATABASE \(name)"] {
                try bench.run("DROP TABLE IF EXISTS _raido_migrations")
                try lose(bench, at: sql, isSent: true, of: sql)
                #expect(try up(bench, sql) == ["m1"])
            }
        }

        @Test func `sets again what was set for the session`() throws {
            let bench = try bench()
            let sql = """
                SET statement_timeout = '1h'; \(Self.index);
                INSERT INTO people (name) VALUES (current_setting('statement_timeout'))
                """
            try lose(bench, at: "INSERT INTO people", of: sql)
            let database = PostgreSQLDatabase(try bench.another())
            #expect(try Migrator(fromTextOf: history(sql), database: database).up() == ["m1"])
            #expect(try bench.rows("SELECT name FROM people") == ["1h"])
        }
    }
#endif
