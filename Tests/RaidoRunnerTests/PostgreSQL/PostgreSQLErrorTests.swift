#if PostgreSQL
    import Raido
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isThere)) struct `What PostgreSQL refuses` {
        private static let notes = table("notes", Column("a", .text), Column("b", .integer))

        @Test func `because of rows says what is wrong with them`() throws {
            let cases: [([Change], String)] = [
                (
                    [.alterColumn(in: "notes", from: Column("a", .text), to: Column("a", .varchar(3)))],
                    "Rows hold texts that are longer"
                ),
                (
                    [.alterColumn(in: "notes", from: Column("b", .integer), to: Column("b", .smallInteger))],
                    "Rows hold values that the type does not reach"
                ),
                (
                    [.alterColumn(in: "notes", from: Column("a", .text), to: Column("a", .integer))],
                    "Rows hold values of another type"
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
                #expect("\(error)".contains("The statement spells out a value that its type does not have"), "\(error)")
                #expect(!"\(error)".contains("Rows hold"), "\(error)")
            }
        }

        @Test func `in a session that only reads is not put down to a file`() throws {
            let bench = try PostgreSQLWorkbench()
            let url = bench.url + "%20-cdefault_transaction_read_only%3Don"
            let creation = Migration(id: "m1", batch: "1", changes: [.createTable(Self.notes)])
            let words = "\(try failure { try Migrator(migrations: [creation], database: url).up() })"
            #expect(words.contains("The server or the session only reads: connect to the primary"), "\(words)")
        }

        @Test func `at the door gives its advice once`() throws {
            let words =
                "\(try failure { try Migrator(migrations: [], database: "postgresql://me@127.0.0.1:1/db").up() })"
            #expect(words.hasPrefix("Cannot connect to the server: "), "\(words)")
            #expect(words.split(separator: "Is the server running").count == 2, "\(words)")
            #expect(!words.contains("?."))
        }
    }
#endif
