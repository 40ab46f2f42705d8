import RaidoMigrate

/// What prevents a command from changing migrations on disk.
struct Objection {
    /// `committed`, `unchecked`, `edited`, `applied` or `mixed`. It is part of the tool's interface.
    var id: String
    var message: String
    var advice: String
}

extension DatabaseAnswer {
    /// What was checked, or that it was not.
    var line: String {
        switch self {
        case .none(let database): "Database: \(database) has none of them."
        case .has(let ids, let database):
            "Database: \(database) has \(ids.count == 1 ? "one" : "\(ids.count)") of them."
        case .notChecked(let reason):
            "Database: not checked: \(reason)" + (reason.last.map { ".?!".contains($0) } == true ? "" : ".")
        case .failed: "Database: not checked, because of an error."
        }
    }

    /// Nil if the database has none of the migrations, or if there is no connection to one.
    var objection: Objection? {
        switch self {
        case .none, .notChecked: nil
        case .has(let ids, let database):
            Objection(
                id: "applied", message: "applied, or interrupted, in \(database): \(ids.joined(separator: ", "))",
                advice: "revert them there first, with 'down'")
        case .failed(let reason):
            Objection(
                id: "unchecked", message: "it is unknown whether the database has them: \(reason)",
                advice: "fix that first, or name another database with --database")
        }
    }

    /// The migrations that the database is known to have.
    var applied: [String] {
        switch self {
        case .has(let ids, _): ids
        case .none, .notChecked, .failed: []
        }
    }
}
