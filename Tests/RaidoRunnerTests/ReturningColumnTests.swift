import Raido
import RaidoTestSupport
import Testing

@testable import RaidoRunner

/// Books with authors, of which later migrations drop required columns.
struct ReturningLibrary {
    let database: any Database
    let run: (String) throws -> Void
    let rows: (String) throws -> [String]

    private static let key = ForeignKey("fk_books_author_id", ["author_id"], references: "authors", ["id"])
    private static let isbn = Column("isbn", .varchar(20))
    private static let author = Column("author_id", .bigInteger)

    /// `m2` drops 'isbn', `m3` drops 'author_id' with its foreign key.
    static let history = [
        Migration(
            id: "m1", batch: "1",
            changes: [
                .createTable(table("authors", Column("name", .varchar(20)))),
                .createTable(table("books", isbn, author, foreignKeys: [key])),
            ]), Migration(id: "m2", batch: "2", changes: [.dropColumn(isbn, from: "books")]),
        Migration(
            id: "m3", batch: "3",
            changes: [.dropForeignKey(key, from: "books"), .dropColumn(author, from: "books")]),
    ]

    func migrator(_ history: [Migration] = ReturningLibrary.history) throws -> Migrator {
        try Migrator(fromTextOf: history, database: database, backups: false)
    }

    /// Two authors and two books, as after all migrations.
    func fill() throws {
        try run("INSERT INTO authors (name) VALUES ('Ann'), ('Bob')")
        try run("INSERT INTO books (isbn, author_id) SELECT 'old', min(id) FROM authors")
        try run("INSERT INTO books (isbn, author_id) SELECT 'older', min(id) FROM authors")
    }

    func fill(_ column: String, _ value: DefaultValue?, of table: String = "books") -> ColumnFill {
        ColumnFill(table: table, column: column, value: value)
    }

    // MARK: - Cases

