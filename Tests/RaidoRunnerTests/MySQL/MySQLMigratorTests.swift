#if MySQL
    import Foundation
    import Raido
    import RaidoExample
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// A server that says that it is an older one.
    private final class OlderServer: Connection {
        private let version: String
        private let connection: MySQLConnection

        init(version: String, connection: MySQLConnection) {
            self.version = version
            self.connection = connection
        }

        var exists: Bool { true }

        func rows(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) -> [[SQLValue]] {
            sql == "SELECT version()" ? [[.text(version)]] : try connection.rows(sql, values)
        }

        func runScript(_ sql: String) throws(DatabaseError) { try connection.runScript(sql) }
        func compile(_ sql: String) throws(DatabaseError) { try connection.compile(sql) }
    }

    @Suite(.serialized) struct `The migrator on MySQL and MariaDB` {
        static func authors() -> Table {
            Table(
                "authors", columns: [Column("id", .bigInteger, identity: true), Column("name", .varchar(40))],
                primaryKey: ["id"])
        }

        @Test(arguments: MySQLServer.available)
        func `takes the example up, down and up again without drift`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let migrator = try Migrator(fromTextOf: migrations, database: bench.database)
            let wanted = normalised(try schema(of: migrations), for: server.engine)
            for _ in 1...2 {
                #expect(try migrator.up() == migrations.map(\.id))
                #expect(try migrator.up() == [])
                let drift = try wanted.firstDifference(from: bench.database.inspect())
                #expect(drift == nil)
                #expect(try migrator.status().allSatisfy { $0.state == .applied && $0.appliedAt?.count == 20 })
                #expect(try migrator.down(.all, force: true) == migrations.map(\.id).reversed())
                #expect(try bench.database.inspect().isEmpty)
            }
        }

        @Test(arguments: MySQLServer.available)
        func `leaves nothing behind where the first statement fails`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let unique = UniqueConstraint("uq_authors_name", ["name"])
            let history = [
                Migration(id: "m1", batch: "1", changes: [.createTable(Self.authors())]),
                Migration(id: "m2", batch: "2", changes: [.addUnique(unique, to: "authors")]),
            ]
            let migrator = try Migrator(fromTextOf: history, database: bench.database)
            try migrator.up(.to("m1"))
            try bench.run("INSERT INTO authors (name) VALUES ('Ann'), ('Ann')")
            let error = try failure { try migrator.up(skippingChecks: true) }
            #expect("\(error)".contains("Rows have duplicate values there"))
            try bench.run("DELETE FROM authors")
            #expect(try migrator.up() == ["m2"])
        }

        @Test(arguments: MySQLServer.available)
        func `goes on from a statement that was refused once the rows are mended`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let unique = UniqueConstraint("uq_authors_name", ["name"])
            let half = Migration(
                id: "m2", batch: "2",
                changes: [
                    .createTable(Table("tags", columns: [Column("name", .text)])), .addUnique(unique, to: "authors"),
                ])
            let first = Migration(id: "m1", batch: "1", changes: [.createTable(Self.authors())])
            let migrator = try Migrator(fromTextOf: [first, half], database: bench.database)
            try migrator.up(.to("m1"))
            try bench.run("INSERT INTO authors (name) VALUES ('Ann'), ('Ann')")
            let error = try failure { try migrator.up(skippingChecks: true) }
            #expect(
                "\(error)".hasPrefix(
                    """
                    Applying m2 failed at statement 2 of 2. Earlier statements were applied, because the engine does not run them \
                    all in one transaction. Fix the cause, or edit this statement and those after it in the migration; then 'migrate up' resumes \
                    from this statement.
                    Cannot add index 'uq_authors_name' of 'authors': Duplicate entry
                    """))
            #expect(try migrator.status().map(\.state) == [.applied, .interrupted])
            let down = try failure { try migrator.down() }
            #expect("\(down)".contains("It must be finished in that direction first: run 'migrate up'."))
            var edited = half
            edited.changes.removeFirst()
            let other = try Migrator(fromTextOf: [first, edited], database: bench.database)
            #expect("\(try failure { try other.up() })".contains("one of its applied statements was edited since"))
            let without = try Migrator(fromTextOf: [first], database: bench.database)
            #expect("\(try failure { try without.up() })".contains("this program does not have it"))
            try bench.run("DELETE FROM authors LIMIT 1")
            #expect(try migrator.up() == ["m2"])
            #expect(try migrator.compare().matches)
            #expect(try bench.rows("SELECT name FROM authors") == ["Ann"])
        }

        @Test(arguments: MySQLServer.available)
        func `waits for another program, and says so`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let other = try MySQLConnection(MySQLAddress(server.url))
            try other.run("USE \(bench.name)")
            try other.run("DO GET_LOCK(concat('raido.', left(sha2(DATABASE(), 256), 40)), 5)")
            let hasty = try MySQLDatabase(bench.connection, migrationLockTimeout: 1)
            let migrator = try Migrator(
                fromTextOf: [Migration(id: "m1", batch: "1", changes: [.createTable(Self.authors())])], database: hasty)
            let error = try failure { try migrator.up() }
            let holder = try other.number("SELECT CAST(connection_id() AS signed)") ?? 0
            #expect(
                "\(error)".contains(
                    "Cannot take the lock: it is held for longer than 1 seconds by session \(holder) of 'raido' from "))
            #expect("\(error)".contains(", idle since 20"))
            try other.run("DO RELEASE_ALL_LOCKS()")
            #expect(try migrator.up() == ["m1"])
        }

        @Test(arguments: MySQLServer.available.filter { $0.engine == .mariadb })
        func `makes nothing on a MariaDB that has no type uuid`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let old = OlderServer(version: "10.6.21-MariaDB", connection: bench.connection)
            let tokens = Table("tokens", columns: [Column("id", .uuid)], primaryKey: ["id"])
            let history = [
                Migration(id: "m1", batch: "1", changes: [.createTable(Self.authors()), .createTable(tokens)])
            ]
            let error = try failure { try Migrator(fromTextOf: history, database: MySQLDatabase(old)).up() }
            #expect(
                "\(error)" == """
                    m1: 'tokens.id' has type 'uuid', which needs MariaDB 10.7 or later; this server is 10.6.21. Upgrade the \
                    server, or use another type for this engine: "type_mappings": {"mariadb": {"uuid": "char(36)"}}
                    """)
            #expect(try bench.database.inspect().isEmpty)
            #expect(try Migrator(fromTextOf: history, database: bench.database).up() == ["m1"])
        }

        @Test(arguments: MySQLServer.available.filter { $0.engine == .mariadb })
        func `makes nothing on a MariaDB that has no random bytes for UUIDs`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let old = OlderServer(version: "10.9.8-MariaDB", connection: bench.connection)
            let authors = Self.authors()
            let history = [
                Migration(
                    id: "m1", batch: "1",
                    changes: [
                        .createTable(authors),
                        .addColumn(Column("token", .uuid, default: .uuid), to: "authors"),
                    ])
            ]
            let error = try failure { try Migrator(fromTextOf: history, database: MySQLDatabase(old)).up() }
            #expect(
                "\(error)".hasPrefix(
                    "m1: 'default: uuid' makes random UUIDs, which needs MariaDB 10.10 or later; this server is 10.9.8."
                ))
            #expect(try bench.database.inspect().isEmpty)
            #expect(try Migrator(fromTextOf: history, database: bench.database).up() == ["m1"])
        }

        @Test(arguments: MySQLServer.available)
        func `tries again while somebody uses the table`(server: MySQLServer) throws {
            let bench = try MySQLBench(server, Self.authors())
            try bench.run("SET SESSION lock_wait_timeout = 1")
            let (begun, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let name = bench.name
            // A thread of its own: the other tests may leave a task none for longer than anybody is patient.
            Thread.detachNewThread {
                do {
                    let other = try MySQLConnection(MySQLAddress(server.url))
                    try other.run("USE \(name)")
                    try other.run("BEGIN")
                    try other.run("INSERT INTO authors (name) VALUES ('Ann')")
                    begun.signal()
                    Thread.sleep(forTimeInterval: 2)
                    try other.run("COMMIT")
                } catch { Issue.record(error) }
                begun.signal()
                ended.signal()
            }
            begun.wait()
            try bench.apply([.addColumn(Column("phone", .varchar(20), nullable: true), to: "authors")])
            ended.wait()
            #expect(try bench.difference() == nil)
        }

        @Test(arguments: MySQLServer.available)
        func `goes back over a default that no row needed`(server: MySQLServer) throws {
            func column(_ isNullable: Bool) -> Column {
                Column("a", .integer, nullable: isNullable, default: .integer(7))
            }
            let bench = try MySQLBench(server)
            let history = [
                Migration(id: "m1", batch: "1", changes: [.createTable(table("t", column(false)))]),
                Migration(
                    id: "m2", batch: "2", changes: [.alterColumn(in: "t", from: column(false), to: column(true))]),
            ]
            let migrator = try Migrator(fromTextOf: history, database: bench.database)
            try migrator.up()
            try bench.run("INSERT INTO t (a) VALUES (1), (2)")
            #expect(try migrator.down() == ["m2"])
            try migrator.up()
            try bench.run("INSERT INTO t (a) VALUES (NULL)")
            #expect("\(try failure { try migrator.down() })".contains("fills in missing values of 't.a' (1 row)"))
        }

        @Test(arguments: MySQLServer.available)
        func `plans what is asked for, whatever comes after it`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let xml = Column("note", .custom("no_such_type"), nullable: true)
            let history = [
                Migration(id: "m1", batch: "1", changes: [.createTable(Self.authors())]),
                Migration(id: "m2", batch: "2", changes: [.addColumn(xml, to: "authors")]),
            ]
            let migrator = try Migrator(fromTextOf: history, database: bench.database)
            guard case .planned(let scripts, _) = try migrator.rehearse(.to("m1")) else {
                Issue.record("it was made")
                return
            }
            #expect(scripts.map(\.id) == ["m1"])
            #expect(throws: MigratorError.self) { try migrator.rehearse() }
        }
    }
#endif
