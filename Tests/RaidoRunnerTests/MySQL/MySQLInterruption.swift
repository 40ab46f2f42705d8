#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    extension MySQLServer {
        /// Each server with each of these statements. Where MySQL's servers follow global identities of transactions, as
        /// the one of the tests does, none that has a trigger `mark` may change both kinds of tables.
        static func changingOtherStorage(_ statements: [String]) -> [(MySQLServer, String)] {
            available.flatMap { server in
                statements.filter { server.engine == .mariadb || !$0.contains("marked") }.map { (server, $0) }
            }
        }
    }

    // Migrations of raw SQL that are interrupted, and gone on with.
    extension MySQLBench {
        /// A bench with a table that no migration made.
        static func rows(on server: MySQLServer) throws -> MySQLBench {
            let bench = try MySQLBench(server)
            try bench.connection.runScript(
                """
                CREATE TABLE people (id int PRIMARY KEY, name varchar(20), place int) ENGINE=InnoDB;
                INSERT INTO people VALUES (1, 'Ann', 0), (2, 'Bob', 0)
                """)
            return bench
        }

        func history(_ sql: String, id: String = "m1") -> [Migration] {
            [Migration(id: id, batch: "1", changes: [.sql(RawSQL(up: [SQLFragment(sql)]))])]
        }

        /// Applies the SQL as one migration over a connection of its own that is lost on the way.
        func lose(at beginning: String, isSent: Bool = false, of sql: String, id: String = "m1") throws {
            let inner = try MySQLConnection(MySQLAddress(server.url))
            try inner.run("USE \(name)")
            let lost = LostConnection(inner, at: beginning, isSent: isSent)
            let migrator = try Migrator(fromTextOf: history(sql, id: id), database: MySQLDatabase(lost))
            let error = try failure { try migrator.up() }
            #expect("\(error)".contains("lost"), "\(error)")
        }

        func goOn(with sql: String, id: String = "m1") throws {
            #expect(try Migrator(fromTextOf: history(sql, id: id), database: database).up() == [id])
        }

        func refusal(of sql: String) throws -> String {
            "\(try failure { try Migrator(fromTextOf: history(sql), database: database).up() })"
        }
    }
#endif
