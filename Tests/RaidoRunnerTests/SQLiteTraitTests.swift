#if SQLite
    import Raido
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite struct `SQLite, what no schema says` {
        private static let columns = """
            "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "a" text, "b" integer GENERATED ALWAYS AS (id + 1) STORED,
            CONSTRAINT "uq_t_a" UNIQUE ("a")
            """

        private static let table = Table(
            "t",
            columns: [
                Column("id", .bigInteger, identity: true), Column("a", .text, nullable: true),
                Column("b", .bigInteger, nullable: true, generated: "id + 1"),
            ], primaryKey: ["id"], uniques: [UniqueConstraint("uq_t_a", ["a"])])

        static let cases = [
            ("STORED", "VIRTUAL", "column 't.b': STORED -> VIRTUAL"),
            ("UNIQUE (\"a\")", "UNIQUE (\"a\" COLLATE NOCASE)", "table 't': not there -> UNIQUE (a COLLATE NOCASE)"),
            ("UNIQUE (\"a\")", "UNIQUE (\"a\") ON CONFLICT IGNORE", "table 't': not there -> ON CONFLICT IGNORE"),
            ("\"a\" text", "\"a\" text UNIQUE ON CONFLICT REPLACE", "ON CONFLICT REPLACE of column 'a'"),
            (")END", ") STRICT", "table 't': not there -> STRICT"),
        ]

        @Test(arguments: cases) func `is drift, with both sides`(old: String, new: String, drift: String) throws {
            let connection = try SQLiteConnection(path: ":memory:")
            let text = "CREATE TABLE t (\(Self.columns))END".replacing(old, with: new).replacing("END", with: "")
            try connection.run(text)
            let creation = Migration(id: "m1", batch: "1", changes: [.createTable(Self.table)])
            let migrator = try Migrator(fromTextOf: [creation], database: SQLiteDatabase(connection))
            try migrator.markApplied("m1")
            let found = try ForeignHand.drift(migrator)
            #expect(found.contains { $0.hasSuffix(drift) }, "\(found)")
            try connection.run("DROP TABLE t")
            try connection.run("CREATE TABLE t (\(Self.columns))")
            #expect(try ForeignHand.drift(migrator) == [])
        }

        @Test func `views, virtual tables and tables without row numbers are told and no drift`() throws {
            let connection = try SQLiteConnection(path: ":memory:")
            try connection.run("CREATE VIEW seen AS SELECT 1")
            try connection.run("CREATE TABLE t (a text PRIMARY KEY NOT NULL, b integer) WITHOUT ROWID")
            let found = try SQLiteDatabase(connection).inspection()
            #expect(
                found.traits.map { "\($0.element): \($0.found)" } == [
                    "table 't': WITHOUT ROWID", "table 'seen': a view",
                ])
            #expect(found.drift(in: found.schema) == [])
        }
    }
#endif
