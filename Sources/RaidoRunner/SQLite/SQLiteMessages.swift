import Raido

// The words about what a person's SQL does on SQLite.

extension RefusedCommand: CustomStringConvertible {
    var description: String {
        switch self {
        case .transaction:
            "BEGIN, COMMIT, ROLLBACK and SAVEPOINT are the runner's, who makes a migration in one transaction"
        case .attachment:
            "ATTACH and DETACH are refused in raw SQL, as what another database holds has no backup and no history here; "
                + "bring such rows over by hand, or with the application"
        case .setting(let name):
            "PRAGMA \(name) may be read in raw SQL and not set, as the rest of the run depends on it; leave it out, or "
                + "set it by hand while no migration runs"
        }
    }
}

extension TemporaryObject: CustomStringConvertible {
    /// `temporary table 'a', in the place of 'a'`, `temporary trigger 't' on 'a'`.
    public var description: String {
        let place = table.map { " on '\($0)'" } ?? ", in the place of the '\(name)' of the database"
        return "temporary \(kind) '\(name)'\(place)"
    }
}

extension DatabaseError {
    static func lostTransaction(before sql: String) -> Self {
        DatabaseError(
            kind: .other, code: 0,
            message:
                "SQLite took the transaction back by itself, as it does where the disk or the memory is full or the "
                + "device fails; nothing was changed",
            statement: sql)
    }
}
