#if PostgreSQL
    import Raido
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `Own SQL on PostgreSQL` {
        // To the server a carriage return ends a comment, and a text with escapes keeps them on its next line.
        @Test(arguments: [
            ["SELECT 1; -- x\rCOMMIT; INSERT INTO notes VALUES (1); SELECT 2"],
            ["SELECT E'a'\n'\\''; COMMIT; INSERT INTO notes VALUES (1); SELECT 'x'"],
            ["SELECT E'a' -- b\r -- c\n '\\''; COMMIT; INSERT INTO notes VALUES (1); SELECT 'x'"],
            [
                "SET standard_conforming_strings = off",
                "SELECT '\\''; COMMIT; INSERT INTO notes VALUES (1); SELECT '\\''",
            ],
            ["CREATE TABLE function (begin int); COMMIT; INSERT INTO notes VALUES (1)"],
        ])
        func `cannot hide a command that ends the transaction`(texts: [String]) throws {
            let bench = try PostgreSQLWorkbench()
            try bench.run("CREATE TABLE notes (id int)")
            let up = ["CREATE TABLE made (id int)"] + texts
            let migrator = try Migrator(
                fromTextOf: [
                    Migration(id: "m1", batch: "1", changes: [.sql(RawSQL(up: up.map { SQLFragment($0) }))])
                ], database: bench.database)
            for attempt in [{ _ = try migrator.up() }, { _ = try migrator.rehearse() }] {
                let error = try failure(attempt)
                #expect(!"\(error)".contains("may remain"), "\(error)")
                #expect(try bench.rows("SELECT id FROM notes") == [])
                #expect(try bench.rows("SELECT to_regclass('made')::text") == [""])
                #expect(try migrator.status().map(\.state) == [.pending])
            }
        }
    }
#endif
