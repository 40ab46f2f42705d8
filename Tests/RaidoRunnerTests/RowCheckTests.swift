import Raido
import RaidoSQL
import Testing

@testable import RaidoRunner

/// Rows that a change cannot be made with, and what is said of them before anything is changed.
struct RowCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var tables: [Table]
    var rows: [String]
    var changes: [Change]
    var kind: RowFinding.Kind
    var count: Int
    var examples: [String]
    /// Engines that have nothing against it.
    var indifferent: Set<Engine> = []
    /// Engines that would change values without a word.
    var silent: Set<Engine> = []

    static func books(_ columns: Column..., enums: [EnumType] = []) -> Table {
        Table(
            "books", columns: [Column("id", .bigInteger)] + columns, primaryKey: ["id"], enums: enums)
    }

    static func retyping(
        _ name: String, _ old: ColumnType, _ new: ColumnType, _ values: String, count: Int, examples: [String],
        indifferent: Set<Engine> = [], silent: Set<Engine> = []
    ) -> RowCase {
        RowCase(
            testDescription: name, tables: [books(Column("x", old, nullable: true))],
            rows: ["INSERT INTO books (id, x) VALUES \(values)"],
            changes: [
                .alterColumn(in: "books", from: Column("x", old, nullable: true), to: Column("x", new, nullable: true))
            ],
            kind: .unfit(column: "x", type: "\(new)"), count: count, examples: examples, indifferent: indifferent,
            silent: silent)
    }

    /// A column that takes no NULL any more, in a table with a rule that stays.
    static func filling(
        _ name: String, _ rule: Change, rows: String, with value: Int64, _ kind: RowFinding.Kind, examples: [String]
    ) -> RowCase {
        let shelves = Table("shelves", columns: [Column("id", .bigInteger)], primaryKey: ["id"])
        var books = books(Column("x", .bigInteger, nullable: true))
        switch rule {
        case .addForeignKey(let key, _): books.foreignKeys = [key]
        case .addUnique(let unique, _): books.uniques = [unique]
        case .addIndex(let index, _): books.indexes = [index]
        case .addCheck(let check, _): books.checks = [check]
        default: preconditionFailure("no rule for rows: \(rule)")
        }
        return RowCase(
            testDescription: name, tables: [shelves, books],
            rows: ["INSERT INTO shelves (id) VALUES (1)", "INSERT INTO books (id, x) VALUES \(rows)"],
            changes: [
                .alterColumn(
                    in: "books", from: Column("x", .bigInteger, nullable: true), to: Column("x", .bigInteger),
                    fill: .value(.integer(value)))
            ],
            kind: kind, count: 1, examples: examples)
    }

    static let all: [RowCase] = [
        filling(
            "NULLs filled with what is not there",
            .addForeignKey(ForeignKey("fk", ["x"], references: "shelves", ["id"]), to: "books"),
            rows: "(1, 1), (2, NULL)", with: 9, .orphans(columns: ["x"], parent: "shelves"), examples: ["id 2"]),
        filling(
            "NULLs filled with what another row has", .addUnique(UniqueConstraint("uq", ["x"]), to: "books"),
            rows: "(1, 5), (2, NULL)", with: 5, .duplicates(columns: ["x"]), examples: ["x 5 (2 rows)"]),
        filling(
            "NULLs filled alike under a unique index",
            .addIndex(Index("ix", [.ascending("x")], unique: true), to: "books"), rows: "(1, NULL), (2, NULL)",
            with: 5, .duplicates(columns: ["x"]), examples: ["x 5 (2 rows)"]),
        filling(
            "NULLs filled against a check", .addCheck(CheckConstraint("ck_x", "x >= 0"), to: "books"),
            rows: "(1, 5), (2, NULL)", with: -1, .check("ck_x"), examples: ["id 2"]),
        RowCase(
            testDescription: "no value where the column becomes NOT NULL",
            tables: [books(Column("x", .integer, nullable: true))],
            rows: ["INSERT INTO books (id, x) VALUES (1, 5), (2, NULL), (3, NULL)"],
            changes: [
                .alterColumn(in: "books", from: Column("x", .integer, nullable: true), to: Column("x", .integer))
            ],
            kind: .noValue(column: "x"), count: 2, examples: ["id 2", "id 3"]),
        RowCase(
            testDescription: "rows where a column without a value is added", tables: [books()],
            rows: ["INSERT INTO books (id) VALUES (7)"], changes: [.addColumn(Column("x", .integer), to: "books")],
            kind: .rowsWithoutValue(column: "x"), count: 1, examples: ["id 7"]),
        RowCase(
            testDescription: "values that several rows have",
            tables: [books(Column("x", .varchar(90), nullable: true))],
            rows: [
                "INSERT INTO books (id, x) VALUES (1, 'a'), (2, 'a'), (3, 'b'), (4, NULL), (5, NULL), (6, 'it''s'), (7, 'it''s'), (8, 'a')"
            ],
            changes: [.addUnique(UniqueConstraint("uq_books_x", ["x"]), to: "books")],
            kind: .duplicates(columns: ["x"]), count: 2, examples: ["x 'a' (3 rows)", "x 'it's' (2 rows)"]),
        RowCase(
            testDescription: "values that a new primary key finds twice", tables: [books(Column("x", .integer))],
            rows: ["INSERT INTO books (id, x) VALUES (1, 5), (2, 5)"],
            changes: [.changePrimaryKey(of: "books", from: ["id"], to: ["x"])], kind: .duplicates(columns: ["x"]),
            count: 1, examples: ["x 5 (2 rows)"]),
        RowCase(
            testDescription: "rows that refer to none",
            tables: [
                Table("shelves", columns: [Column("id", .bigInteger)], primaryKey: ["id"]),
                books(Column("shelf_id", .bigInteger, nullable: true)),
            ],
            rows: [
                "INSERT INTO shelves (id) VALUES (1)",
                "INSERT INTO books (id, shelf_id) VALUES (1, 1), (2, 9), (3, NULL)",
            ],
            changes: [.addForeignKey(ForeignKey("fk", ["shelf_id"], references: "shelves", ["id"]), to: "books")],
            kind: .orphans(columns: ["shelf_id"], parent: "shelves"), count: 1, examples: ["id 2"]),
        RowCase(
            testDescription: "rows against a check", tables: [books(Column("x", .integer, nullable: true))],
            rows: ["INSERT INTO books (id, x) VALUES (1, 5), (2, -1), (3, NULL)"],
            changes: [.addCheck(CheckConstraint("ck_x", "x >= 0"), to: "books")], kind: .check("ck_x"), count: 1,
            examples: ["id 2"]),
        RowCase(
            testDescription: "rows with a value that an enum loses",
            tables: [
                books(
                    Column("x", .enumeration("State"), nullable: true),
                    enums: [EnumType("State", [.text("new"), .text("old")])])
            ],
            rows: ["INSERT INTO books (id, x) VALUES (1, 'new'), (2, 'old')"],
            changes: [.dropEnumValue(.text("old"), from: "State", in: "books")], kind: .enumValue("old", column: "x"),
            count: 1, examples: ["id 2"]),
        RowCase(
            testDescription: "values that a column comes with, twice", tables: [books()],
            rows: ["INSERT INTO books (id) VALUES (1), (2)"],
            changes: [
                .addColumn(Column("x", .integer, default: .integer(5)), to: "books"),
                .addUnique(UniqueConstraint("uq_books_x", ["x"]), to: "books"),
            ], kind: .duplicates(columns: ["x"]), count: 1, examples: ["x 5 (2 rows)"]),
        RowCase(
            testDescription: "a value that a column comes with and a renamed one, against a check",
            tables: [books(Column("x", .integer))], rows: ["INSERT INTO books (id, x) VALUES (1, 4), (2, 6)"],
            changes: [
                .renameColumn("x", to: "least", in: "books"),
                .addColumn(Column("most", .integer), to: "books", fill: .value(.integer(5))),
                .addCheck(CheckConstraint("ck_x", "least <= most"), to: "books"),
            ], kind: .check("ck_x"), count: 1, examples: ["id 2"]),
        RowCase(
            testDescription: "no value where a person's expression gives none, whatever the default",
            tables: [books(Column("x", .varchar(9), nullable: true))],
            rows: ["INSERT INTO books (id, x) VALUES (1, '7'), (2, 'none')"],
            changes: [
                .alterColumn(
                    in: "books", from: Column("x", .varchar(9), nullable: true),
                    to: Column("x", .integer, default: .integer(5)),
                    using: "CASE WHEN x = 'none' THEN NULL ELSE 7 END")
            ], kind: .noValue(column: "x"), count: 1, examples: ["id 2"]),
        retyping(
            "texts that are too long", .text, .varchar(3), "(1, 'abc'), (2, 'abcd')", count: 1, examples: ["id 2"]),
        retyping(
            "texts that are no numbers", .varchar(20), .integer, "(1, '12'), (2, 'abc'), (3, ' -7')", count: 1,
            examples: ["id 2"]),
        retyping(
            "numbers out of range", .bigInteger, .smallInteger, "(1, 12), (2, 40000), (3, -40000)", count: 2,
            examples: ["id 2", "id 3"], indifferent: [.sqlite]),
        RowCase(
            testDescription: "numbers out of range that were generated",
            tables: [
                books(
                    Column("y", .bigInteger, nullable: true),
                    Column("x", .bigInteger, nullable: true, generated: "y + 1"))
            ],
            rows: ["INSERT INTO books (id, y) VALUES (1, 12), (2, 40000), (3, NULL)"],
            changes: [
                .alterColumn(
                    in: "books", from: Column("x", .bigInteger, nullable: true, generated: "y + 1"),
                    to: Column("x", .smallInteger, nullable: true))
            ],
            kind: .unfit(column: "x", type: "small_integer"), count: 1, examples: ["id 2"], indifferent: [.sqlite]),
        retyping(
            "numbers with too many digits", .decimal(precision: 10, scale: 2), .decimal(precision: 4, scale: 2),
            "(1, 12.5), (2, 100)", count: 1, examples: ["id 2"], indifferent: [.sqlite]),
        retyping(
            "numbers that are rounded to too many digits", .decimal(precision: 10, scale: 4),
            .decimal(precision: 4, scale: 2), "(1, 99.994), (2, 99.996), (3, -99.995)", count: 2,
            examples: ["id 2", "id 3"], indifferent: [.sqlite]),
        retyping(
            "numbers below zero", .integer, .unsignedInteger, "(1, 12), (2, -1)", count: 1, examples: ["id 2"]),
        retyping(
            "texts that are no dates", .varchar(20), .date, "(1, '2026-01-31'), (2, 'soon'), (3, 'now')", count: 2,
            examples: ["id 2", "id 3"]),
        retyping(
            "texts that are no times", .varchar(20), .time, "(1, '10:00:00'), (2, ''), (3, 'soon')", count: 2,
            examples: ["id 2", "id 3"]),
        retyping(
            "an empty text that is no time", .varchar(20), .time, "(1, '10:00:00'), (2, '')", count: 1,
            examples: ["id 2"]),
        retyping(
            "words that are another moment whenever they are read", .varchar(20), .timestamp,
            "(1, '2026-01-31 10:00:00'), (2, 'now'), (3, ' Today ')", count: 2, examples: ["id 2", "id 3"]),
        retyping(
            "numbers that are no booleans", .integer, .boolean, "(1, 1), (2, 5), (3, 0), (4, NULL)", count: 1,
            examples: ["id 2"]),
        retyping(
            "texts that are no booleans", .varchar(20), .boolean, "(1, '1'), (2, '5'), (3, NULL)", count: 1,
            examples: ["id 2"]),
        retyping(
            "texts that are no UUIDs", .varchar(40), .uuid,
            "(1, '8f14e45f-ceea-467f-a8f6-0c1b2d3e4f5a'), (2, 'none')", count: 1, examples: ["id 2"]),
    ]

    /// Those of SQLite, which keeps texts as they are whatever the type.
    static let onSQLite =
        all + [
            retyping(
                "texts that are no days", .varchar(20), .date,
                """
                (1, '2024-02-29'), (2, '2023-02-29'), (3, '2024-13-01'), (4, ''), (5, '1700000000'),
                (6, '2024-01-01 10:00:00')
                """, count: 5, examples: ["id 2", "id 3", "id 4", "id 5", "id 6"]),
            retyping(
                "texts that are no times of a day", .text, .time,
                "(1, '10:00'), (2, '25:00:00'), (3, '23:59:59.5'), (4, '10:00 soon'), (5, '100000')", count: 3,
                examples: ["id 2", "id 4", "id 5"]),
            retyping(
                "texts that are no moments", .text, .timestamp,
                """
                (1, '2024-01-01 10:00:00'), (2, '2024-01-01T10:00:00.5Z'), (3, '2023-02-29 10:00:00'), (4, 'now'),
                (5, '1700000000')
                """, count: 3, examples: ["id 3", "id 4", "id 5"]),
        ]

    /// Those of servers, which round where SQLite keeps what is no whole number out.
    static let onServers =
        all + [
            retyping(
                "numbers that are rounded out of range", .decimal(precision: 10, scale: 4), .smallInteger,
                "(1, 32767.4), (2, 32767.5), (3, -32768.5), (4, -32768.4)", count: 2, examples: ["id 2", "id 3"]),
            retyping(
                "floating numbers that are rounded out of range", .double, .smallInteger,
                "(1, 32767.25), (2, 32767.5), (3, -32768.5), (4, -32768.75)", count: 2, examples: ["id 2", "id 4"]),
        ]

    /// Finds the rows before anything is changed, and then lets the engine say the same.
    func expect(
        on database: any Database, run: (String) throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let engine = database.engine
        let history = [
            Migration(id: "m1", batch: "1", changes: tables.map(Change.createTable)),
            Migration(
                id: "m2", batch: "2",
                changes: [
                    .addColumn(Column("harmless", .integer, nullable: true), to: "books")
                ]), Migration(id: "m3", batch: "3", changes: changes),
        ]
        let migrator = try Migrator(migrations: history, database: database)
        try migrator.up(.to("m1"))
        for row in rows { try run(row) }
        guard !indifferent.contains(engine) else {
            #expect(try migrator.up() == ["m2", "m3"], sourceLocation: sourceLocation)
            return
        }
        let error = try #require(throws: MigratorError.self, sourceLocation: sourceLocation) { try migrator.up() }
        let rehearsed = try #require(throws: MigratorError.self, sourceLocation: sourceLocation) {
            try migrator.rehearse()
        }
        #expect("\(rehearsed)" == "\(error)", sourceLocation: sourceLocation)
        guard case .rowsInTheWay(let findings) = error else {
            Issue.record("\(error)", sourceLocation: sourceLocation)
            return
        }
        let finding = try #require(findings.first, sourceLocation: sourceLocation)
        #expect(findings.count == 1, sourceLocation: sourceLocation)
        #expect(finding.migration == "m3" && finding.kind == kind, sourceLocation: sourceLocation)
        #expect(finding.count == count && finding.examples == examples, "\(finding)", sourceLocation: sourceLocation)
        #expect(try migrator.status().map(\.state) == [.applied, .pending, .pending], sourceLocation: sourceLocation)
        #expect(try database.answer(to: finding.query)?.isEmpty == false, sourceLocation: sourceLocation)
        guard !silent.contains(engine) else {
            #expect(try migrator.up(skippingChecks: true) == ["m2", "m3"], sourceLocation: sourceLocation)
            return
        }
        let refusal = try #require(throws: MigratorError.self, sourceLocation: sourceLocation) {
            try migrator.up(skippingChecks: true)
        }
        if case .rowsInTheWay = refusal { Issue.record("asked all the same", sourceLocation: sourceLocation) }
    }
}

