#if SQLite
    import Raido
    import RaidoPlatform

    /// A whole copy of a database file, made by `VACUUM INTO`.
    ///
    /// It is under its name only when it is complete, was read through, has all rows, and is on the medium.
    struct SQLiteCopy {
        private let source: String

        /// The file whose owner, group and permissions the copy gets.
        private let model: String

        init(of source: String, accessOf model: String? = nil) { (self.source, self.model) = (source, model ?? source) }

        /// Writes the copy under that name, or, where the name is taken, under it and a number. A journal or log that
        /// is left over from another file of that name takes it too: it would become one of the copy. Where the same
        /// copy already exists, as after a run that failed, that one will do.
        ///
        /// - Returns: The path.
        func write(asFreeName name: String) throws(BackupError) -> String {
            let part = "\(name).incomplete"
            // Held until the copy has its name.
            let lock = try write(to: part)
            var (path, number) = (name, 1)
            do throws(SystemError) {
                while try !isNamed(part, path) {
                    if try exists(part, path) { break }
                    number += 1
                    path = "\(name).\(number)"
                }
                if try Platform.status(of: part) != nil { try Platform.removeFile(part) }
                try Platform.syncFolder(Path.folder(of: path))
            } catch {
                try? Platform.removeFile(part)
                throw .fileSystem(path, "\(error)")
            }
            lock.release()
            return path
        }

        /// Gives the copy its name, unless that is taken.
        private func isNamed(_ part: String, _ path: String) throws(SystemError) -> Bool {
            guard try SQLiteSidecars.present(beside: path).isEmpty else { return false }
            do {
                try Platform.name(part, as: path)
            } catch {
                guard error.isTaken else { throw error }
                return false
            }
            return true
        }

        /// Whether a copy of that name is the same one, and nothing beside it would be written into it.
        private func exists(_ part: String, _ path: String) throws(SystemError) -> Bool {
            guard try SQLiteSidecars.present(beside: path).isEmpty else { return false }
            return try Platform.isSameContent(part, path)
        }

        /// Writes the copy to a path, which no other program writes to while the returned lock is held; what an
        /// interrupted run left there goes first.
        ///
        /// - Parameter keepsOwner: Fail where the copy cannot belong to whom its model belongs.
        func write(to path: String, keepsOwner: Bool = false) throws(BackupError) -> FileLock {
            try expectSpace(for: path)
            let lock = try emptyFile(at: path)
            do throws(BackupError) {
                let isGiven = try onDisk(path) { () throws(SystemError) in
                    guard let access = try Platform.status(of: model, followingLinks: true) else { return true }
                    return try lock.giveAccess(of: access)
                }
                guard isGiven || !keepsOwner else { throw BackupError.otherOwner(model) }
                try copy(to: path)
                try onDisk(path) { () throws(SystemError) in try Platform.syncFile(path) }
            } catch {
                try? Platform.removeFile(path)
                throw error
            }
            return lock
        }

        /// A locked file with nothing in it, which nobody but this user opens.
        private func emptyFile(at path: String) throws(BackupError) -> FileLock {
            while true {
                let taken = try onDisk(path) { () throws(SystemError) -> FileLock? in
                    try FileLock.take(path, permissions: 0o600)
                }
                guard let lock = taken else { throw .inUse(path, by: "another run") }
                let isInPlace = try onDisk(path) { () throws(SystemError) in
                    // Whoever held it may just have given it the name that it was made for.
                    guard try lock.isInPlace() else { return false }
                    // A run that was killed had given it that name, and not yet taken this one.
                    guard try !lock.hasOtherNames() else {
                        try Platform.removeFile(path)
                        return false
                    }
                    try lock.write("")
                    for suffix in try SQLiteSidecars.present(beside: path) { try Platform.removeFile(path + suffix) }
                    return true
                }
                if isInPlace { return lock }
            }
        }

        private func expectSpace(for path: String) throws(BackupError) {
            let (size, free) = try onDisk(path) { () throws(SystemError) in
                (
                    try Platform.status(of: source, followingLinks: true)?.size ?? 0,
                    try Platform.freeBytes(at: Path.folder(of: path))
                )
            }
            // The copy, and what SQLite writes besides while it makes it.
            let needed = size + size / 10 + 65_536
            guard free >= needed else { throw .noSpace(path: path, needed: needed, free: free) }
        }

        private func copy(to path: String) throws(BackupError) {
            try reading(source) { () throws(DatabaseError) in
                let old = try SQLiteConnection(opening: source)
                try old.run("VACUUM INTO \(literal(path))")
            }
            let wasRead = try reading(path) { () throws(DatabaseError) in
                let (old, new) = (try SQLiteConnection(opening: source), try SQLiteConnection(opening: path))
                let finding = try new.texts(integrityCheck)
                // The one setting of a file that a copy does not have.
                if try old.texts("PRAGMA journal_mode").first == "wal" { try new.run("PRAGMA journal_mode = WAL") }
                let (wanted, found) = (try old.rowCounts(), try new.rowCounts())
                guard wanted == found else { return false }
                if finding == ["ok"] { return true }
                // Rows that break a check of their table are no fault of the copy's.
                return finding == (try old.texts(integrityCheck))
            }
            guard wasRead else { throw .damaged(path) }
        }
    }

    extension SQLiteConnection {
        /// How many rows each table has; virtual tables have theirs in others.
        fileprivate func rowCounts() throws(DatabaseError) -> [String: Int64] {
            let names = try texts(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
            var counts: [String: Int64] = [:]
            for name in names where !name.hasPrefix("sqlite_stat") {
                counts[name] = try number("SELECT count(*) FROM \(quote(name))") ?? 0
            }
            return counts
        }

        /// A connection to a file that exists.
        convenience init(opening path: String, lockTimeout: Int32 = 5000) throws(DatabaseError) {
            do { try self.init(path: path, lockTimeout: lockTimeout) } catch {
                throw DatabaseError(kind: .other, code: 0, message: "\(error)", statement: "")
            }
        }
    }

    func onDisk<Value: ~Copyable>(
        _ path: String, _ body: () throws(SystemError) -> Value
    ) throws(BackupError) -> Value {
        do { return try body() } catch { throw .fileSystem(path, "\(error)") }
    }

    func reading<Value>(_ path: String, _ body: () throws(DatabaseError) -> Value) throws(BackupError) -> Value {
        do { return try body() } catch { throw .database(source: path, error) }
    }

    /// Names the first errors in a file (SQLite manual, "PRAGMA integrity_check").
    let integrityCheck = "PRAGMA integrity_check(100)"
#endif
