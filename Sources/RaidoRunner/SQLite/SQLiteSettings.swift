/// The settings of a connection that the user's SQL may change and that decide what later statements do.
struct SQLiteSettings {
    /// The pragmas that can be read and set inside a transaction.
    private static let names = [
        "busy_timeout", "cell_size_check", "defer_foreign_keys", "legacy_alter_table", "query_only",
        "recursive_triggers", "reverse_unordered_selects", "trusted_schema",
    ]

    private var values: [(name: String, value: Int64)] = []
    private let likeTellsCasesApart: Bool

    init(of connection: any Connection) throws(DatabaseError) {
        for name in Self.names {
            if let value = try connection.number("PRAGMA \(name)") { values.append((name, value)) }
        }
        likeTellsCasesApart = try Self.likeTellsCasesApart(connection)
    }

    func restore(on connection: any Connection) throws(DatabaseError) {
        for (name, value) in values where try connection.number("PRAGMA \(name)") != value {
            try connection.run("PRAGMA \(name) = \(value)")
        }
        if try Self.likeTellsCasesApart(connection) != likeTellsCasesApart {
            try connection.run("PRAGMA case_sensitive_like = \(likeTellsCasesApart ? 1 : 0)")
        }
    }

    /// `case_sensitive_like`, which cannot be read.
    private static func likeTellsCasesApart(_ connection: any Connection) throws(DatabaseError) -> Bool {
        try connection.number("SELECT 'a' LIKE 'A'") == 0
    }
}