/// Rows that a migration writes, and the next one cannot be made with.
enum LateRows {
    private static let history = [
        Migration(id: "m1", batch: "1", changes: [.createTable(RowCase.books())]),
        Migration(
            id: "m2", batch: "2",
            changes: [
                .addColumn(Column("x", .varchar(20), nullable: true, default: .sql("lower('A')")), to: "books")
            ]),
        Migration(
            id: "m3", batch: "3", changes: [.addUnique(UniqueConstraint("uq_books_x", ["x"]), to: "books")]),
    ]

    /// Finds them when their migration's turn comes, and says in a rehearsal what it could not ask.
    static func expect(
        on database: any Database, run: (String) throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let migrator = try Migrator(migrations: history, database: database)
        try migrator.up(.to("m1"))
        try run("INSERT INTO books (id) VALUES (1), (2)")
        let unasked = UnaskedCheck(migration: "m3", table: "books", kind: .duplicates(columns: ["x"]))
        if database.engine.isOfMySQLFamily {
            guard case .planned(let scripts, [unasked]) = try migrator.rehearse() else {
                Issue.record("it was not said what could not be asked", sourceLocation: sourceLocation)
                return
            }
            #expect(scripts.map(\.id) == ["m2", "m3"], sourceLocation: sourceLocation)
        } else {
            #expect(throws: MigratorError.self, sourceLocation: sourceLocation) { try migrator.rehearse() }
        }
        #expect(try migrator.status().map(\.state) == [.applied, .pending, .pending], sourceLocation: sourceLocation)
        let error = try #require(throws: MigratorError.self, sourceLocation: sourceLocation) { try migrator.up() }
        guard case .rowsInTheWay(let findings) = error else { throw error }
        #expect(findings.map(\.migration) == ["m3"] && findings.allSatisfy(\.isLate), sourceLocation: sourceLocation)
        #expect(findings.map(\.examples) == [["x 'a' (2 rows)"]], sourceLocation: sourceLocation)
        #expect(
            "\(error)".contains(
                "could not be asked for before: migrations before m3 write these rows, and stay applied"),
            sourceLocation: sourceLocation)
        #expect(try migrator.status().map(\.state) == [.applied, .applied, .pending], sourceLocation: sourceLocation)
        #expect(
            "\(unasked)" == "m3: whether values of 'books' (x) are in several rows", sourceLocation: sourceLocation)
    }
}

