#if SQLite
    import Foundation
    import Raido
    import RaidoPlatform
    import Testing

    @testable import RaidoRunner

    /// A table that loses a column in its second migration.
    private let history = [
        Migration(
            id: "m1", batch: "1",
            changes: [.createTable(table("t", Column("a", .text), Column("b", .text, nullable: true)))]),
        Migration(id: "m2", batch: "2", changes: [.dropColumn(Column("b", .text, nullable: true), from: "t")]),
        Migration(id: "m3", batch: "3", changes: [.addColumn(Column("c", .text, nullable: true), to: "t")]),
    ]

    /// A folder of its own, removed with the value.
    private final class Folder {
        let path: String

        init() throws {
            path = "\(NSTemporaryDirectory())raido-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        var database: String { "\(path)/app.sqlite" }
        var url: String { "sqlite:\(database)" }

        func connection(_ name: String = "app.sqlite") throws -> SQLiteConnection {
            try SQLiteConnection(path: "\(path)/\(name)", patience: 0)
        }

        func migrator(backups: Bool = true, report: @escaping (Migrator.Progress) -> Void = { _ in }) throws -> Migrator
        {
            try Migrator(migrations: history, database: url, backups: backups, report: report)
        }

        var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

        /// Where a migration that holds these changes comes after the first one, the copies that it makes.
        func copies(before changes: Change...) throws -> [String] {
            let migrations = [history[0], Migration(id: "m9", batch: "9", changes: changes)]
            try Migrator(migrations: migrations, database: url).up()
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
        private let folder: Folder

        init() throws { folder = try Folder() }

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
            #expect("\(error)".hasPrefix("no backup can be made, so the migration was not begun: "))
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
    }

    @Suite struct `Bringing a backup back` {
        private let folder: Folder
        private let now = Timestamp(seconds: 1_800_000_000)

        init() throws { folder = try Folder() }

        private func error(_ body: () throws -> Void) throws -> BackupError {
            try #require(try failure { try body() } as? BackupError)
        }

        private func status(_ path: String) throws -> FileStatus { try #require(try Platform.status(of: path)) }

        @Test func `keeps the owner, the group and the permissions of the database`() throws {
            try folder.fill()
            try folder.migrator().up()
            // Only root gives files away.
            let owner: UInt32? = getuid() == 0 ? 65_534 : nil
            if let owner { #expect(chown(folder.database, owner, owner) == 0) }
            #expect(chmod(folder.database, 0o664) == 0)
            let before = umask(0o077)
            defer { umask(before) }
            _ = try SQLiteRestore(nil, of: folder.url).run(now: now)
            let status = try status(folder.database)
            #expect(status.permissions == 0o664)
            if let owner { #expect(status.owner == owner && status.group == owner) }
        }

        @Test func `is refused while another run does it`() throws {
            try folder.fill()
            try folder.migrator().up()
            let database = try Data(contentsOf: URL(fileURLWithPath: folder.database))
            guard let lock = try FileLock.take("\(folder.database).restoring") else {
                Issue.record("the lock is not to be had")
                return
            }
            let restore = try SQLiteRestore(nil, of: folder.url)
            #expect(
                try error { _ = try restore.run(now: now) } == .inUse("\(folder.database).restoring", by: "another run")
            )
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder.database)) == database)
            let isInPlace = try lock.isInPlace()
            #expect(isInPlace)
            lock.release()
        }

        @Test func `takes no empty file for a backup`() throws {
            try folder.fill()
            let empty = "\(folder.path)/empty"
            try Data().write(to: URL(fileURLWithPath: empty))
            #expect(try error { _ = try SQLiteRestore(empty, of: folder.url) } == .empty(empty))
            #expect(try folder.texts("SELECT a FROM t") == ["x", "y"])
        }

        @Test func `names the present file once, also after a run that was killed`() throws {
            try folder.fill()
            try folder.migrator().up()
            let aside = "\(folder.database).replaced-earlier"
            try Platform.name(folder.database, as: aside)
            #expect(try SQLiteRestore(nil, of: folder.url).run(now: now) == aside)
            #expect(try folder.names.count { $0.contains(".replaced-") } == 1)
        }

        @Test(arguments: ["DELETE", "WAL"]) func `gives the database as it was, settings included`(mode: String) throws
        {
            var setting: SQLiteConnection? = try folder.connection()
            for pragma in ["page_size = 8192", "auto_vacuum = 2", "journal_mode = \(mode)"] {
                try setting?.run("PRAGMA \(pragma)")
            }
            try folder.fill()
            for pragma in ["application_id = 4711", "user_version = 12"] { try setting?.run("PRAGMA \(pragma)") }
            let pragmas = ["application_id", "user_version", "page_size", "auto_vacuum", "journal_mode", "encoding"]
            func settings() throws -> [String] { try pragmas.flatMap { try folder.texts("PRAGMA \($0)") } }
            let before = try settings()
            try setting?.run("DELETE FROM t WHERE a = 'x'")
            try setting?.run("INSERT INTO t (a, b) VALUES ('z', 'last')")
            let rows = try folder.texts("SELECT rowid, * FROM t")
            setting = nil

            try folder.migrator().up()
            let restore = try SQLiteRestore(nil, of: folder.url)
            #expect(restore.undone == ["m2", "m3"] && restore.redone == [])
            let aside = try #require(try restore.run(now: now))
            #expect(Path.name(of: aside) == "app.sqlite.replaced-20270115_080000")
            #expect(try settings() == before)
            #expect(before.contains(mode.lowercased()) && before.contains("8192") && before.contains("4711"))
            #expect(try folder.texts("SELECT rowid, * FROM t") == rows)
            #expect(try folder.texts("SELECT b FROM t WHERE a = 'z'") == ["last"])
            #expect(
                try folder.migrator().status().map(\.state) == [.applied, .pending, .pending])
            #expect(try folder.texts("SELECT count(*) FROM t WHERE c IS NULL", in: Path.name(of: aside)) == ["2"])
            #expect(try folder.names.contains("app.sqlite.before-m2"))
            #expect(try !folder.names.contains("app.sqlite.restoring"))
        }

        @Test(arguments: ["DELETE", "WAL"]) func `is refused while somebody reads`(mode: String) throws {
            try folder.fill()
            try folder.connection().run("PRAGMA journal_mode = \(mode)")
            try folder.migrator().up()
            let reader = try folder.connection()
            try reader.run("BEGIN")
            try reader.run("SELECT * FROM t")
            let names = try folder.names.filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
            let error = try error { _ = try SQLiteRestore(nil, of: folder.url).run(now: now) }
            #expect(error == .inUse(folder.realDatabase, by: "another connection"))
            try reader.run("COMMIT")
            #expect(try folder.names.filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") } == names)
        }

        @Test func `replaces a file that is no database, and keeps it`() throws {
            try folder.fill()
            try folder.migrator().up()
            try Data("nonsense, more than a hundred bytes of it: \(String(repeating: "x", count: 200))".utf8).write(
                to: URL(fileURLWithPath: folder.database))
            let aside = try #require(try SQLiteRestore(nil, of: folder.url).run(now: now))
            #expect(try folder.texts("SELECT a FROM t") == ["x", "y"])
            #expect(try String(contentsOfFile: aside, encoding: .utf8).hasPrefix("nonsense"))
        }

        @Test func `takes no damaged copy`() throws {
            try folder.fill()
            try folder.migrator().up()
            let backup = "\(folder.database).before-m2"
            var bytes = try Data(contentsOf: URL(fileURLWithPath: backup))
            bytes.replaceSubrange(
                4096..<min(8192, bytes.count), with: Data(repeating: 0xA5, count: min(8192, bytes.count) - 4096))
            try bytes.write(to: URL(fileURLWithPath: backup))
            _ = try error { _ = try SQLiteRestore(nil, of: folder.url).run(now: now) }
            #expect(try folder.texts("SELECT id FROM _raido_migrations") == ["m1", "m2", "m3"])
            #expect(try folder.names == ["app.sqlite", "app.sqlite.before-m2"])
        }

        @Test func `asks which of several is meant, and for what there is not`() throws {
            #expect(try error { _ = try SQLiteRestore(nil, of: folder.url) } == .noBackup(of: folder.database))
            try folder.fill()
            try folder.migrator().up()
            #expect(try error { _ = try SQLiteRestore("none", of: folder.url) } == .missing("none"))
            #expect(try error { _ = try SQLiteRestore(nil, of: "sqlite::memory:") } == .notAFile)
            try FileManager.default.copyItem(
                atPath: "\(folder.database).before-m2", toPath: "\(folder.database).before-m1")
            guard case .severalBackups(let paths) = try error({ _ = try SQLiteRestore(nil, of: folder.url) }) else {
                Issue.record("it chose")
                return
            }
            #expect(paths.map { Path.name(of: $0) } == ["app.sqlite.before-m1", "app.sqlite.before-m2"])
        }
    }

    extension Folder {
        fileprivate var realDatabase: String {
            (try? Platform.realPath(database)).map { String(decoding: $0.bytes, as: UTF8.self) } ?? database
        }
    }
#endif
