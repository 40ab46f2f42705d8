#if SQLite
    package import Raido
    package import RaidoPlatform

    /// Brings a copy of a SQLite database back into the database's place. The copy stays, and so does the present file.
    package struct SQLiteRestore {
        /// The database.
        package let path: String
        package let backup: String
        /// When the backup was made.
        package let madeAt: Timestamp
        /// Whether the database has no history, so that it may be another one than the backup was made of.
        package private(set) var replacesOther = false
        /// The migrations that are applied now and not in the backup.
        package private(set) var undone: [String] = []
        /// The migrations that are applied in the backup and not now.
        package private(set) var redone: [String] = []

        /// Looks at both files and changes neither.
        ///
        /// - Parameters:
        ///   - file: The backup; nil for the one that is next to the database.
        ///   - url: The database.
        ///   - history: The table that remembers which migrations are applied.
        package init(
            _ file: String?, of url: String, history table: HistoryTable = .standard
        ) throws(BackupError) {
            guard case .file(_, let path)? = try? DatabaseURL(url), path != DatabaseURL.memory else { throw .notAFile }
            // Where a link leads to the database, what it leads to is exchanged.
            let real = try Self.real(path)
            let exists = try onDisk(real) { () throws(SystemError) in
                try Platform.status(of: real, followingLinks: true) != nil
            }
            // A mistyped path would become a second database.
            if !exists, try !Self.hasBackup(file, of: real) { throw .noDatabase(Platform.absolutePath(real)) }
            let backup = if let file { file } else { try Self.onlyBackup(of: real) }
            let madeAt = try onDisk(backup) { () throws(SystemError) in try Platform.modificationTime(of: backup) }
            guard let madeAt else { throw .missing(Platform.absolutePath(backup)) }
            let size = try onDisk(backup) { () throws(SystemError) in
                try Platform.status(of: backup, followingLinks: true)?.size
            }
            // SQLite takes an empty file for an empty database.
            guard size != 0 else { throw .empty(backup) }
            // Looking at the backup would write it into the backup.
            let file = try Self.real(backup)
            let leftover = try onDisk(file) { () throws(SystemError) in try SQLiteSidecars.pending(beside: file) }
            if let leftover { throw .leftover(leftover, of: backup) }
            (self.path, self.backup, self.madeAt) = (real, backup, madeAt)
            let then = try reading(backup) { () throws(DatabaseError) in try Self.history(of: backup, in: table) }
            // Any other database would take this one's place.
            guard let then else { throw .noHistory(backup) }
            var now: [String] = []
            do throws(DatabaseError) {
                let known = try Self.history(of: real, in: table)
                replacesOther = exists && known == nil
                now = known ?? []
            } catch {
                // Whatever is wrong with the present file is a reason more to bring the backup back.
            }
            undone = now.filter { !then.contains($0) }
            redone = then.filter { !now.contains($0) }
        }

        private static func real(_ path: String) throws(BackupError) -> String {
            try onDisk(path) { () throws(SystemError) in
                guard try Platform.status(of: path, followingLinks: true) != nil else { return path }
                return String(validating: try Platform.realPath(path).bytes, as: UTF8.self) ?? path
            }
        }

        /// Whether the file, or one beside the database where none is named, is called a backup of it.
        private static func hasBackup(_ file: String?, of path: String) throws(BackupError) -> Bool {
            if let file { return isBackup(Path.name(of: file), of: path) }
            let folder = Path.folder(of: path)
            let exists = try onDisk(folder) { () throws(SystemError) in try Platform.status(of: folder) != nil }
            if !exists { return false }
            return try !backups(of: path).isEmpty
        }

        private static func isBackup(_ name: String, of path: String) -> Bool {
            name.hasPrefix("\(Path.name(of: path)).before-")
                && !(SQLiteSidecars.suffixes + [".incomplete"]).contains { name.hasSuffix($0) }
        }

        private static func backups(of path: String) throws(BackupError) -> [String] {
            let folder = Path.folder(of: path)
            let names = try onDisk(folder) { () throws(SystemError) in try Platform.names(in: folder) }
            return names.filter { name in isBackup(name, of: path) }.map { name in Path.join(folder, name) }
        }

        private static func onlyBackup(of path: String) throws(BackupError) -> String {
            let found = try backups(of: path)
            guard let first = found.first else { throw .noBackup(of: path) }
            guard found.count == 1 else { throw .severalBackups(found) }
            return first
        }

        /// The migrations that a database's history lists; nil where it has no history.
        private static func history(
            of path: String, in table: HistoryTable
        ) throws(DatabaseError) -> [String]? {
            let connection = try SQLiteConnection(opening: path)
            guard try connection.exists,
                try connection.number("SELECT count(*) FROM sqlite_master WHERE name = ?", [.text(table.name)]) == 1
            else { return nil }
            return try connection.texts("SELECT id FROM \(quote(table.name)) ORDER BY rowid")
        }

        /// Exchanges the files: the present one gets another name, and in one step the backup's content is in its
        /// place. It is read through there.
        ///
        /// - Returns: The new names of what was there: the file, a journal or log left over from one, or nothing.
        package func run(now: Timestamp) throws(BackupError) -> [String] {
            let part = "\(path).restoring"
            let exists = try onDisk(path) { () throws(SystemError) in try Platform.status(of: path) != nil }
            let aside = try nameAside(now)
            let lock = try SQLiteCopy(of: backup, accessOf: exists ? path : nil).write(to: part, keepsOwner: true)
            let kept: [String]
            do {
                kept = try exchange(part, aside: aside)
            } catch {
                try? Platform.removeFile(part)
                throw error
            }
            lock.release()
            try Self.expectWhole(path, like: backup, kept: kept)
            return kept
        }

        private func exchange(_ part: String, aside: String) throws(BackupError) -> [String] {
            let (exists, leftovers) = try onDisk(path) { () throws(SystemError) in
                (try Platform.status(of: path) != nil, try SQLiteSidecars.present(beside: path).map { path + $0 })
            }
            // Also where the file is gone that they belong to: whoever has it open still writes.
            for leftover in leftovers {
                if let process = Platform.processUsing(leftover) { throw .inUse(path, by: "process \(process)") }
            }
            let holder = exists ? try SQLiteHolder(path) : nil
            // As long as the exchange has not come, the database is what it was, under its one name.
            defer { holder?.giveUp(path, aside: aside) }
            let kept = try onDisk(path) { () throws(SystemError) in
                if exists, try Platform.status(of: aside) == nil { try Platform.name(path, as: aside) }
                // A log or journal of another file would be taken for one of the new: the names must be gone, on the
                // medium too, before that one has its own.
                let sidecars = try SQLiteSidecars.present(beside: path)
                for suffix in sidecars { try Platform.rename(path + suffix, to: aside + suffix) }
                let folder = Path.folder(of: path)
                try Platform.syncFolder(folder)
                try Platform.rename(part, to: path)
                try Platform.syncFolder(folder)
                return (exists ? [aside] : []) + sidecars.map { aside + $0 }
            }
            holder?.release(as: aside)
            return kept
        }

        /// - Parameter kept: The names of what was there before.
        static func expectWhole(_ path: String, like backup: String, kept: [String]) throws(BackupError) {
            let found = try findings(in: path)
            // Rows may break a check that was not asked for when they were written.
            if found != ["ok"], try found != findings(in: backup) {
                throw .restoredDamaged(path, found.first ?? "no answer", kept: kept)
            }
        }

        private static func findings(in path: String) throws(BackupError) -> [String] {
            try reading(path) { () throws(DatabaseError) in
                do throws(DatabaseError) {
                    return try SQLiteConnection(opening: path).texts(integrityCheck)
                } catch {
                    guard error.kind == .damaged || error.kind == .notADatabase else { throw error }
                    return [error.message]
                }
            }
        }

        /// The name that the present file gets, or has already since a run that was interrupted.
        private func nameAside(_ now: Timestamp) throws(BackupError) -> String {
            let folder = Path.folder(of: path)
            let (own, given) = try onDisk(folder) { () throws(SystemError) -> (FileStatus?, String?) in
                guard let own = try Platform.status(of: path) else { return (nil, nil) }
                let names = try Platform.names(in: folder).filter { $0.hasPrefix("\(Path.name(of: path)).replaced-") }
                for name in names.map({ Path.join(folder, $0) })
                where try Platform.status(of: name)?.isSameFile(as: own) == true { return (own, name) }
                return (own, nil)
            }
            if let own, own.names > (given == nil ? 1 : 2) { throw .severalNames(path, Int(own.names)) }
            if let given { return given }
            return try freeName("\(path).replaced-\(now.compact)")
        }

        private func freeName(_ name: String) throws(BackupError) -> String {
            try onDisk(name) { () throws(SystemError) in
                var (path, number) = (name, 1)
                while try SQLiteSidecars.isTaken(path) {
                    number += 1
                    path = "\(name).\(number)"
                }
                return path
            }
        }
    }

    /// Keeps everybody else away from a database while its file is exchanged.
    private final class SQLiteHolder {
        private var connection: SQLiteConnection?
        private var hadLog = false
        private var isReleased = false

        init(_ path: String) throws(BackupError) {
            // SQLite's locks tell of connections that do something. A file exchanged under one that does nothing would
            // be written to later.
            if let process = Platform.processUsing(path) { throw .inUse(path, by: "process \(process)") }
            do throws(DatabaseError) {
                let connection = try SQLiteConnection(opening: path, lockTimeout: 1000)
                hadLog = try connection.texts("PRAGMA journal_mode").first == "wal"
                // Takes up the log, and fails where another connection is open.
                if hadLog { try connection.run("PRAGMA journal_mode = DELETE") }
                try connection.run("BEGIN EXCLUSIVE")
                self.connection = connection
            } catch {
                // What is no database any more has no locks, and is kept as it is.
                if error.kind == .damaged || error.kind == .notADatabase { return }
                if error.kind == .busy { throw .inUse(path, by: "another connection") }
                throw .database(source: path, error)
            }
        }

        /// Lets go of the file, which is called so by now.
        func release(as path: String) {
            isReleased = true
            guard connection != nil else { return }
            connection = nil
            if hadLog { try? SQLiteConnection(opening: path).run("PRAGMA journal_mode = WAL") }
        }

        /// Makes the file what it was where it was not released: the name that it was to have goes.
        func giveUp(_ path: String, aside: String) {
            if isReleased { return }
            if let (own, other) = try? (Platform.status(of: path), Platform.status(of: aside)), let own, let other,
                own.isSameFile(as: other)
            {
                try? Platform.removeFile(aside)
            }
            release(as: path)
        }
    }
#endif
