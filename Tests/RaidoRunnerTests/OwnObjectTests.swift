import Raido
import RaidoSQL
import Testing

@testable import RaidoRunner

@Suite struct `What a text names` {
    private let column = LostName(table: "books", column: "title", fate: .dropped)
    private let books = LostName(table: "books", fate: .dropped)

    private func names(_ text: String, _ lost: LostName, triggeredBy: [String] = []) -> Bool {
        NamingText(text, on: .mysql, in: "shop", triggeredBy: triggeredBy).names(lost)
    }

    @Test(arguments: [
        "select `shop`.`books`.`title` AS `t` from `shop`.`books`",
        "select `b`.`title` AS `title` from (`shop`.`books` `b` join `shop`.`authors` `a` on((`a`.`id` = `b`.`id`)))",
        "BEGIN UPDATE books SET title = upper(title) WHERE id = 1; END",
        "INSERT INTO Books (id, Title) VALUES (1, 'a')",
        "DELETE b FROM books AS b WHERE b.title IS NULL",
    ])
    func `a column, behind its table or alone`(text: String) {
        #expect(names(text, column))
        #expect(names(text, books))
    }

    @Test(arguments: [
        "select `shop`.`authors`.`title` AS `title` from `shop`.`authors`",
        "select `a`.`title` AS `x`,`b`.`id` AS `id` from (`shop`.`books` `b` join `shop`.`authors` `a` on(true))",
        "select `shop`.`books`.`id` AS `title` from `shop`.`books`", "SELECT 'title' FROM books -- title\n",
        "SELECT title(1) FROM books", "UPDATE other.books SET title = 1",
    ])
    func `not a namesake of the column`(text: String) { #expect(!names(text, column)) }

    @Test func `the column of a trigger's row`() {
        #expect(names("SET NEW.title = upper(OLD.title)", column, triggeredBy: ["books"]))
        #expect(!names("SET NEW.title = upper(OLD.title)", column, triggeredBy: ["authors"]))
        #expect(!names("INSERT INTO books (id) VALUES (NEW.title)", column, triggeredBy: ["authors"]))
        #expect(!names("SET NEW.name = upper(NEW.name)", column, triggeredBy: ["books"]))
    }

    @Test(arguments: ["select `authors`.`books` AS `books` from `shop`.`authors`", "SELECT 'books' FROM authors"])
    func `not a column of the table's name`(text: String) { #expect(!names(text, books)) }
}

@Suite struct `What changes take away` {
    @Test func `is told under its former name, once`() {
        let changes: [Change] = [
            .renameTable("books", to: "works"), .renameColumn("title", to: "name", in: "works"),
            .renameColumn("name", to: "label", in: "works"), .dropColumn(Column("year", .integer), from: "works"),
        ]
        #expect(
            LostNames(changes).found == [
                LostName(table: "books", fate: .renamed(to: "works")),
                LostName(table: "books", column: "title", fate: .renamed(to: "label")),
                LostName(table: "books", column: "year", fate: .dropped),
            ])
    }

    @Test func `is what two columns exchange, and nothing that is there again`() {
        func rename(_ old: String, _ new: String) -> Change { .renameColumn(old, to: new, in: "t") }
        #expect(LostNames([rename("a", "x"), rename("b", "a"), rename("x", "b")]).found.map(\.column) == ["a", "b"])
        #expect(LostNames([rename("a", "x"), rename("x", "a")]).found == [])
        let column = Column("a", .integer)
        #expect(LostNames([.dropColumn(column, from: "t"), .addColumn(column, to: "t")]).found == [])
    }
}

/// Objects of a person's own beside two tables of migrations.
private struct OwnObjectCase {
    static let books = table("books", Column("title", .varchar(40)), Column("year", .integer, nullable: true))
    static let log = table("log", Column("line", .varchar(90)))

    static let renaming = Change.renameColumn("title", to: "name", in: "books")
    static let dropping = Change.dropColumn(Column("year", .integer, nullable: true), from: "books")
    static let others: [Change] = [
        .addColumn(Column("pages", .integer, nullable: true), to: "books"),
        .addIndex(Index("idx_books_title", [.ascending("title")]), to: "books"),
    ]

    static func migrator(_ database: any Database, _ changes: [Change]) throws -> Migrator {
        try Migrator(
            migrations: [
                Migration(id: "m1", batch: "1", changes: [.createTable(books), .createTable(log)]),
                Migration(id: "m2", batch: "2", changes: changes),
            ], database: database)
    }

