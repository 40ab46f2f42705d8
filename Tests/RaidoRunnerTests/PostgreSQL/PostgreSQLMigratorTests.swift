#if PostgreSQL
    import Raido
    import RaidoExample
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.enabled(if: PostgreSQLServer.isAvailable)) struct `PostgreSQL, the migrator` {
        private static let history = PostgreSQLWorkbench.history

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
