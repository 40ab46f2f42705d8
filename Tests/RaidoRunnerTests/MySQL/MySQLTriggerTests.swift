#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite struct `Triggers on MySQL and MariaDB` {
        private static func raw(_ sql: String) -> Change { .sql(RawSQL(up: [.sql(mysql: sql, mariadb: sql)])) }

        private static let history = [
            Migration(id: "m1", batch: "1", changes: [.createTable(table("notes", Column("n", .integer)))]),
            Migration(
                id: "m2", batch: "1",
                changes: [raw("CREATE TRIGGER tr BEFORE INSERT ON notes FOR EACH ROW SET NEW.n = NEW.n + 1")]),
        ]

        @Test(arguments: MySQLServer.available)
        func `are refused before the first statement where the user may create none`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            try bench.withUser { user, url in
                try bench.run("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER ON \(bench.name).* TO \(user)")
                let isLogging =
                    try bench.rows(
                        "SELECT @@log_bin = 1 AND @@log_bin_trust_function_creators = 0") == ["1"]
                let words = "\(try failure { try Migrator(fromTextOf: Self.history, database: url).up() })"
                #expect(words.contains("Cannot create triggers: "), "\(words)")
                let remedy =
                    isLogging
                    ? "SET GLOBAL log_bin_trust_function_creators = 1" : "GRANT TRIGGER ON `\(bench.name)`.* TO \(user)"
                #expect(words.contains("Ask an administrator to run: \(remedy)\n"), "\(words)")
                #expect(try bench.rows("SHOW TABLES LIKE 'notes'") == [], "m1 was not applied either")
                // Without triggers there is nothing to ask for.
                #expect(try Migrator(fromTextOf: [Self.history[0]], database: url).up() == ["m1"])
                if isLogging { return }
                try bench.run("GRANT TRIGGER ON \(bench.name).notes TO \(user)")
                #expect(try Migrator(fromTextOf: Self.history, database: url).up() == ["m2"])
            }
        }

        @Test(arguments: MySQLServer.available)
        func `are refused before the first migration is reverted`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let create = "CREATE TRIGGER tr BEFORE INSERT ON notes FOR EACH ROW SET NEW.n = NEW.n + 1"
            let drop = "DROP TRIGGER IF EXISTS tr"
            let history = [
                Self.history[0],
                Migration(
                    id: "m2", batch: "1",
                    changes: [
                        .sql(
                            RawSQL(
                                up: [.sql(mysql: drop, mariadb: drop)], down: [.sql(mysql: create, mariadb: create)]))
                    ]),
                Migration(
                    id: "m3", batch: "1", changes: [.addColumn(Column("m", .integer, nullable: true), to: "notes")]),
            ]
            try Migrator(fromTextOf: history, database: bench.database).up()
            try bench.withUser { user, url in
                try bench.run("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER ON \(bench.name).* TO \(user)")
                for redo in [false, true] {
                    let migrator = try Migrator(fromTextOf: history, database: url)
                    let refused = try failure {
                        if redo { try migrator.redo(force: true) } else { try migrator.down(force: true) }
                    }
                    #expect("\(refused)".contains("Cannot create triggers: "), "\(refused)")
                    #expect(try migrator.status().allSatisfy { $0.state == .applied }, "m3 was not reverted either")
                }
            }
        }

        @Test(arguments: MySQLServer.available)
        func `on the history are refused`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let migrator = try Migrator(fromTextOf: Self.history, database: bench.database)
            try migrator.up(.to("m1"))
            try bench.run("CREATE TRIGGER evil BEFORE INSERT ON _raido_migrations FOR EACH ROW SET NEW.id = 'x'")
            let words = "\(try failure { try migrator.up() })"
            #expect(words.contains("has the trigger 'evil'") && words.hasSuffix("Nothing was changed."), "\(words)")
            try bench.run("DROP TRIGGER evil")
            #expect(try migrator.up() == ["m2"])
        }

        @Test(arguments: MySQLServer.available)
        func `or a limit of rows to read do not keep a session from being set up`(server: MySQLServer) throws {
            let connection = try MySQLConnection(MySQLAddress(server.url))
            try connection.run("SET SESSION max_join_size = 1, SESSION sql_select_limit = 1")
            #expect(try MySQLDatabase(connection).engine == server.engine)
        }

        @Test(arguments: MySQLServer.available)
        func `and values of enums that begin with a combining mark are read back`(server: MySQLServer) throws {
            let values = ["a", "\u{301}b", "it's", "\u{308}", "c"].map(EnumValue.text)
            let table = Table(
                "t", columns: [Column("e", .enumeration("e"), default: .string("\u{301}b"))],
                checks: [CheckConstraint("ck", "e <> '\u{301}b,'")], enums: [EnumType("e", values)])
            let bench = try MySQLBench(server, table)
            #expect(try bench.database.inspect()["t"]?.enums.first?.values == values)
            #expect(try bench.difference() == nil)
        }

        @Test(arguments: [Engine.mysql, .mariadb])
        func `and values of enums that end in a blank are refused when planning`(engine: Engine) {
            let table = Table(
                "t", columns: [Column("e", .enumeration("Kind"))], enums: [EnumType("Kind", [.text("a"), .text("b ")])])
            let error = #expect(throws: UnsupportedChange.self) {
                try render([.createTable(table)], on: Schema(), for: engine)
            }
            #expect(
                error?.description.contains("stores 'b ' of enum 'Kind' in 't' without the blank at its end") == true)
        }

        @Test(arguments: MySQLServer.available)
        func `and tables that others use name the session that does`(server: MySQLServer) throws {
            let bench = try MySQLBench(server, table("busy"))
            let reader = try MySQLConnection(MySQLAddress(server.url))
            try reader.run("USE \(bench.name)")
            try reader.run("BEGIN")
            try reader.run("SELECT * FROM busy")
            let number = try reader.number("SELECT CONNECTION_ID()") ?? 0
            let other = try MySQLConnection(MySQLAddress(server.url))
            try other.run("USE \(bench.name)")
            let error = MySQLDatabase.lockError(in: try MySQLDatabase(other, lockTimeout: 1))
            let isTold =
                try server.engine == .mysql
                || bench.rows("SELECT count(*) FROM information_schema.tables WHERE table_name = 'METADATA_LOCK_INFO'")
                    == ["1"]
            #expect(
                error?.message.contains("; 'busy' is locked by session \(number) of '") == isTold,
                "\(error?.message ?? "")")
        }
    }

    extension MySQLDatabase {
        /// What a statement is told that waits in vain for a table called `busy`.
        fileprivate static func lockError(in database: MySQLDatabase) -> DatabaseError? {
            do {
                try database.connection.run("ALTER TABLE busy ADD COLUMN c int")
                return nil
            } catch { return database.namingHolder(error) }
        }
    }
#endif
