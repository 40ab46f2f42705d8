#if PostgreSQL
    import Foundation
    import Raido
    import RaidoExample
    import RaidoPlatform
    import RaidoSQL
    import Synchronization
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `PostgreSQL, the migrator` {
        static let history = (1...6).map { number in
            Migration(
                id: "m\(number)", batch: "\(number)",
                changes: [.createTable(table("t\(number)", Column("name", .text)))])
        }

        @Test func `applies, remembers and reverts`() throws {
            let bench = try PostgreSQLWorkbench()
            let migrator = try Migrator(fromTextOf: Self.history, database: bench.database)
            #expect(try migrator.status().map(\.state) == Array(repeating: .pending, count: 6))
            #expect(try bench.rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()") == [])
            #expect(try migrator.up(.batches(2)) == ["m1", "m2"])
            #expect(try migrator.up() == ["m3", "m4", "m5", "m6"])
            #expect(try migrator.up() == [])
            let wanted = try normalised(schema(of: Self.history), for: .postgresql)
            #expect(try bench.database.inspect() == wanted)
            #expect(try migrator.status().first?.appliedAt?.count == "2026-01-31T12:00:00Z".count)
            #expect(try migrator.down(.all) == ["m6", "m5", "m4", "m3", "m2", "m1"])
            #expect(try bench.database.inspect() == Schema())
        }

        @Test func `a migration that fails leaves nothing, and the message says what to do`() throws {
            let bench = try PostgreSQLWorkbench()
            let broken = Migration(
                id: "m7", batch: "7",
                changes: [
                    .createTable(table("late")),
                    .sql(RawSQL(up: ["INSERT INTO t1 (name) VALUES ('a'); SELECT nothing FROM t1"])),
                ])
            let migrator = try Migrator(fromTextOf: Self.history + [broken], database: bench.database)
            let error = try failure { try migrator.up() }
            #expect(
                "\(error)" == """
                    Applying m7 failed; the whole migration was rolled back.
                    Cannot run the migration's own SQL: column "nothing" does not exist (SQLSTATE 42703).
                        SELECT nothing FROM t1
                    """)
            #expect(try bench.database.inspect()["late"] == nil)
            #expect(try bench.rows("SELECT count(*) FROM t1") == ["0"])
            #expect(try migrator.status().last?.state == .pending)
        }

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

        @Test func `an index made concurrently is a part of its own, and is made again after a failure`() throws {
            let bench = try PostgreSQLWorkbench(table("people", Column("name", .text)))
            try bench.run("INSERT INTO people (name) VALUES ('a'), ('a')")
            let index = Index("idx_people_name", [.ascending("name")], unique: true)
            let create = Change.sql(
                RawSQL(
                    up: ["CREATE UNIQUE INDEX CONCURRENTLY idx_people_name ON people (name)"],
                    down: ["DROP INDEX CONCURRENTLY idx_people_name"], effect: [.addIndex(index, to: "people")]))
            let error = try failure { try bench.apply([create]) }
            #expect("\(error)".contains("could not create unique index \"idx_people_name\" (SQLSTATE 23505)"))
            try bench.expectAsWanted()
            try bench.run("DELETE FROM people WHERE id = 1")
            try bench.applyAndRevert([create])
            try bench.apply([create])
            #expect(try bench.database.history().count == 4)
            try bench.apply([
                .addColumn(Column("c", .text, nullable: true), to: "people"),
                .sql(
                    RawSQL(
                        up: ["UPDATE people SET c = name; CREATE INDEX CONCURRENTLY i ON people (c)"],
                        effect: [.addIndex(Index("i", [.ascending("c")]), to: "people")])),
                .addColumn(Column("d", .text, nullable: true), to: "people"),
            ])
            try bench.expectAsWanted()
            #expect(try bench.rows("SELECT c FROM people") == ["a"])
            #expect(
                try bench.rows("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
                    == ["0"])
        }

        @Test func `a rehearsal stops where a new value of an enum is used, which needs a commit`() throws {
            let type = EnumType("State", [.text("new")])
            let state = Column("state", .enumeration("State"))
            let adds = Change.addEnumValue(.text("old"), to: "State", in: "t", before: nil)
            let uses = Change.addColumn(
                Column("more", .enumeration("State"), default: .string("old")), to: "t")
            func migrator(_ last: Change...) throws -> Migrator {
                let bench = try PostgreSQLWorkbench()
                let changes = [[.createTable(Table("t", columns: [state], enums: [type]))], [adds], last]
                let history = changes.enumerated().map {
                    Migration(id: "m\($0.offset)", batch: "\($0.offset)", changes: $0.element)
                }
                let migrator = try Migrator(fromTextOf: history, database: PostgreSQLDatabase(bench.another()))
                try migrator.up(.to("m0"))
                try bench.run("INSERT INTO t VALUES ('new')")
                benches.append(bench)
                return migrator
            }
            var benches: [PostgreSQLWorkbench] = []
            let sound = try migrator(uses)
            let error = try failure { _ = try sound.rehearse() }
            #expect(
                "\(error)"
                    == "m2: it uses a value that an earlier migration adds to an enum; PostgreSQL allows that only "
                    + "after that migration is committed, so it cannot be tried and rolled back; use '--to' to "
                    + "stop before it")
            #expect(try sound.status().map(\.state) == [.applied, .pending, .pending])
            #expect(try sound.rehearse(.to("m1")) == .applied(["m1"]))
            #expect(try sound.up() == ["m1", "m2"])
            // This one would fail in earnest too.
            let own = Change.sql(RawSQL(up: ["ALTER TYPE t_state ADD VALUE 'x'; UPDATE t SET state = 'x'"]))
            let wrong = try failure { _ = try migrator(own).rehearse() }
            #expect("\(wrong)".hasPrefix("Applying m2 failed"), "\(wrong)")
        }

        @Test func `where there is no schema, everything says so`() throws {
            let bench = try PostgreSQLWorkbench()
            let url = bench.url.replacing(bench.name, with: bench.name + "_gone")
            let migrator = try Migrator(fromTextOf: Self.history, database: url)
            let questions: [() throws -> Void] = [
                { try migrator.up() }, { _ = try migrator.status() }, { _ = try migrator.compare() },
                { _ = try migrator.inspect() }, { _ = try migrator.plannedSQL() }, { try migrator.baseline() },
            ]
            for question in questions {
                #expect(
                    "\(try failure(question))".hasPrefix(
                        "No schema in the connection's search_path exists and is accessible to this user; create"))
            }
        }

        @Test func `a session that the URL wants to be read-only stays so`() throws {
            let bench = try PostgreSQLWorkbench()
            let url = bench.url + "%20-cdefault_transaction_read_only%3Don"
            let migrator = try Migrator(fromTextOf: Self.history, database: url)
            #expect(try migrator.status().count == 6)
            let error = try failure { try migrator.up() }
            #expect("\(error)".contains("cannot execute CREATE TABLE in a read-only transaction"), "\(error)")
            #expect(try bench.rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()") == [])
        }

        @Test func `a role that only reads unless told otherwise may migrate`() throws {
            let bench = try PostgreSQLWorkbench()
            try bench.withRole { (role, url) throws in
                try bench.run("ALTER ROLE \(role) SET default_transaction_read_only = on")
                #expect(try Migrator(fromTextOf: Self.history, database: url).up().count == 6)
            }
        }

        @Test func `the session follows its own rules and keeps the search path`() throws {
            let bench = try PostgreSQLWorkbench()
            let connection = try PostgreSQLConnection(
                url: bench.url + "%20-cTimeZone%3DAsia/Tokyo%20-cstandard_conforming_strings%3Doff")
            let settings = try connection.rows(
                "SELECT current_setting('TimeZone'), current_setting('standard_conforming_strings'), current_schema()")
            #expect(settings == [[.text("UTC"), .text("on"), .text(bench.name)]])
        }

        @Test func `the example goes up, down and up`() throws {
            let bench = try PostgreSQLWorkbench()
            let migrator = try Migrator(fromTextOf: RaidoExample.migrations, database: bench.database)
            let wanted = try schema(of: RaidoExample.migrations)
            try migrator.up()
            #expect(try bench.database.inspect() == normalised(wanted, for: .postgresql))
            try migrator.down(.all, force: true)
            #expect(try bench.database.inspect() == Schema())
            try migrator.up()
            #expect(try bench.database.inspect() == normalised(wanted, for: .postgresql))
            #expect(try bench.database.normalised(wanted) == bench.database.inspect())
        }

        @Test func `an enum and a table of one name are refused`() throws {
            let articles = Table(
                "articles", columns: [Column("s", .enumeration("Status"))],
                enums: [EnumType("Status", [.text("a")])])
            let error = try failure {
                _ = try render(
                    [.createTable(table("articles_status")), .createTable(articles)], on: Schema(), for: .postgresql)
            }
            #expect(
                "\(error)"
                    == "PostgreSQL keeps tables and enums in one namespace, and 'articles_status' is the name of "
                    + "table 'articles_status' and of enum 'Status' of 'articles'; rename one of them")
        }

        @Test func `deferred keys of one's own do not stop a migration`() throws {
            let bench = try PostgreSQLWorkbench(
                table("parents", Column("name", .text)),
                table("children", Column("parent", .bigInteger, nullable: true)))
            try bench.run(
                "ALTER TABLE children ADD CONSTRAINT own FOREIGN KEY (parent) REFERENCES parents DEFERRABLE INITIALLY DEFERRED"
            )
            try bench.run("INSERT INTO parents (name) VALUES ('a')")
            try bench.run("INSERT INTO children (parent) VALUES (1)")
            try bench.apply([
                .alterColumn(
                    in: "children", from: Column("parent", .bigInteger, nullable: true),
                    to: Column("parent", .bigInteger), fill: .value(.integer(1))),
                .addColumn(Column("c", .integer), to: "children", fill: .value(.integer(1))),
            ])
            #expect(try bench.rows("SELECT parent, c FROM children") == ["1|1"])
        }

        @Test func `what the server rewrites is no difference`() throws {
            let expressions = [
                "n BETWEEN 1 AND 10", "n NOT BETWEEN 3 AND 4", "name IN ('a', 'b')", "name NOT IN ('a', 'b')",
                "name LIKE 'a%'", "NOT (n > 1 AND m < 2)", "n = '5'", "extract(year FROM at) > 2000",
                "substring(name FROM 1 FOR 2) = 'ab'", "coalesce(n, 0) + m * (n - 1) >= 0",
                "n IS NOT NULL OR m IS NULL",
                "CASE WHEN n > 0 THEN m ELSE n END > 0", "name ~ '^[a-z]+$'", "at > '2026-01-01'",
                "position('a' IN name) > 0", "name || 'x' <> E'\\\\y'", "n::text = name", "(n, m) <> (1, 2)",
                "trim(name) <> ''", "at AT TIME ZONE 'UTC' > '2026-01-01'", "m != -5", "name COLLATE \"C\" > 'a'",
                "tags @> ARRAY['a']", "n = ANY (ARRAY[1, 2])", "NOT name ILIKE 'x%'", "abs(n) % 2 = 0 AND true",
            ]
            let bench = try PostgreSQLWorkbench()
            let checks = expressions.enumerated().map { CheckConstraint("ck_\($0.offset)", SQLFragment($0.element)) }
            try bench.apply([
                .createTable(
                    Table(
                        "t",
                        columns: [
                            Column("n", .integer), Column("m", .integer, nullable: true), Column("name", .varchar(20)),
                            Column("at", .timestampWithTimeZone), Column("tags", .custom("text[]"), nullable: true),
                            Column("made", .timestamp, default: .sql("now() - interval '1 day'")),
                            Column("g", .text, nullable: true, generated: "CASE WHEN n > 0 THEN name ELSE 'none' END"),
                        ],
                        indexes: [
                            Index("ix", [.expression("substring(name FROM 1 FOR 2)")], where: "n > 1 AND name != ''")
                        ],
                        checks: checks))
            ])
            try bench.expectAsWanted()
            // Most of it is known without asking the server.
            let wanted = normalised(bench.schema, for: .postgresql)["t"]?.checks ?? []
            let found = try bench.database.inspect()["t"]?.checks ?? []
            let asked = zip(wanted, found).filter { $0 != $1 }.map {
                "\($0.expression.common ?? "") | \($1.expression.common ?? "")"
            }
            #expect(asked.count < 10, "\(asked)")
            try bench.run("ALTER TABLE t DROP CONSTRAINT ck_0, ADD CONSTRAINT ck_0 CHECK (n BETWEEN 1 AND 11)")
            let difference = try bench.database.normalised(bench.schema).firstDifference(from: bench.database.inspect())
            #expect("\(try #require(difference))".contains("ck_0"))
        }

        @Test func `a number of an enum that goes is replaced in rows`() throws {
            let kinds = EnumType(
                "Kind", storage: .smallInteger,
                [.number(1, name: "low"), .number(5, name: "high"), .number(9, name: "gone")])
            let bench = try PostgreSQLWorkbench()
            try bench.apply([
                .createTable(
                    Table(
                        "t", columns: [Column("n", .integer), Column("kind", .enumeration("Kind"), nullable: true)],
                        primaryKey: ["n"], enums: [kinds]))
            ])
            try bench.run("INSERT INTO t VALUES (1, 1), (2, 9), (3, NULL)")
            try bench.apply([
                .dropEnumValue(.number(9, name: "gone"), from: "Kind", in: "t", before: nil, replacement: "high")
            ])
            #expect(try bench.rows("SELECT n, kind FROM t ORDER BY n") == ["1|1", "2|5", "3|"])
        }

        @Test func `a server that would not say how it spells a table is reported`() throws {
            let bench = try PostgreSQLWorkbench()
            let table = Table(
                "t", columns: [Column("n", .integer)], checks: [CheckConstraint("ck", "n BETWEEN SYMMETRIC 9 AND 1")])
            try bench.apply([.createTable(table)])
            try bench.run("SET default_transaction_read_only = on")
            let found = try bench.database.inspect()
            let readback = try bench.database.readback(of: bench.schema, beside: found)
            #expect(readback.schema["t"] != found["t"])
            let reason =
                "cannot execute CREATE TABLE in a read-only transaction (SQLSTATE 25006). The server or the session"
            #expect(readback.unasked["t"]?.hasPrefix(reason) == true)
        }

        @Test(arguments: [true, false])
        func `says of a lost commit that nobody knows, and finds out`(isSent: Bool) throws {
            let bench = try PostgreSQLWorkbench()
            let lost = LostConnection(try bench.another(), at: "COMMIT", isSent: isSent)
            let history = [Migration(id: "m1", batch: "1", changes: [.createTable(table("t", Column("a", .text)))])]
            let error = try failure {
                try Migrator(fromTextOf: history, database: PostgreSQLDatabase(lost)).up()
            }
            guard case MigratorError.undecided = error else { throw error }
            #expect(
                "\(error)".hasPrefix(
                    "The connection was lost while m1 was being committed: it is either fully applied or not at all."))
            // The server takes back what is not committed when the connection is closed.
            if !isSent { return }
            let next = try Migrator(fromTextOf: history, database: PostgreSQLDatabase(bench.another()))
            #expect(try next.status().map(\.state) == [.applied])
            #expect(try next.up() == [])
        }

        @Test func `says what it could not ask of rows`() throws {
            let bench = try PostgreSQLWorkbench()
            try bench.withRole { _, url in
                func column(_ isNullable: Bool) -> Column { Column("title", .text, nullable: isNullable) }
                let history = [
                    Migration(id: "m1", batch: "1", changes: [.createTable(table("books", column(true)))]),
                    Migration(
                        id: "m2", batch: "2",
                        changes: [.alterColumn(in: "books", from: column(true), to: column(false))]),
                ]
                var told: [String] = []
                let connection = try PostgreSQLConnection(url: url)
                let migrator = try Migrator(fromTextOf: history, database: PostgreSQLDatabase(connection)) { progress in
                    if case .unasked(let check, let error) = progress { told.append("\(check): \(error.message)") }
                }
                try migrator.up(.to("m1"))
                // Whoever owns a table may alter it all the same.
                try connection.run("REVOKE SELECT ON books FROM CURRENT_USER")
                #expect(try migrator.up() == ["m2"])
                #expect(
                    told == [
                        "m2: whether rows of 'books' would have no value in 'title': permission denied for table books "
                            + "(SQLSTATE 42501)"
                    ])
            }
        }

        /// By default the search path is `"$user", public`.
        @Test func `does not begin anew where a schema of the user's name comes before the history`() throws {
            let bench = try PostgreSQLWorkbench()
            try bench.withRole { role, url in
                let history = [Migration(id: "m1", batch: "1", changes: [.createTable(table("t", Column("a", .text)))])]
                let connection = try PostgreSQLConnection(url: url)
                try connection.run("SET search_path TO \"$user\", \(bench.name)")
                let migrator = try Migrator(fromTextOf: history, database: PostgreSQLDatabase(connection))
                try migrator.up()
                try bench.run("CREATE SCHEMA \(role) AUTHORIZATION \(role)")
                let attempts: [() throws -> Void] = [
                    { try migrator.up() }, { _ = try migrator.status() }, { _ = try migrator.rehearse() },
                ]
                for attempt in attempts {
                    let message = "\(try failure(attempt))"
                    #expect(
                        message.contains("The migration history is in schema '\(bench.name)', but the first"))
                    #expect(message.contains("?options=-csearch_path%3D\(bench.name)"), "\(message)")
                }
                #expect(try bench.rows("SELECT count(*) FROM pg_tables WHERE schemaname = '\(role)'") == ["0"])
                // One that is named is meant.
                try connection.run("SET search_path TO \(role), \(bench.name)")
                #expect(try migrator.up() == ["m1"])
            }
        }
    }
#endif
