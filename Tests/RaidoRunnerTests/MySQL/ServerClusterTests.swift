#if MySQL
    import Raido
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// A server with these variables and this group, as far as they are asked for.
    private final class ClusterAnswers: Connection {
        private let variables: [(String, String)]
        /// The number of members; nil if the user may not read it.
        private let members: Int64?

        init(_ variables: [(String, String)], members: Int64? = 0) {
            self.variables = variables
            self.members = members
        }

        var exists: Bool { true }

        func rows(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) -> [[SQLValue]] {
            if sql.hasPrefix("SHOW VARIABLES") { return variables.map { [.text($0.0), .text($0.1)] } }
            guard let members else {
                throw DatabaseError(kind: .denied, code: 1142, message: "SELECT command denied", statement: sql)
            }
            return [[.integer(members)]]
        }

        func runScript(_ sql: String) throws(DatabaseError) {}
        func compile(_ sql: String) throws(DatabaseError) {}
    }

    /// A server that says that it belongs to a Galera cluster, and that may refuse `GET_LOCK`.
    private final class ClusteredServer: Connection {
        private let inner: MySQLConnection
        /// The error that it answers `GET_LOCK` with.
        private let refusal: Int?
        private(set) var questions = 0

        init(_ inner: MySQLConnection, refusingLocks refusal: Int? = nil) {
            self.inner = inner
            self.refusal = refusal
        }

        var exists: Bool { true }

        func rows(_ sql: String, _ values: [SQLValue]) throws(DatabaseError) -> [[SQLValue]] {
            if sql.hasPrefix("SHOW VARIABLES") {
                questions += 1
                return [[.text("wsrep_on"), .text("ON")], [.text("wsrep_provider"), .text("/usr/lib/libgalera.so")]]
            }
            if let refusal, sql.hasPrefix("SELECT GET_LOCK") {
                throw DatabaseError(kind: .other, code: refusal, message: "refused", statement: sql)
            }
            return try inner.rows(sql, values)
        }

        func runScript(_ sql: String) throws(DatabaseError) { try inner.runScript(sql) }
        func compile(_ sql: String) throws(DatabaseError) { try inner.compile(sql) }
    }

    @Suite struct `A cluster` {
        private static let provider = ("wsrep_provider", "/usr/lib/galera/libgalera_smm.so")
        private static let mode = "group_replication_single_primary_mode"

        @Test func `of Galera is one with a provider that is on`() throws {
            let none: [[(String, String)]] = [
                [], [("wsrep_on", "OFF"), ("wsrep_provider", "none")], [("wsrep_on", "OFF"), Self.provider],
                [("wsrep_on", "ON"), ("wsrep_provider", "none")], [("wsrep_on", "ON"), ("wsrep_provider", "")],
                [("wsrep_on", "ON")],
            ]
            for variables in none { #expect(try ClusterAnswers(variables).cluster() == nil, "\(variables)") }
            #expect(try ClusterAnswers([("wsrep_on", "ON"), Self.provider]).cluster() == .galera)
            #expect(try ClusterAnswers([("WSREP_ON", "on"), Self.provider]).cluster() == .galera)
        }

        @Test func `of MySQL is a running group in multi-primary mode`() throws {
            #expect(try ClusterAnswers([(Self.mode, "ON")], members: 3).cluster() == nil)
            #expect(try ClusterAnswers([(Self.mode, "OFF")], members: 0).cluster() == nil)
            #expect(try ClusterAnswers([(Self.mode, "OFF")], members: 1).cluster() == .multiPrimaryGroup)
            #expect(try ClusterAnswers([(Self.mode, "OFF")], members: nil).cluster() == .multiPrimaryGroup)
            #expect(
                "\(MigratorError.lockNotShared(.multiPrimaryGroup))" == """
                    This server belongs to a replication group in multi-primary mode, whose servers do not share the lock that \
                    keeps other runs out (GET_LOCK). A run on another server could migrate at the same time. Nothing was \
                    changed. If no other run is in progress, use --single-runner to continue.
                    """)
        }

        private static let history = ["authors", "books"].map { name in
            Migration(
                id: "m_\(name)", batch: "1",
                changes: [
                    .createTable(
                        Table(name, columns: [Column("id", .bigInteger, identity: true)], primaryKey: ["id"]))
                ])
        }

        @Test(arguments: MySQLServer.available)
        func `is asked for once in a run, before anything is written`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let link = ClusteredServer(bench.connection)
            let refused = try Migrator(fromTextOf: Self.history, database: MySQLDatabase(link))
            let commands: [() throws -> Void] = [
                { _ = try refused.up() }, { _ = try refused.redo() }, { _ = try refused.baseline() },
                { try refused.markApplied("m_authors") }, { try refused.markReverted("m_authors") },
            ]
            for command in commands {
                let error = try #require(throws: MigratorError.self, performing: command)
                guard case .lockNotShared(.galera) = error else {
                    Issue.record(error)
                    continue
                }
            }
            #expect(try bench.rows("SHOW TABLES") == [])

            let confirmed = ClusteredServer(bench.connection)
            let migrator = try Migrator(
                fromTextOf: Self.history, database: MySQLDatabase(confirmed, singleRunner: true))
            #expect(try migrator.up() == Self.history.map(\.id))
            #expect(confirmed.questions == 1)
            #expect(try migrator.down(.all, force: true).count == 2)
        }

        /// MariaDB 10.6.13 does so, for example, and Percona XtraDB Cluster in its strict mode.
        @Test(arguments: MySQLServer.available, [1235, 1105])
        func `that refuses the lock is migrated without it`(server: MySQLServer, code: Int) throws {
            let bench = try MySQLBench(server)
            let link = ClusteredServer(bench.connection, refusingLocks: code)
            let migrator = try Migrator(fromTextOf: Self.history, database: MySQLDatabase(link, singleRunner: true))
            #expect(try migrator.up() == Self.history.map(\.id))
            let other = ClusteredServer(bench.connection, refusingLocks: 1317)
            let interrupted = try Migrator(fromTextOf: Self.history, database: MySQLDatabase(other, singleRunner: true))
            #expect("\(try failure { try interrupted.up() })".hasPrefix("Cannot take the lock: refused"))
        }

        @Test(arguments: MySQLServer.available)
        func `is not assumed elsewhere: a single runner waits for the lock too`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let other = try MySQLConnection(MySQLAddress(server.url))
            try other.run("USE \(bench.name)")
            try other.run("DO GET_LOCK(concat('raido.', left(sha2(DATABASE(), 256), 40)), 5)")
            let hasty = try MySQLDatabase(bench.connection, migrationLockTimeout: 1, singleRunner: true)
            let migrator = try Migrator(fromTextOf: Self.history, database: hasty)
            let error = try failure { try migrator.up() }
            #expect("\(error)".contains("it is held for longer than 1 seconds"), "\(error)")
            try other.run("DO RELEASE_ALL_LOCKS()")
            #expect(try migrator.up() == Self.history.map(\.id))
        }

    }
#endif
