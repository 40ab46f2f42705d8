import RaidoPlatform

/// Why a database was not backed up or not restored. Except for ``restoredDamaged(_:_:kept:)``, nothing was changed.
public enum BackupError: Error, Hashable, Sendable {
    /// The copy was made but is damaged.
    case damaged(String)
    case database(source: String, DatabaseError)
    /// The file system reported this error.
    case fileSystem(String, String)
    /// In bytes.
    case noSpace(path: String, needed: Int64, free: Int64)

    // Restoring
    case notAFile
    case missing(String)
    /// The backup is an empty file.
    case empty(String)
    case noBackup(of: String)
    /// Neither the database nor a backup named after it exists.
    case noDatabase(String)
    /// The file is a database without a history of migrations.
    case noHistory(String)
    case severalBackups([String])
    /// Another program has the database open.
    case inUse(String, by: String)
    /// A journal or log is next to the backup, and SQLite would write it into the backup.
    case leftover(String, of: String)
    /// The restored database is damaged, as SQLite reports; the files it replaced are kept.
    case restoredDamaged(String, String, kept: [String])
    /// The database belongs to another user, and this user cannot change the owner of files.
    case otherOwner(String)
    /// The database has several names (hard links), and a file that replaces it would have only one of them.
    case severalNames(String, Int)
}

extension BackupError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .restoredDamaged(let path, let finding, let kept):
            "\(path) was restored but is damaged: \(finding); stop every program that uses it and run the command again; "
                + "the backup is unchanged"
                + (kept.isEmpty ? "" : "; the replaced files are kept: \(kept.joined(separator: ", "))")
        case .damaged(let path): "the copy \(path) is damaged; nothing was changed"
        case .database(let source, let error): "cannot read \(source): \(error.message)"
        case .empty(let path): "\(path) is empty, so it is not a backup; nothing was changed"
        case .fileSystem(let path, let words): "cannot write \(path): \(words)"
        case .inUse(let path, let user): "\(path) is in use by \(user); stop it and try again"
        case .leftover(let leftover, let path):
            "SQLite would write \(leftover) into \(path) when that is opened; if it belongs to that file, open the file "
                + "once in the sqlite3 shell and read a table; otherwise move \(leftover) away; nothing was changed"
        case .missing(let path): "the file \(path) does not exist"
        case .noBackup(let path): "there is no backup next to \(path) (\(path).before-…); name the file"
        case .noDatabase(let path):
            "the database '\(path)' does not exist; correct the path, or, if the database was deleted, give the backup a name that "
                + "begins with '\(Path.name(of: path)).before-'"
        case .noHistory(let path):
            "\(path) has no migration history, so it is not a backup of this database; nothing was changed"
        case .noSpace(let path, let needed, let free):
            "not enough disk space for \(path): \(needed / 1024) KiB are needed, \(free / 1024) KiB are free; free some space"
        case .notAFile: "only a SQLite database in a file can be restored; use the backups of your server"
        case .otherOwner(let path):
            "\(path) belongs to another user, and the restored file would belong to you; run this as that user, or as root"
        case .severalNames(let path, let count):
            "\(path) is one of \(count) names of a file (hard links), and the other names would keep the present "
                + "content; find them (find … -samefile \(path)), remove all but one, and try again; nothing was changed"
        case .severalBackups(let paths): "there are several backups; name one: \(paths.joined(separator: ", "))"
        }
    }
}
