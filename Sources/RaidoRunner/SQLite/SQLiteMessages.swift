import Raido

// The messages about user SQL on SQLite.

extension RefusedCommand: CustomStringConvertible {
    var description: String {
        switch self {
        case .transaction:
            "BEGIN, COMMIT, ROLLBACK and SAVEPOINT are not allowed in raw SQL: the runner applies a migration in one transaction"
        case .attachment:
            "ATTACH and DETACH are not allowed in raw SQL, because another database has no backup and no history here; "
                + "copy such rows by hand, or with the application"
        case .setting(let name):
            "raw SQL may read PRAGMA \(name) but not set it, because the rest of the run depends on it; remove it, or "
                + "set it by hand when no migration is running"
        }
    }
}

extension TemporaryObject: CustomStringConvertible {
    /// `temporary table 'a', which hides the 'a' of the database`, `temporary trigger 't' on 'a'`.
    public var description: String {
        let place = table.map { " on '\($0)'" } ?? ", which hides the '\(name)' of the database"
        return "temporary \(kind) '\(name)'\(place)"
    }
}

extension DatabaseError {
    static func lostTransaction(before sql: String) -> Self {
        DatabaseError(
            kind: .other, code: 0,
            message:
                "SQLite rolled back the transaction, as it does when the disk or the memory is full or the "
                + "device fails; nothing was changed",
            statement: sql)
    }
}