    /// Refuses the changes for that object before anything is changed.
    static func expectRefusal(
        _ database: any Database, _ changes: [Change], _ words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let migrator = try migrator(database, changes)
        try migrator.up(.to("m1"))
        let error = try failure(sourceLocation: sourceLocation) { try migrator.up() }
        #expect("\(error)".contains(words), "\(error)", sourceLocation: sourceLocation)
        #expect("\(error)".contains("rop "), "\(error)", sourceLocation: sourceLocation)
        #expect(try migrator.status().map(\.state) == [.applied, .pending], sourceLocation: sourceLocation)
        #expect(try migrator.compare().matches, sourceLocation: sourceLocation)
    }
}

#if MySQL
    @Suite(.serialized) struct `Somebody's own objects on MySQL and MariaDB` {
        private func bench(_ server: MySQLServer, _ objects: String...) throws -> MySQLBench {
            let bench = try MySQLBench(server)
            try OwnObjectCase.migrator(bench.database, []).up(.to("m1"))
            for object in objects { try bench.run(object) }
            return bench
        }

        private static let conversion = Change.alterColumn(
            in: "books", from: Column("title", .varchar(40)), to: Column("title", .text), using: "concat(title, '!')")

        @Test(arguments: MySQLServer.available)
        func `stop a change that takes a column from an index`(server: MySQLServer) throws {
            let cases: [(String, Change, String)] = [
                ("CREATE INDEX own ON books (title)", Self.conversion, "'own' names 'books.title', which is made anew"),
                (
                    "CREATE UNIQUE INDEX title ON books (title, id)", Self.conversion,
                    "index 'title' names 'books.title', which is made anew"
                ),
                (
                    "CREATE UNIQUE INDEX own ON books (year, id)", OwnObjectCase.dropping,
                    "index 'own' names 'books.year', which is dropped"
                ),
            ]
            for (object, change, words) in cases {
                let bench = try bench(server, object)
                let indexes =
                    "SELECT index_name, column_name FROM information_schema.statistics "
                    + "WHERE table_schema = DATABASE() ORDER BY 1, seq_in_index, 2"
                let before = try bench.rows(indexes)
                let migrator = try OwnObjectCase.migrator(bench.database, [change])
                for attempt in [{ _ = try migrator.up() }, { _ = try migrator.rehearse() }] {
                    #expect("\(try failure(attempt))".contains(words))
                }
                #expect(try migrator.status().map(\.state) == [.applied, .pending])
                #expect(try bench.rows(indexes) == before)
                try bench.run("DROP INDEX \(object.contains(" own ") ? "own" : "title") ON books")
                try migrator.up()
            }
        }

        @Test(arguments: MySQLServer.available.filter { $0.engine == .mariadb })
        func `stop a change that drops a column's check`(server: MySQLServer) throws {
            let bench = try bench(server, "ALTER TABLE books MODIFY year integer NULL CHECK (year > 1900)")
            let year = Column("year", .integer, nullable: true)
            let changes: [Change] = [
                .renameColumn("year", to: "born", in: "books"),
                .alterColumn(
                    in: "books", from: Column("born", .integer, nullable: true),
                    to: Column("born", .bigInteger, nullable: true)),
            ]
            for change in [changes, [.alterColumn(in: "books", from: year, to: Column("year", .integer))]] {
                let migrator = try OwnObjectCase.migrator(bench.database, change)
                for attempt in [{ _ = try migrator.up() }, { _ = try migrator.rehearse() }] {
                    let words = "\(try failure(attempt))"
                    #expect(
                        words.contains("What is column 'books.year' has to be made anew, which would lose"), "\(words)")
                    #expect(words.contains("CHECK (`year` > 1900)"), "\(words)")
                }
            }
            try bench.run("ALTER TABLE books MODIFY year integer NULL")
            #expect(try OwnObjectCase.migrator(bench.database, changes).up() == ["m2"])
        }

        @Test(arguments: MySQLServer.available)
        func `stay where an index goes with its column, or is seen to`(server: MySQLServer) throws {
            let bench = try bench(
                server, "CREATE INDEX own ON books (year)", "CREATE INDEX other ON books (title, id)")
            let dropping = Change.sql(RawSQL(up: ["DROP INDEX other ON books"], down: []))
            let migrator = try OwnObjectCase.migrator(
                bench.database, [OwnObjectCase.dropping, dropping, Self.conversion])
            _ = try migrator.rehearse()
            #expect(try migrator.up() == ["m2"])
        }

