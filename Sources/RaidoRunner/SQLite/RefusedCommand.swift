/// What the user's SQL must not do on SQLite, since the rest of the run would not be what it seems.
enum RefusedCommand: Hashable {
    case transaction
    /// Another database has no backup and no history here.
    case attachment
    case setting(String)

    /// The pragmas that may be read and not set. What others leave behind can be put back.
    static let settings: Set = [
        // Rows break checks, now and where later changes count on them.
        "ignore_check_constraints",
        // Without a journal nothing can be undone.
        "journal_mode",
        // The file stays locked after the migration, and cannot be copied.
        "locking_mode",
        // Other programs continue with the schema that they know, or the file is damaged.
        "schema_version", "writable_schema",
    ]
}
