#if PostgreSQL
    import Raido
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isThere)) struct `A migration that PostgreSQL makes in parts` {
        private static let index = "CREATE INDEX CONCURRENTLY i ON people (name)"

        private func bench() throws -> PostgreSQLWorkbench {
            let bench = try PostgreSQLWorkbench()
            try bench.run("CREATE TABLE people (name text)")
            return bench
        }

        private func history(_ sql: String) -> [Migration] {
            [Migration(id: "m1", batch: "1", changes: [.sql(RawSQL(up: [SQLFragment(sql)]))])]
        }

        /// Applies the SQL over a connection of its own that is lost on the way, and closed.
        private func lose(_ bench: PostgreSQLWorkbench, at beginning: String, of sql: String) throws {
            let lost = LostConnection(try bench.another(), at: beginning, isSent: false)
            let error = try failure {
                try Migrator(migrations: history(sql), database: PostgreSQLDatabase(lost)).up()
            }
            #expect("\(error)".contains("lost"), "\(error)")
        }

        @Test(
            arguments: [
                ("CREATE TEMP TABLE t AS SELECT * FROM people", "A temporary table is gone with its session"),
                ("CREATE LOCAL TEMPORARY VIEW t AS SELECT 1", "A temporary table is gone with its session"),
                ("SELECT name INTO TEMP t FROM people", "Make a real table, and drop it at the end"),
                ("CREATE TABLE pg_temp.t (id int)", "Make a real table, and drop it at the end"),
                ("PREPARE p AS SELECT 1", "A prepared statement is gone with its session"),
                ("DECLARE c CURSOR WITH HOLD FOR SELECT 1", "A cursor is gone with its session"),
                ("SELECT set_config('statement_timeout', '1h', false)", "set_config(…, false) holds for the session"),
                ("DO $$ BEGIN CREATE TEMP TABLE t (id int); END $$", "A temporary table is gone with its session"),
                ("DO $$ BEGIN PERFORM set_config('x.y', '1', false); END $$", "set_config(…, false) holds for"),
                ("DO $$ BEGIN SET statement_timeout = '1h'; END $$", "SET in a block holds for the session"),
                ("DO $$ BEGIN EXECUTE 'SET statement_timeout = 1'; END $$", "SET in a block holds for the session"),
                ("SET search_path TO other", "SET search_path holds for the runner's own statements too"),
            ])
        func `is refused where a part keeps something in the session`(refused: (sql: String, words: String)) throws {
            let bench = try bench()
            let sql = "CREATE TABLE other (id int); \(refused.sql); \(Self.index); SELECT 1"
            let migrator = try Migrator(migrations: history(sql), database: bench.database)
            let message = "\(try failure { try migrator.up() })"
            #expect(message.contains(refused.words), "\(message)")
            #expect(message.contains("put that statement into a migration of its own"), "\(message)")
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
            #expect(try Migrator(migrations: history(sql), database: bench.database).up() == ["m1"])
        }

        @Test(arguments: ["SELECT currval('s')", "SELECT lastval()"])
        func `is refused where a part wants a number that an earlier one was given`(sql: String) throws {
            let bench = try bench()
            let sql = "CREATE SEQUENCE s; SELECT nextval('s'); \(Self.index); \(sql)"
            let message = "\(try failure { try Migrator(migrations: history(sql), database: bench.database).up() })"
            #expect(message.contains("val() tells of the statement before it"), "\(message)")
            #expect(message.contains("Look the row up by a key instead."), "\(message)")
            #expect(try bench.rows("SELECT to_regclass('s')") == [""])
        }

        @Test func `sets again what was set for the session`() throws {
            let bench = try bench()
            let sql = """
                SET statement_timeout = '1h'; \(Self.index);
                INSERT INTO people (name) VALUES (current_setting('statement_timeout'))
                """
            try lose(bench, at: "INSERT INTO people", of: sql)
            let database = PostgreSQLDatabase(try bench.another())
            #expect(try Migrator(migrations: history(sql), database: database).up() == ["m1"])
            #expect(try bench.rows("SELECT name FROM people") == ["1h"])
        }
    }
#endif