    func expectNothingInvented() throws {
        let migrator = try migrator()
        try migrator.up(.to("m1"))
        try fill()
        try migrator.up(.to("m2"))
        #expect(
            "\(try failure { try migrator.down(skippingChecks: true) })" == """
                These columns come back without their values:
                  m2 brings back 'books.isbn', which is NOT NULL: 2 rows would get an empty text
                Nothing was reverted. Use --force to continue, or --fill books.isbn=VALUE to choose the value.
                """)
        #expect(try migrator.status().map(\.state) == [.applied, .applied, .pending])
        #expect(try migrator.down(force: true) == ["m2"])
        #expect(try rows("SELECT isbn FROM books") == ["", ""])
        try migrator.up(.to("m2"))
        #expect(try migrator.down(fills: [fill("isbn", .string("it's \\ new"))]) == ["m2"])
        #expect(try rows("SELECT isbn FROM books") == ["it's \\ new", "it's \\ new"])
    }

    func expectNoForeignKeyInvented() throws {
        let migrator = try migrator()
        try migrator.up(.to("m1"))
        try fill()
        try migrator.up()
        for force in [false, true] {
            #expect(
                "\(try failure { try migrator.down(force: force, skippingChecks: true) })" == """
                    These columns come back without their values:
                      m3 brings back 'books.author_id', which is NOT NULL and refers to 'authors': 2 rows would have no value
                    Nothing was reverted. Use --fill books.author_id=VALUE to name the row that they refer to, or delete \
                    these rows first; --force does not choose a row.
                    """)
        }
        let error = try failure { try migrator.down(force: true, fills: [fill("author_id", .integer(99))]) }
        #expect(
            "\(error)".contains("2 rows of 'books' refer through (author_id) to missing rows of 'authors'"), "\(error)")
        #expect(try migrator.status().allSatisfy { $0.state == .applied })
        #expect(try migrator.down(fills: [fill("author_id", .integer(2))]) == ["m3"])
        #expect(try rows("SELECT author_id FROM books") == ["2", "2"])
    }

    func expectNothingRefusedWithoutRows() throws {
        let migrator = try migrator()
        try migrator.up()
        try run("INSERT INTO authors (name) VALUES ('Ann')")
        #expect(try migrator.down(.to("m1")) == ["m3", "m2"])
        try migrator.up()
        try run("INSERT INTO books (id) VALUES (7)")
        #expect("\(try failure { try migrator.down(.to("m1"), force: true) })".contains("1 row would have no value"))
    }

    func expectFillsToBeOfThisRun() throws {
        let migrator = try migrator()
        #expect(throws: MigratorError.self) { try migrator.down(fills: [fill("isbn", .string("x"))]) }
        try migrator.up(.to("m1"))
        try fill()
        try migrator.up()
        func refusal(_ fills: ColumnFill...) throws -> String {
            "\(try failure { try migrator.down(force: true, fills: fills) })"
        }
        let author = fill("author_id", .integer(1))
        #expect(
            try refusal(author, fill("isbn", .string("x")))
                == "--fill books.isbn: no such column comes back in this run; these do: 'books.author_id'")
        #expect(
            try refusal(fill("author_id", .integer(1), of: "book")).hasPrefix("--fill book.author_id: no such column"))
        #expect(
            try refusal(fill("author_id", nil))
                == "--fill books.author_id: the column is NOT NULL, so NULL is not a value for it")
        #expect(try refusal(author, author) == "--fill books.author_id: the column is given two values")
        #expect(try migrator.status().allSatisfy { $0.state == .applied })
    }

    /// Forced values are asked like others before the first statement.
    func expectInventedValuesToFit() throws {
        let (pages, code) = (Column("pages", .integer), Column("code", .integer))
        let kind = Column("kind", .enumeration("Kind"))
        let checks = [("pages", "pages >= 5"), ("code", "code <= 2")].map { name, text in
            CheckConstraint("ck_books_\(name)", SQLFragment(text))
        }
        let uniques = ["code", "kind"].map { UniqueConstraint("uq_books_\($0)", [$0]) }
        var books = table("books", pages, code, kind)
        books.enums = [EnumType("Kind", [.text("novel"), .text("poem")])]
        (books.checks, books.uniques) = (checks, uniques)
        let note = Column("note", .text, nullable: true)
        var drops = checks.map { Change.dropCheck($0, from: "books") }
        drops += uniques.map { Change.dropUnique($0, from: "books") }
        drops += [pages, code, kind].map { Change.dropColumn($0, from: "books") }
        let migrator = try migrator([
            Migration(id: "m1", batch: "1", changes: [.createTable(books), .createTable(table("notes", note))]),
            Migration(id: "m2", batch: "2", changes: drops),
            Migration(id: "m3", batch: "3", changes: [.dropColumn(note, from: "notes")]),
        ])
        try migrator.up()
        try run("INSERT INTO books (id) VALUES (1), (2), (3)")
        let error = "\(try failure { try migrator.down(.to("m1"), force: true) })"
        for words in [
            "m2: 3 rows of 'books' would violate the check 'ck_books_pages' (--force puts 0 in 'books.pages'; use "
                + "--fill books.pages=VALUE to choose another value): id 1; id 2; id 3",
            "m2: 1 row of 'books' would violate the check 'ck_books_code' (--force puts 1, 2, … (a different one in each "
                + "row) in 'books.code'; use --fill books.code=VALUE to choose another value): id ",
            "m2: 1 value of 'books' (kind), which must be unique, occurs in several rows (--force puts 'novel', 'poem'",
        ] {
            #expect(error.contains(words), "\(error)")
        }
        #expect(try migrator.status().allSatisfy { $0.state == .applied })
        try run("DELETE FROM books WHERE id = 3")
        #expect(try migrator.down(.to("m1"), force: true, fills: [fill("pages", .integer(5))]) == ["m3", "m2"])
        #expect(try rows("SELECT pages, code FROM books ORDER BY code") == ["5|1", "5|2"])
        #expect(try rows("SELECT kind FROM books ORDER BY kind") == ["novel", "poem"])
    }

    /// Applied again, the columns are dropped again.
    func expectRedo() throws {
        let migrator = try migrator()
        try migrator.up(.to("m1"))
        try fill()
        try migrator.up(.to("m2"))
        #expect(try migrator.redo() == ["m2"])
        try migrator.up()
        #expect("\(try failure { try migrator.redo(force: true) })".contains("--fill books.author_id=VALUE"))
        #expect(try migrator.redo(fills: [fill("author_id", .integer(2))]) == ["m3"])
        #expect(try migrator.status().allSatisfy { $0.state == .applied })
    }

    /// Of a column that comes back and goes again, nothing is left, unless something reads it in between.
    func expectPassingColumns() throws {
        let code = Column("code", .integer)
        func history(_ changes: [Change]) -> [Migration] {
            [
                Migration(id: "m1", batch: "1", changes: [.createTable(table("books"))]),
                Migration(id: "m2", batch: "2", changes: [.addColumn(code, to: "books", fill: .value(.integer(1)))]),
                Migration(id: "m3", batch: "3", changes: changes),
                Migration(id: "m4", batch: "4", changes: [.dropColumn(code, from: "books")]),
            ]
        }
        let plain = try migrator(history([]))
        try plain.up()
        try run("INSERT INTO books (id) VALUES (1)")
        #expect(try plain.down(.to("m1")) == ["m4", "m3", "m2"])
        let sql = RawSQL(up: ["UPDATE books SET id = id"], down: ["UPDATE books SET id = id + code"])
        let read = try migrator(history([.sql(sql)]))
        try read.up()
        let error = try failure { try read.down(.to("m1")) }
        #expect("\(error)".contains("m4 brings back 'books.code', which is NOT NULL: 1 row would get 0"), "\(error)")
        #expect(try read.down(.to("m1"), fills: [fill("code", .integer(4))]) == ["m4", "m3", "m2"])
        #expect(try rows("SELECT id FROM books") == ["5"])
    }

    /// Rows that user SQL leaves are counted when their migration's turn comes.
    func expectLateRows() throws {
        let sql = RawSQL(up: ["DELETE FROM books"], down: ["INSERT INTO books (id) VALUES (1)"])
        let migrator = try migrator([
            Migration(id: "m1", batch: "1", changes: [.createTable(table("books", Self.isbn))]),
            Migration(id: "m2", batch: "2", changes: [.dropColumn(Self.isbn, from: "books")]),
            Migration(id: "m3", batch: "3", changes: [.sql(sql)]),
        ])
        try migrator.up()
        let error = try failure { try migrator.down(.to("m1")) }
        #expect("\(error)".contains("m2 was not reverted. Use --force to continue, or"), "\(error)")
        #expect(try migrator.status().map(\.state) == [.applied, .applied, .pending])
        #expect(try migrator.down(.to("m1"), fills: [fill("isbn", .string("x"))]) == ["m2"])
    }

    /// A column has the name that it has after the run.
    func expectNamesOfAfterwards() throws {
        let code = Column("code", .varchar(9))
        let migrator = try migrator([
            Migration(id: "m1", batch: "1", changes: [.createTable(table("books", Self.isbn))]),
            Migration(
                id: "m2", batch: "2",
                changes: [
                    .renameTable("books", to: "volumes"),
                    .renameColumn("isbn", to: "mark", in: "volumes"),
                ]),
            Migration(
                id: "m3", batch: "3",
                changes: [
                    .dropColumn(Column("mark", .varchar(20)), from: "volumes"),
                    .addColumn(code, to: "volumes", fill: .value(.string("c"))),
                    .addUnique(UniqueConstraint("uq_volumes_code", ["code"]), to: "volumes"),
                ]),
            Migration(
                id: "m4", batch: "4",
                changes: [
                    .dropUnique(UniqueConstraint("uq_volumes_code", ["code"]), from: "volumes"),
                    .dropColumn(code, from: "volumes"),
                ]),
        ])
        try migrator.up()
        try run("INSERT INTO volumes (id) VALUES (1), (2)")
        let error = try failure { try migrator.down(.to("m1")) }
        #expect("\(error)".contains("m3 brings back 'books.isbn'"), "\(error)")
        #expect(!"\(error)".contains("code"), "\(error)")
        let late = try failure { try migrator.down(.to("m3")) }
        #expect("\(late)".contains("2 rows would get '1', '2', … (a different one in each row)"), "\(late)")
        let twice = try failure { try migrator.down(.to("m3"), fills: [fill("code", .string("x"), of: "volumes")]) }
        #expect("\(twice)".contains("1 value of 'volumes' (code), which must be unique"), "\(twice)")
        #expect(try migrator.down(.to("m3"), force: true) == ["m4"])
        #expect(try rows("SELECT count(DISTINCT code) FROM volumes") == ["2"])
        let isbn = fill("isbn", .string("x"))
        #expect(try migrator.down(.to("m1"), force: true, fills: [isbn]) == ["m3", "m2"])
        #expect(try rows("SELECT isbn FROM books") == ["x", "x"])
    }

    /// Columns that may be NULL, or have a default, can be given a value too.
    func expectOptionalFills() throws {
        let (note, stars) = (Column("note", .text, nullable: true), Column("stars", .integer, default: .integer(3)))
        let size = Column("size", .integer, nullable: true, default: .integer(5))
        let drops = [note, stars, size].map { Change.dropColumn($0, from: "books") }
        let migrator = try migrator([
            Migration(id: "m1", batch: "1", changes: [.createTable(table("books", note, stars, size))]),
            Migration(id: "m2", batch: "2", changes: drops),
        ])
        try migrator.up()
        try run("INSERT INTO books (id) VALUES (1)")
        #expect(try migrator.down() == ["m2"])
        #expect(try rows("SELECT note, stars, size FROM books") == ["|3|5"])
        try migrator.up()
        let fills = [fill("note", .string("n")), fill("stars", .integer(4)), fill("size", nil)]
        #expect(try migrator.down(fills: fills) == ["m2"])
        #expect(try rows("SELECT note, stars, size FROM books") == ["n|4|"])
        try migrator.up()
        #expect(try migrator.down(fills: [fill("note", nil)]) == ["m2"])
        #expect(try rows("SELECT note, stars, size FROM books") == ["|3|5"])
        try run("INSERT INTO books (id) VALUES (2)")
        #expect(try rows("SELECT note, stars, size FROM books WHERE id = 2") == ["|3|5"])
    }

    func expectScripts() throws {
        let migrator = try migrator()
        try migrator.up(.to("m1"))
        try fill()
        try migrator.up()
        let scripts = try migrator.plannedSQL(.down, of: ["m2", "m3"])
        #expect(
            scripts.map { $0.text.split(separator: "\n").first.map(String.init) } == [
                "-- 'books.author_id' comes back: it is NOT NULL and refers to 'authors', so this fails if there are "
                    + "rows. 'down --fill books.author_id=VALUE' gives them a value.",
                "-- 'books.isbn' comes back: it is NOT NULL, so rows get an empty text. "
                    + "'down --fill books.isbn=VALUE' gives them another value.",
            ])
        #expect(try migrator.plannedSQL(.down).map(\.text) == [scripts[0].text])
        #expect(try migrator.plannedSQL(.up, of: ["m2"]).allSatisfy { !$0.text.contains("comes back") })
        #expect(!scripts[0].text.contains("LIMIT 1"), "\(scripts[0].text)")
    }

    enum Case: String, CaseIterable {
        case nothingInvented, noForeignKeyInvented, nothingRefusedWithoutRows, fillsOfThisRun, redo, passingColumns
        case lateRows, namesOfAfterwards, optionalFills, scripts, inventedValues

        func expect(_ library: ReturningLibrary) throws {
            switch self {
            case .nothingInvented: try library.expectNothingInvented()
            case .noForeignKeyInvented: try library.expectNoForeignKeyInvented()
            case .nothingRefusedWithoutRows: try library.expectNothingRefusedWithoutRows()
            case .fillsOfThisRun: try library.expectFillsToBeOfThisRun()
            case .redo: try library.expectRedo()
            case .passingColumns: try library.expectPassingColumns()
            case .lateRows: try library.expectLateRows()
            case .namesOfAfterwards: try library.expectNamesOfAfterwards()
            case .optionalFills: try library.expectOptionalFills()
            case .scripts: try library.expectScripts()
            case .inventedValues: try library.expectInventedValuesToFit()
            }
        }
    }
}

