#if SQLite
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// What a person's SQL leaves in the connection, and what of it others meet.
    @Suite struct `Raw SQL on SQLite` {
        private let t = table(
            "t", Column("n", .integer, default: .integer(0)), Column("a", .varchar(9), nullable: true))
        private let isSmall = CheckConstraint("ck_n", "n < 100")
        private let added = Change.addColumn(Column("b", .text, nullable: true), to: "t")

        private func raw(_ up: SQLFragment...) -> Change { .sql(RawSQL(up: up, down: [])) }

        private func bench() throws -> Workbench {
            let bench = try Workbench(t)
            try bench.run("INSERT INTO t (n, a) VALUES (1, 'x'), (2, 'y')")
            return bench
        }

        /// How a run ends that makes each list of changes as one migration.
        private func run(_ migrations: [[Change]], on bench: Workbench) throws {
            for changes in migrations { try bench.apply(changes) }
        }

        @Test(arguments: [
            "DROP TABLE _raido_migrations", "SELECT 1; DELETE FROM \"_RAIDO_migrations\"",
            "ALTER TABLE main._raido_journal ADD COLUMN x int",
        ])
        func `does not change what tells what is applied`(sql: String) throws {
            let database = SQLiteDatabase(try SQLiteConnection(path: ":memory:"))
            let own = Migration(id: "m1", batch: "1", changes: [.createTable(table("late")), raw(SQLFragment(sql))])
            let migrator = try Migrator(fromTextOf: [own], database: database)
            let error = try failure { try migrator.up() }
            #expect("\(error)".hasPrefix("m1: its raw SQL changes '_raido_"), "\(error)")
            #expect(try migrator.status().map(\.state) == [.pending])
        }

        @Test(arguments: [
            ("ATTACH ':memory:' AS o; DELETE FROM o.users", "ATTACH and DETACH are not allowed in raw SQL"),
            ("DETACH DATABASE main", "ATTACH and DETACH are not allowed in raw SQL"),
            (
                "PRAGMA ignore_check_constraints = ON",
                "raw SQL may read PRAGMA ignore_check_constraints but not set"
            ),
            ("PRAGMA main.Journal_Mode(OFF)", "raw SQL may read PRAGMA journal_mode but"),
            ("PRAGMA WRITABLE_SCHEMA=1", "raw SQL may read PRAGMA writable_schema but"),
            ("PRAGMA schema_version = 9", "raw SQL may read PRAGMA schema_version but"),
            ("PRAGMA locking_mode = EXCLUSIVE", "raw SQL may read PRAGMA locking_mode but"),
            ("SELECT 1; COMMIT", "BEGIN, COMMIT, ROLLBACK and SAVEPOINT are not allowed in raw SQL"),
            ("SAVEPOINT s", "BEGIN, COMMIT, ROLLBACK and SAVEPOINT are not allowed in raw SQL"),
        ])
        func `is refused what the rest of the run depends on`(sql: String, message: String) throws {
            let bench = try bench()
            let error = try failure { try bench.apply([raw("UPDATE t SET n = 7", SQLFragment(sql))]) }
            #expect("\(error)".contains(message))
            #expect(try bench.rows("SELECT n FROM t") == ["1", "2"])
        }

        @Test func `reads such settings, and sets others`() throws {
            let bench = try bench()
            try bench.apply([raw("PRAGMA journal_mode; PRAGMA writable_schema; PRAGMA user_version = 7")])
            #expect(try bench.rows("PRAGMA user_version") == ["7"])
        }

        @Test(arguments: [
            "query_only", "recursive_triggers", "reverse_unordered_selects", "cell_size_check", "legacy_alter_table",
            "defer_foreign_keys", "trusted_schema", "busy_timeout",
        ])
        func `keeps a setting to itself`(setting: String) throws {
            let bench = try bench()
            let before = try bench.rows("PRAGMA \(setting)")
            let value = before == ["0"] ? 1 : 0
            try run(
                [[added], [raw(SQLFragment("PRAGMA \(setting) = \(value)")), .addCheck(isSmall, to: "t")]], on: bench)
            #expect(try bench.rows("PRAGMA \(setting)") == before)
            try bench.apply([raw(SQLFragment("PRAGMA \(setting) = \(value)"))])
            #expect(try bench.rows("PRAGMA \(setting)") == before)
            try bench.expectAsWanted()
        }

        /// With it on, 'x' is not LIKE 'X', and the rows would break the check.
        @Test(arguments: [true, false]) func `changes no meaning of LIKE for others`(isOneMigration: Bool) throws {
            let bench = try bench()
            let check = Change.addCheck(CheckConstraint("ck_a", "a LIKE 'X' OR a LIKE 'Y'"), to: "t")
            let changes = [
                raw("PRAGMA case_sensitive_like = ON; UPDATE t SET n = 5 WHERE a LIKE 'x' AND NOT a LIKE 'X'"), check,
            ]
            try run(isOneMigration ? [changes] : changes.map { [$0] }, on: bench)
            #expect(try bench.rows("SELECT n FROM t") == ["5", "2"])
            #expect(try bench.rows("SELECT 'a' LIKE 'A'") == ["1"])
        }

        @Test func `leaves no temporary table to later migrations`() throws {
            let bench = try bench()
            try run(
                [
                    [raw("CREATE TEMP TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, n int, a text)")],
                    [added], [.dropColumn(t.columns[2], from: "t")], [.addCheck(isSmall, to: "t")],
                ], on: bench)
            #expect(try bench.rows("SELECT n, b FROM main.t") == ["1|", "2|"])
            #expect(try bench.rows("SELECT name FROM temp.sqlite_master") == ["sqlite_sequence"])
            try bench.expectAsWanted()
            // The sequence of that table is still there, and is not that of the real one.
            try bench.run("DELETE FROM t WHERE id = 2")
            try bench.apply([.dropCheck(isSmall, from: "t")])
            try bench.run("INSERT INTO t (n) VALUES (3)")
            #expect(try bench.rows("SELECT id FROM t") == ["1", "3"])
        }

        @Test func `drops all that is temporary, in an order that works`() throws {
            let bench = try bench()
            try bench.apply([
                raw(
                    """
                    CREATE TEMP TABLE "a ""b" (x);
                    CREATE TEMP VIEW v AS SELECT x FROM "a ""b";
                    CREATE INDEX temp.i ON "a ""b" (x);
                    CREATE VIRTUAL TABLE temp.words USING fts5(w);
                    CREATE TEMP TRIGGER tr AFTER INSERT ON main.t BEGIN INSERT INTO "a ""b" VALUES (NEW.n); END;
                    CREATE TEMP TRIGGER tv INSTEAD OF INSERT ON v BEGIN SELECT 1; END;
                    INSERT INTO t (n) VALUES (3);
                    UPDATE t SET n = 40 WHERE n IN (SELECT x FROM v);
                    """)
            ])
            #expect(try bench.rows("SELECT n FROM t") == ["1", "2", "40"])
            #expect(try bench.rows("SELECT name FROM temp.sqlite_master") == [])
        }

        @Test func `keeps a temporary table for its whole migration`() throws {
            let bench = try bench()
            let column = t.columns[2]
            try bench.apply([
                raw("CREATE TEMP TABLE kept AS SELECT id, a FROM t"), .dropColumn(column, from: "t"), added,
                .addCheck(isSmall, to: "t"), raw("UPDATE t SET b = (SELECT a FROM kept WHERE kept.id = t.id)"),
            ])
            #expect(try bench.rows("SELECT b FROM t") == ["x", "y"])
            try bench.expectAsWanted()
        }

        @Test(arguments: [
            ("CREATE TEMP TABLE T (id int)", "temporary table 'T', which hides the 'T' of the database"),
            ("CREATE TEMP VIEW t AS SELECT 1", "temporary view 't', which hides"),
            ("CREATE TEMP TABLE \"__raido_new_t\" (id int)", "temporary table '__raido_new_t', which hides"),
            ("CREATE TEMP TRIGGER w AFTER UPDATE ON main.t BEGIN SELECT 1; END", "temporary trigger 'w' on 't'"),
        ])
        func `is refused where the next change would meet something temporary`(sql: String, message: String) throws {
            let bench = try bench()
            let error = try failure { try bench.apply([raw(SQLFragment(sql)), .addCheck(isSmall, to: "t")]) }
            #expect("\(error)".contains("Earlier raw SQL left these objects: \(message)"))
            #expect("\(error)".contains("drop them at the end of the raw SQL, or rename them"))
            #expect(try bench.rows("SELECT name FROM temp.sqlite_master") == [])
            // A table that comes later is shadowed as well.
            let other = table("other", Column("x", .text))
            let changes = [raw("CREATE TEMP TABLE other (x)"), .createTable(other), added]
            #expect("\(try failure { try bench.apply(changes) })".contains("temporary table 'other'"))
            try bench.expectAsWanted()
        }

        @Test func `cannot put a temporary table in the place of the history`() throws {
            let database = SQLiteDatabase(try SQLiteConnection(path: ":memory:"))
            let migrations = [
                Migration(id: "m1", batch: "1", changes: [.createTable(t)]),
                Migration(id: "m2", batch: "2", changes: [raw("CREATE TEMP TABLE _raido_migrations (id text)")]),
                Migration(id: "m3", batch: "3", changes: [added]),
            ]
            try Migrator(fromTextOf: migrations, database: database).up()
            let ids = try database.connection.texts("SELECT id FROM main._raido_migrations ORDER BY id")
            #expect(ids == ["m1", "m2", "m3"])
        }

        @Test func `is refused before anything is made where a NUL would cut it off`() throws {
            let database = SQLiteDatabase(try SQLiteConnection(path: ":memory:"))
            var migrations = [
                Migration(id: "m1", batch: "1", changes: [.createTable(t)]),
                Migration(
                    id: "m2", batch: "2",
                    changes: [
                        .sql(
                            RawSQL(
                                up: ["DELETE FROM t\nWHERE n = 1\0 AND a = 'x'"], down: ["DELETE FROM t; \0SELECT 1"]))
                    ]),
            ]
            let message = { (place: String) in
                "m2: cannot run the migration's own SQL: SQLite takes the NUL character (\\0) after "
                    + "'\(place)' as the end of the SQL and would ignore the rest; remove it"
            }
            // Compiled: a NUL cannot be printed.
            let error = try failure { try Migrator(migrations: migrations, database: database).up() }
            #expect("\(error)" == message("WHERE n = 1"))
            #expect(try database.history() == [])

            migrations[1].changes = [.sql(RawSQL(up: [], down: ["DELETE FROM t; \0SELECT 1"]))]
            migrations.append(Migration(id: "m3", batch: "3", changes: [added]))
            // Compiled: a NUL cannot be printed.
            let migrator = try Migrator(migrations: migrations, database: database)
            try migrator.up()
            #expect("\(try failure { try migrator.down(.all) })" == message("DELETE FROM t; "))
            #expect(try database.history().map(\.id) == ["m1", "m2", "m3"])
        }

        /// Elsewhere the children would go with their parents.
        @Test func `is told to delete children first, which no cascade does meanwhile`() throws {
            let key = ForeignKey("fk", ["t_id"], references: "t", ["id"], onDelete: .cascade)
            let bench = try Workbench(t, table("kids", Column("t_id", .bigInteger), foreignKeys: [key]))
            try bench.run("INSERT INTO t (n) VALUES (1), (2)")
            try bench.run("INSERT INTO kids (t_id) VALUES (1), (2)")
            let parents: SQLFragment = "PRAGMA foreign_keys = ON; DELETE FROM t WHERE n = 1"
            let error = try failure { try bench.apply([raw(parents)]) }
            #expect("\(error)".contains("1 row of 'kids' would refer through (t_id) to missing rows of 't'"))
            #expect("\(error)".contains("delete the children first: SQLite does not cascade"))
            try bench.apply([raw("DELETE FROM kids WHERE t_id = 1", parents)])
            #expect(try bench.rows("SELECT t_id FROM kids") == ["2"])
        }
    }
#endif
