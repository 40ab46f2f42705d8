#if SQLite
    import Raido
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    @Suite struct `The migrator` {
        static let authors = table("authors", Column("name", .text))
        static let phone = Column("phone", .varchar(20), nullable: true)

        let history = [
            Migration(id: "m1_001_create_authors", batch: "1", changes: [.createTable(authors)]),
            Migration(
                id: "m1_002_create_books", batch: "1", changes: [.createTable(table("books", Column("title", .text)))]),
            Migration(id: "m2_001_alter_authors", batch: "2", changes: [.addColumn(phone, to: "authors")]),
        ]

        func migrator(_ migrations: [Migration], on database: SQLiteDatabase) throws -> Migrator {
            try Migrator(fromTextOf: migrations, database: database)
        }

        func open() throws -> SQLiteDatabase { SQLiteDatabase(try SQLiteConnection(path: ":memory:")) }

        @Test func `takes a foreign key to a table that user SQL created again after its rename`() throws {
            let key = ForeignKey("fk", ["author"], references: "authors", ["id"])
            let books = Table("books", columns: [Column("author", .bigInteger)], foreignKeys: [key])
            let sql = RawSQL(up: ["CREATE TABLE authors (id integer PRIMARY KEY)"], down: ["DROP TABLE authors"])
            func migrations(_ sql: [Change]) -> [Migration] {
                [
                    Migration(id: "m1", batch: "1", changes: [.createTable(Self.authors)]),
                    Migration(id: "m2", batch: "2", changes: [.renameTable("authors", to: "writers")] + sql),
                    Migration(id: "m3", batch: "3", changes: [.createTable(books)]),
                ]
            }
            let refused = try failure { try migrator(migrations([]), on: open()).up() }
            #expect("\(refused)".contains("refers to table 'authors', which does not exist"), "\(refused)")
            #expect(try migrator(migrations([.sql(sql)]), on: open()).up() == ["m1", "m2", "m3"])
        }

        @Test func `refuses what the engine cannot do before the first migration is applied`() throws {
            let bad = table("maps", Column("place", .custom("point")))
            let tooFar = history + [Migration(id: "m3_001_create_maps", batch: "3", changes: [.createTable(bad)])]
            let database = try open()
            let refused = try failure { try migrator(tooFar, on: database).up() }
            #expect("\(refused)".contains("m3_001_create_maps"), "\(refused)")
            #expect(try migrator(tooFar, on: database).status().map(\.state) == Array(repeating: .pending, count: 4))
            // What is not asked for does not matter.
            #expect(try migrator(tooFar, on: database).up(.to("m2_001_alter_authors")).count == 3)
        }

        @Test func `applies, reports and remembers`() throws {
            let database = try open()
            let steps = Recorder()
            let migrator = try Migrator(fromTextOf: history.reversed(), database: database) { progress in
                switch progress {
                case .applying(let id): steps.lines.append("> \(id)")
                case .applied(let id, let seconds): steps.lines.append("\(seconds >= 0) \(id)")
                case .reverting(let id): steps.lines.append("< \(id)")
                case .reverted(let id, _): steps.lines.append("gone \(id)")
                case .resuming(let unfinished): steps.lines.append("on with \(unfinished.id)")
                case .backedUp(let path): steps.lines.append("copied to \(path)")
                case .changing(let finding): steps.lines.append("changing \(finding)")
                case .unasked(let check, _): steps.lines.append("unasked \(check)")
                case .ignoringNothing(let pattern): steps.lines.append("nothing to ignore: \(pattern.text)")
                }
            }
            #expect(try migrator.status().map(\.state) == [.pending, .pending, .pending])
            #expect(try database.connection.rows("SELECT * FROM sqlite_master").isEmpty)
            #expect(try migrator.up(.batches(1)) == ["m1_001_create_authors", "m1_002_create_books"])
            #expect(try migrator.status().map(\.state) == [.applied, .applied, .pending])
            #expect(try migrator.up() == ["m2_001_alter_authors"])
            #expect(try migrator.up() == [])
            #expect(try migrator.down(force: true) == ["m2_001_alter_authors"])
            #expect(steps.lines.prefix(2) == ["> m1_001_create_authors", "true m1_001_create_authors"])
            #expect(steps.lines.suffix(2) == ["< m2_001_alter_authors", "gone m2_001_alter_authors"])
            let wanted = try normalised(schema(of: Array(history.prefix(2))), for: .sqlite)
            #expect(try database.inspect() == wanted)
            let status = try #require(try migrator.status().first)
            #expect(status.appliedAt?.count == "2026-01-31T12:00:00Z".count && status.duration != nil)
        }

        @Test func `goes neither up nor down where a migration that is applied is no longer there`() throws {
            let database = try open()
            try migrator(history, on: database).up()
            let later = Migration(
                id: "m3_001_create_tags", batch: "3", changes: [.createTable(table("tags", Column("name", .text)))])
            let missing = try migrator([history[0], history[2], later], on: database)
            for attempt in [{ try missing.up() }, { try missing.down(force: true) }] {
                let error = try #require(throws: MigratorError.self) { _ = try attempt() }
                guard case .refused(let refusals) = error else { throw error }
                #expect(refusals.map(\.id) == ["m1_002_create_books"])
                #expect(refusals.map(\.allowance) == [.unknown])
                #expect("\(error)".contains("m1_002_create_books was applied at "))
                #expect("\(error)".contains("and is not in this program; build the program that has it"))
            }
            #expect(try missing.status().map(\.state) == [.applied, .unknown, .applied, .pending])
            #expect(try missing.up(allowing: [.unknown]) == ["m3_001_create_tags"])
        }

        @Test func `goes to a migration, down to nothing, and again`() throws {
            let migrator = try migrator(history, on: open())
            #expect(try migrator.up(.to("m1_001_create_authors")) == ["m1_001_create_authors"])
            #expect(try migrator.up(.to("m1_001_create_authors")) == [])
            #expect(throws: MigratorError.self) { try migrator.up(.to("m3")) }
            try migrator.up()
            #expect(try migrator.redo(force: true) == ["m2_001_alter_authors"])
            #expect(
                try migrator.down(.to("m1_001_create_authors"), force: true)
                    == ["m2_001_alter_authors", "m1_002_create_books"])
            try migrator.up()
            #expect(try migrator.down(.all, force: true).count == 3)
            #expect(try migrator.down(.all, force: true) == [])
        }

        @Test func `does not lose data without being told to`() throws {
            let database = try open()
            let migrator = try migrator(history, on: database)
            try migrator.up()
            try database.connection.run("INSERT INTO authors (name, phone) VALUES ('Ann', '5')")
            let error = try failure { try migrator.down(.batches(2)) }
            #expect(
                "\(error)" == """
                    This loses data:
                      m2_001_alter_authors drops column 'authors.phone' (1 row)
                      m1_001_create_authors drops table 'authors' (1 row)
                    Nothing was reverted. Use --force to continue.
                    """)
            #expect(try migrator.status().map(\.state) == [.applied, .applied, .applied])
            try database.connection.run("DELETE FROM authors")
            #expect(try migrator.down(.batches(2)).count == 3)
        }

        @Test func `refuses what is applied and unknown, edited, or late`() throws {
            let database = try open()
            try migrator(history, on: database).up()
            var edited = history
            edited[0].changes = [.createTable(table("authors", Column("name", .varchar(9))))]
            let late = Migration(id: "m0", batch: "0", changes: [.createTable(table("tags"))])
            let changed = try migrator([edited[0], history[1], late], on: database)
            #expect(try changed.status().map(\.state) == [.outOfOrder, .edited, .applied, .unknown])
            guard case .refused(let refusals) = try refusal(of: changed) else { return }
            #expect(refusals.map(\.id) == ["m1_001_create_authors", "m2_001_alter_authors", "m0"])
            #expect(refusals.map(\.allowance) == [.edited, .unknown, .outOfOrder])
            #expect("\(refusals[0])".contains("was edited after it was applied"))
            #expect("\(refusals[1])".contains("is not in this program"))
            #expect("\(refusals[2])".contains("apply it out of order with --allow out-of-order"))
            #expect(try changed.up(allowing: [.edited, .unknown, .outOfOrder]) == ["m0"])
        }

        private func refusal(of migrator: Migrator) throws -> MigratorError? {
            #expect(throws: MigratorError.self) { try migrator.up() }
            do { try migrator.up() } catch { return error }
            return nil
        }

        @Test func `an edit of comments or layout is no edit`() {
            var same = history[0]
            same.batch = "other"
            #expect(same.checksum == history[0].checksum)
            #expect(history[0].checksum == "1-84ca3c9eb98944c7")
        }

        @Test func `rolls a migration back as a whole, and keeps those before it`() throws {
            let database = try open()
            let bad = Migration(
                id: "m3", batch: "3",
                changes: [
                    .createTable(table("tags")),
                    .addUnique(UniqueConstraint("uq_authors_name", ["name"]), to: "authors"),
                ])
            let migrator = try migrator(history + [bad], on: database)
            try migrator.up(.to("m2_001_alter_authors"))
            try database.connection.run("INSERT INTO authors (name) VALUES ('Ann'), ('Ann')")
            let error = try failure { try migrator.up(skippingChecks: true) }
            #expect(
                "\(error)" == """
                    Applying m3 failed; the whole migration was rolled back.
                    Cannot create index 'uq_authors_name' on 'authors': UNIQUE constraint failed: authors.name. \
                    Rows have duplicate values there; correct them first, then apply the migration again.
                        CREATE UNIQUE INDEX "uq_authors_name" ON "authors" (`name`)
                    """)
            #expect(try migrator.status().map(\.state) == [.applied, .applied, .applied, .pending])
            #expect(try database.inspect()["tags"] == nil)
        }

        @Test func `refuses a history with a trigger, which could change what is recorded`() throws {
            let database = try open()
            let migrator = try migrator(history, on: database)
            try migrator.up(.to(history[0].id))
            let other = "CREATE TRIGGER evil AFTER INSERT ON _RAIDO_migrations BEGIN DELETE FROM _raido_migrations; END"
            try database.connection.run(other)
            let again = try self.migrator(history, on: SQLiteDatabase(database.connection))
            for refused in [{ try again.up() }, { try again.status().map(\.id) }, { try again.down() }] {
                let error = try failure { _ = try refused() }
                #expect("\(error)".contains("has the trigger 'evil', which could change what is recorded"), "\(error)")
                #expect("\(error)".hasSuffix("Nothing was changed."))
            }
            try database.connection.run("DROP TRIGGER evil")
            #expect(try again.up().count == history.count - 1)
        }

        @Test func `says what a migration does not fit`() throws {
            let again = Migration(id: "m9", batch: "9", changes: [.createTable(Self.authors)])
            let error = try failure { try migrator(history + [again], on: open()).up() }
            #expect("\(error)" == "m9 does not fit the migrations before it: table 'authors' already exists")
        }

        @Test func `shows the SQL`() throws {
            let migrator = try migrator(history, on: open())
            try migrator.up(.to("m1_002_create_books"))
            let up = try migrator.plannedSQL()
            #expect(up.map(\.id) == ["m2_001_alter_authors"])
            #expect(
                up.first?.text == """
                    PRAGMA foreign_keys = OFF;
                    BEGIN;
                    -- Each check writes its result to this table. Everything is rolled back if a check fails.
                    CREATE TEMP TABLE raido_notes (what TEXT, wrong INTEGER, version INTEGER);
                    CREATE TEMP TABLE raido_orphans AS SELECT count(*) AS count FROM pragma_foreign_key_check;
                    -- transactional; locks the database for writing; no rewrite, reads all rows
                    ALTER TABLE "authors" ADD COLUMN "phone" varchar(20) CHECK (length("phone") <= 20);
                    INSERT INTO temp.raido_notes SELECT 'add column ''phone'' to ''authors''', 0, schema_version FROM pragma_schema_version;
                    INSERT INTO temp.raido_notes SELECT 'rows that refer to missing rows', (SELECT max(0, (SELECT count(*) FROM pragma_foreign_key_check) - count) FROM temp.raido_orphans), NULL;
                    SELECT 'rolled back: ' || what FROM temp.raido_notes WHERE wrong IS NOT 0;
                    CREATE TEMP TABLE raido_end (holds INTEGER, CONSTRAINT "everything is rolled back" CHECK (holds));
                    INSERT OR ROLLBACK INTO temp.raido_end SELECT count(*) = 2 AND total(wrong IS NOT 0) = 0
                        AND count(version) = count(DISTINCT version) FROM temp.raido_notes;
                    DROP TABLE temp.raido_end;
                    DROP TABLE temp.raido_orphans;
                    DROP TABLE temp.raido_notes;
                    COMMIT;
                    PRAGMA foreign_keys = ON;

                    """)
            #expect(try migrator.plannedSQL(.down).map(\.id) == ["m1_002_create_books", "m1_001_create_authors"])
            #expect(
                try migrator.plannedSQL(.down, of: ["m2_001_alter_authors"]).first?.text.contains("DROP COLUMN") == true
            )
        }
    }

    private final class Recorder { var lines: [String] = [] }

    @Suite struct `A database URL` {
        @Test(arguments: [
            ("sqlite:app.sqlite", "app.sqlite"), ("sqlite:///var/app.sqlite", "/var/app.sqlite"),
            ("sqlite://app.db?mode=rwc", "app.db"), ("sqlite::memory:", ":memory:"), ("SQLite:a b.db", "a b.db"),
        ])
        func `names a file`(text: String, path: String) throws {
            #expect(try DatabaseURL(text) == .file(.sqlite, path: path))
        }

        @Test func `of an engine that is not built in says how to build it`() {
            #expect(
                OpenError.notBuilt(.postgresql).description
                    == "this program was built without PostgreSQL; \(DriverTrait.advice(missing: .postgresql))")
            #if !PostgreSQL
                #expect(throws: OpenError.notBuilt(.postgresql)) { try openDatabase("postgresql://me:secret@host/db") }
            #endif
        }

        @Test func `of an engine whose library is not installed says how to install it`() {
            #expect(
                OpenError.noLibrary(.mysql, "libmariadb.so.3: cannot open shared object file").description
                    == "the library of the driver for MySQL cannot be loaded: libmariadb.so.3: cannot open shared object "
                    + "file; on Debian and Ubuntu, install it with 'apt-get install libmariadb3'")
        }

        @Test(arguments: ["", "app.sqlite", "oracle:x", "sqlite:", "sqlite:a?mode=ro"])
        func `that means nothing is an error`(text: String) {
            #expect(throws: OpenError.self) { try DatabaseURL(text) }
        }

        @Test func `of a folder that is not there names the file`() throws {
            let error = try failure {
                _ = try Migrator(fromTextOf: [], database: "sqlite:/nowhere/at/all.sqlite").up()
            }
            #expect("\(error)".contains("unable to open database file. Does the folder exist, and is it writable?"))
            #expect("\(error)".contains("/nowhere/at/all.sqlite"))
        }
    }
#endif