        @Test(arguments: MySQLServer.available)
        func `are looked for by a dry run, under the names of today`(server: MySQLServer) throws {
            let bench = try bench(server, "CREATE VIEW titles AS SELECT title FROM books")
            let migrations = [
                Migration(
                    id: "m1", batch: "1",
                    changes: [.createTable(OwnObjectCase.books), .createTable(OwnObjectCase.log)]),
                Migration(id: "m2", batch: "2", changes: OwnObjectCase.others),
                Migration(id: "m3", batch: "2", changes: [OwnObjectCase.renaming]),
            ]
            let migrator = try Migrator(migrations: migrations, database: bench.database)
            let words = "\(try failure { _ = try migrator.rehearse() })"
            #expect(words.hasPrefix("Applying m3 failed"))
            #expect(words.contains("view 'titles' names 'books.title', which is renamed to 'name'"))
            try bench.run("DROP VIEW titles")
            _ = try migrator.rehearse()
        }

        @Test(arguments: MySQLServer.available)
        func `stop a change that breaks them`(server: MySQLServer) throws {
            let cases: [(String, Change, String)] = [
                (
                    "CREATE VIEW recent AS SELECT * FROM books WHERE year > 2000", OwnObjectCase.renaming,
                    "view 'recent' names 'books.title', which is renamed to 'name'"
                ),
                (
                    "CREATE VIEW recent AS SELECT b.title FROM books AS b JOIN log USING (id) WHERE b.year > 2000",
                    OwnObjectCase.dropping, "view 'recent' names 'books.year', which is dropped"
                ),
                (
                    "CREATE VIEW lines_there AS SELECT line FROM log", .dropTable(OwnObjectCase.log),
                    "view 'lines_there' names 'log', which is dropped"
                ),
                (
                    "CREATE TRIGGER noted BEFORE INSERT ON books FOR EACH ROW SET NEW.title = upper(NEW.title)",
                    OwnObjectCase.renaming, "trigger 'noted' names 'books.title'"
                ),
                (
                    "CREATE TRIGGER noted AFTER INSERT ON books FOR EACH ROW INSERT INTO log (line) VALUES (NEW.id)",
                    .renameTable("log", to: "journal"), "trigger 'noted' names 'log', which is renamed to 'journal'"
                ),
                (
                    "CREATE PROCEDURE age() UPDATE books SET year = year + 1", OwnObjectCase.dropping,
                    "procedure 'age' names 'books.year'"
                ),
                (
                    "CREATE FUNCTION last_line() RETURNS varchar(90) READS SQL DATA RETURN (SELECT max(line) FROM log)",
                    .renameColumn("line", to: "words", in: "log"), "function 'last_line' names 'log.line'"
                ),
                (
                    "CREATE EVENT sweep ON SCHEDULE EVERY 1 YEAR DISABLE DO DELETE FROM log WHERE line = ''",
                    .renameColumn("line", to: "words", in: "log"), "event 'sweep' names 'log.line'"
                ),
            ]
            for (object, change, words) in cases {
                let bench = try bench(server, object)
                try OwnObjectCase.expectRefusal(bench.database, OwnObjectCase.others + [change], words)
            }
        }

        @Test(arguments: MySQLServer.available)
        func `stop a migration that is taken back`(server: MySQLServer) throws {
            let bench = try bench(server)
            let migrator = try OwnObjectCase.migrator(bench.database, OwnObjectCase.others)
            try migrator.up()
            try bench.run("CREATE VIEW thick AS SELECT id FROM books WHERE pages > 500")
            let error = try failure { try migrator.down(force: true) }
            #expect("\(error)".contains("view 'thick' names 'books.pages', which is dropped"))
            #expect(try migrator.compare().matches)
        }

        @Test(arguments: MySQLServer.available)
        func `stop nothing else, and not what sees to them itself`(server: MySQLServer) throws {
            let bench = try bench(
                server, "CREATE VIEW titles AS SELECT title FROM books",
                "CREATE VIEW lines_there AS SELECT line AS year FROM log",
                "CREATE TRIGGER noted BEFORE INSERT ON log FOR EACH ROW SET NEW.line = upper(NEW.line)")
            func raw(_ text: String) -> Change {
                .sql(RawSQL(up: [.init(text)], down: [.init("DO 0")]))
            }
            let migrator = try OwnObjectCase.migrator(
                bench.database,
                [
                    OwnObjectCase.dropping, raw("DROP VIEW titles"), OwnObjectCase.renaming,
                    raw("CREATE VIEW titles AS SELECT name FROM books"),
                    raw("DROP VIEW lines_there"), .dropTable(OwnObjectCase.log),
                ])
            #expect(try migrator.up() == ["m2"])
            #expect(try bench.rows("SELECT * FROM titles") == [])
        }
    }
