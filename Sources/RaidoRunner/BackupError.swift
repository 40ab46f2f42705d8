import RaidoPlatform

/// Why a database was not copied, or not brought back. But for ``broughtBackDamaged(_:_:kept:)``, nothing was changed.
public enum BackupError: Error, Hashable, Sendable {
    /// The copy was made and is not whole.
    case damaged(String)
    case database(source: String, DatabaseError)
    /// The file system refused something, in these words.
    case fileSystem(String, String)
    /// In bytes.
    case noSpace(path: String, needed: Int64, free: Int64)

    // Bringing back
    case notAFile
    case missing(String)
    /// The backup has not a byte.
    case empty(String)
    case noBackup(of: String)
    /// Neither the database is there, nor a backup whose name says that it is its own.
    case noDatabase(String)
    /// The file is a database without a history of migrations.
    case noHistory(String)
    case severalBackups([String])
    /// Another program has the database open.
    case inUse(String, by: String)
    /// A journal or log stands beside the backup, which SQLite would write into it.
    case leftover(String, of: String)
    /// The backup was in its place and was damaged there, as SQLite says in these words; what stood there before is kept.
    case broughtBackDamaged(String, String, kept: [String])
    /// The database is another user's, and this one may not give files away.
    case otherOwner(String)
    /// The database has several names (hard links), and a file that takes its place would have one of them.
    case severalNames(String, Int)
}

extension BackupError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .broughtBackDamaged(let path, let finding, let kept):
            "\(path) was brought back and is not whole: \(finding); stop every program that uses it and run this again, "
                + "the backup is as it was"
                + (kept.isEmpty ? "" : "; what stood there before is kept: \(kept.joined(separator: ", "))")
        case .damaged(let path): "the copy \(path) is not whole; nothing was changed"
        case .database(let source, let error): "cannot read \(source): \(error.message)"
        case .empty(let path): "\(path) is empty, so it is no copy of a database; nothing was changed"
        case .fileSystem(let path, let words): "cannot write \(path): \(words)"
        case .inUse(let path, let user): "\(path) is in use by \(user); stop it and try again"
        case .leftover(let leftover, let path):
            "\(leftover) would be written into \(path) as soon as anything opens that; where it belongs to it, open it "
                + "once in the sqlite3 shell and read a table, else move \(leftover) away; nothing was changed"
        case .missing(let path): "there is no file \(path)"
        case .noBackup(let path): "no backup stands beside \(path) (\(path).before-…); name the file"
        case .noDatabase(let path):
            "there is no database '\(path)'; correct the path, or, if the database was deleted, give the backup a name that "
                + "begins with '\(Path.name(of: path)).before-'"
        case .noHistory(let path):
            "\(path) has no migration history, so it is not a backup of this database; nothing was changed"
        case .noSpace(let path, let needed, let free):
            "there is no room for \(path): \(needed / 1024) KiB are needed, and \(free / 1024) KiB are free; make room"
        case .notAFile: "only a SQLite database in a file can be brought back; servers have backups of their own"
        case .otherOwner(let path):
            "\(path) is another user's, and a file in its place would be yours; run this as that user, or as root"
        case .severalNames(let path, let count):
            "\(path) is one of \(count) names of a file (hard links), and the others would go on leading to what is there "
                + "now; find them (find … -samefile \(path)), leave one, and try again; nothing was changed"
        case .severalBackups(let paths): "there are several backups; name one: \(paths.joined(separator: ", "))"
        }
    }
}
