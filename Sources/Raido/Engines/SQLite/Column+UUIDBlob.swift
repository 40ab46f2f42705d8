extension Column {
    /// SQLite's type of UUIDs that are kept as their 16 bytes, which is how GRDB writes Swift's `UUID`. It is among the
    /// native types, so snapshots and migrations need no field of their own for it.
    package static let uuidBlobType = "blob(16)"

    /// Whether SQLite keeps the column's UUIDs as 16 bytes and not as texts.
    package var isUUIDBlob: Bool { type == .uuid && nativeTypes[.sqlite] == Self.uuidBlobType }

    /// Whether the engine is SQLite and keeps the column's UUIDs as 16 bytes.
    package func isUUIDBlob(on engine: Engine) -> Bool { engine == .sqlite && isUUIDBlob }
}

extension [Engine: String] {
    /// Sets how SQLite keeps a column's UUIDs among its native types.
    package mutating func keepUUIDs(asBlob isBlob: Bool) {
        self[.sqlite] = isBlob ? Column.uuidBlobType : nil
    }
}
