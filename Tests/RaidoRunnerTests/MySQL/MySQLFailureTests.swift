#if MySQL
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite(.serialized) struct `A statement that fails on MySQL and MariaDB` {
        private static let guessing = "The database does not show whether this statement was applied"
        private static let whole = "failed; the whole migration was rolled back"
        private static let part = "this statement may have been partly applied"

        @Test(arguments: MySQLServer.available)
        func `of marking is said of no migration`(server: MySQLServer) throws {
            let bench = try MySQLBench(server)
            let history = [
                Migration(id: "m1", batch: "1", changes: [.createTable(table("notes", Column("n", .integer)))])
            ]
            try Migrator(fromTextOf: history, database: bench.database).up()
            try bench.withUser { user, url in
                try bench.run("GRANT SELECT, INSERT, UPDATE, CREATE ON \(bench.name).* TO \(user)")
                let migrator = try Migrator(fromTextOf: history, database: url)
                let words = "\(try failure { try migrator.markReverted("m1") })"
                #expect(
                    words.hasPrefix("m1 could not be marked.\n") && words.contains("DELETE command denied"), "\(words)")
            }
        }

        @Test(
            arguments: MySQLServer.available,
            [
                ("DROP TABLE logs, people", "DROP TABLE kids"), ("DROP VIEW v, w", "CREATE VIEW w AS SELECT 1"),
                ("DROP TABLE IF EXISTS logs, people CASCADE", "DROP TABLE kids"),
            ])
        func `leaves nothing that the program does not know of where it drops several`(
            server: MySQLServer, statement: (sql: String, mending: String)
        ) throws {
            for before in ["", "UPDATE people SET place = place + 1; "] {
                let bench = try MySQLBench.rows(on: server)
                try bench.connection.runScript(
                    """
                    CREATE TABLE logs (id int); CREATE VIEW v AS SELECT 1;
                    CREATE TABLE kids (id int, FOREIGN KEY (id) REFERENCES people (id))
                    """)
                let message = try bench.refusal(of: before + statement.sql)
                switch (server.engine, before) {
                case (.mysql, ""): #expect(message.contains(Self.whole), "\(message)")
                case (.mysql, _): #expect(message.contains("failed at statement 2 of 2"), "\(message)")
                case (_, ""): #expect(message.contains("failed at statement 2 of 2"), "\(message)")
                default: #expect(message.contains("failed at statement 3 of 3"), "\(message)")
                }
                if server.engine == .mysql {
                    #expect(
                        try bench.rows("SHOW TABLES LIKE 'logs'") + bench.rows("SHOW TABLES LIKE 'v'") == ["logs", "v"])
                }
                try bench.run(statement.mending)
                try bench.goOn(with: before + statement.sql)
            }
        }

        @Test(
            arguments: MySQLServer.changingOtherStorage([
                "UPDATE old SET n = n + 11", "INSERT INTO old VALUES (10, 100), (11, 101), (1, 1)",
                "UPDATE seen SET n = n + 11", "UPDATE marked SET place = 1 / (2 - id)",
            ]))
        func `is not said to be taken back where no transaction can`(server: MySQLServer, sql: String) throws {
            let bench = try MySQLBench.rows(on: server)
            try bench.connection.runScript(
                """
                CREATE TABLE old (id int PRIMARY KEY, n int UNIQUE) ENGINE=MyISAM;
                INSERT INTO old VALUES (1, 0), (2, 10), (3, 21);
                CREATE VIEW seen AS SELECT * FROM old;
                CREATE TABLE marked ENGINE=InnoDB SELECT * FROM people;
                CREATE TRIGGER mark AFTER UPDATE ON marked FOR EACH ROW INSERT INTO old VALUES (NEW.id + 9, 99)
                """)
            let message = try bench.refusal(of: sql)
            #expect(message.contains(Self.part), "\(message)")
            #expect(message.contains("then 'migrate mark-applied m1'"))
            #expect(try bench.rows("SELECT count(*), sum(n) FROM old") != ["3|31"])
            #expect(try bench.database.unfinishedMigration()?.step == 1)
            #expect(try bench.refusal(of: sql).contains(Self.guessing))
        }

        @Test(arguments: MySQLServer.available)
        func `is taken back where all that it names is InnoDB's`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            try bench.run("CREATE TABLE old (id int) ENGINE=MyISAM")
            let message = try bench.refusal(of: "UPDATE people SET place = 1 / (2 - id)")
            #expect(message.contains(Self.whole), "\(message)")
            #expect(try bench.rows("SELECT DISTINCT place FROM people") == ["0"])
            #expect(try bench.database.unfinishedMigration() == nil)
        }

        @Test(arguments: MySQLServer.available)
        func `is gone on with where its like leaves no trace, once it can be made`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            let sql = "UPDATE people SET place = place + 1; TRUNCATE logs"
            let message = try bench.refusal(of: sql)
            #expect(message.contains("'migrate up' resumes from this statement"), "\(message)")
            try bench.run("CREATE TABLE logs (id int)")
            try bench.goOn(with: sql)
            #expect(try bench.rows("SELECT DISTINCT place FROM people") == ["1"])
        }

        @Test(arguments: MySQLServer.available)
        func `is refused beforehand where the journal could not hold it`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            let limit = try #require(try bench.connection.number("SELECT @@max_allowed_packet"))
            #expect(bench.database.largestPacket == Int(limit))
            bench.database.largestPacket = 100_000
            let quotes = String(repeating: "''", count: 20_000)
            let message = try bench.refusal(of: "CREATE TABLE logs (id int); UPDATE people SET name = '\(quotes)'")
            #expect(message.contains("in one packet (max_allowed_packet). Split it into several"), "\(message)")
            #expect(try bench.rows("SHOW TABLES LIKE 'logs'") == [])
            #expect(try bench.database.unfinishedMigration() == nil)
        }

        @Test(arguments: MySQLServer.available.filter { $0.engine == .mariadb })
        func `is refused beforehand where its end cannot be told`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            for sql in [
                "FOR i IN 1..3 DO UPDATE people SET place = i; COMMIT; END FOR",
                "IF (SELECT count(*) FROM people) > 0 THEN UPDATE people SET place = 1; COMMIT; END IF",
                "again: LOOP UPDATE people SET place = 1; LEAVE again; END LOOP",
            ] {
                let message = try bench.refusal(of: "UPDATE people SET place = 9; \(sql)")
                #expect(
                    message.contains("Put it between BEGIN NOT ATOMIC and END. No statement was run."), "\(message)")
            }
            #expect(try bench.rows("SELECT DISTINCT place FROM people") == ["0"])
            try bench.goOn(
                with: """
                    BEGIN NOT ATOMIC
                        FOR i IN 1..3 DO UPDATE people SET place = place + i; END FOR;
                        IF 1 THEN UPDATE people SET name = 'x'; END IF;
                    END; UPDATE people SET place = place + 1
                    """)
            #expect(try bench.rows("SELECT DISTINCT place, name FROM people") == ["7|x"])
        }
    }

    @Suite(.serialized) struct `A person's SQL on MySQL and MariaDB` {
        @Test(arguments: MySQLServer.available, ["'NO_BACKSLASH_ESCAPES'", "concat('NO_BACKSLASH', '_ESCAPES')"])
        func `is not run where it may end elsewhere`(server: MySQLServer, mode: String) throws {
            let bench = try MySQLBench.rows(on: server)
            let message = try bench.refusal(
                of: #"""
                    SET sql_mode = \#(mode); INSERT INTO people VALUES (11, 'a\', 0);
                    ALTER TABLE people ADD COLUMN q int; INSERT INTO people (id, name) VALUES (12, 'b\'), (11, 'dup')
                    """#)
            #expect(message.contains("With sql_mode NO_BACKSLASH_ESCAPES, Raido cannot tell"), "\(message)")
            #expect(try bench.rows("SELECT count(*) FROM people") == ["2"])
            #expect(try bench.rows("SHOW COLUMNS FROM people LIKE 'q'") == [])
            #expect(try bench.database.unfinishedMigration() == nil)
            try bench.goOn(with: "SET sql_mode = \(mode); UPDATE people SET place = 5; SET sql_mode = ''; SELECT '\\''")
            #expect(try bench.rows("SELECT DISTINCT place FROM people") == ["5"])
        }

        @Test(arguments: MySQLServer.available)
        func `is not run where a name in double quotation marks has a backslash`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            let message = try bench.refusal(
                of: #"SET sql_mode = 'ANSI_QUOTES'; UPDATE people SET place = 7; SELECT 1 AS "a\"; SELECT 2 AS "b""#)
            #expect(message.contains("Put names that contain a backslash in backticks"), "\(message)")
        }

        @Test(arguments: MySQLServer.available)
        func `goes to the server one statement at a time`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            #expect(throws: DatabaseError.self) {
                try bench.connection.run("DELETE FROM people; DROP TABLE people")
            }
            #expect(try bench.rows("SELECT count(*) FROM people") == ["2"])
            try bench.run("CREATE PROCEDURE several() BEGIN SELECT 1; SELECT 2; UPDATE people SET place = 3; END")
            try bench.goOn(with: "CALL several(); CALL several()")
            #expect(try bench.rows("SELECT DISTINCT place FROM people") == ["3"])
            try bench.run("CREATE PROCEDURE failing() BEGIN SELECT 1; SIGNAL SQLSTATE '45000'; END")
            #expect(throws: DatabaseError.self) { try bench.connection.run("CALL failing()") }
            #expect(try bench.rows("SELECT 1") == ["1"])
        }

        @Test(
            arguments: MySQLServer.available,
            [
                ("LOCK TABLES people WRITE", "Remove LOCK TABLES and UNLOCK TABLES: no other program"),
                ("UNLOCK TABLES", "Remove LOCK TABLES and UNLOCK TABLES: no other program"),
                ("XA START 'x'", "XA is not allowed: the runner keeps a journal of each statement. A DDL statement"),
                ("COMMIT", "Remove COMMIT."), ("USE other", "Qualify names with the database instead"),
                (
                    "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END //\nDELIMITER ;",
                    "Remove the DELIMITER lines, and end the bodies"
                ),
            ])
        func `is refused with what holds there`(server: MySQLServer, refused: (sql: String, words: String)) throws {
            let bench = try MySQLBench.rows(on: server)
            let message = try bench.refusal(of: "UPDATE people SET place = 7; \(refused.sql)")
            #expect(message.contains(refused.words), "\(message)")
            #expect(!message.contains("attach"))
            #expect(try bench.rows("SELECT DISTINCT place FROM people") == ["0"])
        }

        @Test(arguments: MySQLServer.available)
        func `is not begun where the history has no room for an identity`(server: MySQLServer) throws {
            let bench = try MySQLBench.rows(on: server)
            let long = String(repeating: "ö", count: 256)
            let migrator = try Migrator(
                fromTextOf: bench.history("UPDATE people SET place = 1") + bench.history("SELECT 1", id: "m2\(long)"),
                database: bench.database)
            for attempt in [{ _ = try migrator.up() }, { _ = try migrator.rehearse() }] {
                let message = "\(try failure { try attempt() })"
                #expect(message.contains("has 258 characters, but the history table holds at most 255"), "\(message)")
            }
            #expect(try bench.rows("SELECT DISTINCT place FROM people") == ["0"])
            let fits = bench.history("SELECT 1", id: String(long.dropLast()))
            try Migrator(fromTextOf: fits, database: bench.database).up()
        }
    }

    @Suite(.serialized) struct `A procedure that a migration of MySQL and MariaDB calls` {
        /// Bodies that commit on the way, and procedures that do so for them.
        private static let committing = [
            "BEGIN UPDATE people SET place = place + 1; COMMIT; SIGNAL SQLSTATE '45000'; END",
            "BEGIN UPDATE people SET place = place + 1; CREATE TABLE made (id int); SIGNAL SQLSTATE '45000'; END",
            "BEGIN UPDATE people SET place = place + 1; CALL inner_one(); SIGNAL SQLSTATE '45000'; END",
            "BEGIN ROLLBACK; UPDATE people SET place = place + 1; SIGNAL SQLSTATE '45000'; END",
        ]

        private func bench(_ server: MySQLServer, _ body: String) throws -> MySQLBench {
            let bench = try MySQLBench.rows(on: server)
            try bench.run("CREATE PROCEDURE inner_one() COMMIT")
            try bench.run("CREATE PROCEDURE bump() \(body)")
            return bench
        }

        @Test(arguments: MySQLServer.available, committing)
        func `is not called twice where it commits`(server: MySQLServer, body: String) throws {
            let failing = try bench(server, body)
            let message = try failing.refusal(of: "CALL bump()")
            #expect(message.contains("this statement may have been partly applied"), "\(message)")
            #expect(
                try failing.refusal(of: "CALL bump()").contains(
                    "The database does not show whether this statement was applied"))
            #expect(try failing.rows("SELECT DISTINCT place FROM people") == ["1"])
            let killed = try bench(server, body.replacing("SIGNAL SQLSTATE '45000';", with: ""))
            try killed.lose(at: "CALL bump()", isSent: true, of: "CALL bump()")
            #expect(
                try killed.refusal(of: "CALL bump()").contains(
                    "The database does not show whether this statement was applied"))
            #expect(try killed.rows("SELECT DISTINCT place FROM people") == ["1"])
        }

        @Test(arguments: MySQLServer.available)
        func `is not called again where it commits and then waits in vain`(server: MySQLServer) throws {
            let bench = try bench(
                server,
                """
                BEGIN
                    UPDATE people SET place = place + 1 WHERE id = 1; COMMIT; UPDATE people SET place = 9 WHERE id = 2;
                END
                """)
            let other = try MySQLConnection(MySQLAddress(server.url))
            try other.run("USE \(bench.name)")
            try other.run("BEGIN")
            try other.run("SELECT * FROM people WHERE id = 2 FOR UPDATE")
            let database = try MySQLDatabase(bench.connection, lockTimeout: 1)
            let error = try failure { try Migrator(fromTextOf: bench.history("CALL bump()"), database: database).up() }
            #expect("\(error)".contains("this statement may have been partly applied"), "\(error)")
            #expect(try bench.rows("SELECT place FROM people ORDER BY id") == ["1", "0"])
        }

        @Test(arguments: MySQLServer.available)
        func `is called again where it changes rows alone`(server: MySQLServer) throws {
            let body = "BEGIN UPDATE people SET place = place + 1; END"
            let killed = try bench(server, body)
            try killed.lose(at: "CALL bump()", isSent: true, of: "CALL bump()")
            try killed.goOn(with: "CALL bump()")
            #expect(try killed.rows("SELECT DISTINCT place FROM people") == ["1"])
            let failing = try bench(server, body.replacing("END", with: "SIGNAL SQLSTATE '45000'; END"))
            #expect(try failing.refusal(of: "CALL bump()").contains("failed; the whole migration was rolled back"))
            #expect(try failing.rows("SELECT DISTINCT place FROM people") == ["0"])
            #expect(try failing.database.unfinishedMigration() == nil)
        }
    }
#endif
