#if PostgreSQL
    import Raido
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `What PostgreSQL refuses` {
        private static let notes = table("notes", Column("a", .text), Column("b", .integer))

        @Test func `because of rows says what is wrong with them`() throws {
            let cases: [([Change], String)] = [
                (
                    [.alterColumn(in: "notes", from: Column("a", .text), to: Column("a", .varchar(3)))],
                    "Rows have longer texts"
                ),
                (
                    [.alterColumn(in: "notes", from: Column("b", .integer), to: Column("b", .smallInteger))],
                    "Rows have values outside the range of the type"
                ),
                (
                    [.alterColumn(in: "notes", from: Column("a", .text), to: Column("a", .integer))],
                    "Rows have values of another type"
                ),
                (
                    [.alterColumn(in: "notes", from: Column("a", .text), to: Column("a", .date))],
                    "Rows have texts that are not a date or time as the server reads them"
                ),
                (
                    [.alterColumn(in: "notes", from: Column("a", .text), to: Column("a", .custom("\"char\"")))],
                    "the value \"long text\" would be cut by the type \"char\" (SQLSTATE 22P02). Rows have longer texts"
                ),
                (
                    [.alterColumn(in: "notes", from: Column("b", .integer), to: Column("b", .uuid))],
                    "'70000' is not a valid uuid (SQLSTATE 22P02). Rows have values of another type"
                ),
                (
                    [.sql(RawSQL(up: ["UPDATE notes SET b = b / (b - b)"]))],
                    "An expression divides by zero for some rows"
                ),
            ]
            for (changes, advice) in cases {
                let bench = try PostgreSQLWorkbench(Self.notes)
                try bench.run("INSERT INTO notes (a, b) VALUES ('long text', 70000)")
                let words = "\(try failure { try bench.apply(changes) })"
                #expect(words.contains(advice), "\(words)")
            }
            let bench = try PostgreSQLWorkbench(Self.notes)
            try bench.run("INSERT INTO notes (a, b) VALUES ('x', 1)")
            let words = "\(try failure { try bench.apply([.sql(RawSQL(up: ["SELECT a ~ '(' FROM notes"]))]) })"
            #expect(words.contains("(SQLSTATE 2201B).\n"), "\(words)")
        }

        @Test(arguments: [
            (ColumnType.date, "today", "'today' is not a fixed date (SQLSTATE 22007)"),
            (.timestampWithTimeZone, "now", "'now' is not a fixed timestamptz (SQLSTATE 22007)"),
            (
                .timestamp, "2026-01-31 12:00:00+02",
                "'2026-01-31 12:00:00+02' has a time zone offset, which timestamp does not keep (SQLSTATE 22007)"
            ),
        ])
        func `because a text would become another value names the text`(
            type: ColumnType, text: String, words: String
        ) throws {
            let bench = try PostgreSQLWorkbench(Self.notes)
            try bench.run("INSERT INTO notes (a, b) VALUES ('\(text)', 1)")
            let change = Change.alterColumn(in: "notes", from: Column("a", .text), to: Column("a", type))
            let message = "\(try failure { try bench.apply([change]) })"
            // The statement, which is below the message, has the text that PostgreSQL refuses.
            #expect(message.contains(words) && !message.contains("invalid input syntax"), "\(message)")
        }

        @Test func `because of a value in the statement says that it stands there`() throws {
            let notes = Table("u", columns: [Column("at", .uuid)])
            let cases: [Change] = [
                .createTable(Table("v", columns: [Column("n", .integer)], checks: [CheckConstraint("ck", "n <> 'x'")])),
                .addCheck(CheckConstraint("ck", "at <> 'x'"), to: "u"),
                .addIndex(Index("ix", [.ascending("at")], where: "at <> 'x'"), to: "u"),
                .addColumn(Column("n", .integer, default: .sql("'x'::integer")), to: "u"),
                .sql(RawSQL(up: ["SELECT * FROM u WHERE at = 'x'"])),
            ]
            for change in cases {
                let bench = try PostgreSQLWorkbench(notes)
                let error = try failure { try bench.apply([change]) }
                #expect("\(error)".contains("The statement has a literal that is not valid for its type"), "\(error)")
                #expect(!"\(error)".contains("Rows have"), "\(error)")
            }
        }

        @Test func `because of a character that the database's encoding lacks is not put down to rows`() throws {
            let bench = try PostgreSQLWorkbench()
            let name = "raido_\(UInt64.random(in: 0...(.max)))"
            try bench.run(
                "CREATE DATABASE \(name) ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
            defer { try? bench.run("DROP DATABASE \(name) WITH (FORCE)") }
            let url = try #require(PostgreSQLServer.url).replacing(#/\/[^\/?]*(\?|$)/#, with: "/\(name)")
            var notes = Self.notes
            notes.comment = "中"
            let creation = Migration(id: "m1", batch: "1", changes: [.createTable(notes)])
            let words = "\(try failure { try Migrator(fromTextOf: [creation], database: url).up() })"
            #expect(words.contains("(SQLSTATE 22P05)") && words.contains("COMMENT ON TABLE"), "\(words)")
            #expect(words.contains("or use a database with the encoding UTF8") && !words.contains("Rows"), "\(words)")
        }

        @Test func `of an expression is not put down to rows of another type`() throws {
            let bench = try PostgreSQLWorkbench(Self.notes)
            try bench.run("INSERT INTO notes (a, b) VALUES ('x', -1)")
            let raw = Change.sql(RawSQL(up: ["UPDATE notes SET a = substring(a FROM 1 FOR b)"]))
            let words = "\(try failure { try bench.apply([raw]) })"
            #expect(words.contains("(SQLSTATE 22011)") && !words.contains("Rows"), "\(words)")
        }

        @Test func `is put down to rows only where the statement is about rows`() {
            func words(_ statement: String) -> String {
                DatabaseError(kind: .type, code: 0, message: "no", statement: statement).words
            }
            for statement in ["ALTER TABLE t ALTER COLUMN a TYPE int", "UPDATE t SET a = 1", "CREATE INDEX i ON t (a)"]
            {
                #expect(words(statement).hasPrefix("no. Rows have values"))
            }
            for statement in ["COMMENT ON TABLE t IS 'x'", "CREATE TYPE e AS ENUM ('x')", "CREATE TABLE t (a int)"] {
                #expect(words(statement).hasPrefix("no. The statement has a literal"))
            }
        }

        @Test func `while a table is compared is the only ground to ask for temporary tables`() {
            func words(_ kind: DatabaseError.Kind) -> String {
                let error = DatabaseError(kind: kind, code: 0, message: "no", statement: "CREATE TABLE t (a int)")
                return StepFailure.database(error, doing: "look").reasonUncompared
            }
            #expect(words(.denied) == "no. Allow the user to create temporary tables.")
            #expect(words(.other) == "no.")
            #expect(words(.readOnlyServer).hasPrefix("no. The server or the session is read-only"))
        }

        @Test func `in a session that only reads is not put down to a file`() throws {
            let bench = try PostgreSQLWorkbench()
            let url = bench.url + "%20-cdefault_transaction_read_only%3Don"
            let creation = Migration(id: "m1", batch: "1", changes: [.createTable(Self.notes)])
            let words = "\(try failure { try Migrator(fromTextOf: [creation], database: url).up() })"
            #expect(words.contains("The server or the session is read-only: connect to the primary"), "\(words)")
        }

        @Test func `at the door gives its advice once`() throws {
            let words =
                "\(try failure { try Migrator(fromTextOf: [], database: "postgresql://me@127.0.0.1:1/db").up() })"
            #expect(words.hasPrefix("Cannot connect to the server: "), "\(words)")
            #expect(words.split(separator: "Is the server running").count == 2, "\(words)")
            #expect(!words.contains("?."))
        }
    }
#endif
