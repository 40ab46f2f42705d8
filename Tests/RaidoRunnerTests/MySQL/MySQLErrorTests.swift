#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite struct `What MySQL and MariaDB refuse` {
        private static func raw(_ sql: String) -> [Change] { [.sql(RawSQL(up: [.sql(mysql: sql, mariadb: sql)]))] }

        private static let notes = Table("notes", columns: [Column("a", .varchar(9)), Column("b", .integer)])

        /// What is granted on the table, what is run, and the privilege that is missing.
        private static let refusals: [(granted: String, changes: [Change], missing: String)] = [
            (
                "UPDATE",
                [.addColumn(Column("c", .integer, nullable: true), to: "notes")], "ALTER"
            ),
            ("UPDATE", [.dropTable(notes)], "DROP"),
            ("UPDATE (a)", raw("UPDATE notes SET b = 1"), "UPDATE"),
            ("UPDATE", raw("DROP PROCEDURE IF EXISTS nothing_there"), "ALTER ROUTINE"),
        ]

        /// Runs `body` with a user who has no rights, and the user's URL.
        private func withUser(on bench: MySQLBench, _ body: (String, String) throws -> Void) throws {
            let name = "u\(UInt64.random(in: 0...UInt64.max))".prefix(20)
            try bench.run("CREATE USER '\(name)'@'%' IDENTIFIED BY 'secret'")
            defer { try? bench.run("DROP USER '\(name)'@'%'") }
            let place = bench.server.url.replacing(#/^.*@/#, with: "").prefix { $0 != "/" }
            try body("'\(name)'@'%'", "mysql://\(name):secret@\(place)/\(bench.name)")
        }

        @Test(arguments: MySQLServer.available)
        func `for want of a privilege is taken after the statement that the message gives`(server: MySQLServer) throws {
            for (granted, changes, missing) in Self.refusals {
                let bench = try MySQLBench(server)
                try withUser(on: bench) { user, url in
                    // What a mightier user made, MySQL lets nobody else drop.
                    try bench.run("CREATE DEFINER = \(user) PROCEDURE nothing_there() SELECT 1")
                    let history = [
                        Migration(id: "n1", batch: "1", changes: [.createTable(Self.notes)]),
                        Migration(id: "n2", batch: "2", changes: changes),
                    ]
                    try Migrator(fromTextOf: history, database: bench.database).up(.to("n1"))
                    try bench.run("GRANT INSERT, SELECT, CREATE, DELETE ON \(bench.name).* TO \(user)")
                    for table in ["_raido_migrations", "_raido_journal"] {
                        try bench.run("GRANT UPDATE ON \(bench.name).\(table) TO \(user)")
                    }
                    try bench.run("GRANT \(granted) ON \(bench.name).notes TO \(user)")
                    let migrator = try Migrator(fromTextOf: history, database: url)
                    let words = "\(try failure { try migrator.up() })"
                    let remedy = "GRANT \(missing) ON `\(bench.name)`.* TO \(user)"
                    #expect(words.contains("Ask an administrator to run: \(remedy)\n"), "\(words)")
                    try bench.run(remedy)
                    #expect(try Migrator(fromTextOf: history, database: url).up() == ["n2"])
                }
            }
        }

        @Test(arguments: MySQLServer.available)
        func `at the door says what to do`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            try withUser(on: bench) { user, url in
                let noRight = "\(try failure { _ = try openDatabase(url) })"
                #expect(noRight.hasSuffix("Ask an administrator to run: GRANT ALL ON `\(bench.name)`.* TO \(user)"))
                let wrong = "\(try failure { _ = try openDatabase(url.replacing(":secret@", with: ":other@")) })"
                #expect(
                    wrong.hasSuffix("Is the server running, and are host, port, user, password and database correct?"))
                #expect(wrong.contains("Access denied for user") && !wrong.contains("other"))
                try bench.run("GRANT ALL ON `\(bench.name)`.* TO \(user)")
                let variable = Migration(id: "m1", batch: "1", changes: Self.raw("SET GLOBAL max_connections = 500"))
                let global = "\(try failure { try Migrator(fromTextOf: [variable], database: url).up() })"
                #expect(
                    global.contains("Ask an administrator to run: GRANT ") && global.contains(" ON *.* TO \(user)"))
            }
        }

        @Test(arguments: MySQLServer.available)
        func `in a session that only reads is not put down to a file`(server: MySQLServer) throws {
            let bench = try MySQLBench(server, Self.notes)
            try bench.run("SET SESSION TRANSACTION READ ONLY")
            let error = try failure { try bench.apply([.dropTable(Self.notes)]) }
            #expect("\(error)".contains("The server or the session is read-only: connect to the primary"), "\(error)")
        }

        @Test(arguments: MySQLServer.available)
        func `because of another table's collation says how it is converted`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let convert = "CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci"
            try bench.run("CREATE TABLE users (name varchar(40) PRIMARY KEY) CHARACTER SET latin1")
            let table = Table(
                "posts", columns: [Column("author", .varchar(40))],
                foreignKeys: [ForeignKey("fk", ["author"], references: "users", ["name"])])
            let migrator = try Migrator(
                fromTextOf: [Migration(id: "m1", batch: "1", changes: [.createTable(table)])], database: bench.database)
            let words = "\(try failure { try migrator.up() })"
            #expect(words.contains("ALTER TABLE … \(convert) converts an older table."), "\(words)")
            try bench.run("ALTER TABLE users \(convert)")
            #expect(try migrator.up() == ["m1"])
        }

        @Test(arguments: MySQLServer.available)
        func `because of rows says what is wrong with them`(server: MySQLServer) throws {
            let cases: [(String, Column, String)] = [
                ("'long text', 1", Column("a", .varchar(3)), "Rows have values that are too long or of another type"),
                ("'x', 300", Column("b", .tinyInteger), "Rows have values outside the range of the type"),
                ("'x', 1", Column("a", .integer), "Rows have values of another type"),
            ]
            for (values, column, advice) in cases {
                let bench = try MySQLBench(server, Self.notes)
                try bench.run("INSERT INTO notes VALUES (\(values))")
                let old = try #require(Self.notes.column(column.name))
                let words = "\(try failure { try bench.apply([.alterColumn(in: "notes", from: old, to: column)]) })"
                #expect(words.contains(advice), "\(words)")
            }
        }

        @Test(arguments: MySQLServer.available)
        func `because a number is beyond every whole number says so`(server: MySQLServer) throws {
            let old = Column("n", .double)
            let bench = try MySQLBench(server, table("t", old))
            try bench.run("INSERT INTO t (n) VALUES (1.5e300)")
            let error = try failure {
                try bench.apply([.alterColumn(in: "t", from: old, to: Column("n", .smallInteger))])
            }
            #expect("\(error)".contains("Rows have values"), "\(error)")
        }

        @Test(arguments: MySQLServer.available)
        func `is no collation that it lists`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let collations = try bench.connection.texts("SHOW COLLATION").filter { $0 != "binary" }
            #expect(collations.count > 100)
            for start in stride(from: 0, to: collations.count, by: 90) {
                let some = collations[start..<min(start + 90, collations.count)]
                let columns = some.enumerated().map { Column("c\($0.offset)", .char(1), collation: $0.element) }
                try bench.apply([.createTable(Table("t\(start)", columns: columns))])
                let found = try bench.database.inspect()["t\(start)"]?.columns.compactMap(\.collation) ?? []
                // MariaDB completes what it lists for all character sets of Unicode.
                #expect(
                    found.map { $0.replacing("utf8mb4_uca1400", with: "uca1400") }.sorted()
                        == some.filter { $0 != mysqlCollation }.map { $0.replacing("utf8mb4_uca1400", with: "uca1400") }
                        .sorted())
            }
        }
    }
#endif