@Suite struct `Columns that reverting brings back` {
    #if SQLite
        @Test(arguments: ReturningLibrary.Case.allCases) func `get no invented values on SQLite`(
            name: ReturningLibrary.Case
        ) throws {
            let connection = try SQLiteConnection(path: ":memory:")
            try name.expect(
                ReturningLibrary(database: SQLiteDatabase(connection)) {
                    try connection.run($0)
                } rows: { sql in
                    try connection.rows(sql).map { $0.map(\.shown).joined(separator: "|") }
                })
        }
    #endif

    #if PostgreSQL
        @Test(.enabled(if: PostgreSQLServer.isAvailable), arguments: ReturningLibrary.Case.allCases)
        func `get no invented values on PostgreSQL`(name: ReturningLibrary.Case) throws {
            let bench = try PostgreSQLWorkbench()
            try name.expect(
                ReturningLibrary(database: bench.database) {
                    try bench.run($0)
                } rows: {
                    try bench.rows($0)
                })
        }
    #endif

    #if MySQL
        @Test(arguments: MySQLServer.available, ReturningLibrary.Case.allCases)
        func `get no invented values on MySQL and MariaDB`(
            server: MySQLServer, name: ReturningLibrary.Case
        ) throws {
            let bench = try MySQLBench(server)
            try name.expect(
                ReturningLibrary(database: bench.database) {
                    try bench.run($0)
                } rows: {
                    try bench.rows($0)
                })
        }

        @Test(arguments: MySQLServer.available)
        func `need the same values when reverting is resumed`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let isbn = Column("isbn", .varchar(20))
            let sql = RawSQL(up: ["UPDATE books SET id = id"], down: ["INSERT INTO log VALUES (1)"])
            let history = [
                Migration(id: "m1", batch: "1", changes: [.createTable(table("books", isbn))]),
                Migration(id: "m2", batch: "2", changes: [.sql(sql), .dropColumn(isbn, from: "books")]),
            ]
            let migrator = try Migrator(fromTextOf: history, database: bench.database)
            try migrator.up()
            try bench.run("INSERT INTO books (id) VALUES (1)")
            let fills = [ColumnFill(table: "books", column: "isbn", value: .string("x"))]
            #expect("\(try failure { try migrator.down(fills: fills) })".contains("m2 failed at statement"))
            try bench.run("CREATE TABLE log (n int)")
            let other = try failure { try migrator.down(force: true) }
            #expect("\(other)".contains("and with the same --fill options"), "\(other)")
            #expect(try migrator.down(fills: fills) == ["m2"])
            #expect(try bench.rows("SELECT isbn FROM books") == ["x"])
        }
    #endif
}