#endif

#if PostgreSQL
    @Suite(.enabled(if: PostgreSQLServer.isThere)) struct `Somebody's own objects on PostgreSQL` {
        private func bench(_ objects: String...) throws -> PostgreSQLWorkbench {
            let bench = try PostgreSQLWorkbench()
            try OwnObjectCase.migrator(bench.database, []).up(.to("m1"))
            for object in objects { try bench.run(object) }
            return bench
        }

        @Test func `stop a change that breaks them`() throws {
            let trigger = "CREATE TRIGGER noted BEFORE INSERT ON books FOR EACH ROW EXECUTE FUNCTION shout()"
            let cases: [([String], Change, String)] = [
                (
                    ["CREATE VIEW years AS SELECT year FROM books"], OwnObjectCase.dropping,
                    "view years depends on column"
                ),
                (
                    ["CREATE VIEW lines_there AS SELECT line FROM log"], .dropTable(OwnObjectCase.log),
                    "view lines_there depends on table log"
                ),
                (
                    ["CREATE VIEW years AS SELECT year FROM books"],
                    .alterColumn(
                        in: "books", from: Column("year", .integer, nullable: true),
                        to: Column("year", .bigInteger, nullable: true)), "view years depends on column"
                ),
                (
                    [
                        """
                        CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql
                        AS $$ BEGIN NEW.title := upper(NEW.title); RETURN NEW; END $$
                        """, trigger,
                    ], OwnObjectCase.renaming, "function 'shout' names 'books.title', which is renamed to 'name'"
                ),
                (
                    [
                        """
                        CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql
                        AS $$ BEGIN INSERT INTO log (line) VALUES (NEW.title); RETURN NEW; END $$
                        """, trigger,
                    ], .dropTable(OwnObjectCase.log), "function 'shout' names 'log', which is dropped"
                ),
                (
                    ["CREATE FUNCTION last_line() RETURNS text LANGUAGE sql AS 'SELECT max(line) FROM log'"],
                    .renameColumn("line", to: "words", in: "log"), "function 'last_line' names 'log.line'"
                ),
            ]
            for (objects, change, words) in cases {
                let bench = try bench()
                for object in objects { try bench.run(object) }
                try OwnObjectCase.expectRefusal(bench.database, OwnObjectCase.others + [change], words)
            }
        }

        @Test func `stop a change that takes a column from an index or a check`() throws {
            let cases = [
                ("CREATE UNIQUE INDEX own ON books (title, year)", "index 'own'", "DROP INDEX own"),
                ("CREATE INDEX own ON books (title) WHERE year > 0", "index 'own'", "DROP INDEX IF EXISTS own"),
                (
                    "ALTER TABLE books ADD CONSTRAINT own UNIQUE (title, year)", "index 'own'",
                    "ALTER TABLE books DROP CONSTRAINT own"
                ),
                (
                    "ALTER TABLE books ADD CONSTRAINT own CHECK (title <> '' OR year > 0)", "check 'own'",
                    "ALTER TABLE books DROP CONSTRAINT IF EXISTS own"
                ),
            ]
            for (making, name, removing) in cases {
                let bench = try bench(making)
                let migrator = try OwnObjectCase.migrator(bench.database, [OwnObjectCase.dropping])
                for attempt in [{ _ = try migrator.up() }, { _ = try migrator.rehearse() }] {
                    let words = "\(try failure(attempt))"
                    #expect(words.contains("\(name) names 'books.year', which is dropped"), "\(words)")
                }
                let seenTo = Change.sql(RawSQL(up: [.init(removing)], down: []))
                #expect(try OwnObjectCase.migrator(bench.database, [seenTo, OwnObjectCase.dropping]).up() == ["m2"])
            }
            let alone = try bench("CREATE INDEX own ON books (year)")
            #expect(try OwnObjectCase.migrator(alone.database, [OwnObjectCase.dropping]).up() == ["m2"])
        }

        @Test func `follow a new name where the server sees to it`() throws {
            let bench = try bench("CREATE VIEW titles AS SELECT title FROM books")
            #expect(try OwnObjectCase.migrator(bench.database, [OwnObjectCase.renaming]).up() == ["m2"])
            #expect(try bench.rows("SELECT title FROM titles") == [])
        }
    }
#endif