@Suite struct `Rows in the way of a change` {
    #if SQLite
        @Test func `are found late on SQLite where a migration writes them`() throws {
            let connection = try SQLiteConnection(path: ":memory:")
            try LateRows.expect(on: SQLiteDatabase(connection)) { try connection.run($0) }
        }
    #endif

    #if PostgreSQL
        @Test(.enabled(if: PostgreSQLServer.isThere))
        func `are found late on PostgreSQL where a migration writes them`() throws {
            let bench = try PostgreSQLWorkbench()
            try LateRows.expect(on: bench.database) { try bench.run($0) }
        }
    #endif

    #if MySQL
        @Test(arguments: MySQLServer.available)
        func `are found late on MySQL and MariaDB where a migration writes them`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            try LateRows.expect(on: bench.database) { try bench.run($0) }
        }
    #endif

    #if SQLite
        @Test(arguments: RowCase.onSQLite) func `are found on SQLite`(rows: RowCase) throws {
            let connection = try SQLiteConnection(path: ":memory:")
            try rows.expect(on: SQLiteDatabase(connection)) { try connection.run($0) }
        }
    #endif

    #if PostgreSQL
        @Test(.enabled(if: PostgreSQLServer.isThere), arguments: RowCase.onServers)
        func `are found on PostgreSQL`(rows: RowCase) throws {
            let bench = try PostgreSQLWorkbench()
            try rows.expect(on: bench.database) { try bench.run($0) }
        }
    #endif

    #if MySQL
        @Test(arguments: MySQLServer.available, RowCase.onServers)
        func `are found on MySQL and MariaDB`(server: MySQLServer, rows: RowCase) throws {
            let bench = try MySQLBench(server)
            try rows.expect(on: bench.database) { try bench.run($0) }
        }
    #endif

    #if SQLite
        private func shelf(_ changes: [[Change]]) throws -> (Migrator, SQLiteConnection) {
            let table = RowCase.books(Column("x", .integer, nullable: true))
            let first = Migration(id: "m1", batch: "1", changes: [.createTable(table)])
            let rest = changes.enumerated().map { place, changes in
                Migration(id: "m\(place + 2)", batch: "2", changes: changes)
            }
            let connection = try SQLiteConnection(path: ":memory:")
            let migrator = try Migrator(migrations: [first] + rest, database: SQLiteDatabase(connection))
            try migrator.up(.to("m1"))
            try connection.run("INSERT INTO books (id, x) VALUES (1, NULL), (2, 5), (3, 5)")
            return (migrator, connection)
        }

        private func findings(_ migrator: Migrator) throws -> [RowFinding] {
            let error = try #require(throws: MigratorError.self) { try migrator.up() }
            guard case .rowsInTheWay(let findings) = error else { throw error }
            return findings
        }

        @Test func `are asked for under the names of today`() throws {
            let (migrator, _) = try shelf([
                [.renameTable("books", to: "volumes"), .renameColumn("x", to: "y", in: "volumes")],
                [.addUnique(UniqueConstraint("uq", ["y"]), to: "volumes")],
                [
                    .alterColumn(
                        in: "volumes", from: Column("y", .integer, nullable: true), to: Column("y", .integer))
                ],
            ])
            let found = try findings(migrator)
            #expect(found.map(\.migration) == ["m3", "m4"])
            #expect(found.map(\.examples) == [["y 5 (2 rows)"], ["id 1"]])
            #expect(found[1].query.contains("(SELECT \"id\", \"x\" AS \"y\" FROM \"books\") AS \"volumes\""))
            #expect(try migrator.status().map(\.state) == [.applied, .pending, .pending, .pending])
        }

        @Test func `are asked for right before their migration where an earlier one writes them`() throws {
            let unique = Change.addUnique(UniqueConstraint("uq", ["x"]), to: "books")
            let (mended, _) = try shelf([[.sql(RawSQL(up: ["UPDATE books SET x = id"], down: []))], [unique]])
            #expect(try mended.up() == ["m2", "m3"])
            let (broken, _) = try shelf([[.sql(RawSQL(up: ["UPDATE books SET x = 5"], down: []))], [unique]])
            #expect(try findings(broken).map(\.examples) == [["x 5 (3 rows)"]])
            #expect(try broken.status().map(\.state) == [.applied, .applied, .pending])
        }

        @Test func `are not asked for where the migration itself writes them`() throws {
            let (migrator, _) = try shelf([
                [
                    .sql(RawSQL(up: ["UPDATE books SET x = id"], down: [])),
                    .addUnique(UniqueConstraint("uq", ["x"]), to: "books"),
                    .addColumn(Column("z", .integer), to: "books", fill: .value(.integer(1))),
                ]
            ])
            #expect(try migrator.up() == ["m2"])
        }

        @Test func `are found before the first migration is reverted`() throws {
            let free = Column("x", .integer, nullable: true)
            let (migrator, connection) = try shelf([
                [.alterColumn(in: "books", from: free, to: Column("x", .integer), fill: .value(.integer(0)))],
                [.alterColumn(in: "books", from: Column("x", .integer), to: free)],
                [.addIndex(Index("ix", [.ascending("x")]), to: "books")],
            ])
            try migrator.up()
            try connection.run("INSERT INTO books (id, x) VALUES (4, NULL)")
            let error = try #require(throws: MigratorError.self) { try migrator.down(.to("m2")) }
            guard case .rowsInTheWay(let findings) = error else { throw error }
            #expect(findings.map(\.migration) == ["m3"] && findings.map(\.examples) == [["id 4"]])
            let words = "m3: 1 row of 'books' would have no value in 'x', which becomes NOT NULL: id 4"
            #expect("\(error)".contains(words))
            #expect(try migrator.status().map(\.state) == Array(repeating: .applied, count: 4))
            try connection.run("UPDATE books SET x = 9 WHERE id = 4")
            #expect(try migrator.down(.to("m2")) == ["m4", "m3"])
        }

        @Test func `are left to the engine on the way back where a person says so`() throws {
            let (migrator, connection) = try shelf([
                [.alterColumn(in: "books", from: Column("x", .integer, nullable: true), to: Column("x", .text))]
            ])
            try connection.run("UPDATE books SET x = id")
            try migrator.up()
            try connection.run("UPDATE books SET x = '1e3' WHERE id = 2")
            let refused = try #require(throws: MigratorError.self) { try migrator.down() }
            guard case .rowsInTheWay = refused else { throw refused }
            #expect(try migrator.down(force: true) == ["m2"])
            #expect(try connection.rows("SELECT x FROM books WHERE id = 2") == [[.integer(1000)]])
        }

        @Test func `are told with what to do, on one line, and nothing that a terminal obeys`() throws {
            let table = RowCase.books(Column("x", .text))
            let unique = Change.addUnique(UniqueConstraint("uq", ["x"]), to: "books")
            let connection = try SQLiteConnection(path: ":memory:")
            let migrator = try Migrator(
                migrations: [
                    Migration(id: "m1", batch: "1", changes: [.createTable(table)]),
                    Migration(id: "m2", batch: "2", changes: [unique]),
                ], database: SQLiteDatabase(connection))
            try migrator.up(.to("m1"))
            let long = String(repeating: "é", count: 50)
            try connection.run("INSERT INTO books (id, x) VALUES (1, ?), (2, ?)", [.text(long), .text(long)])
            try connection.run("INSERT INTO books VALUES (3, ?), (4, ?)", [.text("\u{1b}[2J\n"), .text("\u{1b}[2J\n")])
            let error = try failure { try migrator.up() }
            #expect(
                "\(error)" == """
                    Rows are in the way:
                    m2: 2 values of 'books' (x), which become unique, are in several rows: \
                    x '\\u{1b}[2J\\u{a}' (2 rows); x '\(String(repeating: "é", count: 40))…' (2 rows)
                        SELECT "x", count(*) FROM "books" WHERE "x" IS NOT NULL GROUP BY "x" HAVING count(*) > 1
                    Correct them and run this again. '--skip-checks' goes on as they are.
                    """)
        }
    #endif
}
