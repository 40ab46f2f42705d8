#if MySQL
    import Raido
    import RaidoPlanning
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.serialized) struct `Somebody's own objects on MySQL and MariaDB` {
        private func bench(_ server: MySQLServer, _ objects: String...) throws -> MySQLBench {
            let bench = try MySQLBench(server)
            try UserObjectCase.migrator(bench.database, []).up(.to("m1"))
            for object in objects { try bench.run(object) }
            return bench
        }

        private static let conversion = Change.alterColumn(
            in: "books", from: Column("title", .varchar(40)), to: Column("title", .text), using: "concat(title, '!')")

        @Test(arguments: MySQLServer.available)
        func `stop a change that takes a column from an index`(server: MySQLServer) throws {
            let cases: [(String, Change, String)] = [
                ("CREATE INDEX own ON books (title)", Self.conversion, "'own' uses 'books.title', which is rebuilt"),
                (
                    "CREATE UNIQUE INDEX title ON books (title, id)", Self.conversion,
                    "index 'title' uses 'books.title', which is rebuilt"
                ),
                (
                    "CREATE UNIQUE INDEX own ON books (year, id)", UserObjectCase.dropping,
                    "index 'own' uses 'books.year', which is dropped"
                ),
            ]
            for (object, change, words) in cases {
                let bench = try bench(server, object)
                let indexes =
                    "SELECT index_name, column_name FROM information_schema.statistics "
                    + "WHERE table_schema = DATABASE() ORDER BY table_name, 1, seq_in_index"
                let before = try bench.rows(indexes)
                let migrator = try UserObjectCase.migrator(bench.database, [change])
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
                let migrator = try UserObjectCase.migrator(bench.database, change)
                for attempt in [{ _ = try migrator.up() }, { _ = try migrator.rehearse() }] {
                    let words = "\(try failure(attempt))"
                    #expect(
                        words.contains("column 'books.year' must be rebuilt, which would lose"), "\(words)")
                    #expect(words.contains("CHECK (`year` > 1900)"), "\(words)")
                }
            }
            try bench.run("ALTER TABLE books MODIFY year integer NULL")
            #expect(try UserObjectCase.migrator(bench.database, changes).up() == ["m2"])
        }

        private static let codes = Table(
            "codes",
            columns: [
                Column("n", .integer), Column("name", .varchar(20)), Column("at", .timestamp, nullable: true),
                Column("state", .enumeration("State")),
            ], primaryKey: ["n"], enums: [EnumType("State", [.text("a"), .text("b")])])

        private func altering(_ name: String, _ change: (inout Column) -> Void) throws -> Change {
            let column = try #require(Self.codes.column(name))
            var other = column
            change(&other)
            return .alterColumn(in: "codes", from: column, to: other)
        }

        private func codes(_ bench: MySQLBench, then changes: [Change]) throws -> Migrator {
            try Migrator(
                fromTextOf: [
                    Migration(id: "m1", batch: "1", changes: [.createTable(Self.codes)]),
                    Migration(id: "m2", batch: "2", changes: changes),
                ], database: bench.database)
        }

        @Test(arguments: MySQLServer.available)
        func `stop a change that writes a column again without what was added to it`(server: MySQLServer) throws {
            let longer = try altering("name") { $0.type = .varchar(30) }
            let cases: [(String, Change, String)] = [
                ("MODIFY n int NOT NULL AUTO_INCREMENT", try altering("n") { $0.type = .bigInteger }, "AUTO_INCREMENT"),
                (
                    "MODIFY name varchar(20) CHARACTER SET latin1 NOT NULL", longer,
                    "CHARACTER SET latin1 COLLATE latin1_swedish_ci"
                ),
                (
                    "MODIFY name varchar(20) COLLATE utf8mb4_bin NOT NULL", longer,
                    "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
                ),
                // The column keeps the collation that its table no longer has.
                (
                    "DEFAULT CHARACTER SET latin1", longer,
                    "CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci"
                ),
                ("MODIFY name varchar(20) NOT NULL DEFAULT 'x'", longer, "DEFAULT"),
                (
                    "MODIFY at datetime(6) NULL ON UPDATE CURRENT_TIMESTAMP(6)",
                    try altering("at") { $0.comment = "x" },
                    "ON UPDATE CURRENT_TIMESTAMP"
                ),
                (
                    "MODIFY state enum('a','b') CHARACTER SET latin1 NOT NULL",
                    .addEnumValue(.text("c"), to: "State", in: "codes"),
                    "CHARACTER SET latin1 COLLATE latin1_swedish_ci"
                ),
            ]
            for (addition, change, words) in cases {
                let bench = try MySQLBench(server)
                let migrator = try codes(bench, then: [change])
                try migrator.up(.to("m1"))
                try bench.run("ALTER TABLE codes \(addition)")
                let before = try bench.rows("SHOW CREATE TABLE codes")
                for attempt in [{ _ = try migrator.up() }, { _ = try migrator.rehearse() }] {
                    let error = "\(try failure(attempt))"
                    #expect(error.contains("would lose what the migrations do not know of it: \(words). "), "\(error)")
                }
                #expect(try migrator.status().map(\.state) == [.applied, .pending])
                #expect(try bench.rows("SHOW CREATE TABLE codes") == before)
            }
        }

        @Test(arguments: MySQLServer.available)
        func `stop no change that says what was added, or sees to it, or that takes what migrations know`(
            server: MySQLServer
        ) throws {
            let numbered = try altering("n") {
                $0.type = .bigInteger
                $0.isIdentity = true
            }
            let exact = try altering("name") { $0.collation = "utf8mb4_bin" }
            let plain = Change.alterColumn(
                in: "codes", from: Column("n", .bigInteger, identity: true), to: Column("n", .integer))
            let back = Change.sql(
                RawSQL(up: ["ALTER TABLE codes MODIFY at datetime(6) ON UPDATE CURRENT_TIMESTAMP(6)"], down: []))
            let bench = try MySQLBench(server)
            let migrator = try codes(
                bench,
                then: [
                    numbered, exact, plain, .renameColumn("name", to: "label", in: "codes"),
                    .alterColumn(
                        in: "codes", from: Column("label", .varchar(20), collation: "utf8mb4_bin"),
                        to: Column("label", .text)),
                    try altering("at") { $0.comment = "x" }, back,
                ])
            try migrator.up(.to("m1"))
            try bench.run(
                """
                ALTER TABLE codes MODIFY n int NOT NULL AUTO_INCREMENT,
                MODIFY name varchar(20) COLLATE utf8mb4_bin NOT NULL,
                MODIFY at datetime(6) NULL ON UPDATE CURRENT_TIMESTAMP(6)
                """)
            #expect(try migrator.up() == ["m2"])
        }

        @Test(arguments: MySQLServer.available)
        func `stay where an index goes with its column, or is seen to`(server: MySQLServer) throws {
            let bench = try bench(
                server, "CREATE INDEX own ON books (year)", "CREATE INDEX other ON books (title, id)")
            let dropping = Change.sql(RawSQL(up: ["DROP INDEX other ON books"], down: []))
            let migrator = try UserObjectCase.migrator(
                bench.database, [UserObjectCase.dropping, dropping, Self.conversion])
            _ = try migrator.rehearse()
            #expect(try migrator.up() == ["m2"])
        }

        @Test(arguments: MySQLServer.available)
        func `are looked for by a dry run, under the names of today`(server: MySQLServer) throws {
            let bench = try bench(server, "CREATE VIEW titles AS SELECT title FROM books")
            let migrations = [
                Migration(
                    id: "m1", batch: "1",
                    changes: [.createTable(UserObjectCase.books), .createTable(UserObjectCase.log)]),
                Migration(id: "m2", batch: "2", changes: UserObjectCase.others),
                Migration(id: "m3", batch: "2", changes: [UserObjectCase.renaming]),
            ]
            let migrator = try Migrator(fromTextOf: migrations, database: bench.database)
            let words = "\(try failure { _ = try migrator.rehearse() })"
            #expect(words.hasPrefix("Applying m3 failed"))
            #expect(words.contains("view 'titles' uses 'books.title', which is renamed to 'name'"))
            try bench.run("DROP VIEW titles")
            _ = try migrator.rehearse()
        }

        @Test(arguments: MySQLServer.available)
        func `stop a change that breaks them`(server: MySQLServer) throws {
            let cases: [(String, Change, String)] = [
                (
                    "CREATE VIEW recent AS SELECT * FROM books WHERE year > 2000", UserObjectCase.renaming,
                    "view 'recent' uses 'books.title', which is renamed to 'name'"
                ),
                (
                    "CREATE VIEW recent AS SELECT b.title FROM books AS b JOIN log USING (id) WHERE b.year > 2000",
                    UserObjectCase.dropping, "view 'recent' uses 'books.year', which is dropped"
                ),
                (
                    "CREATE VIEW lines_there AS SELECT line FROM log", .dropTable(UserObjectCase.log),
                    "view 'lines_there' uses 'log', which is dropped"
                ),
                (
                    "CREATE TRIGGER noted BEFORE INSERT ON books FOR EACH ROW SET NEW.title = upper(NEW.title)",
                    UserObjectCase.renaming, "trigger 'noted' uses 'books.title'"
                ),
                (
                    "CREATE TRIGGER noted AFTER INSERT ON books FOR EACH ROW INSERT INTO log (line) VALUES (NEW.id)",
                    .renameTable("log", to: "journal"), "trigger 'noted' uses 'log', which is renamed to 'journal'"
                ),
                (
                    "CREATE PROCEDURE age() UPDATE books SET year = year + 1", UserObjectCase.dropping,
                    "procedure 'age' uses 'books.year'"
                ),
                (
                    "CREATE FUNCTION last_line() RETURNS varchar(90) READS SQL DATA RETURN (SELECT max(line) FROM log)",
                    .renameColumn("line", to: "words", in: "log"), "function 'last_line' uses 'log.line'"
                ),
                (
                    "CREATE EVENT sweep ON SCHEDULE EVERY 1 YEAR DISABLE DO DELETE FROM log WHERE line = ''",
                    .renameColumn("line", to: "words", in: "log"), "event 'sweep' uses 'log.line'"
                ),
            ]
            for (object, change, words) in cases {
                let bench = try bench(server, object)
                try UserObjectCase.expectRefusal(bench.database, UserObjectCase.others + [change], words)
            }
        }

        @Test(arguments: MySQLServer.available)
        func `stop a migration that is taken back`(server: MySQLServer) throws {
            let bench = try bench(server)
            let migrator = try UserObjectCase.migrator(bench.database, UserObjectCase.others)
            try migrator.up()
            try bench.run("CREATE VIEW thick AS SELECT id FROM books WHERE pages > 500")
            let error = try failure { try migrator.down(force: true) }
            #expect("\(error)".contains("view 'thick' uses 'books.pages', which is dropped"))
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
            let migrator = try UserObjectCase.migrator(
                bench.database,
                [
                    UserObjectCase.dropping, raw("DROP VIEW titles"), UserObjectCase.renaming,
                    raw("CREATE VIEW titles AS SELECT name FROM books"),
                    raw("DROP VIEW lines_there"), .dropTable(UserObjectCase.log),
                ])
            #expect(try migrator.up() == ["m2"])
            #expect(try bench.rows("SELECT * FROM titles") == [])
        }
    }
#endif
