extension Column {
    /// SQLite's type of UUIDs that are kept as their 16 bytes, which is how GRDB writes Swift's `UUID`. It stands among
    /// the native types, so snapshots and migrations need no field of their own for it.
    package static let uuidBlobType = "blob(16)"

    /// Whether SQLite keeps the column's UUIDs as 16 bytes and not as texts.
    package var isUUIDBlob: Bool { type == .uuid && nativeTypes[.sqlite] == Self.uuidBlobType }
}
