#if SQLite
    import Foundation
    import Raido
    import RaidoPlatform
    import RaidoTestSupport
    import Testing

    @testable import RaidoRunner

    /// A table that loses a column in its second migration.
    let losingHistory = [
        Migration(
            id: "m1", batch: "1",
            changes: [.createTable(table("t", Column("a", .text), Column("b", .text, nullable: true)))]),
        Migration(id: "m2", batch: "2", changes: [.dropColumn(Column("b", .text, nullable: true), from: "t")]),
        Migration(id: "m3", batch: "3", changes: [.addColumn(Column("c", .text, nullable: true), to: "t")]),
    ]

    /// A folder of its own, removed with the value.
    final class BackupFolder {
        let path: String

        init() throws {
            // By its real path, which messages give.
            let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
            path = "\(temporary)/raido-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        var database: String { "\(path)/app.sqlite" }
        var url: String { "sqlite:\(database)" }

        func connection(_ name: String = "app.sqlite") throws -> SQLiteConnection {
            try SQLiteConnection(path: "\(path)/\(name)", lockTimeout: 0)
        }

        func migrator(backups: Bool = true, report: @escaping (Migrator.Progress) -> Void = { _ in }) throws -> Migrator
        {
            try Migrator(fromTextOf: losingHistory, database: url, backups: backups, report: report)
        }

        var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

        /// Where a migration that holds these changes comes after the first one, the copies that it makes.
        func copies(before changes: Change...) throws -> [String] {
            let migrations = [losingHistory[0], Migration(id: "m9", batch: "9", changes: changes)]
            try Migrator(fromTextOf: migrations, database: url).up()
            return try names.filter { $0 != "app.sqlite" }
        }

        func fill() throws {
            try migrator().up(.to("m1"))
            try connection().run("INSERT INTO t (a, b) VALUES ('x', 'dear'), ('y', NULL)")
        }

        func texts(_ sql: String, in name: String = "app.sqlite") throws -> [String] {
            try connection(name).rows(sql).map { $0.map(\.shown).joined(separator: "|") }
        }
    }

    @Suite struct `A migration that loses something` {
        private let folder: BackupFolder

        init() throws { folder = try BackupFolder() }

        @Test func `is preceded by a copy of the database`() throws {
            try folder.fill()
            try folder.migrator().up()
            #expect(try folder.names == ["app.sqlite", "app.sqlite.before-m2"])
            #expect(try folder.texts("SELECT a, b FROM t", in: "app.sqlite.before-m2") == ["x|dear", "y|"])
            #expect(try folder.texts("SELECT id FROM _raido_migrations", in: "app.sqlite.before-m2") == ["m1"])
            #expect(try folder.texts("SELECT id FROM _raido_migrations") == ["m1", "m2", "m3"])
        }

        @Test func `never writes over another copy`() throws {
            try folder.fill()
            try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder.database).before-m2"))
            try folder.migrator().up()
            #expect(try folder.names == ["app.sqlite", "app.sqlite.before-m2", "app.sqlite.before-m2.2"])
            #expect(try String(contentsOfFile: "\(folder.database).before-m2", encoding: .utf8) == "mine")
            #expect(try folder.texts("SELECT b FROM t", in: "app.sqlite.before-m2.2") == ["dear", ""])
        }

        @Test func `makes no copy where there is nothing to lose, or none is wanted`() throws {
            try folder.migrator().up()
            #expect(try folder.names == ["app.sqlite"])
            try folder.migrator().down(.all)
            try folder.fill()
            try folder.migrator(backups: false).up()
            #expect(try folder.names == ["app.sqlite"])
        }

        @Test func `makes one copy a run, before the first loss, also on the way down`() throws {
            try folder.fill()
            try folder.migrator(backups: false).up()
            try folder.connection().run("UPDATE t SET c = 'new'")
            try folder.migrator().down(.all, force: true)
            #expect(try folder.names == ["app.sqlite", "app.sqlite.before-m3"])
            #expect(try folder.texts("SELECT c FROM t", in: "app.sqlite.before-m3") == ["new", "new"])
        }

        @Test(arguments: [
            "DELETE FROM t", "WITH x AS (SELECT 1) update t set a = ''", "CREATE TABLE u (x); DROP TABLE t",
            "ALTER TABLE t DROP COLUMN b", "INSERT OR REPLACE INTO t SELECT * FROM t", "REPLACE INTO t SELECT * FROM t",
            "/* a note */ DELETE /* all */ FROM t -- done",
        ])
        func `is also one whose own SQL may take rows`(sql: String) throws {
            try folder.fill()
            #expect(try folder.copies(before: .sql(RawSQL(up: [.init(sql)]))) == ["app.sqlite.before-m9"])
            #expect(try folder.texts("SELECT a, b FROM t", in: "app.sqlite.before-m9") == ["x|dear", "y|"])
        }

        @Test(arguments: [
            "INSERT INTO t (a) VALUES ('delete')", "CREATE INDEX \"drop\" ON t (a)", "SELECT 1 -- update",
            "INSERT INTO t (a) SELECT replace(a, 'x', 'y') FROM t", "/* alter */ CREATE TABLE dropped ([update])",
        ])
        func `is none whose own SQL only adds`(sql: String) throws {
            try folder.fill()
            #expect(try folder.copies(before: .sql(RawSQL(up: [.init(sql)]))) == [])
        }

        @Test func `is none where its own SQL finds no rows`() throws {
            #expect(try folder.copies(before: .sql(RawSQL(up: ["DELETE FROM t"]))) == [])
        }

        @Test func `is none whose own SQL is for another engine`() throws {
            try folder.fill()
            #expect(try folder.copies(before: .sql(RawSQL(up: [.sql(postgresql: "DELETE FROM t")]))) == [])
        }

        @Test func `is also one that puts values in place of others`() throws {
            try folder.fill()
            let change = Change.alterColumn(in: "t", from: Column("a", .text), to: Column("a", .text), using: "'z'")
            #expect(try folder.copies(before: change) == ["app.sqlite.before-m9"])
            #expect(try folder.texts("SELECT a FROM t") == ["z", "z"])
        }

        @Test func `is not copied where it is only rehearsed`() throws {
            try folder.fill()
            #expect(try folder.migrator().rehearse() == .applied(["m2", "m3"]))
            #expect(try folder.names == ["app.sqlite"])
            #expect(try folder.texts("SELECT b FROM t") == ["dear", ""])
        }

        /// What is copied is what the migration begins with: from before the copy to the end nobody else writes.
        @Test func `keeps others from writing between the copy and itself`() throws {
            try folder.fill()
            var findings: [String] = []
            let folder = folder
            try folder.migrator { progress in
                guard case .backedUp(let path) = progress else { return }
                findings.append(Path.name(of: path))
                do {
                    try folder.connection().run("INSERT INTO t (a) VALUES ('late')")
                    findings.append("written")
                } catch { findings.append((error as? DatabaseError).map { "\($0.kind)" } ?? "\(error)") }
            }.up()
            #expect(findings == ["app.sqlite.before-m2", "busy"])
        }

        @Test func `is not begun where the copy cannot be written`() throws {
            try folder.fill()
            try FileManager.default.createDirectory(
                atPath: "\(folder.database).before-m2.incomplete", withIntermediateDirectories: true)
            let error = try failure { try folder.migrator().up() }
            #expect("\(error)".hasPrefix("no backup could be made, so the migration was not started: "))
            #expect(try folder.texts("SELECT b FROM t") == ["dear", ""])
            #expect(try folder.texts("SELECT id FROM _raido_migrations") == ["m1"])
        }

        @Test func `is copied with the rights of the database`() throws {
            try folder.fill()
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.database)
            try folder.migrator().up()
            let rights = try FileManager.default.attributesOfItem(atPath: "\(folder.database).before-m2")
            #expect(rights[.posixPermissions] as? Int == 0o600)
        }

        @Test(arguments: ["-journal", "-wal", "-shm"])
        func `is copied under no name that a journal or log is left of`(suffix: String) throws {
            try folder.fill()
            try Data("left over".utf8).write(to: URL(fileURLWithPath: "\(folder.database).before-m2\(suffix)"))
            try folder.migrator().up()
            #expect(
                try folder.names == ["app.sqlite", "app.sqlite.before-m2\(suffix)", "app.sqlite.before-m2.2"].sorted())
            #expect(try folder.texts("SELECT b FROM t", in: "app.sqlite.before-m2.2") == ["dear", ""])
        }

        @Test(arguments: [
            Change.dropColumn(Column("b", .text, nullable: true), from: "t"),
            .dropTable(table("t", Column("a", .text), Column("b", .text, nullable: true))),
            .alterColumn(
                in: "t", from: Column("b", .text, nullable: true), to: Column("b", .text), fill: .value(.string("?"))),
        ])
        func `is preceded by a copy also where the database writes the table's name otherwise`(loss: Change) throws {
            try folder.connection().run(
                "CREATE TABLE \"T\" (id integer PRIMARY KEY AUTOINCREMENT NOT NULL, a text NOT NULL, b text)")
            try folder.connection().run("INSERT INTO t (a, b) VALUES ('x', 'dear'), ('y', NULL)")
            let migrations = [losingHistory[0], Migration(id: "m9", batch: "9", changes: [loss])]
            let migrator = try Migrator(fromTextOf: migrations, database: folder.url)
            try migrator.markApplied("m1")
            try migrator.up()
            #expect(try folder.names == ["app.sqlite", "app.sqlite.before-m9"])
            #expect(try folder.texts("SELECT a, b FROM t", in: "app.sqlite.before-m9") == ["x|dear", "y|"])
        }

        @Test func `is preceded by a copy also where nobody can count what it takes`() throws {
            try folder.fill()
            try folder.connection().run("ALTER TABLE t RENAME TO u")
            #expect(throws: MigratorError.self) { try folder.migrator().up() }
            #expect(try folder.names == ["app.sqlite", "app.sqlite.before-m2"])
        }

        @Test func `is copied once, however often it fails`() throws {
            try folder.fill()
            let failing: Change = .sql(RawSQL(up: ["UPDATE t SET a = 'z'; SELECT * FROM nothing"]))
            for _ in 1...3 { #expect(throws: MigratorError.self) { try folder.copies(before: failing) } }
            #expect(try folder.names == ["app.sqlite", "app.sqlite.before-m9"])
            try folder.connection().run("UPDATE t SET a = 'y'")
            #expect(throws: MigratorError.self) { try folder.copies(before: failing) }
            #expect(try folder.names == ["app.sqlite", "app.sqlite.before-m9", "app.sqlite.before-m9.2"])
        }

        /// A run that was killed had given its copy the name, and not yet taken the other one.
        @Test func `keeps a copy that has two names`() throws {
            try folder.fill()
            try folder.migrator().up()
            let copy = "\(folder.database).before-m2"
            try Platform.link(copy, to: "\(copy).incomplete")
            try Platform.removeFile(folder.database)
            try folder.migrator().up(.to("m1"))
            try folder.connection().run("INSERT INTO t (a, b) VALUES ('later', 'dear')")
            try folder.migrator().up()
            #expect(try folder.names == ["app.sqlite", "app.sqlite.before-m2", "app.sqlite.before-m2.2"])
            #expect(try folder.texts("SELECT a FROM t", in: "app.sqlite.before-m2") == ["x", "y"])
            #expect(try folder.texts("SELECT a FROM t", in: "app.sqlite.before-m2.2") == ["later"])
        }

        @Test func `is copied again where others wrote since the copy of the run`() throws {
            try folder.fill()
            let more = Migration(id: "m4", batch: "4", changes: [.sql(RawSQL(up: ["DELETE FROM t"]))])
            let folder = folder
            try Migrator(fromTextOf: losingHistory + [more], database: folder.url) { progress in
                guard case .applied("m3", _) = progress else { return }
                try? folder.connection().run("INSERT INTO t (a) VALUES ('late')")
            }.up()
            #expect(try folder.names == ["app.sqlite", "app.sqlite.before-m2", "app.sqlite.before-m4"])
            #expect(try folder.texts("SELECT a FROM t", in: "app.sqlite.before-m4") == ["x", "y", "late"])
        }

        @Test func `is copied before values become others because a person forces it`() throws {
            func column(_ type: ColumnType) -> Column { Column("n", type, nullable: true) }
            let history = [
                Migration(id: "m1", batch: "1", changes: [.createTable(table("t", column(.integer)))]),
                Migration(
                    id: "m2", batch: "2", changes: [.alterColumn(in: "t", from: column(.integer), to: column(.text))]),
            ]
            let migrator = try Migrator(fromTextOf: history, database: folder.url)
            try migrator.up()
            try folder.connection().run("INSERT INTO t (n) VALUES ('007'), ('1e2')")
            try migrator.down(force: true, skippingChecks: true)
            #expect(try folder.names == ["app.sqlite", "app.sqlite.before-m2"])
            #expect(try folder.texts("SELECT n FROM t", in: "app.sqlite.before-m2") == ["007", "1e2"])
        }

        /// What breaks a check was let in by another program.
        @Test func `is copied also where rows break a check of their table`() throws {
            try folder.connection().run("CREATE TABLE u (n integer CHECK (n > 0))")
            let careless = try folder.connection()
            try careless.run("PRAGMA ignore_check_constraints = ON")
            try careless.run("INSERT INTO u VALUES (-1)")
            try folder.fill()
            try folder.migrator().up()
            #expect(try folder.names == ["app.sqlite", "app.sqlite.before-m2"])
            let restore = try SQLiteRestore(nil, of: folder.url)
            _ = try restore.run(now: Timestamp(seconds: 1_800_000_000))
            #expect(try folder.texts("SELECT b FROM t") == ["dear", ""])
        }
    }
#endif
