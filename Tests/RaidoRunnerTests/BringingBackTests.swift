#if SQLite
    import Foundation
    import Raido
    import RaidoPlatform
    import Testing

    @testable import RaidoRunner

    @Suite struct `Bringing a backup back` {
        private let folder: BackupFolder
        private let now = Timestamp(seconds: 1_800_000_000)

        init() throws { folder = try BackupFolder() }

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
            #expect(chmod(folder.database, 0o666) == 0)
            _ = try SQLiteRestore(nil, of: folder.url).run(now: now)
            let status = try status(folder.database)
            #expect(status.permissions == 0o666)
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
            #expect(try SQLiteRestore(nil, of: folder.url).run(now: now) == [aside])
            #expect(try folder.names.count { $0.contains(".replaced-") } == 1)
        }

        @Test func `leaves a database alone that has another name`() throws {
            try folder.fill()
            try folder.migrator().up()
            let other = "\(folder.path)/another.sqlite"
            try Platform.name(folder.database, as: other)
            let names = try folder.names
            let refusal = try error { _ = try SQLiteRestore(nil, of: folder.url).run(now: now) }
            #expect(refusal == .severalNames(folder.database, 2))
            #expect(try folder.names == names)
            try Platform.removeFile(other)
            #expect(try SQLiteRestore(nil, of: folder.url).run(now: now).count == 1)
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
            let aside = try #require(try restore.run(now: now).first)
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
            let aside = try #require(try SQLiteRestore(nil, of: folder.url).run(now: now).first)
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
            #expect(try error { _ = try SQLiteRestore(nil, of: folder.url) } == .noDatabase(folder.database))
            try folder.fill()
            #expect(try error { _ = try SQLiteRestore(nil, of: folder.url) } == .noBackup(of: folder.database))
            try folder.migrator().up()
            #expect(
                try error { _ = try SQLiteRestore("none", of: folder.url) } == .missing(Platform.absolutePath("none")))
            #expect(try error { _ = try SQLiteRestore(nil, of: "sqlite::memory:") } == .notAFile)
            try FileManager.default.copyItem(
                atPath: "\(folder.database).before-m2", toPath: "\(folder.database).before-m1")
            guard case .severalBackups(let paths) = try error({ _ = try SQLiteRestore(nil, of: folder.url) }) else {
                Issue.record("it chose")
                return
            }
            #expect(paths.map { Path.name(of: $0) } == ["app.sqlite.before-m1", "app.sqlite.before-m2"])
        }

        /// What SQLite would write into whatever stands under the database's name: a journal or a log that is not done.
        private func unfinishedSidecar(_ mode: String) throws -> (suffix: String, bytes: Data) {
            let suffix = mode == "WAL" ? "-wal" : "-journal"
            let writer = try folder.connection()
            for pragma in ["journal_mode = \(mode)", "cache_size = 1"] { try writer.run("PRAGMA \(pragma)") }
            try writer.run("CREATE TABLE junk (x)")
            try writer.run("BEGIN")
            try writer.run(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
                INSERT INTO junk SELECT randomblob(500) FROM n
                """)
            try writer.run("UPDATE t SET b = hex(randomblob(3000))")
            if mode == "WAL" { try writer.run("COMMIT") }
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.database + suffix))
            if mode != "WAL" { try writer.run("ROLLBACK") }
            return (suffix, bytes)
        }

        @Test(arguments: ["DELETE", "WAL"])
        func `takes in no journal or log of a file that is gone, and keeps it`(mode: String) throws {
            try folder.fill()
            let leftover = try unfinishedSidecar(mode)
            try folder.connection().run("DROP TABLE junk")
            try folder.connection().run("UPDATE t SET b = 'dear'")
            try folder.migrator().up()
            try Platform.removeFile(folder.database)
            try leftover.bytes.write(to: URL(fileURLWithPath: folder.database + leftover.suffix))
            let kept = try SQLiteRestore(nil, of: folder.url).run(now: now)
            let aside = "\(folder.database).replaced-20270115_080000\(leftover.suffix)"
            #expect(kept == [aside])
            #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == leftover.bytes)
            #expect(try folder.texts("PRAGMA integrity_check") == ["ok"])
            #expect(try folder.texts("SELECT a, b FROM t") == ["x|dear", "y|dear"])
            #expect(try folder.texts("SELECT name FROM sqlite_master WHERE name = 'junk'") == [])
        }

        @Test func `gives what it keeps no name that a journal or log has`() throws {
            try folder.fill()
            try folder.migrator().up()
            let name = "\(folder.database).replaced-20270115_080000"
            try Data("old".utf8).write(to: URL(fileURLWithPath: "\(name)-wal"))
            #expect(try SQLiteRestore(nil, of: folder.url).run(now: now) == ["\(name).2"])
            #expect(try String(contentsOfFile: "\(name)-wal", encoding: .utf8) == "old")
        }

        @Test(arguments: ["DELETE", "WAL"])
        func `is refused where a journal or log stands beside the backup`(mode: String) throws {
            try folder.fill()
            let leftover = try unfinishedSidecar(mode)
            try folder.migrator().up()
            let backup = "\(folder.database).before-m2"
            let bytes = try Data(contentsOf: URL(fileURLWithPath: backup))
            try leftover.bytes.write(to: URL(fileURLWithPath: backup + leftover.suffix))
            let link = "\(folder.path)/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: backup)
            for file in [nil, backup, link] {
                let error = try error { _ = try SQLiteRestore(file, of: folder.url) }
                guard case .leftover(let found, _) = error else { throw error }
                #expect(Path.name(of: found) == Path.name(of: backup) + leftover.suffix)
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: backup)) == bytes)
            // An empty one is only that of somebody who reads it.
            try Data().write(to: URL(fileURLWithPath: backup + leftover.suffix))
            _ = try SQLiteRestore(nil, of: folder.url)
        }

        @Test func `says where what is there afterwards is not whole`() throws {
            try folder.fill()
            try SQLiteRestore.expectWhole(folder.database, like: folder.database, kept: [])
            var bytes = try Data(contentsOf: URL(fileURLWithPath: folder.database))
            let whole = "\(folder.database).whole"
            try bytes.write(to: URL(fileURLWithPath: whole))
            bytes.replaceSubrange(4096..<8192, with: Data(repeating: 0xA5, count: 4096))
            try bytes.write(to: URL(fileURLWithPath: folder.database))
            let error = try error {
                try SQLiteRestore.expectWhole(folder.database, like: whole, kept: ["aside"])
            }
            #expect("\(error)".hasPrefix("\(folder.database) was restored but is damaged: "))
            #expect("\(error)".hasSuffix("the replaced files are kept: aside"))
        }
    }

    extension BackupFolder {
        fileprivate var realDatabase: String {
            (try? Platform.realPath(database)).map { String(decoding: $0.bytes, as: UTF8.self) } ?? database
        }
    }
#endif
