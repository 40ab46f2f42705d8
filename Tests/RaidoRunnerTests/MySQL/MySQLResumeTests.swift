#if MySQL
    import Foundation
    import Raido
    import RaidoPlatform
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.serialized) struct `An interrupted migration of MySQL and MariaDB` {
        @Test(
            arguments: MySQLServer.available,
            [
                (
                    "INSERT INTO people VALUES (3, 'Cid', LAST_INSERT_ID())",
                    "LAST_INSERT_ID() refers to the previous statement,"
                ),
                ("UPDATE people SET place = @@identity", "@@identity refers to the previous statement,"),
                ("UPDATE people SET place = row_count()", "ROW_COUNT() refers to the previous statement,"),
                ("SELECT FOUND_ROWS()", "Use count(*)"),
                ("/*!40101 SELECT FOUND_ROWS() */", "Use count(*)"),
                ("SET @n = (SELECT max(id) FROM people)", "@n is set to a value that may differ"),
                ("SET @a = 1, @n = uuid()", "@n is set to a value that may differ"),
                ("SELECT max(id) FROM people INTO @n", "@n is set to a value that may differ"),
                ("SELECT max(id) INTO @n FROM people", "Move the query or function to the statement that uses it"),
                ("SET SESSION sort_buffer_size = (SELECT max(id) FROM people)", "Use a constant."),
                ("UPDATE people SET place = @n", "@n is used here, but no earlier SET"),
                (
                    "SET @n = 0; UPDATE people SET place = (@n := @n + 1); UPDATE people SET place = place + @n",
                    "@n is used here, but no earlier SET"
                ),
                ("CREATE TEMPORARY TABLE t AS SELECT * FROM people", "Create a regular table, and drop it at the end"),
            ])
        func `is refused before its first statement where it would need the session`(
            server: MySQLServer, refused: (sql: String, words: String)
        ) throws {
            let bench = try MySQLBench.rows(on: server)
            let sql = "CREATE TABLE other (id int); \(refused.sql)"
            let message = try bench.refusal(of: sql)
            #expect(message.contains(refused.words), "\(message)")
            let dry = try failure {
                _ = try Migrator(fromTextOf: bench.history(sql), database: bench.database).rehearse()
            }
            #expect("\(dry)" == message)
            #expect(message.contains("No statement was run."), "\(message)")
            #expect(try bench.rows("SHOW TABLES LIKE 'other'") == [])
            #expect(try bench.database.unfinishedMigration() == nil)
        }

        @Test(arguments: MySQLServer.available)
        func `goes on with a mistake corrected, and with no other edit`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            let before = try bench.rows("SELECT sum(place) FROM people")
            let first = "UPDATE people SET place = place + 1"
            let mistaken = try bench.refusal(of: "\(first); UPDATE people SET nothing = 1")
            #expect(mistaken.contains("this statement and those after it in the migration"), "\(mistaken)")
            for edited in ["UPDATE people SET place = place + 2; SELECT 1", "SELECT 1"] {
                let message = try bench.refusal(of: edited)
                #expect(message.contains("one of its applied statements was edited since"), "\(message)")
            }
            try bench.goOn(with: "\(first); UPDATE people SET name = 'x'; UPDATE people SET place = place - 1")
            #expect(try bench.rows("SELECT sum(place) FROM people") == before)
            #expect(try bench.rows("SELECT DISTINCT name FROM people") == ["x"])
        }

        @Test(arguments: MySQLServer.available)
        func `is no more where nothing of it was begun`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            try bench.lose(at: "UPDATE `_raido_journal` SET step", of: "UPDATE people SET place = 7")
            #expect(try bench.database.unfinishedMigration() == nil)
            let other = Migration(id: "m2", batch: "1", changes: [.sql(RawSQL(up: ["UPDATE people SET place = 8"]))])
            #expect(try Migrator(fromTextOf: [other], database: bench.database).up() == ["m2"])
            #expect(try bench.rows("SELECT DISTINCT place FROM people") == ["8"])
        }

        @Test(arguments: MySQLServer.available)
        func `sets constants and settings again`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            let sql = """
                SET @mode = @@sql_mode, @n = 2 * (3 + 1); SET sql_mode = concat(@mode, ',ANSI_QUOTES');
                UPDATE people SET place = @n;
                SET @i = 0; UPDATE people SET place = place + (@i := @i + 1) ORDER BY id;
                SET @i = 0; UPDATE people SET name = concat("name", @n, (@i := @i + 1)) ORDER BY id
                """
            try bench.lose(at: "UPDATE people SET name", of: sql)
            try bench.goOn(with: sql)
            #expect(try bench.rows("SELECT name, place FROM people ORDER BY id") == ["Ann81|9", "Bob82|10"])
        }

        @Test(arguments: MySQLServer.available)
        func `lets routines use what they like`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            let procedure = """
                CREATE PROCEDURE bump() BEGIN
                    SELECT max(id) INTO @n FROM people; UPDATE people SET place = row_count() + @n;
                END
                """
            try bench.goOn(with: procedure)
            try bench.connection.runScript("CALL bump()")
            #expect(try bench.rows("SELECT DISTINCT place FROM people") != ["0"])
        }

        @Test(arguments: MySQLServer.available)
        func `goes on backwards with a mistake corrected`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            func migrator(_ down: String) throws -> Migrator {
                let change = Change.sql(RawSQL(up: ["UPDATE people SET place = 5"], down: [SQLFragment(down)]))
                return try Migrator(
                    fromTextOf: [Migration(id: "m1", batch: "1", changes: [change])], database: bench.database)
            }
            let first = "UPDATE people SET place = place - 1"
            try migrator("\(first); UPDATE people SET nothing = 1").up()
            let error = try failure { try migrator("\(first); UPDATE people SET nothing = 1").down() }
            #expect("\(error)".contains("'migrate down' resumes from this statement"), "\(error)")
            #expect(try migrator("\(first); UPDATE people SET place = place - 2").down() == ["m1"])
            #expect(try bench.rows("SELECT DISTINCT place FROM people") == ["2"])
        }

        @Test(arguments: MySQLServer.available)
        func `is reported by a program that does not have it`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            _ = try bench.refusal(of: "UPDATE people SET place = 1; UPDATE people SET nothing = 1")
            let other = try Migrator(fromTextOf: bench.history("SELECT 1", id: "m0"), database: bench.database)
            let statuses = try other.status()
            #expect(statuses.map(\.id) == ["m0", "m1"])
            #expect(statuses.map(\.state) == [.pending, .interrupted])
            #expect(statuses.last?.batch == "" && statuses.last?.unfinished?.step == 2)
            for attempt in [{ try other.up() }, { try other.down() }, { try other.redo() }] {
                let message = "\(try failure { _ = try attempt() })"
                #expect(message.contains("have it. Run 'migrate up' with a program that has it. If there is none,"))
                #expect(message.contains("run 'migrate mark-reverted m1'"), "\(message)")
            }
            try other.markReverted("m1")
            #expect(try other.up() == ["m0"])
        }

        @Test(arguments: MySQLServer.available)
        func `is not marked, and is reported as running, while a program is at it`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            let migrations = bench.history("UPDATE people SET place = place + 1 + sleep(1)")
            let connection = try MySQLConnection(MySQLAddress(server.url))
            try connection.run("USE \(bench.name)")
            nonisolated(unsafe) let other = try Migrator(fromTextOf: migrations, database: MySQLDatabase(connection))
            nonisolated(unsafe) var applied: [String] = []
            let end = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                applied = (try? other.up()) ?? []
                end.signal()
            }
            let migrator = try Migrator(fromTextOf: migrations, database: bench.database)
            var status = try migrator.status()
            while status.first?.state == .pending {
                Platform.sleep(milliseconds: 20)
                status = try migrator.status()
            }
            #expect(status.first?.state == .running)
            #expect(status.first?.unfinished?.session?.hasPrefix("session ") == true)
            for attempt in [{ try migrator.markReverted("m1") }, { try migrator.markApplied("m1") }] {
                #expect("\(try failure { try attempt() })".hasSuffix("Wait until it finishes."))
            }
            end.wait()
            #expect(applied == ["m1"])
            #expect(try bench.rows("SELECT DISTINCT place FROM people") == ["1"])
            #expect(try migrator.status().map(\.state) == [.applied])
        }

        @Test(arguments: MySQLServer.available)
        func `stands above its script, which has all of it`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            _ = try bench.refusal(of: "UPDATE people SET place = 1; UPDATE people SET nothing = 1")
            let migrations = bench.history("UPDATE people SET place = 1; UPDATE people SET nothing = 1")
            let migrator = try Migrator(fromTextOf: migrations, database: bench.database)
            for script in try migrator.plannedSQL() + migrator.plannedSQL(of: ["m1"]) {
                #expect(
                    script.text.hasPrefix(
                        "-- m1 was interrupted at statement 2 of 2 while being applied (started at 2"),
                    "\(script.text)")
                #expect(
                    script.text.contains(").\n-- 'migrate up' resumes there"))
                #expect(script.text.contains("UPDATE people SET place = 1"))
            }
        }

        @Test(arguments: MySQLServer.available, ["DO RELEASE_ALL_LOCKS()", "/*! SELECT release_all_locks () */"])
        func `is not begun where it would give the lock away`(server: MySQLServer, sql: String) throws {
            let bench = try MySQLBench.rows(on: server)
            let message = try bench.refusal(of: "CREATE TABLE other (id int); \(sql)")
            #expect(message.contains("would release the lock that keeps other programs from migrating"), "\(message)")
            #expect(try bench.rows("SHOW TABLES LIKE 'other'") == [])
        }

        /// Somebody else changes the table between the run that was killed and the next one.
        @Test(arguments: MySQLServer.available, [true, false])
        func `finds out whether a column was altered`(server: MySQLServer, isSent: Bool) throws {
            let before = Table(
                "orders",
                columns: [Column("id", .bigInteger, identity: true), Column("state", .enumeration("kind"))],
                primaryKey: ["id"], enums: [EnumType("kind", [.text("new"), .text("shipped")])])
            let history = [
                Migration(id: "m1", batch: "1", changes: [.createTable(before)]),
                Migration(
                    id: "m2", batch: "2",
                    changes: [
                        .addEnumValue(.text("sent"), to: "kind", in: "orders"),
                        .dropEnumValue(
                            .text("shipped"), from: "kind", in: "orders", before: "sent", replacement: "sent"),
                    ]),
            ]
            let bench = try MySQLBench(server)
            let database = bench.database
            try Migrator(fromTextOf: history, database: database).up(.to("m1"))
            try bench.run("INSERT INTO orders (state) VALUES ('shipped')")
            // Closed when it is lost, and its lock with it.
            func lose() throws {
                let inner = try MySQLConnection(MySQLAddress(server.url))
                try inner.run("USE \(bench.name)")
                let lost = LostConnection(inner, at: "ALTER TABLE `orders` MODIFY", isSent: isSent)
                try Migrator(fromTextOf: history, database: MySQLDatabase(lost)).up()
            }
            #expect(throws: MigratorError.self) { try lose() }
            try bench.run("CREATE INDEX i ON orders (id, state)")
            #expect(try Migrator(fromTextOf: history, database: database).up() == ["m2"])
            #expect(try bench.rows("SELECT state FROM orders") == ["sent"])
        }

        /// A statement that was not sent, what somebody else did meanwhile, and what tells that it was made.
        static let unsent = [
            ("CREATE PROCEDURE bump() UPDATE people SET place = 1", "CREATE TABLE unrelated (a int)"),
            ("CREATE FUNCTION one() RETURNS int DETERMINISTIC RETURN 1", "CREATE TABLE unrelated (a int)"),
            ("CREATE EVENT later ON SCHEDULE EVERY 1 YEAR DO DO 0", "CREATE INDEX i ON people (name)"),
            ("CREATE VIEW v AS SELECT people.id FROM people", "CREATE TABLE unrelated (a int)"),
            ("CREATE TRIGGER t BEFORE UPDATE ON people FOR EACH ROW SET NEW.place = 1", "CREATE TABLE other (a int)"),
        ]

        @Test(arguments: MySQLServer.available, unsent)
        func `makes a statement that was not sent, whatever else was changed`(
            server: MySQLServer, statement: (sql: String, meanwhile: String)
        ) throws {
            let bench = try MySQLBench.rows(on: server)
            let sql = "INSERT INTO people VALUES (3, 'Cid', 0); \(statement.sql)"
            try bench.lose(at: statement.sql, of: sql)
            try bench.run(statement.meanwhile)
            try bench.goOn(with: sql)
            let made = try bench.rows(
                """
                SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE() UNION
                SELECT event_name FROM information_schema.events WHERE event_schema = DATABASE() UNION
                SELECT table_name FROM information_schema.views WHERE table_schema = DATABASE() UNION
                SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()
                """)
            #expect(made.count == 1)
            #expect(try bench.rows("SELECT count(*) FROM people") == ["3"])
        }

        @Test(
            arguments: MySQLServer.available,
            [
                "ALTER TABLE people ADD COLUMN extra int", "ALTER TABLE people MODIFY COLUMN name varchar(50)",
                "ALTER TABLE people DROP COLUMN place", "CREATE UNIQUE INDEX u ON people (place, id)",
                "ALTER TABLE people COMMENT 'all of them'",
            ])
        func `does not take somebody else's change of the same table for its own`(
            server: MySQLServer, sql: String
        ) throws {
            let bench = try MySQLBench.rows(on: server)
            try bench.lose(at: sql, of: sql)
            try bench.run("CREATE INDEX i ON people (name)")
            let message = try bench.refusal(of: sql)
            #expect(message.contains("neither the state before it nor the state after it"), "\(message)")
            try bench.run("DROP INDEX i ON people")
            try bench.goOn(with: sql)
        }

        @Test(
            arguments: MySQLServer.available,
            [
                "ALTER TABLE people ADD COLUMN extra int", "ALTER TABLE people MODIFY COLUMN Name varchar(50)",
                "ALTER TABLE people DROP COLUMN place", "CREATE INDEX u ON people (place)", "DROP TABLE people",
                "ALTER TABLE people CHANGE place town bigint", "RENAME TABLE people TO persons",
                "ALTER TABLE people PARTITION BY HASH (id) PARTITIONS 4", "CREATE TABLE other AS SELECT * FROM people",
                "CREATE PROCEDURE bump() UPDATE people SET place = 1", "CREATE VIEW v AS SELECT id FROM people",
            ])
        func `finds what its last statement has made`(server: MySQLServer, sql: String) throws {
            let bench = try MySQLBench.rows(on: server)
            try bench.lose(at: sql, isSent: true, of: sql)
            if !sql.contains("DROP TABLE"), !sql.contains("RENAME") { try bench.run("CREATE INDEX i ON people (name)") }
            try bench.goOn(with: sql)
        }

        @Test(
            arguments: MySQLServer.changingOtherStorage([
                "UPDATE marked SET place = place + 1", "UPDATE seen SET id = id + 1", "INSERT INTO old VALUES (7)",
                "CREATE USER someone_new@localhost", "CREATE DATABASE raido_of_nobody",
            ]))
        func `is not guessed about where no transaction and no definition tells`(
            server: MySQLServer, sql: String
        ) throws {
            let bench = try MySQLBench.rows(on: server)
            try bench.connection.runScript(
                """
                CREATE TABLE old (id int) ENGINE=MyISAM; INSERT INTO old VALUES (1);
                CREATE VIEW seen AS SELECT * FROM old;
                CREATE TABLE marked ENGINE=InnoDB SELECT * FROM people;
                CREATE TRIGGER mark AFTER UPDATE ON marked FOR EACH ROW INSERT INTO old VALUES (NEW.id)
                """)
            defer {
                try? bench.run("DROP USER IF EXISTS someone_new@localhost")
                try? bench.run("DROP DATABASE IF EXISTS raido_of_nobody")
            }
            try bench.lose(at: sql, isSent: true, of: sql)
            let message = try bench.refusal(of: sql)
            #expect(message.contains("The database does not show whether this statement was applied"), "\(message)")
        }

        @Test(arguments: MySQLServer.available)
        func `is not guessed about where rows changed and no definition`(server: MySQLServer) throws {
            let setUp = """
                CREATE TABLE old (id int PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION p VALUES LESS THAN (9));
                CREATE TABLE new (id int PRIMARY KEY)
                """
            for sql in [
                "ALTER TABLE old EXCHANGE PARTITION p WITH TABLE new", "ALTER TABLE old TRUNCATE PARTITION p",
                "RENAME TABLE new TO aside, people TO new, aside TO people",
            ] {
                let bench = try MySQLBench.rows(on: server)
                try bench.connection.runScript(setUp)
                try bench.run("DROP TABLE people")
                try bench.run("CREATE TABLE people LIKE new")
                try bench.run("INSERT INTO new VALUES (1), (2)")
                try bench.lose(at: sql, isSent: true, of: sql)
                let message = try bench.refusal(of: sql)
                #expect(message.contains("The database does not show whether this statement was applied"), "\(message)")
            }
        }
    }
#endif
