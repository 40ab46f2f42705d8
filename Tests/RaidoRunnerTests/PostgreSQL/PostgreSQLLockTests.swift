#if PostgreSQL
    import Foundation
    import Raido
    import RaidoPlatform
    import RaidoSQL
    import Synchronization
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `PostgreSQL, locks` {
        private static let history = PostgreSQLWorkbench.history

        @Test func `several programs at once apply everything once`() async throws {
            let bench = try PostgreSQLWorkbench()
            let url = bench.url
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<4 {
                    group.addTask { try Migrator(fromTextOf: Self.history, database: url).up() }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted() == Self.history.map(\.id))
        }

        @Test func `waits for the lock, and says so where it is not let go`() throws {
            let bench = try PostgreSQLWorkbench(lockTimeouts: PostgreSQLLockTimeouts(run: 100))
            let other = PostgreSQLDatabase(try bench.another())
            let migrator = try Migrator(fromTextOf: Self.history, database: bench.database)
            let holder = try other.connection.number("SELECT pg_backend_pid()") ?? 0
            var message = ""
            _ = try other.recording { (_) throws(MigratorError) -> Work? in
                do { try migrator.up() } catch { message = "\(error)" }
                return nil
            }
            #expect(
                message.hasPrefix(
                    "Cannot take the lock: another program is migrating this database: session \(holder) of '"))
            #expect(message.contains(", idle since 20"))
            #expect(try migrator.up().count == 6)
        }

        // CREATE INDEX CONCURRENTLY waits for every transaction that is open.
        @Test func `has no transaction open while it waits for the lock`() throws {
            let bench = try PostgreSQLWorkbench()
            let watcher = try bench.another()
            let session = Mutex<Int64?>(nil)
            let ended = DispatchSemaphore(value: 0)
            let (url, history) = (bench.url, Self.history)
            let waiter = Thread {
                defer { ended.signal() }
                guard let waiting = try? PostgreSQLDatabase(PostgreSQLConnection(url: url)) else { return }
                let number = try? waiting.connection.number("SELECT pg_backend_pid()")
                session.withLock { $0 = number }
                _ = try? Migrator(fromTextOf: history, database: waiting).up()
            }
            var hasWaitedOutside = false
            _ = try bench.database.recording { (_) throws(MigratorError) -> Work? in
                waiter.start()
                for _ in 1...2000 where !hasWaitedOutside {
                    Platform.sleep(milliseconds: 5)
                    guard let session = session.withLock({ $0 }) else { continue }
                    let query = """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE pid = \(session) AND query = 'ROLLBACK' AND state = 'idle'
                        """
                    hasWaitedOutside = (try? watcher.number(query)) == 1
                }
                return nil
            }
            ended.wait()
            #expect(hasWaitedOutside)
            #expect(try Migrator(fromTextOf: history, database: bench.database).up() == [])
        }

        @Test func `lets go of a table's lock and tries again`() throws {
            let bench = try PostgreSQLWorkbench(
                table("busy"), lockTimeouts: PostgreSQLLockTimeouts(statement: 100, attempts: 20))
            let reader = try bench.another()
            try reader.run("BEGIN")
            try reader.run("SELECT * FROM busy")
            let change = Change.addColumn(Column("c", .text, nullable: true), to: "busy")
            let impatient = PostgreSQLDatabase(
                try bench.another(), lockTimeouts: PostgreSQLLockTimeouts(statement: 50, attempts: 2))
            let steps = try render([change], on: bench.schema, for: .postgresql)
            let error = try failure {
                _ = try impatient.recording { (_) throws(MigratorError) -> Work? in
                    Work(entry: .add(id: "x", batch: "x", checksum: ""), changes: [change], steps: steps)
                }
            }
            #expect("\(error)".contains("canceling statement due to lock timeout (SQLSTATE 55P03)"))
            #expect("\(error)".contains("Another program holds the database; wait for it and try again."))
            let holder = try reader.number("SELECT pg_backend_pid()") ?? 0
            #expect("\(error)".contains("; 'busy' is locked by session \(holder) of '"), "\(error)")
            try reader.run("SET idle_in_transaction_session_timeout = 300")
            try bench.apply([change])
            try bench.expectAsWanted()
        }
    }
#endif
