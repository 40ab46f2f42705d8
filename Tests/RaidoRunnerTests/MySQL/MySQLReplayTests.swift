#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.serialized) struct `An interrupted statement of MySQL and MariaDB` {
        private static let neither = "neither the state before it nor the state after it"

        private static let swap = "ALTER TABLE people RENAME COLUMN name TO place, RENAME COLUMN place TO name"

        /// What names nothing by which it is found, or leaves the names as they were.
        private static let untold = [
            "ALTER TABLE people ADD INDEX (place)", "ALTER TABLE people ADD FOREIGN KEY (place) REFERENCES towns (id)",
            "ALTER TABLE people COMMENT = 'x'", "ALTER TABLE people CONVERT TO CHARACTER SET latin2",
            "ALTER TABLE people ROW_FORMAT = COMPRESSED", "ALTER TABLE people ADD COLUMN (c int, d int)",
            "ALTER TABLE people ENGINE = MyISAM", "ALTER TABLE people DEFAULT CHARACTER SET latin2", swap,
            "ALTER TABLE people DROP COLUMN place, ADD COLUMN place int FIRST",
            "ALTER TABLE people ALTER INDEX k /*!80000 INVISIBLE */ /*M!100000 IGNORED */",
            "ALTER TABLE people ADD CHECK (place < 9)", "ALTER TABLE people CONVERT TO CHARACTER SET DEFAULT",
        ]

        private func bench(_ server: MySQLServer) throws -> MySQLBench {
            let bench = try MySQLBench.rows(on: server)
            try bench.connection.runScript(
                """
                ALTER DATABASE CHARACTER SET latin5; CREATE INDEX k ON people (name);
                CREATE TABLE towns (id int PRIMARY KEY) ENGINE=InnoDB; INSERT INTO towns VALUES (0)
                """)
            return bench
        }

        private func definition(_ bench: MySQLBench) throws -> String? {
            try bench.database.tableDefinition("people")
        }

        @Test(arguments: MySQLServer.available, untold)
        func `is found where only trying it tells`(server: MySQLServer, sql: String) throws {
            let bench = try bench(server)
            try bench.lose(at: sql, isSent: true, of: sql)
            let made = try definition(bench)
            try bench.goOn(with: sql)
            #expect(try definition(bench) == made)
        }

        @Test(arguments: MySQLServer.available, untold)
        func `is made where it was not sent`(server: MySQLServer, sql: String) throws {
            let bench = try bench(server)
            try bench.lose(at: sql, of: sql)
            let before = try definition(bench)
            try bench.goOn(with: sql)
            #expect(try definition(bench) != before)
        }

        @Test(arguments: MySQLServer.available)
        func `is tried under the settings that it has`(server: MySQLServer) throws {
            let bench = try bench(server)
            let sql = "SET sql_mode = 'ANSI_QUOTES'; ALTER TABLE people ADD INDEX (\"place\")"
            try bench.lose(at: "ALTER", isSent: true, of: sql)
            try bench.goOn(with: sql)
        }

        @Test(
            arguments: MySQLServer.available,
            [
                ("CREATE INDEX i ON people (place)", "CREATE INDEX i ON people (name)"),
                ("ALTER TABLE people ADD COLUMN extra int", "ALTER TABLE people ADD COLUMN extra varchar(9)"),
                ("ALTER TABLE people MODIFY place bigint", "ALTER TABLE people MODIFY place smallint"),
                ("ALTER TABLE people COMMENT 'x'", "ALTER TABLE people COMMENT 'y'"),
                (swap, "ALTER TABLE people ADD COLUMN extra int"),
            ])
        func `is not taken for made where what is there is another`(
            server: MySQLServer, statement: (sql: String, meanwhile: String)
        ) throws {
            let bench = try bench(server)
            try bench.lose(at: statement.sql, of: statement.sql)
            try bench.run(statement.meanwhile)
            let message = try bench.refusal(of: statement.sql)
            #expect(message.contains(Self.neither), "\(message)")
        }

        @Test(arguments: MySQLServer.available)
        func `is not guessed about where trying it tells nothing`(server: MySQLServer) throws {
            let bench = try bench(server)
            let sql = "ALTER TABLE people DROP COLUMN place, ADD COLUMN place int"
            try bench.lose(at: sql, isSent: true, of: sql)
            let message = try bench.refusal(of: sql)
            #expect(
                message.contains("The database does not show whether this statement was applied. 'migrate sql"),
                "\(message)")
        }

        @Test(arguments: MySQLServer.available)
        func `says which right it lacks to be tried`(server: MySQLServer) throws {
            let bench = try bench(server)
            let user = try user(of: bench)
            defer { try? bench.run("DROP USER \(user)@'%'") }
            let database = try database(of: bench, as: user)
            for sql in ["ALTER TABLE people COMMENT = 'x'", Self.swap] {
                try bench.lose(at: sql, isSent: true, of: sql, id: sql)
                let migrator = try Migrator(fromTextOf: bench.history(sql, id: sql), database: database)
                let message = "\(try failure { try migrator.up() })"
                let grant = "GRANT ALL ON `raido\\_proof\\_%`.* TO '\(user)'@'%' Fix that and run the command again."
                #expect(message.contains(grant), "\(message)")
                try bench.run("GRANT ALL ON `raido\\_proof\\_%`.* TO \(user)@'%'")
                #expect(try migrator.up() == [sql])
                try bench.run("REVOKE ALL ON `raido\\_proof\\_%`.* FROM \(user)@'%'")
                try bench.run("DELETE FROM _raido_migrations")
            }
        }

        private func user(of bench: MySQLBench) throws -> String {
            let user = "u\(UInt32.random(in: 0...UInt32.max))"
            try bench.run("CREATE USER \(user)@'%' IDENTIFIED BY 'secret'")
            try bench.run("GRANT ALL ON \(bench.name).* TO \(user)@'%'")
            return user
        }

        private func database(of bench: MySQLBench, as user: String) throws -> MySQLDatabase {
            var address = try MySQLAddress(bench.server.url)
            (address.user, address.password, address.database) = (user, "secret", bench.name)
            return try MySQLDatabase(MySQLConnection(address))
        }

        @Test(
            arguments: MySQLServer.available,
            [
                ("CREATE INDEX i ON people (place)", "CREATE INDEX i ON people (name)", false),
                ("CREATE INDEX i ON people (place)", "CREATE INDEX i ON people (place, name)", false),
                ("CREATE INDEX i USING BTREE ON people (Place ASC, name(5))", "DO 0", true),
                ("ALTER TABLE people ADD COLUMN extra int", "CREATE INDEX i ON people (name)", true),
            ])
        func `is compared with an index by its columns where it cannot be tried`(
            server: MySQLServer, statement: (sql: String, meanwhile: String, isMade: Bool)
        ) throws {
            let bench = try bench(server)
            let user = try user(of: bench)
            defer { try? bench.run("DROP USER \(user)@'%'") }
            try bench.lose(at: statement.sql, isSent: statement.isMade, of: statement.sql)
            try bench.run(statement.meanwhile)
            let migrator = try Migrator(
                fromTextOf: bench.history(statement.sql), database: database(of: bench, as: user))
            guard !statement.isMade else {
                #expect(try migrator.up() == ["m1"])
                return
            }
            let message = "\(try failure { try migrator.up() })"
            #expect(
                message.contains(Self.neither) && message.contains("Fix that and run the command again."), "\(message)")
        }

        private static let table = Table(
            "t",
            columns: [Column("id", .bigInteger, identity: true), Column("b", .integer, nullable: true)],
            primaryKey: ["id"], indexes: [Index("i", [.ascending("b")])])

        /// A change, the statement of it that is made before the connection is lost, and what somebody else does then.
        private static let drops: [(Change, String, String)] = [
            (
                .dropColumn(table.columns[1], from: "t"), "ALTER TABLE `t` DROP COLUMN",
                "ALTER TABLE t ADD COLUMN b varchar(9) DEFAULT 'dear'"
            ),
            (.dropIndex(table.indexes[0], from: "t"), "ALTER TABLE `t` DROP KEY", "CREATE INDEX i ON t (id, b)"),
            (.dropTable(table), "DROP TABLE", "CREATE TABLE t (b varchar(9) DEFAULT 'dear')"),
        ]

        @Test(arguments: MySQLServer.available, 0..<drops.count)
        func `takes nothing that somebody else made under the name`(server: MySQLServer, number: Int) throws {
            let (change, beginning, meanwhile) = Self.drops[number]
            var table = Self.table
            if case .dropColumn = change { table.indexes = [] }
            let history = [
                Migration(id: "m1", batch: "1", changes: [.createTable(table)]),
                Migration(id: "m2", batch: "2", changes: [change]),
            ]
            let bench = try MySQLBench(server)
            try Migrator(fromTextOf: history, database: bench.database).up(.to("m1"))
            func lose() throws {
                let inner = try MySQLConnection(MySQLAddress(server.url))
                try inner.run("USE \(bench.name)")
                let lost = LostConnection(inner, at: beginning, isSent: true)
                try Migrator(fromTextOf: history, database: MySQLDatabase(lost)).up()
            }
            #expect(throws: MigratorError.self) { try lose() }
            try bench.run(meanwhile)
            let there = try bench.database.tableDefinition("t")
            let message = "\(try failure { try Migrator(fromTextOf: history, database: bench.database).up() })"
            #expect(message.contains(Self.neither), "\(message)")
            #expect(try bench.database.tableDefinition("t") == there)
            #expect(try bench.database.history().map(\.id) == ["m1"])
        }
    }
#endif
